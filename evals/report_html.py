"""The page of a run: one file, no script, nothing from outside, its charts drawn in it. Made from the JSON alone."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from companion.vocabulary import Lang
from evals import report_words as words
from evals.report_facts import Facts

_HERE = Path(__file__).parent
_MOST = 1500
"""Characters of one text on the page; the rest is in the JSON."""
_SENT_MOST = 4000
_TOLD_ANYWAY = ("id", "why", "dimension", "kind", "says", "given")
_PLOT = (2.0, 96.0)
"""Where a chart begins, and how wide it is, in percent of its column: a dot at 100 % must have room."""


class Axis(NamedTuple):
    """What all the charts share, so that they can be compared. `floor`: the share at the left end."""

    floor: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Both ends and the middle."""
        return self.floor, (self.floor + 1) / 2, 1.0

    def at(self, share: float) -> str:
        """Where a share stands, for an attribute of the drawing."""
        part = (share - self.floor) / (1 - self.floor)
        return f"{_PLOT[0] + part * _PLOT[1]:.2f}%"


class Failing(NamedTuple):
    """A case something went wrong in. `case_told`: of it what the transcript does not tell; `runs`: each way it went
    wrong, and the voices it went so with."""

    case: Facts
    case_told: Facts
    at_a_gate: bool
    runs: tuple[tuple[tuple[str, ...], Facts], ...]


def page(found: Facts, lang: Lang) -> str:
    """The whole page, every text in it escaped."""
    from jinja2 import Environment, StrictUndefined

    around = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    around.filters |= {
        "number": partial(words.number, lang=lang),
        "share": partial(words.share, lang=lang),
        "shown": partial(_shown, lang=lang),
        "pretty": partial(json.dumps, ensure_ascii=False, indent=1),
    }
    template = around.from_string((_HERE / "report.jinja").read_text(encoding="utf-8"))
    failing = tuple(_failing(found))
    return template.render(
        found=found,
        lang=lang,
        style=(_HERE / "report.css").read_text(encoding="utf-8"),
        axis=_axis(found),
        failing=failing,
        count=sum(not one["passed"] for one in found["results"]),
        say=lambda key, **values: words.PAGE[key].to(lang, **values),
        word=lambda table, key: words.word(getattr(words, table), key, lang),
        day=partial(words.day, lang=lang),
        verdict=words.verdict(found, lang),
        count_of=partial(words.count_of, lang=lang),
        allowed=partial(words.allowed, lang=lang),
        fell_with=partial(words.fell_with, lang=lang),
        between=partial(words.between, lang=lang),
        change=partial(_change, lang=lang),
        sent_most=_SENT_MOST,
    )


def _axis(found: Facts) -> Axis:
    """From the least that is to be drawn, in whole tenths; the upper half is always there."""
    rates = list(_rates(found["rates"]))
    least = min((value for one in rates for value in (one["low"], one["before"]) if value is not None), default=0.0)
    return Axis(min(0.5, int(least * 10) / 10))


def _rates(inside: Any) -> Iterator[Facts]:
    """Every rate, however deep."""
    if "low" in inside:
        yield inside
    else:
        for one in inside.values():
            yield from _rates(one)


def _failing(found: Facts) -> Iterator[Failing]:
    """Case by case, in the order they were run in."""
    gates = {name for name, one in found["rates"]["scorers"].items() if one["gate"]}
    order = {name: at for at, name in enumerate(found["cases"])}
    failed = sorted((one for one in found["results"] if not one["passed"]), key=lambda one: order[one["case"]])
    for name, runs in groupby(failed, key=lambda one: one["case"]):
        yield _case(found, name, list(runs), gates)


def _case(found: Facts, name: str, runs: list[Facts], gates: set[str]) -> Failing:
    """Voices with which the same was said and found are told together."""
    alike: dict[str, list[Facts]] = {}
    for run in runs:
        said = [line for line in run["transcript"]["lines"] if line["kind"] != "welcome"]
        alike.setdefault(json.dumps([run["scores"], said, run["transcript"]["sent"]]), []).append(run)
    told = tuple((tuple(run["voice"] for run in same), same[0]) for same in alike.values())
    case = found["cases"][name]
    rest = {key: value for key, value in case.items() if key not in _TOLD_ANYWAY}
    return Failing(case, rest, bool(gates & set(_wrong(runs))), told)


def _wrong(runs: Iterable[Facts]) -> Iterator[str]:
    return (score["name"] for run in runs for score in run["scores"] if not score["passed"])


def _change(rate: Facts, lang: Lang) -> str:
    """Against the baseline, in percentage points; empty where there is none or nothing has changed."""
    if rate["before"] is None or rate["share"] is None or abs(rate["share"] - rate["before"]) < 0.0005:
        return ""
    text = f"{(rate['share'] - rate['before']) * 100:+.1f}".replace("-", "−")
    return text.replace(".", ",") if lang == "da" else text


def _shown(text: str, lang: Lang, most: int = _MOST) -> str:
    """A text as it may stand on the page: what is not to be seen is made so, and what is very long is cut, and says so."""
    seen = "".join(_seen(letter) for letter in text[:most])
    return f"{seen} {words.PAGE['cut'].to(lang, count=len(text) - most)}" if len(text) > most else seen


def _seen(letter: str) -> str:
    hidden = letter not in "\n\t" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")
    return f"\\u{ord(letter):04x}" if hidden else letter
