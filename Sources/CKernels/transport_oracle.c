#include "transport_oracle.h"

#include <math.h>

#include "cloud_targets.h"

#pragma STDC FP_CONTRACT OFF

/* The costs of one block for a source at x; `d` and `p` are constants where this is inlined. */
CLOUD_INLINE void block_costs(
    const Oracle *o, const double *x, size_t b, size_t d, int p, double cost[BLOCK]) {
  const double *y = o->target + b * d * BLOCK;
  for (size_t q = 0; q < BLOCK; q++) {
    double t = y[q] - x[0];
    cost[q] = t * t;
  }
  for (size_t c = 1; c < d; c++)
    for (size_t q = 0; q < BLOCK; q++) {
      double t = y[c * BLOCK + q] - x[c];
      cost[q] += t * t;
    }
  if (p == 1)
    for (size_t q = 0; q < BLOCK; q++) cost[q] = CLOUD_SQRT(cost[q]);
}

/* The lower bound of every block's values: the cost of its box plus its least price. */
CLOUD_INLINE void block_bounds(const Oracle *o, const double *x, size_t d, int p) {
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
      bound[b] = (p == 1 ? CLOUD_SQRT(square) : square) + least[b];
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
    bound[b] = (p == 1 ? CLOUD_SQRT(bound[b]) : bound[b]) + least[b];
}

/* The block of the least bound. */
CLOUD_INLINE size_t first_block(const Oracle *o) {
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

/* Enters the targets of one block that belong to the list. */
CLOUD_INLINE void enter(
    Listing *list, const double *cost, const double *price, size_t first) {
  double value[BLOCK];
  for (size_t q = 0; q < BLOCK; q++) value[q] = cost[q] + price[q];
  for (size_t q = 0; q < BLOCK; q++) {
    double v = value[q];
    int full = list->found == list->wanted;
    if (full ? v >= list->ceiling : !(v <= list->ceiling && v < INFINITY)) continue;
    size_t at = full ? list->wanted - 1 : list->found++;
    for (; at > 0 && list->out.values[at - 1] > v; at--) {
      list->out.values[at] = list->out.values[at - 1];
      list->out.costs[at] = list->out.costs[at - 1];
      list->out.slots[at] = list->out.slots[at - 1];
    }
    list->out.values[at] = v;
    list->out.costs[at] = cost[q];
    list->out.slots[at] = (int32_t)(first + q);
    if (list->found == list->wanted) list->ceiling = list->out.values[list->wanted - 1];
  }
}

CLOUD_INLINE void nearest_in_boxes(
    const Oracle *o, size_t i, Listing *list, ptrdiff_t hint, size_t d, int p) {
  double cost[BLOCK];
  const double *x = o->source + i * d;
  block_bounds(o, x, d, p);
  size_t first = hint >= 0 ? (size_t)hint : first_block(o);
  block_costs(o, x, first, d, p, cost);
  enter(list, cost, o->price + first * BLOCK, first * BLOCK);
  for (size_t b = 0; b < o->blocks; b++) {
    if (o->bound[b] > list->ceiling || b == first) continue;
    block_costs(o, x, b, d, p, cost);
    enter(list, cost, o->price + b * BLOCK, b * BLOCK);
  }
}

CLOUD_INLINE void nearest_in_rows(const Oracle *o, size_t i, Listing *list) {
  const double *row = o->rows + i * o->slots;
  for (size_t b = 0; b < o->blocks; b++) {
    const double *cost = row + b * BLOCK, *price = o->price + b * BLOCK;
    double least[8];
    for (int l = 0; l < 8; l++) least[l] = cost[l] + price[l];
    for (size_t q = 8; q < BLOCK; q += 8)
      for (int l = 0; l < 8; l++) {
        double v = cost[q + l] + price[q + l];
        least[l] = v < least[l] ? v : least[l];
      }
    for (int w = 4; w > 0; w /= 2)
      for (int l = 0; l < w; l++) least[l] = least[l + w] < least[l] ? least[l + w] : least[l];
    if (least[0] <= list->ceiling) enter(list, cost, price, b * BLOCK);
  }
}

CLOUD_TARGETS size_t gfk_oracle_nearest(
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
  return o->exponent == 1 ? CLOUD_SQRT(square) : square;
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
