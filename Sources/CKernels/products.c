#include "products.h"

#include <string.h>

#include "clones.h"
#include "turning.h"

#pragma STDC FP_CONTRACT ON

typedef float lanes __attribute__((vector_size(64), aligned(4)));

enum { tileRows = 6, tileColumns = 16, panelDepth = 512, wideVectors = 4 };

/* c, `rows` high and `vectors` times 16 wide, from rows of a (strides rowStride, depthStride) and
   a panel of b that is `panelStride` from one depth to the next. `rows` and `vectors` are literals
   at every call, so that the accumulators stay in registers; together they keep enough sums in
   flight to hide the latency of the fused multiply-add. */
GFK_INLINE void multiply_tile(
    int rows, int vectors, ptrdiff_t k, const float *a, ptrdiff_t rowStride,
    ptrdiff_t depthStride, const float *panel, ptrdiff_t panelStride, float *c, ptrdiff_t ldc,
    int accumulate) {
  lanes sum[tileRows * wideVectors];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows * vectors; i++) sum[i] = (lanes){0};
  for (ptrdiff_t p = 0; p < k; p++) {
    const lanes *bp = (const lanes *)(panel + p * panelStride);
    const float *ap = a + p * depthStride;
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const float factor = ap[i * rowStride];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sum[i * vectors + v] += factor * bp[v];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
    lanes *row = (lanes *)(c + i * ldc);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      row[v] = accumulate ? row[v] + sum[i * vectors + v] : sum[i * vectors + v];
    }
  }
}

/* All rows of c in a panel `vectors` times 16 columns wide. */
GFK_INLINE void multiply_panel(
    int vectors, ptrdiff_t m, ptrdiff_t k, const float *a, ptrdiff_t rowStride,
    ptrdiff_t depthStride, const float *panel, ptrdiff_t panelStride, float *c, ptrdiff_t ldc,
    int accumulate) {
  ptrdiff_t i = 0;
#define GFK_TILE(rows)                                                                         \
  multiply_tile(                                                                               \
      rows, vectors, k, a + i * rowStride, rowStride, depthStride, panel, panelStride,         \
      c + i * ldc, ldc, accumulate)
  if (vectors == 1) {
    for (; i + tileRows <= m; i += tileRows) GFK_TILE(tileRows);
    switch (m - i) {
      case 5: GFK_TILE(5); return;
      case 4: GFK_TILE(4); return;
      case 3: GFK_TILE(3); return;
      default: break;
    }
  }
  for (; i + 2 <= m; i += 2) GFK_TILE(2);
  if (i < m) GFK_TILE(1);
#undef GFK_TILE
}

/* The last columns, fewer than 16: computed to the side, then as much as there is copied. */
GFK_INLINE void multiply_narrow_panel(
    ptrdiff_t m, ptrdiff_t k, const float *a, ptrdiff_t rowStride, ptrdiff_t depthStride,
    const float *panel, float *c, ptrdiff_t ldc, ptrdiff_t width, int accumulate) {
  float side[tileRows * tileColumns];
  for (ptrdiff_t i = 0; i < m; i += tileRows) {
    const ptrdiff_t rows = m - i < tileRows ? m - i : tileRows;
    multiply_panel(
        1, rows, k, a + i * rowStride, rowStride, depthStride, panel, tileColumns, side,
        tileColumns, 0);
    for (ptrdiff_t r = 0; r < rows; r++) {
      float *row = c + (i + r) * ldc;
      for (ptrdiff_t j = 0; j < width; j++) {
        const float value = side[r * tileColumns + j];
        row[j] = accumulate ? row[j] + value : value;
      }
    }
  }
}

/* Copies a panel of op(b), [depth, width], into rows of 16, padded with zeros. */
GFK_INLINE void pack_panel(
    float *panel, const float *b, ptrdiff_t ldb, int transposeB, ptrdiff_t depth,
    ptrdiff_t width) {
  if (width < tileColumns) memset(panel, 0, (size_t)(depth * tileColumns) * sizeof(float));
  if (!transposeB) {
    for (ptrdiff_t p = 0; p < depth; p++) {
      for (ptrdiff_t j = 0; j < width; j++) panel[p * tileColumns + j] = b[p * ldb + j];
    }
    return;
  }
  ptrdiff_t turned = 0;
  if (width == tileColumns) {
    for (; turned + 8 <= depth; turned += 8) {
      gfk_turn_block(b + turned, ldb, panel + turned * tileColumns, tileColumns);
      gfk_turn_block(b + 8 * ldb + turned, ldb, panel + turned * tileColumns + 8, tileColumns);
    }
  }
  for (ptrdiff_t j = 0; j < width; j++) {
    for (ptrdiff_t p = turned; p < depth; p++) panel[p * tileColumns + j] = b[j * ldb + p];
  }
}

