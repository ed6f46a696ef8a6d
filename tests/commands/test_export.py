"""`companion data export`: everything stored, on the screen or in a file for me alone, never over another file."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from companion.commands.saved import save
from companion.errors import WrongUse
from companion.library.documents import Documents, OwnDocument, Piece

SAID = "Den nye vagtplan for Mette Holm."


@pytest.fixture
def kept(run, answers) -> str:
    """One kept case; its id."""
    path = answers(problem=SAID, hopes="At Mette bliver.", people={"Mette Holm": "en teamleder"}, date="2026-12-03")
    assert run("prepare", "--answers", path, "--keep", "--json").code == 0
    return run("data", "list", "--json").json["cases"][0]["id"]


def test_the_json_is_one_document_with_the_words_the_brief_and_the_names(run, kept) -> None:
    exported = run("data", "export", "--json").json
    (case,) = exported["cases"]
    assert case["listed"]["id"] == kept and SAID in [turn["text"] for turn in case["turns"]]
    assert case["brief"]["date"] == "2026-12-03" and case["people"][0]["role"] == "en teamleder"
    assert {"kind": "person", "number": 1}.items() <= case["names"]["hidden"][0].items()
    assert (case["receipts"], exported["receipts"], exported["unopened"]) == ([], [], [])


HEADINGS = {"da": ["# Det, Sparringsrum har gemt om dig", "### Oplægget", "### Navne vi skjuler"],
            "en": ["# What Sparringsrum has stored about you", "### The brief", "### Names we hide"]}  # fmt: skip


@pytest.mark.parametrize("lang", HEADINGS)
def test_the_document_is_in_the_language_asked_for_with_the_words_as_they_were_written(run, kept, lang: str) -> None:
    ran = run("data", "export", "--lang", lang)
    assert ran.code == 0 and all(heading in ran.out.splitlines() for heading in HEADINGS[lang])
    assert f"> {SAID}" in ran.out and "en teamleder" in ran.out


def test_it_says_where_the_rest_lies(run, kept, home: Path) -> None:
    there = run("data", "export", "--json").json["elsewhere"]
    assert (there["key"], there["casebook"]) == (str(home / "config" / "key"), str(home / "data" / "casebook.db"))
    assert there["retention_days"] == 180 and str(home / "config").replace("_", r"\_") in run("data", "export").out


def test_a_key_from_the_environment_is_no_file(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_KEY", "ab" * 32)
    ran = run("data", "export")
    assert "COMPANION_KEY" in ran.out and "abab" not in ran.out and "Der er ingen oplæg gemt." in ran.out


def test_own_documents_stand_by_name_and_not_by_their_words(run, home: Path) -> None:
    piece = Piece(number=1, section="", page=None, text="Kun i teksten.")
    Documents(home / "data" / "documents").keep(
        OwnDocument(id="0" * 16, name="husregler.md", kind="md", lang="da", added=dt.date(2026, 1, 2), pages=None,
                    pieces=(piece,))
    )  # fmt: skip
    ran = run("data", "export")
    assert "husregler.md, lagt ind 2. januar 2026" in ran.out and "Kun i teksten" not in ran.out


@pytest.mark.parametrize("ending", [".md", ".json", ".JSON"])
def test_a_file_is_by_its_ending_and_for_its_owner_alone(run, kept, home: Path, ending: str) -> None:
    out = home / f"mig{ending}"
    os.umask(0o022)
    ran = run("data", "export", "--out", out)
    assert ran.code == 0 and SAID not in ran.out and "ikke krypteret" in ran.out
    text = out.read_text(encoding="utf-8")
    assert out.stat().st_mode & 0o777 == 0o600 and SAID in text
    assert text.startswith("#") if ending == ".md" else json.loads(text)["cases"]


def test_with_both_the_json_is_printed_and_the_file_is_written(run, kept, home: Path) -> None:
    ran = run("data", "export", "--json", "--out", home / "mig.md")
    assert ran.json["cases"] and (home / "mig.md").read_text().startswith("# Det")


def test_another_file_is_never_written_over_unless_told_to(run, kept, home: Path) -> None:
    out = home / "mig.json"
    out.write_text("mit eget")
    out.chmod(0o644)
    ran = run("data", "export", "--out", out)
    assert (ran.code, ran.out, out.read_text()) == (2, "", "mit eget") and "--force" in ran.err
    assert run("data", "export", "--out", out, "--force").code == 0
    assert json.loads(out.read_text())["cases"] and out.stat().st_mode & 0o777 == 0o600


def test_a_file_that_came_meanwhile_is_left_as_it_is(home: Path) -> None:
    (home / "mig.md").write_text("mit eget")
    with pytest.raises(WrongUse):
        save(home / "mig.md", b"alt", force=False)
    assert (home / "mig.md").read_text() == "mit eget"


def test_a_wrong_call_makes_nothing(run, home: Path) -> None:
    (home / "mig.md").write_text("mit eget")
    assert run("data", "export", "--out", home / "mig.md").code == 2 and not (home / "data" / "casebook.db").exists()


WRONG = [("mig.txt", 2), ("mig", 2), ("mig.docx", 2), ("ingen/mig.md", 4)]


@pytest.mark.parametrize(("name", "code"), WRONG)
def test_what_cannot_be_written_is_told(run, kept, home: Path, name: str, code: int) -> None:
    ran = run("data", "export", "--out", home / name)
    assert (ran.code, ran.out) == (code, "") and "--out" in ran.err and not (home / name).exists()


def test_a_wrong_key_is_told_and_nothing_is_written(run, kept, home: Path) -> None:
    (home / "config" / "key").write_text("cd" * 32)
    ran = run("data", "export", "--out", home / "mig.md")
    assert ran.code == 4 and not (home / "mig.md").exists()
