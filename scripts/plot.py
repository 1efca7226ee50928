#!/usr/bin/env python3
"""Draw a sweep from its sweep file alone: how a metric falls, and what the samples look like on the way.

    plot.py results/ring/ring.h5                      # the first metric, into the folder of the file
    plot.py ring.h5 --metric w1 --out docs --y log

Two pictures: <experiment>-<metric>.png, one curve per configuration (the mean over its seeds, with a band), and
<experiment>-samples.png, one row per configuration and one column per snapshot over the target in grey.
"""

import argparse
import sys
import textwrap
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib import patheffects  # noqa: E402
from sweep_file import Sweep, WrongFile, band_of  # noqa: E402

# Okabe and Ito's colours, told apart with every kind of colour vision; the yellow is left out: it is too light for lines.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#404040"]
DASHES = ["-", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (6, 1.4, 1.2, 1.4))]
INK, MUTED, GRID, TARGET = "#1f2328", "#6b7280", "#e5e7eb", "#c9cdd3"

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 10, "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": "#9ca3af",
    "axes.linewidth": 0.8, "axes.spines.top": False, "axes.spines.right": False, "xtick.color": MUTED, "ytick.color": MUTED,
    "axes.grid": True, "grid.color": GRID, "grid.linewidth": 0.8, "axes.axisbelow": True, "figure.facecolor": "white",
    "savefig.facecolor": "white", "svg.hashsalt": "gfrun",
}
WIDTH = 8.0  # inches; 1200 pixels at 150 dots per inch
LINE = 1.45  # the height of a line of text, in its size


def look(index):
    """The colour and the dashes of a configuration, the same in every picture."""
    return COLOURS[index % len(COLOURS)], DASHES[index // len(COLOURS) % len(DASHES)]


def darker(colour):
    """A colour dark enough for text on white."""
    return tuple(0.78 * part for part in matplotlib.colors.to_rgb(colour))


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


# ---- curves -----------------------------------------------------------------------------------------------------------


def draw_curves(sweep, options, folder):
    variable, title, iterations, values, floors = sweep.metric(options.metric)
    drawn = []
    for index, configuration in enumerate(sweep.configurations()):
        mean, low, high = band_of(values[configuration.runs], options.band)
        if np.isfinite(mean).any():
            drawn.append((configuration, look(index), mean, low, high))
        else:
            print(f"plot.py: '{configuration.label}' has no values of {title} and is left out", file=sys.stderr)
    if not drawn:
        raise WrongFile(f"no run of the sweep has values of {title} yet")

    size = 9.5 if len(drawn) < 14 else 8
    captions = [textwrap.fill(caption(sweep, c), 34) for c, *_ in drawn]
    room = sum(name.count("\n") + 1 for name in captions + [""]) * size * LINE / 72
    figure, axes = plt.subplots(figsize=(WIDTH, max(4.6, room + 1.5)))
    finite = np.concatenate([a[np.isfinite(a)] for _, _, mean, low, high in drawn for a in (mean, low, high)])
    positive = finite[finite > 0]
    log = options.y == "log" or (options.y == "auto" and len(positive) == len(finite) and finite.max() > 10 * finite.min())
    if log:
        if not len(positive):
            raise WrongFile(f"{title} is nowhere positive: --y log cannot show it")
        axes.set_yscale("log")
    for _, (colour, dash), mean, low, high in drawn:
        seen = np.isfinite(mean)
        if (high > low).any():
            bottom = np.maximum(low, positive.min() / 10) if log else low
            axes.fill_between(iterations[seen], bottom[seen], high[seen], color=colour, alpha=0.16, linewidth=0)
        marker = "o" if seen.sum() == 1 else None
        axes.plot(iterations[seen], mean[seen], color=colour, linestyle=dash, linewidth=2, marker=marker,
                  solid_capstyle="round")
        if iterations[seen][-1] < iterations.max():
            # Where a curve ends early, a thin line leads on to its label.
            axes.plot([iterations[seen][-1], iterations.max()], [mean[seen][-1]] * 2, color=colour, linewidth=0.8, alpha=0.45)
            axes.plot(iterations[seen][-1], mean[seen][-1], "o", color=colour, markersize=4.5)
    axes.set_xlim(iterations.min(), max(iterations.max(), iterations.min() + 1))
    fit_heights(axes, finite, floors[np.isfinite(floors)], log)

    heading(figure, 0.085, f"{sweep.experiment}: {title}", explanation(drawn, options.band, log))
    labels = [(mean[np.isfinite(mean)][-1], name, colour) for name, (_, (colour, _), mean, _, _) in zip(captions, drawn)]
    known = floors[np.isfinite(floors)]
    if len(known):
        draw_floor(axes, known)
        name = f"floor {known.mean():.3g}" if np.ptp(known) < 1e-3 * abs(known.mean()) else f"floors {known.min():.3g} to {known.max():.3g}"
        labels.append((known.mean(), name, MUTED))
    label_ends(figure, axes, labels, size)
    axes.set_xlabel("iteration")
    axes.xaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda x, _: f"{x:,.0f}".replace(",", "\u2009")))
    return save(figure, folder, f"{sweep.experiment}-{variable}", options)


