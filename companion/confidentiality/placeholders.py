"""How a placeholder is recognised in a text that comes back: tolerant of how it is written, never of which one it is.

A model, a page or a mail program may change its case, its spaces, its brackets or its characters. Kind and number must
stand there; whatever is spelled otherwise ("[PERSONE_1]", "[NAVN_1]") is left alone.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, get_args

from companion.confidentiality.genitive import closes_quotation, ending_at, genitive
from companion.vocabulary import IdentifierKind, Lang

_KINDS = "|".join(kind.upper() for kind in get_args(IdentifierKind))
_MARKS = r"[*_`~]{0,3}"
_INSIDE = (
    rf"(?P<back>\\?)[\[{{<]\s{{0,2}}{_MARKS}(?P<kind>{_KINDS})(?P<gap>\s{{0,2}}(?:\\?[_-]){{0,2}}\s{{0,2}})(?P<number>\d{{1,9}})"
    rf"(?P<owned>['’]?s)?{_MARKS}\s{{0,2}}(?P<close>\\?)[\]}}>]"
)
_ALONE = (
    rf"(?<![^\W_])(?<![\w\\]_)(?P<under>_{{0,2}})(?P<kind2>{_KINDS})(?P<gap2>\\?_|[-\u00a0])(?P<number2>\d{{1,9}})"
    r"(?=(?P=under)(?:['’]?s)?(?!\w|[.,]\d))"
)
_OTHER_WORD = r"\[[^\W\d_]{2,24}_\d{1,9}\]"
_PLACEHOLDER = re.compile(rf"{_INSIDE}|{_ALONE}|(?P<word>{_OTHER_WORD})", re.IGNORECASE)
_UNIT = re.compile(r"&(?:amp;)?(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,12});|%5[bdf]|%20|[^\x00-\x7f]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_EDGE = re.compile(r"[\[\]\n]")
_NEAR = 120
"""Characters within which the other half of a bracket is looked for, on its line."""
_BRACKETS = str.maketrans("【】〔〕⟦⟧〖〗", "[][][][]")
_DASHES = frozenset("‐‑‒–—―−﹣")


class Found(NamedTuple):
    """A placeholder as it stands in a text. `kind` is empty for a bracketed word that is none of ours."""

    start: int
    end: int
    kind: str
    number: int
    written: str
    marks: str
    """What closes a markup between placeholder and genitive: "**" in "**[PERSON_1]**s"."""
    ending: str
    """Its genitive as written: "s", "'s", "’" or nothing. Both lie between `end` and `after`."""
    after: int
    inner: bool
    """True when the genitive was found inside the bracket."""

    def owns(self, text: str) -> bool:
        """True when a genitive follows; an apostrophe that closes a quotation is none."""
        return bool(self.ending) and not (self.ending in "'’" and closes_quotation(text, self.start, self.after))

    def right_for(self, name: str, text: str, lang: Lang | None) -> str:
        """The genitive that is right for `name` where this one stands, its apostrophe as the text has them."""
        return genitive(name, self.ending, lang, "’" in text[max(0, self.start - _NEAR) : self.after])


class _View(NamedTuple):
    """A text in plain characters, and where each of them stands in the text as it was: [start, end)."""

    text: str
    starts: list[int] | range
    ends: list[int] | range


def placeholders(text: str) -> Iterator[Found]:
    """Everything in `text` that reads as a placeholder, in order. Linear in its length."""
    if _DIGIT.search(text) is None:
        return
    view = _view(text)
    for match in _PLACEHOLDER.finditer(view.text):
        kind, number = match["kind"] or match["kind2"] or "", int(match["number"] or match["number2"] or 0)
        if match["kind2"] and "_" not in match["gap2"] and not kind.isupper():
            continue
        if match["word"] and not match["word"].isupper():
            continue
        start, end = _span(view.text, match)
        owner = None if match["owned"] or match["word"] else ending_at(view.text, end)
        first, last = view.starts[start], view.ends[end - 1]
        after, marks, ending = last, "", match["owned"] or ""
        if owner:
            after, ending = view.ends[owner.end() - 1], owner["ending"]
            marks = owner["marks"] and text[last : view.ends[owner.end("marks") - 1]]
        yield Found(first, last, kind.lower(), number, text[first:last], marks, ending, after, bool(match["owned"]))


def _span(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The placeholder without emphasis around it, with a bracket that lost its other half.

    A backslash before it belongs to it only where the rest is escaped as well.
    """
    start, end = match.span()
    if match["kind2"]:
        start += len(match["under"])
        before = _EDGE.findall(text[max(0, start - _NEAR) : start])[-1:]
        after = _EDGE.findall(text[end : end + _NEAR])[:1]
        lost_end = text[start - 1 : start] == "[" and after != ["]"]
        lost_start = text[end : end + 1] == "]" and before != ["["]
        return start - lost_end, end + lost_start
    if match["back"] and not match["close"] and "\\" not in match["gap"]:
        start += 1
    return start, end


def _view(text: str) -> _View:
    """`text` with escapes resolved, full width and styled letters made plain, and what cannot be seen left out."""
    if text.isascii() and "&" not in text and "%" not in text:
        return _View(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in _UNIT.finditer(text):
        start, end = match.span()
        plain = _plain(match.group())
        if plain is None:
            continue
        parts += [text[last:start], plain]
        starts += range(last, start)
        ends += range(last + 1, start + 1)
        if plain:
            starts.append(start)
            ends.append(end)
        last = end
    parts.append(text[last:])
    starts += range(last, len(text))
    ends += range(last + 1, len(text) + 1)
    return _View("".join(parts), starts, ends)


def _plain(unit: str) -> str | None:
    """The one plain character a unit stands for, "" for what cannot be seen, None where it stands for itself."""
    if unit[0] == "%":
        return {"%5b": "[", "%5d": "]", "%5f": "_", "%20": " "}[unit.lower()]
    char = unit
    if unit[0] == "&":
        char = html.unescape(unit.replace("&amp;", "&", 1) if unit[:5].lower() == "&amp;" and len(unit) > 5 else unit)
        if len(char) != 1:
            return None
    if char in _DASHES:
        return "-"
    if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if "\uff01" <= char <= "\uff5e" or "\U0001d400" <= char <= "\U0001d7ff":
        return unicodedata.normalize("NFKC", char)
    if not char.isascii() and unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    char = char.translate(_BRACKETS)
    return char if char != unit else None
