"""From a file to an own document, through the process that reads it, which leaves nothing behind and may die."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.errors import LibraryProblem, SparringsrumError, WrongUse
from companion.library import convert
from companion.library.convert import cleaned, kind_of, read_file
from companion.library.refusals import Reason, refusal
from tests.library.documents import made

HOME = Path(convert.__file__).parents[2]


SLIDES = made.slides([("Tavlen", ["Alt har en plads."], "Vis kassen."), ("Torsdage", ["Mellem fem og syv."], "")])
FORMS = {"md": made.md(), "txt": made.txt(), "docx": made.word(), "pdf": made.pdf()}


def test_the_same_text_is_the_same_document_in_every_format(read) -> None:
    documents = {kind: read(f"Husregler.{kind}", content) for kind, content in FORMS.items()}
    assert len({one.id for one in documents.values()}) == 1
    texts = [text for level, text in made.HANDBOOK if not level]
    for kind, one in documents.items():
        assert [piece.text for piece in one.pieces] == texts, kind
        assert (one.kind, one.lang, one.pages, one.like_a_case) == (kind, "da", 1 if kind == "pdf" else None, False)
        above = "" if kind == "txt" else "Husregler for cykelværkstedet › "
        assert [piece.section for piece in one.pieces[1:]] == [
            f"{above}Værktøj og dele",
            f"{above}Når vi hjælper hinanden",
        ]


def test_slides_are_pieces_with_the_number_of_the_slide(read) -> None:
    one = read("Møde.PPTX", SLIDES)
    assert (one.name, one.kind, one.pages) == ("Møde.pptx", "pptx", 2)
    assert [(piece.section, piece.page, piece.text) for piece in one.pieces] == [
        ("Tavlen", 1, "Alt har en plads.\nVis kassen."),
        ("Torsdage", 2, "Mellem fem og syv."),
    ]


def test_hundreds_of_pages_are_read_with_word_of_how_far_it_is(given) -> None:
    told: list[tuple[int, int]] = []
    one = read_file(given("x", made.many_pages(520)), "bog.pdf", lambda done, of: told.append((done, of)))
    assert told == [(page, 520) for page in range(1, 521)] and one.pages == 520
    assert one.pieces[-1].page and one.pieces[-1].page > 500 and len(one.pieces) > 50


ENGLISH = "The workshop behind the gate is open to all who live in the house, and whoever is last locks the door."


@pytest.mark.parametrize(
    ("content", "lang", "text"),
    [
        ("Værkstedet står åbent, også på søndage.".encode(), "da", "Værkstedet står åbent, også på søndage."),
        ("Værkstedet står åbent.".encode("utf-8-sig"), "da", "Værkstedet står åbent."),
        ("Værkstedet står åbent.".encode("utf-16"), "da", "Værkstedet står åbent."),
        (b"\xfe\xff" + "Værkstedet står åbent.".encode("utf-16-be"), "da", "Værkstedet står åbent."),
        ("Værkstedet står åbent.".encode("cp1252"), "da", "Værkstedet står åbent."),
        ("”Åbent” – også på søndage…".encode("cp1252"), "da", "”Åbent” – også på søndage…"),
        (b"Linje et her.\r\rLinje to her.", "da", "Linje et her.\nLinje to her."),
        (ENGLISH.encode(), "en", ENGLISH),
    ],
)
def test_texts_in_every_writing(read, content: bytes, lang: str, text: str) -> None:
    one = read("a.txt", content)
    assert (one.lang, one.pieces[0].text) == (lang, text)


def test_a_huge_file_of_one_line_is_read(read) -> None:
    one = read("a.txt", " ".join(f"ordet{number}" for number in range(200_000)).encode())
    assert len(one.pieces) > 1000 and max(len(piece.text.split()) for piece in one.pieces) <= 180


def test_a_case_about_somebody_is_noticed(read) -> None:
    text = "Karsten er sygemeldt. Karsten fik en advarsel i maj, og Karsten kommer til samtale med sin bisidder."
    assert read("a.md", text.encode()).case_signs == ("person", "health", "matter")


def test_a_link_to_a_file_is_that_file(tmp_path: Path, given) -> None:
    (tmp_path / "link.md").symlink_to(given("a.md", made.md()))
    assert read_file(tmp_path / "link.md", "link.md").name == "link.md"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Husregler.MD", "Husregler.md"),
        ("C:\\Brugere\\mig\\Husregler.md", "Husregler.md"),
        ("../../etc/husregler.md", "husregler.md"),
        ("  hus \t regler\n.md", "hus regler.md"),
        ("reg\u202eler\x1b[31m.md", "regler[31m.md"),
        ("hus\udcffregler.md", "hus?regler.md"),
        ("\u200b.md", ".md"),
        ("å" * 300 + ".md", "å" * 76 + "…" + ".md"),
    ],
)
def test_a_name_as_it_can_be_shown(name: str, shown: str) -> None:
    assert cleaned(name, "md") == shown and len(shown) <= 80


def test_the_ending_says_the_kind() -> None:
    names = ("a.pdf", "a.DOCX", "a.b.pptx", "a.md", "a.txt", "a.doc", "pdf", ".pdf", "a.pdf.exe", "")
    assert [kind_of(name) for name in names] == ["pdf", "docx", "pptx", "md", "txt", None, None, None, None, None]


def processes() -> set[str]:
    """The readers that live and were started from here."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            call = (place / "cmdline").read_bytes().split(b"\0")
            if b"companion.library.convert_one" in call and str(os.getpid()).encode() in call:
                found.add(place.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("content", [made.md(), made.noise()])
def test_nothing_is_left_behind(given, content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file beside the one given, none in the temporary folder, no reader, no open file of ours."""
    temp = tmp_path / "temp"
    temp.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temp))
    path = given("a.md", content)
    gc.collect()
    before, others = sorted(os.listdir("/proc/self/fd")), processes()
    try:
        read_file(path, "a.md")
    except WrongUse:
        assert content == made.noise()
    assert sorted(os.listdir("/proc/self/fd")) == before and processes() <= others
    assert list(temp.iterdir()) == [] and sorted(tmp_path.iterdir()) == [path, temp]


def test_who_waits_no_longer_ends_the_reader(given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "READER", "tests.library.documents.hangs")
    begun = time.monotonic()

    def leaves(done: int, of: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        read_file(given("a.md", b"tell"), "a.md", leaves)
    assert time.monotonic() - begun < 20


def test_a_reader_that_takes_too_long_is_ended_and_told(given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "READER", "tests.library.documents.hangs")
    monkeypatch.setattr(convert, "SECONDS", 0.5)
    monkeypatch.setattr(convert, "_SPENT", ())  # as on Windows, where being killed leaves no other sign
    begun = time.monotonic()
    with pytest.raises(WrongUse) as told:
        read_file(given("a.md", b"hej"), "a.md")
    assert told.value.message == refusal("heavy").message and time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("does", "error", "reason"),
    [
        (b"crash", WrongUse, "damaged"),
        (b"fault", WrongUse, "damaged"),
        (b"garbage", WrongUse, "damaged"),
        (b"odd", WrongUse, "damaged"),
        (b"cpu", WrongUse, "heavy"),
        (b"early", LibraryProblem, None),
    ],
)
def test_a_reader_that_dies(given, monkeypatch, does: bytes, error: type[SparringsrumError], reason: Reason) -> None:
    monkeypatch.setattr(convert, "READER", "tests.library.documents.hangs")
    with pytest.raises(error) as told:
        read_file(given("a.md", does), "a.md")
    assert reason is None or told.value.message == refusal(reason).message


def test_a_reader_that_cannot_be_started_is_the_machines_fault(given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(LibraryProblem):
        read_file(given("a.md", made.md()), "a.md")


def test_the_reader_is_given_no_key(given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "READER", "tests.library.documents.hangs")
    monkeypatch.setenv("COMPANION_KEY", "ab" * 32)
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    one = read_file(given("a.md", b"environment"), "a.md")
    assert "PATH" in one.pieces[0].text and "KEY" not in one.pieces[0].text


def test_the_working_folder_lends_the_reader_no_module(given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody may have put a json.py there."""
    for name in ("json.py", "docx.py"):
        given(name, b"raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert read_file(given("a.docx", made.word()), "a.docx").pieces


RUN = """
import sys
from pathlib import Path
from companion.library.convert import read_file
print(sorted(name for name in ("docx", "pypdfium2", "markdown_it", "lxml") if name in sys.modules))
"""


def test_nothing_heavy_is_loaded_by_the_app_itself() -> None:
    ran = subprocess.run([sys.executable, "-c", RUN], cwd=HOME, capture_output=True, text=True)
    assert ran.stdout == "[]\n", ran.stderr
