"""`companion doctor`: a fresh install is well, and each ailment is told by itself with what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from companion.commands import doctor
from companion.errors import LibraryProblem
from companion.safety.helplines import helplines
from companion.vocabulary import LANGS, Lang

NAMES = ["key", "store", "index", "model", "helplines", "folder", "retention"]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch):
    """An index that is there, so that none is built."""
    monkeypatch.setattr("companion.library.library.Library.ready", lambda shelf: True)


def checks(run, *argv: str) -> tuple[int, dict[str, dict[str, object]]]:
    ran = run("doctor", "--json", *argv)
    return ran.code, {check["name"]: check for check in ran.json["checks"]}


@pytest.mark.parametrize("lang", LANGS)
def test_a_fresh_install_is_well(run, home: Path, library, lang: Lang) -> None:
    code, found = checks(run, "--lang", lang)
    assert code == 0 and list(found) == NAMES
    assert all(
        check.keys() == {"name", "ok", "detail"} and check["ok"] is True and check["detail"] for check in found.values()
    )
    assert str(home / "config" / "key") in found["key"]["detail"] and "180" in found["retention"]["detail"]
    assert {"da": "Livslinien", "en": "Emergency services"}[lang] in found["helplines"]["detail"]


MODELS = {
    "none": ({}, True, "intet forlader maskinen"),
    "here": ({"MODEL": "ollama/some", "API_BASE": "http://127.0.0.1:9"}, True, "Spørgsmål: ollama/some hos 127.0.0.1:9."),
    "the provider's": ({"MODEL": "mistral/some"}, True, "mistral/some hos udbyderen selv"),
    "search alone": ({"EMBEDDING_MODEL": "ollama/bge", "API_BASE": "https://eksempel.dk"}, True, "Søgning: ollama/bge hos ek"),
    "an address of its own": (
        {"MODEL": "a/b", "EMBEDDING_MODEL": "ollama/bge", "EMBEDDING_API_BASE": "http://localhost:9"}, True, "hos localhost:9",
    ),
    "in the open": ({"MODEL": "openai/some", "API_BASE": "http://10.0.0.7:8000/v1"}, False, "https"),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "ok", "says"), MODELS.values(), ids=MODELS)
def test_where_the_words_would_go_is_told_and_nobody_is_called(
    run, library, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], ok: bool, says: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"COMPANION_{name}", value)
    monkeypatch.setattr("companion.confidentiality.gate._litellm", lambda: pytest.fail("somebody was called"))
    code, found = checks(run)
    assert (found["model"]["ok"], code) == (ok, 0 if ok else 4) and says in found["model"]["detail"]


@pytest.mark.parametrize("base", ["localhost:9", "ftp://eksempel.dk", "http://", "https://me:secret@eksempel.dk"])
def test_an_address_that_is_none_is_refused_and_not_repeated(run, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("COMPANION_API_BASE", base)
    ran = run("doctor")
    assert ran.code == 2 and "COMPANION_API_BASE" in ran.err and base not in ran.err


def test_the_same_in_plain_lines(run, library) -> None:
    ran = run("doctor")
    assert ran.code == 0 and [line[:4] for line in ran.out.splitlines()] == ["ok  "] * len(NAMES)


def test_an_index_is_built(run, home: Path) -> None:
    code, found = checks(run)
    assert code == 0 and "Bygget nu" in found["index"]["detail"]
    assert "Klar" in checks(run)[1]["index"]["detail"]


def test_a_given_key_makes_no_file(run, home: Path, library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_KEY", "ab" * 32)
    _, found = checks(run)
    assert "COMPANION_KEY" in found["key"]["detail"] and not (home / "config").exists()
    assert "abab" not in str(found)


def _lose_key(home: Path) -> None:
    (home / "config" / "key").unlink()


def _open_key(home: Path) -> None:
    (home / "config" / "key").chmod(0o644)


def _open_cases(home: Path) -> None:
    (home / "data" / "casebook.db").chmod(0o640)


def _break_cases(home: Path) -> None:
    (home / "data" / "casebook.db").write_bytes(b"something else" * 1000)


AILMENTS = [(_lose_key, {"key", "store"}), (_open_key, {"key"}), (_open_cases, {"folder"}), (_break_cases, {"store"})]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("hurt", "ill"), AILMENTS)
def test_each_ailment_is_told_by_itself(run, home: Path, library, hurt, ill: set[str], lang: Lang) -> None:
    checks(run)
    hurt(home)
    code, found = checks(run, "--lang", lang)
    assert code == 4 and {name for name, check in found.items() if not check["ok"]} == ill


def test_a_lost_key_is_told_where_it_belongs(run, home: Path, library) -> None:
    checks(run)
    _lose_key(home)
    assert str(home / "config" / "key") in checks(run)[1]["key"]["detail"]


def test_an_index_that_cannot_be_built(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(shelf) -> None:
        raise LibraryProblem("Kan ikke bygges. Se efter.", "Cannot be built. Look.")

    monkeypatch.setattr("companion.library.library.Library.build_if_needed", refuse)
    code, found = checks(run, "--lang", "en")
    assert code == 4 and found["index"] == {"name": "index", "ok": False, "detail": "Cannot be built. Look."}


AGES = [(None, True, "endnu ikke"), (30, True, "Alle er kontrolleret"), (400, False, "Kontrollér dem igen")]


@pytest.mark.parametrize(("days", "ok", "said"), AGES)
def test_help_numbers(run, library, monkeypatch: pytest.MonkeyPatch, days: int | None, ok: bool, said: str) -> None:
    """Those nobody has checked yet are named; those left for too long are not well."""
    checked = dt.date.today() - dt.timedelta(days=days) if days else None
    aged = [
        line.model_copy(update={"checked_on": checked, "unchecked": not checked})
        for line in helplines()
        if line.states_a_fact
    ]
    monkeypatch.setattr("companion.safety.helplines.helplines", lambda: tuple(aged))
    code, found = checks(run)
    assert (code == 0) is ok and found["helplines"]["ok"] is ok and said in str(found["helplines"]["detail"])


def test_a_fault_of_the_program_is_no_check_that_failed(run, library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_retention", lambda settings, lang: 1 // 0)
    ran = run("doctor", "--json")
    assert (ran.code, ran.out) == (4, "") and ran.err.startswith("companion: ZeroDivisionError at ")


@pytest.mark.parametrize("lang", LANGS)
def test_an_own_document_that_cannot_be_read_is_named_with_what_to_do(run, home: Path, library, lang: Lang) -> None:
    (home / "data" / "documents").mkdir(parents=True)
    (home / "data" / "documents" / f"{'a' * 16}.json").write_text("half a docu")
    code, found = checks(run, "--lang", lang)
    assert code == 4 and found["index"]["ok"] is False
    assert "a" * 16 in str(found["index"]["detail"]) and "--remove" in str(found["index"]["detail"])
