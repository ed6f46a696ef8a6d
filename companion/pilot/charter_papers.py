"""The charter on paper: what was answered and nothing else, with confidentiality first, for the group to alter and sign."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from companion.brief.words import clean, date_in_words
from companion.paper.blocks import Paper, Table, Write
from companion.pilot.charter import Answers, CharterQuestion, Section, charter
from companion.pilot.ground import named
from companion.vocabulary import Lang

FIRST = "confidentiality"
"""The section that opens the charter."""
NAMES = 6
"""Lines to sign on; larger groups sign the back."""
_DATE = "_" * 24
_BULLETS, _STOPS = "-–•* ", ".!?:;,"
_WIDTHS = (0.22, 0.78)
Clause = tuple[CharterQuestion, str]
"""A question, and what the charter says to it."""


def charter_paper(answers: Answers, lang: Lang, again: date | None = None, together: Collection[str] = ()) -> Paper:
    """One page or two. `again`: when the group looks at it next, else a line to write the date on; `together`: ids of the
    questions that are left for the first meeting, which are named at the end."""
    words, parts = charter().words, list(answered(answers, lang))
    day = date_in_words(again, lang) if again else _DATE
    asked = [one for _, clauses in parts for one, _ in clauses]
    sources = named(asked, lang)
    return Paper(
        lang=lang,
        title=words.title.to(lang),
        over=words.draft.to(lang),
        facts=words.again.to(lang, date=day),
        blocks=(
            Table((), (*(_row(*part, lang) for part in parts), *_left(answers, together, lang)), _WIDTHS),
            Write(f"{words.signed.to(lang)} {words.sign_line.to(lang)}", NAMES),
        ),
        foot=words.foot.to(lang, sources=sources) if sources else "",
    )


def answered(answers: Answers, lang: Lang) -> Iterator[tuple[Section, list[Clause]]]:
    """The sections with an answer in them, as the charter has them, each question with what is then said."""
    for section in sorted(charter().sections, key=lambda one: one.id != FIRST):
        said = ((one, _lines(one.says(answers.get(one.id, ""), lang))) for one in section.questions)
        if clauses := [(one, text) for one, text in said if text]:
            yield section, clauses


def left_for_the_group(answers: Answers, together: Collection[str]) -> list[CharterQuestion]:
    """Those of `together` that were not answered after all, in the order of the charter."""
    return [one for one in charter().questions() if one.id in together and not _lines(answers.get(one.id, ""))]


def _lines(text: str) -> str:
    return "\n".join(line for one in text.splitlines() if (line := clean(one).lstrip(_BULLETS)))


def _row(section: Section, clauses: Sequence[Clause], lang: Lang) -> tuple[str, str]:
    return section.title.to(lang), "\n".join(f"{one.heading.to(lang)}: {_running(text)}" for one, text in clauses)


def _running(text: str) -> str:
    """Lines as one text: each ends in a stop, or what follows it would run into it."""
    *first, last = text.split("\n")
    return " ".join((*(line if line[-1] in _STOPS else f"{line}." for line in first), last))


def _left(answers: Answers, together: Collection[str], lang: Lang) -> tuple[tuple[str, str], ...]:
    left = left_for_the_group(answers, together)
    return ((charter().words.skipped.to(lang), " · ".join(one.heading.to(lang) for one in left)),) if left else ()
