"""Markdown that reads well raw, and in which nothing that somebody wrote can act."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from companion.brief.words import clean
from companion.paper.blocks import (
    Bars,
    Break,
    Card,
    Cards,
    Heading,
    Moment,
    Panel,
    Paper,
    Points,
    Signatures,
    Table,
    Text,
    Write,
)
from companion.paper.render import render
from tests.brief.examples import HOSTILE

from .examples import everything, of

_TAGS = {
    "",
    "h1",
    "h2",
    "h3",
    "p",
    "strong",
    "em",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "ul",
    "ol",
    "li",
}
_FRAME = "# Et ark\n\n"


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Heading("Før mødet"), "## Før mødet"),
        (Text("Stille.", quiet=True), "*Stille.*"),
        (Points(("a", "b")), "- a\n- b"),
        (Points(("a", "b"), ordered=True), "1. a\n2. b"),
        (Points(("a",), boxes=True), "- [ ] a"),
        (Panel("Spørgsmål", "Hvem?"), "> **Spørgsmål:** Hvem?"),
        (Panel("", "Hvem?"), "> Hvem?"),
        (Table(("A", "B"), (("c|d", "e\nf"),), (0.5, 0.5)), "| A | B |\n| --- | --- |\n| c\\|d | e · f |"),
        (Moment("0:20", "5 min.", "Kort", ("x",), "Sig det", ("y",)), "### 0:20 Kort (5 min.)\n\nx\n\n> ”Sig det”\n\n*y*"),
        (Write("Næste skridt", 1), "**Næste skridt:**\n\n" + "_" * 60),
        (Signatures(("Leder",)), "_" * 60 + "\n\nLeder"),
        (Cards((Card("Hvem?", "Åbner", "1"), Card("Hvad?", "Følger", "B7"))),
         "1. Hvem?\n\n   *Åbner*\n\n2. Hvad?\n\n   *B7 · Følger*"),
        (Bars("Tid", (("a", 2, "2 min."),)), "**Tid**\n\n- a: 2 min."),
        (Text("1. ikke en liste"), "1\\. ikke en liste"),
        (Text("- heller ikke"), "\\- heller ikke"),
    ],
)  # fmt: skip
def test_each_block_reads_well_raw(block, written: str) -> None:
    assert render(of(block), ".md").decode() == f"{_FRAME}{written}\n"


def test_a_break_is_a_line() -> None:
    assert render(of(Text("a"), Break(), Text("b")), ".md").decode() == f"{_FRAME}a\n\n---\n\nb\n"


def test_head_and_foot_stand_around_it() -> None:
    lines = render(everything(), ".md").decode().splitlines()
    assert lines[:5] == [
        "**Til den, der leder mødet**",
        "",
        "# Første møde i netværket",
        "",
        "120 minutter · 8 personer · oplæg: 2",
    ]
    assert lines[-3:] == ["---", "", "Bygger på Sparring i netværk for ledere, BFA."]


@pytest.mark.parametrize(
    "start", ["# ", "- ", "+ ", "1. ", "2) ", "> ", "* ", "=== ", "``` ", "<b>", "| a |", "[a](b)"]
)
@pytest.mark.parametrize("name", ["plain", *HOSTILE])
def test_nothing_that_was_written_acts(name: str, start: str) -> None:
    text = start + HOSTILE.get(name, "ord")[:500]
    blocks = (
        Heading(text), Text(text), Text(text, quiet=True), Points((text,)), Panel(text, text), Panel("", text), Write(text),
        Moment(text, text, text, (text,), text, (text,)), Signatures((text,)), Cards((Card(text, text, text),)),
        Bars(text, ((text, 1, text),)), Table((text,), ((f"{text}\n{text}",),), (1.0,)),
    )  # fmt: skip
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(render(Paper("da", text, blocks, text, text, text), ".md").decode())
    )
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.tag for token in [*tokens, *inline]} <= _TAGS
    assert not {token.type for token in [*tokens, *inline]} & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "code_block",
    }
    count = [token.type for token in tokens] if clean(text) else ["list_item_open", "heading_open"] * 3
    assert count.count("list_item_open") == 3 and count.count("heading_open") == 3
