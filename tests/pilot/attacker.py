"""Somebody who has every report and wants to know of few: exact linear algebra over what stands in the documents, with a
calendar and a knowledge of the kinds of their own. Nothing of the suppression is used here.

Of each kind, every figure is an equation over weeks (and answers). Any combination that is a count of something has 0 or 1 in
every column; in reduced row echelon form its factors are 0 or 1 too (they are its values in the pivot columns). So the sums of
subsets of the reduced rows are all there is to find. The truth, which a real attacker lacks, only tells whether it was few.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations
from random import Random
from typing import Any

Column = tuple[str, int]
"""A week and an answer; 0 where there are none."""
Group = frozenset[Column]
STEPS = [f"step{number}" for number in range(1, 8)]
ROAD = ["begun", *STEPS, "finished"]
NESTED = [*combinations([*ROAD, "follow_up"], 2), *((kind, "helped") for kind in ROAD), ("goal", "goal_after")]
MOST_ROWS = 12
"""Of overlapping rows whose subsets are all tried."""


class Attacker:
    """`truth(kind, column)`: each one's events, as they are when the column first is told of."""

    def __init__(self, truth: Callable[[str, Column], Counter[Any]]) -> None:
        self._truth, self._told = truth, dict[tuple[str, str], int]()
        self._equations: dict[str, list[tuple[Group, int]]] = {}
        self._behind: dict[tuple[str, Column], Counter[Any]] = {}

    def reads(self, document: dict[str, Any]) -> None:
        """One report more. AssertionError when a cell tells another number than it did."""
        for scope, kind, group, count in _figures(document):
            before = self._told.setdefault((scope, kind), count)
            assert before == count, f"{kind} {scope}: {before}, then {count}"
            self._equations.setdefault(kind, []).append((group, count))
            for column in group:
                self._behind.setdefault((kind, column), self._truth(kind, column).copy())

    def finds(self, k: int, seed: int = 0) -> Iterator[str]:
        """Everything that is told of fewer than k people."""
        known = {kind: groups(reduced(equations)) for kind, equations in self._equations.items()}
        for kind, told in known.items():
            for group in told:
                if len(self._people(kind, group)) < k:
                    yield f"{kind} {sorted(group)}: {len(self._people(kind, group))} people"
        for upper, lower in NESTED:
            if upper in known and lower in known:
                yield from self._between(upper, known[upper], lower, known[lower], k, Random(seed))

    def _people(self, kind: str, group: Iterable[Column]) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for column in group:
            found.update(self._behind.get((kind, column), {}))
        return found

    def _between(
        self, upper: str, ups: list[Group], lower: str, lows: list[Group], k: int, chance: Random
    ) -> Iterator[str]:
        """Who did the one and not the other, over any weeks for which that can be said."""
        over, under = ([(weeks_of(group), self._people(kind, group)) for group in kinds]
                       for kind, kinds in ((upper, ups), (lower, lows)))  # fmt: skip
        for chosen in _choices([weeks for weeks, _ in over], [weeks for weeks, _ in under], chance):
            inside = [people for weeks, people in under if weeks <= chosen]
            if not inside:
                continue
            rest: Counter[Any] = Counter()
            for people in (people for weeks, people in over if weeks <= chosen):
                rest.update(people)
            for people in inside:
                rest.subtract(people)
            if upper == "goal" and not any(rest.values()):
                continue
            left = sum(count > 0 for count in rest.values())
            if min(left, sum(rest.values())) < k:
                yield f"{upper} without {lower} {sorted(chosen)}: {sum(rest.values())} events, {left} people"


def weeks_of(group: Group) -> frozenset[str]:
    return frozenset(week for week, _ in group)


