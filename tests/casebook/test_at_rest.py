"""What lies on the disk: nothing to read, nothing left after a delete, and for the owner alone."""

from __future__ import annotations

import logging
import sqlite3
import stat
import warnings
from pathlib import Path

import pytest

from companion.casebook.summary import Draft

MARKS = ("zebrastribet", "balthazarsen", "halvskrevne", "kvadratur", "okapigiraf", "sneugle")
"""One in each thing a leader can write."""


def lived(place, owner: str = "me"):
    """A case in which every kind of word was written: answer, draft, wish, follow-up, roster, and a changed answer."""
    sitting = place.sitting(owner=owner, start={"roster": ["Balthazarsen"]})
    sitting.says("Den Zebrastribet sag med Balthazarsen altid.")
    sitting.does("skip", "halvskrevne")
    sitting.does("stop")
    sitting.does("review", form={"approved": "1", "wish": "Lyt til en kvadratur."})
    sitting.does("follow_up", form={"tried": "okapigiraf"})
    sitting.book.keep_draft(owner, sitting.case, Draft(question_id=sitting.asked.id, text="sneugle"))
    return sitting


def test_no_word_of_the_leader_is_on_disk(place, sealed_files) -> None:
    lived(place, owner="leder@kommune.example")
    for _ in range(2):
        kept = sealed_files(place.folder).lower()
        assert not [mark for mark in (*MARKS, "problem", "leder@kommune") if mark.encode() in kept]
        place.close()


def test_the_words_are_there_for_whoever_holds_the_key(place) -> None:
    again = place.restart(lived(place))
    said = (repr(again.state) + repr(again.book.draft("me", again.case))).lower()
    assert [mark for mark in MARKS if mark not in said] == []


def test_a_deleted_case_leaves_not_even_ciphertext(place, sealed_files) -> None:
    sitting = lived(place)
    pieces = sealed_rows(place.folder)
    assert pieces
    sitting.book.delete("me", sitting.case)
    for _ in range(2):
        left = sealed_files(place.folder)
        assert sitting.case.encode() not in left
        assert not [piece for piece in pieces if piece in left]
        place.close()


def sealed_rows(folder: Path) -> list[bytes]:
    """Parts of every sealed value, short enough to lie on one page of the file."""
    with sqlite3.connect(folder / "casebook.db") as database:
        tables = [("checkpoints", "checkpoint"), ("writes", "value"), ("cases", "sealed"), ("drafts", "sealed")]
        tables += [("keys", "wrapped")]
        rows = [value for table, column in tables for (value,) in database.execute(f"SELECT {column} FROM {table}")]
    database.close()
    return [bytes(value[at : at + 24]) for value in rows for at in range(0, max(len(value) - 24, 1), 200)]


def test_one_checkpoint_a_case_is_kept(place) -> None:
    sitting = place.sitting()
    for _ in range(6):
        sitting.does("another")
    with sqlite3.connect(place.folder / "casebook.db") as database:
        assert database.execute("SELECT count(*) FROM checkpoints").fetchone() == (1,)
        (older,) = database.execute(
            "SELECT count(*) FROM writes WHERE checkpoint_id NOT IN (SELECT checkpoint_id FROM checkpoints)"
        ).fetchone()
    database.close()
    assert older == 0


def test_the_words_of_a_changed_answer_are_gone(place, sealed_files) -> None:
    sitting = place.sitting()
    sitting.says("Han svarer os ikke i dag.")
    before = sealed_rows(place.folder)
    sitting.does("back")
    sitting.says("Hun svarer os ikke i dag.")
    left = sealed_files(place.folder)
    assert not [piece for piece in before[:1] if piece in left] and "Han" not in repr(sitting.state["answers"])


def test_files_are_for_the_owner_alone(place) -> None:
    lived(place)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [place.folder, *place.folder.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_a_case_of_twelve_turns_takes_at_most_40_kilobytes(place) -> None:
    """Beyond the empty database, with what a review of it adds."""
    book = place.book()
    empty = (place.folder / "casebook.db").stat().st_size
    sitting = place.sitting(book=book)
    for n in range(12):
        text = f"{n} " + "".join(f"Vi talte om {n * word} i går og {word} i dag. " for word in range(13))[:500]
        sitting.does("add" if sitting.asked.kind == "review" else "answer", text, step="problem")
    sitting.does("stop")
    place.close()
    assert sum(file.stat().st_size for file in place.folder.rglob("*") if file.is_file()) - empty <= 40 * 1024


def test_the_serializer_knows_every_type_it_meets(place, caplog) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        again = place.restart(lived(place))
        again.does("follow_up", form={"tried": "igen"})
        place.restart(again).book.cases("me")
    assert not [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("langgraph", "langchain", "py.warnings"))
    ]


def test_nothing_of_a_case_that_is_not_kept_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from companion.__main__ import casebook
    from companion.settings import Settings

    monkeypatch.chdir(tmp_path)
    with casebook(Settings(data_dir=tmp_path / "data", key_file=tmp_path / "key"), kept=False) as book:
        book.begin("me", "da")
    assert list(tmp_path.iterdir()) == []
