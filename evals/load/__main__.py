"""`python -m evals.load [--quick] [--out FILE.json]`: measure, and print one table. A goal missed is no error."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from evals.load.apps import echo, ours
from evals.load.crowd import came, read_back
from evals.load.report import Level, rows
from evals.load.seat import Failed
from evals.load.visitors import Echoed, Leader
from evals.speed.__main__ import surroundings
from evals.speed.processes import CouldNot
from evals.speed.table import table

LEADERS = (1, 20, 100, 200)
QUICK = LEADERS[:2]
LEAST_CASES = 10
"""With fewer leaders than this at once they come one after another, until there are figures enough for a p95."""


def main(argv: list[str] | None = None) -> int:
    """0, also where a goal is missed; 1 where something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1 and 20 leaders only")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="the table as data")
    args = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    os.umask(0o077)
    try:
        found = rows(levels(QUICK if args.quick else LEADERS))
    except (CouldNot, Failed) as problem:
        print(f"not measured: {problem}")
        return 1
    print(surroundings())
    print(table(found))
    if args.out:
        told = {"rows": [row.as_json() for row in found], "on": surroundings()}
        args.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def levels(numbers: tuple[int, ...]) -> list[Level]:
    """One data folder for all, so that later leaders come to a casebook with cases in it; new processes for each number."""
    with tempfile.TemporaryDirectory(prefix="sparringsrum-load-") as name:
        folder = Path(name)
        with ours(folder):
            pass
        return [level(folder, number) for number in numbers]


def level(folder: Path, at_once: int) -> Level:
    """Ours, killed and read back; then the echo, pressed as often by as many. The very first of each is not counted."""
    leaders = [Leader(number) for number in range(max(at_once, LEAST_CASES))]
    with ours(folder) as page:
        room = came(page, leaders, at_once, Leader(0))
        page.process.kill()
        page.process.wait()
    lost, crossed = read_back(folder, leaders)
    with echo() as page:
        echoed = came(page, [Echoed(leader.number, leader.presses) for leader in leaders], at_once, Echoed(0, 12))
    return Level(at_once, room, echoed, lost, crossed)


if __name__ == "__main__":
    sys.exit(main())
