#include <math.h>

#include "clones.h"
#include "transport_oracle.h"

#pragma STDC FP_CONTRACT OFF

typedef struct {
  const double *points; /* [count][dimension] */
  size_t dimension;
  int32_t *order;
} Cut;

static double coordinate(const Cut *cut, int32_t point, size_t axis) {
  return cut->points[(size_t)point * cut->dimension + axis];
}

/* The axis along which the points of order[begin ..< end] spread most. */
static size_t widest_axis(const Cut *cut, size_t begin, size_t end) {
  size_t widest = 0;
  double width = -1;
  for (size_t axis = 0; axis < cut->dimension; axis++) {
    double low = INFINITY, high = -INFINITY;
    for (size_t k = begin; k < end; k++) {
      double v = coordinate(cut, cut->order[k], axis);
      low = v < low ? v : low;
      high = v > high ? v : high;
    }
    if (high - low > width) {
      width = high - low;
      widest = axis;
    }
  }
  return widest;
}

/* Hoare's selection: what stands before `nth` is not above it, what stands behind not below. */
static void select_nth(const Cut *cut, size_t begin, size_t end, size_t nth, size_t axis) {
  int32_t *order = cut->order;
  ptrdiff_t low = (ptrdiff_t)begin, high = (ptrdiff_t)end - 1, n = (ptrdiff_t)nth;
  while (low < high) {
    double pivot = coordinate(cut, order[low + (high - low) / 2], axis);
    ptrdiff_t i = low, j = high;
    while (i <= j) {
      while (coordinate(cut, order[i], axis) < pivot) i++;
      while (coordinate(cut, order[j], axis) > pivot) j--;
      if (i > j) break;
      int32_t swap = order[i];
      order[i++] = order[j];
      order[j--] = swap;
    }
    if (n <= j)
      high = j;
    else if (n >= i)
      low = i;
    else
      return;
  }
}

/* Splits order[begin ..< end] into `blocks` blocks of neighbours, of at most BLOCK points each, and
 * writes where each begins. */
static size_t cut_blocks(
    const Cut *cut, size_t begin, size_t end, size_t blocks, size_t *starts, size_t written) {
  if (blocks == 1) {
    starts[written] = begin;
    return written + 1;
  }
  size_t left = blocks / 2, middle = begin + ((end - begin) * left + blocks - 1) / blocks;
  select_nth(cut, begin, end, middle, widest_axis(cut, begin, end));
  written = cut_blocks(cut, begin, middle, left, starts, written);
  return cut_blocks(cut, middle, end, blocks - left, starts, written);
}

/* The box of one block; padding repeats its first point, at an infinite price. */
static void fill_block(Oracle *o, const double *targets, size_t b, const int32_t *order, size_t count) {
  size_t d = o->dimension;
  for (size_t c = 0; c < d; c++) {
    double low = INFINITY, high = -INFINITY;
    for (size_t q = 0; q < BLOCK; q++) {
      double v = targets[(size_t)order[q < count ? q : 0] * d + c];
      o->target[(b * d + c) * BLOCK + q] = v;
      low = v < low ? v : low;
      high = v > high ? v : high;
    }
    o->low[c * o->blocks + b] = low;
    o->high[c * o->blocks + b] = high;
  }
}

void gfk_oracle_build(Oracle *o, const double *targets, int32_t *order) {
  size_t n = o->count;
  size_t *starts = (size_t *)(void *)o->bound; /* free until the first query, and as long */
  for (size_t k = 0; k < n; k++) order[k] = (int32_t)k;
  Cut cut = {targets, o->dimension, order};
  if (o->rows)
    for (size_t b = 0; b < o->blocks; b++) starts[b] = b * BLOCK;
  else
    cut_blocks(&cut, 0, n, o->blocks, starts, 0);
  for (size_t b = 0; b < o->blocks; b++) {
    size_t begin = starts[b], end = b + 1 < o->blocks ? starts[b + 1] : n;
    for (size_t q = 0; q < BLOCK; q++) {
      int used = begin + q < end;
      o->original[b * BLOCK + q] = used ? order[begin + q] : -1;
      o->price[b * BLOCK + q] = used ? 0 : INFINITY;
    }
    o->least[b] = 0;
    if (!o->rows) fill_block(o, targets, b, order + begin, end - begin);
  }
}

/* The squared distance of two points, summed in eight lanes. */
GFK_INLINE double square_distance(const double *x, const double *y, size_t d) {
  double lane[8] = {0}, rest = 0;
  size_t c = 0;
  for (; c + 8 <= d; c += 8)
    for (int l = 0; l < 8; l++) {
      double t = y[c + l] - x[c + l];
      lane[l] += t * t;
    }
  for (; c < d; c++) rest += (y[c] - x[c]) * (y[c] - x[c]);
  for (int w = 4; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0] + rest;
}

GFK_CLONES void gfk_oracle_fill_rows(Oracle *o, const double *targets) {
  enum { TILE = 8 };
  size_t n = o->count, d = o->dimension;
  for (size_t i0 = 0; i0 < n; i0 += TILE)
    for (size_t j = 0; j < n; j++)
      for (size_t i = i0; i < n && i < i0 + TILE; i++) {
        double square = square_distance(o->source + i * d, targets + j * d, d);
        o->rows[i * o->slots + j] = o->exponent == 1 ? GFK_SQRT(square) : square;
      }
  for (size_t i = 0; i < n; i++)
    for (size_t j = n; j < o->slots; j++) o->rows[i * o->slots + j] = 0;
}
