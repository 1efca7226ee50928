#pragma once
/* Finite volumes of u_t = div(p grad Phi(u / p)) on a grid of rows x columns cells, row-major.
 *
 * A face between two cells has a conductance: `west` those to the cell on the left, 0 in the first
 * column; `north` those to the cell above, 0 in the first row, with one more row of zeros at the
 * end. Every sum has one fixed order, whatever the width of the registers. */
#include <stddef.h>

/* One grid of a hierarchy, the finest first; every array is rows * columns long, north a row more. */
typedef struct {
  size_t rows, columns;
  double *west, *north;
  /* The coefficients of the unknowns themselves, and the inverses of the matrix' diagonal. */
  double *storage, *inverse;
  /* Unknowns, right-hand side and room of a cycle. */
  double *x, *b, *room;
} gfk_grid;

/* y = storage x + sum over faces of conductance (x - x of the neighbour). */
void gfk_diffuse(const gfk_grid *grid, const double *storage, const double *x, double *y);

/* The conductances of the grid of half the rows and columns (rounded up), for a grid spacing twice
 * as wide along each axis that is halved. */
void gfk_coarsen_conductances(const gfk_grid *fine, const gfk_grid *coarse);

/* Storages and diagonals of all grids from the storage of the first. */
void gfk_prepare_grids(const gfk_grid *grids, size_t count);

/* Solves storage y + diffusion y = r on the first grid by conjugate gradients preconditioned by one
 * multigrid cycle, until the preconditioned norm of the rest has shrunk by `tolerance`; r is
 * overwritten, scratch has 2 rows * columns numbers. Returns the steps made, or -1 after `limit`. */
int gfk_solve_grids(
    const gfk_grid *grids, size_t count, double *r, double *y, double *scratch, double tolerance,
    int limit);

/* The same in one dimension, by elimination: exact to rounding; scratch has columns numbers. */
void gfk_solve_line(const gfk_grid *grid, const double *r, double *y, double *scratch);

/* r = mass (old - v) - step * flow for every cell. Returns the sum of |r|; *scale gets the sum of
 * mass |v| + step * sum of the conductances of the cell * |w|: what r is the difference of. */
double gfk_balance(
    const gfk_grid *grid, const double *mass, const double *old, const double *v, const double *w,
    double step, const double *flow, double *r, double *scale);

/* w = scale / slope log(1 + slope v), d = scale / (1 + slope v), for v >= 0 and slope > 0. */
void gfk_logistic_diffusion(
    const double *v, double scale, double slope, double *w, double *d, size_t n);

/* logs[i] = log v[i] for normal v[i] > 0; smaller ones count as the least normal number. */
void gfk_logarithms(const double *v, double *logs, size_t n);

/* sums[0] of mass v, [1] of mass |v - 1|, [2] of mass v log v,
 * [3] of mass ((v log v - (1 + v) log(1 + v)) / 2). */
void gfk_ratio_functionals(
    const double *mass, const double *v, const double *logs, size_t n, double *sums);

/* The sum over faces of conductance (a - a of the neighbour) (b - b of the neighbour). */
double gfk_face_products(const gfk_grid *grid, const double *a, const double *b);
