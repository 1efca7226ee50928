#pragma once
/* Turning blocks of a matrix: rows become columns. */
#include <stddef.h>

#include "clones.h"

typedef float gfk_eight __attribute__((vector_size(32), aligned(4)));

/* Eight rows of eight numbers, `from` apart, become eight columns, `to` apart. */
GFK_INLINE void gfk_turn_block(const float *b, ptrdiff_t from, float *panel, ptrdiff_t to) {
  gfk_eight r[8], s[8];
  for (int i = 0; i < 8; i++) r[i] = *(const gfk_eight *)(b + i * from);
  for (int i = 0; i < 8; i += 2) {
    s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int j = 0; j < 2; j++) {
      const gfk_eight x = s[i + j], y = s[i + j + 2];
      r[i + j] = __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13);
      r[i + j + 2] = __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int j = 0; j < 4; j++) {
    *(gfk_eight *)(panel + j * to) =
        __builtin_shufflevector(r[j], r[j + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    *(gfk_eight *)(panel + (j + 4) * to) =
        __builtin_shufflevector(r[j], r[j + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}

/* y (columns x rows, rows `to` apart) = a (rows x columns, rows `from` apart), turned. */
GFK_INLINE void gfk_turn(
    const float *a, ptrdiff_t from, ptrdiff_t rows, ptrdiff_t columns, float *y, ptrdiff_t to) {
  const ptrdiff_t wholeRows = rows / 8 * 8, wholeColumns = columns / 8 * 8;
  for (ptrdiff_t r = 0; r < wholeRows; r += 8) {
    for (ptrdiff_t c = 0; c < wholeColumns; c += 8) {
      gfk_turn_block(a + r * from + c, from, y + c * to + r, to);
    }
  }
  for (ptrdiff_t r = 0; r < rows; r++) {
    for (ptrdiff_t c = r < wholeRows ? wholeColumns : 0; c < columns; c++) {
      y[c * to + r] = a[r * from + c];
    }
  }
}
