#include "density.h"

#include "density_grids.h"
#include "double_functions.h"

GFK_CLONES void gfk_diffuse(
    const gfk_grid *grid, const double *restrict storage, const double *restrict x,
    double *restrict y) {
  const gfk_grid g = *grid;
  for (size_t row = 0; row < g.rows; row++) gfk_diffuse_row(&g, row, storage, x, y);
}

GFK_CLONES double gfk_balance(
    const gfk_grid *grid, const double *mass, const double *old, const double *v, const double *w,
    double step, const double *flow, double *restrict r, double *scale) {
  const gfk_grid g = *grid;
  const size_t n = g.rows * g.columns;
  GFK_ELEMENTWISE
  for (size_t i = 0; i < n; i++) r[i] = mass[i] * (old[i] - v[i]) - step * flow[i];
  gfk_lanes rest = {{0}}, whole = {{0}};
  GFK_ACCUMULATE(rest, n, __builtin_fabs(r[i]));
  const double *west = g.west, *north = g.north, *south = g.north + g.columns;
  GFK_ACCUMULATE(
      whole, n,
      mass[i] * v[i]
          + step * 2 * (west[i] + north[i] + south[i]) * __builtin_fabs(w[i]));
  *scale = gfk_join(&whole);
  return gfk_join(&rest);
}

GFK_CLONES void gfk_logistic_diffusion(
    const double *restrict v, double scale, double slope, double *restrict w, double *restrict d,
    size_t n) {
  const double factor = scale / slope;
  for (size_t i = 0; i < n; i++) {
    const double t = slope * v[i];
    w[i] = factor * gfk_log_one_plus(t);
    d[i] = scale / (1.0 + t);
  }
}

GFK_CLONES void gfk_logarithms(const double *restrict v, double *restrict logs, size_t n) {
  for (size_t i = 0; i < n; i++) logs[i] = gfk_logarithm(v[i] > 0x1p-1022 ? v[i] : 0x1p-1022);
}

GFK_CLONES void gfk_ratio_functionals(
    const double *mass, const double *v, const double *logs, size_t n, double *sums) {
  gfk_lanes whole = {{0}}, distance = {{0}}, entropy = {{0}}, joint = {{0}};
  GFK_ACCUMULATE(whole, n, mass[i] * v[i]);
  GFK_ACCUMULATE(distance, n, mass[i] * __builtin_fabs(v[i] - 1.0));
  GFK_ACCUMULATE(entropy, n, mass[i] * v[i] * logs[i]);
  GFK_ACCUMULATE(
      joint, n,
      0.5 * mass[i] * (v[i] * logs[i] - (1.0 + v[i]) * gfk_log_one_plus(v[i])));
  sums[0] = gfk_join(&whole);
  sums[1] = gfk_join(&distance);
  sums[2] = gfk_join(&entropy);
  sums[3] = gfk_join(&joint);
}

GFK_CLONES double gfk_face_products(const gfk_grid *grid, const double *a, const double *b) {
  const gfk_grid g = *grid;
  const size_t n = g.rows * g.columns, columns = g.columns;
  gfk_lanes across = {{0}}, down = {{0}};
  const double *west = g.west + 1, *north = g.north + columns;
  GFK_ACCUMULATE(across, n - 1, west[i] * ((a[i + 1] - a[i]) * (b[i + 1] - b[i])));
  GFK_ACCUMULATE(
      down, n - columns, north[i] * ((a[i + columns] - a[i]) * (b[i + columns] - b[i])));
  return gfk_join(&across) + gfk_join(&down);
}

/* Thomas' elimination: the matrix is symmetric, with a diagonal that outweighs its row. */
void gfk_solve_line(const gfk_grid *grid, const double *r, double *y, double *scratch) {
  const gfk_grid g = *grid;
  const size_t n = g.columns;
  double pivot = 0, carried = 0;
  for (size_t i = 0; i < n; i++) {
    const double left = i > 0 ? g.west[i] : 0.0, right = i + 1 < n ? g.west[i + 1] : 0.0;
    /* pivot = storage + right + what elimination leaves of left: no difference is ever formed. */
    const double rest = i > 0 ? left * (pivot / (pivot + left)) : 0.0;
    carried = r[i] + (i > 0 ? left * carried / (pivot + left) : 0.0);
    pivot = g.storage[i] + rest;
    const double diagonal = pivot + right;
    const double inverse = diagonal > 0 ? 1.0 / diagonal : 0.0;
    scratch[i] = right * inverse;
    y[i] = carried * inverse;
  }
  for (size_t i = n - 1; i-- > 0;) y[i] += scratch[i] * y[i + 1];
}
