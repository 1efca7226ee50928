#include <math.h>

#include "clones.h"
#include "transport_oracle.h"

#pragma STDC FP_CONTRACT OFF

/* Solves the symmetric positive system a x = b of `d` unknowns in place (Cholesky); 0 where a is
 * not positive. */
static int solve_positive(
    double a[LOW_DIMENSION][LOW_DIMENSION], double b[LOW_DIMENSION], size_t d) {
  for (size_t j = 0; j < d; j++) {
    for (size_t k = 0; k < j; k++) a[j][j] -= a[j][k] * a[j][k];
    if (!(a[j][j] > 0)) return 0;
    a[j][j] = sqrt(a[j][j]);
    for (size_t i = j + 1; i < d; i++) {
      for (size_t k = 0; k < j; k++) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  for (size_t j = 0; j < d; j++) {
    for (size_t k = 0; k < j; k++) b[j] -= a[j][k] * b[k];
    b[j] /= a[j][j];
  }
  for (size_t j = d; j-- > 0;) {
    for (size_t k = j + 1; k < d; k++) b[j] -= a[k][j] * b[k];
    b[j] /= a[j][j];
  }
  return 1;
}

/* The points of a block with their prices. */
typedef struct {
  const double *y; /* [dimension][BLOCK] */
  const double *price;
  double middle[LOW_DIMENSION];
  double mean_price;
  size_t count, dimension;
} Patch;

static Patch patch(const Oracle *o, size_t b) {
  size_t d = o->dimension;
  Patch t = {.y = o->target + b * d * BLOCK, .price = o->price + b * BLOCK, .dimension = d};
  while (t.count < BLOCK && o->original[b * BLOCK + t.count] >= 0) t.mean_price += t.price[t.count++];
  t.mean_price /= (double)t.count;
  for (size_t c = 0; c < d; c++)
    t.middle[c] = 0.5 * (o->low[c * o->blocks + b] + o->high[c * o->blocks + b]);
  return t;
}

/* The least-squares slope of a block's prices, slightly shrunk; zero where there is none. */
static void fit_slope(const Patch *t, double slope[LOW_DIMENSION]) {
  double a[LOW_DIMENSION][LOW_DIMENSION] = {{0}}, centre[LOW_DIMENSION] = {0}, trace = 0;
  size_t d = t->dimension;
  for (size_t c = 0; c < d; c++) {
    for (size_t q = 0; q < t->count; q++) centre[c] += t->y[c * BLOCK + q];
    centre[c] /= (double)t->count;
    slope[c] = 0;
  }
  for (size_t q = 0; q < t->count; q++)
    for (size_t c = 0; c < d; c++) {
      double u = t->y[c * BLOCK + q] - centre[c];
      slope[c] += u * (t->price[q] - t->mean_price);
      for (size_t e = 0; e <= c; e++) a[c][e] += u * (t->y[e * BLOCK + q] - centre[e]);
    }
  for (size_t c = 0; c < d; c++) trace += a[c][c];
  for (size_t c = 0; c < d; c++) a[c][c] += 1e-6 * trace;
  if (solve_positive(a, slope, d)) return;
  for (size_t c = 0; c < d; c++) slope[c] = 0;
}

/* Makes the bound of a block level. For p = 1 the tangent is no use then. */
static void level_block(Oracle *o, const Patch *t, size_t b) {
  for (size_t c = 0; c < t->dimension; c++) o->slope[c * o->blocks + b] = 0;
  o->offset[b] = o->exponent == 1 ? -INFINITY : o->least[b];
}

/* Gives a block the bound floor + slope . (y - middle), lowered by more than the rounding errors of
 * whatever is computed with it, which are relative to the extent of the clouds. */
static void tilt_block(Oracle *o, const Patch *t, size_t b, double floor, const double *slope) {
  double reach = o->exponent == 1 ? o->extent : o->extent * o->extent;
  double size = fabs(floor) + reach, constant = floor;
  for (size_t c = 0; c < t->dimension; c++) {
    o->slope[c * o->blocks + b] = slope[c];
    if (o->exponent == 2) constant -= slope[c] * (0.25 * slope[c] + t->middle[c]);
    size += fabs(slope[c]) * (fabs(slope[c]) + 4 * o->extent);
  }
  o->offset[b] = constant - 1e-14 * size;
}

/* Tilts the bound where that leaves clearly less between the prices and it than a level one does. */
static void fit_block(Oracle *o, size_t b) {
  double slope[LOW_DIMENSION], floor = INFINITY, least = INFINITY, mean = 0;
  Patch t = patch(o, b);
  fit_slope(&t, slope);
  for (size_t q = 0; q < t.count; q++) {
    double rest = t.price[q];
    for (size_t c = 0; c < t.dimension; c++)
      rest -= slope[c] * (t.y[c * BLOCK + q] - t.middle[c]);
    mean += rest / (double)t.count;
    floor = rest < floor ? rest : floor;
    least = t.price[q] < least ? t.price[q] : least;
  }
  o->least[b] = least;
  double gain = (t.mean_price - least) - (mean - floor);
  if (gain > 1e-10 * (o->exponent == 1 ? o->extent : o->extent * o->extent))
    tilt_block(o, &t, b, floor, slope);
  else
    level_block(o, &t, b);
}

void gfk_oracle_fit(Oracle *o) {
  if (o->rows) return;
  for (size_t b = 0; b < o->blocks; b++)
    if (o->original[b * BLOCK] >= 0) fit_block(o, b);
}
