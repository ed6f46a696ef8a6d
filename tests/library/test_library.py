"""The index: built once, whole or not at all, mended when damaged, silent on the network and about who asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from companion.errors import LibraryProblem
from companion.library.cards import load_cards
from companion.library.places import COMPLETE
from companion.library.store import Library

ASKED = "Hvor ofte skal netværket mødes?"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    library = Library(folder)
    library.build_if_needed()
    library.close()
    return folder


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of the built index, so that each story may spoil its own."""
    shutil.copytree(built, tmp_path / "index")
    library = Library(tmp_path / "index")
    yield library
    library.close()


def _home(tmp_path: Path) -> Path:
    (home,) = (tmp_path / "index").glob("cards-*")
    return home


def test_an_index_is_ready_only_when_built(tmp_path: Path) -> None:
    library = Library(tmp_path / "index", load_cards()[:3])
    assert not library.ready()
    library.build_if_needed()
    assert library.ready() and [entry.name[:6] for entry in (tmp_path / "index").iterdir()] == ["cards-"]
    library.close()


def test_a_passage_carries_the_card_in_the_language_of_the_reader(library: Library) -> None:
    (danish, *_), (english, *_) = library.search(ASKED, "da"), library.search(ASKED, "en")
    assert danish.card == english.card == "how-often"
    assert danish.text.startswith("Bliv enige") and english.text.startswith("Agree on")
    assert (danish.source, danish.section[:8]) == ("002", "Hvor oft") and 0.3 <= danish.score <= 1


def test_the_audience_decides_which_cards_are_asked(library: Library) -> None:
    asked = "Hvordan finder vi ud af, hvad lederne gerne vil tale om?"
    assert "theme-survey" not in {found.card for found in library.search(asked, "da")}
    assert library.search(asked, "da", audience="hr")[0].card == "theme-survey"
    assert library.search(asked, "da", k=1, audience=None)[0].card == "theme-survey"


@pytest.mark.parametrize("text", ["", "   ", "?", "og det er så også", "xyzzy plugh"])
def test_it_is_free_to_find_nothing(library: Library, text: str) -> None:
    assert library.search(text, "da") == ()
    assert library.for_case([text], "da") == ()


def _cut(home: Path) -> None:
    (home / "chroma.sqlite3").write_bytes((home / "chroma.sqlite3").read_bytes()[:5000])


def _overwritten(home: Path) -> None:
    (home / "chroma.sqlite3").write_bytes(b"something else entirely" * 1000)


def _gone(home: Path) -> None:
    (home / "chroma.sqlite3").unlink()


def _vectors_gone(home: Path) -> None:
    for part in home.iterdir():
        if part.is_dir():
            shutil.rmtree(part)


def _fewer(home: Path) -> None:
    (home / COMPLETE).write_text("7")


@pytest.mark.parametrize("hurt", [_cut, _overwritten, _gone, _vectors_gone, _fewer, shutil.rmtree])
def test_a_damaged_index_is_built_anew(library: Library, tmp_path: Path, hurt: Callable[[Path], None]) -> None:
    hurt(_home(tmp_path))
    assert library.search(ASKED, "da")[0].card == "how-often"


def test_a_killed_build_is_no_index(built: Path, tmp_path: Path) -> None:
    shutil.copytree(next(built.glob("cards-*")), tmp_path / ".building-1")
    assert not Library(tmp_path).ready()


def test_the_index_of_earlier_cards_is_removed(built: Path, tmp_path: Path) -> None:
    shutil.copytree(next(built.glob("cards-*")), tmp_path / "cards-0123456789abcdef")
    (tmp_path / "own-documents").mkdir()
    Library(tmp_path, load_cards()[:3]).build_if_needed()
    names = sorted(entry.name for entry in tmp_path.iterdir())
    assert len(names) == 2 and names[1] == "own-documents" and names[0] != "cards-0123456789abcdef"


def test_where_nothing_can_be_written_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryProblem, match="room"):
        Library(tmp_path / "file" / "index").search(ASKED, "da")


def test_many_threads_may_ask_at_once(tmp_path: Path) -> None:
    library = Library(tmp_path, load_cards()[:20])
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: library.search("fortrolighed", "da"), range(24)))
    library.close()
    assert len(set(answers)) == 1


def test_nothing_the_leader_wrote_is_on_disk(library: Library, tmp_path: Path) -> None:
    secret = "Zebrastribede Balthazar"
    library.search(f"{secret} og fortrolighed i gruppen", "da")
    library.for_case([f"Konflikten med {secret} fylder meget."], "da")
    library.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()).lower()
    assert b"zebrastribede" not in kept and b"balthazar" not in kept


def test_importing_the_library_imports_nothing_heavy() -> None:
    asks = "import sys, companion.library.store; print(any(m in sys.modules for m in ('chromadb', 'numpy')))"
    said = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


CLOSED = """
import socket, sys, pathlib
def refuse(*args, **kwargs):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from companion.library.store import Library
library = Library(pathlib.Path(sys.argv[1]))
library.build_if_needed()
print(len(library.search(sys.argv[2], "da")))
"""


def test_building_and_asking_need_no_network(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", CLOSED, str(tmp_path), ASKED], capture_output=True, text=True)
    assert (said.returncode, said.stdout.strip()) == (0, "3"), said.stderr
