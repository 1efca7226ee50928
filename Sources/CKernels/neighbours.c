#include "neighbours.h"

#include "pairwise_tiles.h"

#pragma STDC FP_CONTRACT OFF

enum { GREATEST_RANK = 64 };

/* The points of the tile that count: all but the padding, and but x_i itself where it is excluded. */
GFK_INLINE void exclude(
    gfk_cloud y, size_t tile, size_t i, int excludes_self, double value[TILE]) {
  for (size_t q = y.count - tile; q < TILE; q++) value[q] = __builtin_inf();
  if (excludes_self && i - tile < TILE) value[i - tile] = __builtin_inf();
}

GFK_CLONES void gfk_neighbour_squares(
    gfk_cloud x, gfk_cloud y, size_t rank, int excludes_self, double *radii) {
  double value[TILE], nearest[GREATEST_RANK];
  for (size_t i = 0; i < x.count; i++) {
    for (size_t k = 0; k < rank; k++) nearest[k] = __builtin_inf();
    for (size_t tile = 0; tile < y.count; tile += TILE) {
      gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
      exclude(y, tile, i, excludes_self, value);
      const double limit = nearest[rank - 1];
      int any = 0;
      for (size_t q = 0; q < TILE; q++) any |= value[q] < limit;
      if (!any) continue;
      for (size_t q = 0; q < TILE; q++) {
        if (!(value[q] < nearest[rank - 1])) continue;
        size_t k = rank - 1;
        for (; k > 0 && nearest[k - 1] > value[q]; k--) nearest[k] = nearest[k - 1];
        nearest[k] = value[q];
      }
    }
    radii[i] = nearest[rank - 1];
  }
}

GFK_CLONES void gfk_ball_counts(
    gfk_cloud x, gfk_cloud y, const double *radii, int64_t *counts) {
  double value[TILE];
  for (size_t i = 0; i < x.count; i++) {
    int64_t count = 0;
    for (size_t tile = 0; tile < y.count; tile += TILE) {
      gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
      const size_t end = y.count - tile < TILE ? y.count - tile : TILE;
      for (size_t q = 0; q < end; q++) count += value[q] <= radii[tile + q];
    }
    counts[i] = count;
  }
}

GFK_CLONES void gfk_nearest(
    gfk_cloud x, gfk_cloud y, int excludes_self, const int32_t *x_labels,
    const int32_t *y_labels, double *squares, int64_t *ties, int64_t *matches) {
  double value[TILE];
  for (size_t i = 0; i < x.count; i++) {
    double least = __builtin_inf();
    int64_t count = 0, same = 0;
    for (size_t tile = 0; tile < y.count; tile += TILE) {
      gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
      exclude(y, tile, i, excludes_self, value);
      int any = 0;
      for (size_t q = 0; q < TILE; q++) any |= value[q] <= least;
      if (!any) continue;
      const size_t end = y.count - tile < TILE ? y.count - tile : TILE;
      for (size_t q = 0; q < end; q++) {
        if (value[q] > least || value[q] == __builtin_inf()) continue;
        if (value[q] < least) count = same = 0;
        least = value[q];
        count++;
        if (y_labels) same += y_labels[tile + q] == x_labels[i];
      }
    }
    squares[i] = least;
    ties[i] = count;
    matches[i] = same;
  }
}
