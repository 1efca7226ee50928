#ifndef GFK_TRANSPORT_H
#define GFK_TRANSPORT_H

#include <stddef.h>
#include <stdint.h>

/* What an exact assignment of equally many sources and targets found. */
typedef struct {
  double primal; /* the sum of the costs of the assignment */
  double gap;    /* an upper bound of its distance from the least sum */
  int64_t bids, queries, augmentations, settled;
} gfk_transport_result;

/* Assigns `count` sources to `count` targets so that the sum of |x - y|^exponent is least.
 * Points are row-major, finite, and of a size for which squares neither overflow nor vanish;
 * `assignment[i]` becomes the target of source i. Returns 0, or -1 where memory is short. */
int gfk_transport_solve(
    const double *source, const double *target, size_t count, size_t dimension, int exponent,
    int32_t *assignment, gfk_transport_result *result);

#endif
