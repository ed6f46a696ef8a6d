"""Notices, by rule alone, what stands in the leader's words: signals, slots, and what is said about later steps.

Nothing here interprets: every finding is a pattern in the leader's own text, listed in knowledge/signals.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from companion.resources import load_yaml

SHORT_WORDS = 6
LONG_WORDS = 110
_END = re.compile(r"[.!?…]+[”\"“’')]*(?=\s|$)|\n+")
_NO_END = re.compile(
    r"(?:^|[\s(])(?:\d{1,4}|[A-ZÆØÅ]|ca|kl|nr|bl|bla|dvs|evt|feks|f\.eks|bl\.a|m\.m|osv|fx|hr|fr|dr|mr|mrs|ms|e\.g|i\.e|vs|inkl|ekskl"
    r"|pga|jf|pr|stk|afd|tlf)\.$",
    re.IGNORECASE,
)
"""A full stop after one of these belongs to the word when the sentence goes on in lower case or with a figure."""
_WORD = re.compile(r"\w+")
READ_AT_MOST = 4000
_OUTRANKS_SHORT = frozenset({"asks_advice", "promise", "night", "laughed", "takes_over", "solution_first"})
"""These say more than that an answer is short, speaks of others only, or names no event."""


_ABOUT_PEOPLE = frozenset({"problem", "for_whom", "obstacles"})
"""Hopes, options and needs are often written without a subject; there "only about others" says nothing."""
_WORTH_OF_THE_WHOLE = {"short": 3, "abstract": 3, "others_only": 3, "person": 1}
MIRROR_WORDS = 14


@dataclass(frozen=True)
class Rules:
    """The patterns of knowledge/signals.yaml, compiled."""

    signals: dict[str, re.Pattern[str]]
    worth: dict[str, int]
    only_at: dict[str, frozenset[str]]
    slots: dict[str, re.Pattern[str]]
    touches: dict[str, re.Pattern[str]]
    plain: dict[str, re.Pattern[str]]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def rules() -> Rules:
    """The compiled rules; read once."""
    data: dict[str, Any] = load_yaml("signals.yaml")
    signals = data["signals"]
    slots = {rule["slot"]: _any(rule["any"]) for rule in signals.values() if "slot" in rule}
    return Rules(
        signals={name: _any(rule["any"]) for name, rule in signals.items()},
        worth={name: rule["worth"] for name, rule in signals.items()} | _WORTH_OF_THE_WHOLE,
        only_at={name: frozenset(rule["steps"]) for name, rule in signals.items() if "steps" in rule},
        slots=slots | {name: _any(patterns) for name, patterns in data["slots"].items()},
        touches={step: _any(patterns) for step, patterns in data["touches"].items()},
        plain={name: _any(data[name]) for name in ("abstract", "event", "myself", "others", "unmirrored")},
    )


def sentences(text: str) -> list[str]:
    """The sentences of `text`, stripped, in order; never an empty one. "den 1. april" is not two."""
    parts, start = [], 0
    for match in _END.finditer(text):
        following = text[match.end() :].lstrip()[:1]
        if (
            _NO_END.search(text[max(0, start, match.start() - 12) : match.end()])
            and not following.isupper()
            and following
        ):
            continue
        parts.append(text[start : match.end()])
        start = match.end()
    return [stripped for part in (*parts, text[start:]) if _WORD.search(stripped := part.strip())]


def words(text: str) -> int:
    """How many words `text` has."""
    return len(_WORD.findall(text))


def signals(text: str, step: str) -> tuple[str, ...]:
    """The names of the signals in `text`, most telling first. `step`: some signals mean something only at some steps."""
    read, known = text[:READ_AT_MOST], rules()
    found = [
        name
        for name, pattern in known.signals.items()
        if step in known.only_at.get(name, {step}) and pattern.search(read)
    ]
    whole = [name for name in _about_the_whole(read, words(text)) if name != "others_only" or step in _ABOUT_PEOPLE]
    return (
        *(name for name in found if name in _OUTRANKS_SHORT),
        *whole,
        *(n for n in found if n not in _OUTRANKS_SHORT),
    )


def _about_the_whole(text: str, count: int) -> list[str]:
    """Signals that no single word gives away: too short, no event, only about others, many things at once."""
    plain = rules().plain
    found = []
    if count < SHORT_WORDS:
        found.append("short")
    if count < 25 and plain["abstract"].search(text) and not plain["event"].search(text):
        found.append("abstract")
    if count >= SHORT_WORDS and plain["others"].search(text) and not plain["myself"].search(text):
        found.append("others_only")
    if count > LONG_WORDS:
        found.append("many")
    return found


def worth(found: Iterable[str]) -> int:
    """How much the most telling of these signals speaks for one more question at the step: 0 (nothing) to 3."""
    return max((rules().worth.get(name, 0) for name in found), default=0)


def slot(name: str, text: str) -> str:
    """The leader's exact words for a slot of the question bank ("klokken fire"); empty when there are none."""
    match = rules().slots[name].search(text[:READ_AT_MOST])
    if not match:
        return ""
    return next((group for group in match.groups() if group), match.group()).lower()


def touched(text: str, steps: Iterable[str]) -> list[tuple[str, str]]:
    """(step, sentence) for each of `steps` that a sentence of `text` already speaks about; the first sentence a step."""
    found, parts = [], sentences(text[:READ_AT_MOST])
    for step in steps:
        pattern = rules().touches.get(step)
        sentence = next((part for part in parts if pattern and pattern.search(part)), "")
        if sentence:
            found.append((step, sentence))
    return found


def telling_sentence(text: str, found: Iterable[str], at_most: int = MIRROR_WORDS) -> str:
    """The sentence that may be mirrored: it carries one of the signals, is short enough, and holds no insult or
    self-blame. Empty when there is none; a text of a single short sentence is its own."""
    known, parts = rules(), sentences(text[:READ_AT_MOST])
    fit = [part for part in parts if words(part) <= at_most and may_be_mirrored(part)]
    for name in found:
        pattern = known.signals.get(name)
        for part in fit:
            if pattern and pattern.search(part):
                return part
    return fit[0] if len(parts) == 1 and fit else ""


def may_be_mirrored(text: str) -> bool:
    """False for words that hold an insult or self-blame."""
    return not rules().plain["unmirrored"].search(text)
