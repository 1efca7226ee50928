#include "transport_scales.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "transport_arena.h"
#include "transport_simplex.h"

#pragma STDC FP_CONTRACT OFF

static size_t place(Task *t, char *arena) {
  const gfk_transport_problem *p = t->problem;
  size_t offset = gfk_oracle_place(&t->oracle, arena);
  t->arcs = GFK_TAKE(Arc, p->sources + p->targets);
  t->level = GFK_TAKE(double, p->sources);
  t->slot_of = GFK_TAKE(int32_t, p->targets);
  return offset;
}

int gfk_task_open(Task *t, const gfk_transport_problem *p) {
  *t = (Task){.problem = p};
  t->oracle = gfk_oracle(p->source, p->sources, p->targets, p->dimension, p->exponent);
  size_t *starts = malloc(t->oracle.blocks * sizeof *starts);
  if (!starts || posix_memalign((void **)&t->arena, 64, place(t, NULL)) != 0) {
    free(starts);
    t->arena = NULL;
    return -1;
  }
  place(t, t->arena);
  gfk_oracle_build(&t->oracle, p->target, t->slot_of, starts);
  for (size_t k = 0; k < t->oracle.slots; k++)
    if (t->oracle.original[k] >= 0) t->slot_of[t->oracle.original[k]] = (int32_t)k;
  free(starts);
  return 0;
}

void gfk_task_close(Task *t) { free(t->arena); }

void gfk_task_add(Task *t, size_t i, size_t j, int64_t flow) {
  int32_t slot = t->slot_of[j];
  double cost = gfk_oracle_cost(&t->oracle, i, (size_t)slot);
  t->arcs[t->count++] = (Arc){(int32_t)i, slot, flow, cost};
}

/* Clusters of one cloud: points order[starts[b] ..< starts[b + 1]] make cluster b. */
typedef struct {
  size_t count;
  double *mean;  /* [count][dimension] */
  int64_t *mass; /* [count] */
  size_t *starts; /* [count + 1] */
  size_t *next;   /* [count]: the first member that still has mass to move */
  int32_t *order;
} Clusters;

static size_t place_clusters(Clusters *c, size_t points, size_t dimension, char *arena) {
  size_t offset = 0;
  c->mean = GFK_TAKE(double, c->count *dimension);
  c->mass = GFK_TAKE(int64_t, c->count);
  c->starts = GFK_TAKE(size_t, c->count + 1);
  c->next = GFK_TAKE(size_t, c->count);
  c->order = GFK_TAKE(int32_t, points);
  return offset;
}

/* The masses and centres of mass of the clusters. */
static void fill_clusters(
    Clusters *c, const double *points, const int64_t *mass, size_t count, size_t d) {
  gfk_cut_clusters(points, count, d, c->count, c->order, c->starts);
  c->starts[c->count] = count;
  memcpy(c->next, c->starts, c->count * sizeof *c->next);
  for (size_t b = 0; b < c->count; b++) {
    c->mass[b] = 0;
    for (size_t q = c->starts[b]; q < c->starts[b + 1]; q++) c->mass[b] += mass[c->order[q]];
    for (size_t e = 0; e < d; e++) c->mean[b * d + e] = 0;
    for (size_t q = c->starts[b]; q < c->starts[b + 1]; q++) {
      size_t i = (size_t)c->order[q];
      double share = (double)mass[i] / (double)c->mass[b];
      for (size_t e = 0; e < d; e++) c->mean[b * d + e] += share * points[i * d + e];
    }
  }
}

/* Brings the remaining member of cluster b that is nearest to a point to the front. */
static void bring_nearest(
    const Clusters *c, size_t b, const double *points, const double *to, size_t d) {
  size_t best = c->next[b];
  double least = INFINITY;
  for (size_t q = c->next[b]; q < c->starts[b + 1]; q++) {
    double square = 0;
    for (size_t e = 0; e < d; e++) {
      double t = points[(size_t)c->order[q] * d + e] - to[e];
      square += t * t;
    }
    if (!(square < least)) continue;
    least = square;
    best = q;
  }
  int32_t swap = c->order[best];
  c->order[best] = c->order[c->next[b]];
  c->order[c->next[b]] = swap;
}

/* Divides the flows between clusters among their points: every flow between clusters becomes a
 * staircase of flows between points, so no cycle arises. */
