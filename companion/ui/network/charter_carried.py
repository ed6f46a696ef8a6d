"""A charter as the window carries it from press to press: what has been answered, what is left for the group, and where one
is. Nothing of it is kept anywhere else."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from companion.pilot.charter import CharterQuestion, charter
from companion.ui.forms import UNKEPT, Form
from companion.ui.view import inert
from companion.vocabulary import Lang

WHOLE = "whole"
"""Where the whole charter is, as against the id of a question."""
OWN = "own"
"""The choice of words of one's own, which stand there already."""


class Carried(NamedTuple):
    """`said`: the texts, by question; `together`: the questions left for the group, whose texts are kept but do not count."""

    at: str
    short: bool
    said: dict[str, str]
    together: tuple[str, ...]
    again: str

    @property
    def asked(self) -> tuple[CharterQuestion, ...]:
        """The questions on the way one has chosen."""
        return charter().questions(self.short)

    @property
    def answers(self) -> dict[str, str]:
        """What the charter is to say."""
        return {name: text for name, text in self.said.items() if name not in self.together}

    @property
    def look_again(self) -> date | None:
        """When the group looks at it next; None where there is no such day."""
        with suppress(ValueError):
            return date.fromisoformat(self.again)
        return None

    def open_question(self) -> CharterQuestion | None:
        """The question one is at."""
        return next((one for one in charter().questions() if one.id == self.at), None)

    def moved(self, by: int) -> Carried:
        """At the question so many further on; past the last the whole charter, before the first the first."""
        ids = [one.id for one in self.asked]
        place = (ids.index(self.at) if self.at in ids else len(ids)) + by
        return self._replace(at=ids[max(place, 0)] if place < len(ids) else WHOLE)

    def at_question(self, name: str) -> Carried:
        """At the question of this id; the way becomes the long one where the short one does not have it."""
        return self._replace(at=name, short=self.short and name in (one.id for one in self.asked))

    def left(self) -> Carried:
        """The open question is left for the group."""
        return self._replace(together=(*self.together, self.at))

    def answered(self) -> Carried:
        """The open question is answered, also where it was left for the group before."""
        return self._replace(together=tuple(one for one in self.together if one != self.at))

    def hidden(self, but: Collection[str] = ()) -> str:
        """The fields, but those that stand open."""
        fields = {"at": self.at, "short": "1" if self.short else "", "together": " ".join(self.together)}
        fields |= {f"said.{name}": text for name, text in self.said.items() if text}
        fields |= {"again": self.again}
        return "".join(
            f'<input type="hidden" name="{name}" value="{inert(value)}" {UNKEPT}>'
            for name, value in fields.items()
            if name not in but
        )


def read(form: Form, lang: Lang) -> Carried:
    """What the form holds. Whatever else somebody has made of it is passed over."""
    questions = charter().questions()
    ids = {one.id for one in questions}
    left = form.get("together", "").split()
    return Carried(
        at=form.get("at", WHOLE),
        short=bool(form.get("short")),
        said={one.id: text for one in questions if (text := _said(one, form, lang))},
        together=tuple(one for one in dict.fromkeys(left) if one in ids),
        again=form.get("again", ""),
    )


def _said(question: CharterQuestion, form: Form, lang: Lang) -> str:
    """The text of an answer; an option that is chosen says its own line."""
    picked, text = form.get(f"pick.{question.id}", ""), form.get(f"said.{question.id}", "").strip()
    return question.says(picked, lang) if picked in {one.id for one in question.options} else text
