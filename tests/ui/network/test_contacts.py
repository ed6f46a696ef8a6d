"""HR's own contacts: what is in force, what must be checked, and a file that the register takes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from companion.errors import WrongUse
from companion.pilot.help_file import drafts
from companion.pilot.hr_roles import hr_roles
from companion.safety import helplines
from companion.ui.texts import Texts
from companion.vocabulary import LANGS

from ..meetings.filled import desk, fields

TODAY = dt.date(2026, 11, 23)
OWN = """helplines:
  - id: crisis
    levels: [acute, strain]
    name: {da: Krisehjælpen, en: The crisis line}
    number: "12 34 56 78"
    when: {da: "Døgnet rundt.", en: "Round the clock."}
    limits: {da: "Kun for ansatte.", en: "For employees only."}
    source: "HR"
    checked_on: 2026-11-01
  - id: old
    levels: [duty]
    name: {da: Gammel vagt, en: An old watch}
    number: "11 22 33 44"
    when: {da: "Om dagen.", en: "By day."}
    source: "HR"
    checked_on: 2026-01-01
  - id: site
    levels: [duty]
    name: {da: Siden, en: The site}
    link: "https://example.org/help"
    when: {da: "Når som helst.", en: "Any time."}
    source: "HR"
    unchecked: true
"""
HR: dict[str, str] = {
    "name_da": "HR hos os", "name_en": "Our HR", "number": "12 34 56 78", "checked_on": "2026-11-20", "duty": "1",
    "when_da": "Hele dagen", "when_en": "All day",
}  # fmt: skip


@pytest.fixture
def hr(window, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A window on 23 November 2026, in which no help file is set."""
    monkeypatch.delenv("COMPANION_HELP_FILE", raising=False)

    def opened(lang: str = "da", own: str = "", tmp: Path | None = None) -> Any:
        if own and tmp:
            (tmp / "help.yaml").write_text(own, encoding="utf-8")
            monkeypatch.setenv("COMPANION_HELP_FILE", str(tmp / "help.yaml"))
        one = window(lang)
        monkeypatch.setattr(one.room, "today", lambda: TODAY)
        return one

    return opened


