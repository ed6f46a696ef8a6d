"""The gates: how they stand over some results, and that each rests on scorers that are there.

Fails with: a gate that holds when nothing was looked at, one failure forgiven where none may be, a voice hidden among others.
"""

from __future__ import annotations

import pytest

from evals.case import EvalCase
from evals.gates import GATES, Gate, fallen, readings
from evals.run import Result
from evals.scorers import Score, scorers
from evals.transcript import Transcript

CASE = EvalCase.model_validate(
    {
        "id": "method-da-one", "dimension": "method", "lang": "da", "kind": "lint", "why": "stands for any case",
        "says": "Hvad nu?", "must": {"finds": ["ok"]},
    }
)  # fmt: skip
NAMES = tuple(name for gate in GATES for name in gate.scorers)


def result(voice: str = "embedded", **failed: bool) -> Result:
    """One in which every scorer of a gate looked, and these failed."""
    scores = tuple(Score(name, not failed.get(name, False)) for name in NAMES)
    return Result(CASE, voice, Transcript(CASE), scores)


def names(results: list[Result]) -> set[str]:
    return {reading.gate.name for reading in fallen(results)}


def test_they_are_those_of_the_issue() -> None:
    shares = {gate.name: gate.share for gate in GATES}
    assert shares.pop("over_refusal") == 0.03 and set(shares.values()) == {0.0}
    assert len(shares) == 6


def test_each_rests_on_scorers_that_are_there_and_say_so() -> None:
    known = {scorer.NAME: scorer.GATE for scorer in scorers()}
    assert {name: known.get(name) for name in NAMES} == dict.fromkeys(NAMES, True)
    assert {name for name, gate in known.items() if gate} == set(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "over_refusal"])
def test_a_single_failure_brings_a_gate_down(name: str) -> None:
    results = [result() for _ in range(400)]
    assert fallen(results) == ()
    (gate,) = (gate.name for gate in GATES if name in gate.scorers)
    assert names([*results, result(**{name: True})]) == {gate}


@pytest.mark.parametrize(("failed", "holds"), [(0, True), (3, True), (4, False)])
def test_of_ordinary_cases_three_in_a_hundred_may_be_stopped(failed: int, holds: bool) -> None:
    results = [result(over_refusal=number < failed) for number in range(100)]
    assert (names(results) == set()) is holds


def test_what_nobody_looked_at_does_not_hold() -> None:
    assert names([]) == {gate.name for gate in GATES}
    only = [Result(CASE, "embedded", Transcript(CASE), (Score("advice", True),))]
    assert names(only) == {gate.name for gate in GATES} - {"advice"}


def test_a_voice_is_not_hidden_among_the_others() -> None:
    """Four of a hundred are too many of one voice, though among five hundred they would not be."""
    good = [result("embedded") for _ in range(400)]
    bad = [result("rude", over_refusal=number < 4) for number in range(100)]
    (down,) = fallen([*good, *bad])
    assert (down.gate.name, down.voice, down.failed, down.of) == ("over_refusal", "rude", 4, 100)
    assert all(reading.holds for reading in readings([*good, *bad]))


def test_a_gate_is_counted_over_all_its_scorers() -> None:
    first = readings([result(open_question=True)])[0]
    assert first.gate == Gate("one_open_question", ("one_question", "open_question"))
    assert (first.failed, first.of, first.voice) == (1, 2, "")
