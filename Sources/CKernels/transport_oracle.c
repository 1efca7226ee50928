#include "transport_oracle.h"

#include <math.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

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

/* The lower bounds of LANES blocks from `b` on. Where the price is at least
 * floor + slope . (y - middle), completing the square moves the box by half the slope for p = 2; for
 * p = 1 the cost is at least its tangent plane at the middle of the box. */
GFK_INLINE void bound_squares(const Oracle *o, const double *x, size_t b, size_t d) {
  double square[LANES] = {0}, linear[LANES];
  for (int l = 0; l < LANES; l++) linear[l] = o->offset[b + l];
  for (size_t c = 0; c < d; c++) {
    size_t at = c * o->blocks + b;
    for (int l = 0; l < LANES; l++) {
      double g = o->slope[at + l], moved = x[c] - 0.5 * g;
      double s = o->low[at + l] - moved, t = moved - o->high[at + l], u = s > t ? s : t;
      u = u > 0 ? u : 0;
      square[l] += u * u;
      linear[l] += g * x[c];
    }
  }
  for (int l = 0; l < LANES; l++) o->bound[b + l] = square[l] + linear[l];
}

GFK_INLINE void bound_distances(const Oracle *o, const double *x, size_t b, size_t d) {
  double square[LANES] = {0}, toward[LANES] = {0}, lost[LANES] = {0}, scale[LANES];
  double distance[LANES], away[LOW_DIMENSION][LANES];
  for (size_t c = 0; c < d; c++) {
    size_t at = c * o->blocks + b;
    for (int l = 0; l < LANES; l++) {
      double s = o->low[at + l] - x[c], t = x[c] - o->high[at + l], u = s > t ? s : t;
      u = u > 0 ? u : 0;
      square[l] += u * u;
      away[c][l] = 0.5 * (s - t);
      toward[l] += away[c][l] * away[c][l];
    }
  }
  for (int l = 0; l < LANES; l++) {
    distance[l] = GFK_SQRT(toward[l]);
    scale[l] = 1 / (distance[l] + 1e-300);
  }
  for (size_t c = 0; c < d; c++) {
    size_t at = c * o->blocks + b;
    for (int l = 0; l < LANES; l++) {
      double turn = away[c][l] * scale[l] + o->slope[at + l];
      turn = turn < 0 ? -turn : turn;
      lost[l] += turn * (o->high[at + l] - o->low[at + l]);
    }
  }
  for (int l = 0; l < LANES; l++) {
    double tangent = distance[l] * (1 - 4e-15) - 0.5 * lost[l] * (1 + 4e-15) + o->offset[b + l];
    double plain = GFK_SQRT(square[l]) + o->least[b + l];
    o->bound[b + l] = tangent > plain ? tangent : plain;
  }
}

/* A ceiling that no rounding error of a bound reaches across. */
GFK_INLINE double lifted(double ceiling) {
  return ceiling + 8e-15 * (ceiling < 0 ? -ceiling : ceiling);
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
  double top = p == 1 ? lifted(ceiling) : ceiling;
  for (int l = 0; l < LANES; l++) {
    double room = (top - price[l]) * (1 + 4e-15);
    any |= p == 1 ? (uint64_t)((room >= 0) & (power[l] <= room * room))
                  : (uint64_t)(power[l] + price[l] <= top);
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
  for (size_t b = 0; b < o->blocks; b += LANES) {
    if (p == 1)
      bound_distances(o, x, b, d);
    else
      bound_squares(o, x, b, d);
  }
  if (hint >= 0) {
    size_t b = (size_t)hint;
    block_squares(o, x, b, d, square);
    enter(list, square, o->price + b * BLOCK, b * BLOCK, p);
    o->bound[b] = INFINITY;
  }
  for (size_t b = 0; b < o->blocks; b++) {
    if (!(o->bound[b] <= lifted(list->ceiling))) continue;
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
