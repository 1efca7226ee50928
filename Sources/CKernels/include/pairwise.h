#ifndef GFK_PAIRWISE_H
#define GFK_PAIRWISE_H

#include <stddef.h>

/* Sums over pairs of points of a function of their distance.
 *
 * A cloud is given coordinate by coordinate, [dimension][stride], where the stride is the number of
 * points rounded up to a multiple of GFK_PAIR_TILE and the rest is zero; the points of `x` are
 * row-major, [count][dimension]. */
enum { GFK_PAIR_TILE = 64 };

typedef struct {
  const double *columns;
  size_t count, dimension;
} gfk_cloud;

/* What is summed: |x - y| where `rate` is negative, exp(-|x - y|^2 rate) otherwise. */
typedef struct {
  double rate;
} gfk_pair_function;

/* Adds the sum over all y to row_sums[i] for each of `rows` points x, and the sum over all x to
 * column_sums[j] for each y. */
void gfk_pair_sums_between(
    const double *x, size_t rows, gfk_cloud y, gfk_pair_function function, double *row_sums,
    double *column_sums);

/* Adds the sum over the other points of the cloud to sums[i]; `x` are its points, row-major. */
void gfk_pair_sums_within(
    const double *x, gfk_cloud cloud, gfk_pair_function function, double *sums);

/* Writes |x - y_j| for one point x and every y_j from index `first` on. */
void gfk_distances_from(const double *x, gfk_cloud y, size_t first, double *distances);

#endif