def fit_heights(axes, finite, floors, log):
    everything = np.concatenate([finite, floors])
    if log:
        everything = everything[everything > 0]
        axes.set_ylim(everything.min() / 1.25, everything.max() * 1.15)
        axes.yaxis.set_major_locator(matplotlib.ticker.LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda y, _: f"{y:g}"))
        axes.yaxis.set_minor_formatter(matplotlib.ticker.NullFormatter())
    else:
        room = 0.06 * (np.ptp(everything) or abs(everything.max()) or 1)
        low = everything.min() - room
        axes.set_ylim(0 if 0 <= everything.min() < 0.5 * everything.max() else low, everything.max() + room)


def draw_floor(axes, floors):
    if np.ptp(floors) > 1e-3 * abs(floors.mean()):
        axes.axhspan(floors.min(), floors.max(), color=MUTED, alpha=0.12, linewidth=0)
    axes.axhline(floors.mean(), color=MUTED, linestyle=":", linewidth=1.6)


def caption(sweep, configuration):
    """The label of a configuration, with what became of its runs where that matters."""
    count = len(configuration.runs)
    notes = []
    for status in ("diverged", "failed", "running", "missing", "damaged"):
        number = sum(sweep.status[run] == status for run in configuration.runs)
        if number:
            notes.append(f"{number} of {count} {status}" if count > 1 else status)
    return configuration.label + (f" ({', '.join(notes)})" if notes else "")


def label_ends(figure, axes, labels, size):
    """Writes each label at the right end of its curve, moved apart where they would overlap."""
    written = [axes.text(0, 0, name, color=darker(colour), fontsize=size, va="center", linespacing=1.05) for _, name, colour in labels]
    widest = max(label.get_window_extent().width for label in written) / figure.dpi / WIDTH
    left, right = 0.085, 1 - min(0.45, widest + 0.035)
    figure.subplots_adjust(left=left, right=right)
    figure.canvas.draw()
    to_axes = axes.transAxes.inverted()
    heights = [to_axes.transform(axes.transData.transform((axes.get_xlim()[1], value)))[1] for value, _, _ in labels]
    inches = figure.get_size_inches()[1] * axes.get_position().height
    gaps = [(name.count("\n") + 1) * size * LINE / 72 / inches for _, name, _ in labels]
    placed = spread(np.clip(heights, 0, 1), gaps, 0, 1)
    for label, height, spot, (_, _, colour) in zip(written, heights, placed, labels):
        axes.plot([1, 1.018], [np.clip(height, 0, 1), spot], color=colour, linewidth=1, alpha=0.7, transform=axes.transAxes, clip_on=False)
        label.set(transform=axes.transAxes, position=(1.026, spot), clip_on=False)


