#!/usr/bin/env python3
"""A trainer for gfrun in one file, to copy; README.md beside it has the protocol.

The law is the source, shifted. The shift follows the gradient flow of half the squared distance between
the means of target and law: each iteration estimates both means from a batch and takes an Euler step.
"""
import array
import json
import math
import sys

CODES = {"float32": "f", "float64": "d", "int64": "q"}
OPTIONS = {"speed": {"type": "number", "default": 0.1, "minimum": 0, "description": "Velocity per unit of distance."}}


def read():
    """The next message of gfrun, and its arrays by name: flat, row by row."""
    message = json.loads(sys.stdin.buffer.readline() or sys.exit("gfrun is gone"))
    arrays = {}
    for part in message.get("arrays", []):
        values = arrays[part["name"]] = array.array(CODES[part["type"]])
        values.frombytes(sys.stdin.buffer.read(math.prod(part["shape"]) * values.itemsize))
    return message, arrays


def write(kind, arrays=(), **fields):
    """Sends a message; arrays are (name, type, shape, values)."""
    declared = [{"name": name, "type": type, "shape": shape} for name, type, shape, _ in arrays]
    sys.stdout.buffer.write(json.dumps({"type": kind, **fields, "arrays": declared}).encode() + b"\n")
    for _, type, _, values in arrays:
        sys.stdout.buffer.write(array.array(CODES[type], values).tobytes())
    sys.stdout.buffer.flush()


def mean(law, iteration):
    """The mean of a batch of the source or the target."""
    write("draw", law=law, purpose=f"training/{law}", iteration=iteration, count=batch)
    draws = read()[1]["draws"]
    return [math.fsum(draws[axis::dimension]) / batch for axis in range(dimension)]


while True:
    request, arrays = read()
    if request["type"] == "hello":
        write("hello", protocol=1, name="minimal", version="1", options=OPTIONS, resumes=True)
    elif request["type"] == "run":
        dimension, batch = request["target_dimension"], request["specification"]["schedule"]["batch"]
        if request["source_dimension"] != dimension:
            write("error", message="a shift needs a source of the dimension of the target")
            continue
        speed, iteration = request["options"]["speed"], request.get("iteration", 0)
        shift, time = arrays.get("shift", [0.0] * dimension), arrays.get("time", [0.0])[0]
        write("ready", iteration=iteration, flow_time=time, series=["distance"])
    elif request["type"] == "advance":
        distances = []
        while iteration < request["to"] and all(map(math.isfinite, distances[-1:])):
            write("values", iteration=iteration)
            step = read()[0]["step"]
            target, source = mean("target", iteration), mean("source", iteration)
            gap = [x - y - s for x, y, s in zip(target, source, shift)]
            shift = [s + step * speed * g for s, g in zip(shift, gap)]
            distances.append(math.hypot(*gap))
            iteration, time = iteration + 1, time + step
        write("advanced", [("distance", "float64", [len(distances)], distances)], iteration=iteration, flow_time=time)
    elif request["type"] == "samples":
        samples = [z + shift[i % dimension] for i, z in enumerate(arrays["source"])]
        write("samples", [("samples", "float32", [request["count"], dimension], samples)])
    elif request["type"] == "state":
        write("state", [("shift", "float64", [dimension], shift), ("time", "float64", [1], [time])], iteration=iteration)
    elif request["type"] == "stop":
        sys.exit()
