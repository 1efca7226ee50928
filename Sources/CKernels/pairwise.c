#include "pairwise.h"

#include "pair_functions.h"

#pragma STDC FP_CONTRACT OFF

/* Rows, and points of a tile, whose products are summed together: as many sums as the registers of
 * AVX2 hold, and as many as hide the latency of an addition with AVX-512. */
enum { ROWS = 6, WIDTH = 16, DEPTH = 264 };

typedef float lanes __attribute__((vector_size(64), aligned(4)));

/* Adds x_r . y_q for ROWS rows and WIDTH points, over at most DEPTH coordinates, to `dots`: few
 * enough that the rounding of single precision stays a part in 10^7 of what it rounds. */
GFK_INLINE void add_products(
    const float *const x[ROWS], const float *panel, size_t depth, double (*dots)[TILE]) {
  lanes sum[ROWS];
#pragma clang loop unroll(full)
  for (int r = 0; r < ROWS; r++) sum[r] = (lanes){0};
  {
#pragma STDC FP_CONTRACT ON
    for (size_t c = 0; c < depth; c++) {
      const lanes y = *(const lanes *)(panel + c * WIDTH);
#pragma clang loop unroll(full)
      for (int r = 0; r < ROWS; r++) sum[r] += x[r][c] * y;
    }
  }
  for (int r = 0; r < ROWS; r++) {
    float single[WIDTH];
    memcpy(single, &sum[r], sizeof single);
    for (int q = 0; q < WIDTH; q++) dots[r][q] += (double)single[q];
  }
}

/* The squared distance of two points of floats, by differences. */
GFK_INLINE double difference_square(const float *x, const float *y, size_t dimension) {
  double lane[LANES] = {0}, rest = 0;
  size_t c = 0;
  for (; c + LANES <= dimension; c += LANES)
    for (int l = 0; l < LANES; l++) {
      double t = (double)x[c + l] - (double)y[c + l];
      lane[l] += t * t;
    }
  for (; c < dimension; c++) {
    double t = (double)x[c] - (double)y[c];
    rest += t * t;
  }
  for (int w = LANES / 2; w > 0; w /= 2)
    for (int l = 0; l < w; l++) lane[l] += lane[l + w];
  return lane[0] + rest;
}

/* Squared distances by products. Where less than a 64th of the squared norms remains they are
 * taken anew from differences, so coinciding points are at distance 0. */
GFK_INLINE void product_squares(
    gfk_cloud x, size_t i, size_t rows, gfk_cloud y, size_t first, double (*value)[TILE]) {
  const size_t dimension = y.dimension;
  const float *panel = y.panels + first * dimension;
  for (int r = 0; r < ROWS; r++)
    for (int q = 0; q < TILE; q++) value[r][q] = 0;
  for (size_t c = 0; c < dimension; c += DEPTH) {
    const size_t depth = dimension - c < DEPTH ? dimension - c : DEPTH;
    const float *xs[ROWS];
    for (size_t r = 0; r < ROWS; r++)
      xs[r] = x.rows + (i + (r < rows ? r : 0)) * dimension + c;
    for (size_t q = 0; q < TILE; q += WIDTH)
      add_products(
          xs, panel + q * dimension + c * WIDTH, depth, (double(*)[TILE])(*value + q));
  }
  const size_t end = y.count - first < TILE ? y.count - first : TILE;
  for (size_t r = 0; r < rows; r++) {
    const double own = x.squares[i + r];
    double least = 1;
    for (size_t q = 0; q < TILE; q++) {
      const double norms = own + y.squares[first + q];
      value[r][q] = norms - 2 * value[r][q];
      const double margin = value[r][q] - norms * 0x1p-6;
      least = margin < least ? margin : least;
    }
    if (least > 0) continue;
    for (size_t q = 0; q < end; q++)
      if (!(value[r][q] > (own + y.squares[first + q]) * 0x1p-6))
        value[r][q] = difference_square(
            x.rows + (i + r) * dimension, y.rows + (first + q) * dimension, dimension);
  }
}

/* Values for up to ROWS points x from i on and the tile of points y from `first` on. */
GFK_INLINE void block_values(
    gfk_cloud x, size_t i, size_t rows, gfk_cloud y, size_t first, gfk_pair_function f,
    double (*value)[TILE]) {
  if (y.panels)
    product_squares(x, i, rows, y, first, value);
  else
    for (size_t r = 0; r < rows; r++)
      gfk_tile_squares(x.points + (i + r) * y.dimension, y, first, value[r]);
  for (size_t r = 0; r < rows; r++) gfk_apply(f, y.count, first, value[r]);
}

