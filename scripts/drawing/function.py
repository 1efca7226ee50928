"""Functions of one variable, and on request their derivatives in a panel below."""

import numpy as np

from .style import LINE, WIDTH, look
import matplotlib.pyplot as plt
from .labels import heading


def draw(title, content):
    points = np.array(content["points"], dtype=float)
    panels = [("values", "h(d)")] + ([("slopes", "h\u2032(d)")] if content["derivative"] else [])
    room = 0.72 + 0.078 * max(len(line["label"]) for line in content["lines"])
    figure, every = plt.subplots(1, len(panels), figsize=(WIDTH + max(0, room - 1.7), 4.4), squeeze=False)
    for axes, (name, label) in zip(every[0], panels):
        for index, line in enumerate(content["lines"]):
            colour, dash = look(index)
            values = np.array(line[name], dtype=float)
            axes.plot(points, values, color=colour, linestyle=dash, linewidth=2, label=line["label"])
        axes.set_xlim(points[0], points[-1])
        if content["y-limits"]:
            axes.set_ylim(*content["y-limits"])
        axes.set_xlabel("d")
        axes.set_ylabel(label)
        axes.axhline(0, color="#9ca3af", linewidth=0.8, zorder=0.9)
        axes.axvline(0, color="#9ca3af", linewidth=0.8, zorder=0.9)
    width = figure.get_size_inches()[0]
    left = 0.68 / width
    heading(figure, left, title, "the particles climb h, with velocity h\u2032(d) \u2207d")
    figure.subplots_adjust(left=left, right=1 - room / width, wspace=0.28)
    every[0][-1].legend(loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False, fontsize=9, handlelength=2.6, borderaxespad=0,
                        labelspacing=LINE / 2)
    return figure
