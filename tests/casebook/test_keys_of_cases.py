"""A key for each case under the master key: destroyed with the case, bound to its owner, changed without loss; and what
another version wrote, or another program holds on to, is told and left as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import companion
from companion.casebook import earlier, form, store
from companion.commands import rotate
from companion.confidentiality.keys import file_key, propose, settle, unsettled
from companion.errors import KeyProblem, SparringsrumError, StoreProblem, WrongUse
from companion.settings import Settings
from companion.vocabulary import Reply

STORED = Path(__file__).parent / "stored"
NEW_KEY = b"n" * 32


def database(place) -> sqlite3.Connection:
    return sqlite3.connect(place.folder / "casebook.db")


def changed(place, *statements: str) -> None:
    with closing(database(place)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_every_case_has_a_key_of_its_own_and_it_goes_with_the_case(place, sealed_files) -> None:
    one, two = place.sitting(), place.sitting(book=None)
    with closing(database(place)) as connection:
        keys = dict(connection.execute("SELECT id, wrapped FROM keys"))
    assert set(keys) == {one.case, two.case} and len(set(keys.values())) == 2
    one.book.delete("me", one.case)
    left = sealed_files(place.folder)
    assert keys[one.case] not in left and keys[two.case] in left


@pytest.mark.parametrize(
    "theft",
    [
        "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id <> '{mine}') WHERE id = '{mine}'",
        "UPDATE cases SET owner = (SELECT owner FROM cases WHERE id = '{mine}')",
        "UPDATE checkpoints SET checkpoint = (SELECT checkpoint FROM checkpoints WHERE thread_id <> '{mine}')",
        "DELETE FROM keys",
    ],
    ids=["another's key", "another owner", "another's words", "no key"],
)
def test_what_is_put_in_anothers_place_does_not_open(place, theft: str) -> None:
    hers, mine = place.sitting(owner="anna"), place.sitting(owner="bo")
    hers.says("Kun Annas.")
    changed(place, theft.format(mine=mine.case))
    assert seen(place, "bo", hers.case) == "refused"
    assert (seen(place, "bo", mine.case) == "refused") is (" owner " not in theft)


def seen(place, owner: str, case: str) -> str:
    try:
        return repr(place.book().look(owner, case))
    except SparringsrumError:
        return "refused"


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(place, sitting, sealed_files) -> None:
    sitting.says("Et ord.")
    with closing(database(place)) as connection:
        before = [
            row[0] for row in connection.execute("SELECT checkpoint FROM checkpoints UNION SELECT wrapped FROM keys")
        ]
    assert sitting.book.rekey(NEW_KEY) == 1
    sitting.says("Og ét til.")
    place.close()
    assert not [piece for piece in before if piece[:64] in sealed_files(place.folder)]
    with pytest.raises(KeyProblem):
        place.book()
    again = place.book(key=NEW_KEY)
    assert [answer.text for answer in again.look("me", sitting.case)["answers"]] == ["Et ord.", "Og ét til."]


@pytest.mark.parametrize(
    "act",
    [
        lambda book, sitting: book.begin("me", "da"),
        lambda book, sitting: book.look("me", sitting.case),
        lambda book, sitting: book.answer("me", sitting.case, sitting.reply("answer", "Sent til den gamle.")),
        lambda book, sitting: book.cases("me"),
    ],
    ids=["begin", "look", "answer", "list"],
)
def test_an_app_that_was_open_meanwhile_says_start_again_and_locks_nothing_in(place, sitting, act) -> None:
    other = place.book()
    sitting.book.rekey(NEW_KEY)
    with pytest.raises(KeyProblem, match="Start it again"):
        act(other, sitting)
    assert len(sitting.book.cases("me")) == 1


def settings(place, **more: object) -> Settings:
    return Settings(data_dir=place.folder, key_file=place.folder.parent / "config" / "key", **more)


def test_rotating_with_a_key_file(place, capsys) -> None:
    one = settings(place)
    old = file_key(one.key_file, data_exists=False)
    case = place.book(key=old).begin("me", "da")
    assert rotate.run(one, lambda: closing(place.book(key=old)), False, "da") == 0
    assert str(one.key_file) in capsys.readouterr().out and not unsettled(one.key_file, place.folder)
    new = file_key(one.key_file, data_exists=True)
    assert new != old and place.book(key=new).look("me", case) and not store.opens(place.folder, old)


@pytest.mark.parametrize(("new", "error"), [(None, WrongUse), ("kort", KeyProblem), (NEW_KEY.hex(), None)])
def test_rotating_with_a_given_key(place, capsys, new: str | None, error: type[Exception] | None) -> None:
    old = bytes(range(32))
    place.sitting()
    run = lambda: rotate.run(  # noqa: E731
        settings(place, key=old.hex(), new_key=new), lambda: closing(place.book(key=old)), True, "en"
    )
    if error:
        with pytest.raises(error, match="COMPANION_NEW_KEY"):
            run()
    else:
        assert run() == 0 and capsys.readouterr().out == '{"resealed": 1}\n'
    assert store.opens(place.folder, NEW_KEY if error is None else old)


@pytest.mark.parametrize("other", ["nothing is there", "opens with the old key", "opens with neither"])
def test_a_start_on_other_data_leaves_a_cut_off_change_alone(place, other: str) -> None:
    """The two keys may each be the only one to something. Fails when the new key is not named after its data."""
    mine, elsewhere = settings(place), place.folder.parent / "elsewhere"
    old = file_key(mine.key_file, data_exists=False)
    new = propose(mine.key_file, place.folder)
    if other != "nothing is there":
        store.Store(elsewhere, old if "old" in other else bytes(32)).close()
    for folder in (elsewhere, place.folder):
        settle(mine.key_file, folder, lambda key, folder=folder: store.opens(folder, key))
    assert unsettled(mine.key_file, place.folder) and file_key(mine.key_file, data_exists=True) == old
    store.Store(place.folder, new).close()
    settle(mine.key_file, place.folder, lambda key: store.opens(place.folder, key))
    assert not unsettled(mine.key_file, place.folder) and file_key(mine.key_file, data_exists=True) == new


RACE = """
import sys, time
from pathlib import Path
from companion.confidentiality.keys import file_key
while time.time() < float(sys.argv[2]): pass
print(file_key(Path(sys.argv[1]), data_exists=False).hex())
"""


@pytest.mark.process
def test_first_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(Path(companion.__file__).parents[1])}
    call = [sys.executable, "-c", RACE, str(tmp_path / "config" / "key"), str(time.time() + 3)]
    runs = [subprocess.Popen(call, env=env, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    assert len({run.communicate(timeout=60)[0] for run in runs}) == 1
    assert [path.name for path in (tmp_path / "config").iterdir()] == ["key"]


def test_what_a_newer_version_wrote_is_refused_and_not_touched(place, sitting) -> None:
    place.close()
    changed(place, f"PRAGMA user_version={form.FORM + 1}")
    before = (place.folder / "casebook.db").read_bytes()
    with pytest.raises(StoreProblem, match="Update it") as newer:
        place.book()
    assert "Opdatér" in newer.value.say("da") and (place.folder / "casebook.db").read_bytes() == before


def test_a_case_that_a_newer_version_wrote_is_refused_and_not_touched(place, sitting, monkeypatch) -> None:
    sitting.says("Fra fremtiden.")
    monkeypatch.setattr(earlier, "VERSION", 0)
    before = (place.folder / "casebook.db").read_bytes()
    with pytest.raises(StoreProblem, match="Update it"):
        sitting.book.receive("me", sitting.case, Reply(question_id="q2", kind="skip"))
    with pytest.raises(StoreProblem, match="Update it"):
        sitting.book.look("me", sitting.case)
    assert sitting.book.finish_pending() == 0 and (place.folder / "casebook.db").read_bytes() == before


def test_the_first_form_with_another_key_is_refused_and_not_touched(place) -> None:
    place.folder.mkdir()
    shutil.copy(STORED / "v1.db", place.folder / "casebook.db")
    before = (place.folder / "casebook.db").read_bytes()
    with pytest.raises(KeyProblem):
        place.book(key=NEW_KEY)
    assert (place.folder / "casebook.db").read_bytes() == before and store.opens(place.folder, bytes(range(32)))
    assert not store.opens(place.folder, NEW_KEY)


@pytest.mark.parametrize("act", ["delete", "purge", "answer"])
def test_another_program_that_holds_on_to_the_database_is_told_about(place, monkeypatch, act: str) -> None:
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0.1)
    sitting = place.sitting()
    with closing(database(place)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM checkpoints").fetchone()
        with pytest.raises(StoreProblem, match="holding on to it"):
            if act == "answer":
                sitting.says("Kommer ikke frem.")
            else:
                getattr(sitting.book, act)(*(("me", sitting.case) if act == "delete" else ("me",)))
    assert sitting.words == []
    sitting.book.delete("me", sitting.case)
    assert sitting.book.cases("me") == []


def test_traces_that_another_journal_holds_are_told_about(place, sitting) -> None:
    """A log of another program's making beside the file: deleted, and said that it may not be gone."""
    (place.folder / "casebook.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(StoreProblem, match="traces may still lie"):
        sitting.book._store.check_swept()
