#!/usr/bin/env python3
"""The density steps of `gfbench density` by SciPy, one thread; see protocol.py.

The same equations on the same grid as gfrun's: finite volumes of u_t = 1/2 div(p grad log(1 + u / p))
with Scharfetter's and Gummel's conductances, implicit Euler, Newton's method until 1e-13 of the mass
is left. From N((1, 0), 1/4) to N(0, 1), the same steps from the same start at each call; the
Jensen-Shannon divergence that comes out is held against gfrun's.

spsolve  scipy.sparse.linalg.spsolve (SuperLU) on the Newton matrix
banded   scipy.linalg.solve_banded, one dimension only
cg       scipy.sparse.linalg.cg with a diagonal preconditioner, to 1e-5
"""
import protocol

np = protocol.require("numpy")
scipy = protocol.require("scipy")
linear = protocol.require("scipy.linalg")
sparse = protocol.require("scipy.sparse")
solvers = protocol.require("scipy.sparse.linalg")

REACH = 7.2


def grid(dimension, cells):
    """Masses of target and source, the width of a cell along each axis: the box gfrun chooses."""
    means = [1.0] + [0.0] * (dimension - 1)
    parts, widths = [], []
    for mean in means:
        low, high = min(-REACH, mean - REACH / 2), max(REACH, mean + REACH / 2)
        width = (high - low) / cells
        x = low + (np.arange(cells) + 0.5) * width
        laws = [np.exp(-0.5 * ((x - m) / s) ** 2) for m, s in ((0.0, 1.0), (mean, 0.5))]
        parts.append([law / law.sum() for law in laws])
        widths.append(width)
    if dimension == 1:
        return parts[0][0], parts[0][1], widths
    return tuple(np.outer(parts[0][i], parts[1][i]) for i in range(2)) + (widths,)


def conductance(a, b, width):
    """The harmonic mean of a function whose logarithm is linear between a and b, over width squared."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    rise = np.log(high / low)
    return np.where(rise > 1e-4, low * rise / -np.expm1(-np.maximum(rise, 1e-4)),
                    low * (1 + rise / 2 + rise**2 / 12)) / width**2


def diffusion(p, widths):
    """The matrix of -div(p grad), symmetric and singular."""
    index = np.arange(p.size).reshape(p.shape)
    matrix = sparse.csc_array((p.size, p.size))
    for axis, width in enumerate(widths):
        before = tuple(slice(None, -1) if i == axis else slice(None) for i in range(p.ndim))
        after = tuple(slice(1, None) if i == axis else slice(None) for i in range(p.ndim))
        g = conductance(p[before], p[after], width).ravel()
        i, j = index[before].ravel(), index[after].ravel()
        matrix = matrix + sparse.coo_array(
            (np.concatenate([g, g, -g, -g]),
             (np.concatenate([i, j, i, j]), np.concatenate([i, j, j, i]))), matrix.shape).tocsc()
    return matrix


def solver(mode, masses, flow):
    """Solves (diag(masses / slope / step) + flow) y = rest for y."""
    if mode == "banded":
        bands = np.zeros((3, len(masses)))
        bands[0, 1:], bands[2, :-1] = flow.diagonal(1), flow.diagonal(-1)
        own = flow.diagonal()

        def solve(storage, rest):
            bands[1] = own + storage
            return linear.solve_banded((1, 1), bands, rest, check_finite=False)
    elif mode == "cg":
        rows, own = flow.tocsr(), flow.diagonal()

        def solve(storage, rest):
            matrix = rows + sparse.diags_array(storage, format="csr")
            inverse = sparse.diags_array(1 / (own + storage), format="csr")
            y, info = solvers.cg(matrix, rest, rtol=1e-5, M=inverse)
            if info:
                protocol.fail("cg does not converge")
            return y
    else:
        def solve(storage, rest):
            return solvers.spsolve(flow + sparse.diags_array(storage, format="csc"), rest)
    return solve


def main():
    options = protocol.arguments(
        __doc__, ("--mode", {"choices": ("spsolve", "banded", "cg"), "default": "spsolve"}),
        ("--dimension", {"type": int}), ("--cells", {"type": int}), ("--step", {"type": float}),
        ("--count", {"type": int, "help": "steps of a call"}),
        ("--expect", {"type": float, "help": "the divergence that must come out"}))
    target, source, widths = grid(options.dimension, options.cells)
    flow = diffusion(target, widths)
    masses, start = target.ravel(), (source / target).ravel()
    solve, step = solver(options.mode, masses, flow), options.step

    def advance(v):
        before = v
        for _ in range(50):
            rest = masses * (before - v) - step * (flow @ (0.5 * np.log1p(v)))
            if np.abs(rest).sum() <= 1e-13:
                return v
            slope = 0.5 / (1 + v)
            v = np.maximum(v + solve(masses / (slope * step), rest / step) / slope, 0)
        protocol.fail("Newton's method does not converge")

    def run(calls):
        values = []
        for _ in range(calls):
            v = start
            for _ in range(options.count):
                v = advance(v)
            own = np.where(v > 0, v * np.log(np.maximum(v, 1e-300)), 0)
            values.append(float(np.log(2) + 0.5 * (masses * (own - (1 + v) * np.log1p(v))).sum()))
        for value in values:
            if abs(value - options.expect) > 1e-9:
                protocol.fail(f"the divergence is {value!r}, gfrun found {options.expect!r}")
        return values

    protocol.serve(
        f"SciPy {scipy.__version__} {options.mode}", run, options.block, warm_up=1)


if __name__ == "__main__":
    main()
