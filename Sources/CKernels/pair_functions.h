#pragma once
/* Functions of the distance, for a tile of squared distances at once. */
#include "double_functions.h"
#include "pairwise_tiles.h"

#pragma STDC FP_CONTRACT OFF

/* exp(-rate r^2) of a tile, given the same at the rate before: half the bandwidth is four times the
 * rate, hence the fourth power. */
GFK_INLINE void gfk_gaussian_term(
    const double square[TILE], gfk_pair_function f, size_t t, double term[TILE]) {
  const double rate = f.rates[t];
  if (t > 0 && rate == 4 * f.rates[t - 1])
    for (size_t q = 0; q < TILE; q++) {
      const double twice = term[q] * term[q];
      term[q] = twice * twice;
    }
  else
    for (size_t q = 0; q < TILE; q++) term[q] = gfk_exponential(-square[q] * rate);
}

GFK_INLINE void gfk_add_gaussians(double value[TILE], gfk_pair_function f) {
  double term[TILE], sum[TILE];
  for (size_t t = 0; t < f.terms; t++) {
    gfk_gaussian_term(value, f, t, term);
    for (size_t q = 0; q < TILE; q++) sum[q] = t > 0 ? sum[q] + term[q] : term[q];
  }
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q];
}

GFK_INLINE void gfk_add_laplaces(double value[TILE], gfk_pair_function f) {
  double sum[TILE] = {0};
  for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
  for (size_t t = 0; t < f.terms; t++)
    for (size_t q = 0; q < TILE; q++) sum[q] += gfk_exponential(-value[q] * f.rates[t]);
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q];
}

GFK_INLINE void gfk_add_rationals(double value[TILE], gfk_pair_function f) {
  double sum[TILE] = {0};
  for (size_t t = 0; t < f.terms; t++)
    for (size_t q = 0; q < TILE; q++)
      sum[q] += gfk_exponential(-f.exponents[t] * gfk_log_one_plus(value[q] * f.rates[t]));
  for (size_t q = 0; q < TILE; q++) value[q] = sum[q];
}

/* Squared distances become values of the function; the padding's become zero. */
GFK_INLINE void gfk_apply(gfk_pair_function f, size_t count, size_t first, double value[TILE]) {
  switch (f.shape) {
    case GFK_PAIR_DISTANCE:
      for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
      break;
    case GFK_PAIR_GAUSSIAN: gfk_add_gaussians(value, f); break;
    case GFK_PAIR_LAPLACE: gfk_add_laplaces(value, f); break;
    case GFK_PAIR_RATIONAL: gfk_add_rationals(value, f); break;
  }
  for (size_t q = count - first; q < TILE; q++) value[q] = 0;
}
