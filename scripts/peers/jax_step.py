#!/usr/bin/env python3
"""The WGAN-GP step of `gfbench step` in JAX, one thread; see protocol.py and torch_step.py.

jit is a training loop as most are written: it splits its key and calls one compiled step at a time.
donated keeps key and count inside the step and gives its buffers up for the results; scan compiles
a loop over a hundred such steps.
"""
import protocol

jax = protocol.require("jax")
jnp = jax.numpy

MODES = ("jit", "donated", "scan")
LOOP = 100


def layers(key, widths):
    """PyTorch's initialisation: uniform in +-1/sqrt(fan-in)."""
    result = []
    for inputs, outputs in zip(widths, widths[1:]):
        key, of_weight, of_bias = jax.random.split(key, 3)
        bound = inputs ** -0.5
        result.append((jax.random.uniform(of_weight, (inputs, outputs), minval=-bound, maxval=bound),
                       jax.random.uniform(of_bias, (outputs,), minval=-bound, maxval=bound)))
    return result


def apply(network, points):
    for weight, bias in network[:-1]:
        points = jax.nn.relu(points @ weight + bias)
    weight, bias = network[-1]
    return points @ weight + bias


def norms(rows):
    """Euclidean norms whose gradient at 0 is 0, as PyTorch's is, and not NaN."""
    squares = (rows * rows).sum(1)
    return jnp.where(squares > 0, jnp.sqrt(jnp.where(squares > 0, squares, 1)), 0)


def adam(network, gradient, moments, count, rate=1e-4, beta1=0.5, beta2=0.9):
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, moments[0], gradient)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, moments[1], gradient)

    def moved(parameter, m, v):
        return parameter - rate * (m / (1 - beta1 ** count)) / (jnp.sqrt(v / (1 - beta2 ** count)) + 1e-8)

    return jax.tree.map(moved, network, first, second), (first, second)


def make_step(batch):
    def critic_loss(critic, real, fake, between):
        slope = jax.grad(lambda points: apply(critic, points).sum())(between)
        penalty = ((norms(slope) - 1) ** 2).mean()
        return apply(critic, fake).mean() - apply(critic, real).mean() + 10 * penalty

    def generator_loss(generator, critic, latents):
        return -apply(critic, apply(generator, latents)).mean()

    def step(generator, critic, of_generator, of_critic, key, count):
        keys = jax.random.split(key, 4)
        real, latents = (jax.random.normal(keys[i], (batch, 2)) for i in (0, 1))
        mixing = jax.random.uniform(keys[2], (batch, 1))
        fake = apply(generator, latents)
        between = mixing * real + (1 - mixing) * fake
        loss, gradient = jax.value_and_grad(critic_loss)(critic, real, fake, between)
        critic, of_critic = adam(critic, gradient, of_critic, count)
        latents = jax.random.normal(keys[3], (batch, 2))
        adversarial, gradient = jax.value_and_grad(generator_loss)(generator, critic, latents)
        generator, of_generator = adam(generator, gradient, of_generator, count)
        return (generator, critic, of_generator, of_critic), (loss, adversarial)

    return step


def plain_loop(step, networks):
    """run(n) for a loop in Python around one compiled step."""
    step = jax.jit(step)
    key, count = jax.random.key(2), 0

    def run(calls):
        nonlocal networks, key, count
        for _ in range(calls):
            count += 1
            key, part = jax.random.split(key)
            networks, losses = step(*networks, part, float(count))
        return losses

    return run


def carried_loop(step, networks, length):
    """run(n) for calls of `length` compiled steps whose whole state stays inside."""
    def carried(state, _):
        networks, key, count = state
        key, part = jax.random.split(key)
        networks, losses = step(*networks, part, count + 1)
        return (networks, key, count + 1), losses

    if length == 1:
        call = jax.jit(lambda state: carried(state, None), donate_argnums=0)
    else:
        call = jax.jit(lambda state: jax.lax.scan(carried, state, length=length), donate_argnums=0)
    state = (networks, jax.random.key(2), jnp.float32(0))

    def run(calls):
        nonlocal state
        for _ in range(calls):
            state, losses = call(state)
        return [loss.reshape(-1)[-1] for loss in losses]

    return run


def main():
    options = protocol.arguments(
        __doc__, ("--mode", {"choices": MODES, "default": "jit"}),
        ("--width", {"type": int, "default": 128}), ("--batch", {"type": int, "default": 512}))
    width = options.width
    generator = layers(jax.random.key(0), [2, width, width, width, 2])
    critic = layers(jax.random.key(1), [2, width, width, width, 1])
    zeros = lambda network: tuple(jax.tree.map(jnp.zeros_like, network) for _ in range(2))
    networks = (generator, critic, zeros(generator), zeros(critic))
    step = make_step(options.batch)
    length = LOOP if options.mode == "scan" else 1
    run = plain_loop(step, networks) if options.mode == "jit" else carried_loop(step, networks, length)

    def waited(calls):
        return [float(loss) for loss in run(calls)]

    protocol.serve(f"JAX {jax.__version__} {options.mode}", waited, options.block, length)


if __name__ == "__main__":
    main()
