"""Which counts may be shown. What follows from what, first; then the rule; then the code.

**What can be worked out.** Whoever reads the reports may add and subtract whatever stands in them, also in several reports,
knows how we do it (this page), and knows who is in the network. A group of people is told of when a count can be worked out
that is theirs alone. A group of fewer than k may not be told of, and of nobody less than of one: that nobody finished is
something about everybody. k counts people, never events: one leader with eleven cases is one.

**One rule instead of many: a partition.** Of each kind we release counts of groups of whole weeks, such that no week is in two
groups and each group holds at least k people. Every figure of a kind in any report is a sum of such groups. With disjoint
groups, any sum with whole or broken factors that is a count of something is the count of a union of groups, and a union has
at least as many people as any of its groups. So nothing smaller than k follows, however one calculates:

- *Sums and differences.* Months and the period are sums of groups. A month minus its shown weeks is the group of its other
  weeks; we have made that group first and seen that it holds k people. If it did not, the smallest week that could be
  shown was put into it, and another. So it never is a single week either: a single week of k people would be shown.
- *Two reports.* Released groups stay, word for word, in a ledger without people. A later report adds groups of weeks that
  are in none, and so the two reports together are one partition, whatever was counted or taken back in between. What is
  counted late for a released week goes to the first week that is not (`counts.py`). Hence also: a figure does not change,
  a hidden week stays hidden, and asking every Monday tells less, not more.
- *Zero.* A group of nobody is a group under k; it lies in a larger group or waits.
- *Waiting.* What is too few for any group is not released and not part of any total; totals tell up to which week they go.

**Nested kinds.** Who finishes has begun. So "begun" minus "finished" counts sittings that were left, and so on down each of
CHAINS. A lower kind minus a higher one, over the same weeks or (all that is begun in four weeks less what is finished in one of
them) over some, must be k events by k people as well. It is enough to look at blocks: of two kinds whose groups lie inside one
another or apart (`_apart` demands it) the largest groups that have both. If each block's difference is k, so is any
union's: the events add up. For the people it takes more, since who begins in one block and finishes in the next is
in neither's difference when they are one. We count only those whose difference stays above zero whatever other block is
joined to it. A difference of nothing is a group of nobody, and not shown. One exception: a goal rated before and after is
one answer in two halves; where everyone gave both, the second number says nothing new.

**How far sittings came**: the number that reached a step, for whole releases only, and only of those steps that are
k apart from every other figure in the chain; the steps between are thereby merged.
**Ratings**: neighbouring answers merged until each class has k people; the same classes in every report; nothing where there
is but one class. No mean of its own: an exact mean beside merged classes can tell that the one
low answer was a 1. What the shown classes allow the mean to be follows from them and tells no more.

**People, everyone but two.** The exact number of people, seen by somebody who knows how many are in the network, tells how many
said no. So it is shown as "at least" in steps of k, and never falls: a fall would be somebody taking back a yes. It enters no
sum with the counts of events. Where the network has just as many as the step says, one can see that nobody stayed away:
that cannot be helped by any threshold, and is why the number is one and for the whole period.

**What remains.** That a week is hidden is itself seen, and says that few were there or that its neighbour had few. One of k
people knows the others' sum. Somebody very active weighs much in a count of events. None of these tells of a person to one who
knows nothing else; k is the measure of how much else one would have to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from companion.pilot.periods import by_month

Weeks = frozenset[str]
STEPS = tuple(f"step{number}" for number in range(2, 8))
"""Steps a sitting can have reached; the first is where it begins."""
_CHAIN = ("begun", *STEPS, "finished")
CHAINS = ((*_CHAIN, "follow_up"), (*_CHAIN, "helped"), ("goal", "goal_after"))
"""Each kind is part of those before it."""
BY_WEEK = ("begun", "finished", "follow_up", "question_set", "plan", "practised")
RATED = ("helped", "goal", "goal_after")
PEOPLE = "people"
_WHOLE = ("goal", "goal_after")
"""The pair in which a difference of nothing is no news."""
_PAIRS = tuple(dict.fromkeys(pair for chain in CHAINS for pair in combinations(chain, 2)))


class Tally(NamedTuple):
    """So many events of one kind by one person in one week. `who`: a keyed hash."""

    week: str
    kind: str
    value: int
    who: bytes
    events: int


class Figure(NamedTuple):
    """A count as it is released, once and for good. `values`: the class of ratings it is of; `k`: the threshold it met."""

    kind: str
    weeks: Weeks
    events: int
    k: int
    values: tuple[int, int] = (0, 0)


def release(tallies: Iterable[Tally], released: Sequence[Figure], weeks: Sequence[str], k: int) -> list[Figure]:
    """What can be released now beside what is already, of these complete weeks. The number of people is released anew each
    time, never lower."""
    desk = _Desk(tallies, released, weeks, k)
    for kind in BY_WEEK:
        desk.release(kind, desk.partitions(kind))
    for kind in RATED:
        desk.release_rated(kind)
    for kind in STEPS:
        desk.release(kind, [desk.whole(kind)])
    return [*desk.figures[len(released) :], *desk.people()]


class _Desk:
    """The figures while they are decided on. The order of the kinds is the order of their worth: what comes later gives way."""

    def __init__(self, tallies: Iterable[Tally], released: Sequence[Figure], weeks: Sequence[str], k: int) -> None:
        self.figures, self.weeks, self.k = list(released), frozenset(weeks), k
        self._counts: dict[tuple[str, str, int], Counter[bytes]] = {}
        for week, kind, value, who, events in tallies:
            name, value = (f"step{value}", 0) if kind == "step" else (kind, value)
            if week in self.weeks:
                self._counts.setdefault((name, week, value), Counter())[who] += events

    def release(self, kind: str, partitions: Iterable[list[Weeks]]) -> None:
        """The first of the partitions that fits to all that is released."""
        fitting = next((groups for groups in partitions if groups and self._fits(kind, groups)), [])
        self.figures += [Figure(kind, group, self._by(kind, group).total(), self.k) for group in fitting]

    def release_rated(self, kind: str) -> None:
        """Everything that waits, in classes: those of the first release, or as many as there can be."""
        groups = self.whole(kind)
        known = sorted({figure.values for figure in self.figures if figure.kind == kind})
        for group in groups if groups and self._fits(kind, groups) else ():
            classes = known or self._classes(kind, group)
            by_class = [self._by(kind, group, values) for values in classes]
            if len(classes) > 1 and all(len(people) >= self.k for people in by_class):
                counted = zip(classes, by_class, strict=True)
                self.figures += [Figure(kind, group, by.total(), self.k, values) for values, by in counted]

    def partitions(self, kind: str) -> Iterator[list[Weeks]]:
        """Ways to part what waits into groups that may be shown, from the finest to the whole; none when the whole may not."""
        leaves = self._leaves(kind)
        if not self.whole(kind):
            return
        by_months: dict[tuple[str, ...], list[Weeks]] = {}
        for leaf in leaves:
            by_months.setdefault(tuple(sorted(by_month(leaf))), []).append(leaf)
        months = {_union(inside): inside for inside in by_months.values()}
        broad = self._pooled(kind, list(months))
        yield [part for month in broad for part in self._pooled(kind, months.get(month, [month]))]
        yield broad
        yield self.whole(kind)

    def whole(self, kind: str) -> list[Weeks]:
        """All that waits as one group, if it may be shown."""
        everything = _union(self._leaves(kind))
        return [everything] if self._safe(kind, everything) else []

    def people(self) -> list[Figure]:
        """How many were counted in these weeks, in steps of k, and no fewer than was told before."""
        told = max((figure.events for figure in self.figures if figure.kind == PEOPLE), default=0)
        count = len({who for people in self._counts.values() for who in people})
        floor = max(told, count // self.k * self.k)
        return [Figure(PEOPLE, frozenset(), floor, self.k)] if floor else []

    def _leaves(self, kind: str) -> list[Weeks]:
        """The smallest parts of what waits: weeks, or for what is part of "begun" the groups of that."""
        parts = self._groups("begun") if kind in (*CHAINS[0][1:], "helped") else {frozenset((w,)) for w in self.weeks}
        done = _union(self._groups(kind))
        return sorted((part for part in parts if not part & done), key=min)

    def _pooled(self, kind: str, parts: list[Weeks]) -> list[Weeks]:
        """The parts that may be shown, and the others as one; the least of the former go to the others until that may be
        shown too. All the parts together must be fit to be shown."""
        shown = [part for part in parts if self._safe(kind, part)]
        shown.sort(key=lambda part: (len(self._by(kind, part)), sorted(part)), reverse=True)
        hidden = [part for part in parts if part not in shown]
        while hidden and not self._safe(kind, _union(hidden)):
            hidden.append(shown.pop())
        return [*shown, _union(hidden)] if hidden else shown

    def _safe(self, kind: str, group: Weeks) -> bool:
        """k people, and k apart from what this is part of."""
        uppers = (upper for upper, lower in _PAIRS if lower == kind)
        inside = ((upper, _inside(self._groups(upper), group)) for upper in uppers)
        gaps = (
            ((upper, kind), self._gap((upper, kind), ups, [group])) for upper, ups in inside if _union(ups) == group
        )
        return len(self._by(kind, group)) >= self.k and all(self._far_enough(pair, gap, []) for pair, gap in gaps)

    def _fits(self, kind: str, groups: list[Weeks]) -> bool:
        """Whether nothing under k follows from these groups and those of the kinds above and below."""
        for pair in (pair for pair in _PAIRS if kind in pair):
            ups, lows = (self._groups(one) | (set(groups) if one == kind else set()) for one in pair)
            if not self._apart(pair, ups, lows, set(groups)):
                return False
        return True

    def _apart(self, pair: tuple[str, str], ups: set[Weeks], lows: set[Weeks], new: set[Weeks]) -> bool:
        """Groups inside one another or apart, and every block that is new far enough from nothing, with any others."""
        if any(up & low and not (up <= low or low <= up) for up in ups for low in lows):
            return False
        blocks = {up for up in ups if _inside(lows, up)} | {low for low in lows if _union(_inside(ups, low)) == low}
        gaps = {block: self._gap(pair, _inside(ups, block), _inside(lows, block)) for block in blocks}
        return all(
            self._far_enough(pair, gaps[block], [gaps[other][1] for other in blocks if other != block])
            for block in blocks
            if _inside(new, block)
        )

    def _gap(self, pair: tuple[str, str], ups: list[Weeks], lows: list[Weeks]) -> tuple[int, Counter[bytes]]:
        """Events, and each one's events, of the upper kind less those of the lower. Events are as released."""
        upper, lower = pair
        people = self._by(upper, _union(ups))
        people.subtract(self._by(lower, _union(lows)))
        return self._total(upper, ups) - self._total(lower, lows), people

    def _far_enough(self, pair: tuple[str, str], gap: tuple[int, Counter[bytes]], others: list[Counter[bytes]]) -> bool:
        events, people = gap
        if pair == _WHOLE and events == 0 and not any(people.values()):
            return True
        steady = [who for who, own in people.items() if own + sum(min(0, other[who]) for other in others) > 0]
        return min(events, len(steady)) >= self.k

    def _classes(self, kind: str, group: Weeks) -> list[tuple[int, int]]:
        """The ratings 1 to 5 in classes of at least k people each, from the lowest; what is left over joins the last."""
        classes, low = [], 1
        for high in range(1, 6):
            if len(self._by(kind, group, (low, high))) >= self.k:
                classes.append((low, high))
                low = high + 1
        return [*classes[:-1], (classes[-1][0], 5)] if classes else []

    def _groups(self, kind: str) -> set[Weeks]:
        return {figure.weeks for figure in self.figures if figure.kind == kind}

    def _total(self, kind: str, groups: list[Weeks]) -> int:
        """As released, or as it would be."""
        told = [figure for figure in self.figures if figure.kind == kind and figure.weeks in groups]
        untold = set(groups) - {figure.weeks for figure in told}
        return sum(figure.events for figure in told) + self._by(kind, _union(untold)).total()

    def _by(self, kind: str, group: Weeks, values: tuple[int, int] = (0, 5)) -> Counter[bytes]:
        """Each one's events."""
        found = Counter[bytes]()
        for week in group:
            for value in range(values[0], values[1] + 1):
                found.update(self._counts.get((kind, week, value), {}))
        return found


def _inside(groups: Iterable[Weeks], block: Weeks) -> list[Weeks]:
    return [group for group in groups if group <= block]


def _union(groups: Iterable[Weeks]) -> Weeks:
    return frozenset[str]().union(*groups)