GFK_INLINE void multiply(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t rowStride,
    ptrdiff_t depthStride, int transposeB, const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc,
    int accumulate) {
  float packed[panelDepth * tileColumns];
  ptrdiff_t j = 0;
  if (!transposeB) {
    const ptrdiff_t wide = tileColumns * wideVectors;
    for (; m <= 2 && j + wide <= n; j += wide) {
      multiply_panel(
          wideVectors, m, k, a, rowStride, depthStride, b + j, ldb, c + j, ldc, accumulate);
    }
    for (; j + tileColumns <= n; j += tileColumns) {
      multiply_panel(1, m, k, a, rowStride, depthStride, b + j, ldb, c + j, ldc, accumulate);
    }
  }
  for (; j < n; j += tileColumns) {
    const ptrdiff_t width = n - j < tileColumns ? n - j : tileColumns;
    for (ptrdiff_t p = 0; p == 0 || p < k; p += panelDepth) {
      const ptrdiff_t depth = k - p < panelDepth ? k - p : panelDepth;
      const float *ap = a + p * depthStride;
      const int adds = accumulate || p > 0;
      pack_panel(
          packed, transposeB ? b + j * ldb + p : b + p * ldb + j, ldb, transposeB, depth, width);
      if (width == tileColumns) {
        multiply_panel(
            1, m, depth, ap, rowStride, depthStride, packed, tileColumns, c + j, ldc, adds);
      } else {
        multiply_narrow_panel(
            m, depth, ap, rowStride, depthStride, packed, c + j, ldc, width, adds);
      }
    }
  }
}

GFK_INLINE float dot(const float *a, const float *b, ptrdiff_t n) {
  lanes s0 = {0}, s1 = {0};
  ptrdiff_t i = 0;
  for (; i + 32 <= n; i += 32) {
    s0 += *(const lanes *)(a + i) * *(const lanes *)(b + i);
    s1 += *(const lanes *)(a + i + 16) * *(const lanes *)(b + i + 16);
  }
  for (; i + 16 <= n; i += 16) s0 += *(const lanes *)(a + i) * *(const lanes *)(b + i);
  float s[tileColumns];
  s0 += s1;
  memcpy(s, &s0, sizeof s);
  for (int w = 8; w > 0; w /= 2) {
    for (int j = 0; j < w; j++) s[j] += s[j + w];
  }
  for (; i < n; i++) s[0] += a[i] * b[i];
  return s[0];
}

/* Few outputs per row of a: each is a dot product along the row. b is [n, k] here. */
GFK_INLINE void multiply_by_dots(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *a, ptrdiff_t lda, const float *b,
    ptrdiff_t ldb, float *c, ptrdiff_t ldc, int accumulate) {
  for (ptrdiff_t i = 0; i < m; i++) {
    for (ptrdiff_t j = 0; j < n; j++) {
      const float value = dot(a + i * lda, b + j * ldb, k);
      c[i * ldc + j] = accumulate ? c[i * ldc + j] + value : value;
    }
  }
}

/* Few outputs per row and a stored transposed: the product transposed runs along a's rows. */
GFK_INLINE void multiply_transposed(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, int transposeB, const float *a, ptrdiff_t lda,
    const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc, int accumulate) {
  float turned[8 * 64];
  const ptrdiff_t rowStride = transposeB ? ldb : 1;
  const ptrdiff_t depthStride = transposeB ? 1 : ldb;
  for (ptrdiff_t i = 0; i < m; i += 64) {
    const ptrdiff_t width = m - i < 64 ? m - i : 64;
    multiply(n, width, k, b, rowStride, depthStride, 0, a + i, lda, turned, 64, 0);
    for (ptrdiff_t p = 0; p < width; p++) {
      for (ptrdiff_t j = 0; j < n; j++) {
        float *at = c + (i + p) * ldc + j;
        *at = accumulate ? *at + turned[j * 64 + p] : turned[j * 64 + p];
      }
    }
  }
}

GFK_CLONES void gfk_small_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, int transposeA, int transposeB, const float *a,
    ptrdiff_t lda, const float *b, ptrdiff_t ldb, float *c, ptrdiff_t ldc, int accumulate) {
  enum { few = 8, turnedCapacity = 4096 };
  if (m < few && !transposeA && transposeB && k >= 16) {
    multiply_by_dots(m, n, k, a, lda, b, ldb, c, ldc, accumulate);
    return;
  }
  if (n < few && transposeA) {
    multiply_transposed(m, n, k, transposeB, a, lda, b, ldb, c, ldc, accumulate);
    return;
  }
  if (n < few && k >= 8) {
    const int along = transposeB || (n == 1 && ldb == 1);
    if (along) {
      multiply_by_dots(m, n, k, a, lda, b, transposeB ? ldb : k, c, ldc, accumulate);
      return;
    }
    if (n * k <= turnedCapacity) {
      float turned[turnedCapacity];
      for (ptrdiff_t p = 0; p < k; p++) {
        for (ptrdiff_t j = 0; j < n; j++) turned[j * k + p] = b[p * ldb + j];
      }
      multiply_by_dots(m, n, k, a, lda, turned, k, c, ldc, accumulate);
      return;
    }
  }
  const ptrdiff_t rowStride = transposeA ? 1 : lda;
  const ptrdiff_t depthStride = transposeA ? lda : 1;
  multiply(m, n, k, a, rowStride, depthStride, transposeB, b, ldb, c, ldc, accumulate);
}
