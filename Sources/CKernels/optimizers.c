#include "optimizers.h"

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

GFK_CLONES void gfk_adam(
    float *w, const float *g, float *m, float *v, float step, float beta1, float complement1,
    float beta2, float complement2, float inverseRootCorrection, float epsilon, ptrdiff_t n) {
  GFK_ELEMENTWISE
  for (ptrdiff_t i = 0; i < n; i++) {
    const float gi = g[i];
    const float mi = beta1 * m[i] + complement1 * gi;
    const float vi = beta2 * v[i] + complement2 * (gi * gi);
    m[i] = mi;
    v[i] = vi;
    w[i] -= step * mi / (GFK_SQRT(vi) * inverseRootCorrection + epsilon);
  }
}

GFK_CLONES void gfk_sgd(float *w, const float *g, float rate, ptrdiff_t n) {
  GFK_ELEMENTWISE
  for (ptrdiff_t i = 0; i < n; i++) w[i] -= rate * g[i];
}

GFK_CLONES void gfk_momentum(
    float *w, const float *g, float *m, float rate, float momentum, ptrdiff_t n) {
  GFK_ELEMENTWISE
  for (ptrdiff_t i = 0; i < n; i++) {
    const float mi = momentum * m[i] + g[i];
    m[i] = mi;
    w[i] -= rate * mi;
  }
}

GFK_CLONES void gfk_rmsprop(
    float *w, const float *g, float *v, float rate, float decay, float complement, float epsilon,
    ptrdiff_t n) {
  GFK_ELEMENTWISE
  for (ptrdiff_t i = 0; i < n; i++) {
    const float gi = g[i];
    const float vi = decay * v[i] + complement * (gi * gi);
    v[i] = vi;
    w[i] -= rate * gi / (GFK_SQRT(vi) + epsilon);
  }
}
