#!/usr/bin/env python3
"""Writes Tests/MetricsTests/Fixtures/metrics.json and metric-clouds.f32: clouds, and their metrics as
NumPy, SciPy and POT compute them.

    python3 -m venv venv && venv/bin/pip install numpy scipy POT
    venv/bin/python scripts/dump_metric_reference.py

Nothing here shares code or method with the program: kernels come from full distance matrices, the
Frechet distance from matrix square roots, the max-sliced distance from a fine grid of angles, Sinkhorn's
from plain alternation to 1e-13 (POT's own value is asserted to agree), neighbours from full sorts.
`metric-clouds.f32` holds source and target of every case, row-major little-endian float32.
"""
import json
import os

import numpy as np
import ot
from scipy.linalg import sqrtm
from scipy.spatial.distance import cdist, pdist
from scipy.special import logsumexp
from scipy.stats import wasserstein_distance

ANGLES = 64


def clouds(kind, n, m, d, seed):
    r = np.random.default_rng(seed)
    if kind == "shift":
        x = r.standard_normal((n, d))
        y = 0.7 * r.standard_normal((m, d)) + np.r_[1, np.zeros(d - 1)]
    elif kind == "far":  # an offset of 10 000 times the spread, kept exact by whole sixteenths
        x = 4096 + np.round(16 * r.standard_normal((n, d))) / 16
        y = 4096 + np.round(16 * (1.3 * r.standard_normal((m, d)) + 0.5)) / 16
    elif kind == "lattice":  # coinciding points, and ties everywhere
        x = r.integers(0, 4, (n, d)).astype(float)
        y = r.integers(0, 5, (m, d)).astype(float)
    else:  # ring8, collapsed to five modes
        a, b = 2 * np.pi * r.integers(0, 5, n) / 8, 2 * np.pi * r.integers(0, 8, m) / 8
        x = 2 * np.c_[np.cos(a), np.sin(a)] + 0.08 * r.standard_normal((n, 2))
        y = 2 * np.c_[np.cos(b), np.sin(b)] + 0.05 * r.standard_normal((m, 2))
    return x.astype("<f4"), y.astype("<f4")


def two_sample(f, x, y, biased):
    def within(a):
        k = f(cdist(a, a))
        n = len(a)
        return k.mean() if biased else (k.sum() - np.trace(k)) / (n * (n - 1))
    return float(within(x) + within(y) - 2 * f(cdist(x, y)).mean())


def kernels(median):
    g = lambda s: (lambda r: np.exp(-r**2 / (2 * s * s)))
    mean = lambda fs: (lambda r: np.mean([f(r) for f in fs], axis=0))
    rational = lambda a, s: (lambda r: (1 + r**2 / (2 * a * s * s)) ** -a)
    return {
        "gaussian": g(median),
        "mixture": mean([g(c * median) for c in (0.25, 0.5, 1, 2, 4)]),
        "rational-quadratic": mean([rational(a, median) for a in (0.2, 0.5, 1, 2, 5)]),
        "laplace": lambda r: np.exp(-r / median),
        "energy": lambda r: -r,
        "gaussian-lengths": mean([g(0.7), g(2.0)]),
    }


def line(a, b, p):
    return np.mean(np.abs(np.sort(a) - np.sort(b)) ** p)


def sliced(x, y, p):
    d = x.shape[1]
    angles = np.pi * (np.arange(ANGLES) + 0.5) / ANGLES
    thetas = [np.ones(1)] if d == 1 else [np.r_[np.cos(t), np.sin(t)] for t in angles]
    return float(np.mean([line(x @ t, y @ t, p) for t in thetas]) ** (1 / p))


def max_sliced(x, y):
    f = lambda t: line(x @ np.r_[np.cos(t), np.sin(t)], y @ np.r_[np.cos(t), np.sin(t)], 2)
    grid = np.linspace(0, np.pi, 4001)
    best = grid[np.argmax([f(t) for t in grid])]
    for _ in range(4):
        width = grid[1] - grid[0]
        grid = np.linspace(best - width, best + width, 201)
        best = grid[np.argmax([f(t) for t in grid])]
    return float(np.sqrt(f(best)))


def entropic(x, y, p, epsilon):
    """min <P, C> + epsilon KL(P | a b), by alternation in the log domain."""
    cost = cdist(x, y, "euclidean" if p == 1 else "sqeuclidean")
    n, m = cost.shape
    f, g = np.zeros(n), np.zeros(m)
    for step in range(200_000):
        f = -epsilon * (logsumexp((g[None] - cost) / epsilon, axis=1) - np.log(m))
        new = -epsilon * (logsumexp((f[:, None] - cost) / epsilon, axis=0) - np.log(n))
        done = np.max(np.abs(new - g)) < 1e-13 * max(1, np.abs(new).max())
        g = new
        if done:
            break
    else:
        raise RuntimeError("no convergence")
    return float(f.mean() + g.mean())


def sinkhorn(x, y, p, blur):
    epsilon = blur**p
    return entropic(x, y, p, epsilon) - (entropic(x, x, p, epsilon) + entropic(y, y, p, epsilon)) / 2


