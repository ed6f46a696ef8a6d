"""A wrong key, a lost key, a broken database, a folder that cannot be written to: each is told, and says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from companion.casebook.casebook import Casebook
from companion.confidentiality.keys import file_key, given_key
from companion.errors import KeyProblem, SparringsrumError, StoreProblem
from companion.vocabulary import LANGS

WORDS = "Hemmelige ord om Balthazarsen."


def told(error: SparringsrumError) -> list[str]:
    """Both messages; neither holds content, a trace, or a bare machine word."""
    said = [error.say(lang) for lang in LANGS]
    assert not [text for text in said if "Balthazarsen" in text or "Traceback" in text or "sqlite" in text.lower()]
    return said


def test_a_wrong_key_is_told_at_the_door_and_harms_nothing(place, sitting) -> None:
    sitting.says(WORDS)
    place.close()
    with pytest.raises(KeyProblem) as wrong:
        place.book(key=b"x" * 32)
    assert "COMPANION_KEY" in told(wrong.value)[0]
    assert place.restart(sitting).words == [("problem", WORDS)]


@pytest.mark.parametrize("keep", [0, 100, 5000, 20_000])
def test_a_truncated_database_is_told(place, sitting, keep: int) -> None:
    sitting.says(WORDS)
    place.close()
    file = place.folder / "casebook.db"
    file.write_bytes(file.read_bytes()[:keep])
    try:
        book = place.book()
        assert book.cases("me") == [] or keep
        book.look("me", sitting.case)
    except SparringsrumError as error:
        told(error)


def test_something_else_where_the_database_lay_is_told(place) -> None:
    place.folder.mkdir()
    (place.folder / "casebook.db").write_bytes(b"something else entirely" * 500)
    with pytest.raises(StoreProblem) as broken:
        place.book()
    assert "sikkerhedskopi" in told(broken.value)[0]


def test_damage_inside_a_case_is_told(place, sitting) -> None:
    sitting.says(WORDS)
    with sqlite3.connect(place.folder / "casebook.db") as database:
        database.execute("UPDATE checkpoints SET checkpoint = randomblob(500)")
    database.close()
    with pytest.raises(StoreProblem) as broken:
        sitting.book.look("me", sitting.case)
    told(broken.value)


def test_damage_in_the_list_is_told(place, sitting) -> None:
    with sqlite3.connect(place.folder / "casebook.db") as database:
        database.execute("UPDATE cases SET sealed = randomblob(200)")
    database.close()
    with pytest.raises(StoreProblem) as broken:
        sitting.book.cases("me")
    told(broken.value)


def test_a_file_in_place_of_the_folder_is_told(place) -> None:
    place.folder.write_text("in the way")
    with pytest.raises(StoreProblem) as broken:
        place.book()
    assert "COMPANION_DATA_DIR" in told(broken.value)[0]


class Failing:
    """A connection that can no longer write."""

    def __init__(self, connection: sqlite3.Connection, message: str) -> None:
        self._connection, self._message = connection, message

    def cursor(self, *args, **kwargs):
        raise sqlite3.OperationalError(self._message)

    def __getattr__(self, name: str):
        return getattr(self._connection, name)


@pytest.mark.parametrize(("message", "advice"), [
    ("database or disk is full", "Gør plads"),
    ("attempt to write a readonly database", "skriveadgang"),
    ("disk I/O error", "skriveadgang"),
])  # fmt: skip
def test_a_disk_that_takes_no_more_is_told_and_the_case_stands(
    place, sitting, monkeypatch, message: str, advice: str
) -> None:
    sitting.says(WORDS)
    reply = sitting.reply("answer", "Det næste.")
    with monkeypatch.context() as broken:
        broken.setattr(sitting.book._store.saver, "conn", Failing(sitting.book._store.saver.conn, message))
        with pytest.raises(StoreProblem) as full:
            sitting.book.receive("me", sitting.case, reply)
    assert advice in told(full.value)[0]
    sitting.book.answer("me", sitting.case, reply)
    assert [text for _, text in sitting.words] == [WORDS, "Det næste."]


KEYS = [
    ("00" * 32, True), ("AA" * 32 + "\n", True), ("A" * 43 + "=", True), ("A" * 43, True), ("_" * 42 + "8", True),
    ("", False), ("00" * 31, False), ("00" * 33, False), ("kodeord", False), ("å" * 32, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "good"), KEYS)
def test_a_given_key_is_32_bytes_or_refused_without_being_repeated(text: str, good: bool) -> None:
    if good:
        assert len(given_key(text)) == 32
        return
    with pytest.raises(KeyProblem) as refused:
        given_key(text)
    assert not text or text not in "".join(told(refused.value))


def test_a_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "config" / "key"
    key = file_key(path, data_exists=False)
    assert key == file_key(path, data_exists=True) and len(key) == 32
    assert [path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777] == [0o600, 0o700]
    assert list(path.parent.iterdir()) == [path]


def test_no_new_key_is_made_where_cases_wait_for_an_old_one(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem) as lost:
        file_key(tmp_path / "key", data_exists=True)
    assert "Læg nøglefilen tilbage" in told(lost.value)[0] and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"abc", b"\xff\xfe\x00", b"00" * 31])
def test_a_key_file_that_is_none_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(KeyProblem) as broken:
        file_key(path, data_exists=False)
    told(broken.value)
    assert path.read_bytes() == content


def test_a_key_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyProblem) as unsaved:
        file_key(tmp_path / "file" / "key", data_exists=False)
    assert "COMPANION_KEY_FILE" in told(unsaved.value)[1]


def test_an_unusable_folder_leaves_nothing_open(place) -> None:
    place.folder.write_text("in the way")
    with pytest.raises(StoreProblem):
        Casebook(place.folder, bytes(32), None)  # type: ignore[arg-type]
