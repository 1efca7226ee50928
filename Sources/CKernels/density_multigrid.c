#include "density_grids.h"

GFK_INLINE double dot(const double *a, const double *b, size_t n) {
  gfk_lanes sum = {{0}};
  GFK_ACCUMULATE(sum, n, a[i] * b[i]);
  return gfk_join(&sum);
}

/* A face of the coarse grid joins two of the fine one, over twice their distance. */
GFK_CLONES void gfk_coarsen_conductances(const gfk_grid *fine, const gfk_grid *coarse) {
  const gfk_grid f = *fine, c = *coarse;
  for (size_t i = 0; i < c.rows * c.columns; i++) c.west[i] = 0;
  for (size_t i = 0; i < (c.rows + 1) * c.columns; i++) c.north[i] = 0;
  for (size_t row = 0; row < f.rows; row++)
    for (size_t column = 0; column < f.columns; column++) {
      const size_t i = row * f.columns + column;
      const size_t j = row / 2 * c.columns + column / 2;
      if (column % 2 == 0) c.west[j] += 0.5 * f.west[i];
      if (row % 2 == 0) c.north[j] += 0.5 * f.north[i];
    }
}

GFK_INLINE void restrict_sums(const gfk_grid *f, const gfk_grid *c, const double *x, double *y) {
  for (size_t row = 0; row < c->rows; row++) {
    const double *a = x + 2 * row * f->columns;
    const int whole = 2 * row + 1 < f->rows;
    const double *b = whole ? a + f->columns : a;
    const double weight = whole ? 1.0 : 0.0;
    double *out = y + row * c->columns;
    const size_t pairs = f->columns / 2;
    GFK_ELEMENTWISE
    for (size_t j = 0; j < pairs; j++)
      out[j] = (a[2 * j] + a[2 * j + 1]) + weight * (b[2 * j] + b[2 * j + 1]);
    if (pairs < c->columns) out[pairs] = a[2 * pairs] + weight * b[2 * pairs];
  }
}

/* x of every fine cell gets that of its coarse cell added. */
GFK_INLINE void prolong(const gfk_grid *c, const gfk_grid *f, const double *y, double *x) {
  for (size_t row = 0; row < f->rows; row++) {
    const double *in = y + row / 2 * c->columns;
    double *out = x + row * f->columns;
    const size_t pairs = f->columns / 2;
    GFK_ELEMENTWISE
    for (size_t j = 0; j < pairs; j++) {
      out[2 * j] += in[j];
      out[2 * j + 1] += in[j];
    }
    if (2 * pairs < f->columns) out[2 * pairs] += in[pairs];
  }
}

GFK_CLONES void gfk_prepare_grids(const gfk_grid *grids, size_t count) {
  for (size_t level = 0; level < count; level++) {
    const gfk_grid g = grids[level];
    if (level > 0) restrict_sums(&grids[level - 1], &g, grids[level - 1].storage, g.storage);
    for (size_t row = 0; row < g.rows; row++)
      for (size_t column = 0; column < g.columns; column++) {
        const size_t i = row * g.columns + column;
        const double east = column + 1 < g.columns ? g.west[i + 1] : 0.0;
        const double diagonal =
            g.storage[i] + ((g.west[i] + east) + (g.north[i] + g.north[i + g.columns]));
        g.inverse[i] = diagonal > 0 ? 1.0 / diagonal : 0.0;
      }
  }
}

/* The weight of Jacobi's sweeps: the usual 4/5 of the five-point stencil. */
static const double weight = 0.8;

GFK_INLINE void residual(const gfk_grid *g) {
  const size_t n = g->rows * g->columns;
  for (size_t row = 0; row < g->rows; row++)
    gfk_diffuse_row(g, row, g->storage, g->x, g->room);
  GFK_ELEMENTWISE
  for (size_t i = 0; i < n; i++) g->room[i] = g->b[i] - g->room[i];
}

GFK_INLINE void sweep(const gfk_grid *g) {
  const size_t n = g->rows * g->columns;
  residual(g);
  GFK_ELEMENTWISE
  for (size_t i = 0; i < n; i++) g->x[i] += weight * g->inverse[i] * g->room[i];
}

GFK_INLINE void first_sweep(const gfk_grid *g) {
  const size_t n = g->rows * g->columns;
  GFK_ELEMENTWISE
  for (size_t i = 0; i < n; i++) g->x[i] = weight * g->inverse[i] * g->b[i];
}

/* One symmetric V-cycle from b to x of the first grid. */
GFK_INLINE void cycle(const gfk_grid *grids, size_t count) {
  for (size_t level = 0; level + 1 < count; level++) {
    const gfk_grid g = grids[level], c = grids[level + 1];
    first_sweep(&g);
    residual(&g);
    restrict_sums(&g, &c, g.room, c.b);
  }
  const gfk_grid coarsest = grids[count - 1];
  first_sweep(&coarsest);
  const int sweeps = count == 1 ? 0 : 7;
  for (int i = 0; i < sweeps; i++) sweep(&coarsest);
  for (size_t level = count - 1; level-- > 0;) {
    prolong(&grids[level + 1], &grids[level], grids[level + 1].x, grids[level].x);
    sweep(&grids[level]);
  }
}

GFK_CLONES int gfk_solve_grids(
    const gfk_grid *grids, size_t count, double *restrict r, double *restrict y,
    double *restrict scratch, double tolerance, int limit) {
  const gfk_grid g = grids[0];
  const size_t n = g.rows * g.columns;
  double *p = scratch, *q = scratch + n;
  double first = 0, before = 0;
  GFK_ELEMENTWISE
  for (size_t i = 0; i < n; i++) y[i] = 0;
  for (int step = 0; step <= limit; step++) {
    GFK_ELEMENTWISE
    for (size_t i = 0; i < n; i++) g.b[i] = r[i];
    cycle(grids, count);
    const double now = dot(r, g.x, n);
    if (step == 0) first = now;
    /* Also where nothing is to solve, or nothing that is a number. */
    if (!(now > tolerance * tolerance * first)) return step;
    const double along = step == 0 ? 0.0 : now / before;
    GFK_ELEMENTWISE
    for (size_t i = 0; i < n; i++) p[i] = step == 0 ? g.x[i] : g.x[i] + along * p[i];
    for (size_t row = 0; row < g.rows; row++) gfk_diffuse_row(&g, row, g.storage, p, q);
    const double length = now / dot(p, q, n);
    GFK_ELEMENTWISE
    for (size_t i = 0; i < n; i++) {
      y[i] += length * p[i];
      r[i] -= length * q[i];
    }
    before = now;
  }
  return -1;
}
