#!/usr/bin/env python3
"""A trainer that does one thing wrong, on purpose: for tests of what gfrun makes of it.

  faulty.py WHEN WHAT [AFTER]       or the option   fault: WHEN:WHAT[:AFTER]

WHEN is the request that is answered wrongly; AFTER (0) of its kind are answered well before. Without a fault
it is a sound trainer of a law at rest: the series `zero`, samples that are the source's. The exit of a sound
end is 0, of a fault 3.
"""
import json
import math
import os
import signal
import struct
import sys
import time

REQUESTS = ("hello", "run", "advance", "samples", "state", "stop")
SIZES = {"float32": 4, "float64": 8, "int64": 8}


def encoded(message, arrays=()):
    """The bytes of a message; arrays are (name, type, shape, bytes)."""
    parts = [{"name": name, "type": type, "shape": shape} for name, type, shape, _ in arrays]
    line = json.dumps({**message, "arrays": parts}) if parts else json.dumps(message)
    return line.encode() + b"\n" + b"".join(data for *_, data in arrays)


def say(data):
    """Writes bytes where gfrun reads."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def leave(*_):
    sys.exit(3)


def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def hang(*_):
    while True:
        time.sleep(3600)


def flood_lines(*_):
    while True:
        say(b"nothing that is asked for\n" * 4096)


def flood_line(*_):
    while True:
        say(b"x" * 65536)


def flood_progress(*_):
    while True:
        say(encoded({"type": "progress", "iteration": 0}) * 1024)


def flood_errors(message, arrays):
    """64 MiB to standard error, then the right answer: no fault, but a pipe that somebody must empty."""
    for _ in range(1024):
        sys.stderr.write("noise " * 10922 + "\n")
    sys.stderr.flush()
    say(encoded(message, arrays))


def garbage(*_):
    say(b"Epoch 1/10: loss nan\n")
    hang()


def garbage_before(message, arrays):
    say(b"Epoch 1/10: loss nan\n" + encoded(message, arrays))


def not_text(*_):
    say(b"\xff\xfe{\x00}\n")
    hang()


def no_object(*_):
    say(b"[1, 2, 3]\n")
    hang()


def no_type(message, arrays):
    say(encoded({key: value for key, value in message.items() if key != "type"}, arrays))


def wrong_answer(*_):
    say(encoded({"type": "pardon"}))


def other_answer(message, _):
    say(encoded({"type": "samples" if message["type"] != "samples" else "advanced"}))


def missing_keys(message, arrays):
    say(encoded({"type": message["type"]}, arrays))


def wrong_keys(message, arrays):
    say(encoded({key: value if key == "type" else {"wrong": True} for key, value in message.items()}, arrays))


def wrong_version(message, arrays):
    """A protocol that there is not yet."""
    say(encoded({**message, "protocol": 99}, arrays))


def wrong_name(message, arrays):
    """Names that no file can keep."""
    say(encoded(message, [("../" + name, *rest) for name, *rest in arrays]))


def half_line(message, arrays):
    say(encoded(message, arrays)[:7])
    leave()


def wrong_shape(message, arrays):
    """One row more, and the bytes to it."""
    changed = []
    for name, type, shape, data in arrays:
        row = SIZES[type] * math.prod(shape[1:])
        changed.append((name, type, [shape[0] + 1, *shape[1:]], data + bytes(row)))
    say(encoded(message, changed))


def wrong_axes(message, arrays):
    say(encoded(message, [(name, type, [*shape, 1, 1], data) for name, type, shape, data in arrays]))


def negative_shape(message, arrays):
    say(encoded(message, [(name, type, [-1, *shape[1:]], b"") for name, type, shape, _ in arrays]))


def wrong_type(message, arrays):
    """Integers where numbers with a point are asked for."""
    changed = [(name, "int64", shape, bytes(8 * math.prod(shape))) for name, _, shape, _ in arrays]
    say(encoded(message, changed))


def unknown_type(message, arrays):
    say(encoded(message, [(name, "complex64", shape, data) for name, _, shape, data in arrays]))


def missing_array(message, arrays):
    say(encoded(message, arrays[1:]))


def twice_array(message, arrays):
    say(encoded(message, [*arrays, *arrays]))


def truncated(message, arrays):
    """Half of the arrays' bytes, then the end."""
    whole, line = encoded(message, arrays), encoded(message, [(*a[:3], b"") for a in arrays])
    say(whole[: (len(whole) + len(line)) // 2])
    leave()


def stalled(message, arrays):
    """Half of the arrays' bytes, then nothing."""
    whole, line = encoded(message, arrays), encoded(message, [(*a[:3], b"") for a in arrays])
    say(whole[: (len(whole) + len(line)) // 2])
    hang()


def huge(message, arrays):
    """An array of 2⁶² elements is announced; zeros come for as long as they are read."""
    say(encoded(message, [(name, type, [1 << 31, 1 << 31], b"") for name, type, _, _ in arrays]))
    while True:
        say(bytes(1 << 20))


def overflowing(message, arrays):
    """A shape whose number of elements is 0 for who multiplies in 64 bits."""
    say(encoded(message, [(name, type, [1 << 32, 1 << 32], b"") for name, type, _, _ in arrays]))
    hang()


def not_a_number(message, arrays):
    """NaN in every array: a divergence, no fault."""
    say(encoded(message, [(name, type, shape, numbers(type, math.nan, shape)) for name, type, shape, _ in arrays]))


def infinite(message, arrays):
    say(encoded(message, [(name, type, shape, numbers(type, math.inf, shape)) for name, type, shape, _ in arrays]))


def twice(message, arrays):
    say(encoded(message, arrays) * 2)


def late(message, arrays):
    """Five seconds late."""
    time.sleep(5)
    say(encoded(message, arrays))


def alive(message, arrays):
    """Five seconds late, but with a sign of life every tenth of a second."""
    for _ in range(50):
        say(encoded({"type": "progress", "iteration": 0}))
        time.sleep(0.1)
    say(encoded(message, arrays))


def close_output(*_):
    """Ends its output and lives on."""
    sys.stdout.buffer.flush()
    os.close(1)
    hang()


def close_input(message, arrays):
    """Hears no more."""
    os.close(0)
    say(encoded(message, arrays))
    hang()


def error(*_):
    say(encoded({"type": "error", "message": "there is no such law"}))


def option_error(*_):
    say(encoded({"type": "error", "message": "this fault is wanted", "option": "fault"}))


def unknown_draw(*_):
    say(encoded({"type": "draw", "law": "sauce", "purpose": "training/sauce", "iteration": 0, "count": 1}))
    hang()


def negative_draw(*_):
    say(encoded({"type": "draw", "law": "source", "purpose": "x", "iteration": 0, "count": -1}))
    hang()


def huge_draw(*_):
    say(encoded({"type": "draw", "law": "source", "purpose": "x", "iteration": 0, "count": 1 << 62}))
    hang()


def unknown_request(*_):
    say(encoded({"type": "sing"}))
    hang()


def too_far(message, arrays):
    """More iterations than were asked for."""
    say(encoded({**message, "iteration": message.get("iteration", 0) + 1}, arrays))


def too_short(message, arrays):
    """No iteration, though every value is finite."""
    say(encoded({**message, "iteration": 0}, [(name, type, [0], b"") for name, type, _, _ in arrays]))


def ignore_stop(*_):
    """Goes on after `stop`, and does not hear SIGTERM either."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang()


FAULTS = {
    "exit": leave, "kill": kill, "hang": hang, "flood-lines": flood_lines, "flood-line": flood_line,
    "flood-progress": flood_progress, "flood-errors": flood_errors, "garbage": garbage,
    "garbage-before": garbage_before, "not-text": not_text, "no-object": no_object, "no-type": no_type,
    "wrong-answer": wrong_answer, "other-answer": other_answer, "missing-keys": missing_keys,
    "wrong-keys": wrong_keys, "half-line": half_line, "wrong-version": wrong_version,
    "wrong-name": wrong_name, "wrong-shape": wrong_shape, "wrong-axes": wrong_axes,
    "negative-shape": negative_shape, "wrong-type": wrong_type, "unknown-type": unknown_type,
    "missing-array": missing_array, "twice-array": twice_array, "truncated": truncated, "stalled": stalled,
    "huge": huge, "overflowing": overflowing, "nan": not_a_number, "infinite": infinite, "twice": twice,
    "late": late, "alive": alive, "close-output": close_output, "close-input": close_input, "error": error,
    "option-error": option_error, "unknown-draw": unknown_draw, "negative-draw": negative_draw,
    "huge-draw": huge_draw, "unknown-request": unknown_request, "too-far": too_far, "too-short": too_short,
    "ignore-stop": ignore_stop,
}  # fmt: skip


def numbers(type, value, shape):
    """Bytes of an array of equal numbers."""
    count = math.prod(shape)
    return struct.pack(f"<{count}{'f' if type == 'float32' else 'd'}", *[value] * count)


class Fault:
    """What is done wrong, and when."""

    def __init__(self, when="", what="", after=0):
        if when and (when not in REQUESTS or what not in FAULTS):
            sys.exit(f"{when} {what}: WHEN is one of {', '.join(REQUESTS)}, WHAT of {', '.join(FAULTS)}")
        self._when, self._what, self._after = when, what, int(after)

    def answer(self, message, arrays=(), request=""):
        """Answers `request`, rightly unless its time has come; the right answer to `stop` is none."""
        if request == self._when:
            if self._after == 0:
                return FAULTS[self._what](message, list(arrays))
            self._after -= 1
        if request != "stop":
            say(encoded(message, arrays))


def main():
    fault, iteration, dimension = Fault(*sys.argv[1:]), 0, 0
    option = {"type": "string", "default": "", "description": "WHEN:WHAT[:AFTER], what to do wrong and when."}
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        arrays = {part["name"]: sys.stdin.buffer.read(SIZES[part["type"]] * math.prod(part["shape"]))
                  for part in request.get("arrays", [])}  # fmt: skip
        kind = request["type"]
        if kind == "hello":
            fault.answer({"type": "hello", "protocol": 1, "name": "faulty", "version": "1",
                          "options": {"fault": option}, "resumes": True}, (), kind)  # fmt: skip
        elif kind == "run":
            given = (request.get("options") or {}).get("fault")
            fault = Fault(*given.split(":")) if given else fault
            iteration, dimension = request.get("iteration", 0), request["target_dimension"]
            fault.answer({"type": "ready", "iteration": iteration, "series": ["zero"]}, (), kind)
        elif kind == "advance":
            made, iteration = request["to"] - iteration, request["to"]
            series = [("zero", "float64", [made], bytes(8 * made))]
            fault.answer({"type": "advanced", "iteration": iteration, "flow_time": None}, series, kind)
        elif kind == "samples":
            samples = ("samples", "float32", [request["count"], dimension], arrays["source"])
            fault.answer({"type": "samples"}, [samples], kind)
        elif kind == "state":
            state = ("counter", "int64", [1], struct.pack("<q", iteration))
            fault.answer({"type": "state", "iteration": iteration}, [state], kind)
        elif kind == "stop":
            fault.answer({"type": "stopped"}, (), kind)
            return


if __name__ == "__main__":
    main()
