"""What a model worded is said to be a model's, stands in no field unless it is taken, and can be let stand as a heading.

Seen to fail: with `worded` given every question; with a suggestion as the preset of its field; with `adopt` ticked beforehand;
with `inert` or `in_roles` left out of a suggestion.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from companion.safety.words import concern_text
from companion.settings import Settings
from companion.ui import review, view
from companion.ui.about import about
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Concern, ConcernLevel, Suggested
from companion.voice import Proposal, Wording
from companion.voice.guided import GuidedVoice
from companion.welcome import OWN_MACHINE
from tests.ui.test_names import Desk

MODEL = "ollama/et_<lille>"
SAID = "Min souschef Birgitte Holm siger altid nej. Jeg udskyder samtalen."
KEYS = ("Hvordan begynder jeg med Birgitte?", 'Hvad <b>overser</b> "jeg"?')
DILEMMA = "Birgitte siger nej, og jeg udskyder samtalen."
ASKED = "Hvem venter du på?"
STRAIN = Concern(level="strain")


class Scripted(GuidedVoice):
    """A model that words everything it may."""

    gone = False

    def word(self, situation: Any, discretion: Any = None) -> Wording | None:
        if self.gone:
            guided = super().word(situation)
            return guided.model_copy(update={"handed_over": True}) if guided else None
        return Wording(text=ASKED if not situation.step.lets_speak else "Hvad sker der, når I taler?", model=MODEL)

    def propose(self, situation: Any, discretion: Any = None) -> Proposal:
        return Proposal(Suggested(key_questions=KEYS, dilemma=DILEMMA, model=MODEL))


class Raising(Scripted):
    """A model that takes every answer for this."""

    def __init__(self, level: ConcernLevel) -> None:
        self._level = level

    def word(self, situation: Any, discretion: Any = None) -> Wording | None:
        worded = super().word(situation, discretion)
        return worded.model_copy(update={"concern": self._level}) if worded else None


@pytest.fixture
def sitting(place):
    place.voice = Scripted()
    return place.sitting()


def page(sitting: Any, lang: Any = "da", **typed: str) -> str:
    return review.review(sitting.state, sitting.case, typed, Texts(lang))


def flat(text: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def value(text: str, name: str) -> str:
    (found,) = re.findall(rf'<textarea name="{name}"[^>]*>(.*?)</textarea>', text)
    return html.unescape(found)


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_of_a_models_says_so_and_no_other_does(place, lang) -> None:
    place.voice = Scripted()
    sitting, texts = place.sitting(lang), Texts(lang)
    marked = {}
    for text in (SAID, "Vi har talt om det.", "For os.", "Ro.", "Ikke andet.", "Jeg er bange for det.", "Tid."):
        marked[sitting.asked.id] = texts("worded_by", model=MODEL) in flat(view.question(sitting.state, "c", texts))
        assert marked[sitting.asked.id] == bool(sitting.asked.model)
        assert "<lille>" not in view.question(sitting.state, "c", texts)
        sitting.does("answer", text)
    assert set(marked.values()) == {True, False} and marked["q1"] is False


def test_one_put_again_still_says_so(sitting) -> None:
    sitting.says(SAID)
    first = sitting.asked
    sitting.says("Vi har talt om det.")
    sitting.does("goto", target=first.id)
    assert sitting.asked.changes == first.id and "Formuleret af" in view.question(sitting.state, "c", Texts("da"))


def test_when_the_model_is_gone_it_is_said_once_and_the_case_goes_on(sitting, place) -> None:
    sitting.says(SAID)
    place.voice.gone = True
    told = []
    for _ in range(2):
        sitting.does("another")
        told.append("svarer ikke lige nu" in view.question(sitting.state, "c", Texts("da")))
        assert "Formuleret af" not in view.question(sitting.state, "c", Texts("da"))
    assert told == [True, False]
    sitting.to_review()
    assert "key_question" in page(sitting)


@pytest.mark.parametrize("lang", LANGS)
def test_suggestions_are_marked_and_in_no_field(sitting, lang) -> None:
    sitting.says(SAID)
    sitting.to_review()
    shown, texts = page(sitting, lang), Texts(lang)
    assert flat(shown).count(texts("suggested_by", model=MODEL)) == 2
    assert value(shown, "key_question") not in KEYS and value(shown, "dilemma").startswith("Min souschef")
    for text in (
        KEYS[1],
        "Hvordan begynder jeg med min souschef?",
        "Min souschef siger nej, og jeg udskyder samtalen.",
    ):
        assert text in flat(shown), flat(shown)
    assert shown.count('data-take="key_question"') == 2 and shown.count('data-take="dilemma"') == 1
    assert "<b>overser" not in shown and "<lille>" not in shown and "Birgitte?" not in shown


def test_what_is_taken_stands_in_the_brief_and_is_said_to_stand_in_the_field(sitting) -> None:
    sitting.says(SAID)
    sitting.to_review()
    (with_,) = re.findall(r'data-take="dilemma" data-with="(.*?)"', page(sitting))
    sitting.does("review", form={"dilemma": html.unescape(with_)})
    brief, shown = sitting.state["brief"], page(sitting)
    assert brief.dilemma == "Min souschef siger nej, og jeg udskyder samtalen." == value(shown, "dilemma")
    assert "Står i feltet" in shown and 'data-take="dilemma"' not in shown and brief.key_question not in KEYS
    assert 'data-take="dilemma"' in page(sitting, dilemma="Noget andet.")


def test_nothing_is_offered_where_no_model_speaks(place) -> None:
    sitting = place.sitting()
    sitting.says(SAID)
    sitting.until("open")
    sitting.says("Mig selv.")
    assert sitting.state["question"].kind == "review"
    assert not re.search("suggested|data-take|adopt|worded", page(sitting))


def test_a_free_question_of_a_models_is_a_heading_only_where_the_leader_lets_it(sitting) -> None:
    sitting.says(SAID)
    asked = sitting.until("open")
    sitting.says("Mig selv.")
    box, name = "Lad spørgsmålet stå som overskrift", f"adopt.{asked.id}"
    assert asked.model and box in page(sitting) and f'name="{name}"><span' in page(sitting)
    assert sitting.state["brief"].headings["open"] != ASKED
    assert f'name="{name}" checked' in page(sitting, **{name: "1"})
    sitting.does("review", form={name: "1"})
    assert sitting.state["brief"].headings["open"] == ASKED and f'name="{name}" checked' in page(sitting)
    sitting.does("review", form={name: ""})
    assert sitting.state["brief"].headings["open"] != ASKED and f'name="{name}"><span' in page(sitting)


def test_what_was_said_quietly_of_the_last_answer_stands_above_the_review(sitting) -> None:
    sitting.says("Jeg vågner klokken fire hver nat og kan ikke mere.")
    note = sitting.state["note"]
    assert note
    state = sitting.to_review() | {"note": note}
    assert note in flat(review.review(state, sitting.case, {}, Texts("da"))) and 'class="note"' not in page(sitting)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_model_may_is_told_where_there_is_one(lang) -> None:
    texts = Texts(lang)
    told = [
        texts("about_model_may") in flat(about(180, OWN_MACHINE, settings, texts))
        for settings in (Settings(model="ollama/x"), Settings(embedding_model="ollama/x"), Settings(), None)
    ]
    assert told == [True, False, False, False] and texts("about_model_may").count(".") == 2


@pytest.mark.parametrize(("level", "told"), [("acute", 'href="tel:112"'), ("duty", "Det her kan kalde på handling.")])
def test_the_page_stops_where_a_model_raises_a_concern_and_goes_on_when_pressed(place, level, told) -> None:
    place.voice = Raising(level)
    desk = Desk(place.sitting())
    desk.sitting.says(SAID)
    desk.opens()
    assert told in desk.shown["panel"]["value"] and 'data-do="go_on"' in desk.shown["panel"]["value"]
    desk.press("go_on")
    assert desk.sitting.asked.kind == "deepening" and desk.sitting.words == [("problem", SAID)]
    assert (ASKED in desk.sitting.asked.text) is False and desk.at.question == desk.sitting.asked.id


@pytest.mark.parametrize("lang", LANGS)
def test_strain_that_a_model_raises_stands_above_its_question(place, lang) -> None:
    place.voice = Raising("strain")
    sitting = place.sitting(lang)
    state = sitting.says(SAID)
    shown = view.question(state, "c", Texts(lang))
    assert f'<p class="note">{state["note"]}</p>' in shown and state["note"] == concern_text(STRAIN, lang)
