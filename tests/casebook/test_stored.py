"""Casebooks written by earlier versions open, every word of them; `stored/make.py` made each when it was new."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

STORED = sorted((Path(__file__).parent / "stored").glob("*.db"))


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
    assert book.finish_pending() == 1
    assert book.look("me", told["cut off"]["id"])["question"].kind == "deepening"
    assert book.purge("me") == len(told)