def explanation(drawn, band, log):
    seeds = sorted({len(c.runs) for c, *_ in drawn})
    if seeds == [1]:
        words = "one run each"
    else:
        number = str(seeds[-1]) if len(seeds) == 1 else f"{max(2, seeds[0])} to {seeds[-1]}"
        words = f"line: mean of {number} seeds · band: " + ("smallest to largest" if band == "minmax" else "± one standard deviation")
    return words + (" · logarithmic" if log else "")


def heading(figure, left, title, subtitle):
    height = figure.get_size_inches()[1]
    figure.text(left, 1 - 0.20 / height, title, fontsize=13, fontweight="bold", va="top")
    figure.text(left, 1 - 0.44 / height, subtitle, fontsize=9.5, color=MUTED, va="top")
    figure.subplots_adjust(top=1 - 0.74 / height, bottom=0.54 / height)


# ---- samples ----------------------------------------------------------------------------------------------------------


def draw_samples(sweep, options, folder):
    if "samples" not in sweep.file:
        print("plot.py: the sweep keeps no snapshots, so none are drawn", file=sys.stderr)
        return None
    samples, snapshots = sweep.file["samples"], sweep.file["snapshot"][()]
    configurations = [(c, look(index)[0], run) for index, c in enumerate(sweep.configurations()) for run in representative(sweep, c, samples)]
    if not configurations:
        print("plot.py: no run of the sweep has snapshots yet, so none are drawn", file=sys.stderr)
        return None
    configurations = of_one_dimension(configurations, samples)
    if len(configurations) > options.rows:
        print(f"plot.py: {options.rows} of {len(configurations)} configurations are drawn; --rows sets how many", file=sys.stderr)
        configurations = configurations[: options.rows]
    columns = np.unique(np.linspace(0, len(snapshots) - 1, min(options.columns, len(snapshots))).round().astype(int))
    view = View(sweep, configurations, columns)

    margin, top = 1.42, 0.86
    side = (WIDTH - margin - 0.10) / len(columns)
    side = min(side, 2.4)
    height = top + side * len(configurations) + 0.12
    width = margin + side * len(columns) + 0.10
    figure = plt.figure(figsize=(max(width, 5.0), height))
    width = figure.get_size_inches()[0]
    scores = scores_at(sweep, options)
    for row, (configuration, colour, run) in enumerate(configurations):
        bottom = height - top - side * (row + 1)
        name = "\n".join(textwrap.fill(part, 18) for part in configuration.label.split(" · "))
        figure.text(0.10 / width, (bottom + side / 2) / height, name, fontsize=9.5, fontweight="bold", color=darker(colour), va="center")
        for column, snapshot in enumerate(columns):
            axes = figure.add_axes([(margin + side * column + 0.03) / width, (bottom + 0.03) / height, (side - 0.06) / width, (side - 0.06) / height])
            view.draw(axes, run, snapshot, colour)
            score = scores(run, snapshots[snapshot])
            if score:
                spot, va = (0.96, "top") if view.kind == "density" else (0.04, "bottom")
                label = axes.text(0.96, spot, score, transform=axes.transAxes, ha="right", va=va, fontsize=7.5, color=MUTED)
                label.set_path_effects([patheffects.withStroke(linewidth=2.5, foreground="white")])
                if view.kind == "images":
                    label.set_bbox({"facecolor": "white", "alpha": 0.85, "linewidth": 0, "pad": 1.5})
            if row == 0:
                title = f"{snapshots[snapshot]:,}".replace(",", "\u2009")
                axes.set_title(f"iteration {title}" if side > 1.05 else title, fontsize=9, color=INK, pad=4)
    seeds = sorted({int(sweep.seeds[run]) for *_, run in configurations})
    note = f"seed {seeds[0]}" if len(seeds) == 1 else "one seed each"
    figure.text(0.10 / width, 1 - 0.16 / height, f"{sweep.experiment}: samples", fontsize=13, fontweight="bold", va="top")
    figure.text(0.10 / width, 1 - 0.40 / height, f"{view.words} · {note}{scores.words}", fontsize=9.5, color=MUTED, va="top")
    return save(figure, folder, f"{sweep.experiment}-samples", options)


