#!/usr/bin/env python3
"""Write the metrics and training series of a sweep as TensorBoard event files.

    to_tensorboard.py DIR OUT     # then: tensorboard --logdir OUT

DIR is the folder of one experiment, as results/NAME; OUT gets a folder per run, called after its id, with one event
file each. Scalars are called metrics/NAME and training/NAME; a step is an iteration. Their wall time is the beginning
of the run plus the seconds of training so far, so that the same results give the same bytes. What is not finite is
left out, as TensorBoard cannot show it. Needs h5py and numpy, not TensorBoard.
Exit status: 0 written, 1 DIR has no runs, 2 usage.
"""

import datetime
import struct
import sys
from pathlib import Path

import h5py
import numpy as np


def crc_table():
    """The table of CRC-32C (Castagnoli), reflected."""
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


TABLE = crc_table()


def masked_crc(data):
    """CRC-32C, turned and shifted as TFRecord files have it."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def record(data):
    """One record of a TFRecord file."""
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked_crc(length)) + data + struct.pack("<I", masked_crc(data))


def varint(number):
    """A whole number as protocol buffers write it; one below zero as its two's complement."""
    number &= (1 << 64) - 1
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(parts + bytes([number]))


def message(field, data):
    """A field of a protocol buffer that holds bytes."""
    return varint(field << 3 | 2) + varint(len(data)) + data


def event(wall_time, step, content):
    """tensorflow.Event: wall_time = 1 (double), step = 2 (int64), then file_version = 3 or summary = 5."""
    return record(b"\x09" + struct.pack("<d", wall_time) + b"\x10" + varint(step) + content)


def scalar(name, value):
    """tensorflow.Summary with one Value: tag = 1, simple_value = 2 (float)."""
    return message(5, message(1, message(1, name.encode()) + b"\x15" + struct.pack("<f", value)))


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def series(file):
    """Every series of a run with its iterations and the seconds of training at them."""
    metrics, training = file["metrics"], file["training"]
    evaluations, seconds = metrics["evaluation"][()], metrics["wall_time"][()]
    for name, data in metrics.items():
        if name not in ("evaluation", "wall_time"):
            yield "metrics/" + text(data.attrs.get("original_name", name)), evaluations, seconds, data[()]
    steps = training["iteration"][()]
    # A training step has no time of its own: it lies between two evaluations.
    clock = np.interp(steps, np.append(0, evaluations), np.append(0, seconds)) if len(evaluations) else np.zeros(len(steps))
    for name, data in training.items():
        if name not in ("iteration", "step"):
            yield "training/" + text(data.attrs.get("original_name", name)), steps, clock, data[()]


def events(file):
    """The bytes of the event file of a run."""
    created = datetime.datetime.fromisoformat(text(file.attrs["created"]).replace("Z", "+00:00")).timestamp()
    found = [(iteration, created + second, name, value)
             for name, iterations, seconds, values in series(file)
             for iteration, second, value in zip(iterations.tolist(), seconds.tolist(), values.tolist()) if np.isfinite(value)]
    # By iteration, as a run would have written them; the names keep their order.
    found.sort(key=lambda event: event[0])
    head = event(created, 0, message(3, b"brain.Event:2"))
    return created, head + b"".join(event(time, step, scalar(name, value)) for step, time, name, value in found)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    folder, out = map(Path, arguments)
    count = 0
    for path in sorted(folder.glob("[0-9a-f]" * 12 + ".h5")):
        with h5py.File(path) as file:
            if text(file.attrs.get("gfrun_format", "")) != "run":
                continue
            created, data = events(file)
        target = out / path.stem
        target.mkdir(parents=True, exist_ok=True)
        (target / f"events.out.tfevents.{int(created)}.gfrun").write_bytes(data)
        count += 1
    print(f"{count} runs in {out}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
