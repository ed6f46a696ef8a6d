"""`companion doctor`: a fresh install is well, and each ailment is told by itself with what to do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from companion import parts
from companion.commands import doctor
from companion.confidentiality.discretion import Probe
from companion.errors import HeldBack, LibraryProblem, ModelProblem, ModelTrouble, SparringsrumError
from companion.safety.helplines import helplines
from companion.settings import load_settings
from companion.vocabulary import LANGS, Lang
from evals.stub import Reply, running

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


OWN = """
helplines:
  - {id: hr, levels: [duty], name: {da: HR hos os, en: Our HR}, number: "12 34 56 78", when: {da: Ring., en: Call.}, source: HR,
     checked_on: %s}
"""


@pytest.mark.parametrize(("checked", "ok"), [("2020-01-01", False), (dt.date.today().isoformat(), True)])
def test_an_organisations_own_helplines_are_told(
    run, home: Path, library, monkeypatch: pytest.MonkeyPatch, checked: str, ok: bool
) -> None:
    file = home / "help.yaml"
    file.write_text(OWN % checked, encoding="utf-8")
    monkeypatch.setenv("COMPANION_HELP_FILE", str(file))
    found = checks(run)[1]["helplines"]
    assert found["ok"] is ok and f"{file} vises først: HR hos os." in str(found["detail"])
    assert ("Kontrollér dem igen" in str(found["detail"])) is not ok


@pytest.mark.parametrize("command", [["doctor", "--json"], ["prepare"]])
def test_a_help_file_that_is_wrong_is_told_at_the_start(
    run, home: Path, library, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (home / "help.yaml").write_text("helplines: [", encoding="utf-8")
    monkeypatch.setenv("COMPANION_HELP_FILE", str(home / "help.yaml"))
    ran = run(*command)
    assert ran.code == (4 if "doctor" in command else 2) and "YAML-fejl i linje 1" in ran.out + ran.err


def model(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], probe: Callable[[], Probe] | None, lang: Lang = "da"
) -> doctor.Check:
    """What is said of the model with these settings."""
    for name, value in given.items():
        monkeypatch.setenv(f"COMPANION_{name}", value)
    settings = load_settings()
    opened = [partial(part, settings) for part in (parts.key, parts.casebook)]
    found = doctor.examine(settings, *opened, partial(parts.library, settings, calls=False), lang, probe)
    return next(check for check in found if check.name == "model")


def nobody() -> Probe:
    pytest.fail("somebody was called")


MODELS = {
    "none": ({}, True, "intet forlader maskinen"),
    "search alone": ({"EMBEDDING_MODEL": "ollama/bge", "API_BASE": "https://eksempel.dk"}, True, "Søgning: ollama/bge hos ek"),
    "search alone, not called": ({"EMBEDDING_MODEL": "ollama/bge"}, True, "Der er ikke ringet op nu."),
    "in the open": ({"MODEL": "openai/some", "API_BASE": "http://10.0.0.7:8000/v1"}, False, "https"),
    "the search in the open": (
        {"MODEL": "openai/some", "EMBEDDING_MODEL": "ollama/bge", "EMBEDDING_API_BASE": "http://10.0.0.7:9"}, False, "https",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "ok", "says"), MODELS.values(), ids=MODELS)
def test_where_the_words_would_go_is_told_and_nobody_is_called(
    home: Path, library, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], ok: bool, says: str
) -> None:
    check = model(monkeypatch, given, nobody)
    assert check.ok is ok and says in check.detail


CALLED: dict[Lang, str] = {
    "da": "openai/some hos 127.0.0.1:9 svarede ”Ja” på 1,3 sekunder (12 tokens sendt)",
    "en": "openai/some at 127.0.0.1:9 answered “Ja” in 1.3 seconds (12 tokens sent)",
}
BOTH = {
    "MODEL": "openai/some", "API_BASE": "http://127.0.0.1:9", "EMBEDDING_MODEL": "ollama/bge",
    "EMBEDDING_API_BASE": "http://localhost:8",
}  # fmt: skip
GOES = ("Spørgsmål: openai/some hos 127.0.0.1:9.", "Søgning: ollama/bge hos localhost:8.", "i en kvittering")


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_model_answered_is_told(home: Path, library, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    check = model(monkeypatch, BOTH, lambda: Probe("openai/some", "127.0.0.1:9", 1.26, 12, "Ja"), lang)
    assert check.ok and CALLED[lang] in check.detail


def test_one_that_does_not_count_is_no_worse(home: Path, library, monkeypatch: pytest.MonkeyPatch) -> None:
    check = model(
        monkeypatch, {"MODEL": "mistral/some"}, lambda: Probe("mistral/some", "api.mistral.ai:443", 1, 0, "Ja")
    )
    assert check.ok and "antal tokens ikke oplyst" in check.detail and "hos udbyderen selv" in check.detail


KINDS: tuple[ModelTrouble, ...] = ("unset", "unreachable", "timeout", "status", "unreadable")
ERRORS: list[SparringsrumError] = [*(ModelProblem(kind, "127.0.0.1:9", 404) for kind in KINDS), HeldBack()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("error", ERRORS, ids=[*KINDS, "held back"])
def test_every_trouble_is_told_with_what_to_do_and_where_the_words_would_go(
    home: Path, library, monkeypatch: pytest.MonkeyPatch, error: SparringsrumError, lang: Lang
) -> None:
    def trouble() -> Probe:
        raise error

    check = model(monkeypatch, BOTH, trouble, lang)
    assert not check.ok and check.detail.startswith(error.say(lang))
    assert lang == "en" or all(words in check.detail for words in GOES)


OVER_HTTP: dict[str, tuple[Reply | None, int, str]] = {
    "well": (None, 0, "svarede ”Ja” på "),
    "no such model": (Reply(404, b"{}"), 4, "fejl 404"),
    "a page": (Reply(200, b"<html>", "text/html"), 4, "kan ikke læses"),
}


@pytest.mark.parametrize(("fault", "code", "says"), OVER_HTTP.values(), ids=OVER_HTTP)
def test_one_harmless_call_over_http(
    run, home: Path, library, monkeypatch: pytest.MonkeyPatch, fault: Reply | None, code: int, says: str
) -> None:
    monkeypatch.setattr("companion.confidentiality.gate.shut", lambda: None)
    with running(says="Ja") as stub:
        stub.fault = fault
        monkeypatch.setenv("COMPANION_MODEL", "hosted_vllm/some")
        monkeypatch.setenv("COMPANION_EMBEDDING_MODEL", "hosted_vllm/bge")
        monkeypatch.setenv("COMPANION_API_BASE", stub.base)
        exit_code, found = checks(run)
        (request,) = stub.recorded
    assert (exit_code, found["model"]["ok"]) == (code, not code) and says in found["model"]["detail"]
    assert stub.host in found["model"]["detail"] and request.path.endswith("/chat/completions")
    assert [message["role"] for message in json.loads(request.body)["messages"]] == ["user"]
    with parts.casebook(load_settings()) as book:
        assert book.receipts_without_case("me") == []


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
