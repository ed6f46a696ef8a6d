"""A report of a pilot nobody took part in, by the rules of the real one, so that leaders see what HR would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from companion.paper.blocks import Paper
from companion.pilot.counts import Released
from companion.pilot.periods import weeks
from companion.pilot.suppress import Tally, release
from companion.vocabulary import Both, Lang

MADE_UP = Both(da="Eksempel. Alle tal er opdigtede.", en="An example. All figures are made up.")
_PEOPLE, _FROM, _BEFORE, _CHANCE = 30, "2026-W36", "2026-W44", 9
_OFTEN, _FINISHES, _FOLLOWS, _ANSWERS = 0.45, 0.75, 0.4, 0.6


def example_report(lang: Lang, k: int) -> Paper:
    """The same each time. `k`: the smallest number of people, as it is set here."""
    from companion.pilot.report import report
    from companion.pilot.report_papers import report_paper

    return replace(report_paper(report(_released(k)), lang), over=MADE_UP.to(lang))


@cache
def _released(k: int) -> Released:
    chance, period = Random(_CHANCE), weeks(_FROM, _BEFORE)
    events = Counter(
        event
        for week in period
        for who in range(_PEOPLE)
        if chance.random() < _OFTEN
        for event in _sitting(chance, week, who)
    )
    tallies = [Tally(*event, count) for event, count in events.items()]
    return Released(k, period, tuple(release(tallies, (), period, k)), now=_BEFORE)


def _sitting(chance: Random, week: str, who: int) -> Iterator[tuple[str, str, int, bytes]]:
    """What one person does in a week."""
    name = who.to_bytes(2, "big")
    finishes = chance.random() < _FINISHES
    reached = 7 if finishes else chance.randint(1, 6)
    yield week, "begun", 0, name
    yield from ((week, "step", step, name) for step in range(1, reached + 1))
    if finishes:
        yield week, "finished", 0, name
        if chance.random() < _FOLLOWS:
            yield week, "follow_up", 0, name
        if chance.random() < _ANSWERS:
            yield week, "helped", chance.choice((2, 3, 4, 4, 5)), name
