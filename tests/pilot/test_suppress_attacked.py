"""Thousands of pilots, attacked: nothing that can be worked out from their reports is about fewer than k people."""

from __future__ import annotations

from random import Random

import pytest

from .attacker import Attacker
from .pilots import random_pilot

CHUNKS, PILOTS = 20, 120
"""Pilots in each of the chunks: 2,400 in all."""


def attacked(seed: int) -> int:
    """A pilot with one to three reports; figures shown in the last. AssertionError with the seed when anything is found."""
    chance = Random(seed)
    pilot = random_pilot(chance)
    attacker = Attacker(pilot.truth)
    people = sorted({key[3] for key in pilot.events})
    shown = 0
    for over in sorted(chance.sample(range(1, len(pilot.weeks) + 1), min(len(pilot.weeks), chance.randint(1, 3)))):
        document = pilot.document(over)
        attacker.reads(document)
        found = next(attacker.finds(pilot.k, seed), None)
        assert found is None, f"seed {seed}, k {pilot.k}: {found}"
        pilot.gone |= set(chance.sample(people, min(len(people), chance.choice((0, 0, 1, 2, 9)))))
        shown = sum(cell["count"] is not None for cell in document["cells"])
    return shown


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_is_told_of_fewer_than_k(chunk: int) -> None:
    """And not by telling nothing: most pilots have something to show."""
    shown = [attacked(chunk * PILOTS + number) for number in range(PILOTS)]
    assert sum(count > 0 for count in shown) > PILOTS / 2
