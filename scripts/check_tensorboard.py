#!/usr/bin/env python3
"""Hold event files of to_tensorboard.py against the HDF5 files that they were made of.

    check_tensorboard.py EVENTS DIR

Reads the records by their definition: lengths and CRC-32C bit by bit, then the protocol buffers; where TensorBoard is
installed its own reader has to find the same. Exit status: 0 all is well, 1 something is not.
"""

import struct
import sys
from pathlib import Path

import h5py
import numpy as np


def crc(data):
    """CRC-32C by long division, one bit at a time, and TFRecord's mask."""
    rest = 0xFFFFFFFF
    for byte in data:
        rest ^= byte
        for _ in range(8):
            rest = rest >> 1 ^ (0x82F63B78 if rest & 1 else 0)
    rest ^= 0xFFFFFFFF
    return ((rest >> 15 | rest << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    while data:
        size, size_crc = struct.unpack_from("<QI", data)
        content = data[12 : 12 + size]
        assert size_crc == crc(data[:8]) and struct.unpack_from("<I", data, 12 + size)[0] == crc(content), "wrong CRC"
        yield content
        data = data[16 + size :]


def fields(data):
    """The fields of a protocol buffer: number and content."""
    place = 0

    def varint():
        nonlocal place
        number = shift = 0
        while True:
            byte = data[place]
            place += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    while place < len(data):
        key = varint()
        size = {0: None, 1: 8, 5: 4}.get(key & 7, -1)
        if size is None:
            yield key >> 3, varint()
            continue
        size = varint() if size < 0 else size
        yield key >> 3, data[place : place + size]
        place += size


def scalars(path):
    """The scalars of an event file: for each name its steps and values."""
    found = {}
    for number, content in enumerate(records(path.read_bytes())):
        event = dict(fields(content))
        if number == 0:
            assert event[3] == b"brain.Event:2", event
            continue
        value = dict(fields(dict(fields(event[5]))[1]))
        found.setdefault(value[1].decode(), []).append((event[2], struct.unpack("<f", value[2])[0]))
    return found


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def expected(file):
    for group, clock, others in (("metrics", "evaluation", {"wall_time"}), ("training", "iteration", {"step"})):
        steps = file[group][clock][()].tolist()
        for name, data in file[group].items():
            if name not in others | {clock}:
                values = np.float32(data[()]).tolist()
                name = text(data.attrs.get("original_name", name))
                yield f"{group}/{name}", [pair for pair in zip(steps, values) if np.isfinite(pair[1])]


def main(events, folder):
    count = 0
    paths = sorted(Path(events).glob("*/events.out.tfevents.*"))
    assert paths, "there are no event files"
    for path in paths:
        found = scalars(path)
        with h5py.File(Path(folder) / f"{path.parent.name}.h5") as file:
            wanted = {name: pairs for name, pairs in expected(file) if pairs}
        assert found == wanted, f"{path}: {set(found) ^ set(wanted) or 'other values'}"
        count += sum(map(len, found.values()))
        try:
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
        except ImportError:
            continue
        accumulator = EventAccumulator(str(path), size_guidance={"scalars": 0}).Reload()
        assert sorted(accumulator.Tags()["scalars"]) == sorted(wanted), accumulator.Tags()
        for name, pairs in wanted.items():
            assert [(event.step, event.value) for event in accumulator.Scalars(name)] == pairs, name
    print(f"ok   {len(paths)} files, {count} scalars")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    main(*sys.argv[1:])
