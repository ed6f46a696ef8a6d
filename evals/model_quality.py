"""How well the checks tell what a model may say from what it may not: good outputs kept, bad outputs stopped.

Run it as `python -m evals.model_quality [FILE…] [--rows]`; without a file it reads all of `cases/model_*.jsonl`. Each line of a
file is {"lang", "case", "asked", "output", "ok", "why"}. Names stand in it as placeholders, as a model sees them; they
become names before the check, as they do on the way back to the leader. `--rows` prints what was judged otherwise than
by the people who wrote it, but for files with "reported" in their names: those are not for tuning.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from companion.confidentiality.restore import restore
from companion.vocabulary import Hidden, Names
from companion.voice.checks import Finding, Ground, unfit

Row = dict[str, Any]
CASES = Path(__file__).parent / "cases"
SYSTEM = (
    "You are a curious colleague on the leader's side, not an expert. Ask one open question at a time, in the leader's own "
    "words. "
    "Du er en nysgerrig kollega på lederens side, ikke ekspert. Du stiller ét åbent spørgsmål ad gangen, med lederens egne ord."
)
"""Stands for the fixed words of a prompt."""
_CALLED = {
    "PERSON": ("Mette", "Jonas", "Fatima", "Henrik"),
    "ORGANISATION": ("Nordlys", "Havbo", "Kildens"),
    "PLACE": ("Randers", "Skive", "Ikast"),
}
_PLACEHOLDER = re.compile(r"\[(PERSON|ORGANISATION|PLACE)_(\d+)\]")


def names_of(texts: Iterable[str]) -> Names:
    """A name for each placeholder in `texts`."""
    found = dict.fromkeys(match.groups() for text in texts for match in _PLACEHOLDER.finditer(text))
    hidden = [
        Hidden(kind=kind.lower(), number=int(number), forms=(_CALLED[kind][int(number) % len(_CALLED[kind])],))
        for kind, number in found
    ]  # type: ignore[arg-type]
    return Names(hidden=tuple(hidden))


def judged(row: Row) -> tuple[Finding, ...]:
    """What the checks find in an output, the names of its case in place."""
    names = names_of([*row["case"], *row["asked"]])
    said, asked = (tuple(restore(text, names).text for text in row[key]) for key in ("case", "asked"))
    question = restore(row["output"], names, lang=row["lang"])
    ground = Ground(row["lang"], said, said[-1], asked, names, (), SYSTEM, may_mirror=True)
    return unfit(question.text, question.unknown, ground)


def read(paths: Iterable[Path]) -> list[Row]:
    """The labelled rows of the files, each with what was found in it."""
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return [row | {"found": judged(row)} for row in rows]


def table(rows: Sequence[Row]) -> str:
    """Good outputs kept and bad ones stopped, whole and by language."""
    lines = [f"{'':16}{'all':>16}{'da':>16}{'en':>16}"]
    for title, ok in (("good, kept", True), ("bad, stopped", False)):
        cells = []
        for lang in ("", "da", "en"):
            some = [bool(row["found"]) is not ok for row in rows if row["ok"] is ok and lang in ("", row["lang"])]
            cells.append(f"{sum(some)}/{len(some)} {sum(some) / len(some):.3f}" if some else "–")
        lines.append(f"{title:16}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print the table, file by file."""
    paths = [Path(one) for one in arguments if not one.startswith("--")] or sorted(CASES.glob("model_*.jsonl"))
    for path in paths:
        rows = read([path])
        print(f"{path.name}\n{table(rows)}")
        for row in rows:
            if "--rows" in arguments and "reported" not in path.stem and bool(row["found"]) is row["ok"]:
                print(f"  {'good' if row['ok'] else 'bad '} {row['output']!r} {' '.join(row['found'])} ({row['why']})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
