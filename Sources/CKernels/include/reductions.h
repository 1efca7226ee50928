#pragma once
/* Sums in one fixed order: the lanes and the tree that joins them are written out, so the bits do
 * not depend on the width of the processor's registers. */
#include <stddef.h>

/* The sum of n numbers. */
float gfk_sum(const float *a, ptrdiff_t n);
/* y[r] = sum over columns of a[r, .] */
void gfk_row_sum(const float *a, float *y, ptrdiff_t rows, ptrdiff_t columns);
/* y[c] = sum over rows of a[., c], or y[c] += it where accumulate is not 0; y must not overlap a. A sum
 * of parts, each but the last of a multiple of four rows and added to those before, has the bits of
 * the whole where there is more than one column. */
void gfk_column_sum(
    const float *a, float *y, ptrdiff_t rows, ptrdiff_t columns, int accumulate);
