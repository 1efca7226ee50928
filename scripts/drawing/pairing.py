"""Points on lines, one line per row, with arrows from each point to its partner in the next row."""

import textwrap

from .style import COLOURS, INK, WIDTH
import matplotlib.pyplot as plt
from .labels import heading


def draw(title, content):
    rows, panels = content["rows"], content["panels"]
    every = [value for row in rows for value in row["values"]] + [value for panel in panels for value in panel["marks"]]
    low, high = min(every), max(every)
    room = 0.08 * (high - low)
    figure, axes = plt.subplots(1, len(panels), figsize=(WIDTH, 1.2 + 0.85 * len(rows)), squeeze=False, sharey=True)
    for spot, panel in zip(axes[0], panels):
        draw_panel(spot, rows, panel, low - room, high + room)
        spot.set_title("\n".join(textwrap.wrap(panel["title"], 44)), fontsize=10, loc="left")
        spot.set_xlabel(f"W\u2081 to {rows[-1]['name']}: {content['start']:.3f} \u2192 {panel['distance']:.3f}", color=INK, fontsize=9.5)
    heading(figure, 0.085, title, f"arrows: partners · circles: what {rows[-2]['name']} became")
    height = figure.get_size_inches()[1]
    figure.subplots_adjust(left=0.085, right=0.985, wspace=0.06, top=1 - 1.0 / height, bottom=0.45 / height)
    return figure


def draw_panel(axes, rows, panel, low, high):
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    heights = [len(rows) - 1 - index for index in range(len(rows))]
    for row, height in zip(rows, heights):
        axes.plot([low, high], [height, height], color="#9ca3af", linewidth=1, zorder=1)
        axes.plot(row["values"], [height] * len(row["values"]), "o", color=INK, markersize=5.5, zorder=3)
    for upper, lower, height in zip(rows, rows[1:], heights):
        for start, end in zip(upper["values"], lower["values"]):
            axes.annotate("", (end, height - 1 + 0.06), (start, height - 0.06), zorder=2,
                          arrowprops={"arrowstyle": "-|>", "color": COLOURS[0], "linewidth": 1.1, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9})
    axes.plot(panel["marks"], [0] * len(panel["marks"]), "o", markersize=10.5, markerfacecolor="none", markeredgecolor=COLOURS[1],
              markeredgewidth=1.8, zorder=4)
    axes.set_xlim(low, high)
    axes.set_ylim(-0.35, len(rows) - 0.65)
    axes.set_yticks(heights, [row["name"] for row in rows])
    axes.tick_params(length=0, labelcolor=INK)
    axes.set_xticks([])
