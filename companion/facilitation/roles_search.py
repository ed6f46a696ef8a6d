"""The search for a fair rotation, people as numbers: meeting by meeting, turning back where it gets stuck.

In each role nobody has one turn more than another but by one, nor in all roles together. Nobody has two roles in one meeting,
or, where there are fewer people than roles, nobody three and nobody none. Whoever leads brings no case, unless all do. Nobody
has the same role twice running, but for as many case givers as there must be when more than half bring a case. There is such a
rotation for every size that may be asked for (tests/facilitation/test_roles.py tries them all); with ten people, five meetings
and five cases each time there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Role = Literal["host", "leader", "cases", "timekeeper"]
Round = dict[Role, tuple[int, ...]]
"""One meeting: who has each role."""
_HARDEST_FIRST: tuple[Role, ...] = ("cases", "leader", "host", "timekeeper")


def rounds_of(people: int, meetings: int, cases: int) -> tuple[Round, ...]:
    """A fair rotation, the same each time. Needs 3 to 12 people, 1 to 12 meetings, and 1 to 4 cases, no more than people."""
    search = _Search(people, meetings, cases)
    if not search.finished():
        raise ValueError("no fair rotation")
    return tuple(search.rounds)


@dataclass
class _Tally:
    """Turns as they are given out. `low`: what each has at the end; `spare`: how many more may still have one beyond it."""

    low: int
    spare: int
    had: list[int]

    def may(self, chosen: tuple[int, ...]) -> bool:
        """Whether all of these may have one more."""
        more = [self.had[one] - self.low for one in chosen]
        return all(each <= 0 for each in more) and more.count(0) <= self.spare

    def take(self, one: int) -> None:
        self.spare -= self.had[one] == self.low
        self.had[one] += 1

    def give_back(self, one: int) -> None:
        self.had[one] -= 1
        self.spare += self.had[one] == self.low


class _Search:
    """What has been given out so far."""

    def __init__(self, people: int, meetings: int, cases: int) -> None:
        self.people, self.meetings, self.cases = people, meetings, cases
        self.roles = cases + len(_HARDEST_FIRST) - 1
        self.tallies = {role: self._tally(self._size(role)) for role in _HARDEST_FIRST}
        self.all = self._tally(self.roles)
        self.rounds: list[Round] = []

    def finished(self) -> bool:
        """Whether the rounds there are can be carried on to the last meeting; if so, they are."""
        if len(self.rounds) == self.meetings:
            return True
        for one in self._round(_HARDEST_FIRST, {}):
            self.rounds.append(one)
            if self.finished():
                return True
            self.rounds.pop()
        return False

    def _size(self, role: Role) -> int:
        return self.cases if role == "cases" else 1

    def _tally(self, size: int) -> _Tally:
        return _Tally(*divmod(self.meetings * size, self.people), [0] * self.people)

    def _round(self, roles: tuple[Role, ...], so_far: Round) -> Iterator[Round]:
        """Every way to fill the roles that are left, the likeliest first. While one is out, its turns are counted."""
        if not roles:
            if self.roles < self.people or len(set(_busy(so_far))) == self.people:
                yield so_far
            return
        for chosen in self._choices(roles[0], so_far):
            for one in chosen:
                self.tallies[roles[0]].take(one)
                self.all.take(one)
            yield from self._round(roles[1:], {**so_far, roles[0]: chosen})
            for one in chosen:
                self.tallies[roles[0]].give_back(one)
                self.all.give_back(one)

    def _choices(self, role: Role, so_far: Round) -> Iterator[tuple[int, ...]]:
        """Who may have the role, those who have had it least and longest ago first."""
        busy, tally = _busy(so_far), self.tallies[role]
        last = self.rounds[-1][role] if self.rounds else ()
        again = max(0, 2 * self.cases - self.people) if role == "cases" else 0
        most = 1 if self.roles <= self.people else 2
        apart = so_far["cases"] if role == "leader" and self.cases < self.people else ()
        free = [one for one in range(self.people) if busy.count(one) < most and one not in apart]
        free.sort(
            key=lambda one: (one in last, busy.count(one), tally.had[one], self.all.had[one], self._ago(role, one))
        )
        for chosen in combinations(free, self._size(role)):
            repeated = sum(one in last for one in chosen)
            if repeated <= again and tally.may(chosen) and self.all.may(chosen):
                yield chosen

    def _ago(self, role: Role, one: int) -> int:
        """The meeting one last had the role at; -1 where never."""
        return max((place for place, done in enumerate(self.rounds) if one in done[role]), default=-1)


def _busy(so_far: Round) -> list[int]:
    return [one for chosen in so_far.values() for one in chosen]
