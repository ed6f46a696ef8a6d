"""What a run of the suite found, as three files: JSON with everything, Markdown for the README, and a page to read.

The page and the table are made from the JSON alone. `python -m evals.report DIR/eval.json` makes that run the baseline,
evals/baseline.json, that later runs are read against: a deliberate act, to be seen in the diff.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from companion.errors import PartFailed, WrongUse
from companion.vocabulary import Lang
from evals.gates import Reading
from evals.report_facts import About, Facts, Judge, Judged, facts, make_baseline, percent

if TYPE_CHECKING:
    from evals.run import Result

__all__ = ["FILES", "About", "Judge", "Judged", "check_out", "markdown", "told", "write"]
FILES = ("eval.json", "eval.md", "eval.html")


def check_out(out: Path | None, force: bool) -> None:
    """WrongUse when the folder is none, or has a report in it that nobody said to overwrite. To be asked before a run."""
    if out is None:
        return
    if out.exists() and not out.is_dir():
        raise WrongUse(
            "Efter --out skal der stå en mappe, ikke en fil. Vælg et andet navn.",
            "After --out belongs a folder, not a file. Choose another name.",
        )
    if not force and any((out / name).exists() for name in FILES):
        raise WrongUse(
            "Mappen efter --out har allerede en rapport. Vælg en anden mappe, eller tilføj --force for at skrive hen over den.",
            "The folder after --out already has a report. Choose another folder, or add --force to overwrite it.",
        )


def write(
    results: Sequence[Result],
    fallen: Sequence[Reading],
    out: Path,
    about: About | None = None,
    *,
    lang: Lang = "da",
    force: bool = False,
) -> tuple[Path, ...]:
    """The three files of a run, for their owner alone. `lang`: of the page. WrongUse as `check_out`; PartFailed: the disk."""
    from companion.commands.saved import save
    from evals.report_html import page

    check_out(out, force)
    found = facts(results, fallen, about or About())
    texts = (json.dumps(found, ensure_ascii=False, indent=1) + "\n", markdown(found), page(found, lang))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise PartFailed(
            "Mappen efter --out kan ikke laves. Vælg et sted, du må skrive, efter --out.",
            "The folder after --out cannot be made. Choose a place you may write to after --out.",
        ) from None
    for name, text in zip(FILES, texts, strict=True):
        save(out / name, text.encode("utf-8", "backslashreplace"), force)
    return tuple(out / name for name in FILES)


def told(results: Sequence[Result], fallen: Sequence[Reading], lang: Lang = "da") -> str:
    """The same in some lines, for a terminal."""
    from evals.report_words import in_lines

    return in_lines(facts(results, fallen, About()), lang)


def markdown(found: Facts) -> str:
    """Two dated tables: the gates, and the voices."""
    gates = "\n".join(
        f"| {one['name']} | {one['failed']:,} of {one['of']:,} | {one['share'] * 100:g} % | {_stands(one)} |"
        for one in found["gates"]
    )
    voices = "\n".join(
        f"| {voice} | {one['passed']:,} of {one['of']:,} | {percent(one['share'])} | "
        f"{percent(one['low'])}–{percent(one['high'])} | {percent(one['before'])} |"
        for voice, one in found["rates"]["voices"].items()
    )
    took = f", {found['seconds']:.0f} s" if found["seconds"] is not None else ""
    return (
        f"`companion eval`, {found['at'][:10]}, version {found['version']}, {len(found['cases']):,} cases{took}\n\n"
        f"| gate | failed | at most | |\n| --- | --- | --- | --- |\n{gates}\n\n"
        f"| voice | nothing found wrong | rate | 95 % interval | baseline |\n| --- | --- | --- | --- | --- |\n{voices}\n"
    )


def _stands(gate: Facts) -> str:
    voices = ", ".join(f"{one['voice']} ({one['failed']} of {one['of']})" for one in gate["fell_with"])
    return "holds" if gate["holds"] else f"**FALLEN** with {voices}" if voices else "**FALLEN**"


def main(argv: list[str] | None = None) -> int:
    """Make a run the baseline."""
    parser = argparse.ArgumentParser(prog="python -m evals.report", description=main.__doc__)
    parser.add_argument("report", type=Path, metavar="DIR/eval.json")
    found = json.loads(parser.parse_args(argv).report.read_text(encoding="utf-8"))
    make_baseline(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
