#include "elementwise.h"

#include "functions.h"

#pragma STDC FP_CONTRACT OFF

#define GFK_MAP(body) \
  GFK_ELEMENTWISE     \
  for (ptrdiff_t i = 0; i < n; i++) y[i] = (body);

GFK_CLONES void gfk_add(const float *a, const float *b, float *y, ptrdiff_t n) {
  GFK_MAP(a[i] + b[i])
}

GFK_CLONES void gfk_sub(const float *a, const float *b, float *y, ptrdiff_t n) {
  GFK_MAP(a[i] - b[i])
}

GFK_CLONES void gfk_mul(const float *a, const float *b, float *y, ptrdiff_t n) {
  GFK_MAP(a[i] * b[i])
}

GFK_CLONES void gfk_affine(const float *a, float scale, float shift, float *y, ptrdiff_t n) {
  GFK_MAP(a[i] * scale + shift)
}

GFK_CLONES void gfk_recip(const float *a, float *y, ptrdiff_t n) { GFK_MAP(1.0f / a[i]) }

GFK_CLONES void gfk_sqrt(const float *a, float *y, ptrdiff_t n) {
  GFK_MAP(GFK_SQRT(a[i]))
}

GFK_CLONES void gfk_exp(const float *a, float *y, ptrdiff_t n) { GFK_MAP(gfk_exp_one(a[i])) }

GFK_CLONES void gfk_log(const float *a, float *y, ptrdiff_t n) { GFK_MAP(gfk_log_one(a[i])) }

GFK_CLONES void gfk_tanh(const float *a, float *y, ptrdiff_t n) { GFK_MAP(gfk_tanh_one(a[i])) }

GFK_CLONES void gfk_sigmoid(const float *a, float *y, ptrdiff_t n) {
  GFK_MAP(gfk_sigmoid_one(a[i]))
}

GFK_CLONES void gfk_softplus(const float *a, float *y, ptrdiff_t n) {
  GFK_MAP(gfk_softplus_one(a[i]))
}

GFK_CLONES void gfk_relu(const float *a, float slope, float *y, ptrdiff_t n) {
  if (slope == 0.0f) {
    GFK_MAP(gfk_relu_one(a[i], 0.0f))
  } else {
    GFK_MAP(gfk_relu_one(a[i], slope))
  }
}

/* The loads come before the selection: a selected load would be a branch. */
GFK_CLONES void gfk_gate(const float *g, const float *x, float slope, float *y, ptrdiff_t n) {
  GFK_ELEMENTWISE
  for (ptrdiff_t i = 0; i < n; i++) {
    const float passed = g[i];
    const float at = x[i];
    const float held = slope == 0.0f ? 0.0f : slope * passed;
    y[i] = at <= 0.0f ? held : passed;
  }
}

GFK_CLONES void gfk_fill(float value, float *y, ptrdiff_t n) { GFK_MAP(value) }
