"""Casebooks written by earlier versions open, every word of them; `stored/make.py` made each when it was new."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from companion.method.state import VERSION, State
from tests.conftest import Sitting

STORED = sorted((Path(__file__).parent / "stored").glob("*.db"))


def hidden(state: State) -> set[str]:
    return {form for one in state["names"].hidden for form in one.forms}


def named(told: dict[str, Any]) -> set[str]:
    """Whom the stories name; the first two forms were written before anything was hidden."""
    return {name for name in ("Birgitte", "Kasper") if any(name in text for _, text in told["answers"])}


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_an_earlier_casebook_opens_and_every_case_goes_on(place, stored: Path) -> None:
    place.folder.mkdir()
    shutil.copy(stored, place.folder / "casebook.db")
    told = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    book = place.book()
    assert {case.id for case in book.cases("me")} == {one["id"] for one in told.values()}
    for title, one in told.items():
        state, draft = book.look("me", one["id"]), book.draft("me", one["id"])
        assert [[answer.step, answer.text] for answer in state["answers"]] == one["answers"], title
        assert (state["question"].kind, bool(state["brief"]), state["goal"]) == (
            one["question"], one["brief"], one["goal"],
        ), title  # fmt: skip
        assert [said.tried for said in state["follow_ups"]] == one["follow_ups"], title
        assert (draft.text if draft else "") == one["draft"], title
        assert hidden(state) == set(one["names"]) if "names" in one else hidden(state) >= named(one), title
        assert [kept.outcome for kept in book.receipts("me", one["id"])] == one.get("receipts", []), title
    assert book.finish_pending() == 1
    assert book.look("me", told["cut off"]["id"])["question"].kind == "deepening"
    assert book.purge("me") == len(told)


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_an_earlier_case_goes_on_as_one_of_today(place, stored: Path) -> None:
    """Its names were learned from what was said before, and lie with it from the next reply on."""
    place.folder.mkdir()
    shutil.copy(stored, place.folder / "casebook.db")
    told = json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
    book = place.book()
    sitting = Sitting(book, told["under way"]["id"])
    before = sitting.state["names"].hidden
    sitting.says("Sofie ved det godt.")
    for case in ("under way", "cut off"):
        book.carry_on("me", told[case]["id"])
        assert book.look("me", told[case]["id"])["version"] == VERSION
    now = place.restart(sitting).state
    assert {"Birgitte", "Kasper", "Sofie"} <= hidden(now)
    assert [one.placeholder for one in now["names"].hidden][: len(before)] == [one.placeholder for one in before]
