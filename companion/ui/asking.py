"""The place where one asks the material, as HTML: the field, the answers, and people to turn to in place of them."""

from __future__ import annotations

from collections.abc import Sequence

from companion.safety.words import help_words
from companion.ui import cited, forms, passages, pause
from companion.ui.forms import UNKEPT
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.ui.view import focused, inert, paragraphs
from companion.vocabulary import Concern, Passage

EXAMPLES = ("example_1", "example_2", "example_3", "example_4")


def lead(room: Room, texts: Texts) -> str:
    """What the material is, and to whom a question is sent, where it is."""
    search, answer = room.searches_by, room.words_by if room.answerer else ""
    if not (search or answer):
        return texts("material_lead")
    why = texts(
        "material_why_both" if search and answer else "material_why_search" if search else "material_why_answer"
    )
    models = texts("material_and").join(dict.fromkeys(model for model in (search, answer) if model))
    return texts("material_lead_sent", model=models, why=why)


def asking(question: str, texts: Texts, examples: bool) -> str:
    """The field and its button; for those who do not know what to ask, questions that can be pressed."""
    field = forms.area("question", texts("material_label"), question, quiet=True)
    ask = forms.row(forms.button("ask", texts("material_ask"), kind="primary"))
    tries = "".join(forms.button("ask", texts(name), texts(name), "quiet") for name in EXAMPLES)
    head = f'<h2 id="examples">{texts("material_examples")}</h2>'
    offered = f'<div class="examples" role="group" aria-labelledby="examples">{head}{tries}</div>' if examples else ""
    return field + ask + offered


def answered(
    asked: str, found: Sequence[Passage], concern: Concern, texts: Texts, new: bool, above: str, numbered: bool
) -> str:
    """The passages, or plainly that there are none; above them the place of a model's answer, which cites them by number, and
    whom to turn to, when the question gives reason to. `new`: one goes there, since they were just asked for."""
    head, here = texts("material_answers" if found else "material_none"), focused() if new else ""
    numbers = {one.card: n for n, one in enumerate(cited.cards(found), start=1)} if numbered else {}
    parts = (passages.passage(one, texts, reads=True, number=numbers.get(one.card, 0)) for one in found)
    said = "".join(parts) or paragraphs(texts("material_none_do"))
    first = "" if pause.shows_people(concern) else here
    return (
        f'<section class="answers"><input type="hidden" name="asked" value="{inert(asked)}" {UNKEPT}>'
        f'{pause.beside(concern, texts, here)}<h2 tabindex="-1"{first}>{head}</h2>{above}{said}</section>'
    )


def danger(texts: Texts) -> str:
    """People to turn to, and nothing of the material."""
    presses = forms.row(
        forms.button("nav", texts("material_again"), "material"),
        forms.button("close", help_words("acute", texts.lang).leave),
    )
    return pause.help_card("acute", texts("material_acute"), texts("material_acute_lead"), texts, presses)
