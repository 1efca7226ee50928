#!/usr/bin/env python3
"""The metrics of `gfbench metrics` by NumPy and POT, one thread; see protocol.py.

mmd       the unbiased MMD^2 of two clouds of 5 000 points under a gaussian kernel, in float64: distances
          by a matrix product, all three blocks at each call, as gfrun is measured.
sliced    POT's sliced_wasserstein_distance of 10 000 points in the plane, 1 000 random directions:
          an error of about 1 %.
sinkhorn  POT's sinkhorn in the log domain at 0.05 times the median cost of 1 000 points in the plane,
          to 1e-9: the transport term alone, where gfrun is asked for all three and the divergence.
"""
import protocol

numpy = protocol.require("numpy")

CASES = ("mmd-2", "mmd-784", "sliced", "sinkhorn")


def clouds(count, dimension):
    """Two normal laws apart."""
    random = numpy.random.default_rng(12345)
    x = random.standard_normal((count, dimension))
    y = 0.7 * random.standard_normal((count, dimension))
    y[:, 0] += 1.0
    y[:, -1] += 1.0
    return x, y


def mmd(dimension):
    x, y = clouds(5000, dimension)
    rate = 0.5 / dimension

    def total(a, b, within):
        squares = a @ b.T
        squares *= -2
        squares += (a * a).sum(1)[:, None]
        squares += (b * b).sum(1)[None, :]
        numpy.maximum(squares, 0, out=squares)
        squares *= -rate
        values = numpy.exp(squares, out=squares)
        return values.sum() - (numpy.trace(values) if within else 0.0)

    def value():
        n = len(x)
        return (total(x, x, True) + total(y, y, True)) / (n * (n - 1)) - 2 * total(x, y, False) / n**2

    return f"NumPy {numpy.__version__}", value


def sliced():
    ot = protocol.require("ot")
    x, y = clouds(10_000, 2)
    return f"POT {ot.__version__} 1 000 directions", lambda: float(
        ot.sliced_wasserstein_distance(x, y, n_projections=1000, p=2, seed=7))


def sinkhorn():
    ot = protocol.require("ot")
    x, y = clouds(1000, 2)
    costs = ot.dist(x, y)
    weights = numpy.full(len(x), 1 / len(x))
    blur = 0.05 * float(numpy.median(costs))
    return f"POT {ot.__version__} sinkhorn_log", lambda: float(
        (ot.sinkhorn(
            weights, weights, costs, blur, method="sinkhorn_log", numItermax=10_000, stopThr=1e-9)
         * costs).sum())


def main():
    options = protocol.arguments(__doc__, ("--mode", {"choices": CASES, "default": "mmd-2"}))
    name, value = {
        "mmd-2": lambda: mmd(2), "mmd-784": lambda: mmd(784), "sliced": sliced, "sinkhorn": sinkhorn,
    }[options.mode]()

    def run(count):
        return [value() for _ in range(count)]

    protocol.serve(name, run, options.block)


if __name__ == "__main__":
    main()
