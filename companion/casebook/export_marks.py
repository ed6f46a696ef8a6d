"""How the document of everything stored is written: its own words from knowledge/export.yaml, and those of others in
quotations and tables in which nothing can act."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from companion.brief.markdown import inert
from companion.brief.words import clean, date_in_words
from companion.resources import load_yaml
from companion.vocabulary import Both, Lang, Receipt

_ACTS_FIRST = re.compile(r"[#+=-]|\d+[.)]")
"""What would make a heading or a list of a line that begins with it."""


class Words:
    """The words of the document in one language, for somebody at their own machine or at a server."""

    def __init__(self, lang: Lang, server: bool = False) -> None:
        self.lang, self.server = lang, server

    def __call__(self, name: str, /, **values: object) -> str:
        return _texts()[name].to(self.lang, **values)

    def day(self, day: dt.date) -> str:
        """12. marts 2026."""
        return date_in_words(day, self.lang)

    def moment(self, at: dt.datetime) -> str:
        """12. marts 2026 kl. 09.15, in the time it was kept in."""
        clock = f"kl. {at:%H.%M}" if self.lang == "da" else f"at {at:%H:%M}"
        return f"{date_in_words(at.date(), self.lang)} {clock}"


def left(receipts: Sequence[Receipt], words: Words) -> Iterator[str]:
    """What left the machine, each with the exact text."""
    if not any(receipt.outcome != "held_back" for receipt in receipts):
        yield words("nothing_left_server" if words.server else "nothing_left")
    for one in receipts:
        names = {"what": words(f"receipt_{one.what}"), "outcome": words(f"outcome_{one.outcome}")}
        facts = {"at": words.moment(one.at), "model": inert(clean(one.model)), "host": inert(clean(one.host))}
        yield f"**{words('receipt', **names, **facts)}**"
        if one.tokens_in or one.tokens_out:
            yield words("receipt_tokens", read=one.tokens_in, said=one.tokens_out)
        if one.sent:
            yield words("receipt_one") if one.replaced == 1 else words("receipt_replaced", count=one.replaced)
            yield quote(one.sent)


def quote(text: str) -> str:
    """What somebody wrote, line by line as it was written."""
    lines = (_safe_start(inert(clean(line))) for line in text.splitlines() or [""])
    return "\n".join(f"> {line}  " if line else ">" for line in lines)


def cell(text: str) -> str:
    """What somebody wrote, in one line of a table."""
    return inert(clean(text))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are safe already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _safe_start(line: str) -> str:
    found = _ACTS_FIRST.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


@cache
def _texts() -> dict[str, Both]:
    return {name: Both.model_validate(text) for name, text in load_yaml("export.yaml").items()}
