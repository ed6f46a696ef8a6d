"""What cannot be taken in: each is told with a word on what to do, and nothing of it is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.errors import WrongUse
from companion.library import convert
from companion.library.convert import read_file
from companion.library.refusals import LARGEST, REASONS, Reason, refusal
from companion.vocabulary import LANGS
from tests.library.documents import made

BAD: tuple[tuple[str, str, bytes, Reason], ...] = (
    ("an empty file", "a.pdf", b"", "empty"),
    ("a file of spaces", "a.txt", b"  \n\n ", "empty"),
    ("a file of signs", "a.md", b"# 12\n\n---\n", "empty"),
    ("a docx without a word", "a.docx", made.word([]), "empty"),
    ("a file too large", "a.txt", b"x" * (LARGEST + 1), "too_big"),
    ("more pages than are read", "a.pdf", made.empty_pages(2001), "too_long"),
    ("more letters than are read", "a.txt", b"et ord til " * 1_000_000, "too_long"),
    ("a pdf with a password", "a.pdf", made.locked_pdf(), "locked"),
    ("a docx with a password", "a.docx", made.locked_office(), "locked"),
    ("an old doc", "a.docx", made.old_office(), "old"),
    ("pictures of pages", "a.pdf", made.scanned(), "scanned"),
    ("a pdf of noise", "a.pdf", b"%PDF-1.4\n" + made.noise(), "damaged"),
    ("a pdf cut off", "a.pdf", made.pdf()[:2000], "damaged"),
    ("a docx cut off", "a.docx", made.word()[:-300], "damaged"),
    ("a zip of nothing that belongs", "a.docx", made.archive({"word/a.txt": "hej"}), "damaged"),
    ("a zip of something else", "a.docx", made.archive({"a.txt": "hej"}), "other"),
    ("a docx called pptx", "a.pptx", made.word(), "other"),
    ("a text of noise", "a.txt", made.noise(), "garbled"),
    ("a text of signs", "a.txt", b"hej #!%&/=+ {}[] <> ~~ ** ^^ ;;", "garbled"),
    ("a text with zeros in it", "a.txt", "hej med dig".encode("utf-16-le"), "garbled"),
    ("utf-16 cut off", "a.txt", "hej".encode("utf-16") + b"x", "garbled"),
    ("a zip bomb", "a.docx", made.bomb(251_000_000), "bomb"),
    ("an archive that says it is huge", "a.pptx", made.boasting(4_000_000_000), "bomb"),
    ("a billion laughs", "a.docx", made.with_part(made.word(), "word/document.xml", made.LAUGHS), "hostile"),
    ("a zip called txt", "a.txt", made.word(), "other"),
    ("a web page called pdf", "a.pdf", b"<!DOCTYPE html><p>hej", "other"),
    ("a web page called md", "a.md", b"\n <HTML><p>hej", "other"),
    ("a program called pdf", "a.pdf", b"MZ\x90\x00" + made.noise(), "other"),
    ("a picture called docx", "a.docx", b"\xff\xd8\xff\xe0" + made.noise(), "other"),
    ("a pdf called docx", "a.docx", made.pdf(), "other"),
    ("rich text called txt", "a.txt", rb"{\rtf1 hej}", "other"),
    ("an unknown ending", "a.odt", made.word(), "unknown"),
    ("no ending", "docx", made.word(), "unknown"),
)


@pytest.mark.parametrize(("name", "content", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_taken_in_is_told(read, name: str, content: bytes, reason: Reason) -> None:
    with pytest.raises(WrongUse) as told:
        read(name, content)
    assert told.value.message == refusal(reason).message


def test_a_file_too_large_is_not_even_begun_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    monkeypatch.setattr(convert, "READER", "no.such.reader")
    with pytest.raises(WrongUse) as told:
        read_file(path, "a.pdf")
    assert told.value.message == refusal("too_big").message


@pytest.mark.parametrize("reason", REASONS)
def test_every_refusal_says_what_to_do_in_both_languages(reason: Reason) -> None:
    """At least two sentences or clauses: what it is, and what to do."""
    said = refusal(reason)
    assert said.exit_code == 2 and said.say("da") != said.say("en")
    assert all(said.say(lang).count(".") + said.say(lang).count(":") >= 2 for lang in LANGS)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "folder"),
        (_fifo, "special"),
        (lambda path: path.symlink_to("/dev/zero"), "special"),
        (lambda path: path.symlink_to(path.with_name("nowhere")), "missing"),
        (lambda path: None, "missing"),
        (_loop, "forbidden"),
    ],
)
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], None], reason: Reason) -> None:
    make(tmp_path / "a.pdf")
    with pytest.raises(WrongUse) as told:
        read_file(tmp_path / "a.pdf", "a.pdf")
    assert told.value.message == refusal(reason).message


@pytest.mark.parametrize("name", ["a\x00b.pdf", "x" * 5000 + ".pdf", "a.pdf/b.pdf"])
def test_names_no_file_can_have(given, name: str) -> None:
    given("a.pdf", b"x")
    with pytest.raises(WrongUse):
        read_file(Path(given("b", b"x").parent, name), "a.pdf")


def test_a_file_that_may_not_be_read(given, monkeypatch: pytest.MonkeyPatch) -> None:
    path = given("a.md", made.md())

    def refuses(*given: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuses)
    with pytest.raises(WrongUse) as told:
        read_file(path, "a.md")
    assert told.value.message == refusal("forbidden").message
