#!/usr/bin/env python3
"""Prints the literals of Tests/ReportsTests/ComparisonTests.swift: means over seeds and their differences by SciPy.

  python3 scripts/dump_comparison_reference.py
"""

import numpy
from scipy import stats

# The last values of w1 for seeds 0, 1, …; 'other' has seeds 10, 11, … and pairs with none.
VALUES = {
    "best": [0.31, 0.28, 0.35, 0.30, 0.33],
    "close": [0.36, 0.29, 0.37, 0.34, 0.33],
    "other": [0.52, 0.61, 0.47],
}


def interval(values, confidence):
    return stats.t.interval(confidence, len(values) - 1, numpy.mean(values), stats.sem(values))


def row(name, *numbers):
    print(name, ", ".join(repr(float(number)) for number in numbers))


for name, values in VALUES.items():
    row(f"{name} mean, low, high (95 %), deviation, error:", numpy.mean(values), *interval(values, 0.95), numpy.std(values, ddof=1), stats.sem(values))
best = VALUES["best"]
for name, test in {
    "close": stats.ttest_rel(VALUES["close"], best),
    "other": stats.ttest_ind(VALUES["other"], best, equal_var=False),
}.items():
    for confidence in (0.95, 0.8):
        ends = test.confidence_interval(confidence)
        row(f"{name} - best, low, high ({confidence}), p:", numpy.mean(VALUES[name]) - numpy.mean(best), ends.low, ends.high, test.pvalue)
