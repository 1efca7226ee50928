#ifndef GFK_PAIRWISE_H
#define GFK_PAIRWISE_H

#include <stddef.h>
#include <stdint.h>

/* Functions of the distance between points, over all pairs of two clouds. */

/* Points taken together. */
enum { GFK_PAIR_TILE = 64 };

/* A cloud of points. Its stride is the number of points rounded up to whole tiles; the rest of every
 * array with a stride is zero.
 *
 * Where `panels` is NULL, squared distances are sums of squared differences in double precision.
 * Otherwise they are |x|^2 + |y|^2 - 2 x.y with products of floats that are summed in double
 * precision every few of them, and from differences where little remains of that; both clouds must
 * then be given so, about one centre and in one unit in which no coordinate's square overflows. */
typedef struct {
  size_t count, dimension;
  const double *points;  /* [count][dimension] */
  const double *columns; /* [dimension][stride] */
  const float *rows;     /* [count][dimension]: for products */
  const float *panels;   /* [stride / tile][dimension][tile]: for products */
  const double *squares; /* [stride], |x|^2: for products */
} gfk_cloud;

/* What is summed over pairs at the distance r. */
typedef enum {
  GFK_PAIR_DISTANCE, /* r */
  GFK_PAIR_GAUSSIAN, /* the sum of exp(-rate r^2) over the rates */
  GFK_PAIR_LAPLACE,  /* the sum of exp(-rate r) over the rates */
  GFK_PAIR_RATIONAL  /* the sum of (1 + rate r^2)^-exponent over the rates and their exponents */
} gfk_pair_shape;

typedef struct {
  gfk_pair_shape shape;
  size_t terms;
  const double *rates;
  const double *exponents;
} gfk_pair_function;

/* Adds the sum over all y to row_sums[i] for each x, and the sum over all x to column_sums[j] for
 * each y. */
void gfk_pair_sums_between(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, double *row_sums, double *column_sums);

/* Adds the sum over the other points of the cloud to sums[i]. */
void gfk_pair_sums_within(gfk_cloud cloud, gfk_pair_function function, double *sums);

/* Writes |x_i - x_j|^exponent, exponent 1 or 2, for every j > i. */
void gfk_costs_after(gfk_cloud cloud, size_t i, int exponent, double *costs);

/* Writes |x_i - y_j|^exponent for all pairs, row by row, each row as long as y's stride. */
void gfk_pair_costs(gfk_cloud x, gfk_cloud y, int exponent, double *costs);

/* sums[i] = log of the sum over j of exp(weights[j] - rate |x_i - y_j|^exponent), exponent 1 or 2,
 * over j other than i where `excludes_self` is not 0. Costs are taken from `costs`, laid out as by
 * gfk_pair_costs, where it is not NULL. `buffer` holds y's stride. */
void gfk_log_sums(
    gfk_cloud x, gfk_cloud y, const double *costs, const double *weights, double rate,
    int exponent, int excludes_self, double *buffer, double *sums);

/* Writes plan[i][j] = exp(own[i] + weights[j] - rate |x_i - y_j|^exponent), each row as long as y's
 * stride, with 0 for what is below e^-60 and for the padding; costs as above. */
void gfk_plan(
    gfk_cloud x, gfk_cloud y, const double *costs, const double *own, const double *weights,
    double rate, int exponent, float *plan);

/* across[j] = sum_i plan[i][j] down[i], for rows of `stride` numbers, a multiple of the tile. */
void gfk_plan_across(
    const float *plan, size_t rows, size_t stride, const float *down, float *across);

/* down[i] = sum_j plan[i][j] across[j]. */
void gfk_plan_down(
    const float *plan, size_t rows, size_t stride, const float *across, float *down);

#endif
