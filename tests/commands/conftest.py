"""A command run as a leader runs it: its exit code and what it printed; nothing of the machine's own folders is used."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.__main__ import main
from companion.vocabulary import ConcernLevel, Suggested
from companion.voice import Proposal, Situation, Wording

MODEL = "stub/one"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Typed(io.TextIOWrapper):
    """Standard input with these bytes in it."""

    def __init__(self, text: str | bytes, tty: bool) -> None:
        super().__init__(
            io.BytesIO(text.encode() if isinstance(text, str) else text), encoding="utf-8", errors="surrogateescape"
        )
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


@dataclass
class Scripted:
    """A model's voice that says what it is told to."""

    asks: str = "Hvad ville du helst høre dem sige?"
    suggested: Suggested | None = None
    gone: bool = False
    """True where the guided voice speaks in its place."""
    concern: ConcernLevel = "none"

    def word(self, situation: Situation, discretion: object) -> Wording:
        if self.gone:
            return Wording(text="Hvad sker der så?", handed_over=True)
        return Wording(text=self.asks, model=MODEL, concern=self.concern)

    def propose(self, situation: Situation, discretion: object) -> Proposal:
        return Proposal(self.suggested)


@pytest.fixture
def voice(home: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """What speaks for the model that is configured."""
    scripted = Scripted()
    monkeypatch.setenv("COMPANION_MODEL", MODEL)
    monkeypatch.setattr("companion.parts.model_voice", lambda settings, shelf: scripted)
    return scripted


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own; the working folder is another."""
    for name in [name for name in os.environ if name.startswith("COMPANION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COMPANION_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COMPANION_KEY_FILE", str(tmp_path / "config" / "key"))
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    return tmp_path


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command; `typed` is what stands on standard input."""

    def run(*argv: object, typed: str | bytes = "", tty: bool = False) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", Typed(typed, tty))
        try:
            code = main([str(word) for word in argv])
        except SystemExit as done:
            code = int(done.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def answers(home: Path) -> Callable[..., Path]:
    """An answers file with this text, or with these answers as YAML."""

    def write(text: str | bytes | None = None, **said: object) -> Path:
        path = home / "cwd" / "case.yaml"
        content = json.dumps(said, ensure_ascii=False) if text is None else text
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
