"""Another question in place of one in a set, and one more: the same set gets the same, and never one that is there already."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from companion.facilitation.case_questions import deepening
from companion.facilitation.likeness import REPEATS, most_alike
from companion.facilitation.question_sets import (
    Candidate,
    SetQuestion,
    Wanted,
    candidates,
    cost,
    of_the_method,
    repeats,
    shown,
)
from companion.facilitation.themes import Theme, steps
from companion.vocabulary import Lang


class Pool:
    """Every question that may stand in a set. `known`: by id, as the bank or the method words it."""

    def __init__(self, theme: Theme | None, wanted: Wanted) -> None:
        self._wanted = wanted
        self._candidates = candidates(theme, wanted)
        self.known = {one.question.id: shown(one, wanted.lang) for one in self._candidates}
        self._last = [] if wanted.kind != "sparring" else _of_any_case(wanted.lang)
        self.known |= {one.id: one for one in self._last}

    def instead(self, leaving: SetQuestion, there: Sequence[str], tried: Collection[str]) -> SetQuestion | None:
        """The next best for the place of `leaving`: as deep, of its step, the theme's own before a template. A sparring set
        keeps to the step, and where the theme has no more there, those that suit any case follow. `there`: the ids in the set,
        `tried`: those that were swapped away. None where there is no other."""
        gone, staying = {leaving.id, *there, *tried}, self._of([one for one in there if one != leaving.id])
        sparring = self._wanted.kind == "sparring"

        def order(one: Candidate) -> tuple[bool, bool, bool, int]:
            question = one.question
            other = "sparring" not in question.formats if sparring else question.depth != leaving.depth
            return other, one.spare, question.step != leaving.step, cost(one, staying, self._wanted)

        fresh = [one for one in self._fresh(gone, staying) if not sparring or one.question.step == leaving.step]
        best = min(fresh, key=order, default=None)
        if best:
            return self.known[best.question.id]
        last = [one for one in self._last if one.step == leaving.step and one.id not in gone]
        said = [self.known[one].text for one in there if one in self.known and one != leaving.id]
        return next((one for one in last if one.quoted or most_alike(one.text, said) < REPEATS), None)

    def another(self, there: Sequence[str], tried: Collection[str]) -> SetQuestion | None:
        """One more, of what the set has least of; None where there is no more."""
        staying = self._of(there)
        fresh = self._fresh({*there, *tried}, staying)
        best = min(fresh, key=lambda one: cost(one, staying, self._wanted), default=None)
        return self.known[best.question.id] if best else None

    def place(self, one: SetQuestion, there: Sequence[SetQuestion]) -> int:
        """Where it goes in the set: behind what is as safe, or of an earlier step in a sparring set."""
        order = [step.name for step in steps()]

        def rank(question: SetQuestion) -> int:
            return order.index(question.step) if self._wanted.kind == "sparring" else question.depth

        return max((at for at, other in enumerate(there, start=1) if rank(other) <= rank(one)), default=0)

    def _fresh(self, gone: Collection[str], staying: Sequence[Candidate]) -> list[Candidate]:
        return [one for one in self._candidates if one.question.id not in gone and not repeats(one, staying)]

    def _of(self, ids: Collection[str]) -> list[Candidate]:
        return [one for one in self._candidates if one.question.id in ids]


def _of_any_case(lang: Lang) -> list[SetQuestion]:
    """Step by step what can be asked in any sparring: the product's own deepening questions, then the method's."""
    return [
        one
        for step in steps()
        for one in (*deepening(step.name, lang), *([of_the_method(step, lang)] if step.lets_speak else []))
    ]
