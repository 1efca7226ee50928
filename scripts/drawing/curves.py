"""Lines with bands: one panel with labels at the ends of its lines, or a grid of panels with one legend."""

import textwrap

import numpy as np

from .style import INK, LINE, MUTED, WIDTH, grouped, look
import matplotlib
import matplotlib.pyplot as plt
from .labels import heading, label_ends
from .panels import Grid, say


def draw(title, content):
    panels = [Panel(panel) for panel in content["panels"]]
    log = is_log(content["y"], panels)
    if len(content["rows"]) * len(content["columns"]) > 1:
        return draw_grid(title, content, panels, log)
    return draw_single(title, content, panels[0], log)


class Panel:
    """The lines of one panel as arrays, without points that have no value."""

    def __init__(self, panel):
        self.row, self.column, self.runs = panel["row"], panel["column"], panel["runs"]
        self.lines = [Line(line) for line in panel["lines"]]


class Line:
    def __init__(self, line):
        self.series, self.seeds, self.diverged = line["series"], line["seeds"], line["diverged"]
        columns = [np.array(line[name], dtype=float) for name in ("x", "center", "low", "high")]
        seen = np.isfinite(columns[0]) & np.isfinite(columns[1])
        self.x, self.center, self.low, self.high = (column[seen] for column in columns)

    @property
    def note(self):
        if not self.diverged:
            return ""
        return f" ({self.diverged} of {self.seeds} diverged)" if self.seeds > 1 else " (diverged)"


def is_log(axis, panels):
    if axis["scale"] != "auto":
        return axis["scale"] == "log"
    values = np.concatenate([line.center for panel in panels for line in panel.lines])
    return len(values) > 0 and values.min() > 0 and values.max() > 10 * values.min()


# ---- one panel --------------------------------------------------------------------------------------------------------


def draw_single(title, content, panel, log):
    lines = [line for line in panel.lines if len(line.x)]
    size = 9.5 if len(lines) < 14 else 8
    names = [textwrap.fill((content["series"][line.series] or content["y"]["label"]) + line.note, 34) for line in lines]
    room = sum(name.count("\n") + 1 for name in names + [""]) * size * LINE / 72
    figure, axes = plt.subplots(figsize=(WIDTH, max(4.6, room + 1.5)))
    plot(axes, content, lines, log)
    left = 0.105 if content["y"]["label"] else 0.085
    heading(figure, left, title, subtitle(content, lines, log))
    labels = [(line.center[-1], name, look(line.series)[0]) for line, name in zip(lines, names)]
    if len(labels) == 1 and not content["series"][lines[0].series]:
        labels = []
    labels += extra_labels(axes, content)
    axes.set_xlabel(content["x"]["label"])
    axes.set_ylabel(content["y"]["label"])
    if labels:
        label_ends(figure, axes, labels, size, left)
    else:
        figure.subplots_adjust(left=left, right=0.97)
    return figure


def plot(axes, content, lines, log):
    """Draws bands and lines and sets the axes."""
    if log:
        axes.set_yscale("log")
    if content["x"]["scale"] == "log":
        axes.set_xscale("log")
    last = max((line.x[-1] for line in lines), default=1)
    positive = [value for line in lines for value in line.center[line.center > 0]]
    for line in lines:
        colour, dash = look(line.series)
        if (line.high > line.low).any():
            low = np.maximum(line.low, min(positive, default=1) / 10) if log else line.low
            axes.fill_between(line.x, low, line.high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(line.x, line.center, color=colour, linestyle=dash, linewidth=2, marker="o" if len(line.x) == 1 else None)
        if line.x[-1] < last:
            # Where a curve ends early, a thin line leads on to its label.
            axes.plot([line.x[-1], last], [line.center[-1]] * 2, color=colour, linewidth=0.8, alpha=0.45)
            axes.plot(line.x[-1], line.center[-1], "o", color=colour, markersize=4.5)
    set_axes(axes, content, lines, log, last)
    draw_references(axes, content)


def set_axes(axes, content, lines, log, last):
    first = min((line.x[0] for line in lines), default=0)
    if content["x"]["scale"] == "log":
        first = min((line.x[line.x > 0][0] for line in lines if (line.x > 0).any()), default=first)
    else:
        if last >= 1000:
            axes.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(grouped))
    axes.set_xlim(*(content["x"]["limits"] or (first, max(last, first + 1e-9))))
    if content["y"]["limits"]:
        axes.set_ylim(*content["y"]["limits"])
    else:
        values = [part for line in lines for part in (line.center, line.low, line.high)]
        references = [line["y"] for line in content["lines"] if line.get("y") is not None]
        fit_heights(axes, np.concatenate(values + [np.array(floors(content) + references)]), log)
    if log:
        low, high = axes.get_ylim()
        axes.yaxis.set_major_locator(matplotlib.ticker.LogLocator(subs=(1, 2, 5) if high < 1e4 * low else (1,)))
        axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda y, _: f"{y:g}"))
        axes.yaxis.set_minor_formatter(matplotlib.ticker.NullFormatter())


