"""When the questions stop, when one quiet line is enough, and how the leader goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from langgraph.runtime import Runtime

from companion.confidentiality.discretion import Discretion
from companion.method.inspire import inspire
from companion.method.speak import voice_for
from companion.method.state import Context
from companion.safety.learned import DOUBT
from companion.safety.screen import screen
from companion.vocabulary import ShownConcern

ACUTE = "Jeg orker ikke at være her mere, jeg vil ikke leve længere."
LOUD = "De fryser hende ud og griner ad hende, når hun går."
QUIET = "En beboer med demens slår, når han skal i bad. En medarbejder har blå mærker. Jeg tager selv badene nu."
STRAIN = "Holdet er fantastisk. Jeg vågner bare klokken fire hver nat."
PLAIN = "I går gik vi fra hinanden uden en aftale om planen."


def test_danger_stops_the_questions_until_the_leader_goes_on(sitting) -> None:
    state = sitting.says(ACUTE)
    assert state["question"].kind == "pause" and "112" in state["question"].text
    assert state["shown"][-1].level == "acute" and sitting.words == [("problem", ACUTE)]
    sitting.does("go_on")
    assert sitting.asked.step in ("problem", "for_whom") and sitting.asked.kind != "pause"
    assert sitting.words == [("problem", ACUTE)]


def test_danger_is_said_again_when_it_is_written_again(sitting) -> None:
    sitting.says(ACUTE)
    sitting.does("go_on")
    assert sitting.says(ACUTE)["question"].kind == "pause" and len(sitting.state["shown"]) == 2


def test_a_duty_to_act_stops_once_and_the_conversation_can_be_prepared(sitting) -> None:
    state = sitting.says(LOUD)
    assert state["question"].kind == "pause" and state["shown"][-1].level == "duty"
    sitting.does("go_on")
    assert sitting.says(LOUD)["question"].kind != "pause"


def test_violence_in_care_is_one_quiet_line_and_the_questions_go_on(sitting) -> None:
    state = sitting.says(QUIET)
    assert state["question"].text == "Hvad sker der, når du ikke er på vagt?"
    assert "AMR" in state["note"] and state["shown"][-1].level == "duty"


def test_strain_is_said_once_above_the_next_question(sitting) -> None:
    state = sitting.says(STRAIN)
    assert state["note"].startswith("Du skriver, at du vågner klokken fire hver nat.")
    assert state["question"].text == "Hvad tænker du på klokken fire?"
    assert sitting.says(PLAIN)["note"] == ""
    assert len(sitting.says(STRAIN)["shown"]) == 1


@pytest.mark.parametrize("kind", ["skip", "another", "back", "goto", "add", "stop", "more"])
def test_whatever_is_pressed_the_words_are_screened(sitting, kind: str) -> None:
    sitting.says(PLAIN)
    step = {"goto": "problem", "add": "problem", "more": "problem"}.get(kind, "")
    assert sitting.does(kind, ACUTE, step=step)["question"].kind == "pause"


def test_going_on_does_what_was_pressed(sitting) -> None:
    sitting.says(PLAIN)
    asked = sitting.asked
    sitting.does("skip", ACUTE)
    sitting.does("go_on")
    assert sitting.asked.step not in ("problem", asked.step)
    assert sitting.state["unsent"] == {asked.step: ACUTE}


def test_words_written_in_the_review_are_screened_and_kept_over_the_pause(sitting) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    state = sitting.does("review", form={"approved": "1", "wish": ACUTE})
    assert state["question"].kind == "pause"
    state = sitting.does("go_on")
    assert state["question"].kind == "done" and state["brief"].wish == ACUTE


def test_what_a_form_sends_back_is_not_said_twice(sitting) -> None:
    sitting.says(QUIET)
    state = sitting.to_review()
    form = {f"text.{n}": line.said for n, line in enumerate(state["lines"])}
    assert sitting.does("review", form=form)["question"].kind == "review"


def test_how_the_meeting_went_is_screened_too(sitting) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    sitting.does("review", form={"approved": "1"})
    state = sitting.does("follow_up", form={"tried": "Ingenting.", "learned": ACUTE})
    assert state["question"].kind == "pause"
    assert sitting.does("go_on")["question"].kind == "done"
    assert sitting.state["follow_ups"][0].learned == ACUTE


@pytest.mark.parametrize("learned", [ACUTE, "Planen holdt."])
def test_what_waits_behind_a_pause_waits_on_when_the_meeting_is_told_of(sitting, learned: str) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    sitting.does("review", form={"approved": "1", "wish": ACUTE})
    assert sitting.does("follow_up", form={"tried": "Ingenting.", "learned": learned})["question"].kind == "pause"
    state = sitting.does("go_on")
    assert state["question"].kind == "done" and state["brief"].wish == ACUTE
    assert state["follow_ups"][0].learned == learned


class Listens:
    """A library that keeps under what words may leave."""

    heard: Discretion | None

    def for_case(self, texts, lang, k=3, without=(), discretion=None):
        self.heard = discretion
        return ()


@pytest.mark.parametrize(
    ("level", "signal", "leaves"),
    [("acute", "x", False), ("strain", DOUBT, False), ("strain", "sleep", True), ("duty", "x", True)],
)
def test_after_danger_or_a_doubt_nothing_of_the_case_leaves(level: str, signal: str, leaves: bool, sitting) -> None:
    shown = ShownConcern(level=level, step="problem", signals=(signal,), text="…")
    state = sitting.says(PLAIN) | {"shown": [shown]}
    context = Context(voice=object(), library=Listens(), clock=dt.datetime.now)
    inspire(state, Runtime(context=context))
    assert (context.library.heard is not None) is leaves
    assert (voice_for(state, context) is context.voice) is leaves


@pytest.mark.parametrize(
    ("text", "level"), [(ACUTE, "acute"), (LOUD, "duty"), (QUIET, "duty"), (STRAIN, "strain"), (PLAIN, "none")]
)
def test_the_texts_of_these_stories_are_what_they_are_taken_for(text: str, level: str) -> None:
    assert screen(text).level == level
