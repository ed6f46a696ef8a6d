"""What is said when the companion is asked for what it does not do, or a leader comes back alone with the same case."""

from __future__ import annotations

from itertools import pairwise

import pytest

from companion.safety.outside import asked_for, outside_text
from companion.vocabulary import LANGS

ADVICE = "Hun kommer for sent hver dag. Hvad skal jeg gøre?"
PLAIN = "I går gik vi fra hinanden uden en aftale om planen."
ACUTE = "Jeg orker ikke at være her mere, jeg vil ikke leve længere. Hvad skal jeg gøre?"
STRAIN = "Jeg vågner klokken fire hver nat. Hvad skal jeg gøre?"
HERE, AGAIN = "flere forskellige dage med den samme", "Vi er her igen"


def test_asked_what_to_do_it_answers_in_one_line_and_asks_on(sitting) -> None:
    state = sitting.says(ADVICE)
    assert state["note"] == outside_text("advice", "da", 0) and state["outside"] == ["advice"]
    assert state["question"].text == "Hvad hælder du selv til lige nu?" and state["question"].lead == ""
    said = [turn.text for turn in state["turns"] if turn.who == "companion"]
    assert said[-2:] == [state["note"], state["question"].text] and sitting.words == [("problem", ADVICE)]
    assert sum("kan jeg ikke svare" in text for text in said) == 1


def test_the_second_time_it_is_said_differently_and_the_sitting_goes_on(sitting) -> None:
    notes, steps = [], []
    while sitting.asked.kind not in ("review", "done"):
        steps.append(sitting.asked.step)
        notes.append(sitting.says("Hvad skal jeg gøre?")["note"])
    assert all(notes) and all(one != next_ for one, next_ in pairwise(notes))
    assert len(set(steps)) == 7 and set(sitting.state["outside"]) == {"advice"}


def test_kinds_are_counted_each_by_itself(sitting) -> None:
    sitting.says(ADVICE)
    assert sitting.says("Må jeg fyre ham?")["note"] == outside_text("law", "da", 0)
    assert sitting.says("Hvad synes du?")["note"] == outside_text("advice", "da", 1)
    assert sitting.state["outside"] == ["advice", "law", "advice"]


@pytest.mark.parametrize("lang", LANGS)
def test_it_answers_in_the_language_of_the_case(place, lang) -> None:
    assert place.sitting(lang).says("What should I do?")["note"] == outside_text("advice", lang, 0)


def test_danger_comes_first_and_strain_too(place) -> None:
    assert asked_for(ACUTE) == asked_for(STRAIN) == "advice"
    first = place.sitting()
    assert first.says(ACUTE)["question"].kind == "pause" and first.state["outside"] == []
    second = place.sitting(book=first.book)
    state = second.says(STRAIN)
    assert state["note"].startswith("Du skriver") and "læge" in state["note"] and state["outside"] == []


def test_the_line_is_gone_with_the_next_answer_and_what_is_half_typed_asks_nothing(sitting) -> None:
    sitting.says(ADVICE)
    assert sitting.says(PLAIN)["note"] == ""
    assert sitting.does("skip", ADVICE)["note"] == ""


def test_in_the_brief_the_same_words_are_for_the_others(sitting) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    state = sitting.does("review", form={"key_question": "Hvad skal jeg gøre?"})
    assert state["note"] == "" and state["outside"] == [] and state["brief"].key_question == "Hvad skal jeg gøre?"


def days(place, sitting, count: int) -> list[str]:
    """What is said above the question on each of the days that follow one another."""
    notes = []
    for _ in range(count):
        notes.append(sitting.does("skip" if sitting.asked.kind == "open" else "answer", PLAIN)["note"])
        if sitting.asked.kind == "review":
            sitting.does("goto", step="problem")
        place.clock.later(days=1)
    return notes


def test_after_three_days_alone_it_says_that_there_are_people_and_then_seldom(place, sitting) -> None:
    notes = days(place, sitting, 10)
    assert [bool(note) for note in notes] == [False, False, True, False, False, True, False, False, True, False]
    assert HERE in notes[2] and "netværk" in notes[2] and AGAIN in notes[5] and AGAIN in notes[8]
    assert len(sitting.state["days"]) == 10 and sitting.state["days"][0] == "2026-11-22"


def test_three_sittings_on_one_day_are_one_day(sitting) -> None:
    notes = [sitting.says(PLAIN)["note"] for _ in range(4)]
    assert notes == [""] * 4 and sitting.state["days"] == ["2026-11-22"]


def test_a_day_that_is_set_is_named(place, sitting) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    sitting.does("review", form={"date": "2026-12-03"})
    sitting.does("goto", step="for_whom")
    place.clock.later(days=1)
    note = days(place, sitting, 2)[-1]
    assert HERE in note and "Den 3. december 2026 kan du tage den med til de andre." in note


@pytest.mark.parametrize(("held", "said"), [("1", False), ("0", True)])
def test_a_meeting_that_was_held_begins_the_count_anew(place, sitting, held: str, said: bool) -> None:
    days(place, sitting, 2)
    sitting.does("follow_up", form={"tried": "Ingenting.", "held": held})
    assert bool(sitting.does("answer", PLAIN)["note"]) is said


def test_a_meeting_whose_date_has_passed_counts_as_one(place, sitting) -> None:
    sitting.says(PLAIN)
    sitting.to_review()
    sitting.does("review", form={"date": "2026-11-23"})
    sitting.does("goto", step="for_whom")
    place.clock.later(days=1)
    assert [bool(note) for note in days(place, sitting, 4)] == [False, False, False, True]


def test_what_was_asked_for_comes_before_it_and_it_is_said_the_next_time(place, sitting) -> None:
    days(place, sitting, 2)
    assert sitting.says("Hvad skal jeg gøre?")["note"] == outside_text("advice", "da", 0)
    assert HERE in sitting.says(PLAIN)["note"]


def test_no_more_than_thirty_days_are_remembered(place, sitting) -> None:
    for _ in range(33):
        sitting.does("goto", step="problem")
        place.clock.later(days=1)
    assert len(sitting.state["days"]) == 30 and sitting.state["days"][-1] == "2026-12-24"
