"""What is written down while a case is played."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from companion.safety.helplines import routes
from companion.safety.words import help_words
from companion.vocabulary import ConcernLevel, Lang, Receipt
from evals.transcript import Line, LineKind


@dataclass
class Notes:
    """What is written down while a case is played; the fields are those of the transcript."""

    lines: list[Line] = field(default_factory=list)
    level: ConcernLevel = "none"
    stopped: bool = False
    asked_last: bool = False
    slowest: float = 0.0
    receipts: Sequence[Receipt] = ()
    """Of what left, where no server of ours recorded it."""
    more: dict[str, Any] = field(default_factory=dict)
    """Everything else that a kind of case knows: brief, state, passages …"""

    def sees(self, text: str, kind: LineKind, quoted: bool = False, model: str = "", lead: str = "") -> None:
        """The leader reads something."""
        if text.strip() or lead:
            self.lines.append(Line("companion", text, kind, quoted, model, lead))

    def said(self, text: str, under_test: bool = True) -> None:
        """The leader writes something."""
        self.lines.append(Line("leader", text, "said", under_test=under_test))

    def people(self, level: ConcernLevel, lang: Lang) -> None:
        """The people to turn to, and the line that stands under them."""
        for route in routes(level, lang):
            link = route.href if route.href.startswith("https:") else ""
            self.sees(f"{route.title} ({route.name}): {route.text} {link}".strip(), "help")
        self.sees(help_words(level, lang).closing, "help")


class Crash:
    """A context that a fault does not get out of; `kind` is its name. Exits and interrupts pass."""

    kind = ""

    def __enter__(self) -> Crash:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        self.kind = kind.__name__ if kind else ""
        return isinstance(error, Exception)


@contextmanager
def errors() -> Iterator[list[str]]:
    """Inside, standard error goes into the list instead: what Python writes there, and what a library writes past it."""
    found: list[str] = []
    sys.stderr.flush()
    before = os.dup(2)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as file:
        os.dup2(file.fileno(), 2)
        try:
            with redirect_stderr(file):
                yield found
        finally:
            file.flush()
            os.dup2(before, 2)
            os.close(before)
            file.seek(0)
            found.append(file.read())
