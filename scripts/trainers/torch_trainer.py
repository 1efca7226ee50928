#!/usr/bin/env python3
"""gfrun's generator trainer in PyTorch: the same steps on the same draws, to compare with and to build on.

  trainer: {kind: process, command: [python3, scripts/trainers/torch_trainer.py], options: {device: cuda}}

Flows jsd, w1, w2 and monoflow; what it has not (an exact ratio) it says. From the same first parameters
and the same draws its numbers are those of `trainer: generator` but for rounding. On the CPU runs have the
same bits every time, and as if never interrupted where they go on from a checkpoint.
"""
import math
import os
import sys
from array import array as numbers

from protocol import VERSION, Array, Channel, Message, Refusal, serve

OPTIONS = {
    "device": {
        "type": "string", "default": "cpu", "choices": ["cpu", "cuda", "auto"],
        "description": "Where tensors live; auto takes CUDA where there is one.",
    },
    "threads": {
        "type": "integer", "default": 1, "minimum": 1, "maximum": 1024,
        "description": "Threads of one operation on the CPU; more than one may change the last bits.",
    },
}  # fmt: skip


class TorchTrainer:
    """The answers to gfrun's requests."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._training = None

    def hello(self, request: Message) -> Message:
        if VERSION not in request.fields["protocols"]:
            raise Refusal(f"the torch trainer speaks version {VERSION} of the protocol")
        return Message("hello", {
            "protocol": VERSION, "name": "torch", "version": "1", "options": OPTIONS,
            "flows": ["jsd", "w1", "w2", "monoflow"], "resumes": True,
        })  # fmt: skip

    def run(self, request: Message) -> Message:
        fields = request.fields
        options = {name: option["default"] for name, option in OPTIONS.items()}
        options.update(fields.get("options") or {})
        device = self._start_torch(options["device"], options["threads"])
        from torch_training import Training

        dimensions = (fields["source_dimension"], fields["target_dimension"])
        self._training = Training(self._channel, fields["specification"], dimensions, device)
        if "iteration" in fields:
            self._training.resume(fields["iteration"], request.arrays)
        else:
            self._training.begin()
        training = self._training
        return Message("ready", {
            "iteration": training.iteration, "series": training.series, "flow_time": training.flow_time,
        })  # fmt: skip

    def advance(self, request: Message) -> Message:
        training = self._training
        rows = []
        while training.iteration < request.fields["to"]:
            rows.append(training.iterate())
            if not all(map(math.isfinite, rows[-1])):
                break  # The run has diverged.
            self._channel.progress(training.iteration)
        columns = zip(*rows) if rows else [[] for _ in training.series]
        series = {
            name: Array("float64", (len(rows),), numbers("d", column).tobytes())
            for name, column in zip(training.series, columns)
        }
        return Message("advanced", {"iteration": training.iteration, "flow_time": training.flow_time}, series)

    def samples(self, request: Message) -> Message:
        return Message("samples", {}, {"samples": self._training.samples(request.arrays["source"])})

    def state(self, request: Message) -> Message:
        return Message("state", {"iteration": self._training.iteration}, self._training.state)

    def _start_torch(self, device: str, threads: int):
        """Imports PyTorch, makes it deterministic and finds the device."""
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # Without it CUDA is not deterministic.
        try:
            import torch
        except ImportError as error:
            raise Refusal(f"{sys.executable} has no PyTorch ({error}): name in 'command' a Python that has") from None
        torch.use_deterministic_algorithms(True)
        torch.set_num_threads(threads)
        if device == "cuda" and not torch.cuda.is_available():
            raise Refusal("PyTorch finds no CUDA device here", option="device")
        if device == "auto":
            device = "cuda" if torch.cuda.is_available() else "cpu"
        self._channel.log(f"PyTorch {torch.__version__} on {device}, threads: {threads}")
        return torch.device(device)


def main() -> None:
    channel = Channel()
    trainer = TorchTrainer(channel)
    requests = ("hello", "run", "advance", "samples", "state")
    serve(channel, {request: getattr(trainer, request) for request in requests})


if __name__ == "__main__":
    main()
