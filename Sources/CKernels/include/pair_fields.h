#ifndef GFK_PAIR_FIELDS_H
#define GFK_PAIR_FIELDS_H

#include "pairwise.h"

/* Vectors at the points of one cloud that are sums over the points of another. Distances are taken
 * from differences: both clouds have `points` and `columns`, and no panels. */

/* Adds to gradients[i][c], rows of the dimension, the sum over j of
 * weights[j] (f'(r) / r) (x_i - y_j)_c: the gradient at x_i of the sum over j of weights[j] f(|x - y_j|).
 * Pairs at distance 0 add nothing. `weights` holds y's stride, or is NULL where all of them are 1. */
void gfk_pair_gradients(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, const double *weights,
    double *gradients);

/* Adds to products[i][k], rows of `components` numbers, the sum over j of f(r) vectors[k][j], each row
 * of `vectors` as long as y's stride. */
void gfk_pair_products(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, const double *vectors,
    size_t components, double *products);

/* Adds to means[i][c], rows of the dimension, the sum over j of
 * exp(weights[j] - rate |x_i - y_j|^exponent - sums[i]) e_c, where e is x_i - y_j for the exponent 2 and
 * that divided by its length for 1. With sums[i] as gfk_log_sums leaves it the exponentials add to 1.
 * `weights` holds y's stride. */
void gfk_weighted_means(
    gfk_cloud x, gfk_cloud y, const double *weights, const double *sums, double rate, int exponent,
    double *means);

/* The greatest dimension of forces in single precision. */
enum { GFK_FORCE_DIMENSIONS = 8 };

/* A cloud of floats: columns [dimension][stride], the stride a multiple of 16, what is beyond the
 * points 0; as the source of forces with a weight for each point, [stride], 0 beyond the points. */
typedef struct {
  size_t count, stride;
  const float *columns;
  const float *weights;
} gfk_float_cloud;

/* What gfk_pair_gradients does, in single precision up to sums of 256 terms: to about a part in 10^6 of
 * what is added. Not for GFK_PAIR_RATIONAL, and for at most GFK_FORCE_DIMENSIONS. */
void gfk_pair_forces(
    gfk_float_cloud x, gfk_float_cloud y, size_t dimension, gfk_pair_shape shape, size_t terms,
    const float *rates, double *forces);

#endif
