"""The evaluation: three occasions, questions about the network alone, and answers that show nothing of who gave them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from companion.errors import LibraryProblem
from companion.pilot.charter import charter
from companion.pilot.evaluation import LEAST, OCCASIONS, counts, evaluation, known, load_evaluation, put_away
from companion.resources import folder
from companion.vocabulary import LANGS, Lang

ITEMS = {item.id: item for form in evaluation().forms for item in form.items}
SCALE, CHOICE, WORDS = ITEMS["meeting-yield"], ITEMS["trial-onward"], ITEMS["meeting-good"]


def test_process_and_content_yield_aim_energy_absences_and_whether_to_go_on() -> None:
    about = {form.id: {item.about for item in form.items} for form in evaluation().forms}
    assert {"yield", "energy", "process", "content", "onward"} <= about["meeting"]
    assert about["year"] == {"yield", "aim", "energy", "absences", "process", "content", "onward"}
    assert [form.id for form in evaluation().forms] == list(OCCASIONS)


def test_no_question_asks_about_a_person() -> None:
    asked = " ".join(item.text.to(lang) for item in ITEMS.values() for lang in LANGS).casefold()
    assert not re.search(r"\b(hvem af|hvilken deltager|which of you|hvem var|who was|who did|din kollega)\b", asked)


def test_the_group_chooses_among_what_its_charter_offers() -> None:
    (asked,) = [one for one in charter().questions() if one.id == "evaluation-answers"]
    assert [one.id for one in evaluation().release.options] == [option.id for option in asked.options]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", OCCASIONS)
def test_no_brace_is_left_in_what_is_said(which, lang: Lang) -> None:
    form = evaluation().of(which)
    assert not re.search(r"[{}]", " ".join((form.opening(lang), form.closing.to(lang), form.title.to(lang))))


@pytest.mark.parametrize("lang", LANGS)
def test_what_can_be_chosen(lang: Lang) -> None:
    assert [value for value, _ in SCALE.values(lang)] == list("12345") and WORDS.values(lang) == ()
    assert SCALE.values(lang)[0] == ("1", f"1 {SCALE.low.to(lang)}") and SCALE.values(lang)[2] == ("3", "3")
    assert [value for value, _ in CHOICE.values(lang)] == ["keep", "adjust", "other"]


@pytest.mark.parametrize(
    ("item", "given", "kept"),
    [
        (SCALE, ["1", "6", "", "0", "hvem", " 3 "], ["1", "3"]),
        (CHOICE, ["keep", "Keep", "4", "other"], ["keep", "other"]),
        (WORDS, ["- Runden", " ", "• Kaffen\x07"], ["Runden", "Kaffen"]),
    ],
)
def test_what_is_no_answer_to_an_item_is_none(item, given: list[str], kept: list[str]) -> None:
    assert known(item, given) == kept


@pytest.mark.parametrize("answers", range(6))
def test_figures_need_three_who_answered_that_very_question(answers: int) -> None:
    found = counts(SCALE, ["4"] * answers, "da")
    assert (found is not None) == (answers >= LEAST == 3)
    assert found is None or (dict(found)["4"] == answers and len(found) == 5)


def test_answers_that_are_none_do_not_make_up_the_three() -> None:
    assert counts(SCALE, ["4", "4", "7", "hvem"], "da") is None


def test_a_figure_tells_what_was_chosen_in_the_order_of_the_scale() -> None:
    assert [number for _, number in counts(SCALE, ["5", "1", "5", "2"], "en")] == [1, 1, 0, 0, 2]


def test_no_order_shows_who_answered_what() -> None:
    """Sixteen people in turn: in none of 16! to the power of two ways should the lists tell the same story."""
    words = [item.id for item in evaluation().of("meeting").items if item.kind == "words"]
    people, put = [f"nr. {n}" for n in range(16)], {}
    for person in people:
        put = put_away("meeting", put, dict.fromkeys(words, person) | {"meeting-yield": "4", "x": "y"})
    assert all(sorted(put[name]) == sorted(people) for name in words) and put["meeting-yield"] == ["4"] * 16
    assert len({tuple(put[name]) for name in words}) == len(words) and people not in put.values() and "x" not in put
    assert put_away("meeting", put, {}) != put_away("meeting", put, {}), "an order that can be foretold can be undone"


def _changed(tmp_path: Path, change) -> Path:
    data = yaml.safe_load((folder("knowledge") / "pilot" / "evaluation.yaml").read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "evaluation.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_the_file_as_it_is_loads(tmp_path) -> None:
    assert load_evaluation(_changed(tmp_path, lambda data: None)) == evaluation()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["forms"][0]["items"][0].update(section="Ingen sådan overskrift"),
        lambda data: data["forms"][0]["items"][0].pop("low"),
        lambda data: data["forms"][0]["items"][2].update(low={"da": "a", "en": "b"}, high={"da": "a", "en": "b"}),
        lambda data: data["forms"][1]["items"][0].pop("options"),
        lambda data: data["forms"][1]["items"][0].update(id="meeting-yield"),
        lambda data: data["forms"].reverse(),
        lambda data: data["release"]["options"].pop(),
        lambda data: data["words"].pop("once"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told(tmp_path, change) -> None:
    with pytest.raises(LibraryProblem) as told:
        load_evaluation(_changed(tmp_path, change))
    assert "evaluation.yaml" in told.value.say("da")
