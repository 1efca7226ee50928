#include <math.h>
#include <stdlib.h>

#include "clones.h"
#include "transport_solver.h"

#pragma STDC FP_CONTRACT OFF

/* Something to look at when the search has come `key` far: a slot, or further arcs of a source. */
typedef struct {
  double key;
  int32_t slot;   /* the slot reached, or -1 */
  int32_t source; /* the source with further arcs, or -1 */
  int32_t listed; /* how many of its arcs have been listed */
} Event;

/* A search for the cheapest alternating path from one source to a free slot (Dijkstra 1959), with
 * reduced costs c(i, k) + price[k] - level[i] as lengths and arcs listed by need. */
typedef struct {
  Solver *solver;
  double *level;    /* [count]: the least value of each source */
  double *distance; /* [slots], infinite where not reached */
  double *reached;  /* [count]: how far the sources are, where they are in the tree */
  int32_t *from;    /* [slots]: the source a slot was reached from */
  int32_t *seen;    /* [slots]: slots with a distance */
  int32_t *tree;    /* [count]: sources in the tree */
  size_t seen_count, tree_count;
  int32_t *listed_slots; /* [slots] */
  double *listed_values, *listed_costs;
  Event *heap;
  size_t heap_count, heap_room;
  double shortest; /* to a free slot, so far */
} Search;

static int before(const Event *a, const Event *b) { return a->key < b->key; }

static int push(Search *t, Event event) {
  if (t->heap_count == t->heap_room) {
    size_t room = 2 * t->heap_room;
    Event *heap = realloc(t->heap, room * sizeof *heap);
    if (!heap) return -1;
    t->heap = heap;
    t->heap_room = room;
  }
  size_t at = t->heap_count++;
  for (; at > 0 && before(&event, &t->heap[(at - 1) / 2]); at = (at - 1) / 2)
    t->heap[at] = t->heap[(at - 1) / 2];
  t->heap[at] = event;
  return 0;
}

static Event pop(Search *t) {
  Event top = t->heap[0], last = t->heap[--t->heap_count];
  size_t at = 0, n = t->heap_count;
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= n) break;
    if (child + 1 < n && before(&t->heap[child + 1], &t->heap[child])) child++;
    if (!before(&t->heap[child], &last)) break;
    t->heap[at] = t->heap[child];
    at = child;
  }
  t->heap[at] = last;
  return top;
}

/* Enters the arc from source i to a slot. */
static int relax(Search *t, size_t i, int32_t slot, double value) {
  double length = value - t->level[i];
  double distance = t->reached[i] + (length > 0 ? length : 0);
  if (!(distance < t->distance[slot]) || distance >= t->shortest) return 0;
  if (t->distance[slot] == INFINITY) t->seen[t->seen_count++] = slot;
  t->distance[slot] = distance;
  t->from[slot] = (int32_t)i;
  if (t->solver->owner[slot] < 0) t->shortest = distance;
  return push(t, (Event){distance, slot, -1, 0});
}

/* Promises to look again at source i where its unlisted arcs, of at least `value`, begin to matter. */
static int postpone(Search *t, size_t i, double value, size_t listed) {
  if (listed >= t->solver->oracle.count) return 0;
  double length = value - t->level[i], key = t->reached[i] + (length > 0 ? length : 0);
  if (key >= t->shortest) return 0;
  return push(t, (Event){key, -1, (int32_t)i, (int32_t)listed});
}

/* Puts source i into the tree, with the arcs it remembers. */
static int expand(Search *t, size_t i, double distance) {
  Solver *s = t->solver;
  t->reached[i] = distance;
  t->tree[t->tree_count++] = (int32_t)i;
  for (size_t q = 0; q < s->keep; q++) {
    int32_t slot = s->kept[i * KEPT + q];
    double value = s->kept_cost[i * KEPT + q] + s->oracle.price[slot];
    if (relax(t, i, slot, value) != 0) return -1;
  }
  return postpone(t, i, s->horizon[i], s->keep);
}

/* Lists four times as many arcs of source i as before, of those that can still matter. */
static int expand_further(Search *t, size_t i, size_t listed) {
  const Oracle *o = &t->solver->oracle;
  size_t wanted = 4 * listed < o->count ? 4 * listed : o->count;
  double ceiling = t->level[i] + (t->shortest - t->reached[i]);
  ceiling += 1e-12 * fabs(ceiling); /* the sum above may have been rounded down */
  Nearest list = {t->listed_slots, t->listed_values, t->listed_costs};
  size_t found = gfk_oracle_nearest(o, i, wanted, ceiling, -1, list);
  for (size_t q = 0; q < found; q++)
    if (relax(t, i, list.slots[q], list.values[q]) != 0) return -1;
  return found < wanted ? 0 : postpone(t, i, list.values[found - 1], wanted);
}

