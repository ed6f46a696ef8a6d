"""What a browser would send of a form: every named field with what stands in it; and the desk of a window, for its papers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

from companion.ui.access import EVERYBODY
from companion.ui.meetings.desk import Desk, Place
from companion.ui.pages import Pages
from companion.ui.texts import Texts


class _Fields(HTMLParser):
    """Ticks are "1" or "", a choice its chosen option or else the first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._in = ""
        self._first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("type") == "radio" and "checked" not in said:
            return
        if tag == "input" and said.get("name"):
            ticked = "1" if "checked" in said else ""
            self.found[said["name"]] = ticked if said.get("type") == "checkbox" else said.get("value", "")
        elif tag in ("textarea", "select"):
            self._in, self._first = said["name"], tag == "select"
            self.found[self._in] = ""
        elif tag == "option" and (self._first or "selected" in said):
            self.found[self._in], self._first = said["value"], False

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag in ("textarea", "select") else self._in

    def handle_data(self, data: str) -> None:
        if self._in and self.lasttag == "textarea":
            self.found[self._in] += data


def fields(html: str) -> dict[str, str]:
    """The fields of the form on a screen."""
    read = _Fields()
    read.feed(html)
    return read.found


def seen(html: str) -> str:
    """What can be seen of a screen: not what it carries along."""
    return re.sub(r'<input type="hidden"[^>]*>', "", html)


def desk(window: Any, place: Place = "meetings") -> Desk:
    """The tools of a window's page."""
    names: list[Any] = ["at", "top", "told", "panel"]
    return Desk(Pages(window.room, Texts(window.lang), *names, SimpleNamespace(column="column"), EVERYBODY), place)
