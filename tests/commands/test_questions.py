"""`companion questions`: a set as JSON or to read, a case opened without a name, and people where there is danger."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.commands import questions
from companion.commands.questions import Out
from companion.errors import LibraryProblem, PartFailed, WrongUse
from companion.facilitation.themes import themes
from companion.library.library import Library
from companion.voice.lint import lint
from evals import colleague

KEYS = {"text", "step", "purpose", "source", "section", "quoted"}


@dataclass(frozen=True)
class Said:
    """What came of a call."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs the command with a library that finds nothing near."""
    monkeypatch.setattr(Library, "search", lambda self, text, lang, **more: ())

    def ask(theme: str = "konflikter", kind: str = "interview", **more: Any) -> Said:
        given = {"count": 8, "lang": "da", "brief": None, "as_json": True} | more
        capsys.readouterr()
        code = questions.run(theme, kind, **given)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return ask


@pytest.fixture
def case(home: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (home / "case.md").write_text(text, encoding="utf-8")
        return home / "case.md"

    return write


@pytest.mark.parametrize("kind", ["interview", "sparring", "plenary", "opening", "follow-up", "closing"])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_set_is_one_document(ask, kind: str, lang: str) -> None:
    said = ask(kind=kind, lang=lang)
    assert said.code == 0 and len(said.json["questions"]) == 8 and said.json["concern"] is None and not said.err
    assert all(one.keys() >= KEYS and lint(one["text"], one["quoted"]).ok for one in said.json["questions"])


def test_what_fits_no_theme_still_gets_a_set(ask) -> None:
    said = ask(theme="kunstig intelligens")
    assert said.code == 0 and len(said.json["questions"]) == 8 and said.json["title"] == "Kunstig intelligens"
    assert all("kunstig intelligens" in one["text"] for one in said.json["questions"])


def test_fewer_than_asked_for_is_said_beside_the_set(ask) -> None:
    said = ask(kind="sparring", count=50)
    assert said.code == 0 and len(said.json["questions"]) == 13 and "13 spørgsmål, ikke 50" in said.err


def test_a_set_can_be_read(ask) -> None:
    said = ask(kind="sparring", as_json=False)
    assert said.out.startswith("Konflikter og lederrollen\n\n1. Hvad er problemet?\n")
    assert "(Sparring i netværk for ledere: Sparringsøvelse, kildens egne ord)" in said.out


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "dance"}, "--format"),
        ({"group": "old"}, "--group"),
        ({"setting": "moon"}, "--setting"),
        ({"count": 0}, "--count"),
        ({"count": 101}, "--count"),
        ({"theme": ""}, "--theme"),
        ({"theme": "x" * 2001}, "2001"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(ask, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        ask(**wrong)


def test_a_received_case_is_opened_and_names_nobody(ask, case) -> None:
    brief = case("Mette Holm melder sig syg hver fredag. Ring på 22 33 44 55. Bo Lund tager hendes vagter.")
    for as_json in (True, False):
        said = ask(theme="", brief=brief, as_json=as_json)
        assert said.code == 0 and "hver fredag" in said.out
        assert not [name for name in ("Mette", "Holm", "Bo ", "Lund", "22 33") if name in said.out + said.err]


def test_who_asks_to_be_heard_is_not_asked_for_options(ask, case) -> None:
    said = ask(theme="stress", brief=case("Jeg har for meget om ørerne.\n\n**Jeg ønsker:** Hør mig til ende."))
    assert "options" not in {one["step"] for one in said.json["questions"]} and len(said.json["questions"]) == 8


@pytest.mark.parametrize("where", ["theme", "brief"])
def test_danger_to_life_is_met_with_people_and_nothing_is_looked_up(ask, case, monkeypatch, where: str) -> None:
    monkeypatch.setattr(questions, "Library", lambda *_: pytest.fail("it was looked up"))
    words = "Jeg vil ikke leve længere."
    given = {"theme": words} if where == "theme" else {"theme": "stress", "brief": case(words)}
    said = ask(**given)
    assert said.code == 3 and said.json["questions"] == [] and "112" in said.json["concern"]["text"]
    read = ask(**given, as_json=False)
    assert read.code == 3 and "112" in read.out and "?" not in read.out.split("\n\n")[-1]


def test_a_duty_to_act_is_said_beside_the_questions(ask, case) -> None:
    said = ask(theme="", brief=case("Min medarbejder bliver mobbet af de andre."))
    assert said.code == 0 and said.json["concern"]["level"] == "duty" and said.json["questions"]


def test_a_library_that_cannot_be_searched_costs_the_theme_alone(ask, monkeypatch) -> None:
    def fails(self: Library, text: str, lang: str, **more: Any) -> None:
        raise LibraryProblem("Ingen plads.", "No room.")

    monkeypatch.setattr(Library, "search", fails)
    said = ask(theme="noget helt andet")
    assert said.code == 0 and len(said.json["questions"]) == 8 and said.err == "Ingen plads.\n"


def test_no_document_of_the_leaders_own_and_no_call_out_is_part_of_the_search(ask, monkeypatch) -> None:
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(Library, "search", lambda self, text, lang, **more: seen.append(more) or ())
    ask(theme="noget helt andet")
    assert seen == [{"k": 3, "own": False}]


def test_a_theme_is_found_by_what_it_means(home: Path, capsys) -> None:
    code = questions.run("to afdelinger der skal arbejde sammen", "plenary", 4, "da", None, True)
    found = json.loads(capsys.readouterr().out)
    assert code == 0 and found["title"] == next(one.title.da for one in themes() if one.id == "change")


@pytest.mark.parametrize("kind", [".md", ".docx", ".pdf"])
@pytest.mark.parametrize("cards", [True, False])
def test_a_set_becomes_a_file_for_its_owner_alone(ask, home: Path, kind: str, cards: bool) -> None:
    path = home / f"set{kind}"
    said = ask(as_json=False, out=Out(path, cards))
    assert said.out == "Spørgsmålene er gemt.\n" and len(path.read_bytes()) > 500 and path.stat().st_mode & 0o77 == 0
    if kind == ".md":
        assert ("Sparring i netværk for ledere" in path.read_text(encoding="utf-8")) is not cards


def test_a_file_and_the_document_together(ask, case, home: Path) -> None:
    brief = case("Mette Holm kommer for sent.\n\n**Jeg ønsker:** Hør mig til ende.")
    said = ask(theme="", brief=brief, out=Out(home / "set.md"))
    text = (home / "set.md").read_text(encoding="utf-8")
    assert (
        said.json["questions"][0]["text"] in text
        and "Mette" not in text
        and 0 < text.index("Vil høres") < text.index("###")
    )


@pytest.mark.parametrize(
    ("name", "cards", "told"), [("set.txt", False, "--out"), ("there.md", False, "--force"), ("", True, "--out")]
)
def test_a_file_that_cannot_be_made_is_told_before_anything_is_looked_up(
    ask, home, monkeypatch, name, cards, told
) -> None:
    monkeypatch.setattr(questions, "Library", lambda *_: pytest.fail("it was looked up"))
    (home / "there.md").write_text("x", encoding="utf-8")
    with pytest.raises(WrongUse, match=told):
        ask(out=Out(home / name if name else None, cards))
    assert (home / "there.md").read_text(encoding="utf-8") == "x"


def test_a_file_is_overwritten_when_that_is_asked_for_and_a_folder_that_is_none_is_told(ask, home: Path) -> None:
    (home / "there.md").write_text("x", encoding="utf-8")
    assert ask(out=Out(home / "there.md", force=True)).code == 0 and len((home / "there.md").read_bytes()) > 500
    with pytest.raises(PartFailed, match="folder"):
        ask(out=Out(home / "none" / "set.md"))


def test_at_danger_no_file_is_made(ask, home: Path) -> None:
    assert (
        ask(theme="Jeg vil ikke leve længere.", out=Out(home / "set.md")).code == 3 and not (home / "set.md").exists()
    )


def test_from_the_command_line_a_theme_is_not_needed_with_a_brief(run, home: Path, case, monkeypatch) -> None:
    monkeypatch.setattr(Library, "search", lambda self, text, lang, **more: ())
    brief = case("Alt bliver lavet om.")
    assert (
        run("questions", "--format", "sparring", "--brief", brief, "--out", home / "set.md", "--lang", "da").code == 0
    )
    assert (home / "set.md").exists()
    assert run("questions", "--format", "sparring", "--lang", "da").code == 2


@pytest.mark.parametrize(
    ("theme", "calls"), [("konflikter hos Mette Holm", 1), ("jeg vågner hver nat og kan ikke mere", 0)]
)
def test_a_model_fits_them_to_the_theme_unless_somebody_may_not_be_well(
    run, monkeypatch: pytest.MonkeyPatch, theme: str, calls: int
) -> None:
    """Through the whole command and a real line. Fails with the concern not asked after, or names not hidden."""
    with colleague.running() as server:
        monkeypatch.setenv("COMPANION_MODEL", "openai/colleague")
        monkeypatch.setenv("COMPANION_API_BASE", server.base)
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        ran = run("questions", "--theme", theme, "--format", "interview", "--count", "4", "--json")
        sent = [request.body for request in server.recorded]
    fitted = [one for one in ran.json["questions"] if one["model"]]
    assert ran.code == 0 and len(sent) == calls and (len(fitted) > 1) == bool(calls)
    assert all(one["text"].endswith("hos jer?") and one["model"] == "openai/colleague" for one in fitted)
    assert not any("Mette" in body or "Holm" in body for body in sent)
