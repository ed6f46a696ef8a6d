"""What a network asks itself, after a meeting, after three or four and after six to twelve months, and how the answers are
put together (knowledge/pilot/evaluation.yaml). The answers are the group's.

What a group may see of itself. Everyone knows their own answer: of two people each would read the other's in a count, so
figures need three (LEAST) who have answered that very question; with fewer only what was written is shown. A count never
links two questions, and each list is drawn anew, so that no place in one leads to a place in another. What counts cannot hide
is told before anybody answers: one lone tick is seen to be somebody's, though not whose, and where all agree everyone knows
what each has answered. Two looks, one before and one after somebody's turn, would show what that person answered: what is
shown is therefore shown once, when nobody is to answer any more. Figures go no further than the group at all: they only begin
its conversation, and the lone tick of one of six is nothing for HR to see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Literal

from pydantic import Field, model_validator

from companion.brief.words import clean
from companion.facilitation.themes import read_bank
from companion.pilot.ground import Ground
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Occasion = Literal["meeting", "trial", "year"]
OCCASIONS: tuple[Occasion, ...] = ("meeting", "trial", "year")
Gathered = Mapping[str, Sequence[str]]
"""What was answered, by item: figures as "1" to "5", choices as the ids of options, words line by line."""
LEAST = 3
"""So many must have answered an item for its figures to be shown."""
SCALE = ("1", "2", "3", "4", "5")
_BULLETS = "-–•* "
_ABOUT: dict[str, dict[Lang, str]] = {
    "meeting": {"da": "3–4", "en": "3–4"},
    "months": {"da": "6–12", "en": "6–12"},
}
"""A sheet is made before anybody knows which meeting, or how many months, it will be."""


class Pick(Both):
    """An option of a choice."""

    id: str


class Item(Ground):
    """One question, about the network or the meeting and never about a person."""

    id: str
    kind: Literal["scale", "words", "choice"]
    about: Literal["yield", "aim", "energy", "absences", "process", "content", "onward"]
    quoted: bool = False
    """In Danish the source's own wording; the English is ours."""
    text: Both
    help: Both | None = None
    low: Both | None = None
    high: Both | None = None
    options: tuple[Pick, ...] = ()
    purpose: Both

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Item:
        if (self.kind == "scale") != bool(self.low and self.high) or (self.kind == "choice") != (len(self.options) > 1):
            raise ValueError("scale: low and high; choice: two options or more; words: neither")
        return self

    def values(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """What can be chosen, each with how it is written; empty where one writes."""
        if self.kind == "scale":
            ends = {"1": self.low, "5": self.high}
            return tuple((one, f"{one} {end.to(lang)}" if (end := ends.get(one)) else one) for one in SCALE)
        return tuple((one.id, one.to(lang)) for one in self.options)


class Form(Word):
    """What is asked on one occasion."""

    id: Occasion
    when: Both
    title: Both
    intro: Both
    closing: Both
    items: tuple[Item, ...] = Field(min_length=1)

    def opening(self, lang: Lang) -> str:
        """The introduction."""
        return self.intro.to(lang, **{name: said[lang] for name, said in _ABOUT.items()})


class EvaluationWords(Word):
    """The words around the questions."""

    whose: Both
    hr: Both
    voluntary: Both
    network_only: Both
    guessed: Both
    counted: Both
    once: Both
    nobody_told: Both
    answered: Both
    too_few: Both
    scale: Both
    ring: Both
    skipped: Both
    talk: Both
    foot: Both


class Release(Ground):
    """What the group gives on, and how HR reads it."""

    question: Both
    help: Both
    options: tuple[Pick, ...] = Field(min_length=3, max_length=3)
    confirm: Both
    title: Both
    over: Both
    decided: Both
    lines: Both
    word_for_word: Both
    who: Both
    when: Both


class Evaluation(Word):
    """The whole file."""

    words: EvaluationWords
    release: Release
    forms: tuple[Form, ...]

    @model_validator(mode="after")
    def _three_occasions_and_no_id_twice(self) -> Evaluation:
        ids = [item.id for form in self.forms for item in form.items]
        if tuple(form.id for form in self.forms) != OCCASIONS or len(set(ids)) < len(ids):
            raise ValueError("forms: meeting, trial, year, in that order; items: no id twice")
        return self

    def of(self, which: Occasion) -> Form:
        """The questions of one occasion."""
        return next(form for form in self.forms if form.id == which)


def load_evaluation(path: Path | None = None) -> Evaluation:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "pilot" / "evaluation.yaml", Evaluation)


@cache
def evaluation() -> Evaluation:
    """The questions of the product."""
    return load_evaluation()


def put_away(which: Occasion, gathered: Gathered, answers: Mapping[str, str]) -> dict[str, list[str]]:
    """One person's answers among the others', each list drawn anew. What is no value of a scale or a choice is no answer."""
    dice, found = SystemRandom(), {}
    for item in evaluation().of(which).items:
        lines = known(item, [*gathered.get(item.id, ()), *answers.get(item.id, "").splitlines()])
        dice.shuffle(lines)
        found[item.id] = lines
    return found


def known(item: Item, lines: Sequence[str]) -> list[str]:
    """The lines that can be answers to this item."""
    values = {value for value, _ in item.values("da")}
    cleaned = (clean(line) for line in lines)
    if values:
        return [line for line in cleaned if line in values]
    return [line for one in cleaned if (line := one.lstrip(_BULLETS))]


def counts(item: Item, lines: Sequence[str], lang: Lang) -> tuple[tuple[str, int], ...] | None:
    """How many chose what, in the order of the scale; None where too few have answered for it to be shown."""
    found = Counter(known(item, lines))
    if found.total() < LEAST:
        return None
    return tuple((written, found[value]) for value, written in item.values(lang))
