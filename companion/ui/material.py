"""Ask the material: a question, the passages that answer it with where they stand, a whole card, one's own documents.

Nothing that is typed here is kept anywhere. The window sends its question along with every press and gets it back; every
question is screened before anything else is done with it. A model that answers does so afterwards, above the passages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from companion.errors import Refused, SparringsrumError, WrongUse
from companion.safety.screen import screen
from companion.ui import cited, forms, passages, shelf
from companion.ui.asking import answered, asking, danger, lead
from companion.ui.forms import UNKEPT, Form
from companion.ui.steps import Shown, Step, Then
from companion.ui.texts import both
from companion.ui.view import INVISIBLE, heading, inert
from companion.vocabulary import Concern, Passage

if TYPE_CHECKING:
    from companion.ui.pages import At, Pages

MOST = 2_000
"""The longest question, in characters."""


class Material:
    """The presses of this place in one language's page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Step]]:
        """What each button does. `asked` in the form is the question that the answers on the page belong to, `cited` what a
        model made of them."""
        return {
            "ask": lambda owner, at, with_, form: self._ask(owner, with_ or form.get("question", "")),
            "ask_back": lambda owner, at, with_, form: self._ask(owner, form.get("asked", ""), form.get("cited", "")),
            "card": lambda owner, at, with_, form: self._card(owner, with_, form),
            "piece": lambda owner, at, with_, form: self._piece(owner, with_, form),
            "own_sure": lambda owner, at, with_, form: self._own(owner, form, sure=with_),
            "own_remove": lambda owner, at, with_, form: self._remove(owner, with_, form),
        }

    def open(self, owner: str) -> Shown:
        """The empty place. It waits for nothing."""
        return self._place(owner, "", "")

    def _ask(self, owner: str, words: str, made: str | None = None) -> Step:
        """`made`: the answer a model gave before, when one comes back to it; None for a new question."""
        texts, question = self._pages.texts, words.replace("\x00", "").strip(INVISIBLE)
        concern = screen(question)
        if concern.level == "acute":
            return self._show(owner, danger(texts))
        if not question:
            raise WrongUse(*both("material_empty"))
        if len(question) > MOST:
            raise WrongUse(*both("material_too_long", count=len(question), most=MOST))
        found = self._found(owner, question)
        if made is not None or not (cited.cards(found) and self._pages.room.answerer):
            return self._place(owner, question, self._answers(question, found, concern, True, made or ""))
        waits = cited.on_its_way(texts)
        html = self._html(question, answered(question, found, concern, texts, True, waits, True))
        return Then(self._show(owner, html), lambda: self._cited(owner, question, cited.cards(found), html))

    def _found(self, owner: str, question: str) -> Sequence[Passage]:
        room = self._pages.room
        discretion = room.book().questioning(owner) if room.searches_by else None
        return room.library().search(question, self._pages.texts.lang, audience=None, discretion=discretion)

    def _answers(self, question: str, found: Sequence[Passage], concern: Concern, new: bool, made: str) -> str:
        above, texts = "", self._pages.texts
        if made and self._pages.room.answerer:
            above = cited.said(made, self._pages.room.words_by, len(cited.cards(found)), texts)
        return answered(question, found, concern, texts, new, above, bool(above))

    def _cited(self, owner: str, question: str, found: Sequence[Passage], html: str) -> Shown:
        """The screen `html` with the model's answer on it, all else as it was; with none, nothing is said."""
        texts, room = self._pages.texts, self._pages.room
        assert room.answerer
        made = None
        with suppress(SparringsrumError):
            made = room.answerer.answer(question, found, texts.lang, room.book().questioning(owner))
        inner = cited.said(made.text, made.model, len(found), texts) if made else cited.place()
        shown = self._show(owner, html.replace(cited.on_its_way(texts), inner))
        return {part: value for part, value in shown.items() if part is not self._pages.told}

    def _card(self, owner: str, card_id: str, form: Form) -> Shown:
        card = self._pages.room.library().card(card_id)
        return self._alone(owner, passages.whole_card(card, self._pages.texts) if card else None, form)

    def _piece(self, owner: str, piece: str, form: Form) -> Shown:
        document_id, number = passages.own_piece(piece) or ("", 0)
        document = self._pages.room.library().documents.get(document_id) if document_id else None
        return self._alone(
            owner, passages.in_its_place(document, number, self._pages.texts) if document else None, form
        )

    def _alone(self, owner: str, read: str | None, form: Form) -> Shown:
        """Something to read, and the way back to the answers it was found among."""
        if read is None:
            raise WrongUse(*both("card_gone"))
        asked = "".join(
            f'<input type="hidden" name="{name}" value="{inert(form.get(name, ""))}" {UNKEPT}>'
            for name in ("asked", "cited")
        )
        back = forms.row(forms.button("ask_back", self._pages.texts("material_back")))
        return self._show(owner, read + forms.form(asked + back, "ask"))

    def _own(self, owner: str, form: Form, sure: str = "", said: str = "") -> Shown:
        """The place as it stands, question and answers with it, after something was done in the list."""
        asked = form.get("asked", "")
        found = self._found(owner, asked) if asked else ()
        answers = self._answers(asked, found, screen(asked), False, form.get("cited", "")) if asked else ""
        return self._place(owner, form.get("question", ""), answers, opened=True, sure=sure, said=said)

    def _remove(self, owner: str, document_id: str, form: Form) -> Shown:
        room = self._pages.room
        if room.shared:
            raise Refused(*both("own_shared"))
        room.library().leave_out(document_id)
        return self._own(owner, form, said=self._pages.texts("own_removed"))

    def _place(self, owner: str, question: str, answers: str, **done: Any) -> Shown:
        return self._show(owner, self._html(question, answers, **done))

    def _html(self, question: str, answers: str, **done: Any) -> str:
        texts, room = self._pages.texts, self._pages.room
        inner = asking(question, texts, examples=not answers) + answers
        inner += shelf.own(room.documents, texts, room.shared, **done)
        return heading(texts("material_heading"), lead(room, texts)) + forms.form(inner, "ask")

    def _show(self, owner: str, html: str) -> Shown:
        return self._pages.panel_only(owner, html, here="material")
