#pragma once
/* What the files about densities on grids share. */
#include "clones.h"
#include "density.h"

#pragma STDC FP_CONTRACT ON

/* Sixteen running sums, joined in a tree: one order for every width of registers. */
typedef struct {
  double lane[16];
} gfk_lanes;

GFK_INLINE double gfk_join(const gfk_lanes *sum) {
  double s[16];
  for (int i = 0; i < 16; i++) s[i] = sum->lane[i];
  for (int width = 8; width > 0; width /= 2)
    for (int i = 0; i < width; i++) s[i] += s[i + width];
  return s[0];
}

/* Adds `term`, which may use i, for i = 0 ... n - 1 to the lanes of `sum`. */
#define GFK_ACCUMULATE(sum, n, term)                    \
  do {                                                  \
    size_t base_ = 0;                                   \
    for (; base_ + 16 <= (n); base_ += 16)              \
      for (size_t l_ = 0; l_ < 16; l_++) {              \
        const size_t i = base_ + l_;                    \
        (sum).lane[l_] += (term);                       \
      }                                                 \
    for (size_t i = base_; i < (n); i++) (sum).lane[i - base_] += (term); \
  } while (0)

/* One row of the stencil: y = s x + sum of conductance (x - neighbour). */
GFK_INLINE void gfk_diffuse_row(
    const gfk_grid *grid, size_t row, const double *storage, const double *x, double *y) {
  const size_t columns = grid->columns, at = row * columns;
  const double *here = x + at, *above = row > 0 ? here - columns : here;
  const double *below = row + 1 < grid->rows ? here + columns : here;
  const double *west = grid->west + at, *north = grid->north + at, *south = north + columns;
  const double *own = storage + at;
  double *out = y + at;
  const size_t last = columns - 1;
  out[0] = own[0] * here[0] + (north[0] * (here[0] - above[0]) + south[0] * (here[0] - below[0]));
  if (last == 0) return;
  out[0] += west[1] * (here[0] - here[1]);
  GFK_ELEMENTWISE
  for (size_t c = 1; c < last; c++) {
    const double value = here[c];
    out[c] = own[c] * value
             + ((west[c] * (value - here[c - 1]) + west[c + 1] * (value - here[c + 1]))
                + (north[c] * (value - above[c]) + south[c] * (value - below[c])));
  }
  out[last] = own[last] * here[last]
              + (west[last] * (here[last] - here[last - 1])
                 + (north[last] * (here[last] - above[last])
                    + south[last] * (here[last] - below[last])));
}
