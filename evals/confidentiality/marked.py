"""Texts in which whoever wrote them marked each identifier: "[[person:Mette]]s vagt på [[organisation:Solgården]]"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
_MARK = re.compile(r"\[\[(\w+):([^\[\]]+)\]\]")


class Label(NamedTuple):
    """An identifier at [start, end) of the text without its marks."""

    start: int
    end: int
    kind: str


class Marked(NamedTuple):
    """A text and what its writer marked. `people`: the list a leader would have given."""

    id: str
    part: str
    text: str
    labels: tuple[Label, ...]
    people: tuple[str, ...]
    by_token: bool = False
    """True where labels are of whole tokens, the genitive s included: then a token is hidden when any of it is."""


def read(path: Path) -> Iterator[Marked]:
    """Every text of a file, one JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, labels = unmarked(row["text"])
        yield Marked(row["id"], row.get("part", ""), text, labels, tuple(row["people"]))


def unmarked(marked: str) -> tuple[str, tuple[Label, ...]]:
    """The text as it would be typed, and where its identifiers stand."""
    text, last, labels = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        labels.append(Label(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        last = match.end()
    return text + marked[last:], tuple(labels)