def representative(sweep, configuration, samples):
    """The first run of a configuration that has samples at its last snapshot, else at any; none where there is none."""
    for snapshots in ([-1], range(samples.shape[1])):
        for run in configuration.runs:
            if any(np.isfinite(samples[run, s, 0]).any() for s in snapshots):
                return [run]
    return []


def dimension(samples, run):
    """The coordinates that the samples of a run have; the rest of the file's is padding."""
    return int(np.isfinite(samples[run]).any(axis=(0, 1)).sum())


def of_one_dimension(configurations, samples):
    """The configurations whose samples have as many coordinates as the most have; a sheet shows one kind of picture."""
    if samples.ndim != 4:
        return configurations
    widths = [dimension(samples, run) for *_, run in configurations]
    width = max(widths, key=widths.count)
    if others := len(widths) - widths.count(width):
        print(f"plot.py: {others} configurations whose samples have not dimension {width} are not drawn", file=sys.stderr)
    return [c for c, w in zip(configurations, widths) if w == width]


class scores_at:
    """The value of the metric beside a snapshot, where it was evaluated at that iteration."""

    def __init__(self, sweep, options):
        self.words = ""
        self.values = {}
        if not sweep.metrics:
            return
        _, title, iterations, values, _ = sweep.metric(options.metric)
        self.words = f" · number: {title}"
        self.values = {(run, iteration): values[run, i] for run in range(len(values)) for i, iteration in enumerate(iterations)}

    def __call__(self, run, iteration):
        value = self.values.get((run, iteration), np.nan)
        return f"{value:#.3g}" if np.isfinite(value) else ""


class View:
    """How samples of the sweep's kind are drawn: points, a histogram, images, or two principal axes."""

    def __init__(self, sweep, configurations, columns):
        self.samples = sweep.file["samples"]
        self.shared = sweep.file["target"] if "target" in sweep.file else None
        self.per_run = self.shared is not None and self.shared.ndim == self.samples.ndim - 1
        self.shape = self.samples.shape[3:]
        if len(self.shape) == 1:
            self.shape = (dimension(self.samples, configurations[0][2]),)
        first = self.target(configurations[0][2])
        width = int(np.prod(self.shape))
        self.center, self.axes = np.zeros(width), np.eye(width)[:, :2]
        self.kind = "images" if len(self.shape) == 3 else "density" if width == 1 else "points"
        if self.kind == "images":
            self.words = "the first samples of each snapshot"
            return
        if width > 2:
            flat = first if len(first) else self.points(configurations[0][2], columns[-1])
            self.center = flat.mean(axis=0)
            self.axes = np.linalg.svd(flat - self.center, full_matrices=False)[2][:2].T
            self.words = f"colour: samples in the target's first two principal axes, of {width} · grey: target"
        elif width == 2:
            self.words = "colour: samples · grey: target"
        else:
            self.words = "colour: density of the samples · grey: target"
        self.limits(configurations, columns)

    def target(self, run):
        if self.shared is None:
            return np.empty((0, int(np.prod(self.shape))))
        return self.clean(self.shared[run] if self.per_run else self.shared[()])

    def points(self, run, snapshot):
        return self.clean(self.samples[run, snapshot])

    def clean(self, points):
        """Finite samples as rows; the rest is padding or has diverged."""
        flat = np.asarray(points, dtype=float).reshape(len(points), -1)[:, : int(np.prod(self.shape))]
        return flat[np.isfinite(flat).all(axis=1)]

    def project(self, points):
        return (points - self.center) @ self.axes

    def limits(self, configurations, columns):
        """A frame around the target of each run, one for all where the targets are about the same; a stray point does not widen it."""
        clouds = {run: self.project(self.target(run)) for *_, run in configurations}
        if not sum(map(len, clouds.values())):
            clouds = {run: self.project(self.points(run, columns[-1])) for *_, run in configurations}
        self.frames = {run: frame(cloud) for run, cloud in clouds.items()}
        common, halves = frame(np.concatenate(list(clouds.values()))), [half for _, half in self.frames.values()]
        if common[1] < 1.3 * min(halves):
            self.frames = dict.fromkeys(clouds, common)

    def draw(self, axes, run, snapshot, colour):
        axes.set_xticks([])
        axes.set_yticks([])
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set_visible(True)
            spine.set_color(GRID)
        points = self.points(run, snapshot)
        if not len(points):
            axes.text(0.5, 0.5, "no samples", transform=axes.transAxes, ha="center", va="center", color=MUTED, fontsize=8)
            return
        if self.kind == "images":
            self.draw_images(axes, points)
        elif self.kind == "density":
            self.draw_density(axes, self.frames[run], self.project(self.target(run))[:, 0], self.project(points)[:, 0], colour)
        else:
            for cloud, tint, alpha in ((self.project(self.target(run)), TARGET, 0.55), (self.project(points), colour, 0.5)):
                size = np.clip(2500 / max(len(cloud), 1), 0.9, 9)
                axes.scatter(cloud[:, 0], cloud[:, 1], s=size, color=tint, alpha=alpha, linewidths=0, rasterized=True)
            center, half = self.frames[run]
            axes.set_xlim(center[0] - half, center[0] + half)
            axes.set_ylim(center[1] - half, center[1] + half)
            axes.set_aspect("equal")

    def draw_density(self, axes, frame, target, points, colour):
        edges = np.linspace(frame[0][0] - frame[1], frame[0][0] + frame[1], 61)
        for values, options in ((target, {"color": TARGET, "alpha": 0.8}), (points, {"color": colour, "histtype": "step", "linewidth": 1.4})):
            if len(values):
                axes.hist(values, edges, density=True, **options)
        axes.set_xlim(edges[0], edges[-1])
        axes.spines["left"].set_visible(False)

    def draw_images(self, axes, points):
        side = min(4, int(np.sqrt(len(points))) or 1)
        channels, height, width = self.shape
        tiles = points[: side * side].reshape(side, side, channels, height, width)
        mosaic = tiles.transpose(0, 3, 1, 4, 2).reshape(side * height, side * width, channels)
        low, high = np.quantile(mosaic, 0.005), np.quantile(mosaic, 0.995)
        mosaic = np.clip((mosaic - low) / max(high - low, 1e-9), 0, 1)
        axes.imshow(mosaic if channels == 3 else mosaic[:, :, 0], cmap="gray_r", interpolation="nearest")


