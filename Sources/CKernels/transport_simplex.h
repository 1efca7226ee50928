#ifndef GFK_TRANSPORT_SIMPLEX_H
#define GFK_TRANSPORT_SIMPLEX_H

#include "transport_forest.h"
#include "transport_oracle.h"

/* Finds an optimal flow by the network simplex method from the arcs of a feasible one, which must be
 * without cycles, and from the oracle's prices; leaves optimal prices with the oracle. `arcs` holds up
 * to sources + targets - 1 arcs, `count` of which are given; `level` becomes the least value of every
 * source. Returns the number of arcs, or 0 where memory is short. */
size_t gfk_simplex(
    Oracle *oracle, Arc *arcs, size_t count, double *level, int64_t *pivots);

#endif
