#include "transport_oracle.h"

#include <math.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

enum { LANES = 8 };

/* The squared distances of one block from x; `d` is a constant where this is inlined. */
GFK_INLINE void block_squares(
    const Oracle *o, const double *x, size_t b, size_t d, double square[BLOCK]) {
  const double *y = o->target + b * d * BLOCK;
  for (size_t q = 0; q < BLOCK; q++) {
    double t = y[q] - x[0];
    square[q] = t * t;
  }
  for (size_t c = 1; c < d; c++)
    for (size_t q = 0; q < BLOCK; q++) {
      double t = y[c * BLOCK + q] - x[c];
      square[q] += t * t;
    }
}

/* The lower bound of every block's values: the cost of its box plus its least price. */
GFK_INLINE void block_bounds(const Oracle *o, const double *x, size_t d, int p) {
  size_t blocks = o->blocks;
  double *restrict bound = o->bound;
  const double *restrict least = o->least;
  if (d == 2) {
    const double *restrict l0 = o->low, *restrict l1 = l0 + blocks;
    const double *restrict h0 = o->high, *restrict h1 = h0 + blocks;
    double x0 = x[0], x1 = x[1];
    for (size_t b = 0; b < blocks; b++) {
      double s = l0[b] - x0, t = x0 - h0[b], u = s > t ? s : t;
      double v = l1[b] - x1, w = x1 - h1[b], z = v > w ? v : w;
      u = u > 0 ? u : 0;
      z = z > 0 ? z : 0;
      double square = u * u + z * z;
      bound[b] = (p == 1 ? GFK_SQRT(square) : square) + least[b];
    }
    return;
  }
  for (size_t b = 0; b < blocks; b++) bound[b] = 0;
  for (size_t c = 0; c < d; c++) {
    const double *restrict low = o->low + c * blocks, *restrict high = o->high + c * blocks;
    double xc = x[c];
    for (size_t b = 0; b < blocks; b++) {
      double s = low[b] - xc, t = xc - high[b], u = s > t ? s : t;
      u = u > 0 ? u : 0;
      bound[b] += u * u;
    }
  }
  for (size_t b = 0; b < blocks; b++)
    bound[b] = (p == 1 ? GFK_SQRT(bound[b]) : bound[b]) + least[b];
}

/* The block of the least bound. */
GFK_INLINE size_t first_block(const Oracle *o) {
  size_t best = 0;
  for (size_t b = 1; b < o->blocks; b++)
    if (o->bound[b] < o->bound[best]) best = b;
  return best;
}

/* A list under construction: at most `wanted` entries, none above `ceiling`. */
typedef struct {
  Nearest out;
  size_t wanted, found;
  double ceiling;
} Listing;

/* Whether one of LANES targets may have a value up to the ceiling. Roots are avoided: c + price is
 * at most the ceiling if and only if c^2 is at most (ceiling - price)^2, and the ceiling is lifted
 * by more than all rounding errors of that. */
GFK_INLINE uint64_t any_below(
    const double *power, const double *price, double ceiling, int p) {
  uint64_t any = 0;
  double lifted = p == 1 ? ceiling + 1e-15 * ceiling : ceiling;
  for (int l = 0; l < LANES; l++) {
    double room = lifted - price[l];
    any |= p == 1 ? (uint64_t)((room >= 0) & (power[l] <= room * room))
                  : (uint64_t)(power[l] + price[l] <= lifted);
  }
  return any;
}

/* Puts one target into its place of the list; the last one falls out of a full list. */
GFK_INLINE void insert(Listing *list, double value, double cost, int32_t slot) {
  size_t at = list->found == list->wanted ? list->wanted - 1 : list->found++;
  for (; at > 0 && list->out.values[at - 1] > value; at--) {
    list->out.values[at] = list->out.values[at - 1];
    list->out.costs[at] = list->out.costs[at - 1];
    list->out.slots[at] = list->out.slots[at - 1];
  }
  list->out.values[at] = value;
  list->out.costs[at] = cost;
  list->out.slots[at] = slot;
  if (list->found == list->wanted) list->ceiling = list->out.values[list->wanted - 1];
}

