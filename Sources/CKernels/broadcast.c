/* Kernels that meet a matrix with a row repeated down or a column repeated across. */
#include "elementwise.h"

#include "functions.h"

#pragma STDC FP_CONTRACT OFF

#define GFK_ROWS(body)                               \
  for (ptrdiff_t r = 0; r < rows; r++) {             \
    const float *p = a + r * columns;                \
    float *q = y + r * columns;                      \
    GFK_ELEMENTWISE                                  \
    for (ptrdiff_t i = 0; i < columns; i++) q[i] = (body); \
  }

#define GFK_COLUMNS(body)                            \
  for (ptrdiff_t r = 0; r < rows; r++) {             \
    const float *p = a + r * columns;                \
    float *q = y + r * columns;                      \
    const float v = c[r];                            \
    GFK_ELEMENTWISE                                  \
    for (ptrdiff_t i = 0; i < columns; i++) q[i] = (body); \
  }

GFK_CLONES void gfk_add_row(
    const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(p[i] + row[i])
}

GFK_CLONES void gfk_sub_row(
    const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(p[i] - row[i])
}

GFK_CLONES void gfk_mul_row(
    const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(p[i] * row[i])
}

GFK_CLONES void gfk_add_column(
    const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_COLUMNS(p[i] + v)
}

GFK_CLONES void gfk_sub_column(
    const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_COLUMNS(p[i] - v)
}

GFK_CLONES void gfk_mul_column(
    const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_COLUMNS(p[i] * v)
}

GFK_CLONES void gfk_gate_row(
    const float *row, const float *a, float slope, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    const float *p = a + r * columns;
    float *q = y + r * columns;
    GFK_ELEMENTWISE
    for (ptrdiff_t i = 0; i < columns; i++) {
      const float passed = row[i];
      const float at = p[i];
      const float held = slope == 0.0f ? 0.0f : slope * passed;
      q[i] = at <= 0.0f ? held : passed;
    }
  }
}

GFK_CLONES void gfk_repeat_row(const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    memcpy(y + r * columns, row, (size_t)columns * sizeof(float));
  }
}

GFK_CLONES void gfk_repeat_column(
    const float *column, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    float *q = y + r * columns;
    const float v = column[r];
    for (ptrdiff_t i = 0; i < columns; i++) q[i] = v;
  }
}

GFK_CLONES void gfk_bias_relu(
    const float *a, const float *bias, float slope, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  if (slope == 0.0f) {
    GFK_ROWS(gfk_relu_one(p[i] + bias[i], 0.0f))
  } else {
    GFK_ROWS(gfk_relu_one(p[i] + bias[i], slope))
  }
}

GFK_CLONES void gfk_bias_tanh(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(gfk_tanh_one(p[i] + bias[i]))
}

GFK_CLONES void gfk_bias_sigmoid(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(gfk_sigmoid_one(p[i] + bias[i]))
}

GFK_CLONES void gfk_bias_softplus(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns) {
  GFK_ROWS(gfk_softplus_one(p[i] + bias[i]))
}
