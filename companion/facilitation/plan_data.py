"""What meetings are made of, as knowledge/facilitation/meetings.yaml has it."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from companion.errors import LibraryProblem
from companion.library.sources import load_sources
from companion.resources import load_yaml
from companion.vocabulary import Both, Word

MeetingKind = Literal["first", "following", "sparring"]
Facilitator = Literal["one", "rolling", "outside"]
MEETINGS: tuple[MeetingKind, ...] = ("first", "following", "sparring")
FACILITATORS: tuple[Facilitator, ...] = ("one", "rolling", "outside")


class Minutes(Word):
    """How long a block takes: so many minutes, and so many for each of what it counts; halves round up."""

    least: tuple[int, float]
    usual: tuple[int, float]
    most: tuple[int, float]

    def for_each_of(self, count: int) -> tuple[int, int, int]:
        """Least, usual and most, in whole minutes."""
        least, usual, most = (base + ceil(each * count) for base, each in (self.least, self.usual, self.most))
        return least, usual, most


class Part(Word):
    """A part of a block, in minutes of it."""

    least: int
    usual: int
    what: Both


class Block(Word):
    """One block of a meeting. Names in braces are filled in where a plan is made."""

    id: str
    meetings: tuple[MeetingKind, ...] = ()
    need: Literal["always", "optional", "cases"] = "always"
    spare: int = 0
    """Of optional blocks the one with the lowest number is left out first."""
    counts: Literal["nothing", "all", "seats", "groups"] = "nothing"
    repeats: Literal["once", "round", "between"] = "once"
    minutes: Minutes
    each_of: int | None = None
    """Minutes of the block that are nobody's own; the rest is shared between those it counts."""
    pause_before: bool = False
    title: Both
    purpose: Both
    roles: Both
    how: Both
    also: dict[Literal["online", "tables", "one", "rolling", "outside"], Both] = Field(default_factory=dict)
    """What is added to `how`: held online, held at tables, or by who facilitates."""
    parts: tuple[Part, ...] = ()
    say: Both
    materials: tuple[Both, ...] = ()
    source: str
    section: str

    @model_validator(mode="after")
    def _stands_on_a_heading(self) -> Block:
        if self.section not in load_sources()[self.source].headings:
            raise ValueError("section: no such heading")
        return self


class Meetings(Word):
    """The whole file."""

    shortest_stretch: int
    """Minutes before the first pause, between two, and after the last, at least."""
    pause_after: int
    """Minutes that may pass without a pause."""
    one_round_up_to: int
    table: int
    largest_group: int
    pause: Block
    words: dict[str, Both]
    facilitators: dict[Facilitator, Both]
    blocks: tuple[Block, ...]

    def people_in_a_round(self, people: int) -> int:
        """How many speak in turn: everyone, or in a large network those at the largest table."""
        return people if people <= self.one_round_up_to else ceil(people / self.tables(people))

    def tables(self, people: int) -> int:
        """Tables that speak in turn side by side; 1 where it is one round."""
        return 1 if people <= self.one_round_up_to else ceil(people / self.table)


@cache
def meetings() -> Meetings:
    """The file as read once. Raises LibraryProblem when it is not as it should be."""
    try:
        return Meetings.model_validate(load_yaml("facilitation", "meetings.yaml"))
    except (ValidationError, KeyError) as problem:
        raise LibraryProblem(
            "knowledge/facilitation/meetings.yaml kan ikke læses. Ret filen, eller installér Sparringsrum igen.",
            "knowledge/facilitation/meetings.yaml cannot be read. Mend the file, or install Sparringsrum again.",
        ) from problem
