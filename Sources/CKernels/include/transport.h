#ifndef GFK_TRANSPORT_H
#define GFK_TRANSPORT_H

#include <stddef.h>
#include <stdint.h>

/* Mass to be moved from sources to targets. Points are row-major, finite, and of a size for which
 * squares neither overflow nor vanish. Masses are positive and have the same sum, below 2^62, on both
 * sides. */
typedef struct {
  const double *source, *target; /* [sources][dimension], [targets][dimension] */
  const int64_t *supply, *demand; /* [sources], [targets] */
  size_t sources, targets, dimension;
  int exponent; /* 1: moving a unit costs the distance; 2: its square */
} gfk_transport_problem;

/* An amount that goes from a source to a target. */
typedef struct {
  int32_t source, target;
  int64_t amount;
} gfk_transport_move;

/* What was found, per unit of mass. */
typedef struct {
  double cost;
  double gap; /* no way to move the mass costs less than cost - gap, by the dual problem */
  size_t moves;
  int64_t pivots, bids;
} gfk_transport_result;

/* Moves the mass at least cost. `moves` has room for sources + targets - 1 entries and is filled by
 * ascending source. Returns 0, or -1 where memory is short. */
int gfk_transport_solve(
    const gfk_transport_problem *problem, gfk_transport_move *moves,
    gfk_transport_result *result);

/* Computes what gfk_transport_solve computes before it looks for a plan, and forgets it: above
 * dimension 8 all costs. For measurements. Returns 0, or -1 where memory is short. */
int gfk_transport_prepare(const gfk_transport_problem *problem);

#endif