def fit_heights(axes, values, log):
    if log:
        values = values[values > 0]
        axes.set_ylim(values.min() / 1.25, values.max() * 1.15)
        return
    room = 0.06 * (np.ptp(values) or abs(values.max()) or 1)
    low = 0 if 0 <= values.min() < 0.5 * values.max() else values.min() - room
    axes.set_ylim(low, values.max() + room)


def floors(content):
    return [floor for floor in content["floors"] if floor is not None]


def draw_references(axes, content):
    known = np.array(floors(content))
    if len(known):
        if np.ptp(known) > 1e-3 * abs(known.mean()):
            axes.axhspan(known.min(), known.max(), color=MUTED, alpha=0.12, linewidth=0)
        axes.axhline(known.mean(), color=MUTED, linestyle=":", linewidth=1.6)
    for line in content["lines"]:
        if line.get("y") is not None:
            axes.axhline(line["y"], color=INK, linestyle="--", linewidth=1)
        else:
            axes.axvline(line["x"], color=INK, linestyle="--", linewidth=1)
            if line.get("label"):
                axes.annotate(line["label"], (line["x"], 1), xycoords=("data", "axes fraction"), xytext=(4, -4), textcoords="offset points",
                              va="top", fontsize=8.5, color=MUTED)


def extra_labels(axes, content):
    """What lies level across a panel, to be named at its right end."""
    labels = []
    known = np.array(floors(content))
    if len(known):
        same = np.ptp(known) < 1e-3 * abs(known.mean())
        labels.append((known.mean(), f"floor {known.mean():.3g}" if same else f"floors {known.min():.3g} to {known.max():.3g}", MUTED))
    labels += [(line["y"], line.get("label") or f"{line['y']:g}", INK) for line in content["lines"] if line.get("y") is not None]
    return labels


def subtitle(content, lines, log):
    seeds = sorted({line.seeds for line in lines})
    if not seeds or seeds[-1] < 2:
        words = "one run each"
    else:
        number = str(seeds[0]) if len(seeds) == 1 else f"{seeds[0]} to {seeds[-1]}"
        center = "median" if content["note"].startswith("median") else "mean"
        words = f"line: {center} of {number} seeds"
        if content["note"]:
            words += f" · band: {content['note'].removeprefix('median and ')}"
    return words + (" · logarithmic" if log else "")


# ---- a grid of panels -------------------------------------------------------------------------------------------------


def draw_grid(title, content, panels, log):
    used = sorted({line.series for panel in panels for line in panel.lines})
    entries = [(content["series"][index], *look(index)) for index in used if content["series"][index]]
    every = [line for panel in panels for line in panel.lines if len(line.x)]
    words = subtitle(content, every, log) + (" · dotted: floor" if floors(content) else "")
    grid = Grid(content["rows"], content["columns"], title, words, aspect=0.72, legend=entries,
                x_label=content["x"]["label"], y_label=content["y"]["label"])
    shared = None
    for panel in panels:
        axes = grid.axes(panel.row, panel.column, share=shared)
        shared = shared or axes
        lines = [line for line in panel.lines if len(line.x)]
        axes.tick_params(labelsize=8)
        grid.hide_inner_ticks(axes, panel.row, panel.column)
        if lines:
            plot(axes, content, lines, log)
        else:
            text = "no finished run" if panel.runs else "no such run"
            say(axes, text)
    # One frame for all: what is drawn last would else set it.
    set_axes(shared, content, every, log, max(line.x[-1] for line in every))
    return grid.figure
