#ifndef GFK_LINEAR_ALGEBRA_H
#define GFK_LINEAR_ALGEBRA_H

#include <stddef.h>

/* Small dense linear algebra in double precision, row-major, with sums in one fixed order. */

/* Replaces a by the R of its QR factorisation (Householder): rows from min(rows, columns) on are
 * zero, and so is what is below the diagonal. `work` holds rows + columns. */
void gfk_triangular_factor(double *a, size_t rows, size_t columns, double *work);

/* The product a b^T of a [m, k] and b [n, k], into c [m, n]. */
void gfk_product_with_transpose(
    const double *a, const double *b, double *c, size_t m, size_t n, size_t k);

/* Replaces a by a bidiagonal matrix with its singular values: reflections from both sides leave
 * `diagonal` (min(rows, columns) numbers) and `above` it (one fewer). rows >= columns. */
void gfk_bidiagonalise(
    double *a, size_t rows, size_t columns, double *diagonal, double *above, double *work);

/* The number of singular values of a bidiagonal matrix that are below x > 0 (Golub and Kahan's
 * tridiagonal form and Sturm's count): reliable to a few units in the last place of each. */
size_t gfk_singular_values_below(
    const double *diagonal, const double *above, size_t count, double x);

/* Makes each of `count` rows of a [count, columns] orthogonal to those before it and of length 1, by
 * two passes of Gram and Schmidt. */
void gfk_orthonormalise(double *a, size_t count, size_t columns);

#endif
