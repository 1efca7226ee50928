#!/usr/bin/env python3
"""Carry out what a page of the guide tells its readers to do, and hold what happens against the page.

    guide.py --gfrun PROGRAM PAGE...

The blocks of a page are carried out in their order, in one empty folder that has the repository's
`scripts` and `experiments`. What a block is, its language says: `sh`, `python`, `octave` and `r` are
run, all others only shown. A comment before a block says more:

    <!-- file: ring.yaml -->     the block is the content of this file
    <!-- exit: 65 -->            the exit code it must have
    <!-- smoke -->               a long one: every `gfrun FILE` in it gets `--smoke`
    <!-- from: path -->          stands in this file of the repository, which other tests compile and run
    <!-- not run: reason -->     cannot be run here
    <!-- prints -->              a block of text: lines that the block before has printed; '…' stands for anything
    <!-- reads: curve ... -->    the values that the block must have printed, see `expectations`

A block whose interpreter is not installed is skipped, and a line says so. Exit status: 0 all went as
the page says, 1 something did not, 2 usage. Needs the Python of `scripts/setup --python`.
"""

import argparse
import csv
import functools
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import h5py
import numpy

ROOT = Path(__file__).resolve().parent.parent
INTERPRETERS = {
    "sh": ["bash", "-euo", "pipefail"],
    "python": [str(ROOT / ".venv/bin/python"), "-W", "error::UserWarning"],
    "octave": ["octave", "-q", "--no-gui", "--no-history"],
    "r": ["Rscript"],
}
TIMEOUT = 600
NUMBER = re.compile(r"(?<![\w.])-?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|nan|NaN)(?![\w.])")
INDICES = re.compile(r"\[\d+(?:,\d+)*,?\]|\(\d+(?:,\d+)*\):")


class Mismatch(Exception):
    """Something is not as the page says."""


@dataclass
class Block:
    """A fenced block of a page."""

    line: int
    language: str
    text: str
    marks: dict = field(default_factory=dict)


def blocks(page):
    """The fenced blocks of a page with the marks before them."""
    found, marks, fence = [], {}, None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if fence is not None:
            if line.strip() == "```":
                found.append(fence)
                fence, marks = None, {}
            else:
                fence.text += line + "\n"
        elif line.startswith("```"):
            fence = Block(number, line[3:].strip(), "", marks)
        elif mark := re.fullmatch(r"<!-- ([a-z ]+?)(?:: (.*))? -->", line.strip()):
            marks[mark[1]] = mark[2] or ""
        elif line.strip():
            marks = {}
    if fence is not None:
        raise Mismatch(f"{page.name}:{fence.line}: the block has no end")
    return found


def prepare(folder, gfrun):
    """The folder of a reader who stands in the root of the repository, and the environment."""
    (folder / "experiments").symlink_to(ROOT / "experiments")
    (folder / "scripts").mkdir()
    for script in (ROOT / "scripts").iterdir():
        if script.name != "gfrun":
            (folder / "scripts" / script.name).symlink_to(script)
    # The real one builds first where a source is newer; what is tested is built already.
    starter = folder / "scripts" / "gfrun"
    starter.write_text(f'#!/bin/sh\nexec "{gfrun}" "$@"\n')
    starter.chmod(0o755)
    (folder / ".bin").mkdir()
    (folder / ".bin" / "gfrun").symlink_to(gfrun)
    path = [str(folder / ".bin"), str(ROOT / ".venv/bin"), os.environ["PATH"]]
    return {**os.environ, "PATH": ":".join(path), "LC_ALL": "C.UTF-8", "GFRUN": str(gfrun)}


def smoked(text):
    """The block with `--smoke` behind each command that carries runs out."""
    return re.sub(r"^((?:scripts/)?gfrun (?:reproduce )?\S+\.yaml[^#\n]*?)(\s*(?:#.*)?)$", r"\1 --smoke\2", text, flags=re.M)


def carry_out(block, folder, environment):
    """Runs a block; returns what it printed, or nothing where its interpreter is missing."""
    command = INTERPRETERS[block.language]
    if shutil.which(command[0], path=environment["PATH"]) is None:
        return None
    text = smoked(block.text) if "smoke" in block.marks else block.text
    script = folder / ".block"
    script.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*command, str(script)], cwd=folder, env=environment, text=True, timeout=TIMEOUT,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    expected = int(block.marks.get("exit", 0))
    if done.returncode != expected:
        raise Mismatch(f"exit code {done.returncode} instead of {expected}:\n{done.stdout[-3000:]}")
    return done.stdout


def check_lines(text, output):
    """Every line of the page's block stands in the output, in its order."""
    lines = iter(re.sub(r"\s+", " ", line).strip() for line in output.splitlines())
    for wanted in filter(None, (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())):
        pattern = re.compile(".*".join(map(re.escape, wanted.split("…"))))
        if not any(pattern.fullmatch(line) for line in lines):
            raise Mismatch(f"the output has no line '{wanted}' (here):\n{output[-3000:]}")


