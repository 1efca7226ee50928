"""Points in panels."""

import numpy as np


def scatter(axes, cloud, colour, alpha, layer=1):
    """Points as large as their number allows."""
    if len(cloud):
        size = np.clip(2500 / len(cloud), 0.9, 9)
        axes.scatter(cloud[:, 0], cloud[:, 1], s=size, color=colour, alpha=alpha, linewidths=0, rasterized=True, zorder=layer)


def set_frame(axes, frame):
    """Shows the part of the plane that all panels show, without stretching it."""
    axes.set_xlim(*frame[0])
    axes.set_ylim(*frame[1])
    axes.set_aspect("equal", adjustable="box")
