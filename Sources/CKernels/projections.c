#include "projections.h"

#include "clones.h"
#include "radix.h"

#pragma STDC FP_CONTRACT OFF

/* Radix sort by digits of `width` bits, least first; digits that are all alike are passed over. */
GFK_INLINE void radix_sort(
    number_bits *keys, number_bits *scratch, size_t count, int width, uint32_t *places) {
  const int passes = (64 + width - 1) / width;
  const size_t buckets = (size_t)1 << width;
  const uint64_t mask = buckets - 1;
  memset(places, 0, passes * buckets * sizeof *places);
  for (size_t i = 0; i < count; i++)
    for (int p = 0; p < passes; p++) places[p * buckets + (keys[i] >> (p * width) & mask)]++;
  number_bits *from = keys, *to = scratch;
  for (int p = 0; p < passes; p++) {
    uint32_t *place = places + p * buckets;
    if (place[from[0] >> (p * width) & mask] == count) continue;
    uint32_t next = 0;
    for (size_t b = 0; b < buckets; b++) {
      const uint32_t size = place[b];
      place[b] = next;
      next += size;
    }
    for (size_t i = 0; i < count; i++) to[place[from[i] >> (p * width) & mask]++] = from[i];
    number_bits *swap = from;
    from = to;
    to = swap;
  }
  if (from != keys) memcpy(keys, from, count * sizeof *keys);
}

void gfk_sort(double *values, double *scratch, size_t count) {
  if (count < 2) return;
  number_bits *keys = (number_bits *)values, *other = (number_bits *)scratch;
  for (size_t i = 0; i < count; i++) keys[i] = ordered(keys[i]);
  uint32_t places[6 * 2048];
  if (count < 3000)
    radix_sort(keys, other, count, 8, places);
  else
    radix_sort(keys, other, count, 11, places);
  for (size_t i = 0; i < count; i++) keys[i] = unordered(keys[i]);
}

/* A block of points against four directions at once: each coordinate is read once for the four. */
enum { BLOCK = 32, TOGETHER = 4 };

GFK_INLINE void project_block(
    const double *columns, size_t count, size_t dimension, const double *directions,
    size_t together, size_t first, double *places) {
  const size_t size = count - first < BLOCK ? count - first : BLOCK;
  double sums[TOGETHER][BLOCK] = {{0}};
  if (size == BLOCK && together == TOGETHER)
    for (size_t c = 0; c < dimension; c++) {
      const double *x = columns + c * count + first;
      for (size_t k = 0; k < TOGETHER; k++) {
        const double weight = directions[k * dimension + c];
        for (size_t i = 0; i < BLOCK; i++) sums[k][i] += weight * x[i];
      }
    }
  else
    for (size_t c = 0; c < dimension; c++) {
      const double *x = columns + c * count + first;
      for (size_t k = 0; k < together; k++) {
        const double weight = directions[k * dimension + c];
        for (size_t i = 0; i < size; i++) sums[k][i] += weight * x[i];
      }
    }
  for (size_t k = 0; k < together; k++)
    memcpy(places + k * count + first, sums[k], size * sizeof **sums);
}

GFK_CLONES void gfk_project(
    const double *columns, size_t count, size_t dimension, const double *directions,
    size_t direction_count, double *places) {
  for (size_t k = 0; k < direction_count; k += TOGETHER) {
    const size_t together = direction_count - k < TOGETHER ? direction_count - k : TOGETHER;
    for (size_t first = 0; first < count; first += BLOCK)
      project_block(
          columns, count, dimension, directions + k * dimension, together, first,
          places + k * count);
  }
}

GFK_CLONES double gfk_cost_between(
    const double *a, const double *b, size_t count, int exponent) {
  enum { LANES = 8 };
  double lane[LANES] = {0}, rest = 0;
  size_t i = 0;
  for (; i + LANES <= count; i += LANES)
    for (int l = 0; l < LANES; l++) {
      const double t = a[i + l] - b[i + l];
      lane[l] += exponent == 1 ? __builtin_fabs(t) : t * t;
    }
  for (; i < count; i++) {
    const double t = a[i] - b[i];
    rest += exponent == 1 ? __builtin_fabs(t) : t * t;
  }
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0] + rest;
}
