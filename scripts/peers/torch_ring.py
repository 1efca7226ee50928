#!/usr/bin/env python3
"""The ring iteration of `gfbench ring` in PyTorch, one thread; see protocol.py.

W1-FE on a ring of eight Gaussians with the sizes of the authors' code (Malik & Huang 2024): five
critic steps with a one-sided gradient penalty on fresh batches, then five fits of the generator to
the samples moved by one Euler step; a residual generator with batch normalisation; Adam.
"""
import math

import protocol

torch = protocol.require("torch")
nn = torch.nn

MODES = ("eager", "for-loop", "fused")
BATCH, WIDTH = 512, 128
CRITIC_STEPS, PERSISTENCY, STEP, WEIGHT = 5, 5, 1.0, 10.0


def network(outputs, deviation, normalized):
    layers, inputs = [], 2
    for _ in range(3):
        layers.append(nn.Linear(inputs, WIDTH))
        if normalized:
            layers.append(nn.BatchNorm1d(WIDTH))
        layers.append(nn.ReLU())
        inputs = WIDTH
    layers.append(nn.Linear(inputs, outputs))
    for layer in layers:
        if not isinstance(layer, nn.ReLU):
            nn.init.normal_(layer.weight, 0, deviation)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


class Iteration:
    def __init__(self, mode):
        self.residual = network(2, 0.01, normalized=True)
        self.critic = network(1, 0.1, normalized=False)
        adam = {"eager": {}, "for-loop": {"foreach": False}, "fused": {"fused": True}}[mode]
        self.of_generator = torch.optim.Adam(self.residual.parameters(), lr=1e-4, **adam)
        self.of_critic = torch.optim.Adam(self.critic.parameters(), lr=5e-4, **adam)
        angles = torch.arange(1, 9) * (2 * math.pi / 8)
        self.means = torch.stack([angles.cos(), angles.sin()], 1).repeat_interleave(BATCH // 8, 0)

    def generator(self, latents):
        return latents + self.residual(latents)

    def latents(self):
        return 0.05 * torch.randn(BATCH, 2)

    def data(self):
        return (self.means + 0.1 * torch.randn(BATCH, 2))[torch.randperm(BATCH)]

    def critic_step(self):
        real, mixing = self.data(), torch.rand(BATCH, 1)
        with torch.no_grad():
            fake = self.generator(self.latents())
        between = (mixing * real + (1 - mixing) * fake).requires_grad_(True)
        (slope,) = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
        penalty = ((slope.norm(dim=1) - 1).clamp(min=0) ** 2).mean()
        loss = self.critic(fake).mean() - self.critic(real).mean() + WEIGHT * penalty
        self.of_critic.zero_grad(set_to_none=True)
        loss.backward()
        self.of_critic.step()
        return loss

    def __call__(self):
        for _ in range(CRITIC_STEPS):
            loss = self.critic_step()
        latents = self.latents()
        samples = self.generator(latents)
        points = samples.detach().requires_grad_(True)
        (velocity,) = torch.autograd.grad(self.critic(points).sum(), points)
        aims = samples.detach() + STEP * velocity
        for step in range(PERSISTENCY):
            if step > 0:
                samples = self.generator(latents)
            fit = nn.functional.mse_loss(samples, aims)
            self.of_generator.zero_grad(set_to_none=True)
            fit.backward()
            self.of_generator.step()
        return loss.item(), fit.item()


def main():
    options = protocol.arguments(__doc__, ("--mode", {"choices": MODES, "default": "eager"}))
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(0)
    iteration = Iteration(options.mode)

    def run(count):
        for _ in range(count):
            losses = iteration()
        return losses

    version = torch.__version__.split("+")[0]
    protocol.serve(f"PyTorch {version} {options.mode}", run, options.block)


if __name__ == "__main__":
    main()
