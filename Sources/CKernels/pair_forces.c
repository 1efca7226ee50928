#include <string.h>

#include "clones.h"
#include "pair_fields.h"

#pragma STDC FP_CONTRACT ON
/* Every function that takes lanes is inlined into its caller: no calling convention is met. */
#pragma clang diagnostic ignored "-Wpsabi"

/* Points of y taken together, rows of x at once, and groups of points after which sums in single
 * precision go into sums in double precision. */
enum { WIDTH = 16, ROWS = 4, GROUPS = 16 };

typedef float lanes __attribute__((vector_size(4 * WIDTH), aligned(4)));
typedef uint32_t bits __attribute__((vector_size(4 * WIDTH), aligned(4)));

/* The exponential of x <= 0 to two units in the last place; e^-87 below.
 * x = k log 2 + r with |r| <= log(2) / 2; the polynomial is that of Moshier's Cephes. */
GFK_INLINE lanes exponential(lanes x) {
  const lanes least = x * 0 - 87.0f;
  x = __builtin_elementwise_max(x, least);
  const lanes shifted = x * 1.44269504088896341f + 0x1.8p23f, k = shifted - 0x1.8p23f;
  const lanes r = (x - k * 0.693359375f) + k * 2.12194440e-4f;
  lanes s = r * 1.9875691500e-4f + 1.3981999507e-3f;
  s = s * r + 8.3334519073e-3f;
  s = s * r + 4.1665795894e-2f;
  s = s * r + 1.6666665459e-1f;
  s = s * r + 5.0000001201e-1f;
  s = s * (r * r) + r + 1.0f;
  bits power;
  memcpy(&power, &shifted, sizeof power);
  power = (power << 23) + 0x3F800000u;
  lanes scale;
  memcpy(&scale, &power, sizeof scale);
  return s * scale;
}

/* f'(r) / r at squared distances; finite at 0, where differences vanish. */
GFK_INLINE lanes slope(lanes square, gfk_pair_shape shape, size_t terms, const float *rates) {
  lanes sum = square * 0;
  if (shape == GFK_PAIR_GAUSSIAN) {
    for (size_t t = 0; t < terms; t++) sum -= 2 * rates[t] * exponential(-rates[t] * square);
    return sum;
  }
  const lanes tiny = sum + 0x1p-100f;
  const lanes r = __builtin_elementwise_sqrt(__builtin_elementwise_max(square, tiny));
  if (shape == GFK_PAIR_DISTANCE) return 1.0f / r;
  for (size_t t = 0; t < terms; t++) sum -= rates[t] * exponential(-rates[t] * r);
  return sum / r;
}

GFK_INLINE double total(lanes sums) {
  float lane[WIDTH];
  memcpy(lane, &sums, sizeof lane);
  double value[WIDTH];
  for (int l = 0; l < WIDTH; l++) value[l] = (double)lane[l];
  for (int w = WIDTH / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) value[l] += value[l + w];
  return value[0];
}

/* The forces on up to ROWS points of x from `groups` groups of points of y. */
GFK_INLINE void add_block(
    gfk_float_cloud x, size_t i, size_t rows, gfk_float_cloud y, size_t first, size_t groups,
    size_t dimension, gfk_pair_shape shape, size_t terms, const float *rates, double *forces) {
  lanes sums[ROWS][GFK_FORCE_DIMENSIONS];
  for (size_t r = 0; r < ROWS; r++)
    for (size_t c = 0; c < dimension; c++) sums[r][c] = (lanes){0};
  for (size_t g = 0; g < groups; g++) {
    const size_t at = first + g * WIDTH;
    const lanes weight = *(const lanes *)(y.weights + at);
    for (size_t r = 0; r < ROWS; r++) {
      const size_t row = i + (r < rows ? r : 0);
      lanes difference[GFK_FORCE_DIMENSIONS], square = (lanes){0};
      for (size_t c = 0; c < dimension; c++) {
        difference[c] =
            x.columns[c * x.stride + row] - *(const lanes *)(y.columns + c * y.stride + at);
        square += difference[c] * difference[c];
      }
      const lanes force = weight * slope(square, shape, terms, rates);
      for (size_t c = 0; c < dimension; c++) sums[r][c] += force * difference[c];
    }
  }
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < dimension; c++)
      forces[(i + r) * dimension + c] += total(sums[r][c]);
}

GFK_INLINE void add_forces(
    gfk_float_cloud x, gfk_float_cloud y, size_t dimension, gfk_pair_shape shape, size_t terms,
    const float *rates, double *forces) {
  const size_t all = (y.count + WIDTH - 1) / WIDTH;
  for (size_t group = 0; group < all; group += GROUPS) {
    const size_t groups = all - group < GROUPS ? all - group : GROUPS;
    for (size_t i = 0; i < x.count; i += ROWS)
      add_block(
          x, i, x.count - i < ROWS ? x.count - i : ROWS, y, group * WIDTH, groups, dimension, shape,
          terms, rates, forces);
  }
}

/* Each dimension and shape in code of its own. */
GFK_INLINE void add_shaped(
    gfk_float_cloud x, gfk_float_cloud y, size_t dimension, gfk_pair_shape shape, size_t terms,
    const float *rates, double *forces) {
  switch (shape) {
    case GFK_PAIR_DISTANCE:
      return add_forces(x, y, dimension, GFK_PAIR_DISTANCE, terms, rates, forces);
    case GFK_PAIR_GAUSSIAN:
      if (terms == 1) return add_forces(x, y, dimension, GFK_PAIR_GAUSSIAN, 1, rates, forces);
      return add_forces(x, y, dimension, GFK_PAIR_GAUSSIAN, terms, rates, forces);
    case GFK_PAIR_LAPLACE:
      return add_forces(x, y, dimension, GFK_PAIR_LAPLACE, terms, rates, forces);
    case GFK_PAIR_RATIONAL: return;
  }
}

GFK_CLONES void gfk_pair_forces(
    gfk_float_cloud x, gfk_float_cloud y, size_t dimension, gfk_pair_shape shape, size_t terms,
    const float *rates, double *forces) {
  switch (dimension) {
    case 1: return add_shaped(x, y, 1, shape, terms, rates, forces);
    case 2: return add_shaped(x, y, 2, shape, terms, rates, forces);
    case 3: return add_shaped(x, y, 3, shape, terms, rates, forces);
    default: return add_shaped(x, y, dimension, shape, terms, rates, forces);
  }
}
