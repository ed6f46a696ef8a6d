"""Own documents on disk: whole or not there, for their owner alone, and told when the disk does not take them."""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from pathlib import Path

import pytest

from companion.errors import LibraryProblem
from companion.library.documents import Documents, OwnDocument, Piece
from companion.vocabulary import LANGS

WORDS = "Nøglen hænger hos Balthazarsen."


def document(mark: str = "a", name: str = "husregler.md", day: int = 1) -> OwnDocument:
    pieces = (Piece(number=1, section="Porten › Nøglen", page=None, text=WORDS),)
    return OwnDocument(
        id=mark * 16, name=name, kind="md", lang="da", added=dt.date(2026, 11, day), pages=None, pieces=pieces
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Documents:
    return Documents(tmp_path / "data" / "documents")


def files(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "data" / "documents").iterdir())


def test_kept_found_and_removed(shelf: Documents, tmp_path: Path) -> None:
    assert (shelf.ids(), shelf.all(), shelf.damaged(), shelf.get("a" * 16)) == ((), (), (), None)
    assert shelf.keep(document()) is True and files(tmp_path) == ["a" * 16 + ".json"]
    assert shelf.keep(document(name="en kopi.pdf")) is False
    assert Documents(tmp_path / "data" / "documents").get("a" * 16) == document()
    assert shelf.remove("a" * 16) is True and files(tmp_path) == []
    assert shelf.remove("a" * 16) is False


def test_the_newest_is_first_and_ids_are_sorted(shelf: Documents) -> None:
    for mark, day in (("c", 2), ("a", 1), ("b", 3)):
        shelf.keep(document(mark, day=day))
    assert shelf.ids() == ("a" * 16, "b" * 16, "c" * 16)
    assert [one.id[0] for one in shelf.all()] == ["b", "c", "a"]


def test_files_are_for_their_owner_alone_whatever_the_umask(shelf: Documents, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        shelf.keep(document())
    finally:
        os.umask(before)
    place = tmp_path / "data" / "documents"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (place, *place.iterdir())] == [0o700, 0o600]


def test_a_folder_that_was_open_to_others_is_closed(shelf: Documents, tmp_path: Path) -> None:
    place = tmp_path / "data" / "documents"
    place.mkdir(parents=True)
    place.chmod(0o755)
    shelf.keep(document())
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _other(path: Path) -> None:
    path.write_text(document("b").model_dump_json())


def _more(path: Path) -> None:
    path.write_text(path.read_text().replace('{"id"', '{"new":1,"id"'))


@pytest.mark.parametrize("hurt", [_cut, _other, _more, lambda path: path.write_bytes(b"\xff\x00")])
def test_a_damaged_file_is_told_of_left_out_replaced_and_removable(shelf: Documents, tmp_path: Path, hurt) -> None:
    shelf.keep(document())
    shelf.keep(document("c"))
    hurt(tmp_path / "data" / "documents" / f"{'a' * 16}.json")
    assert shelf.get("a" * 16) is None and [one.id[0] for one in shelf.all()] == ["c"]
    assert shelf.damaged() == ("a" * 16,) and len(shelf.ids()) == 2
    assert shelf.keep(document()) is True and shelf.damaged() == ()
    hurt(tmp_path / "data" / "documents" / f"{'a' * 16}.json")
    assert shelf.remove("a" * 16) is True and shelf.ids() == ("c" * 16,)


@pytest.mark.parametrize("asked", ["", "a", "../../config/key", "a" * 15 + "/", "A" * 16, "g" * 16, "a" * 16 + "\n"])
def test_an_id_is_never_a_path(shelf: Documents, tmp_path: Path, asked: str) -> None:
    shelf.keep(document())
    for path in (tmp_path / "config" / "key.json", tmp_path / "data" / "documents" / "a.json"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(document().model_dump_json())
    assert shelf.get(asked) is None and shelf.remove(asked) is False
    assert len(list(tmp_path.rglob("*.json"))) == 3


@pytest.mark.parametrize("act", ["open", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_disk_that_takes_nothing_is_told_and_nothing_is_left(
    shelf: Documents, tmp_path: Path, act: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.keep(document("b"))

    def fails(*given: object, **more: object) -> None:
        raise OSError(number, os.strerror(number), WORDS)

    with monkeypatch.context() as patch:
        patch.setattr(os, act, fails)
        with pytest.raises(LibraryProblem) as told:
            shelf.keep(document())
    said = [told.value.say(lang) for lang in LANGS]
    assert "COMPANION_DATA_DIR" in said[0] and "COMPANION_DATA_DIR" in said[1]
    assert not [text for text in said if "Balthazarsen" in text] and files(tmp_path) == ["b" * 16 + ".json"]


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    shelf = Documents(tmp_path / "data" / "documents")
    assert shelf.ids() == () and shelf.all() == ()
    with pytest.raises(LibraryProblem):
        shelf.keep(document())


def test_what_may_not_be_removed_is_told(shelf: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.keep(document())
    monkeypatch.setattr(Path, "unlink", _refuses)
    with pytest.raises(LibraryProblem) as told:
        shelf.remove("a" * 16)
    assert "fjernes" in told.value.say("da")


def _refuses(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, "no", str(path))


def test_what_a_killed_run_left_half_written_goes_and_a_living_ones_stays(shelf: Documents, tmp_path: Path) -> None:
    shelf.keep(document())
    place = tmp_path / "data" / "documents"
    old, new, other = place / f".{'1' * 32}.draft", place / f".{'2' * 32}.draft", place / "mine.txt"
    for path in (old, new, other):
        path.write_text(WORDS)
    os.utime(old, (0, 0))
    assert shelf.ids() == ("a" * 16,)
    shelf.keep(document("b"))
    assert not old.exists() and new.exists() and other.exists()


def test_a_refused_document_prints_none_of_its_words() -> None:
    with pytest.raises(ValueError, match="pages") as refused:
        OwnDocument.model_validate(document().model_dump() | {"pages": WORDS})
    assert "Balthazarsen" not in str(refused.value)
