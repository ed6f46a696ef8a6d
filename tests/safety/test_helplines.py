"""The register of people to turn to: dated or marked, never a single route, no opening hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from companion.errors import WrongUse
from companion.safety import Helpline, routes, stale
from companion.safety.helplines import AS_NUMBERS, helplines, own_helplines
from companion.vocabulary import LANGS, Both, ConcernLevel, Lang

TODAY = date(2026, 11, 22)


def _helpline(checked_on: date | None, unchecked: bool) -> Helpline:
    both = Both(da="x", en="x")
    return Helpline(
        id="x", levels=("acute",), name=both, number="112", link="https://x.dk", when=both, source="x",
        checked_on=checked_on, unchecked=unchecked,
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["strain", "duty", "acute"])
def test_never_a_single_route(level: ConcernLevel, lang: Lang) -> None:
    assert len(routes(level, lang)) >= 3


def test_acute_begins_with_112_and_goes_beyond_livslinien() -> None:
    shown = routes("acute", "da")
    assert [route.title for route in shown] == ["112", "70 201 201", "Din læge", "En, du stoler på"]
    assert shown[1].href == "tel:70201201"


def test_the_authority_is_a_link_because_sources_disagree_about_its_number() -> None:
    at = next(route for route in routes("duty", "da") if route.id == "arbejdstilsynet")
    assert at.href == "https://at.dk"


def test_none_needs_nobody() -> None:
    assert routes("none", "da") == ()


def test_what_nobody_checked_is_named() -> None:
    assert {"112", "livslinien", "arbejdstilsynet"} <= {helpline.id for helpline in stale(TODAY)}
    assert "someone_you_trust" not in {helpline.id for helpline in stale(TODAY)}


@pytest.mark.parametrize(("checked", "is_stale"), [(date(2026, 5, 22), False), (date(2026, 5, 21), True), (None, True)])
def test_six_months(checked: date | None, is_stale: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _helpline(checked, unchecked=checked is None)
    monkeypatch.setattr("companion.safety.helplines.helplines", lambda: (one,))
    assert (stale(TODAY) == [one]) is is_stale


@pytest.mark.parametrize(("checked", "unchecked"), [(None, False), (TODAY, True)])
def test_a_fact_is_either_dated_or_marked(checked: date | None, unchecked: bool) -> None:
    with pytest.raises(ValidationError):
        _helpline(checked, unchecked)


def test_no_opening_hours() -> None:
    for helpline in helplines():
        for text in (helpline.when, *([helpline.limits] if helpline.limits else [])):
            assert not re.search(r"\bkl\.|\bklokken|\d\d[.:]\d\d|døgnet|\b24\b", f"{text.da} {text.en}")


NUMBER = re.compile(r"\d{2} ?\d{2} ?\d{2} ?\d{2}|\b1813\b|\b1818\b|\b70 \d")


def test_what_nobody_checked_is_a_link_and_says_so_but_for_two_numbers() -> None:
    for level in ("strain", "duty", "acute"):
        for route in routes(level, "da"):
            if not route.unchecked:
                continue
            if route.id in AS_NUMBERS:
                assert route.href.startswith("tel:") and "kontrolleret" not in route.text
            else:
                assert route.href.startswith("https://") and route.text.endswith("(Endnu ikke kontrolleret.)")
                assert not NUMBER.search(route.title + route.text)


def test_a_number_somebody_checked_is_one_to_press() -> None:
    checked = _helpline(TODAY, unchecked=False).model_copy(update={"number": "12 34 56 78"})
    unchecked = _helpline(None, unchecked=True).model_copy(update={"number": "12 34 56 78"})
    assert (checked.shown_number, unchecked.shown_number) == ("12 34 56 78", "")


def test_a_number_nobody_checked_needs_a_link_to_be_shown_by() -> None:
    both = Both(da="x", en="x")
    with pytest.raises(ValidationError):
        Helpline(id="x", levels=("duty",), name=both, number="12345678", when=both, source="x", unchecked=True)


OWN = """
helplines:
  - id: crisis
    levels: [acute, strain, duty]
    name: {da: Krisetelefonen, en: The crisis line}
    number: "12 34 56 78"
    when: {da: Vores egen., en: Our own.}
    source: HR
    checked_on: 2026-11-01
  - id: hr
    levels: [duty]
    name: {da: HR hos os, en: Our HR}
    link: https://hr.eksempel.dk
    when: {da: Skriv til dem., en: Write to them.}
    source: HR
    unchecked: true
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes the organisation's own file and names it."""

    def write(text: str) -> None:
        file = tmp_path / f"help{len(list(tmp_path.iterdir()))}.yaml"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("COMPANION_HELP_FILE", str(file))

    return write


def test_an_organisations_own_come_first_and_take_the_place_of_ours(own: Callable[[str], None]) -> None:
    before = [route.id for route in routes("duty", "da")]
    own(OWN)
    after = routes("duty", "da")
    assert [route.id for route in after] == ["crisis", "hr", *(one for one in before if one != "hr")]
    assert [route.title for route in after[:2]] == ["12 34 56 78", "HR hos os"] and after[0].href == "tel:12345678"
    assert next(route.id for route in routes("strain", "en")) == "crisis"
    assert [one.id for one in own_helplines()] == ["crisis", "hr"] and "hr" in {one.id for one in stale(TODAY)}


def test_where_a_life_is_in_danger_112_still_comes_before_all(own: Callable[[str], None]) -> None:
    own(OWN)
    assert [route.id for route in routes("acute", "da")][:3] == ["112", "crisis", "livslinien"]


def test_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_HELP_FILE", "")
    assert own_helplines() == () and routes("acute", "da")[0].id == "112"


WRONG = {
    "no YAML": ("helplines: [", "YAML-fejl i linje 1"),
    "another file": ("Jeg sover ikke.", "listen helplines mangler"),
    "nobody": ("helplines: []", "listen helplines mangler"),
    "a missing text": (OWN.replace("    when: {da: Skriv til dem., en: Write to them.}\n", ""), "se på when i post 2"),
    "one language": (OWN.replace("{da: Vores egen., en: Our own.}", "{da: Vores egen.}"), "se på when.en i post 1"),
    "no date": (OWN.replace("    checked_on: 2026-11-01\n", ""), "post 1 skal have checked_on"),
    "a number nobody checked": (
        OWN.replace("checked_on: 2026-11-01", "unchecked: true"),
        "post 1 skal have checked_on",
    ),
    "a level": (OWN.replace("[duty]", "[loud]"), "se på levels i post 2"),
    "a number": (OWN.replace("12 34 56 78", "ring til Bo"), "se på number i post 1"),
    "a key of its own": (OWN.replace("    source: HR\n", "    source: HR\n    note: til Bo\n"), "nøgle, der er ukendt"),
    "112": (OWN.replace("id: crisis", 'id: "112"'), "id 112, som ikke kan skiftes ud"),
    "twice": (OWN.replace("id: crisis", "id: hr"), "post 2 har et id, der er brugt"),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_wrong_is_said_to_be_and_where(own: Callable[[str], None], text: str, says: str) -> None:
    own(text)
    with pytest.raises(WrongUse) as told:
        routes("duty", "da")
    assert says in told.value.say("da") and "COMPANION_HELP_FILE" in told.value.say("en")
    assert "Bo" not in told.value.say("da") + told.value.say("en") and "sover" not in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_HELP_FILE", str(tmp_path / "missing.yaml"))
    with pytest.raises(WrongUse, match="cannot be read"):
        helplines()
