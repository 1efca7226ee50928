#pragma once
/* Polynomial versions of the transcendental functions, branch-free so that loops over them
   vectorise. Measured against libm in double precision by the tests of this target; the bounds
   stand in include/elementwise.h. Every one maps NaN to NaN. */
#include <stdint.h>
#include <string.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

GFK_INLINE float gfk_bits_float(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

GFK_INLINE uint32_t gfk_float_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/* e^x = 2^k e^r with |r| <= ln 2 / 2; the scale is applied in two halves so that results near
   overflow and below the smallest normal number come out right. */
GFK_INLINE float gfk_exp_one(float x) {
  x = x < -104.0f ? -104.0f : x;
  x = x > 89.0f ? 89.0f : x;
  const float shifted = x * 1.44269504088896341f + 12582912.0f;
  const float k = shifted - 12582912.0f;
  const float r = (x - k * 0.693359375f) + k * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  const int32_t exponent = (int32_t)(gfk_float_bits(shifted) - 0x4B400000u);
  const int32_t half = exponent >> 1;
  const float low = gfk_bits_float((uint32_t)(half + 127) << 23);
  const float high = gfk_bits_float((uint32_t)(exponent - half + 127) << 23);
  return p * low * high;
}

/* log(1 + u) for u in [0, 1], by 2 artanh(u / (2 + u)). */
GFK_INLINE float gfk_log1p_unit(float u) {
  const float s = u / (2.0f + u);
  const float q = s * s;
  float p = 0.0666666667f;
  p = p * q + 0.0769230769f;
  p = p * q + 0.0909090909f;
  p = p * q + 0.1111111111f;
  p = p * q + 0.1428571429f;
  p = p * q + 0.2f;
  p = p * q + 0.3333333333f;
  return 2.0f * s + 2.0f * s * (p * q);
}

/* Cephes' logf: x = 2^k m with m in [sqrt(1/2), sqrt(2)). */
GFK_INLINE float gfk_log_one(float x) {
  const int tiny = x < 1.17549435e-38f;
  const float scaled = tiny ? x * 8388608.0f : x;
  const uint32_t bits = gfk_float_bits(scaled);
  const uint32_t offset = bits - 0x3F3504F3u;
  const int32_t k = (int32_t)offset >> 23;
  const float m = gfk_bits_float((offset & 0x007FFFFFu) + 0x3F3504F3u) - 1.0f;
  const float e = (float)(k - (tiny ? 23 : 0));
  const float z = m * m;
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  float y = p * m * z - 2.12194440e-4f * e - 0.5f * z;
  y = m + y + 0.693359375f * e;
  y = x < __builtin_inff() ? y : x;
  y = x == 0.0f ? -__builtin_inff() : y;
  return x < 0.0f ? __builtin_nanf("") : y;
}

GFK_INLINE float gfk_sigmoid_one(float x) {
  const float e = gfk_exp_one(-__builtin_fabsf(x));
  const float r = 1.0f / (1.0f + e);
  return x < 0.0f ? e * r : r;
}

GFK_INLINE float gfk_softplus_one(float x) {
  return (x < 0.0f ? 0.0f : x) + gfk_log1p_unit(gfk_exp_one(-__builtin_fabsf(x)));
}

GFK_INLINE float gfk_tanh_one(float x) {
  const float a = __builtin_fabsf(x);
  const float e = gfk_exp_one(-2.0f * a);
  const float large = (1.0f - e) / (1.0f + e);
  const float q = a * a;
  float p = -5.70498872745e-3f;
  p = p * q + 2.06390887954e-2f;
  p = p * q - 5.37397155531e-2f;
  p = p * q + 1.33314422036e-1f;
  p = p * q - 3.33332819422e-1f;
  const float small = p * q * a + a;
  return __builtin_copysignf(a < 0.625f ? small : large, x);
}

/* A NaN stays NaN and -infinity becomes slope times it, or 0 where the slope is 0. */
GFK_INLINE float gfk_relu_one(float x, float slope) {
  const float below = slope == 0.0f ? 0.0f : slope * x;
  return x < 0.0f ? below : x;
}
