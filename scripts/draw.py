#!/usr/bin/env python3
"""Draws one figure of which `gfrun figures` has written down everything that is shown.

    draw.py JOB.json --stem results/ring/figures/fig1 --formats png svg pdf --digest 0123456789abcdef

The job is a mapping with kind, title, content and provenance; scripts/drawing has a module for each kind. The same
job gives the same bytes. Exit codes: 0, 69 where matplotlib or NumPy is missing, anything else is a mistake here.
"""

import argparse
import json
import sys

UNAVAILABLE = 69


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("job", help="the file that says what is drawn")
    parser.add_argument("--stem", required=True, help="the path of the pictures, without their suffix")
    parser.add_argument("--formats", nargs="+", choices=("png", "svg", "pdf"), default=["png"])
    parser.add_argument("--digest", default="", help="what the pictures carry, to tell when they are stale")
    options = parser.parse_args()
    try:
        from drawing import kinds, saving
    except ImportError as error:
        print(error, file=sys.stderr)
        return UNAVAILABLE
    with open(options.job, encoding="utf-8") as file:
        job = json.load(file)
    figure = kinds.draw(job)
    for suffix in options.formats:
        saving.save(figure, f"{options.stem}.{suffix}", job["title"], job["provenance"], options.digest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
