"""`python -m evals.inspire [SET …]`: of what the material is made to say to a written case, how much truly bears on it.

A judge who had seen neither the code nor its answers named for each case the cards that bear on it, and those that touch the
subject without helping. The sets are `tuned`, which the floors were chosen on, and `reported`, which they were not.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from companion.library.library import Library

HERE = Path(__file__).parent
ROUNDS = 3
"""How often the material is asked again, to see that nothing is said twice."""


def read(name: str) -> list[dict[str, Any]]:
    """The cases of a set, in its order."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def figures(cases: Sequence[dict[str, Any]], library: Library) -> dict[str, str]:
    """Shares as "so many of so many"."""
    shown = [(case, [one.passage.card for one in library.for_case(case["answers"], case["lang"])]) for case in cases]
    every = [(case, card) for case, cards in shown for card in cards]
    borne = [(case, cards) for case, cards in shown if case["bears"]]
    empty = [cards for case, cards in shown if not case["bears"]]
    return {
        "shown that bear on the case": _of([card in case["bears"] for case, card in every]),
        "shown that at least touch it": _of([card in case["bears"] + case["touches"] for case, card in every]),
        "cases that got one that bears": _of([bool(set(cards) & set(case["bears"])) for case, cards in borne]),
        "cases with nothing to say, left so": _of([not cards for cards in empty]),
        "shown twice when asked again": str(sum(_twice(case, library) for case in cases)),
    }


def _of(held: Sequence[bool]) -> str:
    return f"{sum(held)} of {len(held)} ({sum(held) / len(held):.2f})" if held else "none"


def _twice(case: dict[str, Any], library: Library) -> int:
    said: list[str] = []
    for _ in range(ROUNDS):
        said += [one.passage.card for one in library.for_case(case["answers"], case["lang"], without=said)]
    return len(said) - len(set(said))


def main() -> None:
    """Print the figures of each set."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        for name in sys.argv[1:] or ["tuned", "reported"]:
            print(name)
            for what, share in figures(read(name), library).items():
                print(f"  {what:36}{share}")
        library.close()


if __name__ == "__main__":
    main()
