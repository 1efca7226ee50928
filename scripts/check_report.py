#!/usr/bin/env python3
"""Hold a page of 'gfrun report' against the HDF5 files that it was made of, and look at it in Chromium.

    check_report.py REPORT FOLDER [PICTURES]

FOLDER has the run files. With Chromium installed the page is opened, wide and narrow, light and dark: nothing may
be wrong in its console, nothing may be loaded, nothing may be wider than the window, and tables, tips, legend, slider
and dialog must say what the files say. PICTURES is a folder for screenshots. Prints a line per check.
Exit status: 0 all is well, 1 something is not.
"""

import json
import re
import sys
from pathlib import Path

import h5py
import numpy as np

import browser

SIZES = {"wide": (1280, 800), "narrow": (390, 844)}


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def embedded(report):
    """The data in the page."""
    page = Path(report).read_text()
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert len(found) == 1, f"{len(found)} blocks of data"
    assert page.count("<script") == page.count("</script>") == 2, "a text of the experiment has got out of its place"
    return json.loads(found[0])


def same(numbers, values):
    """Whether numbers of the page are values of a file, to the bit; what is not finite is null."""
    found = np.array([np.nan if number is None else number for number in numbers], dtype=values.dtype)
    return np.array_equal(found, np.where(np.isfinite(values), values, np.nan), equal_nan=True)


def variables(group):
    """The datasets of a group by the names that they were given."""
    return {text(group[name].attrs.get("original_name", name)): group[name][()] for name in group}


def check_series(data, run, names, key, clock, values, iterations):
    places = [list(iterations).index(iteration) for iteration in data["clocks"][run[clock]]]
    assert not len(iterations) or places[-1] == len(iterations) - 1, f"{run['id']}: the last value is left out"
    for name, numbers in zip(names, run[key]):
        if numbers is not None:
            assert same(numbers, values[name][places]), f"{run['id']}: {key}/{name}"
    return len(places) * len(names)


def check_run(data, run, file):
    """Every number of a run."""
    attributes = {name: text(value) for name, value in file.attrs.items() if np.ndim(value) == 0}
    assert attributes["run_id"] == run["id"] and attributes["status"] == run["status"], run["id"]
    assert run["iterations"] == file.attrs["iterations"] and run["seed"] == file.attrs["seed"], run["id"]
    config = "\n".join(data["lines"][line] for line in run["config"])
    assert config == text(file["config"][()]), f"{run['id']}: config"
    names = [metric["name"] for metric in data["metrics"]]
    metrics = variables(file["metrics"])
    count = check_series(data, run, names, "metrics", "clock", metrics, metrics["evaluation"])
    for name, last, floor in zip(names, run["last"], run["floors"]):
        assert same([last], metrics[name][-1:]), f"{run['id']}: last {name}"
    training = variables(file["training"])
    count += check_series(data, run, data["training"], "training", "steps", training, training["iteration"])
    assert same(data["flows"][run["flow"]]["times"], file["flow_time"][()]), f"{run['id']}: flow time"
    origin = data["origins"][run["origin"]]
    assert origin["gfrun"] == attributes["gfrun_version"] and origin["host"] == attributes["host"], run["id"]
    return count


