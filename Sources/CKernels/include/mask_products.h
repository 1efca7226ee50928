#pragma once
/* Products with a mask: a matrix of zeros and ones. */
#include <stddef.h>

/* y = op(mask) op(b), where the mask is 1 where s is not <= 0 (so NaN passes) and 0 elsewhere.
 *
 * Row-major; y [m, n], op(mask) [m, k], op(b) [k, n], op transposing where its flag is not 0; lds,
 * ldb and ldy are the row lengths as stored. y must not overlap s or b. Only sums are taken, in an
 * order that depends on the shape alone; what the mask stops is not read into a result, were it NaN.
 * About 2.5 times as fast as the same product of floats. */
void gfk_mask_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, int transposeS, int transposeB, const float *s,
    ptrdiff_t lds, const float *b, ptrdiff_t ldb, float *y, ptrdiff_t ldy);

/* y [columns, rows] = a [rows, columns], transposed. */
void gfk_transpose(const float *a, float *y, ptrdiff_t rows, ptrdiff_t columns);
