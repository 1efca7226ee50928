#ifndef GFK_TRANSPORT_ORACLE_H
#define GFK_TRANSPORT_ORACLE_H

#include <stddef.h>
#include <stdint.h>

/* Targets per block: enough to fill vectors, few enough for tight boxes. */
enum { BLOCK = 32 };

/* Answers "which targets are cheapest for source i", where a target costs c(i, k) + price[k].
 *
 * Targets live in slots: blocks of BLOCK neighbours cut by a k-d tree, padded with slots of infinite
 * price. In low dimension a box and the least price of each block give a lower bound of the value of
 * everything in it; otherwise the costs are dense rows. Rounding is monotone, so the computed bounds
 * are never above the computed values they bound. */
typedef struct {
  size_t count, dimension, blocks, slots;
  int exponent;
  const double *source; /* [count][dimension] */
  double *target;       /* [blocks][dimension][BLOCK], low dimension */
  double *low, *high;   /* [dimension][blocks], low dimension */
  double *rows;         /* [count][slots], dense; NULL in low dimension */
  double *price;        /* [slots] */
  double *least;        /* [blocks] */
  double *bound;        /* [blocks], scratch */
  int32_t *original;    /* [slots]: the target in a slot, -1 for padding */
} Oracle;

/* The cheapest targets of one source, by ascending value; `costs` are the values less the prices. */
typedef struct {
  int32_t *slots;
  double *values, *costs;
} Nearest;

/* Finds the `wanted` cheapest targets of source i. `ceiling` is a value that at least `wanted`
 * targets do not exceed, or infinity; `hint` a block to begin with, or -1. Returns how many were
 * found: fewer than wanted where the ceiling is lower than that, and then all below the ceiling. */
size_t gfk_oracle_nearest(
    const Oracle *oracle, size_t i, size_t wanted, double ceiling, ptrdiff_t hint, Nearest nearest);

/* The least value over all targets for source i. */
double gfk_oracle_least(const Oracle *oracle, size_t i, double ceiling);

/* The cost of moving source i to the target in a slot. */
double gfk_oracle_cost(const Oracle *oracle, size_t i, size_t slot);

/* Sets a price that is not below the present one, and the block's least price. */
void gfk_oracle_raise(Oracle *oracle, size_t slot, double price);

/* Cuts the targets into blocks and fills slots, boxes, zero prices; `order` is scratch [count]. */
void gfk_oracle_build(Oracle *oracle, const double *targets, int32_t *order);

/* Fills the dense rows from row-major points. */
void gfk_oracle_fill_rows(Oracle *oracle, const double *targets);

#endif
