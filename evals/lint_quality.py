"""How well the linter agrees with people: balanced accuracy on labelled questions, whole and by label, by language.

Run it as `python -m evals.lint_quality FILE…`; each line of a file is {"text", "lang", "labels"}, and an empty list of
labels means that the question may be asked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from companion.voice.lint import lint

Row = dict[str, Any]
LABELS = ("closed", "stacked", "advice", "leading", "long", "none")


def balanced_accuracy(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """Mean of the two recalls over (expected, found); None when one of the classes has no example."""
    seen = list(pairs)
    recalls = []
    for side in (True, False):
        found = [got == want for want, got in seen if want is side]
        if not found:
            return None
        recalls.append(sum(found) / len(found))
    return sum(recalls) / 2


def read(paths: Iterable[str]) -> list[Row]:
    """The labelled rows of the files, each with what the linter found."""
    rows: list[Row] = []
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        rows += [json.loads(line) for line in lines if line.strip()]
    for row in rows:
        row["found"] = lint(row["text"], row.get("quoted", False)).findings
    return rows


def table(rows: list[Row]) -> str:
    """One line for ok against not ok, one for each label against the rest; columns are all, da, en."""
    lines = [f"{'':10}{'n':>6}{'all':>8}{'da':>8}{'en':>8}"]
    lines += [_line(label, rows) for label in ("ok", *LABELS)]
    return "\n".join(lines)


def _line(label: str, rows: list[Row]) -> str:
    pairs = {lang: [_pair(label, row) for row in rows if lang in ("", row["lang"])] for lang in ("", "da", "en")}
    values = [balanced_accuracy(each) for each in pairs.values()]
    cells = "".join(f"{'–':>8}" if value is None else f"{value:8.3f}" for value in values)
    return f"{label:10}{sum(want for want, _ in pairs['']):6}{cells}"


def _pair(label: str, row: Row) -> tuple[bool, bool]:
    if label == "ok":
        return not row["labels"], not row["found"]
    return label in row["labels"], label in row["found"]


def main(paths: list[str]) -> int:
    """Print the table; with no file, say how it is used (exit 2)."""
    if not paths:
        print("usage: python -m evals.lint_quality FILE…", file=sys.stderr)
        return 2
    print(table(read(paths)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