/* Enters the targets of one block that belong to the list. `power` is the cost, or its square where
 * p is 1. */
GFK_INLINE void enter(
    Listing *list, const double *power, const double *price, size_t first, int p) {
  for (size_t q = 0; q < BLOCK; q += LANES) {
    if (!any_below(power + q, price + q, list->ceiling, p)) continue;
    for (size_t l = q; l < q + LANES; l++) {
      double cost = p == 1 ? GFK_SQRT(power[l]) : power[l], value = cost + price[l];
      int belongs = list->found == list->wanted ? value < list->ceiling
                                                : value <= list->ceiling && value < INFINITY;
      if (belongs) insert(list, value, cost, (int32_t)(first + l));
    }
  }
}

GFK_INLINE void nearest_in_boxes(
    const Oracle *o, size_t i, Listing *list, ptrdiff_t hint, size_t d, int p) {
  double square[BLOCK];
  const double *x = o->source + i * d;
  block_bounds(o, x, d, p);
  size_t first = hint >= 0 ? (size_t)hint : first_block(o);
  block_squares(o, x, first, d, square);
  enter(list, square, o->price + first * BLOCK, first * BLOCK, p);
  for (size_t b = 0; b < o->blocks; b++) {
    if (o->bound[b] > list->ceiling || b == first) continue;
    block_squares(o, x, b, d, square);
    enter(list, square, o->price + b * BLOCK, b * BLOCK, p);
  }
}

GFK_INLINE void nearest_in_rows(const Oracle *o, size_t i, Listing *list) {
  const double *row = o->rows + i * o->slots;
  for (size_t b = 0; b < o->blocks; b++)
    enter(list, row + b * BLOCK, o->price + b * BLOCK, b * BLOCK, 2);
}

GFK_CLONES size_t gfk_oracle_nearest(
    const Oracle *o, size_t i, size_t wanted, double ceiling, ptrdiff_t hint, Nearest nearest) {
  Listing list = {nearest, wanted, 0, ceiling};
  size_t d = o->dimension;
  if (o->rows)
    nearest_in_rows(o, i, &list);
  else if (d == 2 && o->exponent == 2)
    nearest_in_boxes(o, i, &list, hint, 2, 2);
  else if (d == 2)
    nearest_in_boxes(o, i, &list, hint, 2, 1);
  else if (o->exponent == 2)
    nearest_in_boxes(o, i, &list, hint, d, 2);
  else
    nearest_in_boxes(o, i, &list, hint, d, 1);
  return list.found;
}

double gfk_oracle_least(const Oracle *o, size_t i, double ceiling) {
  int32_t slot;
  double value, cost;
  gfk_oracle_nearest(o, i, 1, ceiling, -1, (Nearest){&slot, &value, &cost});
  return value;
}

double gfk_oracle_cost(const Oracle *o, size_t i, size_t slot) {
  if (o->rows) return o->rows[i * o->slots + slot];
  size_t d = o->dimension;
  const double *x = o->source + i * d, *y = o->target + slot / BLOCK * d * BLOCK + slot % BLOCK;
  double square = 0;
  for (size_t c = 0; c < d; c++) {
    double t = y[c * BLOCK] - x[c];
    square += t * t;
  }
  return o->exponent == 1 ? GFK_SQRT(square) : square;
}

void gfk_oracle_raise(Oracle *o, size_t slot, double price) {
  size_t b = slot / BLOCK;
  double old = o->price[slot];
  o->price[slot] = price;
  if (old > o->least[b]) return;
  const double *p = o->price + b * BLOCK;
  double least[8];
  for (int l = 0; l < 8; l++) least[l] = p[l];
  for (size_t q = 8; q < BLOCK; q += 8)
    for (int l = 0; l < 8; l++) least[l] = p[q + l] < least[l] ? p[q + l] : least[l];
  for (int w = 4; w > 0; w /= 2)
    for (int l = 0; l < w; l++) least[l] = least[l + w] < least[l] ? least[l + w] : least[l];
  o->least[b] = least[0];
}
