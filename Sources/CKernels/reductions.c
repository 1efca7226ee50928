#include "reductions.h"

#include <string.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

typedef float lanes __attribute__((vector_size(64), aligned(4)));

/* By address: a vector passed by value would change its convention with the clone. */
GFK_INLINE float join(const lanes *v) {
  float s[16];
  memcpy(s, v, sizeof s);
  for (int width = 8; width > 0; width /= 2) {
    for (int i = 0; i < width; i++) s[i] += s[i + width];
  }
  return s[0];
}

GFK_INLINE float sum(const float *a, ptrdiff_t n) {
  if (n < 16) {
    float total = 0.0f;
    for (ptrdiff_t i = 0; i < n; i++) total += a[i];
    return total;
  }
  lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  ptrdiff_t i = 0;
  for (; i + 64 <= n; i += 64) {
    s0 += *(const lanes *)(a + i);
    s1 += *(const lanes *)(a + i + 16);
    s2 += *(const lanes *)(a + i + 32);
    s3 += *(const lanes *)(a + i + 48);
  }
  for (; i + 16 <= n; i += 16) s0 += *(const lanes *)(a + i);
  s0 = (s0 + s1) + (s2 + s3);
  float total = join(&s0);
  for (; i < n; i++) total += a[i];
  return total;
}

GFK_CLONES float gfk_sum(const float *a, ptrdiff_t n) { return sum(a, n); }

GFK_CLONES void gfk_row_sum(const float *a, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++) y[r] = sum(a + r * columns, columns);
}

/* Four rows at a time: fewer passes over y, and shorter chains of roundings. */
GFK_CLONES void gfk_column_sum(
    const float *a, float *restrict y, ptrdiff_t rows, ptrdiff_t columns, int accumulate) {
  if (columns == 1) {
    y[0] = accumulate ? y[0] + sum(a, rows) : sum(a, rows);
    return;
  }
  if (!accumulate) memset(y, 0, (size_t)columns * sizeof(float));
  ptrdiff_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    const float *p = a + r * columns;
    for (ptrdiff_t i = 0; i < columns; i++) {
      y[i] += (p[i] + p[i + columns]) + (p[i + 2 * columns] + p[i + 3 * columns]);
    }
  }
  for (; r < rows; r++) {
    const float *p = a + r * columns;
    for (ptrdiff_t i = 0; i < columns; i++) y[i] += p[i];
  }
}
