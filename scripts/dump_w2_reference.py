#!/usr/bin/env python3
"""Prints the losses of the W2 pair and their gradients, as literals of FlowsTests.

  python3 scripts/dump_w2_reference.py

Needs numpy only. Potentials are tanh networks with one hidden layer whose gradient is written by
hand; the loss is differentiated by their parameters with complex steps, exact to rounding.
"""
import numpy as np

BATCH, DIMENSION, WIDTH, WEIGHT, STEP = 6, 2, 4, 20.0, 1e-40


def waves(count, phase, scale):
    """Numbers that are easily made anywhere: scale · sin(phase + 1.7 k)."""
    return scale * np.sin(phase + 1.7 * np.arange(count))


def unpack(parameters):
    """Weights [d, w], biases [w] and output weights [w] of φ, then of eps."""
    size = DIMENSION * WIDTH + 2 * WIDTH
    nets = []
    for part in (parameters[:size], parameters[size:]):
        a, b = DIMENSION * WIDTH, DIMENSION * WIDTH + WIDTH
        nets.append((part[:a].reshape(DIMENSION, WIDTH), part[a:b], part[b:]))
    return nets


def field(net, points):
    """Values [n] and gradients [n, d]."""
    weights, biases, out = net
    hidden = np.tanh(points @ weights + biases)
    return hidden @ out, ((1 - hidden ** 2) * out) @ weights.T


def pair(parameters):
    phi, eps = unpack(parameters)

    def psi(points):
        (f, df), (e, de) = field(phi, points), field(eps, points)
        return e - f, de - df

    return (lambda points: field(phi, points)), psi


def slack(phi, psi, x, y):
    return phi(x)[0] + psi(y)[0] - ((x - y) ** 2).sum(axis=1) / 2


def positive(values):
    return np.where(values.real > 0, values, 0)


def losses(parameters, x, y, a, b):
    phi, psi = pair(parameters)
    between_x, between_y = a * x + (1 - a) * y, b * y + (1 - b) * x
    objective = phi(x)[0].mean() + psi(y)[0].mean()
    terms = [
        positive(slack(phi, psi, x, y)), positive(slack(phi, psi, between_x, between_y)),
        slack(phi, psi, x, x - phi(x)[1]), slack(phi, psi, y - psi(y)[1], y),
    ]
    return objective, WEIGHT * sum((t ** 2).mean() for t in terms), terms


x = waves(BATCH * DIMENSION, 0.3, 1.0).reshape(BATCH, DIMENSION)
y = waves(BATCH * DIMENSION, 2.1, 1.2).reshape(BATCH, DIMENSION)
a = 0.5 + waves(BATCH, 0.9, 0.5)[:, None]
b = 0.5 + waves(BATCH, 1.4, 0.5)[:, None]
theta = waves(2 * (DIMENSION * WIDTH + 2 * WIDTH), 0.7, 1.1)

objective, penalty, terms = losses(theta, x, y, a, b)
for term in terms[:2]:
    assert 0 < (term > 0).sum() < BATCH, "both sides of the hinge must occur"
gradient = []
for k in range(theta.size):
    moved = theta.astype(complex)
    moved[k] += 1j * STEP
    o, p, _ = losses(moved, x, y, a, b)
    gradient.append((p - o).imag / STEP)
phi, psi = pair(theta)


def literal(name, values):
    print(f"{name}: [{', '.join(f'{v:.15g}' for v in np.ravel(values))}]")


literal("objective", objective)
literal("penalty", penalty)
literal("gradient", gradient)
literal("velocity by psi", -psi(y)[1])
literal("velocity by phi", phi(y)[1])
