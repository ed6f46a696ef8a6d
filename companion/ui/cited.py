"""The answer to a question, above the passages it is made of: where a model can be asked, and answers from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from companion.confidentiality.discretion import Discretion
from companion.ui.forms import UNKEPT
from companion.ui.passages import own_piece
from companion.ui.texts import Texts
from companion.ui.view import inert, worded
from companion.vocabulary import Lang, Passage
from companion.voice import CitedAnswer, Posed, SetWish

_MARK = re.compile(r"\[(\d{1,3})\]")


class Answerer(Protocol):
    """A voice that can answer from passages, and fit the words of a set of questions. None when they do not answer, when none
    came out fit, or the model does not answer."""

    def answer(
        self, question: str, passages: Sequence[Passage], lang: Lang, discretion: Discretion
    ) -> CitedAnswer | None: ...

    def tailor(
        self, wish: SetWish, questions: Sequence[Posed], lang: Lang, discretion: Discretion
    ) -> tuple[str, ...] | None: ...

    def warm_up(self) -> None: ...


def cards(found: Sequence[Passage]) -> list[Passage]:
    """The product's own passages: what stands in somebody's documents is never sent."""
    return [one for one in found if own_piece(one.card) is None]


def place(inside: str = "") -> str:
    """Where the answer stands, or would: of the same height while it is on its way and when none comes."""
    return f'<div class="cited" role="status">{inside}</div>'


def on_its_way(texts: Texts) -> str:
    """The place while the model is asked."""
    return place(f'<p class="soft wait">{texts("cited_wait")}</p>')


def said(text: str, model: str, count: int, texts: Texts) -> str:
    """The answer, each of its marks a way to one of the `count` passages; the window brings it along from press to press."""
    kept = f'<input type="hidden" name="cited" value="{inert(text)}" {UNKEPT}>'
    return place(f"<p>{_MARK.sub(lambda mark: _way(mark, count), inert(text))}</p>{worded(model, texts)}{kept}")


def _way(mark: re.Match[str], count: int) -> str:
    number = int(mark[1])
    return f'<a href="#passage-{number}">{mark[0]}</a>' if 0 < number <= count else mark[0]
