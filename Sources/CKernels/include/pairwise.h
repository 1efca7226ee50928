#ifndef GFK_PAIRWISE_H
#define GFK_PAIRWISE_H

#include <stddef.h>

/* Sums over pairs of points of a function of their distance.
 *
 * `x` is row-major [rows][dimension]; `columns` holds the other cloud coordinate by coordinate,
 * [dimension][count]. Adds the sum over all y to `row_sums[i]` for every point i of x, and, where
 * `column_sums` is not NULL, the sum over all x to `column_sums[j]`. */

/* The function |x - y|. */
void gfk_distance_sums(
    const double *x, size_t rows, const double *columns, size_t count, size_t dimension,
    double *row_sums, double *column_sums);

/* The function exp(-|x - y|^2 rate), within 2 units in the last place. */
void gfk_gaussian_sums(
    const double *x, size_t rows, const double *columns, size_t count, size_t dimension,
    double rate, double *row_sums, double *column_sums);

/* The same over the pairs of one cloud, each point with itself included; half the work. */
void gfk_distance_sums_within(
    const double *x, const double *columns, size_t count, size_t dimension, double *sums);
void gfk_gaussian_sums_within(
    const double *x, const double *columns, size_t count, size_t dimension, double rate,
    double *sums);

/* Writes |x_0 - y_j|^2 for one point x and every y. */
void gfk_square_distances(
    const double *x, const double *columns, size_t count, size_t dimension, double *squares);

#endif
