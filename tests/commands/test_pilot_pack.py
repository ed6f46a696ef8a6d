"""`companion pilot pack`: eight documents in three kinds, for their owner alone, over nobody else's files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

KINDS = {".docx", ".pdf", ".md"}


@pytest.mark.parametrize(("lang", "files"), [("da", 24), ("en", 24), ("both", 48)])
def test_every_document_in_every_kind(run, home: Path, lang: str, files: int) -> None:
    ran = run("pilot", "pack", "--out", "pack", "--lang", lang)
    made = sorted((home / "cwd" / "pack").iterdir())
    assert ran.code == 0 and len(made) == files and {one.suffix for one in made} == KINDS
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in made)
    assert (home / "cwd" / "pack").stat().st_mode & 0o777 == 0o700
    assert ran.out.count(str(files)) == (2 if lang == "both" else 1) and str(home) not in ran.out


def test_the_three_kinds_say_the_same(run, home: Path) -> None:
    run("pilot", "pack", "--out", "pack")
    stem = str(home / "cwd" / "pack" / "1-opslag")
    pdf = " ".join(page.extract_text() for page in PdfReader(stem + ".pdf").pages)
    word = "\n".join(one.text for one in Document(io.BytesIO(Path(stem + ".docx").read_bytes())).paragraphs)
    for text in (pdf, word, Path(stem + ".md").read_text(encoding="utf-8")):
        assert "Vi prøver Sparringsrum" in text and "Ingen sprogmodel er koblet på" in text and "180" in text


def test_it_is_made_from_the_settings_in_force(run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails with settings of the product's own choosing, and with a key or a path in a file."""
    monkeypatch.setenv("COMPANION_MODEL", "mistral/mistral-small-latest")
    monkeypatch.setenv("COMPANION_API_BASE", "https://api.eu.mistral.ai/v1")
    monkeypatch.setenv("COMPANION_RETENTION_DAYS", "33")
    monkeypatch.setenv("COMPANION_KEY", "cd" * 32)
    run("pilot", "pack", "--out", "pack", "--lang", "en")
    told = "".join(one.read_text("utf-8") for one in (home / "cwd" / "pack").glob("*.md"))
    assert "api.eu.mistral.ai" in told and "33 days" in told and "180" not in told
    assert "cd" * 32 not in told and str(home) not in told and "Given by the organisation" in told


def test_a_folder_with_something_in_it_is_left_alone(run, home: Path) -> None:
    folder = home / "cwd" / "pack"
    folder.mkdir()
    (folder / "mit.txt").write_text("mit", encoding="utf-8")
    ran = run("pilot", "pack", "--out", "pack")
    assert ran.code == 2 and "--force" in ran.err and [one.name for one in folder.iterdir()] == ["mit.txt"]
    ran = run("pilot", "pack", "--out", "pack", "--force")
    assert ran.code == 0 and (folder / "mit.txt").read_text("utf-8") == "mit" and len(list(folder.iterdir())) == 25


def test_made_again_it_is_what_the_settings_now_say(run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("pilot", "pack", "--out", "pack")
    page = home / "cwd" / "pack" / "1-opslag.md"
    page.chmod(0o644)
    monkeypatch.setenv("COMPANION_RETENTION_DAYS", "33")
    assert run("pilot", "pack", "--out", "pack").code == 2 and "180" in page.read_text("utf-8")
    assert run("pilot", "pack", "--out", "pack", "--force").code == 0
    assert "33 dage" in page.read_text("utf-8") and page.stat().st_mode & 0o777 == 0o600


def test_what_is_no_folder_and_where_one_may_not_write(run, home: Path) -> None:
    (home / "cwd" / "file").write_text("x", encoding="utf-8")
    assert run("pilot", "pack", "--out", "file").code == 2
    assert run("pilot", "pack", "--out", "file/below").code == 4
    assert run("pilot", "pack").code == 2
    assert run("pilot", "pack", "--out", "pack", "--lang", "sv").code == 2


def test_a_help_file_that_cannot_be_read_is_told_of_before_anything_is_written(
    run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "help.yaml").write_text("helplines: 3", encoding="utf-8")
    monkeypatch.setenv("COMPANION_HELP_FILE", str(home / "help.yaml"))
    ran = run("pilot", "pack", "--out", "pack")
    assert ran.code == 2 and "COMPANION_HELP_FILE" in ran.err and not (home / "cwd" / "pack").exists()
