"""How a talk on the practice ground went, as HTML: the case giver's last words, counts, the best question, a thing to try."""

from __future__ import annotations

from collections.abc import Sequence

from companion.facilitation.practice import Turn
from companion.facilitation.practice_cases import PracticeCase
from companion.facilitation.practice_summary import BEST, NEXT, SAYS, counted, summary, where
from companion.ui.texts import Texts
from companion.ui.view import inert, paragraphs


def went(case: PracticeCase, turns: Sequence[Turn], texts: Texts) -> str:
    """The sections of the last screen."""
    lang, told = texts.lang, summary(case, turns, texts.lang)
    source = f'<p class="soft">{inert(texts("practice_source", where=where(told.next_time)))}</p>'
    best = _section(BEST.to(lang), _quote(told.best.question) + paragraphs(told.best.why)) if told.best else ""
    return (
        _section(SAYS.to(lang), _quote(told.close))
        + _section(texts("practice_counts"), paragraphs(*counted(told, lang)))
        + best
        + _section(NEXT.to(lang), paragraphs(told.next_time.text) + source)
    )


def _section(title: str, inner: str) -> str:
    return f'<section class="went"><h2>{inert(title.removesuffix(":"))}</h2>{inner}</section>'


def _quote(said: str) -> str:
    return f'<blockquote><p dir="auto">{inert(said)}</p></blockquote>'
