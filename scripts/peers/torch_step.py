#!/usr/bin/env python3
"""The WGAN-GP step of `gfbench step` in PyTorch, one thread; see protocol.py.

One step: fresh samples of the target and latents, both N(0, I) in the plane; the critic descends
E D(G(z)) - E D(x) + 10 E (|grad D(u)| - 1)^2 by Adam; on fresh latents the generator descends
-E D(G(z)) by Adam. G is 2-W-W-W-2 and D 2-W-W-W-1, both ReLU.
"""
import protocol

torch = protocol.require("torch")

MODES = ("eager", "for-loop", "fused", "compile")


def network(widths):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


class Step:
    def __init__(self, mode, width, batch):
        self.batch = batch
        self.generator = network([2, width, width, width, 2])
        self.critic = network([2, width, width, width, 1])
        adam = {"lr": 1e-4, "betas": (0.5, 0.9)}
        if mode == "for-loop":
            adam["foreach"] = False
        elif mode != "eager":
            adam["fused"] = True
        self.of_generator = torch.optim.Adam(self.generator.parameters(), **adam)
        self.of_critic = torch.optim.Adam(self.critic.parameters(), **adam)
        self.critic_loss, self.generator_loss = self.eager_critic_loss, self.adversarial_loss
        if mode == "compile":
            # The compiler refuses to differentiate twice, so the inner gradient is a function
            # transform inside the compiled region.
            self.slope = torch.func.grad(lambda points: self.critic(points).sum())
            self.critic_loss = torch.compile(self.functional_critic_loss)
            self.generator_loss = torch.compile(self.adversarial_loss)

    def eager_critic_loss(self, real, latents, mixing):
        with torch.no_grad():
            fake = self.generator(latents)
        between = (mixing * real + (1 - mixing) * fake).requires_grad_(True)
        (slope,) = torch.autograd.grad(self.critic(between).sum(), between, create_graph=True)
        return self.wasserstein_loss(real, fake, slope)

    def functional_critic_loss(self, real, latents, mixing):
        fake = self.generator(latents).detach()
        return self.wasserstein_loss(real, fake, self.slope(mixing * real + (1 - mixing) * fake))

    def wasserstein_loss(self, real, fake, slope):
        penalty = ((slope.norm(2, dim=1) - 1) ** 2).mean()
        return self.critic(fake).mean() - self.critic(real).mean() + 10.0 * penalty

    def adversarial_loss(self, latents):
        return -self.critic(self.generator(latents)).mean()

    def __call__(self):
        real, latents = torch.randn(self.batch, 2), torch.randn(self.batch, 2)
        loss = self.critic_loss(real, latents, torch.rand(self.batch, 1))
        self.of_critic.zero_grad(set_to_none=True)
        loss.backward()
        self.of_critic.step()
        # The generator's loss needs no gradient by the critic's parameters.
        self.critic.requires_grad_(False)
        adversarial = self.generator_loss(torch.randn(self.batch, 2))
        self.of_generator.zero_grad(set_to_none=True)
        adversarial.backward()
        self.of_generator.step()
        self.critic.requires_grad_(True)
        return loss.item(), adversarial.item()


def main():
    options = protocol.arguments(
        __doc__, ("--mode", {"choices": MODES, "default": "eager"}),
        ("--width", {"type": int, "default": 128}), ("--batch", {"type": int, "default": 512}))
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(0)
    step = Step(options.mode, options.width, options.batch)

    def run(count):
        for _ in range(count):
            losses = step()
        return losses

    version = torch.__version__.split("+")[0]
    protocol.serve(f"PyTorch {version} {options.mode}", run, options.block)


if __name__ == "__main__":
    main()
