#include <math.h>

#include "clones.h"
#include "transport_arena.h"
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

void gfk_cut_clusters(
    const double *points, size_t count, size_t dimension, size_t clusters, int32_t *order,
    size_t *starts) {
  for (size_t k = 0; k < count; k++) order[k] = (int32_t)k;
  Cut cut = {points, dimension, order};
  cut_blocks(&cut, 0, count, clusters, starts, 0);
}

Oracle gfk_oracle(
    const double *source, size_t sources, size_t targets, size_t dimension, int exponent) {
  size_t used = (targets + BLOCK - 1) / BLOCK, blocks = (used + LANES - 1) / LANES * LANES;
  return (Oracle){
      .sources = sources, .targets = targets, .dimension = dimension, .blocks = blocks,
      .slots = blocks * BLOCK, .exponent = exponent, .source = source};
}

size_t gfk_oracle_place(Oracle *o, char *arena) {
  size_t offset = 0, d = o->dimension;
  if (d > LOW_DIMENSION) {
    o->target = GFK_TAKE(double, d *BLOCK);
    o->rows = GFK_TAKE(double, o->sources *o->slots);
  } else {
    o->target = GFK_TAKE(double, o->slots *d);
    o->low = GFK_TAKE(double, o->blocks *d);
    o->high = GFK_TAKE(double, o->blocks *d);
    o->slope = GFK_TAKE(double, o->blocks *d);
    o->offset = GFK_TAKE(double, o->blocks);
    o->least = GFK_TAKE(double, o->blocks);
    o->bound = GFK_TAKE(double, o->blocks);
  }
  o->price = GFK_TAKE(double, o->slots);
  o->original = GFK_TAKE(int32_t, o->slots);
  return offset;
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

/* An empty block, which no ceiling reaches. */
static void clear_block(Oracle *o, size_t b) {
  for (size_t c = 0; c < o->dimension; c++)
    o->low[c * o->blocks + b] = o->high[c * o->blocks + b] = o->slope[c * o->blocks + b] = 0;
  o->offset[b] = o->least[b] = INFINITY;
}

/* No coordinate of either cloud has a greater magnitude. */
static double extent(const Oracle *o, const double *targets) {
  double greatest = 0;
  for (size_t k = 0; k < o->sources * o->dimension; k++)
    greatest = fabs(o->source[k]) > greatest ? fabs(o->source[k]) : greatest;
  for (size_t k = 0; k < o->targets * o->dimension; k++)
    greatest = fabs(targets[k]) > greatest ? fabs(targets[k]) : greatest;
  return greatest;
}

typedef double eight __attribute__((vector_size(64), aligned(8)));

enum { TILE = 4, EIGHTS = BLOCK / 8 };

/* The costs of one block of targets, [dimension][BLOCK], to all sources. Products and sums may be
 * fused, which is faster: these costs only find the plan, whose own cost is computed anew. */
GFK_CLONES static void fill_columns(Oracle *o, size_t b) {
#pragma STDC FP_CONTRACT ON
  size_t n = o->sources, d = o->dimension;
  for (size_t i = 0; i < n; i += TILE) {
    eight square[TILE][EIGHTS] = {0};
    const double *x[TILE];
    for (size_t r = 0; r < TILE; r++) x[r] = o->source + (i + r < n ? i + r : n - 1) * d;
    for (size_t c = 0; c < d; c++) {
      const eight *y = (const eight *)(o->target + c * BLOCK);
      for (int r = 0; r < TILE; r++)
        for (int q = 0; q < EIGHTS; q++) {
          eight t = y[q] - x[r][c];
          square[r][q] += t * t;
        }
    }
    for (size_t r = 0; r < TILE && i + r < n; r++) {
      eight *row = (eight *)(o->rows + (i + r) * o->slots + b * BLOCK);
      for (int q = 0; q < EIGHTS; q++)
        row[q] = o->exponent == 1 ? GFK_SQRT(square[r][q]) : square[r][q];
    }
  }
}

static void fill_rows(Oracle *o, const double *targets) {
  for (size_t b = 0; b < o->blocks; b++) {
    for (size_t q = 0; q < BLOCK; q++) {
      size_t j = b * BLOCK + q;
      for (size_t c = 0; c < o->dimension; c++)
        o->target[c * BLOCK + q] = j < o->targets ? targets[j * o->dimension + c] : 0;
    }
    fill_columns(o, b);
  }
}

void gfk_oracle_build(Oracle *o, const double *targets, int32_t *order, size_t *starts) {
  size_t used = (o->targets + BLOCK - 1) / BLOCK;
  o->extent = extent(o, targets);
  if (o->rows) {
    for (size_t k = 0; k < o->targets; k++) order[k] = (int32_t)k;
    for (size_t b = 0; b < used; b++) starts[b] = b * BLOCK;
  } else {
    gfk_cut_clusters(targets, o->targets, o->dimension, used, order, starts);
  }
  for (size_t b = 0; b < o->blocks; b++) {
    size_t begin = b < used ? starts[b] : o->targets;
    size_t end = b + 1 < used ? starts[b + 1] : o->targets;
    for (size_t q = 0; q < BLOCK; q++) {
      int holds = begin + q < end;
      o->original[b * BLOCK + q] = holds ? order[begin + q] : -1;
      o->price[b * BLOCK + q] = holds ? 0 : INFINITY;
    }
    if (o->rows) continue;
    if (begin < end)
      fill_block(o, targets, b, order + begin, end - begin);
    else
      clear_block(o, b);
  }
  if (o->rows) fill_rows(o, targets);
  gfk_oracle_fit(o);
}
