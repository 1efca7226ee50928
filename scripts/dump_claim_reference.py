#!/usr/bin/env python3
"""Writes Tests/ClaimsTests/Fixtures/statistics.json: tests over seeds as SciPy makes them.

Tails and quantiles of Student's t, binomial tails, exact rank sums, and paired, one-sample and Welch
tests, with one-sided confidence bounds, of samples of 2 to 12.

  python3 scripts/dump_claim_reference.py
"""

import json
import os

import numpy
from scipy import stats

path = os.path.join(
    os.path.dirname(__file__), "..", "Tests", "ClaimsTests", "Fixtures", "statistics.json")


def tails():
    return [
        {"t": t, "freedom": freedom, "tail": float(stats.t.sf(t, freedom))}
        for freedom in (1, 1.5, 2, 3.7, 4, 10, 30.25, 500, 1e6)
        for t in (-40, -3.5, -1, 0, 0.01, 0.5, 2, 4.6, 12, 300)
    ]


def quantiles():
    return [
        {"probability": p, "freedom": freedom, "quantile": float(stats.t.ppf(p, freedom))}
        for freedom in (1, 2.5, 4, 17.2, 1e6)
        for p in (0.05, 0.5, 0.8, 0.95, 0.99, 0.9999)
    ]


def binomials():
    return [
        {"count": k, "trials": n, "chance": c, "tail": float(stats.binom.sf(k - 1, n, c))}
        for n in (1, 3, 5, 12, 60)
        for c in (0.5, 0.8)
        for k in sorted({0, 1, n // 2, n - 1, n})
    ]


def rank_sums():
    rows = []
    for m, n in ((1, 1), (2, 3), (5, 3), (5, 5), (8, 7)):
        rng = numpy.random.default_rng(m * 100 + n)
        for _ in range(3):
            a, b = rng.normal(0.7, 1, m), rng.normal(size=n)
            test = stats.mannwhitneyu(a, b, alternative="greater", method="exact")
            rows.append(
                {"pairs": int(test.statistic), "m": m, "n": n, "tail": float(test.pvalue)})
    return rows


def samples():
    rng = numpy.random.default_rng(20241)
    rows = []
    for count in (2, 3, 5, 12):
        for direction in ("less", "greater"):
            of = rng.normal(0.2, 0.05, count)
            than = rng.normal(0.45, 0.2, count + 1)
            factor = float(rng.choice([1, 0.5, 2]))
            paired = stats.ttest_1samp(of - factor * than[:count], 0, alternative=direction)
            single = stats.ttest_1samp(of, 0.21, alternative=direction)
            welch = stats.ttest_ind(of, factor * than, equal_var=False, alternative=direction)
            side = 1 if direction == "less" else 0

            def row(test):
                bound = test.confidence_interval(0.95)[side]
                return {"p": float(test.pvalue), "bound": float(bound)}

            rows.append({
                "direction": direction, "of": of.tolist(), "than": than.tolist(),
                "factor": factor, "paired": row(paired), "number": 0.21,
                "single": row(single), "welch": row(welch)})
            rows[-1]["single"]["bound"] -= 0.21
    return rows


def main():
    content = {
        "tails": tails(), "quantiles": quantiles(), "binomials": binomials(),
        "rankSums": rank_sums(), "samples": samples()}
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


main()
