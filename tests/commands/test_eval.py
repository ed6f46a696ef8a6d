"""`companion eval`: its exit codes, what it runs, and what it says; the suite itself is tried in tests/evals.

Fails with: 0 where a gate fell, a run before it is known that the model answers or the report can be written, a bar where
nobody watches.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import companion.commands.eval as command
from companion.commands.eval import Asked
from companion.commands.parser import parser
from companion.errors import ModelProblem, WrongUse
from companion.vocabulary import LANGS, Lang
from evals import case as cases
from evals import run as suite
from evals import stub
from evals.case import EvalCase
from evals.gates import GATES
from evals.run import Result
from evals.scorers import Score
from evals.transcript import Transcript
from evals.voices import EMBEDDED, HOSTILE

CASE = EvalCase.model_validate(
    {
        "id": "method-da-one", "dimension": "method", "lang": "da", "kind": "lint", "why": "stands for all of them",
        "says": "Hvad nu?", "must": {"finds": ["ok"]},
    }
)  # fmt: skip


class Run:
    """In place of a run: what it was asked for; every scorer of a gate looked, and `failed` failed."""

    def __init__(self) -> None:
        self.voices: list[str] = []
        self.shares: list[int] = []
        self.failed = ""

    def __call__(self, some: Any, voices: Any, told: Any) -> list[Result]:
        self.voices, self.shares = [voice.name for voice in voices], [voice.share for voice in voices]
        told(1, 2)
        told(2, 2)
        scores = tuple(Score(name, name != self.failed) for gate in GATES for name in gate.scorers)
        return [Result(CASE, voice.name, Transcript(CASE), scores) for voice in voices]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, home: Path) -> Run:
    run = Run()
    monkeypatch.setattr(suite, "run_all", run)
    monkeypatch.setattr(cases, "cases", lambda: (CASE,))
    return run


@pytest.mark.parametrize(("failed", "code"), [("", 0), ("advice", 1), ("canaries", 1)])
def test_it_ends_with_one_when_a_gate_falls(ran: Run, failed: str, code: int, capsys) -> None:
    ran.failed = failed
    assert command.run(Asked(), "da") == code
    said = capsys.readouterr()
    assert said.out.strip() and said.err == ""


@pytest.mark.parametrize("every", [False, True])
def test_the_embedded_voice_and_every_hostile_one_are_run(ran: Run, every: bool) -> None:
    command.run(Asked(every=every), "da")
    assert ran.voices == [EMBEDDED.name, *(voice.name for voice in HOSTILE)]
    assert (set(ran.shares[1:]) == {1}) is every


def test_a_model_is_run_in_place_of_the_hostile_ones(ran: Run, monkeypatch) -> None:
    with stub.running() as server:
        monkeypatch.setenv("COMPANION_API_BASE", server.base)
        assert command.run(Asked(model="hosted_vllm/some"), "en") == 0
    assert ran.voices == ["embedded", "hosted_vllm/some"] and len(server.recorded) == 1


def test_a_model_that_does_not_answer_is_told_of_before_anything_is_run(ran: Run, monkeypatch) -> None:
    monkeypatch.setenv("COMPANION_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("COMPANION_MODEL_TIMEOUT", "1")
    with pytest.raises(ModelProblem) as problem:
        command.run(Asked(model="hosted_vllm/some"), "da")
    assert problem.value.exit_code == 4 and ran.voices == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_is_written_once(ran: Run, lang: Lang, tmp_path: Path, capsys) -> None:
    out = tmp_path / "report"
    assert command.run(Asked(out=out), lang) == 0
    written = {path.suffix for path in out.iterdir()}
    assert {".json", ".md", ".html"} <= written
    assert capsys.readouterr().out.endswith({"da": "mappen efter --out.\n", "en": "folder after --out.\n"}[lang])
    ran.voices = []
    with pytest.raises(WrongUse):
        command.run(Asked(out=out), lang)
    assert ran.voices == []
    assert command.run(Asked(out=out, force=True), lang) == 0


def test_what_a_judge_says_is_in_the_report_and_changes_no_gate(ran: Run, monkeypatch, tmp_path: Path) -> None:
    with stub.running(says="No.") as server:
        monkeypatch.setenv("COMPANION_API_BASE", server.base)
        assert command.run(Asked(judge="hosted_vllm/judge", out=tmp_path / "report"), "da") == 0
    (document,) = (tmp_path / "report").glob("*.json")
    assert json.loads(document.read_text())["judge"]["model"] == "hosted_vllm/judge"


def test_where_somebody_watches_there_is_a_bar(ran: Run, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    command.run(Asked(), "da")
    bar = capsys.readouterr().err
    assert bar.count("\r") == 2 and bar.endswith("2/2\n") and "█" * 40 in bar


@pytest.mark.parametrize("missing", ["evals", "evals.voices"])
def test_without_the_suite_it_says_what_to_do(missing: str, monkeypatch) -> None:
    def none(name: str) -> Any:
        raise ModuleNotFoundError(name=missing)

    monkeypatch.setattr(command, "import_module", none)
    with pytest.raises(WrongUse) as refused:
        command.run(Asked(), "da")
    assert "evals" in refused.value.say("da") and "evals" in refused.value.say("en")


def test_what_the_suite_itself_misses_is_not_hidden(monkeypatch) -> None:
    def none(name: str) -> Any:
        raise ModuleNotFoundError(name="something_else")

    monkeypatch.setattr(command, "import_module", none)
    with pytest.raises(ModuleNotFoundError):
        command.run(Asked(), "da")


def test_the_options() -> None:
    args = parser().parse_args(
        ["eval", "--model", "m", "--judge", "j", "--out", "d", "--force", "--every", "--lang", "en"]
    )
    assert (args.model, args.judge, args.out, args.force, args.every, args.lang) == (
        "m",
        "j",
        Path("d"),
        True,
        True,
        "en",
    )
    assert not any([(bare := parser().parse_args(["eval"])).model, bare.judge, bare.out, bare.force, bare.every])
