"""The screen and what looks for requests, on replies of a hundred words and on 20,000 characters of anything, beside a plain
look-up of every word of the same text in the screen's own lists."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

from companion.safety.outside import asked_for
from companion.safety.rules import numbers_of
from companion.safety.screen import screen
from evals.speed.replies import REPLIES
from evals.speed.table import Row, share

MOST, MOST_LONG = 1.0, 100.0
"""Milliseconds, for a reply of a hundred words and for 20,000 characters."""
_WORDS = 100
_CHARACTERS = 20_000
_GRAVE = (
    "I nat lå jeg vågen igen og tænkte, at det ville være lettere for alle, hvis jeg ikke var her mere. Jeg har skrevet "
    "til børnene og lagt nøglerne frem. På arbejdet lader jeg som ingenting. Han truer med at slå hende, når hun kommer "
    "ud til bilen, og nogen har set ham med en kniv. "
)
"""Most rules have something to look at here, so it is the dearest text."""
_ANYTHING = (
    "a", ".", "a ", "jeg ", "ikke slår hende ", "han truer med ", "kursus mobning ", "hvad skal jeg ", "skriv en ", "😀 ",
    "<b>", "\n", "er du ",
)  # fmt: skip
"""Each is read 20,000 characters long."""
_WORD = re.compile(r"\w+")


def screening(rounds: int) -> list[Row]:
    """`rounds`: how often each text is read."""
    plain = [_hundred(reply) for reply in REPLIES]
    grave = [_hundred(_GRAVE)]
    longest = [(piece * _CHARACTERS)[:_CHARACTERS] for piece in _ANYTHING]
    rows: list[Row] = []
    for what, look in (("the screen", screen), ("what is asked of the companion", asked_for)):
        rows += [
            _row(f"{what}, 100 ordinary words", look, plain * rounds, MOST),
            _row(f"{what}, 100 alarming words", look, grave * 12 * rounds, MOST),
            _row(f"{what}, 20,000 characters of anything, the slowest", look, longest, MOST_LONG, 1.0),
        ]
    return rows


def _row(name: str, look: Callable[[str], object], texts: Sequence[str], most: float, part: float = 0.5) -> Row:
    """Each text once before, so that words already seen are not looked at for the first time."""
    for text in dict.fromkeys(texts):
        look(text), _looked_up(text)
    ours, theirs = [_taken(look, text) for text in texts], [_taken(_looked_up, text) for text in texts]
    note = f"p95 {share(ours, 0.95):.2f} ms" if part < 1 else ""
    return Row(name, share(ours, part), share(theirs, part), most=most, note=note)


def _taken(look: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    look(text)
    return (time.perf_counter() - began) * 1000


def _looked_up(text: str) -> int:
    return sum(bool(numbers_of(word)) for word in _WORD.findall(text.lower()))


def _hundred(text: str) -> str:
    words = text.split()
    return " ".join((words * (_WORDS // len(words) + 1))[:_WORDS])
