#!/usr/bin/env python3
"""Tests of the trainers in this folder against a stand-in for gfrun.

  python3 -m unittest discover -s scripts/trainers        with a Python that has PyTorch
"""
import json
import math
import sys
import unittest
from pathlib import Path

from host import Host

FOLDER = Path(__file__).resolve().parent
FIXTURES = FOLDER.parents[1] / "Tests" / "TrainersTests" / "Fixtures"
ADAM = {"kind": "adam", "rate": 5e-3, "beta1": 0.5, "beta2": 0.9, "epsilon": 1e-8}


def network(hidden, activation="tanh", normalization="none", **others):
    if normalization in ("batch", "layer"):
        normalization = {"kind": normalization, "epsilon": 1e-5}
    return {"kind": "mlp", "hidden": hidden, "activation": activation, "normalization": normalization,
            "residual": False, **others}  # fmt: skip


def specification(flow="w1", penalty="none", generator=None, potential=None, optimizer=None, **keys):
    flow = {"kind": flow} if isinstance(flow, str) else flow
    defaults = {"update": "forward-euler", "step": 0.7, "persistency": 3, "fit": "half-mean", "penalty": penalty}
    laws = {law: {"kind": "gaussian", "dimension": 2, "mean": 0.0, "deviation": 1.0} for law in ("source", "target")}
    return {
        "flow": {**defaults, **flow, **keys}, "data": laws,
        "generator": generator or network([9, 7], residual=True),
        "potential": potential or network([8, 11]),
        "schedule": {"batch": 10, "potential": {"steps": 2, "optimizer": optimizer or ADAM},
                     "generator": {"optimizer": optimizer or ADAM}},
    }  # fmt: skip


def shapes(spec):
    """Names and shapes of the parameters that gfrun would give."""

    def of(value, inputs, outputs):
        widths, found = [inputs, *value.get("hidden", []), outputs], {}
        normalization = value.get("normalization", "none")
        for layer, (fan_in, fan_out) in enumerate(zip(widths, widths[1:])):
            found.update({f"layer{layer}/weight": (fan_in, fan_out), f"layer{layer}/bias": (fan_out,)})
            if isinstance(normalization, dict) and layer < len(widths) - 2:
                found.update({f"layer{layer}/scale": (fan_out,), f"layer{layer}/shift": (fan_out,)})
            if normalization == "spectral":
                found.update({f"layer{layer}/u": (fan_out,), f"layer{layer}/v": (fan_in,)})
        return found

    potential = of(spec["potential"], 2, 1)
    if spec["flow"]["kind"] == "w2":
        potential = {f"{name}/{key}": shape for name in ("phi", "eps") for key, shape in potential.items()}
    return {"generator": of(spec["generator"], 2, 2), "potential": potential}


def torch_host(spec, draws=None, **options):
    return Host([sys.executable, str(FOLDER / "torch_trainer.py")], spec, shapes=shapes(spec), draws=draws,
                options=options)  # fmt: skip


def minimal_host(spec):
    return Host([sys.executable, str(FOLDER / "minimal.py")], spec, options={"speed": 0.5})


def outcome(host, cuts):
    """Series, samples and state after advances to these iterations."""
    rows = {}
    for to in cuts:
        message, series = host.advance(to)
        assert message["iteration"] == to, message
        for name, (_, shape, values) in series.items():
            assert shape == [len(values)], (name, shape)
            rows.setdefault(name, []).extend(values)
        host.samples(7)  # Must not change what follows.
    return rows, host.samples(50), host.state(), message["flow_time"]


class Resuming(unittest.TestCase):
    """Neither cuts nor checkpoints change a bit."""

    def check(self, start, spec):
        with start(spec) as host:
            host.run()
            whole = outcome(host, [6])
        with start(spec) as host:
            host.run()
            cut = outcome(host, [2, 3])
        with start(spec) as host:
            ready, _ = host.run(iteration=3, state=cut[2])
            self.assertEqual(ready["iteration"], 3)
            resumed = outcome(host, [6])
        for name, values in whole[0].items():
            self.assertEqual(values.__class__, list)
            self.assertTrue(all(map(math.isfinite, values)), name)
            self.assertEqual(cut[0][name] + resumed[0][name], values, name)
        self.assertEqual(resumed[1:], whole[1:])

    def test_minimal(self):
        self.check(minimal_host, specification())

    def test_faulty_without_a_fault(self):
        self.check(lambda spec: Host([sys.executable, str(FOLDER / "faulty.py")], spec), specification())

    def test_torch(self):
        momentum = {"kind": "sgd", "rate": 1e-3, "momentum": 0.8}
        plain = {"kind": "sgd", "rate": 1e-3, "momentum": 0.0}
        rmsprop = {"kind": "rmsprop", "rate": 1e-3, "decay": 0.9, "epsilon": 1e-8}
        gradient = {"kind": "gradient", "form": "two-sided", "weight": 10.0}
        w2 = {"kind": "w2", "weight": 1.0, "target": "psi"}
        cases = [
            specification(penalty=gradient, generator=network([9, 7], normalization="batch", residual=True)),
            specification("jsd", update="adversarial", optimizer=momentum,
                          potential=network([8, 11], {"kind": "leaky-relu", "slope": 0.2}, "spectral")),
            specification(w2, optimizer=plain, potential=network([8], "softplus", "layer")),
            specification({"kind": "monoflow", "h": {"kind": "arcsinh"}}, {"kind": "r1", "weight": 1.0},
                          optimizer=rmsprop, generator={"kind": "affine"}),
            specification("w1", {"kind": "clip", "bound": 0.3}, fit="element-mean",
                          generator=network([9, 7], "silu", "spectral", output={"kind": "tanh", "bound": 2.0})),
        ]  # fmt: skip
        for spec in cases:
            with self.subTest(flow=spec["flow"]["kind"], penalty=spec["flow"]["penalty"]):
                self.check(torch_host, spec)


