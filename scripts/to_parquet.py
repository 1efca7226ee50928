#!/usr/bin/env python3
"""Write a table of a sweep as Parquet, with pyarrow.

    to_parquet.py DIR OUT.parquet [--table metrics|training|final] [--gfrun PROGRAM]

DIR is the folder of one experiment, or its sweep file: what 'gfrun export' takes, which is what makes the table, so
that columns and rows are those of its CSV. Ids, cases and states are text, seeds and iterations int64, all other
numbers float64, with all their bits; a cell without a number is null.
Exit status: 0 written, 2 usage, else that of 'gfrun export'.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

SPECIAL = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}
TEXTS = {"run_id", "case", "status"}


def column(name, values):
    """The cells of a column in one type."""
    import pyarrow

    present = [value for value in values if value is not None]
    numbers = [SPECIAL.get(value, value) if name not in TEXTS else value for value in present]
    if name in TEXTS or any(isinstance(value, str) for value in numbers):
        return pyarrow.array([None if value is None else str(value) for value in values], pyarrow.string())
    if all(isinstance(value, int) for value in numbers) and name in ("seed", "iteration", "iterations"):
        return pyarrow.array(values, pyarrow.int64())
    return pyarrow.array([None if value is None else float(SPECIAL.get(value, value)) for value in values], pyarrow.float64())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir")
    parser.add_argument("out")
    parser.add_argument("--table", default="metrics", choices=("metrics", "training", "final"))
    built = Path(__file__).parent.parent / ".build/release/gfrun"
    parser.add_argument("--gfrun", default=str(built) if built.exists() else "gfrun")
    options = parser.parse_args()
    import pyarrow
    from pyarrow import parquet

    done = subprocess.run([options.gfrun, "export", options.dir, "--table", options.table, "--format", "jsonl"],
                          stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return done.returncode
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    names = list(rows[0]) if rows else []
    table = pyarrow.table({name: column(name, [row[name] for row in rows]) for name in names})
    parquet.write_table(table, options.out)
    print(f"{table.num_rows} rows, {table.num_columns} columns in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
