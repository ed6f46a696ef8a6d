"""The pilot report: what may be shown of the counts, as a document for scripts. `report_papers.py` sets it on paper.

`cells` has one cell for each counted kind and scope: a week ("2026-W40"), a month that is over ("2026-10"), and the period
up to the last week of which the kind is released ("2026-W40/2026-W47"). `count` is null where a cell is not shown. A cell
that is shown never shows another number later. `people` is "at least", in steps of k; null below k. `how_far` has the
sittings that reached a step, of the steps that may be told apart. `ratings` have the answers in classes of neighbouring
values, and what the mean must lie between, given those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil, floor

from companion.pilot.counts import Released
from companion.pilot.periods import by_month, month_of
from companion.pilot.suppress import BY_WEEK, PEOPLE, RATED, STEPS, Figure, Weeks
from companion.vocabulary import Word


class Cell(Word):
    """One figure of the tables; None: not shown."""

    scope: str
    kind: str
    count: int | None


class Reached(Word):
    """So many sittings reached a step, by its number from 1."""

    step: int
    count: int


class HowFar(Word):
    """Steps left out lie between two that are shown."""

    scope: str
    reached: tuple[Reached, ...]


class Class(Word):
    """Answers from `low` to `high`, both among them."""

    low: int
    high: int
    count: int


class Rating(Word):
    """The answers to one question from 1 to 5."""

    scope: str
    count: int
    mean: tuple[float, float]
    """The mean lies between these, to a tenth."""
    classes: tuple[Class, ...]


class Report(Word):
    """What HR may see, and everybody else with them."""

    k: int
    closed: bool
    weeks: tuple[str, ...]
    months: tuple[str, ...]
    cells: tuple[Cell, ...]
    people: int | None
    """At least so many."""
    how_far: HowFar | None
    ratings: dict[str, Rating | None]

    def count(self, scope: str, kind: str) -> int | None:
        """The cell's number, if there is such a cell and it is shown."""
        return next((cell.count for cell in self.cells if (cell.scope, cell.kind) == (scope, kind)), None)

    def total(self, kind: str) -> Cell:
        """The cell of the period."""
        return next(cell for cell in self.cells if cell.kind == kind and (not cell.scope or "/" in cell.scope))


def report(table: Released) -> Report:
    """The report on what has been released."""
    by_kind: dict[str, list[Figure]] = defaultdict(list)
    for figure in table.figures:
        by_kind[figure.kind].append(figure)
    months = {m: weeks for m, weeks in by_month(table.weeks).items() if table.closed or month_of(table.now) > m}
    scopes = [(week, frozenset((week,))) for week in table.weeks] + [(m, frozenset(w)) for m, w in months.items()]
    people = by_kind[PEOPLE]
    return Report(
        k=table.k,
        closed=table.closed,
        weeks=table.weeks,
        months=tuple(months),
        cells=tuple(cell for kind in BY_WEEK for cell in _cells(kind, by_kind[kind], scopes, table.weeks)),
        people=people[0].events if people else None,
        how_far=_how_far(by_kind, table.weeks),
        ratings={kind: _rating(by_kind[kind], table.weeks) for kind in RATED},
    )


def _cells(kind: str, figures: list[Figure], scopes: list[tuple[str, Weeks]], weeks: tuple[str, ...]) -> Iterator[Cell]:
    for scope, inside in scopes:
        yield Cell(scope=scope, kind=kind, count=_sum(figures, inside))
    last = max(_told(figures), default="")
    whole = frozenset(week for week in weeks if week <= last)
    yield Cell(scope=_span(whole or weeks, weeks), kind=kind, count=_sum(figures, whole))


def _sum(figures: Iterable[Figure], inside: Weeks) -> int | None:
    """The sum of the groups that make up these weeks exactly; None where they do not."""
    own = [figure for figure in figures if figure.weeks <= inside]
    return sum(figure.events for figure in own) if inside and _told(own) == inside else None


def _told(figures: Iterable[Figure]) -> Weeks:
    return frozenset[str]().union(*(figure.weeks for figure in figures))


def _span(told: Iterable[str], weeks: tuple[str, ...]) -> str:
    """From the first week of the period, or of what is shown, to the last."""
    return f"{min(told)}/{max(told)}" if weeks else ""


def _how_far(by_kind: dict[str, list[Figure]], weeks: tuple[str, ...]) -> HowFar | None:
    """Of the steps that are told of for equally long, for the longest."""
    told = {step: _told(by_kind[step]) for step in STEPS if by_kind[step]}
    longest = max(told.values(), key=len, default=frozenset[str]())
    reached = [
        Reached(step=int(step.removeprefix("step")), count=sum(figure.events for figure in by_kind[step]))
        for step, inside in told.items()
        if inside == longest
    ]
    return HowFar(scope=_span(longest, weeks), reached=tuple(reached)) if reached else None


def _rating(figures: list[Figure], weeks: tuple[str, ...]) -> Rating | None:
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for figure in figures:
        counts[figure.values] += figure.events
    if not counts:
        return None
    total = sum(counts.values())
    lowest, highest = (sum(values[end] * count for values, count in counts.items()) / total for end in (0, 1))
    classes = tuple(Class(low=low, high=high, count=count) for (low, high), count in sorted(counts.items()))
    scope = _span(_told(figures), weeks)
    return Rating(scope=scope, count=total, mean=(floor(lowest * 10) / 10, ceil(highest * 10) / 10), classes=classes)
