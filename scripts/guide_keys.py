#!/usr/bin/env python3
"""Write the guide's page of all keys from what `gfrun explain` and `gfrun list` say.

    guide_keys.py --gfrun .build/release/gfrun            # writes Sources/gfrun/gfrun.docc/Keys.md
    guide_keys.py --gfrun .build/release/gfrun --check    # exit status 1 where the page is out of date
"""

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "Sources/gfrun/gfrun.docc/Keys.md"
RANGES = ("linspace", "logspace", "integers")
INTRODUCTION = """\
# Keys of an experiment file

Every key and every kind of the experiment language, with what may stand there and what holds otherwise.

## Overview

This page is written by `scripts/guide_keys.py` from the declarations that decode a file, and says what
`gfrun explain PATH` says. A section may name a kind by a word, `flow: w1`, or by a mapping with its keys,
`flow: {kind: w1, step: 0.5}`. [The experiment language](doc:ExperimentLanguage) explains how it all goes together.
"""


class Language:
    """What a gfrun says of its language."""

    def __init__(self, gfrun):
        self.gfrun = gfrun
        self.slots = self.ask("list")
        self.places = {path: slot["name"] for slot in self.slots for path in slot["paths"]}

    def ask(self, *words):
        done = subprocess.run([self.gfrun, *words, "--json"], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    def meanings(self, path):
        return self.ask("explain", path)["meanings"]

    def sections(self):
        done = subprocess.run([self.gfrun, "schema"], check=True, capture_output=True, text=True)
        return list(json.loads(done.stdout)["properties"])


def value(thing):
    """A value as a file would write it."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{key}: {value(inner)}" for key, inner in thing.items()) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(value, thing)) + "]"
    return thing if isinstance(thing, str) else json.dumps(thing)


def cell(text):
    return text.replace("|", "\\|")


def default(meaning):
    """The column of defaults: the value, or that there is none."""
    if meaning["required"]:
        return "must be given"
    found = meaning["default"]
    if found is None:
        return ""
    return "that of each key" if found == {} else f"`{cell(value(found))}`"


def rows(language, path, name):
    """The lines of a table on a key and on the keys under it, outside of kinds."""
    lines, inner = [], {}
    for meaning in language.meanings(path):
        lines.append(f"| `{name}` | {cell(meaning['meaning'])} | {cell(meaning['expected'])} | {default(meaning)} |")
        if path not in language.places:
            inner |= {key["name"]: key for key in meaning.get("keys", [])}
    for key in inner:
        if key not in RANGES or path == "sweep":
            lines += rows(language, f"{path}.{key}", f"{name}.{key}")
    return lines


def table(lines):
    return ["| key | meaning | what may stand there | default |", "| --- | --- | --- | --- |", *lines, ""]


def section(language, name):
    """A section of the file with all its keys."""
    return [f"### {name}", "", *table(rows(language, name, name))]


def kind(language, slot, item):
    """One of the kinds of a slot."""
    place = slot["paths"][0]
    lines = [f"### {slot['name']}: {item['name']}", "", item["summary"], ""]
    if item.get("aliases"):
        lines += ["Also written " + ", ".join(f"`{alias}`" for alias in item["aliases"]) + ".", ""]
    if item.get("formula"):
        lines += [f"Formula: `{item['formula']}`", ""]
    if item.get("source"):
        lines += [f"Source: {item['source']}", ""]
    brought = language.meanings(f"{place}.{item['name']}")[0].get("brings")
    if brought:
        defaults = ", ".join(f"`{path}: {value(what)}`" for path, what in brought.items())
        lines += [f"Brings the defaults {defaults}.", ""]
    keys = [row for key in item["keys"] for row in rows(language, f"{place}.{item['name']}.{key}", key)]
    return lines + (table(keys) if keys else [])


def ranges(language):
    """The lists that may be written as ranges wherever a sweep takes a list."""
    found = [meaning for name in RANGES for meaning in [(name, language.meanings(f"sweep.grid.{name}")[0])]]
    lines = [f"| `{name}` | {cell(meaning['meaning'])} | {cell(meaning['expected'])} | |" for name, meaning in found]
    return ["### Ranges", "", "Wherever a section of a sweep takes a list, a mapping with one of these keys will do.", "", *table(lines)]


def page(language):
    """The whole page."""
    with ThreadPoolExecutor(4) as pool:
        sections = list(pool.map(lambda name: section(language, name), language.sections()))
        kinds = [
            (slot, list(pool.map(lambda item, slot=slot: kind(language, slot, item), language.ask("list", slot["name"]))))
            for slot in language.slots
        ]
    lines = [INTRODUCTION, "## Sections", ""]
    lines += [line for part in sections for line in part] + ranges(language)
    for slot, items in kinds:
        places = ", ".join(f"`{path}`" for path in slot["paths"])
        lines += [f"## {slot['name']}", "", f"{slot['summary']} Stands at {places}.", ""]
        lines += [line for item in items for line in item]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gfrun", required=True, help="the program that is asked")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page says something else")
    options = parser.parse_args(arguments)
    text = page(Language(options.gfrun))
    if not options.check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.name} is out of date: run scripts/guide_keys.py --gfrun .build/release/gfrun", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
