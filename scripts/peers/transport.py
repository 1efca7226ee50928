#!/usr/bin/env python3
"""The exact transport of `gfbench transport` by POT, one thread; see protocol.py.

The clouds are read from a file: float64, row-major, the source before the target. A step is
`ot.emd2` with uniform weights, with its cost matrix or on one made before. Its iterations are not
limited to the default 100 000, which would give a wrong value from 5 000 points on.
"""
import os
import warnings

import protocol

os.environ.update({f"POT_BACKEND_DISABLE_{name}": "1" for name in
                   ("PYTORCH", "JAX", "TENSORFLOW", "CUPY")})
np = protocol.require("numpy")
distance = protocol.require("scipy.spatial.distance")
ot = protocol.require("ot")

TITLES = {"matrix": "emd2 and cost matrix", "alone": "emd2 alone"}


def main():
    options = protocol.arguments(
        __doc__, ("--mode", {"choices": TITLES, "default": "matrix"}), ("--clouds", {}),
        ("--count", {"type": int}), ("--dimension", {"type": int}),
        ("--exponent", {"type": int, "choices": (1, 2)}),
        ("--expect", {"type": float, "help": "the cost that must come out"}))
    points = np.fromfile(options.clouds, "<f8").reshape(2, options.count, options.dimension)
    weights = np.full(options.count, 1 / options.count)
    metric = "euclidean" if options.exponent == 1 else "sqeuclidean"
    matrix = None if options.mode == "matrix" else distance.cdist(*points, metric)

    def run(calls):
        values = []
        for _ in range(calls):
            costs = distance.cdist(*points, metric) if matrix is None else matrix
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                values.append(float(ot.emd2(weights, weights, costs, numItermax=100_000_000)))
        for value in values:
            if abs(value - options.expect) > 1e-10 * abs(options.expect):
                protocol.fail(f"the cost is {value!r}, gfrun found {options.expect!r}")
        return values

    protocol.serve(f"POT {ot.__version__} {TITLES[options.mode]}", run, options.block, warm_up=1)


if __name__ == "__main__":
    main()
