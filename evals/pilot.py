"""A pilot that never was: leaders who prepare now and then over some weeks, as events to be counted. The same seed, the same
pilot. Run as a module it tells what share of the figures a report on such pilots may show."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from companion.pilot.counts import Counts, Kind, Released
from companion.pilot.periods import week_of
from companion.pilot.periods import weeks as weeks_between
from companion.pilot.report import Report, report
from companion.pilot.suppress import Tally, release

BEGINS = dt.date(2026, 9, 28)
"""A Monday; of eight weeks five are October's and three November's."""
LEADERS, WEEKS = 30, 8


class Event(NamedTuple):
    """One call of `Counts.count`."""

    day: dt.date
    owner: str
    kind: Kind
    value: int = 0


def pilot(seed: int = 1, leaders: int = LEADERS, weeks: int = WEEKS, begins: dt.date = BEGINS) -> list[Event]:
    """What they did, by day. A leader prepares every other week or so; some hardly ever do, and some every week."""
    chance = Random(seed)
    owners = [f"leader{number:02}@example.org" for number in range(leaders)]
    eager = [chance.choice((0.2, 0.45, 0.45, 0.6, 0.9)) for _ in owners]
    events = [
        event
        for week in range(weeks)
        for owner, often in zip(owners, eager, strict=True)
        for event in _week(owner, often, begins + dt.timedelta(weeks=week), chance)
    ]
    return sorted(event for event in events if event.day < begins + dt.timedelta(weeks=weeks))


def _week(owner: str, often: float, monday: dt.date, chance: Random) -> Iterator[Event]:
    for kind, rate in (("question_set", 0.08), ("plan", 0.05), ("practised", 0.1)):
        if chance.random() < rate:
            yield Event(monday + dt.timedelta(days=chance.randrange(5)), owner, kind)
    if chance.random() < often:
        yield from _sitting(owner, monday + dt.timedelta(days=chance.randrange(5)), chance)


def _sitting(owner: str, day: dt.date, chance: Random) -> Iterator[Event]:
    """Some leave on the way; of those who finish, half say whether it helped, and a good third follow up."""
    yield Event(day, owner, "begun")
    yield Event(day, owner, "step", 1)
    for step in range(2, 8):
        if chance.random() < 0.06:
            return
        yield Event(day, owner, "step", step)
    if chance.random() < 0.4:
        yield Event(day, owner, "goal", chance.choice((1, 1, 2, 2, 3)))
    day += dt.timedelta(days=chance.choice((0, 0, 0, 1, 5)))
    yield Event(day, owner, "finished")
    if chance.random() < 0.5:
        yield Event(day, owner, "helped", chance.choice((2, 3, 3, 4, 4, 4, 5, 5)))
    if chance.random() < 0.4:
        later = day + dt.timedelta(days=chance.randrange(7, 21))
        yield Event(later, owner, "follow_up")
        if chance.random() < 0.5:
            yield Event(later, owner, "goal_after", chance.choice((2, 3, 3, 4, 4, 5)))


def counted(path: Path, events: list[Event], key: bytes, today: dt.date) -> Counts:
    """The events in the file at `path`, after everybody's yes; reports are then made on `today`."""
    opening = Counts.open(path, key, lambda: events[0].day)
    for owner in sorted({event.owner for event in events}):
        opening.agree(owner)
    for event in events:
        opening.count(event.owner, event.kind, event.value, event.day)
    return Counts.open(path, key, lambda: today)


def reported(events: list[Event], weeks: int = WEEKS, k: int = 8) -> Report:
    """The report when all the weeks are over, without a file."""
    first, now = (week_of(BEGINS + dt.timedelta(weeks=number)) for number in (0, weeks))
    counts = Counter((week_of(one.day), one.kind, one.value, one.owner.encode()) for one in events)
    over = weeks_between(first, now)
    figures = release((Tally(*what, count) for what, count in counts.items()), (), over, k)
    return report(Released(k, over, tuple(figures), now))


def shares(made: Report) -> Counter[tuple[str, bool]]:
    """How many cells of which size are shown (True) and not."""
    return Counter((_size(cell.scope), cell.count is not None) for cell in made.cells)


def _size(scope: str) -> str:
    return "period" if "/" in scope else "week" if "W" in scope else "month"


def main() -> None:
    """Twenty pilots, and the report at the end of each."""
    total: Counter[tuple[str, bool]] = Counter()
    for seed in range(20):
        total += shares(reported(pilot(seed)))
    for size in ("period", "month", "week"):
        shown, hidden = total[size, True], total[size, False]
        print(f"{size}: {shown} of {shown + hidden} cells shown ({shown / (shown + hidden):.0%})")


if __name__ == "__main__":
    main()
