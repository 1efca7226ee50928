#pragma once
/* Matrix products for the shapes at which a library call costs more than the product. */
#include <stddef.h>

/* c = op(a) op(b), or c += op(a) op(b) where accumulate is not 0; row-major, c [m, n], op(a)
 * [m, k], op(b) [k, n], op transposing where its flag is not 0; lda, ldb and ldc are the row
 * lengths of a, b and c as stored. c must not overlap a or b. Correct for every shape; fast for
 * small ones. Products are fused with sums where the processor can, so the last bits may differ
 * between processor generations, as they do in any BLAS. */
void gfk_small_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, int transposeA, int transposeB, const float *a,
    ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc, int accumulate);

/* Makes the OpenMP runtime, if one is loaded, use one thread for calls from the calling thread.
 * Cheap after the first call of a thread. */
void gfk_use_one_thread(void);
