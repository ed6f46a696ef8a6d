"""How the screen reads labelled texts: a table of wanted against found levels, and by language what was missed.

Run it as `python -m evals.screen_quality FILE… [--misses]`; each line of a file is {"text", "lang", "level"}.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from companion.safety.screen import screen
from companion.safety.words import is_quiet
from companion.vocabulary import Concern

LEVELS = ("acute", "duty", "strain", "none")
Row = dict[str, Any]


def read(paths: Iterable[str]) -> list[Row]:
    """The labelled rows, each with the level the screen found, and whether the questions stop for it."""
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    rows: list[Row] = [json.loads(line) for line in lines]
    concerns = [screen(row["text"]) for row in rows]
    return [row | {"found": of.level, "stops": stops(of)} for row, of in zip(rows, concerns, strict=True)]


def stops(concern: Concern) -> bool:
    """Danger, or a duty that is not said quietly."""
    return concern.level == "acute" or (concern.level == "duty" and not is_quiet(concern))


def table(rows: Sequence[Row]) -> list[str]:
    """Wanted levels down, found levels across; then the share found of each level, all and by language; then how many of
    the ordinary texts are stopped."""
    seen = Counter((row["level"], row["found"]) for row in rows)
    lines = ["wanted   " + "".join(f"{level:>8}" for level in LEVELS) + "   found     da     en"]
    for level in LEVELS:
        shares = [_share(rows, level, lang) for lang in (None, "da", "en")]
        lines.append(f"{level:<9}" + "".join(f"{seen[level, found]:>8}" for found in LEVELS) + "".join(shares))
    right = sum(seen[level, level] for level in LEVELS)
    ordinary = [row["stops"] for row in rows if row["level"] == "none"]
    stopped = [row["stops"] for row in rows if row["level"] == "acute"]
    told = [row["found"] != "none" for row in rows if row["level"] == "acute"]
    return [
        *lines,
        f"right: {right} of {len(rows)}; ordinary texts stopped: {sum(ordinary)} of {len(ordinary)}; "
        f"acute texts stopped, as whatever: {sum(stopped)} of {len(stopped)}; answered with people to turn to: {sum(told)}",
    ]


def misses(rows: Sequence[Row]) -> list[str]:
    """Every text that was read as another level than its own."""
    wrong = [row for row in rows if row["found"] != row["level"]]
    return [f"{row['level']} read as {row['found']}: {row['text']}" for row in wrong]


def _share(rows: Sequence[Row], level: str, lang: str | None) -> str:
    of = [row["found"] == level for row in rows if row["level"] == level and lang in (None, row["lang"])]
    return f"{sum(of) / len(of):>7.3f}" if of else f"{'-':>7}"


if __name__ == "__main__":
    labelled = read(argument for argument in sys.argv[1:] if argument != "--misses")
    print("\n".join([*table(labelled), *(misses(labelled) if "--misses" in sys.argv else [])]))
