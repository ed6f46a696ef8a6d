"""What a printed sheet is made of, so that no two formats can disagree. Texts are plain; escaping is each format's matter."""

from __future__ import annotations

from dataclasses import dataclass

from companion.vocabulary import Lang


@dataclass(frozen=True)
class Heading:
    """Opens a part of the sheet."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph. `quiet`: in a low voice, small."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """A list: dots, numbers (`ordered`) or boxes to tick (`boxes`)."""

    items: tuple[str, ...]
    ordered: bool = False
    boxes: bool = False


@dataclass(frozen=True)
class Panel:
    """The one thing that is to be seen first: a small label and what it says in large type."""

    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """`widths`: each column's share of the page, summing to 1. A cell may hold several lines, parted by a newline.
    The head is repeated on every page the table reaches."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time: the time in large figures in the margin, then what. Never parted by a page."""

    when: str
    """As "0:20" or "9.20"."""
    length: str
    """As "30 min."."""
    title: str
    paragraphs: tuple[str, ...] = ()
    said: str = ""
    """To be said aloud, in the language's quotation marks."""
    notes: tuple[str, ...] = ()
    """In a low voice: materials, source."""


@dataclass(frozen=True)
class Write:
    """Room to write by hand: a label and so many ruled lines under it. In Word and Markdown too."""

    label: str
    lines: int = 2


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, two beside each other, each with what is to stand there under it."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One card: the question large, and small below it what it is for."""

    text: str
    below: str = ""
    number: str = ""


@dataclass(frozen=True)
class Cards:
    """Cards to cut out, eight a page (two beside each other, four above each other), with cutting lines."""

    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Bars:
    """A small chart: each row a label, a value, and the value as it is written. Bars begin at zero, the longest fills
    the width."""

    label: str
    rows: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True)
class Break:
    """What follows begins on a new page."""


Block = Heading | Text | Points | Panel | Table | Moment | Write | Signatures | Cards | Bars | Break


@dataclass(frozen=True)
class Paper:
    """A sheet from top to bottom. Nothing of it is kept anywhere."""

    lang: Lang
    title: str
    blocks: tuple[Block, ...]
    over: str = ""
    """Above the title, small: that it is confidential, or whom it is for."""
    facts: str = ""
    """Under the title, in a low voice."""
    foot: str = ""
    """At the end, small: where it comes from."""
