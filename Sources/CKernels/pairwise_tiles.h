#pragma once
/* Squared distances of a tile of points, shared by what is computed from them. */
#include "clones.h"
#include "pairwise.h"

#pragma STDC FP_CONTRACT OFF

enum { TILE = GFK_PAIR_TILE, LANES = 8 };

GFK_INLINE size_t gfk_stride(gfk_cloud cloud) { return (cloud.count + TILE - 1) / TILE * TILE; }

/* Squared distances from one point to the tile of points from `first` on, by differences. */
GFK_INLINE void gfk_tile_squares(
    const double *x, gfk_cloud cloud, size_t first, double value[TILE]) {
  size_t stride = gfk_stride(cloud);
  for (size_t q = 0; q < TILE; q++) value[q] = 0;
  for (size_t c = 0; c < cloud.dimension; c++) {
    const double *y = cloud.columns + c * stride + first;
    double xc = x[c];
    for (size_t q = 0; q < TILE; q++) {
      double t = y[q] - xc;
      value[q] += t * t;
    }
  }
}

/* The sum of a tile, in one order on every processor. */
GFK_INLINE double gfk_tile_sum(const double value[TILE]) {
  double lane[LANES];
  for (int l = 0; l < LANES; l++) lane[l] = value[l];
  for (size_t q = LANES; q < TILE; q += LANES)
    for (int l = 0; l < LANES; l++) lane[l] += value[q + l];
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0];
}

/* The greatest element of a tile. */
GFK_INLINE double gfk_tile_max(const double value[TILE]) {
  double lane[LANES];
  for (int l = 0; l < LANES; l++) lane[l] = value[l];
  for (size_t q = LANES; q < TILE; q += LANES)
    for (int l = 0; l < LANES; l++) lane[l] = value[q + l] > lane[l] ? value[q + l] : lane[l];
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] = lane[l + w] > lane[l] ? lane[l + w] : lane[l];
  return lane[0];
}
