"""The presses on the names we hide. What stands half typed elsewhere, in the box or on the review, stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from companion.casebook.summary import MOST_TYPED, Draft
from companion.errors import WrongUse
from companion.method.state import State
from companion.ui.forms import TYPED, Form, read_typed
from companion.ui.names import KINDS
from companion.ui.texts import both
from companion.ui.view import INVISIBLE
from companion.vocabulary import Person, Reply

if TYPE_CHECKING:
    from companion.ui.pages import At, Pages

Shown = dict[Any, Any]
_FIELDS = {"mark": "missed", "people": "people"}
"""What the leader types here, by what is done with it."""
_OF_A_PERSON = ("role", "approve")
"""Fields of the review that are numbered by person."""


class Naming:
    """The presses in one language's page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Shown]]:
        """What each button does."""
        made: dict[str, Callable[[str, Form], Form]] = {
            "names_not": lambda with_, form: {"do": "not_a_name", "which": with_},
            "names_is": lambda with_, form: {"do": "a_name", "which": with_},
            "names_same": lambda with_, form: {"do": "same", **_two(with_, "with")},
            "names_apart": lambda with_, form: {"do": "apart", **_two(with_, "form")},
            "names_mark": lambda with_, form: _marked(form),
            "names_people": lambda with_, form: {"do": "people", "people": form.get("people", "")},
        }
        return {name: self._says(name, one) for name, one in made.items()}

    def _says(self, name: str, made: Callable[[str, Form], Form]) -> Callable[[str, At, str, Form], Shown]:
        def press(owner: str, at: At, with_: str, form: Form) -> Shown:
            return self._told(owner, at, made(with_, form), form.get(TYPED, ""))

        return press

    def _told(self, owner: str, at: At, says: Form, typed: str) -> Shown:
        book, pages = self._pages.room.book(), self._pages
        before, draft = book.look(owner, at.case), book.draft(owner, at.case)
        state = book.answer(owner, at.case, Reply(question_id=at.question, kind="names", form=says))
        open_question = state["question"]
        if open_question.kind == "pause":
            return pages.case(owner, at.case)
        said = self._said(before, state, says)
        if open_question.kind == "review":
            old = draft.text if draft and draft.question_id == at.question else ""
            typed = _merged(old, typed, before["people"], state["people"])
        if typed and len(typed) <= MOST_TYPED:
            book.keep_draft(owner, at.case, Draft(question_id=open_question.id, text=typed))
        if open_question.kind in ("review", "done"):
            return pages.case(owner, at.case, named=said, same=at.question)
        return pages.named(state, at, said, _FIELDS.get(says["do"], ""))

    def _said(self, before: State, after: State, says: Form) -> str:
        """What came of it, in one line."""
        texts, do = self._pages.texts, says["do"]
        if do == "people":
            return texts("names_said_people")
        if before["names"] == after["names"]:
            return texts("names_said_unchanged")
        named = {one.placeholder: one.forms[0] for one in (*after["names"].hidden, *before["names"].hidden)}
        return texts(
            f"names_said_{do}",
            name=says.get("form") or named.get(says.get("which", ""), ""),
            other=named.get(says.get("with", ""), ""),
        )


def _two(with_: str, second: str) -> Form:
    """A placeholder, and what follows it."""
    which, _, rest = with_.partition(" ")
    return {"which": which, second: rest}


def _marked(form: Form) -> Form:
    word = form.get("missed", "").replace("\x00", "").strip(INVISIBLE)
    if not word:
        raise WrongUse(*both("names_empty"))
    kind = form.get("kind", "")
    return {"do": "mark", "form": word, "kind": kind if kind in KINDS else "person"}


def _merged(old: str, new: str, before: Sequence[Person], after: Sequence[Person]) -> str:
    """Half-changed forms in one, the later over the earlier. What was said of a person stays with that person, who may stand
    in another place now, or in none: a tick for one name must never become a tick for another."""
    fields = read_typed(old) | read_typed(new)
    now = {person.name: place for place, person in enumerate(after)}
    moved = {
        f"{what}.{now[person.name]}": fields[f"{what}.{place}"]
        for place, person in enumerate(before)
        for what in _OF_A_PERSON
        if person.name in now and f"{what}.{place}" in fields
    }
    rest = {name: value for name, value in fields.items() if name.partition(".")[0] not in _OF_A_PERSON}
    return json.dumps(rest | moved) if rest or moved else ""
