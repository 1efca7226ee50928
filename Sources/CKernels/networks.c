#include "networks.h"

#include "clones.h"
#include "double_functions.h"

#pragma STDC FP_CONTRACT OFF

enum { LANES = 8 };

/* The inner products of a network's hidden weights with all inputs, and what comes out of the sum. */
GFK_INLINE void pass(gfk_networks n, const double *z, const double *x, double *rows, double *sums) {
  const double *outer = z + n.hidden * n.dimension;
  for (size_t q = 0; q < n.inputs; q++) sums[q] = 0;
  for (size_t h = 0; h < n.hidden; h++) {
    double *row = rows + h * n.inputs;
    for (size_t q = 0; q < n.inputs; q++) row[q] = 0;
    for (size_t k = 0; k < n.dimension; k++) {
      const double weight = z[h * n.dimension + k], *column = x + k * n.inputs;
      for (size_t q = 0; q < n.inputs; q++) row[q] += weight * column[q];
    }
    for (size_t q = 0; q < n.inputs; q++) sums[q] += outer[h] * (row[q] > 0 ? row[q] : 0);
  }
}

/* In a fixed order, whatever the width of the processor's registers. */
GFK_INLINE double dot(size_t count, const double *a, const double *b) {
  double lanes[LANES] = {0}, sum = 0;
  size_t q = 0;
  for (; q + LANES <= count; q += LANES)
    for (size_t l = 0; l < LANES; l++) lanes[l] += a[q + l] * b[q + l];
  for (; q < count; q++) sum += a[q] * b[q];
  for (size_t l = 0; l < LANES; l++) sum += lanes[l];
  return sum;
}

GFK_CLONES void gfk_network_features(
    gfk_networks n, size_t count, const double *networks, const double *x, double *features,
    double *scratch) {
  const size_t size = n.hidden * (n.dimension + 1);
  const double rate = 1 / (n.width * n.width);
  double *sums = scratch + n.hidden * n.inputs;
  for (size_t i = 0; i < count; i++) {
    double *own = features + i * n.inputs;
    pass(n, networks + i * size, x, scratch, sums);
    for (size_t q = 0; q < n.inputs; q++) own[q] = gfk_exponential(-rate * sums[q] * sums[q]);
  }
}

GFK_CLONES void gfk_network_gradients(
    gfk_networks n, size_t count, const double *networks, const double *x, const double *weights,
    double *gradients, double *scratch) {
  const size_t size = n.hidden * (n.dimension + 1);
  const double rate = 1 / (n.width * n.width);
  double *sums = scratch + n.hidden * n.inputs, *slope = sums + n.inputs;
  for (size_t i = 0; i < count; i++) {
    const double *z = networks + i * size, *outer = z + n.hidden * n.dimension;
    double *own = gradients + i * size;
    pass(n, z, x, scratch, sums);
    for (size_t q = 0; q < n.inputs; q++)
      sums[q] = -2 * rate * weights[q] * sums[q] * gfk_exponential(-rate * sums[q] * sums[q]);
    for (size_t h = 0; h < n.hidden; h++) {
      double *row = scratch + h * n.inputs;
      for (size_t q = 0; q < n.inputs; q++) {
        slope[q] = row[q] > 0 ? outer[h] * sums[q] : 0;
        row[q] = row[q] > 0 ? row[q] : 0;
      }
      own[n.hidden * n.dimension + h] = dot(n.inputs, sums, row);
      for (size_t k = 0; k < n.dimension; k++)
        own[h * n.dimension + k] = dot(n.inputs, slope, x + k * n.inputs);
    }
  }
}
