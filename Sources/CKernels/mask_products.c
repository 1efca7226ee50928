#include "mask_products.h"

#include <stdint.h>
#include <string.h>

#include "turning.h"

#pragma STDC FP_CONTRACT OFF

typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t comparison __attribute__((vector_size(64)));
typedef _Bool flags __attribute__((ext_vector_type(16)));

/* Four depths at a time: their 16 sums stand in a table, and a row of the result is a sum of table
   entries, one for every four depths: a quarter of a product's additions and none of its
   multiplications. A word holds the pattern of 32 depths; the tables of a word and a panel of
   columns fit the first cache. */
enum { wordBits = 32, groups = wordBits / 4, patterns = 16, panelColumns = 32, chunkRows = 512 };

GFK_INLINE uint32_t passing(const float *s) {
  const comparison passes = ~(*(const lanes *)s <= (lanes){0});
  const flags set = __builtin_convertvector(passes, flags);
  uint16_t bits;
  memcpy(&bits, &set, sizeof bits);
  return bits;
}

/* Bit d of word i tells whether row i of the mask lets depth d pass. */
GFK_INLINE void read_words(
    const float *s, ptrdiff_t lds, ptrdiff_t rows, ptrdiff_t depth, uint32_t *words) {
  float side[wordBits];
  for (ptrdiff_t i = 0; i < rows; i++) {
    const float *row = s + i * lds;
    if (depth < wordBits) {
      for (ptrdiff_t d = 0; d < wordBits; d++) side[d] = d < depth ? row[d] : 0.0f;
      row = side;
    }
    words[i] = passing(row) | passing(row + 16) << 16;
  }
}

/* The same where the mask is the transpose of what is stored. */
GFK_INLINE void read_words_across(
    const float *s, ptrdiff_t lds, ptrdiff_t rows, ptrdiff_t depth, uint32_t *words) {
  memset(words, 0, (size_t)rows * sizeof *words);
  for (ptrdiff_t d = 0; d < depth; d++) {
    const float *row = s + d * lds;
    for (ptrdiff_t i = 0; i < rows; i++) words[i] |= (row[i] <= 0.0f ? 0u : 1u) << d;
  }
}

/* Rows of op(b), `width` of the panel's columns of each; the rest are zeros. */
GFK_INLINE void read_rows(
    const float *b, ptrdiff_t ldb, int transposeB, ptrdiff_t depth, ptrdiff_t width, float *rows) {
  if (depth < wordBits || width < panelColumns) {
    memset(rows, 0, wordBits * panelColumns * sizeof *rows);
  }
  if (transposeB) {
    gfk_turn(b, ldb, width, depth, rows, panelColumns);
    return;
  }
  for (ptrdiff_t p = 0; p < depth; p++) {
    memcpy(rows + p * panelColumns, b + p * ldb, (size_t)width * sizeof *rows);
  }
}

/* table[group][pattern] is the sum of those of the group's four rows that the pattern names. */
GFK_INLINE void fill_table(const float *rows, float *table) {
  for (int group = 0; group < groups; group++) {
    for (int column = 0; column < panelColumns; column += 16) {
      const float *from = rows + 4 * group * panelColumns + column;
      float *to = table + group * patterns * panelColumns + column;
      lanes sums[patterns];
      sums[0] = (lanes){0};
#pragma clang loop unroll(full)
      for (int bit = 0; bit < 4; bit++) {
        const lanes row = *(const lanes *)(from + bit * panelColumns);
#pragma clang loop unroll(full)
        for (int below = 0; below < 1 << bit; below++) sums[(1 << bit) + below] = sums[below] + row;
      }
#pragma clang loop unroll(full)
      for (int p = 0; p < patterns; p++) *(lanes *)(to + p * panelColumns) = sums[p];
    }
  }
}

/* Two chains of sums for each half of the panel, to hide the latency of an addition. */
GFK_INLINE void add_entries(
    const uint32_t *words, const float *table, ptrdiff_t rows, float *y, ptrdiff_t ldy, int adds) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    lanes *at = (lanes *)(y + i * ldy);
    lanes left = {0}, right = {0}, otherLeft = {0}, otherRight = {0};
    if (adds) {
      left = at[0];
      right = at[1];
    }
#pragma clang loop unroll(full)
    for (int group = 0; group < groups; group += 2) {
      const float *entries = table + group * patterns * panelColumns;
      const uint32_t pair = words[i] >> (4 * group);
      const lanes *first = (const lanes *)(entries + (pair & 15) * panelColumns);
      const lanes *second =
          (const lanes *)(entries + (patterns + (pair >> 4 & 15)) * panelColumns);
      left += first[0];
      right += first[1];
      otherLeft += second[0];
      otherRight += second[1];
    }
    at[0] = left + otherLeft;
    at[1] = right + otherRight;
  }
}

/* A panel narrower than its tables is summed to the side. */
GFK_INLINE void add_narrow_entries(
    const uint32_t *words, const float *table, ptrdiff_t rows, float *y, ptrdiff_t ldy,
    ptrdiff_t width, int adds) {
  float side[panelColumns] = {0};
  for (ptrdiff_t i = 0; i < rows; i++) {
    float *at = y + i * ldy;
    if (adds) memcpy(side, at, (size_t)width * sizeof *side);
    add_entries(words + i, table, 1, side, panelColumns, adds);
    memcpy(at, side, (size_t)width * sizeof *side);
  }
}

GFK_CLONES void gfk_mask_product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, int transposeS, int transposeB, const float *s,
    ptrdiff_t lds, const float *b, ptrdiff_t ldb, float *y, ptrdiff_t ldy) {
  uint32_t words[chunkRows];
  float rows[wordBits * panelColumns] __attribute__((aligned(64)));
  float table[groups * patterns * panelColumns] __attribute__((aligned(64)));
  for (ptrdiff_t i = 0; i < m; i += chunkRows) {
    const ptrdiff_t height = m - i < chunkRows ? m - i : chunkRows;
    for (ptrdiff_t p = 0; p < k; p += wordBits) {
      const ptrdiff_t depth = k - p < wordBits ? k - p : wordBits;
      if (transposeS) {
        read_words_across(s + p * lds + i, lds, height, depth, words);
      } else {
        read_words(s + i * lds + p, lds, height, depth, words);
      }
      for (ptrdiff_t j = 0; j < n; j += panelColumns) {
        const ptrdiff_t width = n - j < panelColumns ? n - j : panelColumns;
        float *at = y + i * ldy + j;
        read_rows(
            transposeB ? b + j * ldb + p : b + p * ldb + j, ldb, transposeB, depth, width, rows);
        fill_table(rows, table);
        if (width == panelColumns) {
          add_entries(words, table, height, at, ldy, p > 0);
        } else {
          add_narrow_entries(words, table, height, at, ldy, width, p > 0);
        }
      }
    }
  }
}

GFK_CLONES void gfk_transpose(const float *a, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  gfk_turn(a, columns, rows, columns, y, rows);
}
