#!/usr/bin/env python3
"""Makes the gallery of reproductions: pictures, small sweep files, and the list of them in results/README.md.

    scripts/gallery.py experiments/papers/*.yaml experiments/neighbours/*.yaml

For every experiment with results in results/NAME, it copies the pictures and tables to results/papers/NAME/, has
`gfrun collect --no-samples` write the sweep file there, and writes after the line `<!-- gallery -->` of
results/README.md what was run, how long it took, and what became of the claims. Experiments without results keep
the part that they have, and parts their order; a new one goes to the end. Needs h5py and PyYAML.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys

import yaml

from sweep_file import Sweep

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MARK = "<!-- gallery -->"


def side(claims, name, row):
    """Mean, deviation and number of runs of one side of a claim; nothing where there is none."""
    runs, mean = claims[f"{name}_runs"][row], claims[f"{name}_mean"][row]
    if runs <= 0:
        return ""
    return f"{mean:.4g} ± {claims[f'{name}_deviation'][row]:.2g} ({runs})" if runs > 1 else f"{mean:.4g}"


def measured(claims, test, row):
    """What was found about a claim, in one cell."""
    one, other = side(claims, "of", row), side(claims, "than", row)
    found = f"{one} against {other}" if other else one
    p = claims["p_value"][row]
    if not p == p or test == "every run":
        return found
    return f"{found}, p {'< 1e-16' if p < 1e-16 else f'= {p:.2g}'}"


def verdict(claims, word, row):
    """What became of a claim, with the seeds that a decision takes."""
    needed = int(claims["seeds_needed"][row])
    return f"{word}: needs about {needed} seeds" if word == "undecided" and needed > 0 else word


def cell(text):
    return text.replace("|", "\\|")


def duration(seconds):
    if seconds < 1:
        return "less than 1 s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def section(path, experiment, folder, target):
    """The part of the gallery about one experiment."""
    name = experiment["name"]
    relative = os.path.relpath(path, ROOT)
    lines = [f"### {name}: {experiment.get('description', name)}", ""]
    sweep = Sweep(os.path.join(target, name + ".h5"))
    runs, seconds = sweep.file["run"].size, float(sum(s for s in sweep.file["wall_seconds"][()] if s == s))
    lines += [
        f"`gfrun reproduce {relative}` · [the experiment](../{relative}) · "
        f"[sweep file](papers/{name}/{name}.h5) · {runs} {'run' if runs == 1 else 'runs'}, "
        f"{duration(seconds)} of one core", ""]
    claims = sweep.file.get("claims")
    if claims is not None:
        lines += ["| claim | measured: mean ± deviation (runs) | verdict |", "| --- | --- | --- |"]
        columns = [sweep.texts(f"claims/{column}") for column in ("name", "test", "verdict")]
        for row, (claim, test, word) in enumerate(zip(*columns)):
            found = cell(measured(claims, test, row))
            lines.append(f"| {cell(claim)} | {found} | {verdict(claims, word, row)} |")
        lines.append("")
    figures = os.path.join(folder, "figures")
    for figure in experiment.get("figures", []):
        for suffix in (".png", ".md"):
            source = os.path.join(figures, figure["id"] + suffix)
            if not os.path.exists(source):
                continue
            shutil.copy(source, target)
            if suffix == ".md":
                with open(source, encoding="utf-8") as file:
                    # The ids of its runs are in the file beside the pictures.
                    lines += [re.sub(r"<!--.*?-->", "", file.read(), flags=re.DOTALL).strip(), ""]
            else:
                lines += [f"![{figure.get('title', figure['id'])}](papers/{name}/{figure['id']}.png)", ""]
    return "\n".join(lines)


def known_sections(text):
    """The parts that a gallery has, by the names of their experiments."""
    parts = re.split(r"(?m)^(?=### )", text)
    return {match.group(1): part.rstrip() + "\n" for part in parts if (match := re.match(r"### ([^:]+):", part))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("experiments", nargs="+", metavar="FILE", help="experiment files")
    parser.add_argument("--results", default=os.path.join(ROOT, "results"), help="where the results are")
    parser.add_argument("--gfrun", default=os.path.join(ROOT, ".build/release/gfrun"), help="the program")
    arguments = parser.parse_args()

    readme = os.path.join(ROOT, "results", "README.md")
    with open(readme, encoding="utf-8") as file:
        head, _, gallery = file.read().partition(MARK)
    sections = known_sections(gallery)
    for path in map(os.path.abspath, arguments.experiments):
        with open(path, encoding="utf-8") as file:
            experiment = yaml.safe_load(file)
        name = experiment["name"]
        folder = os.path.join(arguments.results, name)
        if not os.path.isdir(folder):
            print(f"{name}: no results in '{folder}'", file=sys.stderr)
            continue
        target = os.path.join(ROOT, "results", "papers", name)
        os.makedirs(target, exist_ok=True)
        output = os.path.join(target, name + ".h5")
        subprocess.run([arguments.gfrun, "collect", folder, "--no-samples", "-o", output], check=True)
        sections[name] = section(path, experiment, folder, target)
    with open(readme, "w", encoding="utf-8") as file:
        file.write(head + MARK + "\n\n" + "\n".join(sections.values()))


if __name__ == "__main__":
    main()