/* Finds the nearest free slot from source `start`; -1 where memory is short. */
static int32_t find_free_slot(Search *t, size_t start) {
  Solver *s = t->solver;
  if (expand(t, start, 0) != 0) return -1;
  while (t->heap_count > 0) {
    Event event = pop(t);
    if (event.source >= 0) {
      if (expand_further(t, (size_t)event.source, (size_t)event.listed) != 0) return -1;
      continue;
    }
    if (event.key > t->distance[event.slot]) continue;
    s->result->settled++;
    int32_t owner = s->owner[event.slot];
    if (owner < 0) return event.slot;
    if (t->reached[owner] < INFINITY) continue;
    if (expand(t, (size_t)owner, event.key) != 0) return -1;
  }
  return -1;
}

/* Raises prices so that every arc of the path becomes tight and none negative. */
static void reprice(Search *t, double shortest) {
  Solver *s = t->solver;
  for (size_t q = 0; q < t->seen_count; q++) {
    int32_t k = t->seen[q];
    double rise = shortest - t->distance[k];
    if (rise > 0) gfk_oracle_raise(&s->oracle, (size_t)k, s->oracle.price[k] + rise);
  }
  for (size_t q = 0; q < t->tree_count; q++) {
    int32_t i = t->tree[q];
    t->level[i] += shortest - t->reached[i];
  }
}

static void flip(Search *t, size_t start, int32_t slot) {
  Solver *s = t->solver;
  for (;;) {
    int32_t i = t->from[slot], previous = s->slot[i];
    s->slot[i] = slot;
    s->owner[slot] = i;
    if ((size_t)i == start) return;
    slot = previous;
  }
}

static void forget(Search *t) {
  for (size_t q = 0; q < t->seen_count; q++) t->distance[t->seen[q]] = INFINITY;
  for (size_t q = 0; q < t->tree_count; q++) t->reached[t->tree[q]] = INFINITY;
  t->seen_count = t->tree_count = t->heap_count = 0;
  t->shortest = INFINITY;
}

/* Keeps the pairs that are optimal for their source at these prices; frees the others. */
static void keep_tight_pairs(Search *t) {
  Solver *s = t->solver;
  Oracle *o = &s->oracle;
  for (size_t i = 0; i < o->count; i++) {
    t->level[i] = gfk_solver_offer(s, i, 0).best;
    int32_t k = s->slot[i];
    if (k < 0 || gfk_oracle_cost(o, i, (size_t)k) + o->price[k] <= t->level[i]) continue;
    s->slot[i] = -1;
    s->owner[k] = -1;
  }
  for (size_t i = 0; i < o->count; i++) {
    for (size_t q = 0; q < s->keep && s->slot[i] < 0; q++) {
      int32_t k = s->kept[i * KEPT + q];
      if (s->owner[k] >= 0 || s->kept_cost[i * KEPT + q] + o->price[k] > t->level[i]) continue;
      s->slot[i] = k;
      s->owner[k] = (int32_t)i;
    }
  }
}

static int augment_all(Search *t) {
  for (size_t i = 0; i < t->solver->oracle.count; i++) {
    if (t->solver->slot[i] >= 0) continue;
    int32_t slot = find_free_slot(t, i);
    if (slot < 0) return -1;
    t->solver->result->augmentations++;
    reprice(t, t->distance[slot]);
    flip(t, i, slot);
    forget(t);
  }
  return 0;
}

int gfk_solver_repair(Solver *s) {
  size_t n = s->oracle.count, slots = s->oracle.slots;
  Search t = {.solver = s, .heap_room = 1024, .shortest = INFINITY};
  t.heap = malloc(t.heap_room * sizeof *t.heap);
  double *reals = malloc((2 * n + 3 * slots) * sizeof *reals);
  int32_t *integers = malloc((n + 3 * slots) * sizeof *integers);
  int status = -1;
  if (t.heap && reals && integers) {
    t.level = reals;
    t.reached = reals + n;
    t.distance = reals + 2 * n;
    t.listed_values = t.distance + slots;
    t.listed_costs = t.listed_values + slots;
    t.tree = integers;
    t.from = integers + n;
    t.seen = t.from + slots;
    t.listed_slots = t.seen + slots;
    for (size_t i = 0; i < n; i++) t.reached[i] = INFINITY;
    for (size_t k = 0; k < slots; k++) t.distance[k] = INFINITY;
    keep_tight_pairs(&t);
    status = augment_all(&t);
  }
  free(t.heap);
  free(reals);
  free(integers);
  return status;
}
