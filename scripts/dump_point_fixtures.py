#!/usr/bin/env python3
"""Writes Tests/PointFilesTests/Fixtures: files of points as NumPy and h5py write them.

Element (i, j) of an array of integers is 3 i + j, of halves and floats (3 i + j) / 4 - 1, of doubles
1 / (1 + 3 i + j), which no float holds; element (t, i, j) of "stack" is 100 t + 3 i + j.

  python3 scripts/dump_point_fixtures.py
"""

import os

import h5py
import numpy

folder = os.path.join(os.path.dirname(__file__), "..", "Tests", "PointFilesTests", "Fixtures")
count = numpy.arange(12).reshape(4, 3)
quarters = count / 4 - 1
fractions = 1 / (1 + count)
stack = (100 * numpy.arange(2)[:, None, None] + count).astype("f4")


def content(code):
    return {"f2": quarters, "f4": quarters, "f8": fractions}.get(code[1:], count).astype(code)


def save(name, array, version=None):
    with open(os.path.join(folder, name + ".npy"), "wb") as file:
        numpy.lib.format.write_array(file, numpy.asanyarray(array, order="K"), version=version)


def main():
    os.makedirs(folder, exist_ok=True)
    codes = ["|i1", "|u1"] + [e + c for e in "<>" for c in "f2 f4 f8 i2 i4 i8 u2 u4 u8".split()]
    for code in codes:
        name = {"<": "little", ">": "big", "|": "byte"}[code[0]] + "-" + code[1:]
        save(name, content(code))
        save(name + "-fortran", numpy.asfortranarray(content(code)))
    save("version2", fractions, version=(2, 0))
    save("version3", fractions, version=(3, 0))
    save("line", fractions.ravel())
    save("stack", stack)
    save("stack-fortran", numpy.asfortranarray(stack))
    save("scalar", numpy.float64(3))
    save("no-rows", numpy.zeros((0, 3)))
    save("no-columns", numpy.zeros((3, 0)))
    save("nan", numpy.where(count == 7, numpy.nan, fractions))
    save("infinity", numpy.where(count == 10, -numpy.inf, fractions))
    save("beyond", numpy.where(count == 4, 2**53 + 1, count).astype("i8"))
    save("boolean", count > 3)
    save("complex", fractions * 1j)
    save("structured", numpy.zeros(3, dtype=[("x", "f8"), ("y", "f8")]))
    save("text", numpy.array([["a", "b"]]))
    with h5py.File(os.path.join(folder, "points.h5"), "w") as file:
        for code in ["<f4", ">f8", "<f2", ">i2", "|u1", "<u8"]:
            file[code[1:]] = content(code)
        file["group/inner/doubles"] = fractions
        file["stack"] = stack
        file["scalar"] = 3.0
        file["text"] = "points"
        file["boolean"] = count > 3
        file["nan"] = numpy.where(count == 7, numpy.nan, fractions)
        file["beyond"] = numpy.where(count == 4, 2**53 + 1, count).astype("i8")
        file["greatest"] = numpy.where(count == 4, 2**64 - 1, count.astype("u8")).astype("u8")


if __name__ == "__main__":
    main()
