"""What the page shows after a press, read out of its updates as the page's own scripts would read it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

MARK = re.compile(r"kendeord1[0-9a-f]{16}")


def new_mark() -> str:
    """A word that only one leader writes. A word with digits in it, so that nothing takes it for a number or a name."""
    return f"kendeord1{secrets.token_hex(8)}"


@dataclass(frozen=True)
class Screen:
    """One answer of the app. A question or a form names its case and the question it belongs to."""

    case: str = ""
    question: str = ""
    form: str = ""
    """The id of the form that asks; empty for a question of the sitting."""
    fields: dict[str, str] = field(default_factory=dict)
    brief: str = ""
    """The address of the brief as Markdown, once it is done."""
    trouble: bool = False
    """Whether the page says that something went wrong."""


def read(output: list[Any]) -> Screen:
    """The updates of a press; what no update names is not in it."""
    values = [one.get("value") if isinstance(one, dict) else one for one in output]
    reader = _Reader()
    for value in values:
        if isinstance(value, str) and value.startswith("<"):
            reader.feed(value)
    return Screen(reader.case, reader.question, reader.form, reader.fields, reader.brief, reader.trouble)


class _Reader(HTMLParser):
    """Collects what a press needs. Of the forms only one that asks counts: the start page has others."""

    def __init__(self) -> None:
        super().__init__()
        self.case = self.question = self.form = self.brief = ""
        self.fields: dict[str, str] = {}
        self.trouble = self._asks = False
        self._within = self._list = ""
        """The names of the text field and of the list that are open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if have.get("data-question"):
            self.case, self.question = have.get("data-case", ""), have["data-question"]
        if tag == "form":
            self._asks = bool(have.get("data-question"))
            self.form = have.get("id", "") if self._asks else self.form
        elif tag in ("input", "textarea", "select", "option") and self._asks:
            self._field(tag, have)
        self.trouble |= have.get("id") == "told" and have.get("role") == "alert"
        if have.get("href", "").endswith(".md"):
            self.brief = have["href"]

    def handle_data(self, data: str) -> None:
        if self._within in self.fields:
            self.fields[self._within] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = ""
        self._asks &= tag != "form"

    def _field(self, tag: str, have: dict[str, str]) -> None:
        """A field as the browser would send it: a tick as 1 or nothing, of several choices the chosen one."""
        name = have.get("name", "")
        kind = have.get("type", tag)
        if kind == "textarea":
            self._within, self.fields[name] = name, ""
        elif kind == "select":
            self._list, self.fields[name] = name, ""
        elif kind == "option" and "selected" in have:
            self.fields[self._list] = have.get("value", "")
        elif kind == "checkbox":
            self.fields[name] = "1" if "checked" in have else ""
        elif kind not in ("option", "radio") or "checked" in have:
            self.fields[name] = have.get("value", "")
