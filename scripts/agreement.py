#!/usr/bin/env python3
"""Holds the trainers of experiments/papers/p1-alg1.yaml against each other: one flow, three ways to simulate it.

    scripts/agreement.py results/p1-alg1/p1-alg1.h5

For the Fokker–Planck equation, the particles and Algorithm 1, at every flow time from 0.5 to 10, it compares mean,
variance and JSD over seeds, pair by pair, in standard errors of the difference. What a finite number of samples
alone makes uncertain is a floor of those. Exit code 1 where a difference is above 3. Needs h5py and numpy.
"""

import itertools
import sys

import numpy as np

from sweep_file import Sweep

CASES = ["equation", "particles", "algorithm-1"]
TIMES = [0.5, 1, 2, 3, 4, 6, 8, 10]


def estimates(sweep, case, time):
    """Mean, variance and JSD of a case at a flow time: each the mean over seeds, and its standard error."""
    iterations = list(sweep.file["snapshot"][()])
    evaluations = list(sweep.file["metrics/evaluation"][()])
    found = []
    for run in [row for row, name in enumerate(sweep.cases) if name == case]:
        column = int(np.nanargmin(abs(sweep.file["flow_time"][run] - time)))
        samples = sweep.file["samples"][run, column, :, 0].astype(float)
        jsd = sweep.file["metrics/jsd"][run, evaluations.index(iterations[column])]
        found.append([samples.mean(), samples.var(), jsd])
    found, count = np.array(found), samples.size
    variance = found[:, 1].mean()
    floor = np.array([(variance / count) ** 0.5, variance * (2 / count) ** 0.5, 0])
    return found.mean(axis=0), np.maximum(found.std(axis=0, ddof=1), floor) / len(found) ** 0.5


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sweep, worst = Sweep(sys.argv[1]), 0.0
    print(f"{'time':>5}  {'between':26}  mean  variance  JSD")
    for time in TIMES:
        known = {case: estimates(sweep, case, time) for case in CASES}
        for one, other in itertools.combinations(CASES, 2):
            apart = abs(known[one][0] - known[other][0]) / np.hypot(known[one][1], known[other][1])
            worst = max(worst, apart.max())
            print(f"{time:5}  {one + ', ' + other:26}  {apart[0]:4.2f}  {apart[1]:8.2f}  {apart[2]:4.2f}")
    print(f"at most {worst:.2f} standard errors apart")
    sys.exit(int(worst > 3))


if __name__ == "__main__":
    main()
