#ifndef GFK_PROJECTIONS_H
#define GFK_PROJECTIONS_H

#include <stddef.h>

/* Sorts finite numbers in ascending order, -0 before 0; `scratch` is as long as `values`. */
void gfk_sort(double *values, double *scratch, size_t count);

/* places[k][i] = x_i . direction_k for `count` points given coordinate by coordinate,
 * [dimension][count], and `directions` rows of `dimension` numbers. */
void gfk_project(
    const double *columns, size_t count, size_t dimension, const double *directions,
    size_t direction_count, double *places);

/* The sum of |a_i - b_i|^exponent, exponent 1 or 2. */
double gfk_cost_between(const double *a, const double *b, size_t count, int exponent);

#endif
