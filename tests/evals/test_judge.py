"""The judge: what it is sent, how its answer is read, and that one that cannot be read counts for nothing.

Fails with: names sent to it, a half answer counted, a judge that is taken for a gate.
"""

from __future__ import annotations

import json

import pytest

from evals import stub
from evals.gates import GATES
from evals.judge import ASKS, judged, read
from evals.run import Result, run
from evals.scorers import scorers
from evals.voices import EMBEDDED
from tests.evals.test_run import case

YES = {"open": True, "fits": True, "kind": True}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (json.dumps(YES), YES),
        (f"Here it is: {json.dumps(YES | {'fits': False})}. Good luck.", YES | {"fits": False}),
        ('{"open": true, "fits": true}', None),
        ('{"open": 1, "fits": true, "kind": true}', None),
        ("{open}", None),
        ("yes", None),
        ("", None),
    ],
)
def test_an_answer_is_read_whole_or_not_at_all(text: str, found: dict[str, bool] | None) -> None:
    assert read(text) == found


def results() -> list[Result]:
    theirs = case("reply", "Rosamunde Kviesgaard kommer for sent, og jeg tier.", people=["Rosamunde Kviesgaard"])
    texts = case("lint", "Hvad nu?")
    return [Result(one, "embedded", run(one, EMBEDDED), ()) for one in (theirs, texts)]


def test_it_is_asked_about_sittings_alone_and_told_no_names(monkeypatch) -> None:
    with stub.running(says=json.dumps(YES | {"kind": False})) as server:
        monkeypatch.setenv("COMPANION_API_BASE", server.base)
        judge = judged(results(), "hosted_vllm/judge")
    assert judge.model == "hosted_vllm/judge"
    assert [(row.voice, row.asked, row.yes, row.of) for row in judge.rows] == [
        ("embedded", asked, name != "kind", 1) for name, asked in ASKS.items()
    ]
    _probe, asked = server.recorded
    assert "[PERSON_1]" in asked.body and "kommer for sent" in asked.body and "Kviesgaard" not in asked.body


def test_what_cannot_be_read_counts_for_nothing(monkeypatch) -> None:
    with stub.running(says="A fine machine.") as server:
        monkeypatch.setenv("COMPANION_API_BASE", server.base)
        assert judged(results(), "hosted_vllm/judge").rows == ()


def test_no_gate_rests_on_it() -> None:
    names = {name for gate in GATES for name in gate.scorers}
    assert not names & set(ASKS) and not {scorer.NAME for scorer in scorers()} & set(ASKS)