def check_numbers(report, folder):
    data = embedded(report)
    count = files = 0
    for run in data["runs"]:
        path = Path(folder) / f"{run['id']}.h5"
        if path.exists():
            with h5py.File(path) as file:
                count += check_run(data, run, file)
                files += 1
    assert files or not list(Path(folder).glob("?" * 12 + ".h5")), "the page has no run of the folder"
    for cloud in data["clouds"]["runs"]:
        with h5py.File(Path(folder) / f"{data['runs'][cloud['run']]['id']}.h5") as file:
            snapshots = list(file["snapshot"][()])
            width = cloud["dimension"]
            for iteration, points in zip(cloud["iterations"], cloud["clouds"]):
                rows = file["samples"][snapshots.index(iteration), : len(points) // width, :width]
                assert same(points, rows.ravel()), f"particles at {iteration}"
                count += len(points)
    return f"{files} runs, {count} numbers"


def check_page(page, report, name, size, dark, pictures):
    """Opens the page and uses it."""
    data = embedded(report)
    page.troubles.clear()
    page.open(report, *size, dark=dark)
    if pictures:
        page.shoot(f"{pictures}/{name}.png")
        page.shoot(f"{pictures}/{name}-whole.png", whole=True)
    width = page.value("document.documentElement.scrollWidth")
    assert width <= size[0], f"the page is {width} wide"
    assert page.value("document.querySelector('h1').textContent") == data["experiment"]
    counter = page.value("document.querySelector('#runs [role=status]').textContent")
    assert counter.endswith(f"of {len(data['runs'])} run{'' if len(data['runs']) == 1 else 's'}"), counter
    if data["metrics"]:
        check_sorting(page, data)
        check_tips(page, data)
    check_dialog(page, data)
    if data["clouds"]["runs"]:
        page.value("document.querySelector('#particles input').focus()")
        page.press("Home")
        first = min(run["iterations"][0] for run in data["clouds"]["runs"])
        shown = page.value("document.querySelector('#particles output').textContent")
        assert shown.startswith(f"iteration {first}"), shown
    width = page.value("document.documentElement.scrollWidth")
    assert width <= size[0], f"the page is {width} wide once it was used"
    assert not page.troubles, page.troubles
    return counter


def check_sorting(page, data):
    """A click on the head of a metric sorts by it."""
    place = len(data["keys"]) + 5
    page.value(f"document.querySelectorAll('#runs th button')[{place}].click()")
    shown = page.value(f"document.querySelectorAll('#runs tbody tr')[0].children[{place}].title.replace('−', '-')")
    finite = [run["last"][0] for run in data["runs"] if run.get("last") and run["last"][0] is not None]
    assert not finite or float(shown) == min(finite), f"{shown}, not {min(finite, default=None)}"


def check_tips(page, data):
    """The tip on a point of a single run has the number of its file, by keys and by pointer; the legend takes lines away."""
    page.value("""(() => { const select = document.querySelectorAll('#curves select')[2];
        select.value = 'run'; select.dispatchEvent(new Event('change')); })()""")
    page.settle()
    lines = page.value("document.querySelectorAll('#curves path.line').length")
    assert lines > 0, "no lines"
    page.value("document.querySelector('#curves svg[role=img]').focus()")
    page.press("ArrowRight", 3)
    check_tip(page, data)
    page.value("document.querySelector('#curves svg[role=img]').scrollIntoView({block: 'center', behavior: 'instant'})")
    page.settle()
    place = page.value("""(() => { const mark = document.querySelector('#curves .mark').getBoundingClientRect();
        return [mark.left + mark.width / 2, mark.top + mark.height / 2]; })()""")
    page.press("Escape")
    page.point(*place)
    check_tip(page, data)
    if page.value("document.querySelectorAll('.legend button').length") > 3:
        page.value("document.querySelectorAll('.legend button')[2].click()")
        assert page.value("document.querySelectorAll('#curves path.line').length") < lines, "the legend takes no line away"
        page.value("document.querySelectorAll('.legend button')[0].click()")


def check_tip(page, data):
    """The tip has a number of the run that it names, with all its digits."""
    assert page.wait("!document.querySelector('#curves .tip').hidden"), "there is no tip"
    tip = page.value("document.querySelector('#curves .tip').innerText")
    number = float(re.search(r"iteration \d+: (\S+)", tip)[1].replace("−", "-"))
    run = next(run for run in data["runs"] if run["id"] in tip)
    assert number in run["metrics"][0], f"{tip}: none of {run['metrics'][0]}"


def check_dialog(page, data):
    """A click on an id opens the run with its specification."""
    shown = page.value("document.querySelector('#runs td button.id').textContent")
    page.value("document.querySelector('#runs td button.id').click()")
    run = next(run for run in data["runs"] if run["id"] == shown)
    config = "\n".join(data["lines"][line] for line in run.get("config", []))
    found = page.value("document.querySelector('dialog pre')?.textContent ?? ''")
    assert found == config, f"the dialog of {shown} has another specification"
    page.value("document.querySelector('dialog').close()")


def main(arguments):
    if len(arguments) not in (2, 3):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    report, folder = arguments[:2]
    pictures = arguments[2] if len(arguments) > 2 else None
    print(f"ok   numbers: {check_numbers(report, folder)}")
    if browser.program() is None:
        print("skip browser: Chromium is not installed")
        return 0
    page = browser.Browser()
    try:
        for name, size in SIZES.items():
            for dark in (False, True):
                name_of = f"{name}-{'dark' if dark else 'light'}"
                print(f"ok   {name_of}: {check_page(page, report, name_of, size, dark, pictures)}")
    finally:
        page.close()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AssertionError as error:
        print(f"FAIL {error}")
        sys.exit(1)