def made(leader: Any, at: str = "c1", **change: str) -> Any:
    """The file of the form as it is first seen, with these answers in the contact at `at`."""
    form = fields(leader.press("network_tool", "contacts")) | {f"{at}.{name}": text for name, text in change.items()}
    _, make = desk(leader, "network").paper("contacts-file")
    return make(form, leader.lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_in_force_and_what_must_be_checked(hr, lang, tmp_path) -> None:
    """Fails with a stale one shown as fresh, or with our own unchecked ones left out."""
    html, texts = hr(lang, OWN, tmp_path).press("network_tool", "contacts"), Texts(lang)
    day = {"da": "1. november 2026", "en": "1 November 2026"}[lang]
    assert texts("contacts_fresh", day=day) in html and texts("contacts_never") in html
    assert texts("contacts_stale", day=day.replace("november", "januar").replace("November", "January")) in html
    assert "Livslinien" in html and str(tmp_path) not in html
    assert html.index({"da": "Krisehjælpen", "en": "The crisis line"}[lang]) < html.index("Livslinien")


def test_a_file_that_cannot_be_read_is_told_of_and_the_rest_stands(hr, tmp_path) -> None:
    html = hr("da", "helplines: 3", tmp_path).press("network_tool", "contacts")
    assert "COMPANION_HELP_FILE" in html and hr_roles().roles[0].title.da in html and "<form" in html


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_is_one_the_register_takes(hr, lang, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails with an entry the product would refuse at the start."""
    file = made(hr(lang), **HR).files[".yaml"]
    (tmp_path / "new.yaml").write_bytes(file)
    monkeypatch.setenv("COMPANION_HELP_FILE", str(tmp_path / "new.yaml"))
    (own,) = helplines.own_helplines()
    assert own.name.to("da") == "HR hos os" and own.shown_number == "12 34 56 78" and own.levels == ("duty",)
    assert helplines.routes("duty", lang)[0].title == "12 34 56 78"


def test_what_is_in_the_file_now_is_taken_along(hr, tmp_path) -> None:
    """Limits too, which the form does not show. Fails with contacts lost when another is added."""
    leader = hr("da", OWN, tmp_path)
    entries = yaml.safe_load(made(leader, "c4", **HR).files[".yaml"])["helplines"]
    assert [one["id"] for one in entries] == ["crisis", "old", "site", "hr"]
    was = yaml.safe_load(OWN)["helplines"]
    assert [one | {"source": ""} for one in entries[:3]] == [one | {"source": ""} for one in was]


def test_nothing_is_written_by_the_page(hr, tmp_path) -> None:
    leader = hr("da", OWN, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    made(leader, "c4", **HR)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


WRONG = [
    ({}, "mindst ét navn"),
    (HR | {"name_en": " "}, "på dansk og engelsk"),
    (HR | {"when_da": ""}, "på dansk og engelsk"),
    (HR | {"duty": ""}, "sæt kryds"),
    (HR | {"number": "ring til Jens"}, "cifre"),
    (HR | {"checked_on": "", "link": "http://example.org"}, "https://"),
    (HR | {"checked_on": "i går"}, "2026-11-23"),
    (HR | {"checked_on": "2026-11-24"}, "ikke kommet"),
    (HR | {"checked_on": ""}, "eller et link"),
]


@pytest.mark.parametrize(("typed", "told"), WRONG)
def test_what_is_missing_is_told_by_number_and_nothing_is_repeated(hr, typed, told) -> None:
    with pytest.raises(WrongUse) as wrong:
        made(hr(), **typed)
    said = wrong.value.say("da")
    assert told in said and "Jens" not in said and "HR hos os" not in said
    assert not typed or said.startswith("Kontakt 1:")


def test_what_nobody_checked_is_marked_and_shown_by_its_link(hr) -> None:
    typed = HR | {"checked_on": "", "link": "https://example.org/hr"}
    (entry,) = yaml.safe_load(made(hr(), **typed).files[".yaml"])["helplines"]
    assert entry["unchecked"] is True and helplines.register([entry])[0].shown_number == ""


def test_odd_words_are_data_and_nothing_else(hr) -> None:
    """Fails with YAML put together by hand, or a field that is not escaped."""
    odd = "- !!python/object:os.system {x}: & * # ' \""
    (entry,) = yaml.safe_load(made(hr(), **HR | {"name_da": odd}).files[".yaml"])["helplines"]
    assert entry["name"]["da"] == odd


def test_our_own_words_are_not_taken_for_typed_ones_and_theirs_are(hr) -> None:
    """Fails with "vold, trusler" of the suggestion screened as a leader's words."""
    leader = hr()
    form = fields(leader.press("network_tool", "contacts"))
    tool, _ = desk(leader, "network").paper("contacts-file")
    assert tool.typed(form) == "" and tool.typed(form | {"c1.when_da": "Jeg vil dø"}) == "Jeg vil dø"
    assert any("vold" in one.when_da for one in drafts())


@pytest.mark.parametrize("lang", LANGS)
def test_the_roles_of_hr_are_cards_and_a_page_for_the_leaders(hr, lang) -> None:
    leader, told = hr(lang), hr_roles()
    html = leader.press("network_tool", "contacts")
    assert html.count('class="hr-card"') == len(told.roles) + len(told.not_done.items) == 6
    assert "8 personer" in html or "8 people" in html
    _, make = desk(leader, "network").paper("hr-role")
    paper = make({}, lang).paper
    items = [item for block in paper.blocks for item in getattr(block, "items", ())]
    assert items == [one.to_leaders.to(lang) for one in (*told.roles, *told.not_done.items)] and "Danica" in paper.foot
