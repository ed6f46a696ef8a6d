"""One CaseBrief as an ordered list of blocks: what stands on the paper, so that no two formats can disagree.

Every text that leaves here is clean (see `words.clean`); escaping is each format's own matter. `brief.warnings` are for
the page and the JSON, never for the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import groupby

from companion.brief import words
from companion.brief.reading import read_out, reading_seconds
from companion.brief.words import clean
from companion.vocabulary import BriefLine, CaseBrief


@dataclass(frozen=True)
class Head:
    """The confidential line, and under it date, minutes and time read aloud."""

    line: str
    facts: str


@dataclass(frozen=True)
class Ask:
    """The key question in its panel."""

    label: str
    text: str


@dataclass(frozen=True)
class Said:
    """A heading and what is said under it, one paragraph a quotation."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Quiet:
    """One line in a low voice: what was skipped."""

    text: str


@dataclass(frozen=True)
class Round:
    """The sparring round: from and to minute, and what happens."""

    label: str
    minute: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Foot:
    """Whose words these are, and where the round comes from."""

    text: str


Block = Head | Ask | Said | Quiet | Round | Foot


def blocks(brief: CaseBrief) -> tuple[Block, ...]:
    """The paper from top to bottom. What the leader left empty is left out."""
    return tuple(_opening(brief)) + tuple(_answers(brief)) + tuple(_closing(brief))


def texts(block: Block) -> Iterator[str]:
    """Every text of a block."""
    waiting = list(astuple(block))
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        else:
            waiting.extend(part)


def _opening(brief: CaseBrief) -> Iterator[Block]:
    lang = brief.lang
    yield Head(words.CONFIDENTIAL.to(lang), _facts(brief))
    if question := clean(brief.key_question):
        yield Ask(words.KEY_QUESTION.to(lang), question)
    yield from _said(words.WISH.to(lang), brief.wish)
    yield Said(words.PARTY.to(lang), (words.PARTY_ASK.to(lang),))
    yield from _said(words.DILEMMA.to(lang), brief.dilemma)


def _answers(brief: CaseBrief) -> Iterator[Block]:
    for step in brief.answers:
        if quotes := _quotations(brief, read_out(brief, step)):
            yield Said(_heading(brief, step), quotes)
    if skipped := [_heading(brief, step) for step in brief.skipped if step != brief.room_step]:
        yield Quiet(words.SKIPPED.to(brief.lang).replace("{steps}", " · ".join(skipped)))


def _closing(brief: CaseBrief) -> Iterator[Block]:
    lang = brief.lang
    yield from _said(words.ROOM.to(lang), brief.room_question)
    if brief.round:
        yield Round(words.ROUND.to(lang), words.MINUTE.to(lang), tuple(_rows(brief)))
    yield from _said(words.NEXT_TIME.to(lang), brief.next_time)
    yield Foot(words.FOOT.to(lang))


def _facts(brief: CaseBrief) -> str:
    day = [words.date_in_words(brief.date, brief.lang)] if brief.date else []
    aloud = [words.aloud_in_words(seconds, brief.lang)] if (seconds := reading_seconds(brief)) else []
    return " · ".join([*day, words.minutes_in_words(brief.minutes, brief.lang), *aloud])


def _said(label: str, text: str) -> Iterator[Said]:
    if kept := clean(text):
        yield Said(label, (kept,))


def _quotations(brief: CaseBrief, lines: tuple[BriefLine, ...]) -> tuple[str, ...]:
    """Sentences of one turn are one quotation, as they were said in one breath; another turn is another quotation."""
    turns = (" ".join(clean(line.text) for line in turn) for _, turn in groupby(lines, lambda line: line.from_turn))
    return tuple(words.quoted(text.strip(), brief.lang) for text in turns if text.strip())


def _heading(brief: CaseBrief, step: str) -> str:
    return clean(brief.headings.get(step, "")) or step.replace("_", " ").capitalize()


def _rows(brief: CaseBrief) -> Iterator[tuple[str, str]]:
    start = 0
    for part in brief.round:
        yield f"{start}–{start + part.minutes}", clean(part.what)
        start += part.minutes
