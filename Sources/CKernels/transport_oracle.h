#ifndef GFK_TRANSPORT_ORACLE_H
#define GFK_TRANSPORT_ORACLE_H

#include <stddef.h>
#include <stdint.h>

/* BLOCK: targets per block: enough to fill vectors, few enough for tight boxes. LANES: blocks whose
 * bounds are computed at a time. LOW_DIMENSION: the greatest dimension in which boxes help. */
enum { BLOCK = 32, LANES = 8, LOW_DIMENSION = 8 };

/* Answers "which targets are cheapest for source i", where a target costs c(i, k) + price[k].
 *
 * Targets live in slots: blocks of BLOCK neighbours cut by a k-d tree, padded with slots of infinite
 * price. In low dimension every block has a box and an affine lower bound of its prices,
 * floor + slope . (y - middle of the box), which together bound the value of everything in it;
 * otherwise the costs are dense rows. Prices may be written freely; gfk_oracle_fit makes the bounds
 * follow them and must be called before the next question in low dimension. */
typedef struct {
  size_t sources, targets, dimension;
  size_t blocks, slots; /* `blocks` is a multiple of LANES; the last ones may be empty */
  int exponent;
  double extent;        /* no coordinate's magnitude is greater */
  const double *source; /* [sources][dimension] */
  double *target;       /* [blocks][dimension][BLOCK]; in high dimension scratch of one block */
  double *low, *high;   /* [dimension][blocks], low dimension */
  double *slope;        /* [dimension][blocks], low dimension */
  double *offset;       /* [blocks], low dimension: the constant of the affine bound */
  double *least;        /* [blocks], low dimension: the least price */
  double *bound;        /* [blocks], scratch */
  double *rows;         /* [sources][slots], dense; NULL in low dimension */
  double *price;        /* [slots] */
  int32_t *original;    /* [slots]: the target in a slot, -1 for padding */
} Oracle;

/* The cheapest targets of one source, by ascending value; `costs` are the values less the prices. */
typedef struct {
  int32_t *slots;
  double *values, *costs;
} Nearest;

/* Sizes an oracle for these clouds; nothing is allocated. */
Oracle gfk_oracle(
    const double *source, size_t sources, size_t targets, size_t dimension, int exponent);

/* Takes the oracle's arrays from `arena`; returns the bytes they need, also where it is NULL. */
size_t gfk_oracle_place(Oracle *oracle, char *arena);

/* Cuts the targets into blocks and fills slots, boxes or rows, and zero prices. `order` and `starts`
 * are scratch of [targets] and [blocks]. */
void gfk_oracle_build(Oracle *oracle, const double *targets, int32_t *order, size_t *starts);

/* Makes the bounds follow the present prices. */
void gfk_oracle_fit(Oracle *oracle);

/* Finds the `wanted` cheapest targets of source i of value at most `ceiling`; `hint` is a block to
 * begin with, or -1. Returns how many were found: all there are where fewer than wanted. */
size_t gfk_oracle_nearest(
    const Oracle *oracle, size_t i, size_t wanted, double ceiling, ptrdiff_t hint, Nearest nearest);

/* The cost of moving source i to the target in a slot. */
double gfk_oracle_cost(const Oracle *oracle, size_t i, size_t slot);

/* Orders points so that neighbours stand together, in `clusters` runs of nearly equal size: run b
 * begins at starts[b]. */
void gfk_cut_clusters(
    const double *points, size_t count, size_t dimension, size_t clusters, int32_t *order,
    size_t *starts);

#endif