/* Adds the values of a tile to the sums of its points; the last tile may be partial. */
GFK_INLINE void add_tile(const double value[TILE], size_t first, size_t count, double *sums) {
  size_t end = count - first < TILE ? count - first : TILE;
  for (size_t q = 0; q < end; q++) sums[first + q] += value[q];
}

GFK_CLONES void gfk_pair_sums_between(
    gfk_cloud x, gfk_cloud y, gfk_pair_function function, double *row_sums,
    double *column_sums) {
  double value[ROWS][TILE];
  for (size_t first = 0; first < y.count; first += TILE)
    for (size_t i = 0; i < x.count; i += ROWS) {
      size_t rows = x.count - i < ROWS ? x.count - i : ROWS;
      block_values(x, i, rows, y, first, function, value);
      for (size_t r = 0; r < rows; r++) {
        row_sums[i + r] += gfk_tile_sum(value[r]);
        add_tile(value[r], first, y.count, column_sums);
      }
    }
}

GFK_CLONES void gfk_pair_sums_within(
    gfk_cloud cloud, gfk_pair_function function, double *sums) {
  double value[ROWS][TILE];
  for (size_t first = 0; first < cloud.count; first += TILE) {
    size_t end = cloud.count - first < TILE ? cloud.count : first + TILE;
    /* Points before this tile see each pair once, from both of its ends; points in it see each
       pair twice, once from each. */
    for (size_t i = 0; i < end; i += ROWS) {
      size_t rows = end - i < ROWS ? end - i : ROWS;
      block_values(cloud, i, rows, cloud, first, function, value);
      for (size_t r = 0; r < rows; r++) {
        if (i + r >= first)
          value[r][i + r - first] = 0;
        else
          add_tile(value[r], first, cloud.count, sums);
        sums[i + r] += gfk_tile_sum(value[r]);
      }
    }
  }
}

GFK_INLINE void take_power(double value[TILE], int exponent) {
  if (exponent == 1)
    for (size_t q = 0; q < TILE; q++) value[q] = GFK_SQRT(value[q]);
}

GFK_CLONES void gfk_costs_after(gfk_cloud cloud, size_t i, int exponent, double *costs) {
  double value[ROWS][TILE];
  const size_t start = i + 1;
  for (size_t tile = start / TILE * TILE; tile < cloud.count; tile += TILE) {
    if (cloud.panels)
      product_squares(cloud, i, 1, cloud, tile, value);
    else
      gfk_tile_squares(cloud.points + i * cloud.dimension, cloud, tile, value[0]);
    take_power(value[0], exponent);
    for (size_t q = tile < start ? start - tile : 0; q < TILE && tile + q < cloud.count; q++)
      costs[tile + q - start] = value[0][q];
  }
}

GFK_CLONES void gfk_pair_costs(gfk_cloud x, gfk_cloud y, int exponent, double *costs) {
  size_t stride = gfk_stride(y);
  for (size_t tile = 0; tile < y.count; tile += TILE)
    for (size_t i = 0; i < x.count; i++) {
      double *value = costs + i * stride + tile;
      gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
      take_power(value, exponent);
    }
}

GFK_CLONES void gfk_log_sums(
    gfk_cloud x, gfk_cloud y, const double *costs, const double *weights, double rate,
    int exponent, int excludes_self, double *buffer, double *sums) {
  const size_t stride = gfk_stride(y);
  for (size_t i = 0; i < x.count; i++) {
    double greatest = -__builtin_inf();
    for (size_t tile = 0; tile < stride; tile += TILE) {
      double *value = buffer + tile;
      if (costs)
        memcpy(value, costs + i * stride + tile, TILE * sizeof *value);
      else {
        gfk_tile_squares(x.points + i * x.dimension, y, tile, value);
        take_power(value, exponent);
      }
      for (size_t q = 0; q < TILE; q++) value[q] = weights[tile + q] - value[q] * rate;
      for (size_t q = y.count - tile; q < TILE; q++) value[q] = -__builtin_inf();
      if (excludes_self && i - tile < TILE) value[i - tile] = -__builtin_inf();
      const double here = gfk_tile_max(value);
      greatest = here > greatest ? here : greatest;
    }
    double sum = 0;
    for (size_t tile = 0; tile < stride; tile += TILE) {
      double *value = buffer + tile;
      /* What is e^-60 times the greatest does not reach the last digit of any sum there can be. */
      if (gfk_tile_max(value) < greatest - 60) continue;
      for (size_t q = 0; q < TILE; q++) value[q] = gfk_exponential(value[q] - greatest);
      sum += gfk_tile_sum(value);
    }
    sums[i] = greatest + __builtin_log(sum);
  }
}
