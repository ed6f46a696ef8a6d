"""The ways between the places, and the two desks with their tools; no way leads to a place that is not for the visitor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.errors import Refused
from companion.ui.access import Kind, Roles, may
from companion.ui.forms import Form
from companion.ui.meetings.desk import Desk
from companion.ui.meetings.tool import Make, Tool
from companion.ui.steps import Shown, Step
from companion.ui.texts import both
from companion.ui.view import home

if TYPE_CHECKING:
    from companion.ui.pages import At, Pages


class Ways:
    """These presses in one language's page. `material` opens the material."""

    def __init__(self, pages: Pages, material: Callable[[str], Shown]) -> None:
        self._pages, self._meetings, self._network = pages, Desk(pages), Desk(pages, "network")
        self._places: dict[str, Callable[[str], Step]] = {
            "start": lambda owner: pages.start(owner), "about": lambda owner: pages.about(owner),
            "mine": lambda owner: pages.mine(owner), "receipts": lambda owner: pages.receipts(owner),
            "material": material, "meetings": self._meetings.open, "practice": self._meetings.practice,
            "network": self._network.open, "seen": lambda owner: pages.seen(owner),
        }  # fmt: skip

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Step]]:
        """What each button does."""
        return {
            "nav": lambda owner, at, to, form: self._nav(owner, at, to),
            "close": lambda owner, at, to, form: self._nav(owner, at, ""),
            **self._meetings.presses(),
            **self._network.presses(),
        }

    def paper(self, name: str) -> tuple[Tool, Make] | None:
        """Of a tool on either desk."""
        return self._meetings.paper(name) or self._network.paper(name)

    def _nav(self, owner: str, at: At, to: str) -> Step:
        """To a place; where none is named, to the first there is for this visitor."""
        to = to or home(self._pages.roles)
        check(self._pages.roles, "place", to)
        if at.case and to == "case":
            return self._pages.back_to(owner, at.case)
        return self._places.get(to, self._pages.start)(owner)


def check(roles: Roles, kind: Kind, name: str) -> None:
    """Refused, and whom to ask, for one whose it is not."""
    if not may(roles, kind, name):
        raise Refused(*both("not_yours"))
