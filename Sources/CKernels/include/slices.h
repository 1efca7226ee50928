#ifndef GFK_SLICES_H
#define GFK_SLICES_H

#include <stddef.h>
#include <stdint.h>

/* What clouds on the line do to each other's points. */

/* Sorts finite numbers in ascending order, -0 before 0, and writes where each came from: order[i] is
 * the place that the number now at i had. Equal numbers keep their order. `scratch` is as long as
 * `values`, `order_scratch` as `order`. */
void gfk_sort_places(
    double *values, uint32_t *order, double *scratch, uint32_t *order_scratch, size_t count);

/* forces[i] = mean over x of sign(x_i - x) - mean over y of sign(x_i - y), for sorted x and y. */
void gfk_sign_forces(
    const double *x, size_t count, const double *y, size_t other_count, double *forces);

/* velocities[order[i]][c] += scale * forces[i] * direction[c], rows of the dimension. */
void gfk_add_along(
    const double *forces, const uint32_t *order, size_t count, const double *direction,
    size_t dimension, double scale, double *velocities);

#endif
