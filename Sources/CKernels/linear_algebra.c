#include "linear_algebra.h"

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

enum { LANES = 8 };

GFK_INLINE double dot(const double *a, const double *b, size_t n) {
  double lane[LANES] = {0}, rest = 0;
  size_t c = 0;
  for (; c + LANES <= n; c += LANES)
    for (int l = 0; l < LANES; l++) lane[l] += a[c + l] * b[c + l];
  for (; c < n; c++) rest += a[c] * b[c];
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0] + rest;
}

/* y += factor x */
GFK_INLINE void add_multiple(double *y, const double *x, double factor, size_t n) {
  for (size_t c = 0; c < n; c++) y[c] += factor * x[c];
}

/* The reflection I - v v^T that takes x to a multiple of the first unit vector: x becomes v, and the
 * multiple is returned. A vector that is such a multiple already gives v = 0, the identity. */
GFK_INLINE double reflect(double *x, size_t n) {
  double scale = 0;
  for (size_t i = 0; i < n; i++) {
    const double size = __builtin_fabs(x[i]);
    scale = size > scale ? size : scale;
  }
  double tail = 0;
  if (scale > 0)
    for (size_t i = 1; i < n; i++) tail += (x[i] / scale) * (x[i] / scale);
  if (tail == 0) {
    const double first = x[0];
    for (size_t i = 0; i < n; i++) x[i] = 0;
    return first;
  }
  const double head = x[0] / scale, length = __builtin_sqrt(head * head + tail);
  const double image = head > 0 ? -length : length, start = head - image;
  /* |v|^2 = 2 */
  const double unit = __builtin_sqrt(2 / (start * start + tail));
  for (size_t i = 1; i < n; i++) x[i] = x[i] / scale * unit;
  x[0] = start * unit;
  return image * scale;
}

/* Reflects column k of a, from row k on, and all columns after it; returns the new diagonal entry.
 * The column itself is left to the caller. */
GFK_INLINE double eliminate_column(
    double *a, size_t rows, size_t columns, size_t k, double *v, double *sums) {
  for (size_t i = k; i < rows; i++) v[i - k] = a[i * columns + k];
  const double image = reflect(v, rows - k);
  const size_t rest = columns - k - 1;
  for (size_t c = 0; c < rest; c++) sums[c] = 0;
  for (size_t i = k; i < rows; i++)
    if (v[i - k] != 0) add_multiple(sums, a + i * columns + k + 1, v[i - k], rest);
  for (size_t i = k; i < rows; i++)
    if (v[i - k] != 0) add_multiple(a + i * columns + k + 1, sums, -v[i - k], rest);
  return image;
}

GFK_CLONES void gfk_triangular_factor(double *a, size_t rows, size_t columns, double *work) {
  const size_t count = rows < columns ? rows : columns;
  for (size_t k = 0; k < count; k++) {
    a[k * columns + k] = eliminate_column(a, rows, columns, k, work, work + rows);
    for (size_t i = k + 1; i < rows; i++) a[i * columns + k] = 0;
  }
}

GFK_CLONES void gfk_product_with_transpose(
    const double *a, const double *b, double *c, size_t m, size_t n, size_t k) {
  enum { BLOCK = 32 };
  for (size_t first = 0; first < n; first += BLOCK)
    for (size_t i = 0; i < m; i++)
      for (size_t j = first; j < n && j < first + BLOCK; j++)
        c[i * n + j] = dot(a + i * k, b + j * k, k);
}

GFK_CLONES void gfk_bidiagonalise(
    double *a, size_t rows, size_t columns, double *diagonal, double *above, double *work) {
  for (size_t k = 0; k < columns; k++) {
    diagonal[k] = eliminate_column(a, rows, columns, k, work, work + rows);
    if (k + 1 >= columns) break;
    double *v = a + k * columns + k + 1;
    const size_t rest = columns - k - 1;
    above[k] = reflect(v, rest);
    for (size_t i = k + 1; i < rows; i++) {
      double *row = a + i * columns + k + 1;
      add_multiple(row, v, -dot(row, v, rest), rest);
    }
  }
}

size_t gfk_singular_values_below(
    const double *diagonal, const double *above, size_t count, double x) {
  /* The tridiagonal matrix of order 2 count with zeros on its diagonal and d1, a1, d2, a2, ... beside
     it has the eigenvalues +-s; those below x are all the -s and the s below x. */
  size_t negative = 1;
  double pivot = -x;
  for (size_t k = 1; k < 2 * count; k++) {
    const double beside = k % 2 ? diagonal[k / 2] : above[k / 2 - 1];
    pivot = -x - beside * beside / pivot;
    /* A pivot that vanishes is as good as a small one. */
    if (__builtin_fabs(pivot) < 0x1p-1000) pivot = -0x1p-1000;
    negative += pivot < 0;
  }
  return negative - count;
}

GFK_CLONES void gfk_orthonormalise(double *a, size_t count, size_t columns) {
  for (size_t i = 0; i < count; i++) {
    double *row = a + i * columns;
    for (int pass = 0; pass < 2; pass++) {
      for (size_t j = 0; j < i; j++) {
        const double *other = a + j * columns;
        add_multiple(row, other, -dot(row, other, columns), columns);
      }
      const double length = __builtin_sqrt(dot(row, row, columns));
      for (size_t c = 0; c < columns; c++) row[c] /= length;
    }
  }
}
