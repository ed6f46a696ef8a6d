"""How the screen reads labelled texts: a table of wanted against found levels, and by language what was missed.

Run it as `python -m evals.screen_quality FILE…`; each line of a file is {"text", "lang", "level"}.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from companion.safety.screen import screen

LEVELS = ("acute", "duty", "strain", "none")
Row = dict[str, Any]


def read(paths: Iterable[str]) -> list[Row]:
    """The labelled rows, each with the level the screen found."""
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    rows: list[Row] = [json.loads(line) for line in lines]
    return [row | {"found": screen(row["text"]).level} for row in rows]


def table(rows: list[Row]) -> list[str]:
    """Wanted levels down, found levels across; then the share found of each level, all and by language."""
    seen = Counter((row["level"], row["found"]) for row in rows)
    lines = ["wanted   " + "".join(f"{level:>8}" for level in LEVELS) + "   found     da     en"]
    for level in LEVELS:
        shares = [_share(rows, level, lang) for lang in (None, "da", "en")]
        lines.append(f"{level:<9}" + "".join(f"{seen[level, found]:>8}" for found in LEVELS) + "".join(shares))
    right = sum(seen[level, level] for level in LEVELS)
    return [*lines, f"right: {right} of {len(rows)}"]


def _share(rows: list[Row], level: str, lang: str | None) -> str:
    of = [row["found"] == level for row in rows if row["level"] == level and lang in (None, row["lang"])]
    return f"{sum(of) / len(of):>7.3f}" if of else f"{'-':>7}"


if __name__ == "__main__":
    print("\n".join(table(read(sys.argv[1:]))))