static void refine(Task *t, const Task *coarse, const Clusters *from, const Clusters *to, int64_t *left) {
  const gfk_transport_problem *p = t->problem;
  int64_t *supply = left, *demand = left + p->sources;
  size_t d = p->dimension;
  memcpy(supply, p->supply, p->sources * sizeof *supply);
  memcpy(demand, p->demand, p->targets * sizeof *demand);
  for (size_t a = 0; a < coarse->count; a++) {
    size_t x = (size_t)coarse->arcs[a].source;
    size_t y = (size_t)coarse->oracle.original[coarse->arcs[a].slot];
    for (int64_t flow = coarse->arcs[a].flow; flow > 0;) {
      size_t i = (size_t)from->order[from->next[x]], j = (size_t)to->order[to->next[y]];
      if (demand[j] == p->demand[j]) {
        bring_nearest(to, y, p->target, p->source + i * d, d);
        j = (size_t)to->order[to->next[y]];
      }
      int64_t part = supply[i] < demand[j] ? supply[i] : demand[j];
      part = part < flow ? part : flow;
      gfk_task_add(t, i, j, part);
      flow -= part;
      supply[i] -= part;
      demand[j] -= part;
      if (supply[i] == 0) from->next[x]++;
      if (demand[j] == 0) to->next[y]++;
    }
  }
}

/* Prices the targets as the clusters of the sources would: at the highest price at which none of them
 * would rather buy elsewhere (the c-transform of their levels). */
static int extend_prices(Task *t, const Task *coarse) {
  const gfk_transport_problem *p = t->problem, *q = coarse->problem;
  gfk_transport_problem turned = {
      .source = p->target, .target = q->source, .sources = p->targets, .targets = q->sources,
      .dimension = p->dimension, .exponent = p->exponent};
  Task back;
  if (gfk_task_open(&back, &turned) != 0) return -1;
  for (size_t i = 0; i < q->sources; i++) back.oracle.price[back.slot_of[i]] = -coarse->level[i];
  gfk_oracle_fit(&back.oracle);
  int32_t slot = -1;
  for (size_t k = 0; k < t->oracle.slots; k++) {
    double value, cost;
    if (t->oracle.original[k] < 0) continue;
    gfk_oracle_nearest(
        &back.oracle, (size_t)t->oracle.original[k], 1, INFINITY, slot < 0 ? 0 : slot / BLOCK,
        (Nearest){&slot, &value, &cost});
    t->oracle.price[k] = -value;
  }
  gfk_task_close(&back);
  return 0;
}

/* In high dimension: the price of its cluster for every target. */
static void inherit_prices(Task *t, const Task *coarse, const Clusters *to) {
  for (size_t b = 0; b < to->count; b++)
    for (size_t q = to->starts[b]; q < to->starts[b + 1]; q++)
      t->oracle.price[t->slot_of[to->order[q]]] = coarse->oracle.price[coarse->slot_of[b]];
}

static int start_from_clusters(Task *t, Clusters *from, Clusters *to) {
  const gfk_transport_problem *p = t->problem;
  fill_clusters(from, p->source, p->supply, p->sources, p->dimension);
  fill_clusters(to, p->target, p->demand, p->targets, p->dimension);
  gfk_transport_problem clusters = {
      .source = from->mean, .target = to->mean, .supply = from->mass, .demand = to->mass,
      .sources = from->count, .targets = to->count, .dimension = p->dimension,
      .exponent = p->exponent};
  Task coarse;
  if (gfk_task_open(&coarse, &clusters) != 0) return -1;
  int status = gfk_task_solve(&coarse);
  int64_t *left = malloc((p->sources + p->targets) * sizeof *left);
  if (status == 0 && left) {
    if (t->oracle.rows)
      inherit_prices(t, &coarse, to);
    else
      status = extend_prices(t, &coarse);
    refine(t, &coarse, from, to, left);
  }
  if (!left) status = -1;
  free(left);
  gfk_task_close(&coarse);
  return status;
}

/* Halves the larger cloud, or both where they are of similar size. */
static int start(Task *t) {
  const gfk_transport_problem *p = t->problem;
  size_t n = p->sources, m = p->targets;
  if (n == 1 || m == 1) {
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < m; j++) gfk_task_add(t, i, j, n == 1 ? p->demand[j] : p->supply[i]);
    return 0;
  }
  Clusters from = {.count = 2 * n > m ? (n + 1) / 2 : n};
  Clusters to = {.count = 2 * m > n ? (m + 1) / 2 : m};
  size_t room = place_clusters(&from, n, p->dimension, NULL);
  char *arena = NULL;
  size_t all = room + place_clusters(&to, m, p->dimension, NULL);
  if (posix_memalign((void **)&arena, 64, all) != 0) return -1;
  place_clusters(&from, n, p->dimension, arena);
  place_clusters(&to, m, p->dimension, arena + room);
  int status = start_from_clusters(t, &from, &to);
  free(arena);
  return status;
}

int gfk_task_solve(Task *t) {
  if (t->count == 0 && start(t) != 0) return -1;
  t->count = gfk_simplex(&t->oracle, t->arcs, t->count, t->level, &t->pivots);
  return t->count > 0 ? 0 : -1;
}
