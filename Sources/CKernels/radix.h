#pragma once
/* Numbers as integers of the same order, for sorting them by their digits. */
#include <stdint.h>
#include <string.h>

#include "clones.h"

/* The bits of numbers, in their own memory. */
typedef uint64_t __attribute__((may_alias)) number_bits;

/* Numbers as integers of the same order: negative ones have all their bits turned, others the sign. */
GFK_INLINE uint64_t ordered(uint64_t bits) {
  return bits ^ ((uint64_t)((int64_t)bits >> 63) | 0x8000000000000000u);
}

GFK_INLINE uint64_t unordered(uint64_t bits) {
  return bits ^ ((uint64_t)(((int64_t)bits >> 63) ^ -1) | 0x8000000000000000u);
}
