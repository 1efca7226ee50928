#pragma once
/* Double-precision exponential and logarithm, branch-free so that loops over them vectorise; within
   about a unit in the last place. Products are fused with sums where the processor can. */
#include <stdint.h>
#include <string.h>

#include "clones.h"

#pragma STDC FP_CONTRACT ON

/* The exponential of x <= 0; 0 below -708.
 * x = k log 2 + r with |r| <= log(2) / 2, and the Taylor series of exp r to the 13th power. */
GFK_INLINE double gfk_exponential(double x) {
  const double shift = 0x1.8p52;
  double inside = x > -708.0 ? x : -708.0;
  double shifted = inside * 0x1.71547652b82fep0 + shift, k = shifted - shift;
  double r = (inside - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  double s = 1.0 / 6227020800.0;
  s = s * r + 1.0 / 479001600.0;
  s = s * r + 1.0 / 39916800.0;
  s = s * r + 1.0 / 3628800.0;
  s = s * r + 1.0 / 362880.0;
  s = s * r + 1.0 / 40320.0;
  s = s * r + 1.0 / 5040.0;
  s = s * r + 1.0 / 720.0;
  s = s * r + 1.0 / 120.0;
  s = s * r + 1.0 / 24.0;
  s = s * r + 1.0 / 6.0;
  s = s * r + 0.5;
  s = s * (r * r) + r + 1.0;
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits = (bits << 52) + 0x3FF0000000000000u;
  double power;
  memcpy(&power, &bits, sizeof power);
  return x > -708.0 ? s * power : 0.0;
}

/* (2 artanh s - 2 s) / s^3 for q = s^2, |s| <= (sqrt(2) - 1) / (sqrt(2) + 1). */
GFK_INLINE double gfk_artanh_series(double q) {
  double p = 2.0 / 23.0;
  p = p * q + 2.0 / 21.0;
  p = p * q + 2.0 / 19.0;
  p = p * q + 2.0 / 17.0;
  p = p * q + 2.0 / 15.0;
  p = p * q + 2.0 / 13.0;
  p = p * q + 2.0 / 11.0;
  p = p * q + 2.0 / 9.0;
  p = p * q + 2.0 / 7.0;
  p = p * q + 2.0 / 5.0;
  p = p * q + 2.0 / 3.0;
  return p;
}

/* log(1 + t) for t >= 0. With 1 + t = 2^k m, m in [sqrt(1/2), sqrt(2)), it is k log 2 + 2 artanh s,
 * s = (m - 1) / (m + 1); what 1 + t loses of t is carried along. */
GFK_INLINE double gfk_log_one_plus(double t) {
  const double w = 1.0 + t, big = t > 1.0 ? t : 1.0, small = t > 1.0 ? 1.0 : t;
  const double lost = small - (w - big);
  uint64_t bits;
  memcpy(&bits, &w, sizeof bits);
  const uint64_t offset = bits - 0x3FE6A09E667F3BCDu;
  const uint64_t power = offset & 0xFFF0000000000000u;
  const uint64_t scaled = bits - power;
  double m;
  memcpy(&m, &scaled, sizeof m);
  /* The exponent, as a double made from its bits: it is small and not negative. */
  const uint64_t integer = (power >> 52) | 0x4330000000000000u;
  double k;
  memcpy(&k, &integer, sizeof k);
  k -= 0x1p52;
  const double s = (m - 1.0) / (m + 1.0), q = s * s;
  const double p = gfk_artanh_series(q);
  return k * 6.93147180369123816490e-01
         + (2.0 * s + (s * q * p + (k * 1.90821492927058770002e-10 + lost / w)));
}

/* log x for normal x > 0; 2^k m as above. */
GFK_INLINE double gfk_logarithm(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  const uint64_t offset = bits - 0x3FE6A09E667F3BCDu + 0x3FF0000000000000u;
  const uint64_t power = offset & 0xFFF0000000000000u;
  const uint64_t scaled = bits - power + 0x3FF0000000000000u;
  double m;
  memcpy(&m, &scaled, sizeof m);
  const uint64_t integer = (power >> 52) | 0x4330000000000000u;
  double k;
  memcpy(&k, &integer, sizeof k);
  k -= 0x1p52 + 1023.0;
  const double s = (m - 1.0) / (m + 1.0), q = s * s;
  const double p = gfk_artanh_series(q);
  return k * 6.93147180369123816490e-01
         + (2.0 * s + (s * q * p + k * 1.90821492927058770002e-10));
}
