#ifndef GFK_NEIGHBOURS_H
#define GFK_NEIGHBOURS_H

#include "pairwise.h"

/* Nearest neighbours. Squared distances are sums of squared differences, alike from both ends, so
 * that ties are ties; clouds need `points` and `columns` only. */

/* radii[i] = the squared distance from x_i to the point of y that is `rank`-th nearest, 1 being the
 * nearest; x_i itself does not count where `excludes_self` is not 0. 1 <= rank <= 64. */
void gfk_neighbour_squares(
    gfk_cloud x, gfk_cloud y, size_t rank, int excludes_self, double *radii);

/* counts[i] = how many of the closed balls about the y_j, of squared radius radii[j], hold x_i. */
void gfk_ball_counts(gfk_cloud x, gfk_cloud y, const double *radii, int64_t *counts);

/* squares[i] = the squared distance from x_i to its nearest points of y, ties[i] = their number, and
 * matches[i] = the number of those with the label of x_i, where labels are given. */
void gfk_nearest(
    gfk_cloud x, gfk_cloud y, int excludes_self, const int32_t *x_labels,
    const int32_t *y_labels, double *squares, int64_t *ties, int64_t *matches);

#endif
