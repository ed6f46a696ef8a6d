"""The charter of a network: what is asked, one question at a time, and what the answers say (knowledge/pilot/charter.yaml).

An answer is a text. At a choice it is the id of an option, which then says the option's own line, or the group's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from companion.facilitation.themes import read_bank
from companion.library.cards import Card, load_cards
from companion.pilot.ground import Ground
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Answers = Mapping[str, str]
"""What was answered, by the id of the question."""


class Reason(Both, Ground):
    """Something that speaks for an option, or that is to be thought about."""


class Option(Word):
    """One of the choices. `line`: what the charter then says."""

    id: str
    title: Both
    line: Both
    in_favour: tuple[Reason, ...] = Field(alias="for", min_length=1)
    against: tuple[Reason, ...] = Field(min_length=1)


class CharterQuestion(Ground):
    """One thing to agree on. `one_page`: asked for the short charter too; `heading`: above the answer on paper."""

    id: str
    kind: Literal["words", "choice"]
    one_page: bool
    heading: Both
    text: Both
    help: Both
    examples: tuple[Both, ...] = ()
    options: tuple[Option, ...] = ()
    cards: tuple[str, ...]

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> CharterQuestion:
        has = {"words": self.examples, "choice": self.options}
        if len(has.pop(self.kind)) < 2 or any(has.values()):
            raise ValueError("words: two examples or more and no options; choice: two options or more and no examples")
        return self

    def says(self, answer: str, lang: Lang) -> str:
        """What the charter says for this answer."""
        return next((one.line.to(lang) for one in self.options if one.id == answer.strip()), answer.strip())

    def ours(self) -> frozenset[str]:
        """The product's own words that may stand in its answer, in both languages."""
        both = (*self.examples, *(one.line for one in self.options))
        ids = (one.id for one in self.options)
        return frozenset((*ids, *(text for one in both for text in (one.da, one.en))))


class Section(Word):
    """What belongs together."""

    id: str
    title: Both
    questions: tuple[CharterQuestion, ...] = Field(min_length=1)


class CharterWords(Word):
    """The words around the questions."""

    title: Both
    intro: Both
    draft: Both
    example: Both
    take: Both
    in_favour: Both = Field(alias="for")
    against: Both
    skip: Both
    skipped: Both
    ours: Both
    no_names: Both
    again: Both
    signed: Both
    sign_line: Both
    foot: Both


class Charter(Word):
    """The whole file."""

    words: CharterWords
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _no_id_twice(self) -> Charter:
        ids = [one.id for section in self.sections for one in section.questions]
        if len(set(ids)) < len(ids):
            raise ValueError("questions: an id is used twice")
        return self

    def questions(self, short: bool = False) -> tuple[CharterQuestion, ...]:
        """All, in order; `short`: those for the charter of one page."""
        return tuple(one for section in self.sections for one in section.questions if one.one_page or not short)

    def section_of(self, question: CharterQuestion) -> Section:
        """Where a question stands."""
        return next(section for section in self.sections if question in section.questions)

    def typed(self, answers: Answers) -> str:
        """What somebody wrote: every line that is not word for word the product's own."""
        lines = ((one, line.strip()) for one in self.questions() for line in answers.get(one.id, "").splitlines())
        return "\n".join(line for one, line in lines if line and line not in one.ours())


def load_charter(path: Path | None = None) -> Charter:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "pilot" / "charter.yaml", Charter)


@cache
def charter() -> Charter:
    """The questions of the product."""
    return load_charter()


def help_cards(ids: Iterable[str]) -> tuple[Card, ...]:
    """The cards of these ids, in their order."""
    return tuple(_cards()[one] for one in ids)


@cache
def _cards() -> dict[str, Card]:
    return {card.id: card for card in load_cards()}
