#pragma once
/* Elementwise kernels over contiguous floats.
 *
 * The output may be one of the inputs. A NaN in an input is a NaN in the output: a training that
 * diverges must be seen. Products and sums are not contracted, so all clones agree in their bits.
 * Greatest error against the correctly rounded value, in units in the last place of the result,
 * over all normal results (kept by the tests): exp 1.5, log 1.5, tanh 2, sigmoid 3, softplus 3. */
#include <stddef.h>

void gfk_add(const float *a, const float *b, float *y, ptrdiff_t n);
void gfk_sub(const float *a, const float *b, float *y, ptrdiff_t n);
void gfk_mul(const float *a, const float *b, float *y, ptrdiff_t n);
/* y = a * scale + shift */
void gfk_affine(const float *a, float scale, float shift, float *y, ptrdiff_t n);
void gfk_recip(const float *a, float *y, ptrdiff_t n);
void gfk_sqrt(const float *a, float *y, ptrdiff_t n);
void gfk_exp(const float *a, float *y, ptrdiff_t n);
void gfk_log(const float *a, float *y, ptrdiff_t n);
void gfk_tanh(const float *a, float *y, ptrdiff_t n);
void gfk_sigmoid(const float *a, float *y, ptrdiff_t n);
void gfk_softplus(const float *a, float *y, ptrdiff_t n);
/* y = a where a >= 0, slope * a below */
void gfk_relu(const float *a, float slope, float *y, ptrdiff_t n);
/* y = g where x > 0, slope * g elsewhere (exactly 0 where the slope is 0) */
void gfk_gate(const float *g, const float *x, float slope, float *y, ptrdiff_t n);
void gfk_fill(float value, float *y, ptrdiff_t n);

/* A matrix [rows, columns] against a row [1, columns], repeated down. */
void gfk_add_row(const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_sub_row(const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_mul_row(const float *a, const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns);
/* A matrix [rows, columns] against a column [rows, 1], repeated across. */
void gfk_add_column(const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_sub_column(const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_mul_column(const float *a, const float *c, float *y, ptrdiff_t rows, ptrdiff_t columns);
/* y = row where x > 0, slope * row elsewhere, the row being repeated down. */
void gfk_gate_row(
    const float *row, const float *x, float slope, float *y, ptrdiff_t rows, ptrdiff_t columns);
/* Copies of a row down, or of a column across. */
void gfk_repeat_row(const float *row, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_repeat_column(const float *column, float *y, ptrdiff_t rows, ptrdiff_t columns);

/* y = f(a + bias), the bias being a row: the end of a layer in one pass. */
void gfk_bias_relu(
    const float *a, const float *bias, float slope, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_bias_tanh(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_bias_sigmoid(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns);
void gfk_bias_softplus(
    const float *a, const float *bias, float *y, ptrdiff_t rows, ptrdiff_t columns);
