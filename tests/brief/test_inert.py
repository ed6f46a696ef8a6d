"""Nothing a leader wrote can act in Markdown or HTML, and every word of it is still there."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from companion.brief import render_html, render_markdown
from companion.brief.words import clean
from companion.vocabulary import CaseBrief, RoundBlock

from .examples import HOSTILE, example, lines

_HTML_TAGS = {"article", "p", "b", "span", "div", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"}
_HTML_ATTRIBUTES = {"class", "lang", "aria-label", "dir", "scope"}
_MARKDOWN_TAGS = {"", "p", "strong", "em", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "hr"}


def _everywhere(text: str) -> CaseBrief:
    return example(
        key_question=text, wish=text, dilemma=text, room_question=text, next_time=text,
        answers={"problem": (*lines(text), *lines(text, turn=9))}, round=(RoundBlock(minutes=2, what=text),),
        headings={"problem": text, "open": text},
    )  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", HOSTILE)
def test_html_is_inert_and_complete(name: str) -> None:
    reader = _Reader()
    reader.feed(render_html(_everywhere(HOSTILE[name])))
    assert reader.tags <= _HTML_TAGS
    assert reader.attributes <= _HTML_ATTRIBUTES
    assert clean(HOSTILE[name]) in reader.text


@pytest.mark.parametrize("sign", ["{{", "${", "`"])
def test_html_holds_no_template_signs(sign: str) -> None:
    assert sign not in render_html(_everywhere(HOSTILE["template"]))


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_is_inert_and_complete(name: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(render_markdown(_everywhere(HOSTILE[name])))
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.tag for token in [*tokens, *inline]} <= _MARKDOWN_TAGS
    assert not {token.type for token in [*tokens, *inline]} & {"html_block", "html_inline", "image", "link_open"}
    assert clean(HOSTILE[name]) in "".join(token.content for token in inline)


@pytest.mark.parametrize("trigger", ["https://", "www.evil", "a@evil"])
def test_markdown_links_nothing_unasked(trigger: str) -> None:
    assert trigger not in render_markdown(_everywhere(HOSTILE["autolink"]))


def test_markdown_reads_well_raw() -> None:
    paper = render_markdown(example())
    confidential = "**FORTROLIGT. Bliver i netværket, ikke til rapportering.**"
    assert paper.startswith(f"{confidential} 12. marts 2026 · 18 minutter · 45 sekunder læst højt\n")
    for line in (
        "> **Mit spørgsmål:** Hvordan tager jeg den tredje samtale, så vi ender med en aftale?",
        "**Er du part i det her?** Så sig det nu.",
        "**Jeg håber:** ”At hun bliver hos os, og at de andre kan regne med deres fri.”",
        "*Sprunget over: Endnu et spørgsmål*",
        "**Første spørgsmål til mig:** Hvad har du brug for?",
        "| 2–11 | Én spørger, de andre lytter og noterer. Åbne spørgsmål, ét ad gangen. |",
        "**Næste gang fortæller jeg:** om samtalen blev holdt, og hvad vi aftalte.",
    ):
        assert line in paper.splitlines()


def test_html_says_its_language() -> None:
    assert '<article class="brief-page" lang="en-GB"' in render_html(example("en"))
