"""A row of the table: ours, the baseline, their ratio, the goal, and whether it is met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

COLUMNS = ("name", "ours", "baseline", "ratio", "goal", "met?")


@dataclass(frozen=True)
class Row:
    """One figure. `unit` stands behind both numbers; `note` says what a number cannot."""

    name: str
    ours: float
    baseline: float | None = None
    unit: str = "ms"
    most_ratio: float | None = None
    """The goal where it is a ratio to the baseline."""
    most: float | None = None
    """The goal where it is an amount."""
    most_above: float | None = None
    """The goal where it is an amount above the baseline."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.baseline if self.baseline else None

    @property
    def met(self) -> bool | None:
        """None where no goal was set."""
        if self.most_ratio is not None:
            return self.ratio is not None and self.ratio <= self.most_ratio
        if self.most is not None:
            return self.ours <= self.most
        if self.most_above is not None:
            return self.baseline is not None and self.ours - self.baseline <= self.most_above
        return None

    @property
    def goal(self) -> str:
        if self.most_ratio is not None:
            return f"≤ {self.most_ratio:g} times"
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}".strip()
        return f"≤ {self.most_above:g} {self.unit} above" if self.most_above is not None else ""

    def cells(self) -> tuple[str, ...]:
        """The row in words, one for each of COLUMNS."""
        met = {True: "yes", False: "NO", None: ""}[self.met]
        ratio = f"{self.ratio:.2f}" if self.ratio is not None else ""
        return (self.name, self._number(self.ours), self._number(self.baseline), ratio, self.goal, met)

    def as_json(self) -> dict[str, Any]:
        """Everything, for a file that later runs can be laid beside."""
        return asdict(self) | {"ratio": self.ratio, "goal": self.goal, "met": self.met}

    def _number(self, value: float | None) -> str:
        if value is None:
            return ""
        if not self.unit:
            return f"{value:g}"
        return f"{value:.{0 if value >= 1000 else 1}f} {self.unit}"


def share(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` (0 to 1) of them do not exceed: 0.5 the median, 0.95 the p95."""
    ranked = sorted(values)
    return ranked[max(math.ceil(part * len(ranked)) - 1, 0)]


def spread(
    name: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    most_ratio: float | None = None,
    most_above: float | None = None,
) -> list[Row]:
    """The median, which carries the goal; the p95; and the least, which other work on the machine disturbs least."""
    return [
        Row(f"{name}, p50", share(ours, 0.5), share(theirs, 0.5), most_ratio=most_ratio, most_above=most_above),
        Row(f"{name}, p95", share(ours, 0.95), share(theirs, 0.95)),
        Row(f"{name}, least", min(ours), min(theirs), note=f"{len(ours)} of each, in turn"),
    ]


def table(rows: Sequence[Row]) -> str:
    """Plain text, the numbers flush right, a note in brackets under its row."""
    lines = [COLUMNS, *(row.cells() for row in rows)]
    wide = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    told = []
    for cells, row in zip(lines, [None, *rows], strict=True):
        name, *others = (cell.ljust(width) if not place else cell.rjust(width)
                         for place, (cell, width) in enumerate(zip(cells, wide, strict=True)))  # fmt: skip
        told.append("  ".join((name, *others)).rstrip())
        if row and row.note:
            told.append(f"    ({row.note})")
    return "\n".join(told)
