#!/usr/bin/env python3
"""Open a run file or a sweep file with the tools its users have, and hold what they see against h5py.

    readers.py FILE             # every reader that is installed
    readers.py FILE READER...   # layout h5py h5netcdf netcdf4 netCDF4 ncdump ncdump-values h5dump octave

Prints one line per reader. Exit status: 0 all read the same, 1 one of them did not, 2 usage.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np

NUMBERS = {np.dtype(name) for name in ("<f4", "<f8", "<i4", "<i8")}
FILTERS = {"shuffle": h5py.h5z.FILTER_SHUFFLE, "deflate": h5py.h5z.FILTER_DEFLATE, "fletcher32": h5py.h5z.FILTER_FLETCHER32}
PHONY = b"This is a netCDF dimension but not a netCDF variable."


def datasets(file):
    """Every dataset with its path, dimensions without coordinates aside."""
    found = {}
    file.visititems(lambda path, item: found.update({path: item}) if isinstance(item, h5py.Dataset) and not is_phony(item) else None)
    return found


def is_phony(dataset):
    return bytes(dataset.attrs.get("NAME", b"")).startswith(PHONY)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def check_layout(path):
    """The rules of the format: types, filters, dimension scales, creation order, digests, no time stamps."""
    digests = 0
    with h5py.File(path) as file:
        everything = [file["/"]]
        file.visititems(lambda _, item: everything.append(item))
        for item in everything:
            properties = item.id.get_create_plist()
            order = h5py.h5p.CRT_ORDER_TRACKED | h5py.h5p.CRT_ORDER_INDEXED
            assert properties.get_attr_creation_order() == order, f"{item.name}: attributes keep no order"
            if isinstance(item, h5py.Group):
                assert properties.get_link_creation_order() == order, f"{item.name}: members keep no order"
            for name, value in item.attrs.items():
                if name in ("DIMENSION_LIST", "REFERENCE_LIST"):
                    continue
                kind = h5py.h5a.open(item.id, name.encode()).get_type()
                if isinstance(kind, h5py.h5t.TypeStringID):
                    assert not kind.is_variable_str(), f"{item.name}@{name} is a string of variable length"
                else:
                    assert np.asarray(value).dtype in NUMBERS, f"{item.name}@{name} is {np.asarray(value).dtype}"
        for name, data in datasets(file).items():
            properties = data.id.get_create_plist()
            kind = data.id.get_type()
            if isinstance(kind, h5py.h5t.TypeStringID):
                assert not kind.is_variable_str(), f"{name} has strings of variable length"
                assert data.ndim == 0 or kind.get_size() == 1, f"{name} is an array of strings"
            else:
                assert data.dtype in NUMBERS, f"{name} is {data.dtype}"
            if data.ndim:
                used = {properties.get_filter(i)[0] for i in range(properties.get_nfilters())}
                short = data.size * data.dtype.itemsize < 1024 and None not in data.maxshape
                expected = {FILTERS["fletcher32"]} if short else set(FILTERS.values())
                assert used == expected, f"{name} has the filters {used}"
                if not data.is_scale:
                    assert all(len(axis) == 1 for axis in data.dims), f"{name} has an axis without a dimension"
            if "_FillValue" in data.attrs:
                fill = data.attrs["_FillValue"]
                assert fill.shape == (1,) and fill.dtype == data.dtype, f"{name} has a strange _FillValue"
                assert np.array_equal(fill[0], data.fillvalue, equal_nan=True), f"{name} has two fill values"
            if "sha256" in data.attrs:
                raw = data[()] if data.ndim == 0 and data.dtype.kind == "S" else np.ascontiguousarray(data[()]).tobytes()
                assert hashlib.sha256(raw).hexdigest() == text(data.attrs["sha256"]), f"{name} has another digest"
                digests += 1
        assert text(file.attrs["gfrun_format"]) in ("run", "sweep")
        return f"{len(everything)} objects, {digests} digests"


def check_h5py(path):
    with h5py.File(path) as file:
        return f"{len(datasets(file))} datasets, {sum(d.size for d in datasets(file).values())} values"


def same(expected, found):
    if expected.dtype.kind == "S":
        return True
    return np.array_equal(expected, found, equal_nan=expected.dtype.kind == "f")


def check_xarray(engine, path):
    """The root, every group and the whole tree, with named dimensions and equal values."""
    import xarray

    seen = 0
    with h5py.File(path) as file:
        groups = [""]
        file.visititems(lambda name, item: groups.append(name) if isinstance(item, h5py.Group) else None)
        for group in groups:
            with xarray.open_dataset(path, engine=engine, group=group or None, decode_cf=True, mask_and_scale=False) as data:
                assert not any(str(d).startswith("phony") for d in data.dims), f"{group}: {dict(data.sizes)}"
                members = [n for n, d in file["/" + group].items() if isinstance(d, h5py.Dataset) and not is_phony(d)]
                assert set(data.variables) == set(members), f"{group}: {set(data.variables) ^ set(members)}"
                for name in members:
                    expected = file["/" + group][name]
                    if expected.dtype.kind == "S":
                        want = [bytes(row.tobytes()).rstrip(b"\0").decode() for row in expected[()]] if expected.ndim else text(expected[()])
                        got = data[name].values
                        assert [text(v) for v in got] == want if expected.ndim else text(got.item()) == want, f"{group}/{name}: {got!r}"
                        continue
                    axes = tuple(scale_name(expected, axis) for axis in range(expected.ndim))
                    assert data[name].dims == axes, f"{group}/{name}: {data[name].dims}, not {axes}"
                    assert data[name].dtype == expected.dtype and same(expected[()], data[name].values), f"{group}/{name} differs"
                    seen += 1
        with xarray.open_datatree(path, engine=engine) as tree:
            tree.load()
            names = sorted(node.path for node in tree.subtree)
        with xarray.open_dataset(path, engine=engine, group="metrics") as data:
            data.to_dataframe()
        if text(file.attrs["gfrun_format"]) == "run":
            with xarray.open_dataset(path, engine=engine) as data:
                assert {"flow_time", "wall_time"} <= set(data.coords) or "samples" not in data, list(data.coords)
        else:
            with xarray.open_dataset(path, engine=engine) as data:
                assert data.sizes["run"] == len(data.run_id) and data.run_id.dims == ("run",)
                assert not any(str(d).startswith("string") for d in data.dims), dict(data.sizes)
    return f"{seen} arrays, tree {' '.join(names)}"


def scale_name(dataset, axis):
    if dataset.is_scale:
        return dataset.name.split("/")[-1]
    return dataset.dims[axis][0].name.split("/")[-1]


def check_netcdf(path):
    """netCDF4-python reads it, and can edit a copy: attribute, value, a longer unlimited dimension."""
    import netCDF4

    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, Path(folder) / "copy.h5")
        with netCDF4.Dataset(copy, "a") as data:
            dimension = data["metrics"].dimensions["evaluation"]
            assert dimension.isunlimited()
            size = len(dimension)
            data.note = "edited"
            first = data["metrics"]["wall_time"]
            index = (0,) * (first.ndim - 1)
            data["metrics"]["evaluation"][size] = 10**6
            if 0 not in first.shape[:-1]:
                first[index + (size,)] = 5.0
        with h5py.File(copy) as file:
            assert file["metrics/evaluation"].shape == (size + 1,)
            assert file["metrics/evaluation"][size] == 10**6
            assert text(file.attrs["note"]) == "edited"
        with netCDF4.Dataset(path) as data:
            return f"{len(data.dimensions)} dimensions, {len(data.variables)} variables, groups {' '.join(data.groups)}"


def check_tool(command, path):
    done = subprocess.run([*command, path], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, (done.stderr or done.stdout)[-300:]
    with h5py.File(path) as file:
        missing = [n for n in datasets(file) if n.split("/")[-1] not in done.stdout]
    assert not missing, f"does not show {missing}"
    return f"{len(done.stdout.splitlines())} lines"


def check_octave(path):
    """Octave reads numbers by name; its dimensions are ours reversed. It gives up at arrays of characters, so not whole files."""
    with h5py.File(path) as file:
        shape = file["metrics/wall_time"].shape
    code = f"s = load('-hdf5', '{path}', 'metrics', 'snapshot'); printf('%d ', size(s.metrics.wall_time)); printf('%d', numel(s.snapshot))"
    done = subprocess.run(["octave", "-q", "--eval", code], capture_output=True, text=True, timeout=120)
    if 0 not in shape:
        assert done.returncode == 0, done.stderr[-300:]
        found = [int(n) for n in done.stdout.split()[:2]]
        assert found == ([1] + list(shape) if len(shape) == 1 else list(shape))[::-1] or found == [1] + list(shape), f"{found}, not {shape}"
    return done.stdout.strip()


READERS = {
    "layout": check_layout,
    "h5py": check_h5py,
    "h5netcdf": lambda path: check_xarray("h5netcdf", path),
    "netcdf4": lambda path: check_xarray("netcdf4", path),
    "netCDF4": check_netcdf,
    "ncdump": lambda path: check_tool(["ncdump", "-h"], path),
    "ncdump-values": lambda path: check_tool(["ncdump"], path),
    "h5dump": lambda path: check_tool(["h5dump", "-H"], path),
    "octave": check_octave,
}


def main(arguments):
    if not arguments or any(name not in READERS for name in arguments[1:]):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    path, failures = arguments[0], 0
    for name in arguments[1:] or READERS:
        if name.split("-")[0] in ("ncdump", "h5dump", "octave") and shutil.which(name.split("-")[0]) is None:
            print(f"skip {name}: not installed")
            continue
        try:
            print(f"ok   {name}: {READERS[name](path)}")
        except Exception as error:  # any failure of any reader is a finding, not a crash
            failures += 1
            print(f"FAIL {name}: {type(error).__name__}: {error}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
