#include "pair_fields.h"

#include "pair_functions.h"

#pragma STDC FP_CONTRACT OFF

/* Where the reciprocal of a distance that may be 0 is wanted: 0 there. */
GFK_INLINE void reciprocal_roots(const double square[TILE], double result[TILE]) {
  for (size_t q = 0; q < TILE; q++)
    result[q] = square[q] > 0 ? 1.0 / GFK_SQRT(square[q]) : 0.0;
}

GFK_INLINE void gaussian_slopes(double value[TILE], gfk_pair_function f) {
  double term[TILE], sum[TILE] = {0};
  for (size_t t = 0; t < f.terms; t++) {
    const double factor = -2 * f.rates[t];
    gfk_gaussian_term(value, f, t, term);
    for (size_t q = 0; q < TILE; q++) sum[q] += factor * term[q];
  }
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q];
}

GFK_INLINE void laplace_slopes(double value[TILE], gfk_pair_function f) {
  double inverse[TILE], sum[TILE] = {0};
  reciprocal_roots(value, inverse);
  for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
  for (size_t t = 0; t < f.terms; t++)
    for (size_t q = 0; q < TILE; q++)
      sum[q] -= f.rates[t] * gfk_exponential(-value[q] * f.rates[t]);
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q] * inverse[q];
}

GFK_INLINE void rational_slopes(double value[TILE], gfk_pair_function f) {
  double sum[TILE] = {0};
  for (size_t t = 0; t < f.terms; t++) {
    const double rate = f.rates[t], power = -f.exponents[t] - 1;
    const double factor = -2 * rate * f.exponents[t];
    for (size_t q = 0; q < TILE; q++)
      sum[q] += factor * gfk_exponential(power * gfk_log_one_plus(value[q] * rate));
  }
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q];
}

/* Squared distances become f'(r) / r; the padding's become zero. */
GFK_INLINE void apply_slope(gfk_pair_function f, size_t count, size_t first, double value[TILE]) {
  switch (f.shape) {
    case GFK_PAIR_DISTANCE: {
      double inverse[TILE];
      reciprocal_roots(value, inverse);
      memcpy(value, inverse, sizeof inverse);
      break;
    }
    case GFK_PAIR_GAUSSIAN: gaussian_slopes(value, f); break;
    case GFK_PAIR_LAPLACE: laplace_slopes(value, f); break;
    case GFK_PAIR_RATIONAL: rational_slopes(value, f); break;
  }
  for (size_t q = count - first; q < TILE; q++) value[q] = 0;
}

GFK_CLONES void gfk_pair_gradients(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, const double *weights,
    double *gradients) {
  const size_t dimension = x.dimension, stride = gfk_stride(y);
  double value[TILE], part[TILE];
  for (size_t first = 0; first < y.count; first += TILE)
    for (size_t i = 0; i < x.count; i++) {
      const double *point = x.points + i * dimension;
      gfk_tile_squares(point, y, first, value);
      apply_slope(function, y.count, first, value);
      if (weights)
        for (size_t q = 0; q < TILE; q++) value[q] *= weights[first + q];
      for (size_t c = 0; c < dimension; c++) {
        const double *column = y.columns + c * stride + first, own = point[c];
        for (size_t q = 0; q < TILE; q++) part[q] = value[q] * (own - column[q]);
        gradients[i * dimension + c] += gfk_tile_sum(part);
      }
    }
}

GFK_CLONES void gfk_pair_products(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, const double *vectors,
    size_t components, double *products) {
  const size_t stride = gfk_stride(y);
  double value[TILE], part[TILE];
  for (size_t first = 0; first < y.count; first += TILE)
    for (size_t i = 0; i < x.count; i++) {
      gfk_tile_squares(x.points + i * x.dimension, y, first, value);
      gfk_apply(function, y.count, first, value);
      for (size_t k = 0; k < components; k++) {
        const double *vector = vectors + k * stride + first;
        for (size_t q = 0; q < TILE; q++) part[q] = value[q] * vector[q];
        products[i * components + k] += gfk_tile_sum(part);
      }
    }
}

GFK_CLONES void gfk_weighted_means(
    gfk_cloud x, gfk_cloud y, const double *weights, const double *sums, double rate, int exponent,
    double *means) {
  const size_t dimension = x.dimension, stride = gfk_stride(y);
  double square[TILE], value[TILE], inverse[TILE], part[TILE];
  for (size_t first = 0; first < y.count; first += TILE)
    for (size_t i = 0; i < x.count; i++) {
      const double *point = x.points + i * dimension;
      gfk_tile_squares(point, y, first, square);
      for (size_t q = 0; q < TILE; q++) {
        const double cost = exponent == 1 ? GFK_SQRT(square[q]) : square[q];
        value[q] = weights[first + q] - rate * cost - sums[i];
      }
      for (size_t q = y.count - first; q < TILE; q++) value[q] = -__builtin_inf();
      /* What is e^-60 of the sum does not reach its last digit. */
      if (gfk_tile_max(value) < -60) continue;
      for (size_t q = 0; q < TILE; q++) value[q] = gfk_exponential(value[q] < 0 ? value[q] : 0);
      if (exponent == 1) {
        reciprocal_roots(square, inverse);
        for (size_t q = 0; q < TILE; q++) value[q] *= inverse[q];
      }
      for (size_t c = 0; c < dimension; c++) {
        const double *column = y.columns + c * stride + first, own = point[c];
        for (size_t q = 0; q < TILE; q++) part[q] = value[q] * (own - column[q]);
        means[i * dimension + c] += gfk_tile_sum(part);
      }
    }
}