class Numbers(unittest.TestCase):
    """The torch trainer makes the steps of gfrun's fixtures, which plain PyTorch code computed."""

    def test_trajectory(self):
        """W1-FE, residual generator with batch normalisation, one-sided penalty, K = 3, Adam."""
        reference = json.loads((FIXTURES / "torch-trajectory.json").read_text())
        spec = specification(
            penalty={"kind": "gradient", "form": "one-sided", "weight": 10.0}, fit="element-mean",
            generator=network([9, 7], normalization="batch", residual=True), step=reference["step"],
            persistency=reference["persistency"],
        )  # fmt: skip
        spec["schedule"]["generator"]["optimizer"] = {**ADAM, "rate": 2e-3, "beta1": 0.9, "beta2": 0.999}
        iterations = reference["iterations"]

        def draws(purpose, iteration, count, normal):
            if purpose == "training/generator-source":
                return iterations[iteration]["sources"]
            key = {"training/target": "targets", "training/source": "sources", "training/mixing": "mixing"}[purpose]
            values = [x for step in iterations[iteration]["critic"] for x in step[key]]
            # The stand-in shifts the target by 1.
            return [x - 1 for x in values] if key == "targets" else values

        host = torch_host(spec, draws)
        given = {name: {} for name in ("generator", "potential")}
        for name, values in reference["parameters"].items():
            owner, key = name.split("/", 1)
            given[owner][key] = values
        host._answer_parameters = lambda network: host._send("arrays", {
            key: ("float32", host._shapes[network][key], values) for key, values in given[network].items()})  # fmt: skip
        with host:
            host.run()
            for count, iteration in enumerate(iterations, 1):
                _, series = host.advance(count)
                self.assertAlmostEqual(series["potential_loss"][2][0], iteration["critic"][-1]["loss"], delta=1e-5)
                self.assertAlmostEqual(series["generator_loss"][2][0], iteration["fitLoss"], delta=1e-5)
            state = host.state()
        for name, values in reference["final"].items():
            if name in ("generator/layer0/bias", "generator/layer1/bias"):
                continue  # Batch normalisation takes them out again: their gradients are nothing but rounding.
            largest = max(abs(a - b) for a, b in zip(state[name][2], values))
            self.assertLess(largest, 1e-5, name)

    def test_minimal_reaches_the_target(self):
        with minimal_host(specification(step=0.2)) as host:
            host.run()
            rows, samples, state, time = outcome(host, [60])
        self.assertAlmostEqual(state["shift"][2][0], 1, delta=0.5)
        self.assertLess(rows["distance"][-1], rows["distance"][0])
        self.assertAlmostEqual(time, 12)


class Refusals(unittest.TestCase):
    """What the torch trainer has not it says, and goes on living."""

    def check(self, spec, text, option=None, **options):
        with torch_host(spec, **options) as host:
            message, _ = host.run()
        self.assertEqual(message["type"], "error")
        self.assertIn(text, message["message"])
        self.assertEqual(message.get("option"), option)

    def test_unknown_words(self):
        self.check(specification({"kind": "mmd"}), "no flow 'mmd'")
        self.check(specification(potential={"kind": "exact-ratio"}), "no potential 'exact-ratio'")
        self.check(specification(optimizer={"kind": "lion"}), "no optimizer 'lion'")
        self.check(specification(potential=network([8], "gelu")), "no activation 'gelu'")

    def test_missing_device(self):
        import torch

        if not torch.cuda.is_available():
            self.check(specification(), "no CUDA device", option="device", device="cuda")


if __name__ == "__main__":
    unittest.main()
