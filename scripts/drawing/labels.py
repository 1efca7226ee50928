"""Headings, and labels that keep out of each other's way."""

import numpy as np

from .style import LINE, MUTED, darker


def heading(figure, left, title, subtitle):
    """The title of a picture and a line below it; the room that they and the axis below take."""
    height = figure.get_size_inches()[1]
    figure.text(left, 1 - 0.20 / height, title, fontsize=13, fontweight="bold", va="top")
    figure.text(left, 1 - 0.44 / height, subtitle, fontsize=9.5, color=MUTED, va="top")
    figure.subplots_adjust(top=1 - 0.74 / height, bottom=0.54 / height)


def spread(positions, gaps, low, high):
    """Moves labels as little as possible, in squares, until neighbours are half the sum of their `gaps` apart.

    Without the gaps in between, they only have to be in order: isotonic regression, by pooling adjacent violators.
    """
    order = np.argsort(positions, kind="stable")
    gaps = np.asarray(gaps, dtype=float)[order]
    offsets = np.concatenate([[0], np.cumsum((gaps[1:] + gaps[:-1]) / 2)])
    pools = []
    for value in np.asarray(positions, dtype=float)[order] - offsets:
        pools.append([value, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, n), (b, m) = pools[-2:]
            pools[-2:] = [[(a * n + b * m) / (n + m), n + m]]
    ordered = np.concatenate([np.full(count, value) for value, count in pools])
    result = np.empty(len(order))
    result[order] = np.clip(ordered, low, max(low, high - offsets[-1])) + offsets
    return result


def label_ends(figure, axes, labels, size, left=0.085):
    """Writes each label, (height, text, colour), at the right end of its curve, moved apart where they would overlap."""
    written = [axes.text(0, 0, name, color=darker(colour), fontsize=size, va="center", linespacing=1.05) for _, name, colour in labels]
    widest = max(label.get_window_extent().width for label in written) / figure.dpi / figure.get_size_inches()[0]
    figure.subplots_adjust(left=left, right=1 - min(0.45, widest + 0.035))
    figure.canvas.draw()
    to_axes = axes.transAxes.inverted()
    heights = [to_axes.transform(axes.transData.transform((axes.get_xlim()[1], value)))[1] for value, _, _ in labels]
    inches = figure.get_size_inches()[1] * axes.get_position().height
    gaps = [(name.count("\n") + 1) * size * LINE / 72 / inches for _, name, _ in labels]
    placed = spread(np.clip(heights, 0, 1), gaps, 0, 1)
    for label, height, spot, (_, _, colour) in zip(written, heights, placed, labels):
        axes.plot([1, 1.018], [np.clip(height, 0, 1), spot], color=colour, linewidth=1, alpha=0.7, transform=axes.transAxes, clip_on=False)
        label.set(transform=axes.transAxes, position=(1.026, spot), clip_on=False)
