"""Densities: heat maps in the plane with one scale of colours, curves on the line."""

import numpy as np

from .style import COLOURS, GRID, INK, TARGET, look
from matplotlib import colors
from .clouds import set_frame
from .panels import Grid, bare, say

# From white through one hue to nearly black: it reads in grey, and on paper.
SHADES = colors.LinearSegmentedColormap.from_list("shades", ["#ffffff", "#a9cfe8", "#0072B2", "#0b2545"])


def draw(title, content):
    panels = content["panels"]
    plane = len(content["frame"]) == 2
    by_row = len(content["rows"]) > 1 and any(content["rows"]) and not plane
    colours = [look(row)[0] for row in range(len(content["rows"]))] if by_row else None
    titled = any(panel["title"] for panel in panels)
    target = "dots: target" if plane else "grey: target"
    words = " · ".join(["the darker, the denser, on one scale" if plane else "line: density"]
                       + ([target] if any("target" in panel or "target-values" in panel for panel in panels) else []))
    grid = Grid(content["rows"], content["columns"], title, words, colours=colours, titled=titled, side=2.4, bar=plane)
    top = max((max(panel["values"]) for panel in panels if "values" in panel), default=1)
    image = None
    for panel in panels:
        axes = grid.axes(panel["row"], panel["column"], title=panel["title"])
        bare(axes, GRID)
        if "values" not in panel:
            say(axes, panel.get("note", "no samples"))
        elif plane:
            image = heat(axes, panel, content, top)
        else:
            curve(axes, panel, content, top)
    if image is not None:
        grid.bar(image, "density")
    return grid.figure


def heat(axes, panel, content, top):
    x, y = (np.array(axis) for axis in panel["axes"])
    values = np.array(panel["values"], dtype=float).reshape(len(x), len(y))
    image = axes.pcolormesh(x, y, values.T, cmap=SHADES, norm=colors.PowerNorm(0.4, 0, top), shading="nearest", rasterized=True)
    if "target" in panel:
        cloud = np.array(content["targets"][panel["target"]])
        if len(cloud):
            axes.scatter(*cloud.T, s=1.4, color=COLOURS[1], alpha=0.5, linewidths=0, rasterized=True)
    set_frame(axes, content["frame"])
    return image


def curve(axes, panel, content, top):
    if "target-values" in panel:
        axes.fill_between(panel["target-axes"][0], panel["target-values"], step="mid", color=TARGET, linewidth=0)
    axes.plot(panel["axes"][0], panel["values"], color=look(panel["series"])[0], linewidth=1.6)
    axes.axhline(0, color=INK, linewidth=0.6)
    axes.set_xlim(*content["frame"][0])
    targets = max(panel.get("target-values", [0]))
    axes.set_ylim(0, 1.08 * max(top, targets))

