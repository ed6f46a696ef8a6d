"""A paper as HTML: every word of it, nothing that acts, and nothing from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from companion.paper.blocks import Bars, Panel, Text
from companion.paper.html import render_html
from companion.paper.tidy import texts
from companion.vocabulary import Lang
from tests.brief.examples import HOSTILE

from .examples import mixed, of

_VOID = {"meta", "col", "br"}


class Page(HTMLParser):
    """What the page is made of; `open` is empty when everything opened was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.names, self.open = Counter[str](), set[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.names |= {name for name, _ in attrs}
        self.open += [] if tag in _VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def body(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main>") :]))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_word_of_a_paper_is_there_and_every_tag_is_closed(lang: Lang) -> None:
    paper = mixed(lang)
    expected = sum((words(text) for text in texts(replace(paper, lang="")) if text), Counter[str]())  # type: ignore[arg-type]
    page = render_html(paper)
    assert not expected - words(body(page)) and Page(page).open == [] and page == render_html(paper)


def test_nothing_acts_and_nothing_comes_from_elsewhere() -> None:
    page = render_html(mixed())
    known = Page(page)
    assert not known.tags.keys() & {"script", "img", "link", "iframe", "a", "form", "input", "object", "svg", "base"}
    assert not known.names & {"src", "href", "action"} and not any(name.startswith("on") for name in known.names)
    assert not re.search(r"https?://|//\w|url\(|@import", page) and "default-src 'none'" in page


@pytest.mark.parametrize("text", [*HOSTILE, "</style></main><script>alert(1)</script>", '" onload="x'])
def test_what_somebody_wrote_stays_text(text: str) -> None:
    harmless, hostile = (
        Page(render_html(of(Text(one), Panel(one, one), Bars(one, ((one, 1, one),)), title=one))) for one in ("x", text)
    )
    assert hostile.tags == harmless.tags and hostile.names == harmless.names and hostile.open == []


def test_bars_begin_at_zero_and_the_longest_fills_the_width() -> None:
    page = render_html(of(Bars("", (("a", 2, "2"), ("b", 8, "8"), ("c", 0, "hidden")))))
    assert re.findall(r"width:([\d.]+%)\"></i>", page) == ["25.0%", "100.0%"]


def test_light_dark_and_print_are_styled() -> None:
    page = render_html(of(Text("x")))
    assert "prefers-color-scheme: dark" in page and "@media print" in page and '<html lang="da-DK">' in page
