#include "randomness.h"

#include <string.h>

#include "clones.h"

#pragma STDC FP_CONTRACT OFF

/* Blocks made at once: long enough for every vector width, short enough for the first cache. */
enum { CHUNK = 64 };

/* Block i of a chunk in four planes, so that lane i of every vector is one block. */
GFK_INLINE void philox_planes(
    uint64_t key, uint64_t iteration, uint64_t first, uint32_t plane[4][CHUNK]) {
  for (size_t i = 0; i < CHUNK; i++) {
    uint64_t block = first + i;
    uint32_t a = (uint32_t)block, b = (uint32_t)(block >> 32);
    uint32_t c = (uint32_t)iteration, d = (uint32_t)(iteration >> 32);
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
#pragma clang loop unroll(full)
    for (int round = 0; round < 10; round++) {
      uint64_t p = (uint64_t)a * 0xD2511F53u, q = (uint64_t)c * 0xCD9E8D57u;
      uint32_t na = (uint32_t)(q >> 32) ^ b ^ k0, nc = (uint32_t)(p >> 32) ^ d ^ k1;
      b = (uint32_t)q;
      d = (uint32_t)p;
      a = na;
      c = nc;
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    plane[0][i] = a;
    plane[1][i] = b;
    plane[2][i] = c;
    plane[3][i] = d;
  }
}

GFK_CLONES void gfk_philox_blocks(
    uint64_t key, uint64_t iteration, uint64_t first, uint32_t *words, size_t blocks) {
  uint32_t plane[4][CHUNK];
  for (size_t start = 0; start < blocks; start += CHUNK) {
    philox_planes(key, iteration, first + start, plane);
    size_t end = blocks - start < CHUNK ? blocks - start : CHUNK;
    for (size_t i = 0; i < end; i++)
      for (int j = 0; j < 4; j++) words[4 * (start + i) + j] = plane[j][i];
  }
}

/* Copies the chunk's values out, block by block. */
GFK_INLINE void interleave(const float plane[4][CHUNK], float *values, size_t count) {
  if (count >= 4 * CHUNK) {
    for (size_t i = 0; i < CHUNK; i++)
      for (int j = 0; j < 4; j++) values[4 * i + j] = plane[j][i];
  } else {
    for (size_t i = 0; i < count; i++) values[i] = plane[i % 4][i / 4];
  }
}

GFK_CLONES void gfk_fill_uniform(
    uint64_t key, uint64_t iteration, uint64_t first, float *values, size_t count) {
  uint32_t plane[4][CHUNK];
  float value[4][CHUNK];
  for (size_t start = 0; start < count; start += 4 * CHUNK) {
    philox_planes(key, iteration, first + start / 4, plane);
    for (int j = 0; j < 4; j++)
      for (size_t i = 0; i < CHUNK; i++)
        value[j][i] = ((float)(int32_t)(plane[j][i] >> 9) + 0.5f) * 0x1p-23f;
    interleave(value, values + start, count - start);
  }
}

GFK_INLINE uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

GFK_INLINE double double_of(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* An integer below 2^52 as a double, in a way that every instruction set vectorises. */
GFK_INLINE double exact_double(uint64_t integer) {
  return double_of(integer | 0x4330000000000000u) - 0x1p52;
}

/* The natural logarithm of a normal x > 0 within 1 unit in the last place.
 * x = m 2^k with m in [sqrt(1/2), sqrt(2)); log m = 2 artanh s, s = (m - 1) / (m + 1);
 * the polynomial is the minimax one of Sun's fdlibm (e_log.c). */
GFK_INLINE double logarithm(double x) {
  uint64_t shifted = bits_of(x) - 0x3FE6A09E667F3BCDu;
  double k = exact_double((shifted >> 52) ^ 0x800u) - 2048.0;
  double m = double_of((shifted & 0x000FFFFFFFFFFFFFu) + 0x3FE6A09E667F3BCDu);
  double f = m - 1.0, s = f / (2.0 + f), z = s * s, half = 0.5 * f * f;
  double r = 1.479819860511658591e-01;
  r = r * z + 1.531383769920937332e-01;
  r = r * z + 1.818357216161805012e-01;
  r = r * z + 2.222219843214978396e-01;
  r = r * z + 2.857142874366239149e-01;
  r = r * z + 3.999999999940941908e-01;
  r = (r * z + 6.666666666666735130e-01) * z;
  return k * 6.93147180369123816490e-01 -
         ((half - (s * (half + r) + k * 1.90821492927058770002e-10)) - f);
}

/* The cosine and sine of 2 pi turn / 2^52 for turn < 2^52. The nearest quarter turn is split
 * off exactly; the polynomials are fdlibm's on [-pi/4, pi/4] (k_sin.c, k_cos.c). */
GFK_INLINE void cosine_sine(uint64_t turn, double *cosine, double *sine) {
  uint64_t shifted = turn + 0x0002000000000000u;
  uint64_t quarter = (shifted >> 50) & 3u;
  double rest = exact_double(shifted & 0x0003FFFFFFFFFFFFu) - 0x1p49;
  double x = rest * 0x1.921fb54442d18p-50, z = x * x;
  double s = 1.58969099521155010221e-10;
  s = s * z - 2.50507602534068634195e-08;
  s = s * z + 2.75573137070700676789e-06;
  s = s * z - 1.98412698298579493134e-04;
  s = s * z + 8.33333333332248946124e-03;
  s = s * z - 1.66666666666666324348e-01;
  s = x + x * (z * s);
  double c = -1.13596475577881948265e-11;
  c = c * z + 2.08757232129817482790e-09;
  c = c * z - 2.75573143513906633035e-07;
  c = c * z + 2.48015872894767294178e-05;
  c = c * z - 1.38888888888741095749e-03;
  c = c * z + 4.16666666666666019037e-02;
  c = 1.0 - (0.5 * z - z * z * c);
  uint64_t swap = (uint64_t)0 - (quarter & 1u);
  uint64_t cb = bits_of(c), sb = bits_of(s), exchange = (cb ^ sb) & swap;
  *cosine = double_of((cb ^ exchange) ^ (((quarter + 1u) & 2u) << 62));
  *sine = double_of((sb ^ exchange) ^ ((quarter & 2u) << 62));
}

GFK_CLONES void gfk_fill_normal(
    uint64_t key, uint64_t iteration, uint64_t first, float mean, float deviation, float *values,
    size_t count) {
  uint32_t plane[4][CHUNK];
  float value[4][CHUNK];
  double centre = mean, scale = deviation;
  for (size_t start = 0; start < count; start += 4 * CHUNK) {
    philox_planes(key, iteration, first + start / 4, plane);
    for (int j = 0; j < 4; j += 2)
      for (size_t i = 0; i < CHUNK; i++) {
        double u = (exact_double(plane[j][i]) + 0.5) * 0x1p-32, cosine, sine;
        double radius = GFK_SQRT(-2.0 * logarithm(u)) * scale;
        cosine_sine(((uint64_t)plane[j + 1][i] << 20) + 0x80000u, &cosine, &sine);
        value[j][i] = (float)(centre + radius * cosine);
        value[j + 1][i] = (float)(centre + radius * sine);
      }
    interleave(value, values + start, count - start);
  }
}

double gfk_normal(uint64_t radius, uint64_t angle) {
  double u = (exact_double(radius >> 12) + 0.5) * 0x1p-52, cosine, sine;
  cosine_sine(angle >> 12, &cosine, &sine);
  return GFK_SQRT(-2.0 * logarithm(u)) * cosine;
}
