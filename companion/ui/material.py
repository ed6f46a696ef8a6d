"""Ask the material: a question, the passages that answer it with where they stand, a whole card, one's own documents.

Nothing that is typed here is kept anywhere. The window sends its question along with every press and gets it back; every
question is screened before anything else is done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from companion.errors import Refused, WrongUse
from companion.safety.screen import screen
from companion.safety.words import help_words
from companion.ui import forms, passages, pause, shelf
from companion.ui.forms import UNKEPT, Form
from companion.ui.texts import Texts, both
from companion.ui.view import INVISIBLE, focused, heading, inert, paragraphs
from companion.vocabulary import Concern, Passage

if TYPE_CHECKING:
    from companion.ui.pages import At, Pages

MOST = 2_000
"""The longest question, in characters."""
EXAMPLES = ("example_1", "example_2", "example_3", "example_4")

Shown = dict[Any, Any]


def asking(question: str, texts: Texts, examples: bool) -> str:
    """The field and its button; for those who do not know what to ask, questions that can be pressed."""
    field = forms.area("question", texts("material_label"), question, quiet=True)
    ask = forms.row(forms.button("ask", texts("material_ask"), kind="primary"))
    tries = "".join(forms.button("ask", texts(name), texts(name), "quiet") for name in EXAMPLES)
    head = f'<h2 id="examples">{texts("material_examples")}</h2>'
    offered = f'<div class="examples" role="group" aria-labelledby="examples">{head}{tries}</div>' if examples else ""
    return field + ask + offered


def answered(asked: str, found: Sequence[Passage], concern: Concern, texts: Texts, new: bool) -> str:
    """The passages, or plainly that there are none; above them whom to turn to, when the question gives reason to. `new`:
    one goes there, since they were just asked for."""
    head, here = texts("material_answers" if found else "material_none"), focused() if new else ""
    said = "".join(passages.passage(one, texts, reads=True) for one in found) or paragraphs(texts("material_none_do"))
    first = "" if pause.shows_people(concern) else here
    return (
        f'<section class="answers"><input type="hidden" name="asked" value="{inert(asked)}" {UNKEPT}>'
        f'{pause.beside(concern, texts, here)}<h2 tabindex="-1"{first}>{head}</h2>{said}</section>'
    )


def danger(texts: Texts) -> str:
    """People to turn to, and nothing of the material."""
    presses = forms.row(
        forms.button("nav", texts("material_again"), "material"),
        forms.button("close", help_words("acute", texts.lang).leave),
    )
    return pause.help_card("acute", texts("material_acute"), texts("material_acute_lead"), texts, presses)


class Material:
    """The presses of this place in one language's page."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Shown]]:
        """What each button does. `asked` in the form is the question that the answers on the page belong to."""
        return {
            "ask": lambda owner, at, with_, form: self._ask(owner, with_ or form.get("question", "")),
            "ask_back": lambda owner, at, with_, form: self._ask(owner, form.get("asked", "")),
            "card": lambda owner, at, with_, form: self._card(owner, with_, form),
            "piece": lambda owner, at, with_, form: self._piece(owner, with_, form),
            "own_sure": lambda owner, at, with_, form: self._own(owner, form, sure=with_),
            "own_remove": lambda owner, at, with_, form: self._remove(owner, with_, form),
        }

    def open(self, owner: str) -> Shown:
        """The empty place. It waits for nothing."""
        return self._place(owner, "", "")

    def _ask(self, owner: str, words: str) -> Shown:
        texts, question = self._pages.texts, words.replace("\x00", "").strip(INVISIBLE)
        concern = screen(question)
        if concern.level == "acute":
            return self._show(owner, danger(texts))
        if not question:
            raise WrongUse(*both("material_empty"))
        if len(question) > MOST:
            raise WrongUse(*both("material_too_long", count=len(question), most=MOST))
        return self._place(owner, question, self._answers(owner, question, concern, True))

    def _answers(self, owner: str, question: str, concern: Concern, new: bool) -> str:
        texts, room = self._pages.texts, self._pages.room
        discretion = room.book().questioning(owner) if room.searches_by else None
        found = room.library().search(question, texts.lang, audience=None, discretion=discretion)
        return answered(question, found, concern, texts, new)

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
        asked = f'<input type="hidden" name="asked" value="{inert(form.get("asked", ""))}" {UNKEPT}>'
        back = forms.row(forms.button("ask_back", self._pages.texts("material_back")))
        return self._show(owner, read + forms.form(asked + back, "ask"))

    def _own(self, owner: str, form: Form, sure: str = "", said: str = "") -> Shown:
        """The place as it stands, question and answers with it, after something was done in the list."""
        asked = form.get("asked", "")
        answers = self._answers(owner, asked, screen(asked), False) if asked else ""
        return self._place(owner, form.get("question", ""), answers, opened=True, sure=sure, said=said)

    def _remove(self, owner: str, document_id: str, form: Form) -> Shown:
        room = self._pages.room
        if room.shared:
            raise Refused(*both("own_shared"))
        room.library().leave_out(document_id)
        return self._own(owner, form, said=self._pages.texts("own_removed"))

    def _place(self, owner: str, question: str, answers: str, **done: Any) -> Shown:
        texts, room = self._pages.texts, self._pages.room
        inner = asking(question, texts, examples=not answers) + answers
        inner += shelf.own(room.documents, texts, room.shared, **done)
        lead = texts("material_lead_sent", model=room.searches_by) if room.searches_by else texts("material_lead")
        return self._show(owner, heading(texts("material_heading"), lead) + forms.form(inner, "ask"))

    def _show(self, owner: str, html: str) -> Shown:
        return self._pages.panel_only(owner, html, here="material")
