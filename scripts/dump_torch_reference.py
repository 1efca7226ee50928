#!/usr/bin/env python3
"""Dumps losses, gradients, optimiser steps and a training computed by PyTorch, as fixtures of TrainersTests.

  python3 scripts/dump_torch_reference.py Tests/TrainersTests/Fixtures

Needs torch only (any version since 1.9; CPU). Every case is a small generator and potential with
random parameters and one batch; weights are written as [in, out], the transpose of torch's.
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

BATCH, LATENT, DIMENSION = 10, 3, 2
ACTIVATIONS = {
    "relu": functional.relu,
    "leaky-relu": lambda x: functional.leaky_relu(x, 0.2),
    "elu": lambda x: functional.elu(x, 1.3),
    "tanh": torch.tanh,
    "softplus": functional.softplus,
    "silu": functional.silu,
}


class Network(nn.Module):
    def __init__(self, widths, activation, batch_norm):
        super().__init__()
        self.linear = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        self.norm = nn.ModuleList(nn.BatchNorm1d(w) for w in widths[1:-1]) if batch_norm else None
        self.activation = ACTIVATIONS[activation]
        for norm in self.norm or []:
            nn.init.normal_(norm.weight, 1, 0.3)
            nn.init.normal_(norm.bias, 0, 0.3)

    def forward(self, x):
        for i, linear in enumerate(self.linear[:-1]):
            x = linear(x)
            x = self.activation(self.norm[i](x) if self.norm else x)
        return self.linear[-1](x)

    def named(self, name):
        """(name, parameter, whether to transpose) in the order of gfrun."""
        for i, linear in enumerate(self.linear):
            yield f"{name}/layer{i}/weight", linear.weight, True
            yield f"{name}/layer{i}/bias", linear.bias, False
            if self.norm and i < len(self.norm):
                yield f"{name}/layer{i}/scale", self.norm[i].weight, False
                yield f"{name}/layer{i}/shift", self.norm[i].bias, False


def flat(tensor, transpose=False):
    tensor = tensor.detach()
    return [float(f"{v:.9g}") for v in (tensor.t() if transpose else tensor).reshape(-1).tolist()]


def gradients(loss, network, name):
    named = list(network.named(name))
    parts = torch.autograd.grad(loss, [p for _, p, _ in named], retain_graph=True)
    return {n: flat(g, t) for (n, _, t), g in zip(named, parts)}


def case(activation, flow, sides, weight, batch_norm):
    generator = Network([LATENT, 9, 7, DIMENSION], activation, batch_norm)
    potential = Network([DIMENSION, 8, 11, 1], activation, False)
    x, z, a = torch.randn(BATCH, DIMENSION), torch.randn(BATCH, LATENT), torch.rand(BATCH, 1)
    y = generator(z)
    fake = y.detach()
    between = (a * x + (1 - a) * fake).requires_grad_(True)
    (slope,) = torch.autograd.grad(potential(between).sum(), between, create_graph=True)
    norm = slope.norm(dim=1)
    excess = norm - 1 if sides == "two" else (norm - 1).clamp(min=0)
    penalty = weight * (excess ** 2).mean()
    if flow == "w1":
        objective = potential(x).mean() - potential(fake).mean()
        ascent = lambda d: d
    else:
        objective = functional.logsigmoid(potential(x)).mean() + functional.logsigmoid(-potential(fake)).mean()
        ascent = lambda d: 0.5 * functional.softplus(d)
    loss = penalty - objective
    at = fake.clone().requires_grad_(True)
    (velocity,) = torch.autograd.grad(ascent(potential(at)).sum(), at)
    aims = fake + 0.3 * velocity
    adversarial = -ascent(potential(y)).mean()
    fit = ((y - aims) ** 2).sum(1).mean() / 2
    return {
        "activation": activation, "flow": flow, "sides": sides, "weight": weight, "batchNorm": batch_norm,
        "targets": flat(x), "sources": flat(z), "mixing": flat(a),
        "parameters": {n: flat(p, t) for net, name in ((generator, "generator"), (potential, "potential"))
                       for n, p, t in net.named(name)},
        "samples": flat(y), "loss": loss.item(), "objective": objective.item(), "penalty": penalty.item(),
        "gradientNorm": norm.mean().item(), "adversarialLoss": adversarial.item(), "fitLoss": fit.item(),
        "potentialGradients": gradients(loss, potential, "potential"),
        "adversarialGradients": gradients(adversarial, generator, "generator"),
        "fitGradients": gradients(fit, generator, "generator"),
    }


def optimizer_case(name, make):
    w = torch.linspace(-1, 1, 7).requires_grad_(True)
    optimizer = make([w])
    for step in range(5):
        w.grad = torch.sin(torch.arange(7.0) * (step + 1)) * 10.0 ** (step - 3)
        optimizer.step()
    return {"name": name, "values": flat(w)}


def trajectory(iterations=4, critic_steps=2, persistency=3, step=0.7):
    """W1-FE as the ring experiment runs it, but for a smooth activation: residual generator with batch
    normalisation, one-sided penalty, Adam on both networks, element-mean fit, fresh batches throughout."""
    generator = Network([2, 9, 7, 2], "tanh", True)
    potential = Network([2, 8, 11, 1], "tanh", False)
    networks = ((generator, "generator"), (potential, "potential"))
    record = {"parameters": {n: flat(p, t) for net, name in networks for n, p, t in net.named(name)}}
    of_generator = torch.optim.Adam(generator.parameters(), lr=2e-3, betas=(0.9, 0.999))
    of_potential = torch.optim.Adam(potential.parameters(), lr=5e-3, betas=(0.5, 0.9))
    move = lambda z: z + generator(z)
    record["iterations"] = []
    for _ in range(iterations):
        entry = {"critic": []}
        for _ in range(critic_steps):
            x, z, a = torch.randn(BATCH, 2) + 1, torch.randn(BATCH, 2), torch.rand(BATCH, 1)
            fake = move(z).detach()
            between = (a * x + (1 - a) * fake).requires_grad_(True)
            (slope,) = torch.autograd.grad(potential(between).sum(), between, create_graph=True)
            penalty = 10 * ((slope.norm(dim=1) - 1).clamp(min=0) ** 2).mean()
            loss = potential(fake).mean() - potential(x).mean() + penalty
            of_potential.zero_grad()
            loss.backward()
            of_potential.step()
            entry["critic"].append({"targets": flat(x), "sources": flat(z), "mixing": flat(a), "loss": loss.item()})
        z = torch.randn(BATCH, 2)
        at = move(z).detach().requires_grad_(True)
        (velocity,) = torch.autograd.grad(potential(at).sum(), at)
        aims = at.detach() + step * velocity
        for _ in range(persistency):
            fit = ((move(z) - aims) ** 2).mean()
            of_generator.zero_grad()
            fit.backward()
            of_generator.step()
        entry.update(sources=flat(z), fitLoss=fit.item(), samples=flat(move(z)))
        record["iterations"].append(entry)
    record["final"] = {n: flat(p, t) for net, name in networks for n, p, t in net.named(name)}
    return {"torch": torch.__version__, "batch": BATCH, "persistency": persistency, "step": step, **record}


def main():
    folder = Path(sys.argv[1])
    torch.manual_seed(20260)
    torch.set_num_threads(1)
    cases = [
        case(activation, flow, sides, weight, batch_norm)
        for activation in ACTIVATIONS
        for flow, sides, weight, batch_norm in (("w1", "two", 10.0, False), ("jsd", "one", 3.0, True))
    ]
    optimizers = [
        optimizer_case("adam", lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.5, 0.9), eps=1e-6)),
        optimizer_case("sgd", lambda p: torch.optim.SGD(p, lr=0.1)),
        optimizer_case("momentum", lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8)),
        optimizer_case("rmsprop", lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-6)),
    ]
    reference = {"torch": torch.__version__, "batch": BATCH, "cases": cases, "optimizers": optimizers}
    (folder / "torch-reference.json").write_text(json.dumps(reference) + "\n")
    torch.manual_seed(20261)
    (folder / "torch-trajectory.json").write_text(json.dumps(trajectory()) + "\n")


if __name__ == "__main__":
    main()
