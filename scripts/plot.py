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

from drawing import curves, saving
from drawing.style import GRID, INK, MUTED, TARGET, WIDTH, darker, look  # before pyplot: it sets how pictures look
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import patheffects
from sweep_file import Sweep, WrongFile, band_of

# ---- curves -----------------------------------------------------------------------------------------------------------


def draw_curves(sweep, options, folder):
    variable, title, iterations, values, floors = sweep.metric(options.metric)
    lines, names = [], []
    for index, configuration in enumerate(sweep.configurations()):
        mean, low, high = band_of(values[configuration.runs], options.band)
        names.append(caption(sweep, configuration))
        if np.isfinite(mean).any():
            lines.append({"series": index, "x": iterations, "center": mean, "low": low, "high": high,
                          "seeds": len(configuration.runs), "diverged": 0})
        else:
            print(f"plot.py: '{configuration.label}' has no values of {title} and is left out", file=sys.stderr)
    if not lines:
        raise WrongFile(f"no run of the sweep has values of {title} yet")
    positive = any((line["center"] > 0).any() for line in lines)
    if options.y == "log" and not positive:
        raise WrongFile(f"{title} is nowhere positive: --y log cannot show it")
    figure = curves.draw(f"{sweep.experiment}: {title}", {
        "panels": [{"row": 0, "column": 0, "runs": len(values), "lines": lines}], "rows": [""], "columns": [""], "series": names,
        "x": {"label": "iteration", "scale": "linear", "limits": None}, "y": {"label": title, "scale": options.y, "limits": None},
        "floors": [floor for floor in floors if np.isfinite(floor)], "lines": [],
        "note": "smallest to largest" if options.band == "minmax" else "± one standard deviation",
    })
    return save(figure, folder, f"{sweep.experiment}-{variable}", options)


def caption(sweep, configuration):
    """The label of a configuration, with what became of its runs where that matters."""
    count = len(configuration.runs)
    notes = []
    for status in ("diverged", "failed", "running", "missing", "damaged"):
        number = sum(sweep.status[run] == status for run in configuration.runs)
        if number:
            notes.append(f"{number} of {count} {status}" if count > 1 else status)
    return configuration.label + (f" ({', '.join(notes)})" if notes else "")


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
    path = saving.save(figure, str(folder / f"{name}.{options.format}"))
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
