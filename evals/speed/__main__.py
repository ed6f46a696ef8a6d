"""`python -m evals.speed [--quick] [--out FILE.json]`: measure, and print one table. A goal missed is no error."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from evals.speed.detection import detection
from evals.speed.enter import enter_to_question
from evals.speed.gate import gate
from evals.speed.library import library
from evals.speed.meetings import for_a_meeting
from evals.speed.processes import CouldNot
from evals.speed.screen import screening
from evals.speed.starts import memory_and_imports, starts
from evals.speed.table import Row, table
from evals.speed.turns import disk, turns
from evals.speed.voice import voice


def main(argv: list[str] | None = None) -> int:
    """0, also where a goal is missed; 1 where something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats; the figures swing more")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="the table as data")
    args = parser.parse_args(argv)
    rows, missing = measure(plan(args.quick))
    print(surroundings())
    print(table(rows))
    for told in missing:
        print(f"not measured: {told}")
    if args.out:
        found = {"rows": [row.as_json() for row in rows], "not_measured": missing, "on": surroundings()}
        args.out.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if missing else 0


def surroundings() -> str:
    """What else bears on the figures: above one busy process a core, others were at work and the figures are high."""
    busy = f", {os.getloadavg()[0]:.1f} busy processes over the last minute" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores{busy}"


def plan(quick: bool) -> list[Callable[[], list[Row]]]:
    """What is measured, in order: `quick` takes about two minutes, otherwise about six."""
    cases, repeats, sittings = (4, 3, 1) if quick else (20, 7, 3)
    return [
        lambda: turns(cases),
        disk,
        lambda: starts(repeats),
        memory_and_imports,
        lambda: enter_to_question(sittings),
        lambda: library(40 if quick else 160),
        lambda: detection(1 if quick else 5),
        lambda: gate(1 if quick else 5),
        lambda: voice(1 if quick else 5),
        lambda: screening(5 if quick else 20),
        lambda: for_a_meeting(5 if quick else 20),
    ]


def measure(parts: list[Callable[[], list[Row]]]) -> tuple[list[Row], list[str]]:
    """The rows, and what could not be measured; one part that fails does not take the others with it."""
    rows: list[Row] = []
    missing: list[str] = []
    for part in parts:
        try:
            rows += part()
        except CouldNot as problem:
            missing.append(str(problem))
    return rows, missing


if __name__ == "__main__":
    sys.exit(main())
