"""The texts of the pilot pack, as knowledge/pilot/pack/*.yaml has them: eight documents for whoever must say yes to a pilot.

A block is printed only where its conditions hold, and never while its proof is still awaited. The form stands at the head of
notice.yaml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from companion.facilitation.themes import read_bank
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

Condition = Literal[
    "always", "model", "no_model", "embedding", "no_embedding", "connected", "model_local", "model_remote", "embedding_local",
    "embedding_remote", "open_line", "shared", "own_machine", "key_file", "key_given", "help_file", "no_help_file", "counting",
    "no_counting",
]  # fmt: skip
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
Name = Literal["notice", "questions", "limits", "stop", "dataflow", "dpia", "contacts", "evaluation"]
NAMES: tuple[Name, ...] = get_args(Name)
"""In the order they are read: first the page for everybody, then what the works council and the DPO ask about."""
AWAITED = "awaited:"
_TEST = re.compile(r"tests/[\w/]+\.py(::\w+)?")
_WORDS = frozenset({"settings", "law", "rule", "person", "limit"})
_TABLES = ("table", "row", "contacts")


def _listed(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


class Block(Word):
    """A heading, a paragraph, a point of a list, a table or a row of one, room to write, or the help contacts."""

    kind: Literal["heading", "text", "point", "table", "row", "write", "contacts"]
    when: Annotated[tuple[Condition, ...], BeforeValidator(_listed)] = ("always",)
    """All of them must hold."""
    proof: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    """Why it is true: tests that show it, and words for what no test can."""
    widths: tuple[float, ...] = ()
    lines: int = Field(default=0, ge=0, le=12)
    rows: Literal["own", "ours"] | None = None
    """Which help contacts come under the head."""
    da: str | tuple[str, ...]
    en: str | tuple[str, ...]

    def texts(self, lang: Lang) -> tuple[str, ...]:
        """What it says; the cells of a table."""
        said = self.da if lang == "da" else self.en
        return (said,) if isinstance(said, str) else said

    @property
    def tests(self) -> tuple[str, ...]:
        """The tests it cites, as file or file::function."""
        return tuple(one for one in self.proof if _TEST.fullmatch(one))

    @property
    def awaited(self) -> tuple[str, ...]:
        """What must be shown before this may be said."""
        return tuple(one.removeprefix(AWAITED).strip() for one in self.proof if one.startswith(AWAITED))

    @model_validator(mode="after")
    def _whole(self) -> Block:
        if any(one not in _WORDS and not _TEST.fullmatch(one) and not one.startswith(AWAITED) for one in self.proof):
            raise ValueError("proof: neither a test nor a word of the form")
        if {isinstance(said, tuple) for said in (self.da, self.en)} != {self.kind in _TABLES}:
            raise ValueError("da, en: not of the kind")
        if len(self.texts("da")) != len(self.texts("en")):
            raise ValueError("da, en: not of the same form")
        if (self.kind in ("table", "contacts")) != (abs(sum(self.widths) - 1) < 1e-6):
            raise ValueError("widths: not the whole width")
        if self.widths and len(self.widths) != len(self.texts("da")):
            raise ValueError("widths: not one a column")
        if (self.kind == "write") != (self.lines > 0) or (self.kind == "contacts") != (self.rows is not None):
            raise ValueError("lines, rows: not of this kind")
        if fields(*self.texts("da")) != fields(*self.texts("en")):
            raise ValueError("da, en: not the same placeholders")
        return self


class Document(Word):
    """One document of the pack."""

    title: Both
    over: Both
    blocks: tuple[Block, ...] = Field(min_length=1)
    proofs_shown: bool = False
    """Under each heading, the tests that what stands there cites."""
    proofs_label: Both | None = None
    levels: dict[Literal["acute", "duty", "strain"], Both] = Field(default_factory=dict)
    """What the help contacts are for, in plain words."""

    @model_validator(mode="after")
    def _in_order(self) -> Document:
        above = ""
        for block in self.blocks:
            if block.kind == "row" and above not in ("table", "row"):
                raise ValueError("row: not under a table")
            above = block.kind
        if self.proofs_shown and self.proofs_label is None:
            raise ValueError("proofs_label: missing")
        return self


class Figure(Word):
    """A reading the texts quote, and where it was read."""

    value: int | dt.date | None = None
    da: str = ""
    en: str = ""
    read_in: str
    stands: str
    """The words in that file which hold it."""


class Figures(Word):
    """All of them, by the name of their placeholder."""

    figures: dict[str, Figure]


def fields(*texts: str) -> set[str]:
    """The placeholders in some texts."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def load_document(path: Path) -> Document:
    """A document, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path, Document)


@cache
def document(name: Name) -> Document:
    """A document of the product."""
    return load_document(folder("knowledge") / "pilot" / "pack" / f"{name}.yaml")


@cache
def figures() -> dict[str, Figure]:
    """The readings. LibraryProblem when the file is not as it should be."""
    return read_bank(folder("knowledge") / "pilot" / "pack" / "figures.yaml", Figures).figures


def still_awaited() -> Iterator[tuple[Name, str]]:
    """What is written but not shown yet, document by document: nothing of it is printed."""
    return ((name, one) for name in NAMES for block in document(name).blocks for one in block.awaited)
