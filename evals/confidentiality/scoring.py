"""How much of what was marked is hidden, and how much else is. Knows nothing of the detector but where it says names stand."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.confidentiality.marked import Label, Marked

Spans = Sequence[tuple[int, int]]
Hide = Callable[[Marked], Spans]
_TOKEN = re.compile(r"\w+(?:[-'’./@:]\w+)*")
_WHOLE_TOKEN = re.compile(r"\S+")
_NOT_ASKED = frozenset({"misc", "derived"})


@dataclass
class Reading:
    """Counts over a part. An identifier is hidden when every letter and digit of it is; a token is masked when any of it
    is, and falsely when no label touches it."""

    texts: int = 0
    tokens: int = 0
    masked: int = 0
    false: int = 0
    seconds: float = 0.0
    wanted: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, words, and what stands around them."""
    hit: list[tuple[str, str]] = field(default_factory=list)
    """Falsely masked tokens, and what stands around them."""

    def figures(self) -> dict[str, Any]:
        """Shares of 1; false masks per 1,000 tokens."""
        asked = sum(count for kind, count in self.wanted.items() if kind not in _NOT_ASKED)
        found = sum(count for kind, count in self.hidden.items() if kind not in _NOT_ASKED)
        return {
            "texts": self.texts,
            "tokens": self.tokens,
            "identifiers": asked,
            "person_recall": _share(self.hidden["person"], self.wanted["person"]),
            "recall": _share(found, asked),
            "precision": _share(self.masked - self.false, self.masked),
            "false_per_1000": round(1000 * self.false / self.tokens, 2) if self.tokens else 0.0,
            "by_kind": {kind: f"{self.hidden[kind]}/{count}" for kind, count in sorted(self.wanted.items())},
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def score(texts: Iterable[Marked], hide: Hide) -> Reading:
    """Read every text."""
    reading = Reading()
    for text in texts:
        began = time.process_time()
        spans = hide(text)
        reading.seconds += time.process_time() - began
        _count(reading, text, spans)
    return reading


def _count(reading: Reading, item: Marked, spans: Spans) -> None:
    covered = bytearray(len(item.text))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    reading.texts += 1
    for label in item.labels:
        reading.wanted[label.kind] += 1
        if _hidden(item, label, covered):
            reading.hidden[label.kind] += 1
        elif label.kind not in _NOT_ASKED:
            words, around = item.text[label.start : label.end], _around(item.text, label.start, label.end)
            reading.missed.append((label.kind, words, around))
    for match in (_WHOLE_TOKEN if item.by_token else _TOKEN).finditer(item.text):
        reading.tokens += 1
        if not any(covered[match.start() : match.end()]):
            continue
        reading.masked += 1
        if not any(label.start < match.end() and label.end > match.start() for label in item.labels):
            reading.false += 1
            reading.hit.append((match.group(), _around(item.text, *match.span())))


def _hidden(item: Marked, label: Label, covered: bytearray) -> bool:
    if item.by_token:
        tokens = _WHOLE_TOKEN.finditer(item.text, label.start, label.end)
        return all(
            any(covered[token.start() : token.end()]) for token in tokens if any(map(str.isalnum, token.group()))
        )
    return all(covered[at] or not item.text[at].isalnum() for at in range(label.start, label.end))


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 40) : end + 25].replace("\n", " / ")
