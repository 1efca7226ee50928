"""How a peer talks to gfbench: JSON, one object a line, over its standard streams.

  peer:    {"ready": "PyTorch 2.15.0 fused", "steps": 18}  or  {"failed": "why"}
  gfbench: round
  peer:    {"microseconds": 13021.4}      CPU time of the process per step, over one block of steps
  …
  gfbench closes the peer's input, and the peer ends.
"""
import argparse
import importlib
import json
import math
import os
import sys
import time

# What the library prints must not come between the answers.
_answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _answer(**values):
    print(json.dumps(values), file=_answers, flush=True)


def fail(reason):
    """Says why the peer cannot take part, and ends it."""
    _answer(failed=" ".join(str(reason).split())[:400])
    sys.exit(1)


def require(module):
    """Imports a module the peer cannot do without."""
    try:
        return importlib.import_module(module)
    except Exception as error:  # a broken installation raises anything
        fail(f"cannot import {module}: {type(error).__name__}: {error}")


def arguments(description, *options):
    """The arguments of a peer: its own options, each a (name, dict), and the length of a block."""
    parser = argparse.ArgumentParser(description=description)
    for name, settings in options:
        parser.add_argument(name, **settings)
    parser.add_argument("--block", type=float, default=0.2, help="seconds of CPU time of a block")
    return parser.parse_args()


def serve(name, run, block, steps_per_call=1):
    """Warms up, then measures a block of steps for each line of input.

    run(n) makes n calls of `steps_per_call` steps, waits for the last one and returns its losses.
    """
    try:
        run(3)  # whatever is compiled or allocated at the first calls
        calls, spent = 1, 0.0
        while spent < block / 4:
            calls *= 2
            began = time.process_time()
            run(calls)
            spent = time.process_time() - began
        calls = max(1, round(block * calls / spent))
        run(calls)
        _answer(ready=name, steps=calls * steps_per_call)
        for line in sys.stdin:
            if line.strip() != "round":
                fail(f"expected 'round', found {line.strip()!r}")
            began = time.process_time()
            losses = run(calls)
            spent = time.process_time() - began
            if not all(math.isfinite(loss) for loss in losses):
                fail(f"the losses are not finite: {losses}")
            _answer(microseconds=spent / (calls * steps_per_call) * 1e6)
    except Exception as error:
        fail(f"{type(error).__name__}: {error}")
