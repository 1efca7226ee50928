#!/usr/bin/env python3
"""Dumps trainings with layer and spectral normalisation by PyTorch, as a fixture of TrainersTests.

  python3 scripts/dump_torch_normalization.py Tests/TrainersTests/Fixtures

Needs torch only (2.0 or later; CPU). W1-FE with a two-sided gradient penalty and plain descent, both
networks normalised. A network in training mode makes one power iteration per forward pass: the
potential sees data, samples and the points between them in one pass, and the samples of the generator
in another; the generator makes one iteration per step of its own, and none where it only samples.
Weights are written as [in, out], the transpose of torch's.
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils import parametrizations

from dump_torch_reference import flat

BATCH = 10


class Network(nn.Module):
    def __init__(self, widths, normalization):
        super().__init__()
        self.linear = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        self.norm = None
        if normalization == "layer":
            self.norm = nn.ModuleList(nn.LayerNorm(w) for w in widths[1:-1])
            for norm in self.norm:
                nn.init.normal_(norm.weight, 1, 0.3)
                nn.init.normal_(norm.bias, 0, 0.3)
        self.spectral = normalization == "spectral"
        if self.spectral:
            for linear in self.linear:
                parametrizations.spectral_norm(linear)

    def forward(self, x):
        for i, linear in enumerate(self.linear[:-1]):
            x = linear(x)
            x = torch.tanh(self.norm[i](x) if self.norm else x)
        return self.linear[-1](x)

    def state(self, name):
        for i, linear in enumerate(self.linear):
            layer = f"{name}/layer{i}"
            weight = linear.parametrizations.weight.original if self.spectral else linear.weight
            yield f"{layer}/weight", flat(weight, True)
            yield f"{layer}/bias", flat(linear.bias)
            if self.spectral:
                vectors = linear.parametrizations.weight[0]
                yield f"{layer}/u", flat(vectors._u)
                yield f"{layer}/v", flat(vectors._v)
            if self.norm and i < len(self.norm):
                yield f"{layer}/scale", flat(self.norm[i].weight)
                yield f"{layer}/shift", flat(self.norm[i].bias)


def training(normalization, iterations=3, critic_steps=2, persistency=2, step=0.5):
    generator = Network([2, 9, 7, 2], normalization)
    potential = Network([2, 8, 11, 1], normalization)
    states = lambda: {n: v for net, name in ((generator, "generator"), (potential, "potential"))
                      for n, v in net.state(name)}
    sample = lambda z: generator.eval()(z).detach()
    record = {"normalization": normalization, "start": states(), "iterations": []}
    of_generator = torch.optim.SGD(generator.parameters(), lr=0.1)
    of_potential = torch.optim.SGD(potential.parameters(), lr=0.02)
    for _ in range(iterations):
        entry = {"critic": []}
        for _ in range(critic_steps):
            x, z, a = torch.randn(BATCH, 2) + 1, torch.randn(BATCH, 2), torch.rand(BATCH, 1)
            fake = sample(z)
            between = (a * x + (1 - a) * fake).requires_grad_(True)
            d = potential.train()(torch.cat([x, fake, between]))
            (slope,) = torch.autograd.grad(d[2 * BATCH:].sum(), between, create_graph=True)
            penalty = 10 * ((slope.norm(dim=1) - 1) ** 2).mean()
            loss = d[BATCH:2 * BATCH].mean() - d[:BATCH].mean() + penalty
            of_potential.zero_grad()
            loss.backward()
            of_potential.step()
            entry["critic"].append({"targets": flat(x), "sources": flat(z), "mixing": flat(a), "loss": loss.item()})
        z = torch.randn(BATCH, 2)
        y = generator.train()(z)
        at = y.detach().requires_grad_(True)
        (velocity,) = torch.autograd.grad(potential.train()(at).sum(), at)
        aims = at.detach() + step * velocity
        for k in range(persistency):
            if k > 0:
                y = generator(z)
            fit = ((y - aims) ** 2).sum(1).mean() / 2
            of_generator.zero_grad()
            fit.backward()
            of_generator.step()
        entry.update(sources=flat(z), fitLoss=fit.item(), samples=flat(sample(z)))
        record["iterations"].append(entry)
    return {**record, "end": states()}


def main():
    torch.manual_seed(20262)
    torch.set_num_threads(1)
    trainings = [training("layer"), training("spectral")]
    reference = {"torch": torch.__version__, "batch": BATCH, "trainings": trainings}
    (Path(sys.argv[1]) / "torch-normalization.json").write_text(json.dumps(reference) + "\n")


if __name__ == "__main__":
    main()