def check_against_pot(x, y, blur):
    n, m = len(x), len(y)
    cost = cdist(x, y, "sqeuclidean")
    a, b = np.full(n, 1 / n), np.full(m, 1 / m)
    plan = ot.sinkhorn(a, b, cost, blur**2, method="sinkhorn_log", numItermax=100_000, stopThr=1e-13)
    value = (plan * cost).sum() + blur**2 * np.sum(plan * np.log(plan * n * m + 1e-300))
    ours = entropic(x, y, 2, blur**2)
    assert abs(value - ours) < 1e-8 * abs(ours), (value, ours)


def densities(x, y, h):
    d = x.shape[1]
    def logs(at, points, own):
        k = -cdist(at, points, "sqeuclidean") / (2 * h * h)
        if own:
            np.fill_diagonal(k, -np.inf)
        return logsumexp(k, axis=1) - np.log(len(points) - own) - d * np.log(h * np.sqrt(2 * np.pi))
    r = np.maximum(logs(x, x, 1) - logs(x, y, 0), -np.log(len(x)))
    s = np.minimum(logs(y, x, 0) - logs(y, y, 1), np.log(len(y)))
    share = lambda t: np.log(2) - np.logaddexp(0, -t)
    return {"kl": r.mean(), "kl_reverse": -s.mean(), "jsd": (share(r).mean() + share(-s).mean()) / 2}


def prdc(x, y, k):
    radius = lambda a: np.sort(cdist(a, a, "sqeuclidean"), axis=1)[:, k]
    between = cdist(y, x, "sqeuclidean")  # target against samples
    inside = between <= radius(y)[:, None]
    return {
        "precision": inside.any(0).mean(), "density": inside.sum(0).mean() / k,
        "coverage": inside.any(1).mean(), "recall": (between <= radius(x)[None]).any(1).mean(),
    }


def neighbour_accuracy(x, y):
    pooled, label = np.r_[x, y], np.r_[np.zeros(len(x)), np.ones(len(y))]
    d = cdist(pooled, pooled, "sqeuclidean")
    np.fill_diagonal(d, np.inf)
    nearest = d == d.min(1, keepdims=True)
    right = (nearest & (label[:, None] == label[None])).sum(1) / nearest.sum(1)
    return [right.mean(), right[: len(x)].mean(), right[len(x):].mean()]


def frechet(x, y):
    if x.shape[1] == 1:
        return float((x.mean() - y.mean()) ** 2 + (x.std(ddof=1) - y.std(ddof=1)) ** 2)
    s, t = np.cov(x.T), np.cov(y.T)
    root = sqrtm(s)
    middle = np.linalg.eigvalsh(root @ t @ root)
    apart = x.mean(0) - y.mean(0)
    return float(apart @ apart + np.trace(s) + np.trace(t) - 2 * np.sqrt(np.maximum(middle, 0)).sum())


def reference(x, y):
    x, y = x.astype(float), y.astype(float)
    median = float(np.median(pdist(y)))
    d, paired = x.shape[1], len(x) == len(y)
    values = {"median": median}
    for name, kernel in kernels(median).items():
        values[f"mmd2 {name} unbiased"] = two_sample(kernel, x, y, False)
        values[f"mmd2 {name} biased"] = two_sample(kernel, x, y, True)
    if d <= 2 and paired:
        for p in (1, 2):
            values[f"sw{p}"] = sliced(x, y, p)
        if d == 1:
            assert abs(values["sw1"] - wasserstein_distance(x[:, 0], y[:, 0])) < 1e-12
        else:
            values["max_sw2"] = max_sliced(x, y)
    if d <= 5:
        check_against_pot(x, y, 0.5 * median)
        values["sinkhorn 2"] = sinkhorn(x, y, 2, 0.5 * median)
        values["sinkhorn 1"] = sinkhorn(x, y, 1, 0.5 * median)
        for name, value in densities(x, y, 0.3 * median).items():
            values[name] = float(value)
    for k in (3, 5):
        for name, value in prdc(x, y, k).items():
            values[f"{name} {k}"] = float(value)
    if paired:
        for name, value in zip(("", "_samples", "_target"), neighbour_accuracy(x, y)):
            values["nn_accuracy" + name] = float(value)
    values["frechet2"] = frechet(x, y)
    return values


def main():
    folder = os.path.join(os.path.dirname(__file__), "..", "Tests", "MetricsTests", "Fixtures")
    cases = [
        ("shift", 80, 80, 1), ("shift", 80, 80, 2), ("ring8", 100, 100, 2), ("far", 70, 70, 2),
        ("lattice", 60, 60, 2), ("shift", 50, 90, 5), ("lattice", 65, 64, 3), ("shift", 80, 80, 40),
        ("far", 70, 50, 40), ("lattice", 64, 70, 30),
    ]
    listing = []
    with open(os.path.join(folder, "metric-clouds.f32"), "wb") as binary:
        for seed, (kind, n, m, d) in enumerate(cases):
            x, y = clouds(kind, n, m, d, seed)
            binary.write(x.tobytes() + y.tobytes())
            listing.append({"kind": kind, "samples": n, "targets": m, "dimension": d,
                            "values": reference(x, y)})
    with open(os.path.join(folder, "metrics.json"), "w") as text:
        json.dump(listing, text, indent=1)


if __name__ == "__main__":
    main()
