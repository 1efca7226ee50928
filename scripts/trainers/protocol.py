"""gfrun's trainer protocol, version 1, for trainers in Python: the messages and the loop that answers them.

README.md beside this file says what the messages mean; `minimal.py` does without this module.
"""
import json
import math
import os
import sys
import time
from typing import Any, Callable, Dict, NamedTuple, Optional, Tuple

VERSION = 1
SIZES = {"float32": 4, "float64": 8, "int64": 8}


class Array(NamedTuple):
    """The elements of an array as they travel: little-endian, row by row."""

    type: str
    shape: Tuple[int, ...]
    data: bytes


class Message(NamedTuple):
    """A message and the arrays that follow it."""

    type: str
    fields: Dict[str, Any] = {}
    arrays: Dict[str, Array] = {}


class Refusal(Exception):
    """What gfrun's user asked for and this trainer cannot do; `option` names the option it is about."""

    def __init__(self, message: str, option: Optional[str] = None):
        super().__init__(message)
        self.option = option


class Channel:
    """The two ends of the conversation with gfrun: it asks, and may be asked meanwhile.

    From here on whatever a library prints goes to standard error, which is gfrun's log of the run:
    standard output belongs to the messages.
    """

    def __init__(self) -> None:
        self._input = sys.stdin.buffer
        self._output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        self._last_sign = time.monotonic()

    def receive(self) -> Optional[Message]:
        """The next message of gfrun; None where it has closed its end."""
        line = self._input.readline()
        if not line:
            return None
        fields = json.loads(line)
        arrays = {}
        for part in fields.pop("arrays", []):
            shape = tuple(part["shape"])
            size = math.prod(shape) * SIZES[part["type"]]
            data = self._input.read(size)
            if len(data) < size:
                return None
            arrays[part["name"]] = Array(part["type"], shape, data)
        return Message(fields.pop("type"), fields, arrays)

    def send(self, message: Message) -> None:
        """Sends a message with its arrays."""
        declared = [
            {"name": name, "type": array.type, "shape": list(array.shape)}
            for name, array in message.arrays.items()
        ]
        fields = {"type": message.type, **message.fields, "arrays": declared}
        self._output.write(json.dumps(fields, allow_nan=False).encode() + b"\n")
        for array in message.arrays.values():
            self._output.write(array.data)
        self._output.flush()
        self._last_sign = time.monotonic()

    def ask(self, kind: str, **fields: Any) -> Message:
        """Asks gfrun for what it has, in the middle of an answer."""
        self.send(Message(kind, fields))
        answer = self.receive()
        if answer is None:
            raise EOFError("gfrun is gone")
        return answer

    def ask_array(self, name: str, kind: str, **fields: Any) -> Array:
        """Asks gfrun for one array."""
        return self.ask(kind, **fields).arrays[name]

    def log(self, text: str) -> None:
        """Writes a line to the log of the run."""
        self.send(Message("log", {"message": text}))

    def progress(self, iteration: int) -> None:
        """Says that the trainer is alive, once a second where nothing else said so."""
        if time.monotonic() - self._last_sign >= 1:
            self.send(Message("progress", {"iteration": iteration}))


def serve(channel: Channel, answers: Dict[str, Callable[[Message], Message]]) -> None:
    """Answers gfrun's requests, each by the function of its type, until it asks to stop.

    A `Refusal` becomes gfrun's error; any other exception ends the program, which gfrun takes for the
    crash that it is.
    """
    while True:
        request = channel.receive()
        if request is None or request.type == "stop":
            return
        try:
            if request.type not in answers:
                raise Refusal(f"this trainer does not know the request '{request.type}'")
            answer = answers[request.type](request)
        except Refusal as refusal:
            fields = {"message": str(refusal)}
            if refusal.option is not None:
                fields["option"] = refusal.option
            answer = Message("error", fields)
        channel.send(answer)
