#include "double_functions.h"
#include "pairwise_tiles.h"

#pragma STDC FP_CONTRACT OFF

GFK_CLONES void gfk_plan(
    gfk_cloud x, gfk_cloud y, const double *costs, const double *own, const double *weights,
    double rate, int exponent, float *plan) {
  const size_t stride = gfk_stride(y);
  double value[TILE];
  for (size_t i = 0; i < x.count; i++)
    for (size_t tile = 0; tile < stride; tile += TILE) {
      if (costs)
        memcpy(value, costs + i * stride + tile, sizeof value);
      else {
        gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
        if (exponent == 1)
          for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
      }
      for (size_t q = 0; q < TILE; q++) {
        const double power = own[i] + weights[tile + q] - rate * value[q];
        /* Beyond the fourth root of the greatest number nothing is meant; a step mends it. */
        const double inside = power < 20 ? power : 20;
        const double entry = gfk_exponential(inside - 20) * 0x1.ceb088b68e804p+28 /* e^20 */;
        value[q] = power > -60 ? entry : 0;
      }
      for (size_t q = y.count - tile; q < TILE; q++) value[q] = 0;
      for (size_t q = 0; q < TILE; q++) plan[i * stride + tile + q] = (float)value[q];
    }
}

GFK_CLONES void gfk_plan_across(
    const float *plan, size_t rows, size_t stride, const float *down, float *across) {
  for (size_t j = 0; j < stride; j++) across[j] = 0;
  for (size_t i = 0; i < rows; i++) {
    const float *row = plan + i * stride, factor = down[i];
    for (size_t j = 0; j < stride; j++) across[j] += row[j] * factor;
  }
}

GFK_CLONES void gfk_plan_down(
    const float *plan, size_t rows, size_t stride, const float *across, float *down) {
  enum { WIDE = 64 };
  for (size_t i = 0; i < rows; i++) {
    const float *row = plan + i * stride;
    float lane[WIDE] = {0};
    for (size_t j = 0; j < stride; j += WIDE)
      for (int l = 0; l < WIDE; l++) lane[l] += row[j + l] * across[j + l];
    for (int w = WIDE / 2; w > 0; w /= 2)
      for (int l = 0; l < w; l++) lane[l] += lane[l + w];
    down[i] = lane[0];
  }
}
