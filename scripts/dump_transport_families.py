#!/usr/bin/env python3
"""Writes Tests/MetricsTests/Fixtures/families.f64: W1 and W2^2 by POT on 200 random cases of every family.

    python3 -m venv venv && venv/bin/pip install numpy scipy POT
    venv/bin/python scripts/dump_transport_families.py

Only values are stored: the clouds are drawn again by TransportFamilyTests.swift from the same seeds. Both
sides draw from SplitMix64 and compute with sums and products of doubles in the same order, so that they
have the same bits. The values are the mean costs for p = 1 and p = 2 of each case, family by family in the
order of FAMILIES, little-endian float64.
"""
import os
import warnings

import numpy as np
import ot
from scipy.spatial.distance import cdist

CASES = 200
FAMILIES = ("same", "shift", "far", "ring8", "mode", "lattice", "duplicates", "scales", "line",
            "high", "unequal", "weighted")
HALF = 0.7071067811865476
CIRCLE = ((1.0, 0.0), (HALF, HALF), (0.0, 1.0), (-HALF, HALF), (-1.0, 0.0), (-HALF, -HALF),
          (0.0, -1.0), (HALF, -HALF))


class Stream:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def word(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def below(self, bound):
        return self.word() % bound

    def uniform(self):
        return (self.word() >> 11) * 2.0**-53

    def bell(self):
        """The sum of twelve uniform numbers less six: nearly normal, and without any function."""
        total = -6.0
        for _ in range(12):
            total += self.uniform()
        return total


def ring(stream, count, modes, deviation):
    points = []
    for _ in range(count):
        x, y = CIRCLE[stream.below(modes)]
        points.append([2 * x + deviation * stream.bell(), 2 * y + deviation * stream.bell()])
    return points


def case(family, number):
    """Source, target and their weights, which are None where all are equal."""
    stream = Stream(1000 * FAMILIES.index(family) + number)
    n = 1 + stream.below(40)
    m = 1 + stream.below(40) if family in ("unequal", "weighted") else n
    d = {"ring8": 2, "mode": 2, "line": 1}.get(family) or 1 + stream.below(8)
    d += 8 if family == "high" else 0
    bells = lambda count: [[stream.bell() for _ in range(d)] for _ in range(count)]
    if family in ("same", "high", "line"):
        x, y = bells(n), bells(m)
    elif family in ("shift", "far", "unequal", "weighted"):
        offset = 100.0 if family == "far" else 1.0
        x = bells(n)
        y = [[0.7 * stream.bell() + offset for _ in range(d)] for _ in range(m)]
    elif family in ("ring8", "mode"):
        x = ring(stream, n, 8, 0.05)
        y = ring(stream, m, 5 if family == "ring8" else 1, 0.08)
    elif family == "lattice":
        x = [[float(stream.below(4)) for _ in range(d)] for _ in range(n)]
        y = [[float(stream.below(5)) for _ in range(d)] for _ in range(m)]
    elif family == "duplicates":
        few = bells(5)
        x, y = [few[stream.below(4)] for _ in range(n)], [few[1 + stream.below(4)] for _ in range(m)]
    else:
        wide = lambda: stream.bell() * float(1 << stream.below(20))
        x = [[wide() for _ in range(d)] for _ in range(n)]
        y = [[wide() for _ in range(d)] for _ in range(m)]
    if family != "weighted":
        return np.array(x), np.array(y), None, None
    a = [float(stream.below(1000)) for _ in range(n)]
    b = [float(stream.below(1000)) for _ in range(m)]
    a[0], b[-1] = a[0] + 1, b[-1] + 1
    return np.array(x), np.array(y), np.array(a), np.array(b)


def mean_costs(x, y, a, b):
    a = np.full(len(x), 1 / len(x)) if a is None else a / a.sum()
    b = np.full(len(y), 1 / len(y)) if b is None else b / b.sum()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return [float(ot.emd2(a, b, cdist(x, y, metric), numItermax=50_000_000))
                for metric in ("euclidean", "sqeuclidean")]


def main():
    folder = os.path.join(os.path.dirname(__file__), "..", "Tests", "MetricsTests", "Fixtures")
    values = [mean_costs(*case(family, number)) for family in FAMILIES for number in range(CASES)]
    np.array(values).astype("<f8").tofile(os.path.join(folder, "families.f64"))


if __name__ == "__main__":
    main()
