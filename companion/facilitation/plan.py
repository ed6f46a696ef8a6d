"""A meeting plan that ends on time: which blocks, in which groups, from which minute to which.

Nothing is rounded away: the minutes sum to the meeting, no block is shorter than its least, and where no such plan exists the
nearest that does is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from companion.errors import WrongUse
from companion.facilitation.plan_data import Block, Facilitator, MeetingKind, Meetings, meetings
from companion.facilitation.plan_groups import interview_seats, rounds, usual_groups
from companion.facilitation.plan_solve import Frame, Slot, Slots, allot, fits, nearest_minutes
from companion.facilitation.plan_words import PlanBlock, Spoken, notes, spoken
from companion.vocabulary import LANGS, Both, Lang, Word

FEWEST, MOST = 3, 40
"""People in a meeting."""


class Wanted(Word):
    """The meeting somebody wants a plan for."""

    meeting: MeetingKind
    minutes: int
    people: int
    cases: int | None = None
    """None: as many as suit the time."""
    online: bool = False
    facilitator: Facilitator = "one"
    late: int = 0
    """Minutes it starts late; it ends when it was to end."""

    @property
    def left(self) -> int:
        """Minutes there are."""
        return self.minutes - self.late


class Plan(Word):
    """Block by block, from the planned start."""

    lang: Lang
    wanted: Wanted
    cases: int
    groups: tuple[tuple[int, ...], ...]
    """Round after round, the sizes of the groups side by side."""
    notes: tuple[str, ...]
    """What is not as the method has it, and why."""
    blocks: tuple[PlanBlock, ...]


class Layout(NamedTuple):
    """The blocks of a meeting before they have minutes. `entries`: each block and the round it belongs to (0: none)."""

    cases: int
    rounds: tuple[tuple[int, ...], ...]
    entries: tuple[tuple[Block, int], ...]
    slots: Slots
    left_out: tuple[Block, ...]


def make_plan(wanted: Wanted, lang: Lang) -> Plan:
    """The plan. WrongUse, with the nearest plan that fits, where there is none."""
    known, layout = meetings(), chosen(wanted)
    if layout is None:
        raise _refusal(wanted)
    blocks, start = [], wanted.late
    about = Spoken(wanted.people, layout.rounds, wanted.online, wanted.facilitator, lang)
    for index, minutes in allot(layout.slots, wanted.left, _frame(known)):
        block, round_number = (known.pause, 0) if index is None else layout.entries[index]
        blocks.append(spoken(block, round_number, start, minutes, about))
        start += minutes
    said = notes(about, wanted.late, layout.left_out)
    return Plan(lang=lang, wanted=wanted, cases=layout.cases, groups=layout.rounds, notes=said, blocks=tuple(blocks))


def chosen(wanted: Wanted) -> Layout | None:
    """The layout that fits with as little left out as can be; None where none does. Without a number of cases: one for each
    group; in a first meeting only where nothing is shortened by it; in sparring as many rounds as nothing is shortened by."""
    if not FEWEST <= wanted.people <= MOST or not 0 <= wanted.late < wanted.minutes:
        return None
    for cases, unhurried in _cases(wanted):
        for layout in _layouts(wanted.meeting, wanted.people, cases):
            enough = not unhurried or (_usual(layout.slots, wanted.left) <= wanted.left and not layout.left_out)
            if enough and fits(layout.slots, wanted.left, _frame(meetings())):
                return layout
    return None


def nearest(wanted: Wanted) -> Wanted:
    """The nearest meeting there is a plan for: one of minutes, cases or people changed where that is enough, otherwise as
    little as can be. A quarter of an hour counts as much as a case, or as half a person."""
    if chosen(wanted):
        return wanted
    late = wanted.late if 0 <= wanted.late < wanted.minutes else 0
    people = min(max(wanted.people, FEWEST), MOST)
    fewest = 1 if wanted.meeting == "sparring" else 0
    cases = None if wanted.cases is None else min(max(wanted.cases, fewest), people)
    near = wanted.model_copy(update={"late": late, "people": people, "cases": cases})
    found = [near] if chosen(near) else [*_one_change(near)] or [*_two_changes(near)]
    return min(found, key=lambda one: _distance(one, near))


def _one_change(near: Wanted) -> Iterator[Wanted]:
    yield from _other_minutes(near)
    for cases in range(near.people + 1) if near.cases is not None else ():
        yield from _if_it_fits(near.model_copy(update={"cases": cases}))
    for people in range(FEWEST, MOST + 1):
        yield from _if_it_fits(near.model_copy(update={"people": people}))


def _two_changes(near: Wanted) -> Iterator[Wanted]:
    for cases in range(near.people + 1):
        yield from _other_minutes(near.model_copy(update={"cases": cases}))


def _if_it_fits(wanted: Wanted) -> Iterator[Wanted]:
    if chosen(wanted):
        yield wanted


def _other_minutes(near: Wanted) -> Iterator[Wanted]:
    """The same meeting at the nearest length it can have."""
    for cases, _ in _cases(near):
        for layout in _layouts(near.meeting, near.people, cases):
            left = nearest_minutes(layout.slots, near.left, _frame(meetings()))
            if left is not None:
                yield from _if_it_fits(near.model_copy(update={"minutes": left + near.late}))


def _distance(one: Wanted, near: Wanted) -> tuple[float, int, int]:
    minutes, people = abs(one.minutes - near.minutes), abs(one.people - near.people)
    cases = abs((one.cases or 0) - (near.cases or 0))
    return (minutes / 15 + cases + 2 * people, minutes, -one.minutes)


def _cases(wanted: Wanted) -> list[tuple[int, bool]]:
    """Numbers of cases to try, and whether one is taken only where no block is shortened for it."""
    if wanted.cases is not None:
        return [(wanted.cases, False)]
    groups = usual_groups(wanted.people)
    if wanted.meeting == "sparring":
        many = wanted.people // groups
        return [*((groups * count, True) for count in range(many, 0, -1)), (groups, False)]
    return [(groups, wanted.meeting == "first"), (0, False)]


@lru_cache(maxsize=4096)
def _layouts(meeting: MeetingKind, people: int, cases: int) -> tuple[Layout, ...]:
    """Every layout of such a meeting, the fullest first. None where the cases are more than the people, or too few for the
    groups."""
    sizes = rounds(people, cases) if 0 <= cases <= people else None
    if sizes is None or (meeting == "sparring" and not cases):
        return ()
    blocks = [one for one in meetings().blocks if meeting in one.meetings and (cases or one.need != "cases")]
    spare = sorted((one for one in blocks if one.need == "optional" and cases), key=lambda one: one.spare)
    without = [out for count in range(len(spare) + 1) for out in combinations(spare, count)]
    return tuple(_layout([one for one in blocks if one not in out], people, cases, sizes, out) for out in without)


def _layout(
    blocks: list[Block], people: int, cases: int, sizes: tuple[tuple[int, ...], ...], out: tuple[Block, ...]
) -> Layout:
    entries = tuple(_entries(blocks, len(sizes)))
    slots = tuple(_slot(block, people, sizes) for block, _ in entries)
    return Layout(cases, sizes, entries, slots, out)


def _entries(blocks: list[Block], count: int) -> Iterator[tuple[Block, int]]:
    """The blocks in order; the rounds with a change of roles between them. `groups` belongs to the first round."""
    between = [block for block in blocks if block.repeats == "between"]
    for block in blocks:
        if block.repeats == "once":
            yield block, 1 if block.id == "groups" else 0
        elif block.repeats == "round":
            for number in range(1, count + 1):
                yield from ((change, number) for change in between if number > 1)
                yield block, number


def _slot(block: Block, people: int, sizes: tuple[tuple[int, ...], ...]) -> Slot:
    counted = {
        "nothing": 0,
        "all": meetings().people_in_a_round(people),
        "seats": interview_seats(people),
        "groups": max((len(one) for one in sizes), default=0),
    }[block.counts]
    return Slot(*block.minutes.for_each_of(counted), block.pause_before)


def _usual(slots: Slots, minutes: int) -> int:
    """What the blocks take when none is shortened, with a pause where the meeting is long enough for one."""
    known = meetings()
    pauses = (minutes - 1) // known.pause_after
    return sum(slot.usual for slot in slots) + pauses * _frame(known).pause.usual


def _frame(known: Meetings) -> Frame:
    return Frame(Slot(*known.pause.minutes.for_each_of(0)), known.shortest_stretch, known.pause_after)


_TOLD = {
    "minutes": Both(da="{n} minutter (--minutes {n})", en="{n} minutes (--minutes {n})"),
    "people": Both(da="{n} personer (--people {n})", en="{n} people (--people {n})"),
    "cases": Both(da="oplæg: {n} (--cases {n})", en="cases: {n} (--cases {n})"),
    "late": Both(da="begyndt {n} minutter for sent (--late {n})", en="started {n} minutes late (--late {n})"),
}


def _refusal(wanted: Wanted) -> WrongUse:
    """Says what can be had instead."""
    other = nearest(wanted)
    changed = {name: getattr(other, name) for name in _TOLD if getattr(other, name) != getattr(wanted, name)}
    da, en = (", ".join(_TOLD[name].to(lang, n=value) for name, value in changed.items()) for lang in LANGS)
    return WrongUse(
        f"Det går ikke op. Den nærmeste plan, der gør: {da}. Resten som du skrev det.",
        f"That does not add up. The nearest plan that does: {en}. The rest as you wrote it.",
    )
