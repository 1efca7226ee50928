#include "pairwise.h"

#include <stdint.h>
#include <string.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

/* Points taken together: their accumulators fit the registers of the widest vectors. */
enum { TILE = GFK_PAIR_TILE, LANES = 8 };

/* The exponential of x <= 0 within 1 unit in the last place; 0 below -708.
 * x = k log 2 + r with |r| <= log(2) / 2, and the Taylor series of exp r to the 13th power. */
GFK_INLINE double exponential(double x) {
  const double shift = 0x1.8p52;
  double inside = x > -708.0 ? x : -708.0;
  double shifted = inside * 0x1.71547652b82fep0 + shift, k = shifted - shift;
  double r = (inside - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  double s = 1.0 / 6227020800.0;
  s = s * r + 1.0 / 479001600.0;
  s = s * r + 1.0 / 39916800.0;
  s = s * r + 1.0 / 3628800.0;
  s = s * r + 1.0 / 362880.0;
  s = s * r + 1.0 / 40320.0;
  s = s * r + 1.0 / 5040.0;
  s = s * r + 1.0 / 720.0;
  s = s * r + 1.0 / 120.0;
  s = s * r + 1.0 / 24.0;
  s = s * r + 1.0 / 6.0;
  s = s * r + 0.5;
  s = s * (r * r) + r + 1.0;
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits << 52) + 0x3FF0000000000000u;
  double power;
  memcpy(&power, &bits, sizeof power);
  return x > -708.0 ? s * power : 0.0;
}

/* Values of the function for x and the tile of points from `first` on; the padding's are zero. */
GFK_INLINE void tile_values(
    const double *x, gfk_cloud cloud, size_t first, double rate, double value[TILE]) {
  size_t stride = (cloud.count + TILE - 1) / TILE * TILE;
  for (size_t q = 0; q < TILE; q++) value[q] = 0;
  for (size_t c = 0; c < cloud.dimension; c++) {
    const double *y = cloud.columns + c * stride + first;
    double xc = x[c];
    for (size_t q = 0; q < TILE; q++) {
      double t = y[q] - xc;
      value[q] += t * t;
    }
  }
  if (rate < 0)
    for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
  else
    for (size_t q = 0; q < TILE; q++) value[q] = exponential(-value[q] * rate);
  for (size_t q = cloud.count - first; q < TILE; q++) value[q] = 0;
}

GFK_INLINE double tile_sum(const double value[TILE]) {
  double lane[LANES];
  for (int l = 0; l < LANES; l++) lane[l] = value[l];
  for (size_t q = LANES; q < TILE; q += LANES)
    for (int l = 0; l < LANES; l++) lane[l] += value[q + l];
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0];
}

/* Adds the values of a tile to the sums of its points; the last tile may be partial. */
GFK_INLINE void add_tile(const double value[TILE], size_t first, size_t count, double *sums) {
  size_t end = count - first < TILE ? count - first : TILE;
  for (size_t q = 0; q < end; q++) sums[first + q] += value[q];
}

GFK_CLONES void gfk_pair_sums_between(
    const double *x, size_t rows, gfk_cloud y, gfk_pair_function function, double *row_sums,
    double *column_sums) {
  double value[TILE];
  for (size_t first = 0; first < y.count; first += TILE)
    for (size_t i = 0; i < rows; i++) {
      tile_values(x + i * y.dimension, y, first, function.rate, value);
      row_sums[i] += tile_sum(value);
      add_tile(value, first, y.count, column_sums);
    }
}

GFK_CLONES void gfk_pair_sums_within(
    const double *x, gfk_cloud cloud, gfk_pair_function function, double *sums) {
  double value[TILE];
  for (size_t first = 0; first < cloud.count; first += TILE) {
    size_t end = cloud.count - first < TILE ? cloud.count : first + TILE;
    /* Points before this tile see each pair once, from both of its ends. */
    for (size_t i = 0; i < first; i++) {
      tile_values(x + i * cloud.dimension, cloud, first, function.rate, value);
      sums[i] += tile_sum(value);
      add_tile(value, first, cloud.count, sums);
    }
    for (size_t i = first; i < end; i++) {
      tile_values(x + i * cloud.dimension, cloud, first, function.rate, value);
      value[i - first] = 0;
      sums[i] += tile_sum(value);
    }
  }
}

GFK_CLONES void gfk_distances_from(
    const double *x, gfk_cloud y, size_t first, double *distances) {
  double value[TILE];
  for (size_t tile = first / TILE * TILE; tile < y.count; tile += TILE) {
    tile_values(x, y, tile, -1, value);
    for (size_t q = tile < first ? first - tile : 0; q < TILE && tile + q < y.count; q++)
      distances[tile + q - first] = value[q];
  }
}
