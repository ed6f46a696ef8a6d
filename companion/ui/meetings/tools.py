"""The tools, in the order in which they stand on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.ui.meetings.tool import Tool

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


def all_of(desk: Desk) -> tuple[Tool, ...]:
    """Each made anew for one page."""
    return ()