def frame(cloud):
    """The centre and the half side of a square around the bulk of a cloud."""
    low, high = np.quantile(cloud, 0.002, axis=0), np.quantile(cloud, 0.998, axis=0)
    return (low + high) / 2, 0.5 * 1.35 * max(np.max(high - low), 1e-6)


# ---- the program ------------------------------------------------------------------------------------------------------


def save(figure, folder, name, options):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.{options.format}"
    # No dates in the files: the same sweep gives the same picture.
    metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[options.format]
    figure.savefig(path, dpi=150, metadata=metadata)
    plt.close(figure)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sweep", help="the sweep file, results/<experiment>/<experiment>.h5")
    parser.add_argument("--metric", help="the metric to draw (default: the first)")
    parser.add_argument("--out", type=Path, help="the folder for the pictures (default: that of the file)")
    parser.add_argument("--y", choices=("auto", "log", "linear"), default="auto", help="scale of the metric; auto is log over more than a decade")
    parser.add_argument("--band", choices=("minmax", "sd"), default="minmax", help="band over the seeds")
    parser.add_argument("--rows", type=int, default=8, help="configurations to show samples of (default: 8)")
    parser.add_argument("--columns", type=int, default=6, help="snapshots to show (default: 6)")
    parser.add_argument("--format", choices=("png", "svg", "pdf"), default="png")
    options = parser.parse_args()
    plt.rcParams.update(STYLE)
    try:
        sweep = Sweep(options.sweep)
        folder = options.out or Path(options.sweep).parent
        for path in (draw_curves(sweep, options, folder), draw_samples(sweep, options, folder)):
            if path:
                print(path)
    except (WrongFile, OSError) as error:
        print(f"plot.py: {error}", file=sys.stderr)
        return 65
    return 0


if __name__ == "__main__":
    sys.exit(main())
