"""Points in panels: how large they are, and the frame that shows them."""

import numpy as np


def frame(cloud):
    """The centre and the half side of a square around the bulk of a cloud; a stray point does not widen it."""
    low, high = np.quantile(cloud, 0.002, axis=0), np.quantile(cloud, 0.998, axis=0)
    return (low + high) / 2, 0.5 * 1.35 * max(np.max(high - low), 1e-6)


def scatter(axes, cloud, colour, alpha, limits=None):
    if len(cloud):
        size = np.clip(2500 / len(cloud), 0.9, 9)
        axes.scatter(cloud[:, 0], cloud[:, 1], s=size, color=colour, alpha=alpha, linewidths=0, rasterized=True)


def set_frame(axes, center, half, x_limits=None, y_limits=None):
    axes.set_xlim(*(x_limits or (center[0] - half, center[0] + half)))
    axes.set_ylim(*(y_limits or (center[1] - half, center[1] + half)))
    axes.set_aspect("equal", adjustable="box" if not (x_limits or y_limits) else "datalim")
