#include "pairwise.h"

#include <stdint.h>
#include <string.h>

#include "cloud_targets.h"

#pragma STDC FP_CONTRACT OFF

/* Points taken together: their accumulators fit the registers of the widest vectors. */
enum { TILE = 64, LANES = 8 };

typedef enum { DISTANCE, GAUSSIAN } Function;

/* The exponential of x <= 0 within 1 unit in the last place; 0 below -708.
 * x = k log 2 + r with |r| <= log(2) / 2, and the Taylor series of exp r to the 13th power. */
CLOUD_INLINE double exponential(double x) {
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

CLOUD_INLINE void squares_of_tile(
    const double *x, const double *columns, size_t stride, size_t d, double square[TILE]) {
  for (size_t q = 0; q < TILE; q++) square[q] = 0;
  for (size_t c = 0; c < d; c++) {
    const double *y = columns + c * stride;
    double xc = x[c];
    for (size_t q = 0; q < TILE; q++) {
      double t = y[q] - xc;
      square[q] += t * t;
    }
  }
}

/* Values of the function for one x and a tile; those of absent points are zero. */
CLOUD_INLINE void values_of_tile(
    const double *x, const double *columns, size_t stride, size_t present, size_t d, Function f,
    double rate, double value[TILE]) {
  squares_of_tile(x, columns, stride, d, value);
  if (f == DISTANCE)
    for (size_t q = 0; q < TILE; q++) value[q] = CLOUD_SQRT(value[q]);
  else
    for (size_t q = 0; q < TILE; q++) value[q] = exponential(-value[q] * rate);
  for (size_t q = present; q < TILE; q++) value[q] = 0;
}

CLOUD_INLINE double sum_of_tile(const double value[TILE]) {
  double lane[LANES];
  for (int l = 0; l < LANES; l++) lane[l] = value[l];
  for (size_t q = LANES; q < TILE; q += LANES)
    for (int l = 0; l < LANES; l++) lane[l] += value[q + l];
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0];
}

/* Copies the columns of the points from `first` on, so that a partial tile can be read whole. */
CLOUD_INLINE const double *whole_tile(
    const double *columns, size_t count, size_t d, size_t first, double *room) {
  for (size_t c = 0; c < d; c++)
    for (size_t q = 0; q < TILE; q++)
      room[c * TILE + q] = first + q < count ? columns[c * count + first + q] : 0;
  return room;
}
