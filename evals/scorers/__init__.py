"""The scorers, one small file each: `NAME`, `GATE` and `score(case, transcript)`. They share nothing with what they judge."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import ModuleInfo, iter_modules
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from evals.case import EvalCase
    from evals.transcript import Transcript


class Score(NamedTuple):
    """What a scorer says of a transcript. `why`: half a sentence for whoever reads the report; of a pass it may be empty."""

    name: str
    passed: bool
    why: str = ""


class Scorer(Protocol):
    """A module of this package."""

    NAME: str
    GATE: bool
    """Whether a gate rests on it."""

    def score(self, case: EvalCase, transcript: Transcript) -> Score | None:
        """None where there is nothing to look at."""


@cache
def scorers() -> tuple[Scorer, ...]:
    """Every scorer of the package, by name."""
    found: list[Scorer] = [import_module(f"{__name__}.{one.name}") for one in _modules()]
    return tuple(sorted(found, key=lambda one: one.NAME))


def _modules() -> Iterator[ModuleInfo]:
    """Those that are a scorer; a file of shared words begins with an underscore."""
    return (one for one in iter_modules(__path__) if not one.name.startswith("_"))


def scored(case: EvalCase, transcript: Transcript) -> tuple[Score, ...]:
    """What every scorer that has something to look at says."""
    return tuple(score for one in scorers() if (score := one.score(case, transcript)) is not None)
