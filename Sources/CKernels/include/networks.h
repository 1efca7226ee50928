#pragma once
#include <stddef.h>

/* Networks with one hidden layer that are particles: z = (w_1, …, w_H, b), w_h in R^dimension, b in R^H, with
   the output exp(−s² / width²), s = Σ b_h max(w_h · x, 0). Inputs stand coordinate by coordinate:
   x[k · inputs + q] is coordinate k of input q. */
typedef struct {
  size_t dimension, hidden, inputs;
  double width;
} gfk_networks;

/* features[i · inputs + q]: the output of network i on input q. `scratch` has hidden + 1 rows of inputs. */
void gfk_network_features(
    gfk_networks shape, size_t count, const double *networks, const double *x, double *features,
    double *scratch);

/* gradients[i · size + j]: Σ over inputs of weights[q] times the derivative of network i's output by its
   weight j, size = hidden · (dimension + 1). `scratch` has hidden + 2 rows of inputs. */
void gfk_network_gradients(
    gfk_networks shape, size_t count, const double *networks, const double *x, const double *weights,
    double *gradients, double *scratch);
