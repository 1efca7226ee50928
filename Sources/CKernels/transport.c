#include "transport.h"

#include <math.h>
#include <stdlib.h>

#include "transport_auction.h"
#include "transport_scales.h"

#pragma STDC FP_CONTRACT OFF

/* The mean cost of the flow, and the mean slack of its arcs over the least values at its prices. */
static void certify(const Task *t, gfk_transport_result *result) {
  const gfk_transport_problem *p = t->problem;
  double mass = 0, cost = 0, gap = 0, least = 0;
  for (size_t i = 0; i < p->sources; i++) mass += (double)p->supply[i];
  for (size_t a = 0; a < t->count; a++) {
    const Arc *arc = t->arcs + a;
    double held = arc->cost + t->oracle.price[arc->slot], share = (double)arc->flow / mass, found;
    int32_t slot;
    if (a == 0 || arc->source != arc[-1].source) {
      least = held;
      Nearest nearest = {&slot, &least, &found};
      gfk_oracle_nearest(
          &t->oracle, (size_t)arc->source, 1, held, arc->slot / BLOCK, nearest);
    }
    cost += share * arc->cost;
    gap += share * (held - least);
  }
  result->cost = cost;
  result->gap = gap;
}

/* Whether every source and every target has the same mass. */
static int is_assignment(const gfk_transport_problem *p) {
  if (p->sources != p->targets) return 0;
  for (size_t i = 0; i < p->sources; i++)
    if (p->supply[i] != p->supply[0] || p->demand[i] != p->supply[0]) return 0;
  return 1;
}

/* Solves once more from the flow found, with all prices zero where no violated arc asks otherwise.
 * Where clouds are nearly the same, costs are far below the prices between distant points, in whose
 * rounding errors they would drown. */
static int polish(Task *t, gfk_transport_result *result) {
  for (size_t k = 0; k < t->oracle.slots; k++)
    if (t->oracle.original[k] >= 0) t->oracle.price[k] = 0;
  gfk_oracle_fit(&t->oracle);
  if (gfk_task_solve(t) != 0) return -1;
  gfk_oracle_fit(&t->oracle);
  certify(t, result);
  return 0;
}

static int solve(const gfk_transport_problem *p, Task *t, gfk_transport_result *result) {
  const double enough = 1e-12;
  if (gfk_task_open(t, p) != 0) return -1;
  if (t->oracle.rows && is_assignment(p) && gfk_auction(t) != 0) return -1;
  if (gfk_task_solve(t) != 0) return -1;
  gfk_oracle_fit(&t->oracle);
  certify(t, result);
  if (result->gap > enough * result->cost && polish(t, result) != 0) return -1;
  result->moves = t->count;
  result->pivots = t->pivots;
  result->bids = t->bids;
  return 0;
}

/* The problem with its sources in an order in which neighbours stand together, in low dimension. */
typedef struct {
  gfk_transport_problem problem;
  int32_t *order;
  double *points;
  int64_t *supply;
} Sorted;

static int sort(Sorted *s, const gfk_transport_problem *p) {
  size_t n = p->sources, d = p->dimension;
  s->order = malloc(n * sizeof *s->order);
  s->points = malloc(n * d * sizeof *s->points);
  s->supply = malloc(n * sizeof *s->supply);
  size_t *starts = malloc(n * sizeof *starts);
  s->problem = *p;
  s->problem.source = s->points;
  s->problem.supply = s->supply;
  if (s->order && s->points && s->supply && starts) {
    if (d <= LOW_DIMENSION)
      gfk_cut_clusters(p->source, n, d, (n + 3) / 4, s->order, starts);
    else
      for (size_t i = 0; i < n; i++) s->order[i] = (int32_t)i;
    for (size_t i = 0; i < n; i++) {
      s->supply[i] = p->supply[s->order[i]];
      for (size_t c = 0; c < d; c++) s->points[i * d + c] = p->source[(size_t)s->order[i] * d + c];
    }
  }
  int status = s->order && s->points && s->supply && starts ? 0 : -1;
  free(starts);
  return status;
}

static int ascending(const void *a, const void *b) {
  const gfk_transport_move *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return (x->target > y->target) - (x->target < y->target);
}

int gfk_transport_prepare(const gfk_transport_problem *problem) {
  Task task = {0};
  int status = gfk_task_open(&task, problem);
  gfk_task_close(&task);
  return status;
}

int gfk_transport_solve(
    const gfk_transport_problem *problem, gfk_transport_move *moves,
    gfk_transport_result *result) {
  Sorted sorted = {0};
  Task task = {0};
  int status = sort(&sorted, problem);
  if (status == 0) status = solve(&sorted.problem, &task, result);
  for (size_t a = 0; status == 0 && a < task.count; a++) {
    const Arc *arc = task.arcs + a;
    moves[a] = (gfk_transport_move){
        sorted.order[arc->source], task.oracle.original[arc->slot], arc->flow};
  }
  if (status == 0) qsort(moves, task.count, sizeof *moves, ascending);
  gfk_task_close(&task);
  free(sorted.order);
  free(sorted.points);
  free(sorted.supply);
  return status;
}
