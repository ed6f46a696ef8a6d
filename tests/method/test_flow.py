"""The road of a sitting: in order, deepened where it matters, and the leader may leave it anywhere."""

from __future__ import annotations

import pytest

from companion.errors import StaleReply
from companion.method.sequence import load_sequence
from companion.vocabulary import LANGS, Lang

STEPS = load_sequence().names()
PLAIN = (
    "I går gik vi fra hinanden uden en aftale om planen.",
    "For holdet og for mig, når vi skal dele vagterne.",
    "At de to kan lave en plan sammen til sommer.",
)
"""Answers with an event and oneself in them: nothing to deepen."""
TELLING = (
    "Ok.",
    "Dårligt samarbejde.",
    "Alle siger altid nej.",
    "Hvad skal jeg gøre?",
    "He never answers.",
    "👍",
    PLAIN[0],
)


def test_the_steps_come_in_order_with_the_sources_own_questions(sitting) -> None:
    asked = []
    while (question := sitting.asked).kind != "review":
        asked.append((question.step, question.text))
        sitting.does("skip")
    assert tuple(step for step, _ in asked) == STEPS
    sources = [load_sequence().step(step).question.da for step in STEPS[:-1]]
    assert [text for _, text in asked[:-1]] == sources
    assert sitting.state["skipped"] == list(STEPS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", TELLING)
def test_a_sitting_is_at_most_ten_questions(place, lang: Lang, words: str) -> None:
    sitting = place.sitting(lang)
    while sitting.asked.kind != "review":
        sitting.says(words)
    state = sitting.state
    assert len(state["trail"]) <= 10 and len(state["deepened"]) <= 3
    assert all(state["deepened"].count(step) <= 2 for step in STEPS)


def test_two_short_answers_in_a_step_are_let_be(sitting) -> None:
    sitting.says("Dårligt samarbejde.", "Ved ikke.")
    assert sitting.state["deepened"].count("problem") <= 2
    sitting.says("Nej.")
    assert sitting.asked.step == "for_whom"


def test_skipping_a_deepening_question_leaves_the_step_answered(sitting) -> None:
    sitting.says("Han svarer aldrig.")
    assert sitting.asked.kind == "deepening"
    sitting.does("skip")
    assert sitting.asked.step == "for_whom" and sitting.state["skipped"] == []


def test_a_person_named_is_asked_about_from_their_side(sitting) -> None:
    sitting.says("I går gik jeg fra mødet med Karim Nielsen uden en aftale om planen.")
    assert sitting.asked.text == "Hvordan ville den, du nævner, selv fortælle det her?"


def test_another_question_is_another_question_and_takes_no_turn_of_the_three(sitting) -> None:
    sitting.says("Han svarer aldrig.")
    texts = {sitting.asked.text}
    for _ in range(5):
        sitting.does("another", "halvt skrevet")
        assert sitting.asked.step == "problem" and sitting.asked.text not in texts
        texts.add(sitting.asked.text)
    assert sitting.state["deepened"] == ["problem"] and sitting.state["unsent"] == {"problem": "halvt skrevet"}


def test_another_until_the_bank_is_empty_puts_the_same_question(sitting) -> None:
    for _ in range(60):
        sitting.does("another")
    last = sitting.asked.text
    sitting.does("another")
    assert sitting.asked.text == last and sitting.asked.step == "problem"


def test_more_asks_beyond_the_limits(sitting) -> None:
    sitting.to_review()
    sitting.does("more", step="needs")
    assert (sitting.asked.step, sitting.asked.kind) == ("needs", "deepening")
    sitting.says("En, der har prøvet det.")
    assert ("needs", "En, der har prøvet det.") in sitting.words


def test_back_changes_an_answer_and_keeps_the_later_ones(sitting) -> None:
    sitting.says(PLAIN[0], PLAIN[1], PLAIN[2])
    before = sitting.words
    sitting.does("back")
    sitting.does("back")
    assert sitting.asked.changes and sitting.asked.text == "Hvordan er det et problem – og for hvem?"
    sitting.says("For mig selv mest.")
    changed = [text if text != PLAIN[1] else "For mig selv mest." for _, text in before]
    assert [text for _, text in sitting.words] == changed
    assert sitting.asked.step == "options" and not sitting.asked.changes


def test_back_at_the_first_question_stays_there(sitting) -> None:
    sitting.does("back", "halvt")
    assert (sitting.asked.step, sitting.asked.text) == ("problem", "Hvad er problemet?")
    assert sitting.state["unsent"] == {"problem": "halvt"}


def test_goto_changes_a_step_from_the_review_and_returns_there(sitting) -> None:
    sitting.says(PLAIN[0], PLAIN[1])
    sitting.to_review()
    sitting.does("goto", step="problem")
    sitting.says("Noget andet end før.")
    assert [text for _, text in sitting.words] == ["Noget andet end før.", PLAIN[1]]
    while sitting.asked.kind != "review":
        sitting.does("skip")
    brief = sitting.state["brief"]
    assert brief and brief.answers["problem"][0].text == "Noget andet end før."


def test_goto_a_question_by_its_id(sitting) -> None:
    sitting.says(PLAIN[0], PLAIN[1])
    first = sitting.state["trail"][0]
    sitting.does("goto", target=first.id)
    assert sitting.asked.changes == first.id and sitting.asked.text == first.text


def test_skipping_a_question_put_again_keeps_its_answer(sitting) -> None:
    sitting.says(PLAIN[0], PLAIN[1])
    before = sitting.words
    sitting.does("back")
    sitting.does("skip")
    assert sitting.words == before and sitting.state["skipped"] == []


def test_a_step_that_was_touched_opens_with_the_leaders_words_and_may_stand(sitting) -> None:
    sitting.says("Planen er uklar for os i teamet. Jeg håber, at de to finder en vej.")
    question = sitting.until("hopes")
    assert question.lead == "Du skrev allerede: ”Jeg håber, at de to finder en vej.”"
    sitting.does("keep", question.stands)
    kept = sitting.state["answers"][-1]
    assert (kept.step, kept.text, kept.from_turn) == ("hopes", "Jeg håber, at de to finder en vej.", 1)


def test_what_was_half_written_is_kept_until_the_step_is_answered(sitting) -> None:
    sitting.does("skip", "Det er svært at")
    assert sitting.state["unsent"] == {"problem": "Det er svært at"}
    sitting.does("back")
    sitting.says("Det er svært at sige det.")
    assert sitting.state["unsent"] == {}


def test_added_words_go_to_their_own_step_and_the_question_stays(sitting) -> None:
    sitting.says(PLAIN[0])
    asked = sitting.asked
    sitting.does("add", "Og en ting til.", step="problem")
    assert sitting.words == [("problem", PLAIN[0]), ("problem", "Og en ting til.")]
    assert sitting.asked.text == asked.text and sitting.asked.id != asked.id


def test_stopping_early_makes_a_brief_of_what_there_is(sitting) -> None:
    sitting.says(PLAIN[0])
    sitting.does("stop")
    brief = sitting.state["brief"]
    assert brief and list(brief.answers) == ["problem"] and set(brief.skipped) == set(STEPS[1:])


def test_a_stale_and_a_double_reply_are_refused(sitting) -> None:
    reply = sitting.reply("answer", PLAIN[0])
    sitting.book.answer(sitting.owner, sitting.case, reply)
    with pytest.raises(StaleReply, match="already been answered"):
        sitting.book.answer(sitting.owner, sitting.case, reply)
    assert sitting.words == [("problem", PLAIN[0])]


def test_every_reply_gets_a_question_with_an_id_of_its_own(sitting) -> None:
    ids = [sitting.asked.id]
    for kind in ("skip", "back", "another", "skip", "stop"):
        sitting.does(kind)
        ids.append(sitting.asked.id)
    assert len(set(ids)) == len(ids)


def test_turns_are_what_was_said_in_the_order_it_was_said(sitting) -> None:
    sitting.says(PLAIN[0])
    state = sitting.state
    assert [(turn.who, turn.step) for turn in state["turns"]] == [
        ("companion", "problem"), ("leader", "problem"), ("companion", state["question"].step),
    ]  # fmt: skip
    assert state["turns"][state["answers"][0].from_turn].text == PLAIN[0]


def test_when_the_bank_is_used_up_it_says_so_and_the_question_stands(sitting) -> None:
    seen: list[str] = []
    while not sitting.state["note"] and len(seen) < 60:
        seen.append(sitting.asked.text)
        sitting.does("another")
    assert "ikke flere spørgsmål" in sitting.state["note"] and sitting.asked.text == seen[-1] and len(seen) > 4
