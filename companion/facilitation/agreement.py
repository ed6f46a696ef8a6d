"""The rules of the room: clauses a group makes its own, and the page it signs (knowledge/facilitation/agreement.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from companion.brief.words import CONFIDENTIAL, clean, date_in_words, quoted
from companion.facilitation.grounded import Grounded, sources_in_words
from companion.facilitation.themes import read_bank
from companion.paper.blocks import Block, Break, Heading, Panel, Paper, Points, Signatures, Table, Text, Write
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Topic = Literal["confidentiality", "together"]
TOPICS: tuple[Topic, ...] = ("confidentiality", "together")
OWN_LINES = 2
"""A group's own rules, typed or written by hand."""
NAMES = 6
"""Lines to sign on; larger groups sign the back."""
ROOMY = 14
"""So many printed lines of rules leave room on their page for a question in large type."""
_LINE = 84
"""Characters in a printed line, about."""
_BY_HAND, _DATE = "_" * 72, "_" * 24


class Clause(Grounded):
    """One thing to agree on."""

    id: str
    topic: Topic
    essential: bool = False
    title: Both
    text: Both
    aloud: Both | None = None
    """What is asked before each round, where the clause is about that."""
    ours: bool = False
    """The heading names the matter; what to agree is our proposal."""


class Internal(Grounded):
    """The page for a facilitator from the same organisation."""

    title: Both
    lead: Both
    head: tuple[Both, Both, Both]
    rows: tuple[tuple[Both, Both, Both], ...] = Field(min_length=1)
    says_heading: Both
    says: tuple[Both, ...] = Field(min_length=1)
    questions_heading: Both
    questions: tuple[Both, ...] = Field(min_length=1)
    signature: Both


class AgreementWords(Word):
    """The words around the clauses."""

    title: Both
    confidentiality: Both
    together: Both
    before_each_round: Both
    look_again: Both
    signature: Both
    foot: Both

    def topic(self, topic: Topic) -> Both:
        """The heading of a topic."""
        return self.confidentiality if topic == "confidentiality" else self.together


class Agreement(Word):
    """The whole file."""

    clauses: tuple[Clause, ...]
    internal: Internal
    words: AgreementWords

    @model_validator(mode="after")
    def _confidentiality_comes_first(self) -> Agreement:
        topics = [TOPICS.index(clause.topic) for clause in self.clauses]
        if topics != sorted(topics) or len({clause.id for clause in self.clauses}) < len(topics):
            raise ValueError("clauses: confidentiality first, no id twice")
        return self


def load_agreement(path: Path | None = None) -> Agreement:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "facilitation" / "agreement.yaml", Agreement)


@cache
def agreement() -> Agreement:
    """The clauses of the product."""
    return load_agreement()


def agreement_paper(
    worded: Mapping[str, str],
    internal: bool,
    lang: Lang,
    own: Sequence[str] = (),
    look_again: date | None = None,
) -> Paper:
    """One page to sign. `worded`: the clauses the group adopts, by id, in its own words; an empty one is left out, and an
    unknown one is passed over. `internal`: with the page about a facilitator from the same organisation."""
    known, words = agreement(), agreement().words
    chosen = [(clause, text) for clause in known.clauses if (text := clean(worded.get(clause.id, "")))]
    blocks = (
        *_rules(chosen, tuple(filter(None, map(clean, own))), lang),
        Signatures((words.signature.to(lang),) * NAMES),
        *(_internal_page(known.internal, lang) if internal else ()),
    )
    grounds = (*(clause for clause, _ in chosen), *((known.internal,) if internal else ()))
    return Paper(
        lang=lang,
        title=words.title.to(lang),
        blocks=blocks,
        over=CONFIDENTIAL.to(lang),
        facts=f"{words.look_again.to(lang)} {date_in_words(look_again, lang) if look_again else _DATE}",
        foot=words.foot.to(lang, sources=sources_in_words(grounds, lang)) if grounds else "",
    )


def _rules(chosen: Sequence[tuple[Clause, str]], own: tuple[str, ...], lang: Lang) -> Iterator[Block]:
    """Each topic with its clauses; the group's own at the end, or room for them; what is asked before each round."""
    words, lines = agreement().words, own + (_BY_HAND,) * (OWN_LINES - len(own))
    for topic in TOPICS:
        items = tuple(text for clause, text in chosen if clause.topic == topic)
        items += lines if topic == TOPICS[-1] else ()
        if items:
            yield Heading(words.topic(topic).to(lang))
            yield Points(items)
    if sum(ceil(len(text) / _LINE) for text in (*(text for _, text in chosen), *lines)) <= ROOMY:
        yield from (Panel(words.before_each_round.to(lang), one.aloud.to(lang)) for one, _ in chosen if one.aloud)


def _internal_page(page: Internal, lang: Lang) -> Iterator[Block]:
    """Roles and confidentiality in the meetings and outside; what is said aloud; what the group answers."""
    first, *others = (text.to(lang) for text in page.head)
    yield Break()
    yield Heading(page.title.to(lang))
    yield Text(page.lead.to(lang))
    rows = tuple(tuple(cell.to(lang) for cell in row) for row in page.rows)
    yield Table((first, *others), rows, (0.2, 0.4, 0.4))
    yield Heading(page.says_heading.to(lang))
    yield Points(tuple(quoted(text.to(lang), lang) for text in page.says))
    yield Heading(page.questions_heading.to(lang))
    yield from (Write(question.to(lang), 2) for question in page.questions)
    yield Signatures((page.signature.to(lang),))
