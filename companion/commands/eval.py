"""`companion eval`: is it safe, confidential and true to the method? The suite lies beside the product, in `evals`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from companion.errors import WrongUse
from companion.vocabulary import Both, Lang

_WIDTH = 40
_SAVED = Both(da="Rapporten ligger i mappen efter --out.", en="The report lies in the folder after --out.")


class Asked(NamedTuple):
    """What is asked for. `model`: a real one to be tried, in place of those that misbehave; `judge`: one that reads what was
    said, in a table of its own; `out`: the folder of the report; `every`: each model that misbehaves plays every case."""

    model: str = ""
    judge: str = ""
    out: Path | None = None
    force: bool = False
    every: bool = False


def run(asked: Asked, lang: Lang) -> int:
    """1 when a gate fell. A model that does not answer to begin with is told of before anything is run."""
    voices, report, gates = _of("voices"), _of("report"), _of("gates")
    report.check_out(asked.out, asked.force)
    began = time.monotonic()
    speaking = [voices.EMBEDDED]
    if asked.model:
        speaking.append(voices.named(asked.model))
        voices.answers(speaking[-1])
    else:
        speaking += [voice.everywhere() if asked.every else voice for voice in voices.HOSTILE]
    results = _of("run").run_all(_of("case").cases(), speaking, _progress())
    judge = _of("judge").judged(results, asked.judge) if asked.judge else None
    fallen = gates.fallen(results)
    if asked.out:
        settings = voices.settings_of(speaking[-1]) if asked.model else None
        about = report.About(seconds=time.monotonic() - began, settings=settings, judge=judge)
        report.write(results, fallen, asked.out, about, lang=lang, force=asked.force)
    print(report.told(results, fallen, lang))
    if asked.out:
        print(_SAVED.to(lang))
    return 1 if fallen else 0


def _of(name: str) -> ModuleType:
    """A module of the suite. WrongUse where the suite is not there: whoever packs the product may leave it out."""
    try:
        return import_module(f"evals.{name}")
    except ModuleNotFoundError as error:
        if error.name not in ("evals", f"evals.{name}"):
            raise
        raise WrongUse(
            "Testene er ikke installeret her. Hent Sparringsrum med mappen evals, og kør det derfra.",
            "The suite is not installed here. Get Sparringsrum with its folder evals, and run it from there.",
        ) from None


def _progress() -> Callable[[int, int], None]:
    """A bar on standard error where somebody watches; nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, of: None

    def told(done: int, of: int) -> None:
        full = _WIDTH * done // max(of, 1)
        bar = "█" * full + "·" * (_WIDTH - full)
        print(f"\r{bar} {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return told