@functools.cache
def expectations(folder, program, name):
    """What gfrun itself says of the values that a reader may read: of the run that is named `name`.

    curve: its W1 at each evaluation. sample: the first point of its last snapshot. config: its resolved
    specification. sweep: the last W1 of each run of the sweep.
    """
    def gfrun(*words):
        return subprocess.run([program, *words], cwd=folder, check=True, text=True, capture_output=True).stdout

    file = next(folder.glob(f"results/*/{name}.h5"))
    sweep = str(file.parent.relative_to(folder))
    rows = list(csv.DictReader(io.StringIO(gfrun("export", sweep, "--table", "metrics"))))
    final = list(csv.DictReader(io.StringIO(gfrun("export", sweep, "--table", "final"))))
    return {
        "curve": [float(row["w1"]) for row in rows if row["run_id"] == name],
        "sample": first_point(file, gfrun),
        "config": resolved(gfrun("plan", next(folder.glob("*.yaml")).name, "--resolved"), name),
        "sweep": [float(row["w1"]) for row in final],
    }


def first_point(file, gfrun):
    """The first point of the last snapshot, as h5py reads it; gfrun's own reader agrees with all of them."""
    with h5py.File(file) as data:
        points = data["samples"][-1]
    copy = file.parent / "copy.npy"
    numpy.save(copy, points)
    found = json.loads(gfrun("metric", "w2", f"{file}:/samples[-1]", str(copy), "--json"))["w2"]["value"]
    if found != 0:
        raise Mismatch(f"gfrun and h5py read different samples: W2 = {found}")
    copy.unlink()
    return [float(value) for value in points[0]]


def resolved(documents, name):
    """The lines of the resolved specification of a run."""
    found = re.findall(r"^--- # (\w+)[^\n]*\n(.*?)(?=^--- |\Z)", documents, flags=re.M | re.S)
    document = dict(found)[name]
    return [line.strip() for line in document.splitlines() if line.strip()]


def check_values(block, output, folder, environment):
    """The block has printed the values that it says it reads."""
    name = re.search(r"\b[0-9a-f]{12}\b", block.text)
    known = expectations(folder, environment["GFRUN"], name[0] if name else any_run(folder))
    numbers = [float(word) for word in NUMBER.findall(INDICES.sub(" ", output))]
    for what in block.marks["reads"].split():
        if what == "config":
            words = re.sub(r'[\s"\\]+', "", output.replace("\\n", "").replace("\\t", ""))
            missing = [line for line in known["config"] if re.sub(r'[\s"\\]+', "", line) not in words]
            if missing:
                raise Mismatch(f"the configuration that was read lacks {missing[:3]}:\n{output[-3000:]}")
        elif not occurs(known[what], numbers, 1e-6 if what == "sample" else 1e-12):
            raise Mismatch(f"did not read {what} = {known[what]}:\n{output[-3000:]}")


def any_run(folder):
    return next(path.stem for path in sorted(folder.glob("results/*/*.h5")) if path.stem != path.parent.name)


def occurs(wanted, numbers, tolerance):
    """Whether `wanted` stands in `numbers` in one piece."""
    close = lambda a, b: a == b or abs(a - b) <= tolerance * max(abs(a), abs(b))
    return any(all(map(close, wanted, numbers[start:])) for start in range(len(numbers) - len(wanted) + 1))


def follow(page, gfrun):
    """Does all that a page says; returns what was not as it says, and a line on what was done."""
    ran, skipped, shown, output, problems = 0, [], 0, "", []
    with tempfile.TemporaryDirectory(prefix="gfrun-guide-") as name:
        folder = Path(name)
        environment = prepare(folder, gfrun)
        for block in blocks(page):
            try:
                if "not run" in block.marks:
                    shown += 1
                elif "from" in block.marks:
                    if block.text not in (ROOT / block.marks["from"]).read_text(encoding="utf-8"):
                        raise Mismatch(f"{block.marks['from']} says something else")
                    shown += 1
                elif "file" in block.marks:
                    (folder / block.marks["file"]).parent.mkdir(parents=True, exist_ok=True)
                    (folder / block.marks["file"]).write_text(block.text, encoding="utf-8")
                elif "prints" in block.marks:
                    if output is not None:
                        check_lines(block.text, output)
                elif block.language in INTERPRETERS:
                    output = carry_out(block, folder, environment)
                    if output is None:
                        skipped.append(block.language)
                        continue
                    ran += 1
                    if "reads" in block.marks:
                        check_values(block, output, folder, environment)
                else:
                    shown += 1
            except (Mismatch, OSError, subprocess.SubprocessError) as problem:
                problems.append(f"{page.name}:{block.line}: {problem}")
    return problems, f"{ran} blocks ran, {shown} shown" + (f", skipped for want of {', '.join(skipped)}" if skipped else "")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gfrun", required=True, type=Path, help="the program that the pages call gfrun")
    parser.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    failures = 0
    for page in options.pages:
        problems, done = follow(page, options.gfrun.resolve())
        failures += len(problems)
        for problem in problems:
            print(f"FAIL {problem}", flush=True)
        print(f"{'FAIL' if problems else 'ok  '} {page.name}: {done}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
