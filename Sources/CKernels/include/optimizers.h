#pragma once
/* Optimiser steps over flat buffers. The formulas and their order are PyTorch's. */
#include <stddef.h>

/* m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;
 * w -= step * m / (sqrt(v) * inverseRootCorrection + epsilon)
 * where step = rate / (1 - beta1^t), inverseRootCorrection = 1 / sqrt(1 - beta2^t).
 * The complements come in as numbers of their own: 1 - beta2 in single precision would lose
 * digits. */
void gfk_adam(
    float *w, const float *g, float *m, float *v, float step, float beta1, float complement1,
    float beta2, float complement2, float inverseRootCorrection, float epsilon, ptrdiff_t n);
/* w -= rate * g */
void gfk_sgd(float *w, const float *g, float rate, ptrdiff_t n);
/* m = momentum m + g;  w -= rate * m */
void gfk_momentum(float *w, const float *g, float *m, float rate, float momentum, ptrdiff_t n);
/* v = decay v + (1 - decay) g^2;  w -= rate * g / (sqrt(v) + epsilon) */
void gfk_rmsprop(
    float *w, const float *g, float *v, float rate, float decay, float complement, float epsilon,
    ptrdiff_t n);
