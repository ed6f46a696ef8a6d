"""The table: ours beside the echo at each number of leaders, and the goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.load.crowd import Came
from evals.load.visitors import Echoed, Leader
from evals.speed.table import Row, share

MOST_GROWTH = 3.0
"""How many times more the p95 may grow from the first number of leaders to the second than the echo's does."""
MOST_KILOBYTES = 300.0
"""Of the server's memory a case, above the echo's."""
MEMORY_AT = 200
"""The number of leaders at which the memory has its goal; with few, what threads take once weighs on each case."""


@dataclass
class Level:
    """Both sides at one number of leaders."""

    at_once: int
    ours: Came[Leader]
    echo: Came[Echoed]
    lost: int
    """Acknowledged replies that were not in the case afterwards."""
    crossed_at_rest: int

    def rows(self) -> list[Row]:
        ours, echo = self.ours, self.echo
        done = sum(not leader.failure for leader in ours.visitors)
        told = f"{len(ours.turns)} turns of {len(ours.visitors)} leaders; {ours.presses} presses, as many of the echo"
        return [
            Row(f"{self.at_once} at once: turns a second", _rate(len(ours.turns), ours), _rate(len(echo.turns), echo), ""),
            Row("  cases a second", _rate(done, ours), None, "", note=told),
            *(Row(f"  a turn, p{part}", share(ours.turns, part / 100), share(echo.turns, part / 100)) for part in (50, 95, 99)),
            Row("  a turn until it is received, p95", share(ours.received, 0.95)),
            Row("  server's processor a press", _cpu(ours), _cpu(echo)),
            Row("  server's memory before", ours.idle, echo.idle, "MB"),
            Row("  server's memory, peak", ours.peak, echo.peak, "MB"),
            Row("  errors", ours.errors.total(), echo.errors.total(), "", most=0, note=_kinds(self)),
            Row("  replies lost", self.lost, None, "", most=0),
            Row("  crossed", ours.crossed + self.crossed_at_rest, echo.crossed, "", most=0),
        ]  # fmt: skip


def rows(levels: Sequence[Level]) -> list[Row]:
    """Every level, then what is said of several."""
    found = [row for level in levels for row in level.rows()]
    if len(levels) > 1:
        found.append(_growth(levels[0], levels[1]))
    return [*found, _memory(levels[-1])]


def _growth(few: Level, more: Level) -> Row:
    ours, echo = (share(more_turns, 0.95) / share(few_turns, 0.95) for few_turns, more_turns in
                  ((few.ours.turns, more.ours.turns), (few.echo.turns, more.echo.turns)))  # fmt: skip
    name = f"growth of a turn's p95, {few.at_once} to {more.at_once}"
    return Row(name, round(ours, 2), round(echo, 2), "", most_ratio=MOST_GROWTH)


def _memory(level: Level) -> Row:
    """Each side's peak less what it took before, over the number of its cases."""
    ours, echo = (1024 * (side.peak - side.idle) / len(side.visitors) for side in (level.ours, level.echo))
    goal = MOST_KILOBYTES if level.at_once >= MEMORY_AT else None
    told = f"(peak at {level.at_once} - memory before) / {len(level.ours.visitors)} cases, each side by itself"
    return Row(f"server's memory a case, {level.at_once} at once", ours, echo, "kB", most_above=goal, note=told)


def _rate(count: int, side: Came[Leader] | Came[Echoed]) -> float:
    return round(count / side.seconds, 2)


def _cpu(side: Came[Leader] | Came[Echoed]) -> float:
    return 1000 * side.cpu / max(side.presses, 1)


def _kinds(level: Level) -> str:
    kinds = level.ours.errors + level.echo.errors
    return "; ".join(f"{count} {kind}" for kind, count in kinds.most_common())
