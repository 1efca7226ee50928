#!/usr/bin/env python3
"""Prints points of Sobol sequences and quantiles, as literals of PlanningTests.

  python3 scripts/dump_sweep_reference.py

Needs numpy and scipy.
"""
from scipy import stats
from scipy.stats import qmc

points = qmc.Sobol(64, scramble=False, bits=32).random(1024)
for index in (1, 2, 3, 5, 100, 777, 1023):
    print(index, [f"0x{int(points[index][d] * 2**32):08X}" for d in (0, 1, 2, 3, 9, 33, 63)])
print("normal", [(u, float(stats.norm.ppf(u))) for u in (1e-12, 1e-4, 0.02, 0.3, 0.5, 0.8, 0.975, 1 - 1e-9)])
for confidence in (0.5, 0.95, 0.999):
    print("t", confidence, [(v, float(stats.t.ppf((1 + confidence) / 2, v))) for v in (1, 2, 3, 4, 7, 30, 999)])
for values, confidence in (([1, 2, 4], 0.95), ([0.5, 0.52, 0.49, 0.51], 0.95), ([3, -1, 2, 2, 5], 0.8)):
    low, high = stats.t.interval(confidence, len(values) - 1, stats.tmean(values), stats.sem(values))
    print("half width", values, confidence, float(high - low) / 2, float(stats.tmean(values)))
