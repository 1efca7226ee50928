#include "transport_simplex.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clones.h"
#include "transport_arena.h"

#pragma STDC FP_CONTRACT OFF

/* Most arcs listed per source, and sources among whose arcs the one that enters the basis is chosen.
 * Distances are nearly tied along the rays that transport follows, so they need longer lists than
 * squares do: both numbers are the fastest of those tried and change nothing else. */
enum { LISTED = 16, LISTED_SQUARES = 8, CHOICE = 8 };

/* Network simplex (Dantzig 1951) that prices few of the arcs: in rounds, every source lists the arcs
 * that the oracle finds violated or nearly so, then pivots are made on listed arcs alone. A list knows
 * a horizon that nothing unlisted was below; while prices have not fallen to it, it is kept. */
typedef struct {
  Forest forest;
  Oracle *oracle;
  int32_t *arc;     /* [sources][LISTED] */
  double *arc_cost; /* [sources][LISTED] */
  uint8_t *listed;  /* [sources] */
  double *horizon;  /* [sources] */
  double *before;   /* [slots]: the prices of the last round */
  double slack;     /* what is not counted as a violation */
  double most;      /* the greatest violation a pivot of the last round removed */
  int effort;       /* rounds so far; those that chased rounding errors count several times */
} Simplex;

static size_t place(Simplex *s, char *arena) {
  size_t n = s->oracle->sources, offset = gfk_forest_place(&s->forest, arena);
  s->arc = GFK_TAKE(int32_t, n *LISTED);
  s->arc_cost = GFK_TAKE(double, n *LISTED);
  s->listed = GFK_TAKE(uint8_t, n);
  s->horizon = GFK_TAKE(double, n);
  s->before = GFK_TAKE(double, s->oracle->slots);
  return offset;
}

/* How far the reduced cost of an arc is below where rounding errors alone may have put it. */
GFK_INLINE double violation(const Simplex *s, double cost, double price, double level) {
  return level - (cost + price) - 1e-15 * (fabs(level) + cost) - s->slack;
}

/* Errors may add up along the ways of a tree until pivots only chase them. So what counts as an error
 * grows slowly once there have been more rounds than problems need that are not plagued by this, the
 * sooner the less they remove. */
static void widen_slack(Simplex *s) {
  enum { USUAL = 60, DOUBLING = 4, VAIN = 4 };
  const Oracle *o = s->oracle;
  double greatest = 0;
  for (size_t k = 0; k < o->slots; k++)
    if (o->original[k] >= 0) greatest = fmax(greatest, fabs(o->price[k]));
  for (size_t i = 0; i < o->sources; i++) greatest = fmax(greatest, fabs(s->forest.level[i]));
  s->effort += s->most > 4e-15 * greatest ? 1 : VAIN;
  if (s->effort > USUAL) s->slack = ldexp(1e-17 * greatest, (s->effort - USUAL) / DOUBLING);
}

/* How much prices fell since the last round at most; negative where all rose. */
static double greatest_fall(Simplex *s) {
  const Oracle *o = s->oracle;
  double most = -INFINITY;
  for (size_t k = 0; k < o->slots; k++) {
    if (o->original[k] < 0) continue;
    double fall = s->before[k] - o->price[k];
    most = fall > most ? fall : most;
    s->before[k] = o->price[k];
  }
  return most;
}

/* Whether source i has a violated arc among those it lists. */
static int is_violated(const Simplex *s, size_t i) {
  for (size_t q = i * LISTED; q < i * LISTED + s->listed[i]; q++)
    if (violation(s, s->arc_cost[q], s->oracle->price[s->arc[q]], s->forest.level[i]) > 0) return 1;
  return 0;
}

/* Lists the arcs of source i up to `margin` above its level. */
static void list_arcs(Simplex *s, size_t i, double margin) {
  const Oracle *o = s->oracle;
  double values[LISTED], reach = s->forest.level[i] + margin;
  size_t room = o->exponent == 1 ? LISTED : LISTED_SQUARES, at = i * LISTED;
  size_t wanted = o->targets < room ? o->targets : room;
  ptrdiff_t hint = s->listed[i] > 0 ? s->arc[at] / BLOCK : -1;
  Nearest nearest = {s->arc + at, values, s->arc_cost + at};
  size_t found = gfk_oracle_nearest(o, i, wanted, reach, hint, nearest);
  s->listed[i] = (uint8_t)found;
  s->horizon[i] = found < wanted ? reach : values[wanted - 1];
}

/* Renews the lists that may have missed a violated arc; returns whether there is any. */
static int list_all(Simplex *s, int round) {
  int any = 0;
  gfk_forest_settle(&s->forest);
  widen_slack(s);
  gfk_oracle_fit(s->oracle);
  double fall = greatest_fall(s), margin = 0.3 * s->most;
  for (size_t i = 0; i < s->oracle->sources; i++) {
    s->horizon[i] -= fall;
    if (round == 0 || !(s->forest.level[i] <= s->horizon[i])) list_arcs(s, i, margin);
    any = any || is_violated(s, i);
  }
  return any;
}

/* Pivots on the most violated arc of few sources at a time until no listed arc is violated, or until
 * there have been so many pivots that potentials should be settled anew. */
static void pivot_all(Simplex *s) {
  const double *price = s->oracle->price;
  size_t n = s->oracle->sources, i = 0;
  int64_t last = s->forest.pivots + 100 + 20 * (int64_t)(n + s->oracle->targets);
  s->most = 0;
  for (size_t idle = 0; idle < n && s->forest.pivots < last;) {
    double most = 0;
    size_t best = 0, source = 0;
    for (int k = 0; k < CHOICE; k++) {
      double level = s->forest.level[i];
      for (size_t q = i * LISTED; q < i * LISTED + s->listed[i]; q++) {
        double v = violation(s, s->arc_cost[q], price[s->arc[q]], level);
        if (!(v > most)) continue;
        most = v;
        best = q;
        source = i;
      }
      i = i + 1 == n ? 0 : i + 1;
    }
    idle += CHOICE;
    if (most == 0) continue;
    idle = 0;
    s->most = most > s->most ? most : s->most;
    double slack = s->arc_cost[best] + price[s->arc[best]] - s->forest.level[source];
    gfk_forest_pivot(&s->forest, source, s->arc[best], s->arc_cost[best], slack);
  }
}

size_t gfk_simplex(
    Oracle *oracle, Arc *arcs, size_t count, double *level, int64_t *pivots) {
  size_t n = oracle->sources, slots = oracle->slots, nodes = 1 + n + slots;
  Simplex s = {.oracle = oracle, .forest = {.sources = n, .slots = slots, .price = oracle->price}};
  char *arena = NULL;
  int32_t *scratch = malloc((2 * nodes + 1 + 2 * count) * sizeof *scratch);
  if (!scratch || posix_memalign((void **)&arena, 64, place(&s, NULL)) != 0) {
    free(scratch);
    return 0;
  }
  place(&s, arena);
  memset(s.listed, 0, n);
  for (size_t i = 0; i < n; i++) s.horizon[i] = 0;
  gfk_forest_plant(&s.forest, arcs, count, scratch, scratch + nodes);
  memcpy(s.before, oracle->price, slots * sizeof *s.before);
  for (int round = 0; list_all(&s, round); round++) pivot_all(&s);
  count = gfk_forest_arcs(&s.forest, arcs);
  memcpy(level, s.forest.level, n * sizeof *level);
  *pivots += s.forest.pivots;
  free(arena);
  free(scratch);
  return count;
}
