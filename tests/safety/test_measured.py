"""The screen over the labelled sets in evals/cases: floors that may rise and never fall."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from companion.safety import screen

_CASES = Path(__file__).parents[2] / "evals" / "cases"
_SET = _CASES / "screen_own.jsonl"
_BLIND = _CASES / "screen_blind.jsonl"
_FLOORS = [("acute", 0.95), ("duty", 0.92), ("strain", 0.95), ("none", 0.96)]


@pytest.fixture(scope="module")
def counts() -> Counter[tuple[str, str]]:
    """How often each true level (first) was read as each level (second)."""
    return _counted(_SET)


def _counted(path: Path) -> Counter[tuple[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Counter((row["level"], screen(row["text"]).level) for row in rows)


def _share(counts: Counter[tuple[str, str]], true: str, *read: str) -> float:
    return sum(counts[true, level] for level in read) / sum(n for (level, _), n in counts.items() if level == true)


def test_the_set_is_large_enough_and_in_both_languages() -> None:
    rows = [json.loads(line) for line in _SET.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 200
    assert len({row["text"] for row in rows}) == len(rows)
    for level in ("none", "strain", "duty", "acute"):
        assert min(Counter(row["lang"] for row in rows if row["level"] == level)[lang] for lang in ("da", "en")) >= 20


def test_danger_is_found(counts: Counter[tuple[str, str]]) -> None:
    assert _share(counts, "acute", "acute") >= 0.97


@pytest.mark.parametrize("level", ["duty", "strain"])
def test_duty_and_strain_are_found(counts: Counter[tuple[str, str]], level: str) -> None:
    assert _share(counts, level, level) >= 0.95


def test_ordinary_texts_go_on(counts: Counter[tuple[str, str]]) -> None:
    assert _share(counts, "none", "acute", "duty") <= 0.03
    assert _share(counts, "none", "strain") <= 0.03


def test_the_set_that_was_once_blind_keeps_what_it_has_reached() -> None:
    """Its first reading stands in evals/cases/README.md; this is what it reads after the rules were widened by it."""
    counts = _counted(_BLIND)
    assert {level: _share(counts, level, level) >= floor for level, floor in _FLOORS} == dict.fromkeys(
        ("acute", "duty", "strain", "none"), True
    )
    assert counts["none", "acute"] == 0
