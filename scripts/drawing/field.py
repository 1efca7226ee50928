"""Potentials and velocities in the plane: filled contours of H(d), arrows along its gradient."""

import numpy as np

from .style import COLOURS, GRID, INK, MUTED
from matplotlib import colors
from .clouds import scatter, set_frame
from .panels import Grid, bare, say

# Light, so that points and arrows stand out, and of one hue, so that it reads in grey.
HEIGHTS = colors.LinearSegmentedColormap.from_list("heights", ["#f7f7f7", "#c6d3e3", "#7f9cc0"])


def draw(title, content):
    panels = content["panels"]
    parts = ["shades: H(d(y)), dark is high, each panel by itself", "arrows: \u2207H(d(y))"]
    if any("samples" in panel for panel in panels):
        parts.append("filled: samples")
    if any("target" in panel for panel in panels):
        parts.append("open: target")
    titled = any(panel["title"] for panel in panels)
    grid = Grid(content["rows"], content["columns"], title, " · ".join(parts), titled=titled, side=3.4)
    for panel in panels:
        axes = grid.axes(panel["row"], panel["column"], title=panel["title"])
        bare(axes, GRID)
        if "heights" not in panel:
            say(axes, panel.get("note", ""))
            continue
        draw_panel(axes, panel, content)
    return grid.figure


def draw_panel(axes, panel, content):
    x, y = (np.array(axis) for axis in panel["axes"])
    heights = np.array(panel["heights"], dtype=float).reshape(len(x), len(y)).T
    axes.contourf(x, y, heights, levels=14, cmap=HEIGHTS)
    axes.contour(x, y, heights, levels=14, colors="white", linewidths=0.6)
    if "target" in panel:
        cloud = np.array(content["targets"][panel["target"]])
        if len(cloud):
            axes.scatter(*cloud.T, s=7, facecolors="none", edgecolors=MUTED, linewidths=0.5, rasterized=True)
    if "samples" in panel:
        scatter(axes, np.array(panel["samples"]), COLOURS[1], 0.75, layer=2)
    if "velocities" in panel:
        a, b = np.meshgrid(*(np.array(axis) for axis in panel["arrow-axes"]), indexing="ij")
        u, v = np.array(panel["velocities"], dtype=float).reshape(-1, 2).T
        axes.quiver(a.ravel(), b.ravel(), u, v, angles="xy", width=0.0045, headwidth=3.6, headlength=4.2, color=INK, alpha=0.75, zorder=3)
    set_frame(axes, content["frame"])
