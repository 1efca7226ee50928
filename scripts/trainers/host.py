"""A stand-in for gfrun that speaks its side of the trainer protocol, for tests of trainers.

Random numbers are Python's own, a function of purpose and iteration as gfrun's are; first parameters too.
"""
import array
import json
import math
import random
import subprocess

CODES = {"float32": "f", "float64": "d", "int64": "q"}


class Host:
    """Starts a trainer and asks it; answers what it asks meanwhile."""

    def __init__(self, command, specification, source=2, target=2, shapes=None, draws=None, options=None):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self._specification, self._dimensions = specification, {"source": source, "target": target}
        self._shapes, self._draws = shapes or {}, draws or self.random_draws
        self._options = options or {}
        self.hello, _ = self.ask("hello", protocols=[1], host="test")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Stops the trainer, which must end well and have nothing more to say."""
        try:
            self._send("stop")
        except BrokenPipeError:
            pass
        rest, errors = self._process.communicate(timeout=60)
        assert (self._process.returncode, rest) == (0, b""), (self._process.returncode, rest, errors)

    def run(self, iteration=None, state=None):
        """Begins the run, or goes on with it."""
        fields = dict(
            id="0123456789ab", seed=0, specification=self._specification, options=self._options,
            source_dimension=self._dimensions["source"], target_dimension=self._dimensions["target"],
        )  # fmt: skip
        if iteration is not None:
            fields["iteration"] = iteration
        return self.ask("run", state or {}, **fields)

    def advance(self, to):
        return self.ask("advance", to=to)

    def state(self):
        """The state, as `run` takes it: name → (type, shape, values)."""
        return self.ask("state")[1]

    def samples(self, count):
        points = self.random_draws("samples", 0, count * self._dimensions["source"], normal=True)
        source = ("float32", [count, self._dimensions["source"]], points)
        return self.ask("samples", {"source": source}, count=count)[1]["samples"]

    def ask(self, type, arrays=None, **fields):
        """The answer to a request; what the trainer asks before it answers is answered."""
        self._send(type, arrays, **fields)
        while True:
            message, given = self._receive()
            answer = getattr(self, f"_answer_{message['type']}", None)
            if answer is None:
                return message, given
            answer(**{key: value for key, value in message.items() if key not in ("type", "arrays")})

    # What a trainer may ask

    def _answer_draw(self, law, purpose, iteration, count, blocks=1):
        width, shift = self._dimensions[law], 1 if law == "target" else 0
        values = [x + shift for x in self._draws(purpose, iteration, blocks * count * width, normal=True)]
        self._send("arrays", {"draws": ("float32", [blocks * count, width], values)})

    def _answer_uniform(self, purpose, iteration, count, blocks=1):
        values = self._draws(purpose, iteration, blocks * count, normal=False)
        self._send("arrays", {"uniform": ("float32", [blocks * count], values)})

    def _answer_parameters(self, network):
        arrays = {}
        for name, shape in self._shapes[network].items():
            kept = {"scale": lambda x: 1 + 0.1 * x, "shift": lambda x: 0.1 * x}.get(name.split("/")[-1], lambda x: 0.5 * x)
            values = self.random_draws(f"{network}/{name}", 0, math.prod(shape), normal=True)
            arrays[name] = ("float32", list(shape), [kept(x) for x in values])
        self._send("arrays", arrays)

    def _answer_values(self, iteration):
        flow, schedule = self._specification["flow"], self._specification["schedule"]
        self._send(
            "values", step=flow["step"], persistency=flow["persistency"],
            generator_rate=schedule["generator"]["optimizer"]["rate"],
            potential_rate=schedule["potential"]["optimizer"]["rate"],
        )  # fmt: skip

    def _answer_progress(self, iteration):
        pass

    def _answer_log(self, message):
        pass

    @staticmethod
    def random_draws(purpose, iteration, count, normal):
        generator = random.Random(f"{purpose} {iteration}")
        return [generator.gauss(0, 1) if normal else generator.random() for _ in range(count)]

    # Messages

    def _send(self, type, arrays=None, **fields):
        arrays = arrays or {}
        declared = [{"name": name, "type": a[0], "shape": list(a[1])} for name, a in arrays.items()]
        line = json.dumps({"type": type, **fields, "arrays": declared})
        self._process.stdin.write(line.encode() + b"\n")
        for type, _, values in arrays.values():
            self._process.stdin.write(array.array(CODES[type], values).tobytes())
        self._process.stdin.flush()

    def _receive(self):
        line = self._process.stdout.readline()
        if not line:
            raise EOFError(self._process.communicate()[1].decode())
        message, arrays = json.loads(line), {}
        for part in message.get("arrays", []):
            values = array.array(CODES[part["type"]])
            size = math.prod(part["shape"]) * values.itemsize
            data = self._process.stdout.read(size)
            assert len(data) == size, f"{part} has {len(data)} bytes"
            values.frombytes(data)
            arrays[part["name"]] = (part["type"], part["shape"], values)
        return message, arrays
