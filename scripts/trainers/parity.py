#!/usr/bin/env python3
"""How far the torch trainer's numbers are from those of gfrun's own, run by gfrun itself.

  python3 scripts/trainers/parity.py [--gfrun .build/release/gfrun] [--python python3] [--iterations 20] [NAME …]

Every case is carried out by both trainers from the same seed; printed are the largest differences of each
training series and of the samples after the last iteration. A difference above the tolerance ends the
script with 1. Needs a Python with h5py, and one with PyTorch.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np

TOLERANCE = 1e-5
TRAINER = Path(__file__).resolve().parent / "torch_trainer.py"

SMOOTH = {"hidden": [32, 32], "activation": "tanh", "residual": True, "initializer": "glorot-normal"}
RELU = {"hidden": [32, 32, 32], "activation": "relu", "residual": True, "initializer": "torch"}
LOGIT = {"hidden": [32, 32], "activation": "softplus", "initializer": "glorot-normal"}
BATCH_NORM = {"kind": "batch", "scale": {"kind": "normal", "mean": 1.0, "deviation": 0.1}}


def penalty(form, weight=10.0):
    return {"kind": "gradient", "form": form, "weight": weight}


def monoflow(h, **keys):
    return {"flow": {"kind": "monoflow", "h": h, **keys}}


def adam(rate, **keys):
    return {"optimizer": {"kind": "adam", "rate": rate, **keys}}


#: What each case changes of the base experiment.
CASES = {
    "jsd": {"flow": {"kind": "jsd", "step": 0.5, "persistency": 3}},
    "jsd-adversarial": {"flow": {"kind": "jsd", "update": "adversarial"}},
    "jsd-line": {
        "flow": {"kind": "jsd"},
        "data": {"target": {"kind": "gaussian", "dimension": 1}, "source": {"kind": "gaussian", "dimension": 1}},
    },
    "w1-lp-batch-norm": {
        "generator": {**RELU, "normalization": BATCH_NORM}, "potential": {**RELU, "residual": False},
        "flow": {"kind": "w1", "persistency": 3, "fit": "element-mean", "penalty": penalty("one-sided")},
    },
    "w1-gp-schedules": {
        "flow": {
            "kind": "w1", "step": {"kind": "linear", "from": 1.0, "to": 0.1},
            "persistency": {"kind": "piecewise", "values": [1, 4], "starts": [5]}, "penalty": penalty("two-sided"),
        },
        "schedule": {"generator": adam({"kind": "cosine", "from": 1e-3, "to": 1e-4})},
    },
    "w1-spectral": {
        "generator": {**SMOOTH, "normalization": "spectral"},
        "potential": {"hidden": [32, 32], "activation": {"kind": "leaky-relu", "slope": 0.2}, "normalization": "spectral"},
        "flow": {"kind": "w1", "persistency": 2, "penalty": "none"},
    },
    "w1-clip": {
        "flow": {"kind": "w1", "update": "adversarial", "penalty": {"kind": "clip", "bound": 0.2}},
        "schedule": {
            "potential": {"optimizer": {"kind": "rmsprop", "rate": 1e-3}},
            "generator": {"optimizer": {"kind": "rmsprop", "rate": 1e-3}},
        },
    },
    "w1-assigned": {"flow": {"kind": "w1", "persistency": 3, "fit": "assigned", "step": 2.0}},
    "w2": {"flow": {"kind": "w2", "weight": 10.0, "persistency": 2}},
    "w2-phi-penalised": {
        "flow": {"kind": "w2", "weight": 10.0, "target": "phi", "sign-weight": 10.0, "penalty": penalty("one-sided", 1.0)}
    },
    "layer-elu-tanh": {
        "flow": {"kind": "jsd", "penalty": {"kind": "r1", "weight": 1.0}},
        "generator": {**SMOOTH, "activation": "elu", "normalization": "layer", "output": {"kind": "tanh", "bound": 3.0}},
        "potential": {**LOGIT, "activation": "silu", "normalization": "layer"},
    },
    "affine-kl": {
        **monoflow("logit", penalty={"kind": "r2", "weight": 1.0}),
        "data": {"target": {"kind": "gaussian", "dimension": 2, "covariance": [[1.0, 0.8], [0.8, 0.89]]}},
        "generator": {"kind": "affine", "shift": 1.0},
        "schedule": {"generator": {"optimizer": {"kind": "sgd", "rate": 0.05, "momentum": 0.5}}},
    },
}  # fmt: skip
DIVERGENCES = ("kl", "reverse-kl", "chi-squared", "hellinger", "jensen-shannon")
ASCENTS = ["logit", "mle", "arcsinh", "non-saturated", "least-squares",
           {"kind": "vanilla", "shift": 1.0}, {"kind": "exp", "rate": 0.7}]  # fmt: skip
for ascent in ASCENTS:
    name = ascent if isinstance(ascent, str) else ascent["kind"]
    CASES[f"monoflow-{name}"] = monoflow(ascent, step=0.2, persistency=2)
for row in ("divergence", "divergence-loss", "b-gan", "f-gan"):
    for divergence in DIVERGENCES:
        CASES[f"monoflow-{row}-{divergence}"] = monoflow({"kind": row, "of": divergence}, step=0.1)


def experiment(name, trainer, case, iterations):
    """A run of a case on one of the trainers."""
    base = {
        "name": name, "trainer": trainer,
        "data": {"target": {"kind": "gaussian-ring"}, "source": {"kind": "gaussian", "dimension": 2, "deviation": 0.5}},
        "generator": SMOOTH, "potential": LOGIT,
        "schedule": {"iterations": iterations, "batch": 50, "potential": {"steps": 3, **adam(2e-3)},
                     "generator": adam(1e-3, beta1=0.5)},
        "metrics": {"every": iterations, "count": 64, "compute": ["w1"]},
        "samples": {"every": 7, "count": 64},
    }  # fmt: skip
    return merged(base, case)


def merged(base, change):
    """`base` with what `change` says; objects without a kind of their own are merged key by key."""
    result = dict(base)
    for key, value in change.items():
        whole = not isinstance(value, dict) or not isinstance(base.get(key), dict) or "kind" in value
        result[key] = value if whole or key in ("generator", "potential") and "hidden" in value else merged(base[key], value)
    return result


def numbers(folder, name, trainer, case, arguments):
    """The series and the samples of a run, carried out in `folder`."""
    file = folder / f"{name}.yaml"
    file.write_text(json.dumps(experiment(name, trainer, case, arguments.iterations)))  # JSON is YAML.
    done = subprocess.run([arguments.gfrun, "run", file.name], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"gfrun ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    for path in (folder / "results" / name).glob("*.h5"):
        with h5py.File(path) as run:
            if run.attrs["gfrun_format"] == b"run":
                series = {key: dataset[()] for key, dataset in run["training"].items() if dataset.dtype == float}
                return {**series, "flow_time": run["flow_time"][()], "samples": run["samples"][()]}
    raise RuntimeError("gfrun left no file of the run")


def differences(folder, case, arguments):
    """The largest difference of every series and of the samples between the two trainers."""
    process = {"kind": "process", "command": [arguments.python, str(TRAINER)]}
    native = numbers(folder, "native", "generator", case, arguments)
    torch = numbers(folder, "torch", process, case, arguments)
    if native.keys() != torch.keys():
        raise RuntimeError(f"the series differ: {sorted(native)} and {sorted(torch)}")
    return {
        key: float(np.max(np.where(np.isnan(native[key]) & np.isnan(torch[key]), 0, abs(native[key] - torch[key]))))
        for key in native
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gfrun", default=".build/release/gfrun", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("--python", default=sys.executable, help="the Python of the torch trainer")
    parser.add_argument("--iterations", default=20, type=int)
    parser.add_argument("cases", nargs="*", metavar="NAME", help="cases; all, unless given")
    arguments = parser.parse_args()
    failed = 0
    for name in arguments.cases or CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = differences(Path(folder), CASES[name], arguments)
            except RuntimeError as error:
                print(f"FAILED {name}: {error}", flush=True)
                failed += 1
                continue
        far = not all(value <= TOLERANCE for value in found.values())
        failed += far
        text = "  ".join(f"{key} {value:.1e}" for key, value in sorted(found.items()))
        print(f"{'FAR   ' if far else 'equal '} {name}: {text}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
