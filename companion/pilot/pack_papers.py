"""The pack on paper: each document as far as it is true of this installation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from companion.brief.words import date_in_words
from companion.paper.blocks import Block as Printed
from companion.paper.blocks import Heading, Paper, Points, Table, Text, Write
from companion.pilot.pack import NAMES, Block, Document, Name, document
from companion.pilot.pack_facts import Facts
from companion.safety.helplines import Helpline, helplines, own_helplines
from companion.vocabulary import Both, Lang

STEMS: dict[Name, Both] = {
    "notice": Both(da="1-opslag", en="1-staff-notice"),
    "questions": Both(da="2-ti-spoergsmaal", en="2-ten-questions"),
    "limits": Both(da="3-ikke-til", en="3-not-for"),
    "stop": Both(da="4-hvornaar-vi-stopper", en="4-when-we-stop"),
    "dataflow": Both(da="5-dataflow", en="5-data-flow"),
    "dpia": Both(da="6-til-dpia", en="6-for-the-dpia"),
    "contacts": Both(da="7-hjaelpekontakter", en="7-help-contacts"),
    "evaluation": Both(da="8-evalueringsplan", en="8-evaluation-plan"),
}
"""What the files are called: nothing of the organisation, and in no alphabet but a to z."""
_NOBODY = "–"


def pack_papers(facts: Facts, lang: Lang) -> dict[Name, Paper]:
    """All of them. WrongUse when the organisation's own help file cannot be read."""
    return {name: pack_paper(name, facts, lang) for name in NAMES}


def pack_paper(name: Name, facts: Facts, lang: Lang) -> Paper:
    """One document: what holds, its values filled in."""
    made = document(name)
    values = facts.values(lang)
    return Paper(
        lang=lang,
        title=made.title.to(lang),
        over=made.over.to(lang, **values),
        blocks=tuple(_printed(made, shown(made, facts), facts, lang)),
    )


def shown(made: Document, facts: Facts) -> list[Block]:
    """The blocks whose conditions hold and whose proof is there; no table without a row, no heading with nothing under it."""
    so = facts.holds()
    held = [block for block in made.blocks if so.issuperset(block.when) and not block.awaited]
    rows = [block for at, block in enumerate(held) if block.kind != "table" or _next(held, at) == "row"]
    return [block for at, block in enumerate(rows) if block.kind != "heading" or _next(rows, at) not in ("", "heading")]


def _next(blocks: Sequence[Block], at: int) -> str:
    return blocks[at + 1].kind if at + 1 < len(blocks) else ""


def _printed(made: Document, blocks: Sequence[Block], facts: Facts, lang: Lang) -> Iterator[Printed]:
    """Points that follow each other are one list, rows stand under their table, and the tests under what they show."""
    values, waiting = facts.values(lang), list[Block]()
    for kind, run in groupby(blocks, lambda block: "table" if block.kind == "row" else block.kind):
        found = list(run)
        if kind == "heading":
            yield from _shown_by(made, waiting, lang)
            waiting = []
        waiting += found
        if kind == "point":
            yield Points(tuple(_said(block, values, lang)[0] for block in found))
        elif kind == "table":
            yield from _tables(found, values, lang)
        else:
            yield from (_single(block, made, facts, lang) for block in found)
    yield from _shown_by(made, waiting, lang)


def _single(block: Block, made: Document, facts: Facts, lang: Lang) -> Printed:
    said = _said(block, facts.values(lang), lang)
    match block.kind:
        case "heading":
            return Heading(said[0])
        case "write":
            return Write(said[0], block.lines)
        case "contacts":
            rows = (_contact(one, made, lang) for one in contacts(block.rows == "own"))
            return Table(said, tuple(rows), block.widths)
        case _:
            return Text(said[0])


def _tables(blocks: Sequence[Block], values: Mapping[str, object], lang: Lang) -> Iterator[Table]:
    left = list(blocks)
    while left:
        head, *left = left
        rows = list(takewhile(lambda block: block.kind == "row", left))
        left = left[len(rows) :]
        said = tuple(_said(row, values, lang) for row in rows)
        yield Table(_said(head, values, lang), said, head.widths)


def _said(block: Block, values: Mapping[str, object], lang: Lang) -> tuple[str, ...]:
    return tuple(text.format(**values) for text in block.texts(lang))


def _shown_by(made: Document, blocks: Sequence[Block], lang: Lang) -> Iterator[Text]:
    """The files of the tests, each once, in a low voice."""
    if not made.proofs_shown or made.proofs_label is None:
        return
    files = dict.fromkeys(test.partition("::")[0] for block in blocks for test in block.tests)
    if files:
        named = ", ".join(file.removeprefix("tests/").removesuffix(".py") for file in files)
        yield Text(f"{made.proofs_label.to(lang)}: {named}", quiet=True)


def contacts(own: bool) -> tuple[Helpline, ...]:
    """The organisation's, or the register's without those that an own one stands in the place of."""
    theirs = own_helplines()
    return theirs if own else helplines()[len(theirs) :]


def _contact(one: Helpline, made: Document, lang: Lang) -> tuple[str, ...]:
    told = " ".join(text.to(lang) for text in (one.when, one.limits) if text)
    levels = "\n".join(made.levels[level].to(lang) for level in one.levels)
    checked = date_in_words(one.checked_on, lang) if one.checked_on else ""
    link = (one.link or _NOBODY).removeprefix("https://").removeprefix("www.")
    return one.name.to(lang), one.shown_number or link, levels, told, checked, ""


def today() -> dt.date:
    """The date where the machine is."""
    return dt.datetime.now().date()
