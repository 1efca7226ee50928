#!/usr/bin/env python3
"""The dense steps of `gfbench particles` by NumPy, one thread; see protocol.py.

A step moves 10 000 particles in the plane by the velocity of a flow to 10 000 points, in float64: sums over
all pairs of particles and points, and of particles. Squared distances come from a matrix product, the
sums of vectors from another; blocks of 1 000 rows keep what is between in memory.

mmd       the gaussian kernel of bandwidth 1.
energy    the kernel -|x - y|.
"""
import protocol

numpy = protocol.require("numpy")

COUNT, ROWS = 10_000, 1_000


def slopes(mode, squares):
    """f'(r) / r of the kernel f, in place."""
    if mode == "mmd":
        squares *= -0.5
        values = numpy.exp(squares, out=squares)
        values *= -1.0
        return values
    numpy.maximum(squares, 1e-24, out=squares)
    numpy.sqrt(squares, out=squares)
    values = numpy.divide(-1.0, squares, out=squares)
    return values


def gradient(mode, x, y):
    """The gradient at each x of the mean over y of f(|x - y|)."""
    result = numpy.empty_like(x)
    norms = (y * y).sum(1)[None, :]
    for first in range(0, len(x), ROWS):
        own = x[first:first + ROWS]
        squares = own @ y.T
        squares *= -2
        squares += (own * own).sum(1)[:, None]
        squares += norms
        weights = slopes(mode, squares)
        result[first:first + ROWS] = weights.sum(1)[:, None] * own - weights @ y
    return result / len(y)


def main():
    options = protocol.arguments(
        __doc__, ("--mode", {"choices": ("mmd", "energy"), "default": "mmd"}))
    random = numpy.random.default_rng(12345)
    state = {"x": random.standard_normal((COUNT, 2))}
    y = 1.0 + 0.7 * random.standard_normal((COUNT, 2))

    def step():
        x = state["x"]
        velocity = gradient(options.mode, x, y) - gradient(options.mode, x, x)
        state["x"] = x + 0.1 * velocity
        return float((velocity * velocity).sum())

    protocol.serve(
        f"NumPy {numpy.__version__} dense", lambda count: [step() for _ in range(count)],
        options.block, warm_up=1)


if __name__ == "__main__":
    main()
