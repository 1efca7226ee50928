#ifndef GFK_RANDOMNESS_H
#define GFK_RANDOMNESS_H

#include <stddef.h>
#include <stdint.h>

/* Philox 4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011). The counter of block b in a stream is the four words (b low, b high, iteration low,
 * iteration high), its key the two words (key low, key high). */

/* Writes `blocks` blocks of four words each, the first of them block `first`. */
void gfk_philox_blocks(
    uint64_t key, uint64_t iteration, uint64_t first, uint32_t *words, size_t blocks);

/* Uniform values in the open interval (0, 1), multiples of 2^-24: one word each. */
void gfk_fill_uniform(
    uint64_t key, uint64_t iteration, uint64_t first, float *values, size_t count);

/* Normal values: one word each, by Box and Muller in double precision, rounded once. */
void gfk_fill_normal(
    uint64_t key, uint64_t iteration, uint64_t first, float mean, float deviation, float *values,
    size_t count);

/* One standard normal value from two words of 64 bits. */
double gfk_normal(uint64_t radius, uint64_t angle);

#endif
