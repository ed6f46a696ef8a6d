"""The closing feedback of a meeting: a sheet to hand out, and what a group wrote, gathered.

The answers are the group's: they have no name and no time, and their order is drawn anew each time one is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Literal

from pydantic import Field

from companion.brief.words import clean
from companion.facilitation.grounded import Grounded, sources_in_words
from companion.facilitation.themes import read_bank
from companion.paper.blocks import Block, Break, Heading, Paper, Points, Text, Write
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Gathered = Mapping[str, Sequence[str]]
"""What was written, by question."""
Part = Literal["today", "onward"]
LINES: dict[Part, int] = {"today": 11, "onward": 5}
"""Ruled lines a question: the two about today fill one side of a sheet, the four fields the other."""
_BULLETS = "-–•* "


class ClosingQuestion(Grounded):
    """A question at the end of a meeting."""

    id: str
    part: Part
    text: Both
    quoted: bool
    """In Danish the source's own wording; the English is ours."""


class FeedbackWords(Word):
    """The words around the questions."""

    belongs: Both
    sheet: Both
    sheet_facts: Both
    gathered: Both
    gathered_facts: Both
    none: Both
    today: Both
    onward: Both
    quoted: Both


class Feedback(Word):
    """The whole file."""

    questions: tuple[ClosingQuestion, ...] = Field(min_length=1)
    words: FeedbackWords

    def of(self, part: Part) -> tuple[ClosingQuestion, ...]:
        """The two questions about today, or the four fields."""
        return tuple(question for question in self.questions if question.part == part)


def load_feedback(path: Path | None = None) -> Feedback:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "facilitation" / "feedback.yaml", Feedback)


@cache
def feedback() -> Feedback:
    """The questions of the product."""
    return load_feedback()


def put_away(gathered: Gathered, answers: Mapping[str, str]) -> dict[str, list[str]]:
    """One person's answers among the others'. Every line is an answer of its own, and each question is shuffled by itself, so
    that no place in one list leads to a place in another."""
    dice, found = SystemRandom(), {}
    for question in feedback().questions:
        lines = [*gathered.get(question.id, ()), *_lines(answers.get(question.id, ""))]
        dice.shuffle(lines)
        found[question.id] = lines
    return found


def _lines(answer: str) -> Iterator[str]:
    return (line for one in answer.splitlines() if (line := clean(one).lstrip(_BULLETS)))


def feedback_sheet(lang: Lang) -> Paper:
    """One sheet a person, both sides: the two questions half a page each, the four fields behind."""
    words = feedback().words
    front, back = (_to_write(feedback().of(part), lang) for part in ("today", "onward"))
    blocks = (*front, Break(), Heading(words.onward.to(lang)), *back)
    return _paper(words.sheet, words.sheet_facts, blocks, lang)


def _to_write(questions: Sequence[ClosingQuestion], lang: Lang) -> Iterator[Block]:
    return (Write(question.text.to(lang), LINES[question.part]) for question in questions)


def gathered_paper(answers: Gathered, lang: Lang) -> Paper:
    """What the group wrote, question by question, drawn anew so that no order shows who wrote what."""
    words, shuffled, blocks = feedback().words, put_away(answers, {}), list[Block]()
    for question in feedback().questions:
        blocks.append(Heading(question.text.to(lang)))
        found = tuple(filter(None, map(clean, shuffled[question.id])))
        blocks.append(Points(found) if found else Text(words.none.to(lang), quiet=True))
    return _paper(words.gathered, words.gathered_facts, tuple(blocks), lang)


def _paper(title: Both, facts: Both, blocks: tuple[Block, ...], lang: Lang) -> Paper:
    words = feedback().words
    quoted = (question for question in feedback().questions if question.quoted)
    return Paper(
        lang=lang,
        title=title.to(lang),
        blocks=blocks,
        over=words.belongs.to(lang),
        facts=facts.to(lang),
        foot=words.quoted.to(lang, sources=sources_in_words(quoted, lang)),
    )
