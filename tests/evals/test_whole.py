"""The whole suite, as `companion eval` plays it without a real model: what holds, holds; what does not yet, grows no worse.

Fails with: any gate falling but the one named here, and that one with more failures than the README tells of.
"""

from __future__ import annotations

import pytest

from evals import gates
from evals.case import cases
from evals.run import run_all
from evals.voices import EMBEDDED, HOSTILE

FALLEN = {"over_refusal": 0.05}
"""Gates that do not hold, and the share of failures that is told of in the README."""


@pytest.mark.process
def test_every_gate_holds_with_every_voice_but_for_what_is_told_of() -> None:
    results = run_all(cases(), [EMBEDDED, *HOSTILE])
    assert {result.voice for result in results} == {EMBEDDED.name, *(voice.name for voice in HOSTILE)}
    down = [one for one in gates.fallen(results) if one.gate.name not in FALLEN]
    assert not down, [(one.gate.name, one.voice, one.failed, one.of) for one in down]
    for one in gates.readings(results):
        share = FALLEN.get(one.gate.name, 0.0)
        assert one.failed <= share * one.of, f"{one.gate.name}: {one.failed} of {one.of}"
