"""`companion ingest`: each file is told on a line, one that fails stops no other, and what lies here is listed and removed."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from companion import __main__ as command_line
from companion.commands import ingest
from companion.commands.ingest import run as ingest_run
from companion.library.documents import Documents, OwnDocument
from companion.library.refusals import not_kept, refusal
from companion.settings import Settings
from tests.library.documents import made

CASE = "Karsten er sygemeldt. Karsten fik en advarsel i maj, og Karsten kommer til samtale med sin bisidder."
OPEN = "Egne dokumenter ligger ukrypteret på denne maskine."


class Shelf:
    """A library that keeps what it is given and looks nothing up."""

    def __init__(self, place: Path) -> None:
        self.documents = Documents(place)
        self.full = False

    def take_in(self, document: OwnDocument, told: Callable[[int, int], None]) -> bool:
        if self.full:
            raise not_kept()
        told(1, 1)
        return self.documents.keep(document)

    def leave_out(self, document_id: str) -> bool:
        return self.documents.remove(document_id)

    def close(self) -> None:
        pass


@pytest.fixture
def shelf(home: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf(home / "data" / "documents")
    monkeypatch.setattr(command_line, "library", lambda settings, calls=True: shelf)
    return shelf


@pytest.fixture
def given(home: Path) -> Path:
    """A folder with a handbook in two formats, a case, a damaged file, and things that are none of ours."""
    folder = home / "given"
    (folder / "inner").mkdir(parents=True)
    contents = {
        "husregler.md": made.md(), "husregler.pdf": made.pdf(), "sag.txt": CASE.encode(), "brudt.docx": b"PK\x03\x04x",
        "regneark.xlsx": b"x", ".skjult.md": made.md(), "inner/dybt.md": made.md(),
        "møde.pptx": made.slides([("Et", ["to"], "")]),
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "genvej.md").symlink_to(folder / "husregler.md")
    return folder


def test_each_file_is_told_on_a_line(run, shelf, given: Path) -> None:
    ran = run("ingest", given / "husregler.md", given / "husregler.pdf", given / "møde.pptx")
    first, second, third, last = ran.out.splitlines()
    (handbook,) = [one for one in shelf.documents.all() if one.kind == "md"]
    assert ran.code == 0 and ran.err == ""
    assert first == f"husregler.md: 3 stykker, dansk. Fjernes med --remove {handbook.id}"
    assert second == f"husregler.pdf: kendt i forvejen som {handbook.id}, intet er lagt ind"
    assert third.startswith("møde.pptx: 1 stykke, 1 dias, dansk.") and last.startswith(OPEN)


def test_of_a_folder_what_lies_in_it_and_one_that_fails_stops_no_other(run, shelf, given: Path) -> None:
    ran = run("ingest", given, given / "nowhere.pdf", given / "regneark.xlsx")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.out.splitlines() if not line.startswith((" ", "Egne"))] == [
        "husregler.md", "husregler.pdf", "møde.pptx", "sag.txt"
    ]  # fmt: skip
    assert ran.err.splitlines() == [
        f"{name}: {refusal(reason).say('da')}"
        for name, reason in (("brudt.docx", "damaged"), ("nowhere.pdf", "missing"), ("regneark.xlsx", "unknown"))
    ]
    assert len(shelf.documents.ids()) == 3


def test_a_folder_without_any_is_told(run, shelf, home: Path) -> None:
    (home / "empty").mkdir()
    ran = run("ingest", home / "empty", "--lang", "en")
    assert ran.code == 2 and ran.err.startswith("empty: There is no pdf, docx, pptx, md or txt in the folder.")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_case_is_warned_of_with_why_and_how_to_be_rid_of_it(run, shelf, given: Path, lang: str) -> None:
    ran = run("ingest", given / "sag.txt", "--lang", lang)
    (case,) = shelf.documents.all()
    warning = ran.out.splitlines()[1]
    signs = [ingest._SIGNS[sign].to(lang) for sign in ("person", "health", "matter")]
    assert ran.code == 0 and all(sign in warning for sign in signs) and warning.endswith(f"--remove {case.id}")
    assert "Karsten" not in ran.out + ran.err


def test_json_is_one_document(run, shelf, given: Path) -> None:
    ran = run("ingest", given / "husregler.pdf", given / "husregler.md", given / "brudt.docx", "--json")
    first, second, third = ran.json["documents"]
    assert ran.code == 2 and ran.err == "" and ran.json["note"].startswith(OPEN)
    assert first == {
        "id": shelf.documents.ids()[0], "name": "husregler.pdf", "kind": "pdf", "lang": "da", "pages": 1, "pieces": 3,
        "added": dt.date.today().isoformat(), "like_a_case": False, "case_signs": [], "known": False,
    }  # fmt: skip
    assert second["known"] is True and third == {"name": "brudt.docx", "error": refusal("damaged").say("da")}


def test_listed_and_removed(run, shelf, given: Path) -> None:
    assert run("ingest", "--list").out == "Der er ingen egne dokumenter her.\n"
    run("ingest", given / "husregler.md", given / "sag.txt")
    (shelf.documents._place / f"{'0' * 16}.json").write_text("{")
    ran = run("ingest", "--list", "--json").json
    assert [one["name"] for one in ran["documents"]] == ["husregler.md", "sag.txt"] and ran["damaged"] == ["0" * 16]
    handbook = ran["documents"][0]["id"]
    lines = run("ingest", "--list").out.splitlines()
    assert lines[0] == f"{handbook}  {dt.date.today().isoformat()}  husregler.md: 3 stykker, dansk"
    assert lines[2].startswith("0" * 16 + "  kan ikke læses.") and lines[3].startswith(OPEN)
    assert run("ingest", "--remove", handbook).out == "Fjernet.\n"
    assert run("ingest", "--remove", "0" * 16, "--json").json == {"removed": "0" * 16}
    assert [one.name for one in shelf.documents.all()] == ["sag.txt"] and shelf.documents.damaged() == ()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["ingest"], "companion ingest FIL"),
        (["ingest", "--remove", "f" * 16], "--list"),
        (["ingest", "--remove", "../x"], "--list"),
        (["ingest", "--what"], "Sådan kaldes det ikke."),
    ],
)
def test_wrong_use(run, shelf, call: list[str], said: str) -> None:
    ran = run(*call)
    assert (ran.code, ran.out) == (2, "") and said in ran.err


def test_a_full_disk_is_the_machines_fault(run, shelf, given: Path) -> None:
    shelf.full = True
    ran = run("ingest", given / "husregler.md")
    assert ran.code == 4 and not_kept().say("da") in ran.err and shelf.documents.ids() == ()


def test_a_name_may_steer_no_terminal(run, shelf, given: Path) -> None:
    (given / "a\x1b[2Jb.odt").write_bytes(b"x")
    ran = run("ingest", given / "a\x1b[2Jb.odt")
    assert ran.err.startswith("a?[2Jb.odt: ") and "\x1b" not in ran.err


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_shows_how_far_it_is_and_wipes_it(shelf, given: Path, monkeypatch, capsys) -> None:
    (given / "bog.pdf").write_bytes(made.many_pages(300))
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert ingest_run(shelf, [given / "bog.pdf"], False, "da") == 0
    drawn = screen.getvalue().split("\r\033[K")
    assert "bog.pdf: læser 150 af 300" in drawn and "bog.pdf: gør klar til søgning 1 af 1" in drawn
    assert 50 < len(drawn) < 110 and drawn[-1] == ""


def test_what_is_taken_in_is_found_with_its_place_and_what_is_removed_is_not(run, given: Path, home: Path) -> None:
    """With the library itself."""
    kept = run("ingest", given / "husregler.pdf", "--json").json["documents"][0]
    shelf = command_line.library(Settings(data_dir=home / "data"))
    asked = "Hvor hænger nøglen til cykelværkstedet, og hvem skriver ned, hvem der har den?"
    (found, *_) = shelf.search(asked, "da")
    assert found.card == f"own-{kept['id']}-1" and found.title == "husregler.pdf" and "side 1" in found.section
    shelf.close()
    assert run("ingest", "--remove", kept["id"]).code == 0
    assert [one for one in shelf.search(asked, "da") if one.card.startswith("own-")] == []
    shelf.close()
    assert list((home / "data" / "documents").iterdir()) == []
