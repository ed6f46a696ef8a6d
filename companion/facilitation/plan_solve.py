"""Minutes for blocks so that they sum exactly: dynamic programming over whole minutes, with the pauses where they are needed.

Exact: `fits` is true just when there are minutes within every block's least and most that sum, with no stretch longer than
may be; `allot` then finds those with the smallest cost, and the same ones each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

_ODD = 300
"""What minutes that are no multiple of five cost in a block of eight or more: a plan is easier to keep with round ones."""
_MOST_PAUSES = 6


class Slot(NamedTuple):
    """A block as the sum sees it: minutes, and whether a pause may stand in front of it."""

    least: int
    usual: int
    most: int
    pause_before: bool = False


class Frame(NamedTuple):
    """What pauses are like, and how few and how many minutes a stretch between two of them, or before the first, has."""

    pause: Slot
    shortest: int
    stretch: int


Slots = tuple[Slot, ...]
_Table = dict[int, tuple[int, tuple[int, ...]]]
"""Total minutes to the smallest cost and the minutes that have it."""


def fits(slots: Slots, minutes: int, frame: Frame) -> bool:
    """Whether there is a plan of exactly so many minutes."""
    return _fewest_pauses(slots, minutes, frame) is not None


def nearest_minutes(slots: Slots, minutes: int, frame: Frame) -> int | None:
    """The minutes nearest to `minutes` that a plan can have, the longer of two; None where none is possible."""
    ends = {end for _, *ends in _spans(slots, frame) for end in ends if fits(slots, end, frame)}
    inside = minutes if fits(slots, minutes, frame) else None
    return inside or min(ends, key=lambda end: (abs(end - minutes), -end), default=None)


def allot(slots: Slots, minutes: int, frame: Frame) -> tuple[tuple[int | None, int], ...]:
    """Index of each slot (None: a pause) and its minutes, in order. Needs `fits`. Of places for the pauses, the one that
    costs the blocks least and then leaves the shortest stretch."""
    count = _fewest_pauses(slots, minutes, frame) or 0
    plans = [
        (*found, pauses)
        for pauses in _places(slots, count)
        if (found := _cheapest(slots, pauses, minutes, frame)) is not None
    ]
    _, given, pauses = min(plans, key=lambda plan: (plan[0], _longest(plan[1], plan[2]), plan[2]))
    return tuple(zip(_order(len(slots), pauses), given, strict=True))


@lru_cache(maxsize=512)
def shared(parts: Slots, minutes: int) -> tuple[int, ...]:
    """The parts of a block in whole minutes that sum to it, as near to their usual shares as can be."""
    usual = sum(part.usual for part in parts)
    scaled = tuple(Slot(part.least, max(1, round(part.usual * minutes / usual)), minutes) for part in parts)
    return _spread(scaled, minutes)[minutes][1]


def _fewest_pauses(slots: Slots, minutes: int, frame: Frame) -> int | None:
    """None where no plan fits. A meeting that is no longer than a stretch has one only where its blocks would not fill it."""
    counts = [count for count, low, high in _spans(slots, frame) if low <= minutes <= high]
    return min(counts, default=None)


@cache
def _spans(slots: Slots, frame: Frame) -> tuple[tuple[int, int, int], ...]:
    """Number of pauses, fewest minutes, most minutes, for every placing of pauses that keeps the stretches short enough.
    Every whole number between is possible: each block can be lengthened a minute at a time."""
    found = set()
    for count in range(_MOST_PAUSES + 1):
        for pauses in _places(slots, count):
            stretches = list(_stretches(slots, pauses))
            least = [sum(slot.least for slot in stretch) for stretch in stretches]
            least = [max(few, frame.shortest) for few in least] if count else least
            most = [min(frame.stretch, sum(slot.most for slot in stretch)) for stretch in stretches]
            if all(few <= many for few, many in zip(least, most, strict=True)):
                found.add((count, sum(least) + count * frame.pause.least, sum(most) + count * frame.pause.most))
    return tuple(sorted(found))


def _places(slots: Slots, count: int) -> Iterator[tuple[int, ...]]:
    allowed = [index for index, slot in enumerate(slots) if slot.pause_before and index]
    return combinations(allowed, count)


def _stretches(slots: Slots, pauses: tuple[int, ...]) -> Iterator[Slots]:
    edges = (0, *pauses, len(slots))
    return (slots[start:end] for start, end in pairwise(edges))


def _order(count: int, pauses: tuple[int, ...]) -> list[int | None]:
    return [one for index in range(count) for one in ([None, index] if index in pauses else [index])]


def _cheapest(slots: Slots, pauses: tuple[int, ...], minutes: int, frame: Frame) -> tuple[int, tuple[int, ...]] | None:
    table: _Table = {0: (0, ())}
    for place, stretch in enumerate(_stretches(slots, pauses)):
        if place:
            table = _joined(table, _spread((frame.pause,), frame.pause.most), minutes)
        totals = _spread(stretch, frame.stretch)
        long_enough = {total: way for total, way in totals.items() if not pauses or total >= frame.shortest}
        table = _joined(table, long_enough, minutes)
    return table.get(minutes)


@lru_cache(maxsize=4096)
def _spread(slots: Slots, most: int) -> _Table:
    """Every total up to `most` that the slots can have."""
    table: _Table = {0: (0, ())}
    for slot in slots:
        one: _Table = {given: (_cost(slot, given), (given,)) for given in range(slot.least, slot.most + 1)}
        table = _joined(table, one, most)
    return table


def _joined(first: _Table, second: _Table, most: int) -> _Table:
    """The totals of one followed by the other; of equal costs, the smaller minutes first."""
    joined: _Table = {}
    for before, (cost, given) in first.items():
        for after, (more, then) in second.items():
            total, found = before + after, (cost + more, given + then)
            if total <= most and (total not in joined or found < joined[total]):
                joined[total] = found
    return joined


def _cost(slot: Slot, given: int) -> int:
    """Grows with the square of what is taken from or added to the usual, less so in a longer block."""
    odd = _ODD if given != slot.usual and given % 5 and slot.usual >= 8 else 0
    return 1000 * (given - slot.usual) ** 2 // max(1, slot.usual) + odd


def _longest(given: tuple[int, ...], pauses: tuple[int, ...]) -> int:
    """Minutes of the longest stretch."""
    longest = current = 0
    for index, minutes in zip(_order(len(given) - len(pauses), pauses), given, strict=True):
        current = 0 if index is None else current + minutes
        longest = max(longest, current)
    return longest
