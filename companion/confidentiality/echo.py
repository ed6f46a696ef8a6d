"""Which form of a name stood where, when a text comes back that repeats one that was sent: whole, or a sentence of it.

A quotation of the leader must be her own words. "Mette Holm" and "Mette" leave as one placeholder; what stands around it
tells which of the two it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

_WORD = re.compile(r"\w+")
_REACH = 60
"""Characters on either side in which the neighbouring words are looked for."""
_WORDS = 4
_ENOUGH = 2
"""How many neighbouring words must be the same, both sides together."""


class Replaced(Protocol):
    """What was replaced by the placeholder at [at, after) of a masked text; `ending` is the genitive that followed."""

    @property
    def text(self) -> str: ...
    @property
    def placeholder(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def after(self) -> int: ...
    @property
    def ending(self) -> str: ...


class Sent(Protocol):
    """A masked text and what was replaced in it."""

    @property
    def text(self) -> str: ...
    @property
    def entities(self) -> Sequence[Replaced]: ...


class Place(NamedTuple):
    """A placeholder at [start, end) of a text that came back."""

    start: int
    end: int
    placeholder: str


class Form(NamedTuple):
    """How a name was written, and its genitive."""

    name: str
    ending: str


def forms(text: str, places: Sequence[Place], sent: Sequence[Sent]) -> list[Form | None]:
    """For each place in `text` the form that stood there in what was sent, or None where that cannot be told."""
    for one in sent:
        if [place.placeholder for place in places] == [entity.placeholder for entity in one.entities]:
            return [Form(entity.text, entity.ending) for entity in one.entities]
    there = [source for one in sent for source in _sources(one)]
    return [_by_neighbours(text, place, there) for place in places]


class _Source(NamedTuple):
    placeholder: str
    form: Form
    before: list[str]
    after: list[str]


def _sources(sent: Sent) -> list[_Source]:
    return [
        _Source(one.placeholder, Form(one.text, one.ending), *_neighbours(sent.text, one.at, one.after))
        for one in sent.entities
    ]


def _neighbours(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words before, the nearest first, and those after; one that the window may have cut is left out."""
    before = _WORD.findall(text[max(0, start - _REACH) : start].lower())[::-1]
    after = _WORD.findall(text[end : end + _REACH].lower())
    return before[:_WORDS], after[:_WORDS]


def _by_neighbours(text: str, place: Place, there: Sequence[_Source]) -> Form | None:
    before, after = _neighbours(text, place.start, place.end)
    scored = [
        (_same(before, one.before) + _same(after, one.after), one.form)
        for one in there
        if one.placeholder == place.placeholder
    ]
    best = max((score for score, _ in scored), default=0)
    likely = {form for score, form in scored if score == best}
    return likely.pop() if best >= _ENOUGH and len(likely) == 1 else None


def _same(mine: Sequence[str], other: Sequence[str]) -> int:
    """How many words agree, from the nearest on."""
    count = 0
    for one, two in zip(mine, other, strict=False):
        if one != two:
            break
        count += 1
    return count
