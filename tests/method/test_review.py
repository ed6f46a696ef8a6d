"""The brief is the leader's: their own sentences, struck, changed, named and approved by them."""

from __future__ import annotations

import datetime as dt

import pytest

from companion.brief import render_markdown
from companion.method.compose import plain_warnings, round_of
from companion.vocabulary import LANGS, Lang

SAID = "Mette Holm kommer for sent til alle møder. I går sagde jeg det til hende. Det er Mettes tredje gang."


@pytest.fixture
def looked_over(sitting):
    """A case with three sentences about one person, at its review."""
    sitting.says(SAID)
    sitting.to_review()
    return sitting


def test_every_line_is_the_leaders_own_sentence_and_points_at_its_turn(looked_over) -> None:
    state = looked_over.state
    assert [line.said for line in state["lines"]] == [part.strip() for part in SAID.replace(". ", ".|").split("|")]
    assert all(line.said in state["turns"][line.from_turn].text for line in state["lines"])


def test_the_dilemma_is_preset_to_the_first_sentence(looked_over) -> None:
    role = looked_over.state["people"][0].role
    assert looked_over.state["brief"].dilemma == f"{role[:1].upper()}{role[1:]} kommer for sent til alle møder."


def test_a_struck_line_is_gone_from_the_brief_and_can_come_back(looked_over) -> None:
    looked_over.does("review", form={"share.1": ""})
    assert not any("I går" in line.text for line in looked_over.state["brief"].answers["problem"])
    looked_over.does("review", form={"share.1": "1"})
    assert any("I går" in line.text for line in looked_over.state["brief"].answers["problem"])


def test_an_edited_line_is_the_leaders_and_stays_after_another_answer(looked_over) -> None:
    looked_over.does("review", form={"text.1": "Jeg sagde det."})
    looked_over.does("more", step="problem")
    looked_over.says("Hun blev stille.")
    while looked_over.asked.kind != "review":
        looked_over.does("skip")
    texts = [line.text for line in looked_over.state["brief"].answers["problem"]]
    assert "Jeg sagde det." in texts and "Hun blev stille." in texts


def test_no_name_is_printed_until_that_name_is_approved(looked_over) -> None:
    assert "Mette" not in looked_over.state["brief"].model_dump_json()
    looked_over.does("review", form={"approve.0": "1"})
    assert "Mette Holm" in looked_over.state["brief"].model_dump_json()
    looked_over.does("review", form={})
    assert "Mette" not in looked_over.state["brief"].model_dump_json()


def test_a_role_of_the_leaders_own_stands_with_its_genitive(looked_over) -> None:
    looked_over.does("review", form={"role.0": "en teamleder"})
    said = [line.text for line in looked_over.state["brief"].answers["problem"]]
    assert said[0].startswith("En teamleder kommer") and "en teamleders tredje gang" in said[2]


def test_a_name_typed_into_a_field_is_a_role_as_well(looked_over) -> None:
    looked_over.does("review", form={"key_question": "Hvad gør jeg med Mette?", "wish": "Spørg ikke om Karim Nielsen."})
    brief = looked_over.state["brief"]
    assert "Mette" not in brief.key_question and "Karim" not in brief.wish


CHOSEN = [
    ("minutes", "15", "minutes", 15),
    ("minutes", "999", "minutes", 60),
    ("minutes", "1", "minutes", 10),
    ("minutes", "femten", "minutes", 18),
    ("date", "2026-12-12", "date", dt.date(2026, 12, 12)),
    ("date", "i morgen", "date", None),
    ("room_step", "hopes", "room_question", "Hvad håber du på kan ske?"),
    ("room_step", "", "room_step", None),
    ("wish", "Lyt.", "wish", "Lyt."),
    ("next_time", "om det gik.", "next_time", "om det gik."),
]


@pytest.mark.parametrize(("field", "typed", "shown", "value"), CHOSEN)
def test_what_the_leader_chooses(looked_over, field: str, typed: str, shown: str, value: object) -> None:
    looked_over.does("review", form={field: typed})
    assert getattr(looked_over.state["brief"], shown) == value


def test_approving_ends_it_and_it_can_be_opened_again(looked_over) -> None:
    assert looked_over.does("review", form={"approved": "1", "wish": "Lyt."})["question"].kind == "done"
    state = looked_over.does("review", form={})
    assert state["question"].kind == "review" and state["brief"].wish == "Lyt."


