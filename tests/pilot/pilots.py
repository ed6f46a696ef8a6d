"""Pilots of every sort for an attacker: 5 to 60 people, 1 to 16 weeks, reports in between, and people who go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from companion.pilot.counts import Released
from companion.pilot.periods import weeks
from companion.pilot.report import report
from companion.pilot.suppress import PEOPLE, Figure, Tally, release

from .attacker import Column

Key = tuple[str, str, int, str]
"""Week, kind, value, who."""
FROM, TO = "2026-W46", "2027-W20"
"""Over ISO week 53 and the turn of the year."""


@dataclass
class Pilot:
    """The events of a pilot, week by week, and what has been released of them."""

    events: Counter[Key]
    weeks: tuple[str, ...]
    k: int
    figures: list[Figure] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def document(self, over: int, k: int | None = None) -> dict[str, Any]:
        """The report when so many weeks are over."""
        k = k or self.k
        tallies = [Tally(*key[:3], key[3].encode(), count) for key, count in self.there().items()]
        new = release(tallies, self.figures, self.weeks[:over], k)
        if any(one.kind == PEOPLE for one in new):
            self.figures = [one for one in self.figures if one.kind != PEOPLE]
        self.figures += new
        shown = tuple(one for one in self.figures if one.k >= k)
        now = weeks(FROM, TO)[over]
        return report(Released(k, self.weeks[:over], shown, now)).model_dump(mode="json")

    def there(self) -> Counter[Key]:
        """Events of those who have not taken back their yes."""
        return Counter({key: count for key, count in self.events.items() if key[3] not in self.gone})

    def truth(self, kind: str, column: Column) -> Counter[str]:
        """Each one's events of a kind in a week."""
        name, value = ("step", int(kind[4:])) if kind.startswith("step") else (kind, column[1])
        found: Counter[str] = Counter()
        for who in {key[3] for key in self.events} - self.gone:
            found[who] += self.events[column[0], name, value, who]
        return +found


def random_pilot(chance: Random) -> Pilot:
    """One of any sort: with sittings that make sense, or with counts that make none; with weeks in which nobody came."""
    people = [f"p{number}" for number in range(chance.randint(5, 60))]
    some = weeks(FROM, TO)[: chance.randint(1, 16)]
    drawn: list[Key] = []
    often, leaves, late = chance.random(), chance.choice((0.0, 0.02, 0.1, 0.3)), chance.choice((0.0, 0.2, 0.5))
    wild = chance.random() < 0.25
    for at, week in enumerate(some):
        busy = chance.choice((0.0, 0.3, 1.0, 1.0, 1.0))
        for who in people:
            for _ in range(_times(chance, often * busy)):
                drawn += _noise(chance, week, who) if wild else _sitting(chance, some[at:], who, leaves, late)
    return Pilot(Counter(drawn), some, chance.choice((5, 8)))


def _times(chance: Random, often: float) -> int:
    """One now and then has very many."""
    return chance.choice((1, 1, 1, 2, 7)) if chance.random() < often else 0


def _noise(chance: Random, week: str, who: str) -> Iterator[Key]:
    for kind in ("begun", "finished", "follow_up", "plan"):
        yield from [(week, kind, 0, who)] * chance.randint(0, 2)
    for kind in ("step", "helped", "goal", "goal_after"):
        yield week, kind, chance.randint(1, 5), who


def _sitting(chance: Random, some: tuple[str, ...], who: str, leaves: float, late: float) -> Iterator[Key]:
    yield some[0], "begun", 0, who
    for step in range(1, 8):
        if chance.random() < leaves:
            return
        yield some[0], "step", step, who
    later = min(len(some) - 1, chance.random() < late)
    yield some[later], "finished", 0, who
    if chance.random() < 0.6:
        yield some[later], "helped", chance.choice((1, 3, 4, 4, 5)), who
    if chance.random() < 0.5:
        yield some[later], "goal", chance.choice((1, 2, 2, 3)), who
        if chance.random() < 0.7:
            yield some[-1], "goal_after", chance.choice((2, 4, 5)), who
    if chance.random() < 0.5:
        yield some[min(len(some) - 1, later + 1)], "follow_up", 0, who
    if chance.random() < 0.2:
        yield some[later], chance.choice(("question_set", "plan", "practised")), 0, who
