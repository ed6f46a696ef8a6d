"""The reading order of a printed page, from where its lines stand: one column after the other.

A page is cut along its widest empty stripe, and each part again: first between columns, otherwise across.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

_LEAST_ROWS = 4
"""Lines of running text that make a column."""


class Run(NamedTuple):
    """Words in one line of one column. Points, y upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def size(self) -> float:
        return self.top - self.bottom


def columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The lines of a page, column by column in the order in which they are read, each from the top."""
    size = median([run.size for run in runs] or [10.0])
    return [_rows(column) for column in _columns(runs, size) if column]


def _columns(runs: Sequence[Run], size: float) -> list[list[Run]]:
    """The runs in groups that are read one after the other."""
    if len(runs) < 2:
        return [list(runs)]
    at = _gutter(runs, size)
    if at is not None:
        left = [run for run in runs if run.right <= at]
        return [*_columns(left, size), *_columns([run for run in runs if run.right > at], size)]
    at = _widest([(-run.top, -run.bottom) for run in runs], 0.6 * size)
    if at is not None:
        above = [run for run in runs if -run.bottom <= at]
        return _together([*_columns(above, size), *_columns([run for run in runs if -run.bottom > at], size)])
    return [list(runs)]


def _together(groups: list[list[Run]]) -> list[list[Run]]:
    """Parts of one column under each other as one again, so that its lines are compared with each other."""
    joined: list[list[Run]] = []
    for group in groups:
        if joined and _is_under(joined[-1], group):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _is_under(above: Sequence[Run], below: Sequence[Run]) -> bool:
    left, right = min(run.left for run in above), max(run.right for run in above)
    apart = abs(left - min(run.left for run in below)) + abs(right - max(run.right for run in below))
    return apart < 0.5 * (right - left) and min(run.bottom for run in above) >= max(run.bottom for run in below)


def _gutter(runs: Sequence[Run], size: float) -> float | None:
    """Where the widest stripe between two columns of running text lies; a table's cells are too short to be columns."""
    at = _widest([(run.left, run.right) for run in runs], 0.8 * size)
    if at is None:
        return None
    sides = [[run for run in runs if run.right <= at], [run for run in runs if run.right > at]]
    return at if all(_is_prose(side) for side in sides) else None


def _is_prose(column: Sequence[Run]) -> bool:
    rows = _rows(column)
    return len(rows) >= _LEAST_ROWS and median(len(row.text.split()) for row in rows) >= 3


def _widest(spans: Iterable[tuple[float, float]], least: float) -> float | None:
    """The middle of the widest stripe that no span reaches into; None when none is as wide as `least`."""
    ordered = sorted(spans)
    reached, widest, at = ordered[0][1], least, None
    for start, end in ordered[1:]:
        if start - reached > widest:
            widest, at = start - reached, (start + reached) / 2
        reached = max(reached, end)
    return at


def _rows(runs: Iterable[Run]) -> list[Run]:
    """Runs beside each other as one line, from the top."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-(run.top + run.bottom), run.left)):
        row = rows[-1][-1] if rows else None
        if row and min(row.top, run.top) - max(row.bottom, run.bottom) > 0.5 * min(row.size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_one(sorted(row, key=lambda run: run.left)) for row in rows]


def _one(row: Sequence[Run]) -> Run:
    longest = max(row, key=lambda run: len(run.text))
    return longest._replace(
        text=" ".join(run.text for run in row),
        left=row[0].left,
        right=max(run.right for run in row),
    )
