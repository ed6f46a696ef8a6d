"""The index: built once, whole or not at all, mended when damaged, silent on the network and about who asked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from companion.errors import LibraryProblem
from companion.library import ranker
from companion.library.cards import load_cards
from companion.library.library import Library
from companion.library.places import COMPLETE, WEIGHTS
from companion.ui.asking import EXAMPLES
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Lang

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


@pytest.mark.parametrize("lang", LANGS)
def test_the_questions_that_the_page_offers_are_answered(library: Library, lang: Lang) -> None:
    offered = [Texts(lang)(name) for name in EXAMPLES]
    assert all(library.search(question, lang) for question in offered)
    assert (
        library.search({"da": "Hvem må høre, hvad vi siger?", "en": "Who may hear what we say?"}[lang], lang)[0].card
        == "confidentiality"
    )


def test_the_audience_decides_which_cards_are_asked(library: Library) -> None:
    asked = "Kan vi spørge lederne i et skema, før de mødes første gang?"
    assert library.search(asked, "da")[0].card == "theme-survey"
    assert "leader" not in library.card("theme-survey").audience
    assert "theme-survey" not in {found.card for found in library.search(asked, "da", audience="leader")}


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
    mark = json.loads((home / COMPLETE).read_text())
    (home / COMPLETE).write_text(json.dumps(mark | {"entries": 7}))


def _unmarked(home: Path) -> None:
    (home / COMPLETE).write_text("7")


def _of_another_size(home: Path) -> None:
    """As an embedder with fewer dimensions left it."""
    small = "import sys, chromadb; c = chromadb.PersistentClient(sys.argv[1]); c.delete_collection('material'); "
    small += "c.create_collection('material', embedding_function=None).add(ids=['x'], embeddings=[[1.0, 0.0]])"
    subprocess.run([sys.executable, "-c", small, str(home)], check=True, capture_output=True)


HURTS = [_cut, _overwritten, _gone, _vectors_gone, _fewer, _unmarked, _of_another_size, shutil.rmtree]


@pytest.mark.parametrize("hurt", HURTS)
def test_a_damaged_index_is_built_anew(library: Library, tmp_path: Path, hurt: Callable[[Path], None]) -> None:
    hurt(_home(tmp_path))
    assert library.search(ASKED, "da")[0].card == "how-often"


def test_a_killed_build_is_no_index(built: Path, tmp_path: Path) -> None:
    shutil.copytree(next(built.glob("cards-*")), tmp_path / ".building-1")
    assert not Library(tmp_path).ready()


def test_the_index_of_earlier_cards_is_removed(built: Path, tmp_path: Path) -> None:
    for earlier in ("cards-0123456789abcdef", "cards-0123456789abcdef-0123456789abcdef"):
        shutil.copytree(next(built.glob("cards-*")), tmp_path / earlier)
    (tmp_path / "something-else").mkdir()
    Library(tmp_path, load_cards()[:3]).build_if_needed()
    names = sorted(entry.name for entry in tmp_path.iterdir())
    assert len(names) == 2 and names[1] == "something-else" and not names[0].startswith("cards-0123456789abcdef")


def test_the_weights_that_come_with_the_product_are_of_its_cards() -> None:
    """Otherwise: python -m companion.library.ranker"""
    assert ranker.load(ranker.shipped(), load_cards()) is not None


def test_other_cards_are_learned_with_their_index(built: Path, tmp_path: Path) -> None:
    cards = [card for card in load_cards() if card.id in ("how-often", "confidentiality", "stress")]
    library = Library(tmp_path / "index", cards)
    assert library.search("Må jeg fortælle min kone, hvad der bliver sagt?", "da")[0].card == "confidentiality"
    assert library.search("Hvor mange tons vejer en elefant?", "da") == ()
    library.close()
    assert (_home(tmp_path) / WEIGHTS).is_file() and not list(built.glob(f"*/{WEIGHTS}"))


PROCESS = """
import pathlib, sys
from companion.library.cards import load_cards
from companion.library.library import Library
library = Library(pathlib.Path(sys.argv[1]))
{meanwhile}
library.build_if_needed()
print(library.search(sys.argv[2], "da")[0].card)
"""
DIES = "import os, signal, companion.library.{part}; companion.library.{part}.{name} = lambda *_, **__: os.kill(os.getpid(), 9)"


def _process(at: Path, meanwhile: str = "") -> subprocess.Popen[str]:
    call = [sys.executable, "-c", PROCESS.format(meanwhile=meanwhile), str(at), ASKED]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_that_start_at_once_end_with_one_index(tmp_path: Path) -> None:
    said = [process.communicate() for process in [_process(tmp_path), _process(tmp_path)]]
    assert [out.strip() for out, _ in said] == ["how-often"] * 2, said
    assert [entry.name[:6] for entry in tmp_path.iterdir()] == ["cards-"]


@pytest.mark.parametrize(("part", "name"), [("indexes", "put_in_place"), ("indexes", "sweep"), ("store", "_client")])
def test_a_build_that_is_killed_is_made_up_for(tmp_path: Path, part: str, name: str) -> None:
    """Before anything is written, when all is written, and when it is in its place."""
    killed = _process(tmp_path, DIES.format(part=part, name=name))
    killed.communicate()
    assert killed.returncode == -9
    assert _process(tmp_path).communicate()[0].strip() == "how-often"


def test_a_reader_goes_on_while_another_index_is_put_in_place(library: Library, tmp_path: Path) -> None:
    assert library.search(ASKED, "da")
    at = _home(tmp_path)
    earlier = at.rename(tmp_path / "index" / "cards-0123456789abcdef")
    assert library.search(ASKED, "da")[0].card == "how-often", "the open index is read on"
    library.build_if_needed()
    assert not earlier.exists() and library.search(ASKED, "da")[0].card == "how-often"


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
    asks = "import sys, companion.library.library; print(any(m in sys.modules for m in ('chromadb', 'numpy')))"
    said = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


CLOSED = """
import socket, sys, pathlib
def refuse(*args, **kwargs):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from companion.library.library import Library
library = Library(pathlib.Path(sys.argv[1]))
library.build_if_needed()
print(library.search(sys.argv[2], "da")[0].card)
"""


def test_building_and_asking_need_no_network(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", CLOSED, str(tmp_path), ASKED], capture_output=True, text=True)
    assert (said.returncode, said.stdout.strip()) == (0, "how-often"), said.stderr
