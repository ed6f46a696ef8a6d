"""A file of counts in a folder of its own, on a day that can be set."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from companion.pilot.counts import Counts
from companion.pilot.report import Report, report

KEY, OTHER = bytes(range(32)), bytes(32)
MONDAY = dt.date(2026, 12, 21)
OWNERS = tuple(f"Owner{number:02}Mærket@kommune.example" for number in range(30))


class House:
    """A file of counts and a day that can be set."""

    def __init__(self, folder: Path) -> None:
        self.path, self.today = folder / "data" / "pilot.db", MONDAY
        self.counts = self.open()

    def open(self, key: bytes = KEY) -> Counts:
        return Counts.open(self.path, key, lambda: self.today)

    def says_yes(self, *owners: str) -> None:
        for owner in owners:
            self.counts.agree(owner)

    def all_begin(self, owners: tuple[str, ...] = OWNERS[:9]) -> None:
        for owner in owners:
            self.counts.count(owner, "begun")

    def later(self, weeks: int) -> None:
        self.today += dt.timedelta(weeks=weeks)

    def report(self, k: int = 8) -> Report:
        return report(self.counts.table(k))

    def begun(self) -> dict[str, int]:
        """The cells of what was begun that are shown."""
        return {
            cell.scope: cell.count for cell in self.report().cells if cell.kind == "begun" and cell.count is not None
        }

    def bytes(self) -> bytes:
        """Every byte of every file there, names included."""
        return b"".join(file.name.encode() + file.read_bytes() for file in sorted(self.path.parent.iterdir()))

    def rows(self, table: str) -> list[tuple]:
        with sqlite3.connect(self.path) as file:
            return file.execute(f"SELECT * FROM {table}").fetchall()
