"""Reads a sweep file of gfrun: the runs, what tells them apart, their metrics. Needs h5py and numpy.

    sweep = Sweep("results/ring/ring.h5")
    variable, name, iterations, values, floors = sweep.metric("w1")     # values: (run, evaluation)
    for configuration in sweep.configurations():                        # runs that differ in their seed only
        print(configuration.label, values[configuration.runs, -1])
"""

import os
from dataclasses import dataclass

import h5py
import numpy as np


class WrongFile(Exception):
    """The file cannot be drawn, for a reason its owner can do something about."""


@dataclass
class Configuration:
    """The runs that differ in nothing but their seed."""

    label: str
    runs: list


class Sweep:
    """What a sweep file says, by the names of the format."""

    def __init__(self, path):
        if not os.path.exists(path):
            raise WrongFile(f"there is no file '{path}'")
        if os.path.isdir(path):
            raise WrongFile(f"'{path}' is a folder; give the sweep file in it")
        try:
            self.file = h5py.File(path)
        except OSError as error:
            raise WrongFile(f"'{path}' is no readable HDF5 file: {error}") from error
        kind = text(self.file.attrs.get("gfrun_format", b""))
        if kind == "run":
            raise WrongFile(f"'{path}' is the file of one run; give the sweep file, which `gfrun collect` writes")
        if kind != "sweep":
            raise WrongFile(f"'{path}' is no sweep file of gfrun")
        version = text(self.file.attrs.get("gfrun_format_version", b"0"))
        if version.split(".")[0] != "1":
            raise WrongFile(f"'{path}' has format version {version}; this script knows version 1")
        self.experiment = text(self.file.attrs["experiment"])
        self.cases, self.seeds, self.status = self.texts("case"), self.file["seed"][()], self.texts("status")
        self.columns = {text(d.attrs["path"]): self.column(d) for d in self.file.values() if "path" in d.attrs}

    def texts(self, name):
        """A column of texts: an array of characters, one row per run."""
        if name not in self.file:
            return []
        return [row.tobytes().rstrip(b"\0").decode() for row in self.file[name][()]]

    def column(self, dataset):
        """A swept column as text, as a person would write the values; empty where a run has none."""
        if dataset.ndim == 2:
            return self.texts(dataset.name)
        fill = dataset.attrs.get("_FillValue", [None])[0]
        missing = [value == fill or value != value for value in dataset[()]]
        return ["" if gone else f"{value:g}" if dataset.dtype.kind == "f" else str(value) for value, gone in zip(dataset[()], missing)]

    @property
    def metrics(self):
        """The metrics, by the name they were given, with their variable."""
        group = self.file["metrics"]
        links = {text(d.attrs[a]) for d in group.values() for a in ("ancillary_variables", "floor_variable") if a in d.attrs}
        found = [name for name, d in group.items() if d.ndim == 2 and name != "wall_time" and name not in links]
        return {text(group[name].attrs.get("original_name", name)): name for name in found}

    def metric(self, name):
        """Iterations, values (run, evaluation), floors (run) and attributes of a metric."""
        known = self.metrics
        if not known:
            raise WrongFile("the sweep has no metrics yet")
        if name is None:
            name = next(iter(known))
        variable = known.get(name, name if name in known.values() else None)
        if variable is None:
            raise WrongFile(f"the sweep has no metric '{name}'; it has {', '.join(known)}")
        group = self.file["metrics"]
        dataset = group[variable]
        link = text(dataset.attrs.get("floor_variable", b""))
        floors = group[link][()] if link else np.full(dataset.shape[0], np.nan)
        return variable, text(dataset.attrs.get("long_name", variable)), group["evaluation"][()], dataset[()], floors

    def configurations(self):
        """The runs grouped by all but their seed, labelled by what tells the groups apart."""
        groups = {}
        for run, case in enumerate(self.cases):
            key = (case, tuple((path, values[run]) for path, values in self.columns.items() if path != "seed"))
            groups.setdefault(key, []).append(run)
        result = []
        for (case, swept), runs in groups.items():
            rivals = [dict(other) for (name, other) in groups if name == case]
            telling = [(path, value) for path, value in swept if value and any(rival.get(path) != value for rival in rivals)]
            parts = [f"{short(path, self.columns)} {value}" for path, value in telling]
            named = case and (len(set(self.cases)) > 1 or not parts)
            label = " · ".join(([case] if named else []) + parts) or self.experiment
            result.append(Configuration(label, runs))
        return result


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def short(path, paths):
    """The last part of a path, or more of it where others end alike."""
    parts = path.split(".")
    for size in range(1, len(parts)):
        tail = ".".join(parts[-size:])
        if sum(other == tail or other.endswith("." + tail) for other in paths) == 1:
            return tail.replace("-", " ")
    return path


def band_of(values, kind):
    """Mean and band over seeds; evaluations that no seed has are NaN."""
    with np.errstate(all="ignore"):
        count = np.sum(np.isfinite(values), axis=0)
        some = np.where(np.isfinite(values), values, np.nan)
        mean = np.where(count > 0, np.nansum(some, axis=0) / np.maximum(count, 1), np.nan)
        if kind == "sd":
            sd = np.sqrt(np.nansum((some - mean) ** 2, axis=0) / np.maximum(count - 1, 1))
            return mean, mean - sd, mean + sd
        low = np.where(count > 0, np.min(np.where(np.isfinite(some), some, np.inf), axis=0), np.nan)
        high = np.where(count > 0, np.max(np.where(np.isfinite(some), some, -np.inf), axis=0), np.nan)
        return mean, low, high