def reduced(equations: list[tuple[Group, int]]) -> list[dict[Column, Fraction]]:
    """The rows of the reduced echelon form, without the right-hand side. AssertionError when two figures contradict."""
    rows: list[tuple[dict[Column, Fraction], Fraction]] = []
    for group, count in dict.fromkeys(equations):
        row, right = {column: Fraction(1) for column in group}, Fraction(count)
        for known, value in rows:
            row, right = _less(row, right, known, value, min(known))
        if not row:
            assert right == 0, "two figures contradict each other"
            continue
        pivot = min(row)
        factor = row[pivot]
        row, right = {column: entry / factor for column, entry in row.items()}, right / factor
        rows = [_less(known, value, row, right, pivot) for known, value in rows] + [(row, right)]
    return [row for row, _ in rows]


def _less(
    row: dict[Column, Fraction], right: Fraction, other: dict[Column, Fraction], value: Fraction, pivot: Column
) -> tuple[dict[Column, Fraction], Fraction]:
    factor = row.get(pivot, Fraction(0))
    if not factor:
        return row, right
    mixed = {
        column: row.get(column, Fraction(0)) - factor * other.get(column, Fraction(0)) for column in {*row, *other}
    }
    return {column: entry for column, entry in mixed.items() if entry}, right - factor * value


def groups(rows: list[dict[Column, Fraction]]) -> list[Group]:
    """Whatever is counted by a sum of rows; where the rows are apart, the rows: a union of those has no fewer people."""
    seen: Counter[Column] = Counter(chain.from_iterable(rows))
    if all(count == 1 for count in seen.values()) and all(set(row.values()) == {1} for row in rows):
        return [frozenset(row) for row in rows]
    some = rows[:MOST_ROWS]
    subsets = chain.from_iterable(combinations(some, size) for size in range(1, len(some) + 1))
    return [group for subset in subsets if (group := _counted(subset))]


def _counted(subset: Iterable[dict[Column, Fraction]]) -> Group | None:
    total: dict[Column, Fraction] = {}
    for row in subset:
        for column, entry in row.items():
            total[column] = total.get(column, Fraction(0)) + entry
    return frozenset(c for c, entry in total.items() if entry) if set(total.values()) <= {0, 1} else None


def _choices(over: list[frozenset[str]], under: list[frozenset[str]], chance: Random) -> Iterator[frozenset[str]]:
    """Unions of the upper kind's groups: what covers each of the lower's, everything, and thirty at random."""
    alone = [_covering(over, low) for low in under]
    yield from alone
    for _ in range(30):
        mixed = chance.sample([*alone, *over], chance.randint(1, len(alone) + len(over)))
        yield _covering(over, frozenset().union(*mixed))
    yield frozenset().union(*over)


def _covering(over: list[frozenset[str]], weeks: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(one for one in over if one & weeks))


def _figures(document: dict[str, Any]) -> Iterator[tuple[str, str, Group, int]]:
    """Scope, kind, what it is a count of, and the number."""
    for cell in document["cells"]:
        if cell["count"] is not None:
            yield cell["scope"], cell["kind"], _columns(cell["scope"], document), cell["count"]
    far = document["how_far"] or {"scope": "", "reached": []}
    for one in far["reached"]:
        yield far["scope"], f"step{one['step']}", _columns(far["scope"], document), one["count"]
    for kind, rating in document["ratings"].items():
        for one in rating["classes"] if rating else ():
            columns = _columns(rating["scope"], document, range(one["low"], one["high"] + 1))
            yield f"{rating['scope']} {one['low']}-{one['high']}", kind, columns, one["count"]


def _columns(scope: str, document: dict[str, Any], values: Iterable[int] = (0,)) -> Group:
    first, _, last = scope.partition("/")
    if last:
        weeks = [week for week in document["weeks"] if first <= week <= last]
    elif "W" in scope:
        weeks = [scope]
    else:
        weeks = [week for week in document["weeks"] if _thursday(week).strftime("%Y-%m") == scope]
    return frozenset((week, value) for week in weeks for value in values)


def _thursday(week: str) -> dt.date:
    return dt.datetime.strptime(f"{week}-4", "%G-W%V-%u").date()
