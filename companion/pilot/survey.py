"""The short form before the first meeting: which themes, and what each hopes for. It asks about themes, never about persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from companion.brief.words import date_in_words
from companion.facilitation.grounded import Grounded, sources_in_words
from companion.facilitation.themes import read_bank, themes
from companion.paper.blocks import Block, Heading, Paper, Points, Text, Write
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Way = Literal["link", "paper", "spreadsheet"]
LONGEST = 1000
"""Characters of one answer in one's own words."""
OWN = "own"
"""Of the fields, the theme that is missing from the list."""


class SurveyQuestion(Grounded):
    """A question to answer in one's own words."""

    id: str
    text: Both
    purpose: Both


class Asked(Word):
    """A question with a line of help."""

    text: Both
    help: Both


class ResultWords(Word):
    """The words around the result."""

    title: Both
    counted: Both
    too_few: Both
    next: Both


class Survey(Grounded):
    """The whole file. `themes`: of each theme one line a busy leader understands, in the order of the form."""

    id: str
    most_themes: int = Field(ge=1)
    title: Both
    intro: tuple[Both, ...]
    own_words: dict[Way, Both]
    deadline: Both
    deleted: Both
    nobody_told: Both
    instruction: Both
    too_many: Both
    own_theme: Asked
    questions: tuple[SurveyQuestion, ...] = Field(min_length=1)
    closing: Both
    result: ResultWords
    to_hr: Both
    to_hr_spreadsheet: Both
    themes: dict[str, Both] = Field(min_length=1)

    @model_validator(mode="after")
    def _themes_are_ours(self) -> Survey:
        if set(self.themes) - {theme.id for theme in themes()}:
            raise ValueError("themes: no such theme")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """What is answered in one's own words."""
        return (OWN, *(question.id for question in self.questions))


class Answer(Word):
    """One person's answer: nothing of who, nothing of when."""

    themes: tuple[str, ...] = ()
    said: dict[str, str] = Field(default_factory=dict)
    """In one's own words, by field; empty ones are absent."""

    @property
    def is_empty(self) -> bool:
        """True where nothing was chosen and nothing written."""
        return not self.themes and not self.said


class About(Word):
    """What is told on the form. Empty: left out, or said in general."""

    network: str = ""
    closes: dt.date | None = None
    deleted: dt.date | None = None
    who: str = ""
    """Who gathers the answers."""


def load_survey(path: Path | None = None) -> Survey:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "pilot" / "survey.yaml", Survey)


@cache
def survey() -> Survey:
    """The form of the product."""
    return load_survey()


@cache
def titles() -> dict[str, Both]:
    """Of each theme of the form, in its order."""
    known = {theme.id: theme.title for theme in themes()}
    return {theme: known[theme] for theme in survey().themes}


_THE_NETWORK = Both(da="netværket", en="the network")
_GATHERER = Both(da="Den, der samler svarene,", en="Whoever gathers the answers")
_FEW_WORDS = Both(da="Skriv selv", en="In your own words")


def told(about: About, way: Way, k: int, lang: Lang) -> Iterator[str]:
    """What one is told before answering, for the way the form comes."""
    known = survey()
    network = about.network or _THE_NETWORK.to(lang)
    yield from (line.to(lang, network=network, k=k) for line in known.intro)
    yield known.own_words[way].to(lang, who=about.who or _GATHERER.to(lang))
    if about.deleted:
        yield known.deleted.to(lang, date=date_in_words(about.deleted, lang))
    if about.closes:
        yield known.deadline.to(lang, closes=date_in_words(about.closes, lang))


def survey_paper(about: About, k: int, lang: Lang, way: Way = "paper") -> Paper:
    """The blank form, to hand out or to send as a Word file. `k`: the fewest answers anything is shown for."""
    known = survey()
    lines = tuple(f"{title.to(lang)}: {known.themes[theme].to(lang)}" for theme, title in titles().items())
    own = f"{known.own_theme.text.to(lang)} {known.own_theme.help.to(lang)}"
    blocks: tuple[Block, ...] = (
        *(Text(line) for line in told(about, way, k, lang)),
        Heading(known.instruction.to(lang)),
        Points(lines, boxes=True),
        Write(own, 1),
        Heading(_FEW_WORDS.to(lang)),
        *(Write(question.text.to(lang), 3) for question in known.questions),
        Text(known.closing.to(lang)),
        Text(known.nobody_told.to(lang), quiet=True),
    )
    foot = sources_in_words((known, *known.questions), lang)
    return Paper(lang=lang, title=known.title.to(lang), blocks=blocks, over=about.network, foot=foot)
