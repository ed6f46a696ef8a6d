"""What a run of the suite found, as one document: counts with their intervals, the gates, every case and what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import os
import platform
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import companion
from evals.gates import GATES, Reading, readings

if TYPE_CHECKING:
    from companion.settings import Settings
    from evals.run import Result
    from evals.transcript import Transcript

BASELINE = Path(__file__).parent / "baseline.json"
Facts = dict[str, Any]
Tally = dict[str, dict[str, dict[str, list[int]]]]
"""Voice, dimension, language: cases in which nothing was found wrong, of those in which something was looked at."""
_Z = 1.959964
"""Of the normal distribution, for 95 %."""
_SECRET = re.compile(r"^([\w-]*(?:auth|key|token|cookie)[\w-]*):.*$", re.IGNORECASE | re.MULTILINE)
"""A header that a provider's key may stand in."""


class Judged(NamedTuple):
    """What a judge model said to one question about what one voice said: yes to so many of so many."""

    voice: str
    asked: str
    yes: int
    of: int


class Judge(NamedTuple):
    """A judge model and what it said. No gate looks at it."""

    model: str
    rows: tuple[Judged, ...]


class About(NamedTuple):
    """Of a run, what its results do not tell. `seconds`: what it took; `at`: when it ended, now unless said."""

    seconds: float | None = None
    settings: Settings | None = None
    judge: Judge | None = None
    at: dt.datetime | None = None


def facts(results: Sequence[Result], fallen: Sequence[Reading], about: About) -> Facts:
    """Everything, as it stands in the JSON."""
    cases = {result.case.id: result.case for result in results}
    counted, before = tally(results), baseline()
    mark = hashlib.sha256("".join(cases[one].model_dump_json() for one in sorted(cases)).encode("utf-8", "replace"))
    known = before.get("rates", {})
    return {
        "version": companion.__version__,
        "at": (about.at or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds"),
        "seconds": about.seconds,
        "settings": _surroundings(about.settings),
        "cases_mark": mark.hexdigest()[:12],
        "gates": [
            _gate(one, [down for down in fallen if down.gate.name == one.gate.name]) for one in readings(results)
        ],
        "tally": counted,
        "rates": {
            "voices": {voice: _rate(*_sum(dims), _sum(known.get(voice, {}))) for voice, dims in counted.items()},
            "dimensions": {
                voice: {
                    dim: {lang: _rate(*got, known.get(voice, {}).get(dim, {}).get(lang)) for lang, got in langs.items()}
                    for dim, langs in dims.items()
                }
                for voice, dims in counted.items()
            },
            "scorers": _by_scorer(results),
        },
        "baseline": {key: before[key] for key in ("version", "at", "cases_mark")} if before else None,
        "judge": about.judge and _judged(about.judge),
        "unscored": sum(not result.scores for result in results),
        "cases": {case.id: case.model_dump(mode="json", exclude_defaults=True) for case in cases.values()},
        "results": [_result(result) for result in results],
    }


def tally(results: Iterable[Result]) -> Tally:
    """Counted by voice, dimension and language; a result in which no scorer looked at anything is not counted."""
    counted: Tally = {}
    for result in results:
        if result.scores:
            dims = counted.setdefault(result.voice, {})
            got = dims.setdefault(result.case.dimension, {}).setdefault(result.case.lang, [0, 0])
            got[0] += not result.failed
            got[1] += 1
    return counted


def wilson(passed: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval). Of nothing, anything may be."""
    if not of:
        return 0.0, 1.0
    share, more = passed / of, _Z * _Z / of
    middle = (share + more / 2) / (1 + more)
    half = _Z * math.sqrt(share * (1 - share) / of + more / (4 * of)) / (1 + more)
    low = 0.0 if passed == 0 else middle - half
    return round(low, 6), 1.0 if passed == of else round(middle + half, 6)


def percent(share: float | None, sign: str = " %") -> str:
    """With one decimal; only what is whole is 100, and only what is nothing is 0."""
    if share is None:
        return "–"
    if share in (0.0, 1.0):
        return f"{share * 100:.0f}{sign}"
    return f"{min(max(share * 100, 0.1), 99.9):.1f}{sign}"


def _rate(passed: int, of: int, before: Sequence[int] | None = None) -> Facts:
    low, high = wilson(passed, of)
    was = before[0] / before[1] if before and before[1] else None
    return {"passed": passed, "of": of, "share": passed / of if of else None, "low": low, "high": high, "before": was}


def _sum(dims: Mapping[str, Mapping[str, Sequence[int]]]) -> tuple[int, int]:
    all_of_it = [got for langs in dims.values() for got in langs.values()]
    return sum(got[0] for got in all_of_it), sum(got[1] for got in all_of_it)


def _gate(whole: Reading, fallen: Sequence[Reading]) -> Facts:
    """A gate over all voices, and those it fell with; it may fall with one of them alone."""
    fell_with = [{"voice": one.voice, "failed": one.failed, "of": one.of} for one in fallen if one.voice]
    figures = {"failed": whole.failed, "of": whole.of, "holds": not fallen, "fell_with": fell_with}
    return {**whole.gate._asdict(), **figures}


def _by_scorer(results: Iterable[Result]) -> Facts:
    at_a_gate = {name for gate in GATES for name in gate.scorers}
    scores = [score for result in results for score in result.scores]
    passed, of = Counter(one.name for one in scores if one.passed), Counter(one.name for one in scores)
    return {name: {"gate": name in at_a_gate, **_rate(passed[name], of[name])} for name in sorted(of)}


def _judged(judge: Judge) -> Facts:
    rows = [{"voice": row.voice, "asked": row.asked, **_rate(row.yes, row.of)} for row in judge.rows]
    return {"model": judge.model, "rows": rows}


def _result(result: Result) -> Facts:
    """What left, and the brief, stand only where something was found wrong: they are long, and else of no interest."""
    scores = [score._asdict() for score in result.scores]
    told = {"case": result.case.id, "voice": result.voice, "passed": not result.failed, "scores": scores}
    return told | {"transcript": _transcript(result.transcript, bool(result.failed))}


def _transcript(transcript: Transcript, whole: bool) -> Facts:
    names = ("level", "stopped", "asked_last", "findings", "masked", "log", "slowest", "allowed", "lost", "crashed")
    sent = [_SECRET.sub(r"\1: …", one) for one in transcript.sent] if whole else []
    return {
        "lines": [line._asdict() for line in transcript.lines],
        **{name: getattr(transcript, name) for name in names},
        "requests": len(transcript.sent),
        "sent": sent,
        "brief": transcript.brief.model_dump(mode="json", exclude_defaults=True)
        if whole and transcript.brief
        else None,
    }


def _surroundings(settings: Settings | None) -> dict[str, str]:
    """What a figure may depend on. Addresses and keys are no part of it."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    there = {"python": platform.python_version(), "system": system}
    if settings is None:
        return there
    names = ("model", "temperature", "model_timeout", "turn_timeout", "embedding_model")
    return there | {name: str(value) for name in names if (value := getattr(settings, name)) not in ("", None)}


def baseline() -> Facts:
    """What this run is read against; empty where there is none."""
    return json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}


def make_baseline(found: Facts) -> None:
    """From now on runs are read against this one."""
    kept = {key: found[key] for key in ("version", "at", "cases_mark")} | {"rates": found["tally"]}
    BASELINE.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
