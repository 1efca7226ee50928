#ifndef GFK_TRANSPORT_FOREST_H
#define GFK_TRANSPORT_FOREST_H

#include <stddef.h>
#include <stdint.h>

/* A source or a target in a forest. Node 0 is above the roots of all trees; then come the sources,
 * then the slots of the targets. */
typedef struct {
  int32_t parent, child, next, previous;
  int32_t size; /* nodes below and including this one */
  int64_t flow; /* from the source to the target of the arc between this node and its parent */
  double cost;  /* of that arc */
} Node;

/* The basis of the network simplex method: trees whose arcs carry all flow, with potentials that make
 * every arc of a tree tight: level[i] = cost + price[k].
 *
 * Trees are kept strongly feasible (Cunningham 1976): from every node a little more flow could be
 * sent to its root, which keeps degenerate pivots from cycling. */
typedef struct {
  Node *node;
  double *level; /* [sources] */
  double *price; /* [slots], the oracle's */
  size_t sources, slots;
  int64_t pivots, moved;
} Forest;

/* An arc by which flow goes. */
typedef struct {
  int32_t source, slot;
  int64_t flow;
  double cost;
} Arc;

/* Takes the forest's arrays but the prices from `arena`; returns the bytes they need. */
size_t gfk_forest_place(Forest *forest, char *arena);

/* Plants trees of `count` arcs of positive flow without cycles. Every tree takes the price of one of
 * its targets as it is, and sets all other potentials. `queue` is scratch of [sources + slots], and
 * `first` of [sources + slots + 1 + 2 count]. */
void gfk_forest_plant(
    Forest *forest, const Arc *arcs, size_t count, int32_t *queue, int32_t *first);

/* Recomputes the potentials from those of the roots, without the rounding errors of many shifts. */
void gfk_forest_settle(Forest *forest);

/* Brings the arc from source i to a slot, whose reduced cost is `slack` < 0, into a tree. */
void gfk_forest_pivot(Forest *forest, size_t i, int32_t slot, double cost, double slack);

/* Writes the arcs that carry flow, by ascending source; returns their number. */
size_t gfk_forest_arcs(const Forest *forest, Arc *arcs);

#endif
