"""Samples over the target: a row of panels per configuration, a column per snapshot."""

import numpy as np

from .style import GRID, INK, MUTED, TARGET, look
from matplotlib import patheffects
from .clouds import scatter, set_frame
from .panels import Grid, bare, say


def draw(title, content):
    panels, targets = content["panels"], [np.array(cloud, dtype=float) for cloud in content["targets"]]
    samples = [np.array(panel.get("samples", []), dtype=float) for panel in panels]
    line = len(content["frame"]) == 1
    by_row = len(content["rows"]) > 1 and any(content["rows"])
    colours = [look(row)[0] for row in range(len(content["rows"]))] if by_row else None
    titled = any(panel["title"] for panel in panels)
    grid = Grid(content["rows"], content["columns"], title, words(content, line), colours=colours, titled=titled, side=2.4)
    for panel, cloud in zip(panels, samples):
        axes = grid.axes(panel["row"], panel["column"], title=panel["title"])
        bare(axes, GRID)
        if not cloud.size:
            say(axes, panel.get("note", "no samples"))
            continue
        target = targets[panel["target"]] if "target" in panel else np.empty((0, cloud.shape[1]))
        colour = look(panel["series"])[0]
        if line:
            draw_line(axes, target, cloud, colour, content["frame"][0])
        else:
            scatter(axes, target, TARGET, 0.75)
            draw_arrows(axes, panel, cloud)
            scatter(axes, cloud, colour, 0.65, layer=2)
            set_frame(axes, content["frame"])
        if panel.get("score") is not None:
            write_score(axes, panel["score"], "top" if line else "bottom")
    return grid.figure


def words(content, line):
    parts = ["colour: density of the samples" if line else "colour: samples"]
    if content["targets"]:
        parts.append("grey: target")
    if any("sources" in panel for panel in content["panels"]):
        parts.append("arrows: from the source point to its sample")
    if content["metric"]:
        parts.append(f"number: {content['metric']}")
    return " · ".join(parts)


def draw_arrows(axes, panel, cloud):
    sources = np.array(panel.get("sources", []), dtype=float)
    if not sources.size:
        return
    ends = cloud[: len(sources)]
    axes.quiver(*sources.T, *(ends - sources).T, angles="xy", scale_units="xy", scale=1, width=0.0035, headwidth=4, headlength=5,
                color=INK, alpha=0.35, zorder=1.5)


def draw_line(axes, target, cloud, colour, limits):
    edges = np.linspace(*limits, 61)
    if len(target):
        axes.hist(target[:, 0], edges, density=True, color=TARGET, alpha=0.9)
    axes.hist(cloud[:, 0], edges, density=True, histtype="step", color=colour, linewidth=1.4)
    axes.set_xlim(edges[0], edges[-1])


def write_score(axes, score, va):
    label = axes.text(0.96, 0.96 if va == "top" else 0.04, f"{score:#.3g}", transform=axes.transAxes, ha="right", va=va, fontsize=7.5,
                      color=MUTED)
    label.set_path_effects([patheffects.withStroke(linewidth=2.5, foreground="white")])
