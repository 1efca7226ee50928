#include "slices.h"

#include "clones.h"
#include "radix.h"

#pragma STDC FP_CONTRACT OFF

enum { WIDTH = 11, PASSES = 6, BUCKETS = 1 << WIDTH };

void gfk_sort_places(
    double *values, uint32_t *order, double *scratch, uint32_t *order_scratch, size_t count) {
  number_bits *keys = (number_bits *)values, *from = keys, *to = (number_bits *)scratch;
  uint32_t *at = order, *next_at = order_scratch;
  uint32_t places[PASSES * BUCKETS] = {0};
  for (size_t i = 0; i < count; i++) {
    keys[i] = ordered(keys[i]);
    order[i] = (uint32_t)i;
    for (int p = 0; p < PASSES; p++) places[p * BUCKETS + (keys[i] >> (p * WIDTH) & (BUCKETS - 1))]++;
  }
  for (int p = 0; p < PASSES; p++) {
    uint32_t *place = places + p * BUCKETS;
    if (count == 0 || place[from[0] >> (p * WIDTH) & (BUCKETS - 1)] == count) continue;
    uint32_t start = 0;
    for (size_t b = 0; b < BUCKETS; b++) {
      const uint32_t size = place[b];
      place[b] = start;
      start += size;
    }
    for (size_t i = 0; i < count; i++) {
      const uint32_t goal = place[from[i] >> (p * WIDTH) & (BUCKETS - 1)]++;
      to[goal] = from[i];
      next_at[goal] = at[i];
    }
    number_bits *keys_swap = from;
    from = to;
    to = keys_swap;
    uint32_t *order_swap = at;
    at = next_at;
    next_at = order_swap;
  }
  if (from != keys) {
    memcpy(keys, from, count * sizeof *keys);
    memcpy(order, at, count * sizeof *order);
  }
  for (size_t i = 0; i < count; i++) keys[i] = unordered(keys[i]);
}

void gfk_sign_forces(
    const double *x, size_t count, const double *y, size_t other_count, double *forces) {
  size_t below = 0, above = 0, first = 0;
  while (first < count) {
    size_t end = first + 1;
    while (end < count && x[end] == x[first]) end++;
    while (below < other_count && y[below] < x[first]) below++;
    if (above < below) above = below;
    while (above < other_count && y[above] == x[first]) above++;
    const double own = ((double)first - (double)(count - end)) / (double)count;
    const double other = ((double)below - (double)(other_count - above)) / (double)other_count;
    for (; first < end; first++) forces[first] = own - other;
  }
}

GFK_CLONES void gfk_add_along(
    const double *forces, const uint32_t *order, size_t count, const double *direction,
    size_t dimension, double scale, double *velocities) {
  if (dimension == 2) {
    const double a = scale * direction[0], b = scale * direction[1];
    for (size_t i = 0; i < count; i++) {
      double *velocity = velocities + 2 * (size_t)order[i];
      velocity[0] += a * forces[i];
      velocity[1] += b * forces[i];
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    double *velocity = velocities + dimension * order[i];
    const double force = scale * forces[i];
    for (size_t c = 0; c < dimension; c++) velocity[c] += force * direction[c];
  }
}