def test_the_key_question_the_leader_asked_stands_first(place) -> None:
    sitting = place.sitting()
    sitting.says("Han svarer ikke. Hvordan får jeg ham i tale?")
    assert sitting.to_review()["brief"].key_question == "Hvordan får jeg ham i tale?"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("minutes", range(10, 61))
def test_the_round_sums_to_its_minutes(lang: Lang, minutes: int) -> None:
    blocks = round_of(minutes, lang)
    assert sum(block.minutes for block in blocks) == minutes and min(block.minutes for block in blocks) >= 1


def test_a_brief_of_nothing_says_so(sitting) -> None:
    brief = sitting.to_review()["brief"]
    assert brief.answers == {} and brief.warnings == ("Der står endnu ikke noget med dine egne ord i oplægget.",)


def test_a_long_brief_says_so(sitting) -> None:
    sitting.says(" ".join(f"Sætning nummer {n} om planen og holdet i går." for n in range(60)))
    assert "ord" in sitting.to_review()["brief"].warnings[0]


def test_what_may_still_show_someone_is_told_last_with_the_question_of_who_knows_the_workplace(place) -> None:
    sitting = place.sitting()
    sitting.says("Mette Holm er den eneste farmaceut i Assens. Hun er 58 og træt.")
    told = sitting.to_review()["brief"].warnings
    assert [words in warning for words, warning in zip(("i Assens”", "Hun er 58", "internt netværk"), told, strict=True)] == [
        True, True, True,
    ]  # fmt: skip
    assert plain_warnings(sitting.state["brief"]) == ()
    sitting.does("review", form={"share.1": "", "text.0": "Hun er træt.", "dilemma": "Hun er træt."})
    assert [warning for warning in sitting.state["brief"].warnings if "Kan vise" in warning] == []


def test_the_warnings_never_go_to_the_others(place) -> None:
    sitting = place.sitting()
    sitting.says("Hun er den eneste mand i huset, og hun er 58.")
    sitting.does("stop")
    sitting.does("review", form={"approved": "1"})
    paper = render_markdown(sitting.state["brief"])
    assert "Kan vise" not in paper and "internt netværk" not in paper and len(sitting.state["brief"].warnings) > 1


def test_a_listed_person_is_hidden_also_in_lower_case_and_in_every_field(place) -> None:
    sitting = place.sitting()
    sitting.does("names", form={"do": "people", "people": "Zorbina Holm\nOle Due"})
    sitting.says("zorbina er sur, og jeg gav ole ret.")
    sitting.to_review()
    sitting.does("review", form={"wish": "Spørg ikke om zorbina.", "next_time": "om ole kom."})
    brief = sitting.state["brief"].model_dump_json().lower()
    assert "zorbina" not in brief and "ole" not in [word.strip('.,"') for word in brief.split()]


def test_a_word_that_was_marked_is_a_role_at_once(looked_over) -> None:
    state = looked_over.does("names", form={"do": "mark", "form": "tredive møder", "kind": "person"})
    assert state["question"].kind == "review"
    state = looked_over.does("names", form={"do": "not_a_name", "which": "[PERSON_1]"})
    assert state["people"] == [] and "Mette Holm" in state["brief"].dilemma


def test_a_name_in_a_role_is_one_that_nobody_approved(place) -> None:
    sitting = place.sitting()
    sitting.says("Mette skændes med Karim.")
    sitting.to_review()
    sitting.does("review", form={"role.0": "Karims makker", "role.1": "en tekniker"})
    assert "Karim" not in sitting.state["brief"].model_dump_json()
    assert [person.role for person in sitting.state["people"]] == ["medarbejder B's makker", "en tekniker"]


def test_a_press_on_the_names_moves_no_approval_to_another(place) -> None:
    sitting = place.sitting()
    sitting.says("Mette skændes med Karim, og Ole ser på.")
    sitting.to_review()
    sitting.does("names", form={"do": "not_a_name", "which": "[PERSON_1]"})
    sitting.does("review", form={"approve.PERSON_2": "1", "role.PERSON_3": "en montør"})
    assert [(p.name, p.role, p.approved) for p in sitting.state["people"]] == [
        ("Karim", "medarbejder B", True), ("Ole", "en montør", False),
    ]  # fmt: skip
