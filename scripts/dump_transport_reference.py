#!/usr/bin/env python3
"""Writes fixtures of Tests/MetricsTests: clouds, and their distances as POT and SciPy compute them.

    python3 -m venv venv && venv/bin/pip install numpy scipy POT
    venv/bin/python scripts/dump_transport_reference.py

`transport.json` lists the cases; `clouds.f64` holds their clouds one after the other, source then
target, row-major little-endian float64. The seed is 12345 throughout. `plans.json` and `plans.f64`
are the same for clouds of different sizes: source, target, and where the case is weighted their
weights.
"""
import json
import os
import warnings

import numpy as np
import ot
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist


def clouds(kind, n, d, seed=12345):
    """shift: two normal laws apart; same: one law twice; ring8: 8 modes against 5 of them."""
    r = np.random.default_rng(seed)
    if kind == "shift":
        x = r.standard_normal((n, d))
        y = 0.7 * r.standard_normal((n, d))
        y[:, 0] += 1.0
        y[:, -1] += 1.0
    elif kind == "same":
        x = r.standard_normal((n, d))
        y = r.standard_normal((n, d))
    else:
        a = 2 * np.pi * r.integers(0, 8, n) / 8
        x = 2 * np.c_[np.cos(a), np.sin(a)] + 0.05 * r.standard_normal((n, 2))
        b = 2 * np.pi * r.integers(0, 5, n) / 8
        y = 2 * np.c_[np.cos(b), np.sin(b)] + 0.08 * r.standard_normal((n, 2))
    return x, y


def mean_costs(x, y):
    """The optimal mean cost for p = 1 and p = 2 by POT's network simplex, checked by SciPy."""
    n = len(x)
    weights = np.full(n, 1 / n)
    costs = []
    for metric in ("euclidean", "sqeuclidean"):
        matrix = cdist(x, y, metric)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = float(ot.emd2(weights, weights, matrix, numItermax=50_000_000))
        rows, columns = linear_sum_assignment(matrix)
        assigned = float(matrix[rows, columns].mean())
        assert abs(value - assigned) <= 1e-12 * assigned, (value, assigned)
        costs.append(assigned)
    return costs


def plan_cases():
    """Clouds of n and m points of the families above and of tied, equal and distant points."""
    r = np.random.default_rng(12345)
    for n, m, d in ((1, 5, 2), (6, 4, 1), (30, 75, 2), (120, 7, 2), (64, 64, 3), (50, 33, 12)):
        for kind in ("shift", "same", "lattice", "outlier"):
            x, y = r.standard_normal((n, d)), 0.7 * r.standard_normal((m, d))
            if kind == "shift":
                y += 2
            elif kind == "lattice":
                x, y = np.round(x), np.round(y)
            elif kind == "outlier":
                y[0] += 1000
            for weighted in (False, True):
                a, b = np.full(n, 1 / n), np.full(m, 1 / m)
                if weighted:
                    a, b = r.random(n) ** 4, r.random(m) ** 4
                    a[n // 2] += 0.1
                    b[1:2] = 0
                yield kind, x, y, a, b, weighted


def dump_plans(folder):
    listing = []
    with open(os.path.join(folder, "plans.f64"), "wb") as binary:
        for kind, x, y, a, b, weighted in plan_cases():
            for array in (x, y, a, b) if weighted else (x, y):
                binary.write(array.astype("<f8").tobytes())
            costs = [
                float(ot.emd2(a / a.sum(), b / b.sum(), cdist(x, y, metric), numItermax=50_000_000))
                for metric in ("euclidean", "sqeuclidean")]
            listing.append({
                "kind": kind, "sources": len(x), "targets": len(y), "dimension": x.shape[1],
                "isWeighted": weighted, "w1": costs[0], "w2squared": costs[1]})
    with open(os.path.join(folder, "plans.json"), "w") as text:
        json.dump(listing, text, indent=1)


def main():
    folder = os.path.join(os.path.dirname(__file__), "..", "Tests", "MetricsTests", "Fixtures")
    os.makedirs(folder, exist_ok=True)
    cases = [(kind, n, d) for n in (7, 60, 250) for kind, d in
             (("shift", 2), ("same", 2), ("ring8", 2), ("shift", 5), ("same", 5))]
    cases += [(kind, 1000, 2) for kind in ("shift", "same", "ring8")] + [("shift", 60, 20)]
    listing = []
    with open(os.path.join(folder, "clouds.f64"), "wb") as binary:
        for kind, n, d in cases:
            x, y = clouds(kind, n, d)
            binary.write(x.astype("<f8").tobytes() + y.astype("<f8").tobytes())
            one, two = mean_costs(x, y)
            listing.append({"kind": kind, "count": n, "dimension": d, "w1": one, "w2squared": two})
    with open(os.path.join(folder, "transport.json"), "w") as text:
        json.dump(listing, text, indent=1)
    dump_plans(folder)


if __name__ == "__main__":
    main()
