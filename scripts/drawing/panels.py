"""A grid of panels with labels before its rows and above its columns."""

import textwrap

from .style import INK, LINE, MUTED, WIDTH, darker  # before pyplot: it chooses where pyplot draws
import matplotlib.pyplot as plt


class Grid:
    """Places panels by inches, so that nothing overlaps whatever the labels are."""

    def __init__(self, rows, columns, title, subtitle, aspect=1.0, legend=(), x_label="", y_label="", colours=None, titled=False, side=None,
                 bar=False):
        self.rows, self.columns = list(rows) or [""], list(columns) or [""]
        ticks = bool(x_label or y_label)
        self.gap = 0.26 if ticks else 0.10
        names = ["\n".join(textwrap.fill(part, 18) for part in name.split(" · ")) if len(self.rows) > 1 else "" for name in self.rows]
        longest = max((len(line) for name in names for line in name.split("\n")), default=0)
        self.left = 0.12 + (0.085 * longest + 0.08) * bool(longest) + (0.45 if ticks else 0) + (0.26 if y_label else 0)
        entries, self._bar_room = list(legend), 0.75 if bar else 0
        widest = max((len(line) for name, *_ in entries for line in textwrap.wrap(name, 24)), default=0)
        right = 0.12 + (0.62 + 0.078 * widest if entries else 0) + self._bar_room
        heads = [textwrap.fill(name, max(8, int(14 * 6 / max(len(self.columns), 3)))) for name in self.columns] if len(self.columns) > 1 else [""]
        head = 0.17 * max(name.count("\n") + 1 for name in heads) if any(heads) else 0
        self.above = 0.17 if titled else 0
        bottom = 0.55 if ticks else 0.12
        top = 0.72 + head + 0.06
        room = WIDTH - self.left - right
        self.width = min(side or 2.6, (room - self.gap * (len(self.columns) - 1)) / len(self.columns))
        self.width = max(self.width, 0.85)
        self.height = self.width * aspect
        total = max(self.left + right + len(self.columns) * self.width + self.gap * (len(self.columns) - 1), 5.2)
        step = self.height + self.gap + self.above
        self.size = (total, top + len(self.rows) * step - self.gap + bottom)
        self.top = top
        self.figure = plt.figure(figsize=self.size)
        self._head(title, subtitle)
        for row, name in enumerate(names):
            if name:
                self._text(0.12, self._bottom(row) + self.height / 2, name, fontsize=9.5, fontweight="bold", va="center",
                           color=darker(colours[row]) if colours else INK)
        for column, name in enumerate(heads):
            if name:
                x = self.left + column * (self.width + self.gap) + self.width / 2
                self._text(x, self.size[1] - top + 0.05, name, fontsize=9, ha="center", va="bottom")
        if x_label:
            middle = self.left + (len(self.columns) * (self.width + self.gap) - self.gap) / 2
            self._text(middle, 0.10, x_label, ha="center", va="bottom")
        if y_label:
            low, high = self._bottom(len(self.rows) - 1), self._bottom(0) + self.height
            self._text(self.left - 0.48, (low + high) / 2, y_label, ha="right", va="center", rotation=90)
        self._legend(entries, right)

    def _head(self, title, subtitle):
        wide = int(self.size[0] * 14)
        self._text(0.12, self.size[1] - 0.16, title, fontsize=13, fontweight="bold", va="top")
        self._text(0.12, self.size[1] - 0.42, "\n".join(textwrap.wrap(subtitle, wide)[:1]), fontsize=9, va="top", color=MUTED)

    def _legend(self, entries, right):
        x, y = self.size[0] - right + 0.18, self.size[1] - self.top - 0.10
        for name, colour, dash in entries:
            lines = textwrap.wrap(name, 24)
            self.figure.add_artist(plt.Line2D([x / self.size[0], (x + 0.30) / self.size[0]], [y / self.size[1]] * 2, color=colour,
                                              linestyle=dash, linewidth=2))
            self._text(x + 0.38, y + 0.07, "\n".join(lines), fontsize=9, va="top", color=darker(colour))
            y -= 9 * LINE / 72 * len(lines) + 0.04

    def _text(self, x, y, text, **options):
        return self.figure.text(x / self.size[0], y / self.size[1], text, **options)

    def _bottom(self, row):
        return self.size[1] - self.top - (row + 1) * (self.height + self.above) - row * self.gap

    def axes(self, row, column, share=None, title=""):
        """The axes of a panel, inches from the left and the bottom."""
        box = [(self.left + column * (self.width + self.gap)) / self.size[0], self._bottom(row) / self.size[1],
               self.width / self.size[0], self.height / self.size[1]]
        axes = self.figure.add_axes(box, sharex=share, sharey=share)
        if title:
            axes.set_title(title, fontsize=8.5, color=INK, pad=3)
        return axes

    def bar(self, image, label):
        """A scale of colours at the right of the grid."""
        high = self._bottom(0) + self.height
        low = max(self._bottom(len(self.rows) - 1), high - 2.4)
        x = self.left + len(self.columns) * (self.width + self.gap)
        box = self.figure.add_axes([x / self.size[0], low / self.size[1], 0.12 / self.size[0], (high - low) / self.size[1]])
        scale = self.figure.colorbar(image, cax=box, label=label)
        scale.outline.set_visible(False)
        box.tick_params(labelsize=8)
        box.grid(False)

    def hide_inner_ticks(self, axes, row, column):
        """Numbers stand at the left and the lower edge of the grid only."""
        axes.tick_params(labelleft=column == 0, labelbottom=row == len(self.rows) - 1)


def bare(axes, edge):
    """A panel without ticks, within a thin frame."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(False)
    for spine in axes.spines.values():
        spine.set_visible(True)
        spine.set_color(edge)


def say(axes, text):
    """Words in the middle of a panel that has nothing to show."""
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", color=MUTED, fontsize=8)
