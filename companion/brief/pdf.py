"""The brief as a PDF: one A4 page for what can be read aloud in 90 seconds, and clean further pages for what cannot.

Made in memory. The metadata carry a neutral title and the language, nothing of the leader's and no author.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from companion.brief import typeset, words
from companion.brief.fonts import FACES, MISSING, Face, font_file, lacks, printable
from companion.brief.layout import Block, Foot, blocks, texts
from companion.brief.typeset import Mark, Ruler, Run, Strip, Typesetter, height_of, paginate
from companion.vocabulary import CaseBrief, Lang

if TYPE_CHECKING:
    from fpdf import FPDF

_ROOM = typeset.PAGE_HEIGHT - typeset.TOP - typeset.BOTTOM
_SCALES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.88, 0.86)
"""The smallest sets the body in 9.5 points. The fewest pages win, then the largest type."""
_PAGES_WORTH_SAVING = 4
"""A brief longer than this at full size stays there: one page less would not help anyone."""
_PANEL = (251, 241, 226)
_OUTLINE = 0.25
"""Millimetres."""


@dataclass(frozen=True)
class _Setting:
    """Strips by page, and the foot that closes the last one."""

    pages: list[list[Strip]]
    foot: list[Strip]


def render_pdf(brief: CaseBrief) -> bytes:
    """The PDF file. Raises PartFailed when the typefaces are not installed."""
    pdf = blank(brief.lang, words.TITLE.to(brief.lang))
    setting = _fitting(blocks(brief), pdf, brief)
    for number, page in enumerate(setting.pages, start=1):
        pdf.add_page()
        paint(pdf, page, typeset.TOP)
        if len(setting.pages) > 1:
            page_line(pdf, words.CONFIDENTIAL.to(brief.lang), f"{number} / {len(setting.pages)}")
    paint(pdf, setting.foot, typeset.PAGE_HEIGHT - typeset.BOTTOM - height_of(setting.foot))
    return bytes(pdf.output())


def blank(lang: Lang, title: str) -> FPDF:
    """An empty document. Both libraries log the characters they meet, which are the leader's: they are silenced."""
    from fpdf import FPDF

    for chatty in ("fontTools", "fpdf"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    for face in FACES:
        pdf.add_font(face, fname=font_file(face))
    pdf.set_lang(words.LANGUAGE_TAG[lang])
    pdf.set_title(title)
    pdf.set_producer("Sparringsrum")
    return pdf


def _fitting(content: Sequence[Block], pdf: FPDF, brief: CaseBrief) -> _Setting:
    """All of it on as few pages as the scales allow, `min` keeping the first and largest of equals."""
    has = characters(pdf)
    body = [block for block in content if not isinstance(block, Foot)]
    foot = [block for block in content if isinstance(block, Foot)]
    if any(lacks(text, has) for block in content for text in texts(block)):
        foot = [Foot(f"{block.text} {words.UNPRINTABLE.to(brief.lang, mark=MISSING)}") for block in foot]
    measure = ruler(pdf)
    settings: list[_Setting] = []
    for scale in _SCALES:
        settings.append(_set(body, foot, Typesetter(measure, partial(printable, has=has), scale)))
        if not 1 < len(settings[-1].pages) <= _PAGES_WORTH_SAVING:
            break
    return min(settings, key=lambda setting: len(setting.pages))


def _set(body: Sequence[Block], foot: Sequence[Block], setter: Typesetter) -> _Setting:
    closing = [strip for block in foot for strip in setter.strips(block)]
    strips = [strip for block in body for strip in setter.strips(block)]
    return _Setting(paginate(strips, _ROOM - height_of(closing)), closing)


def characters(pdf: FPDF) -> frozenset[int]:
    """Code points that every face has, so that one text prints alike in all of them."""
    from fpdf.fonts import TTFFont

    fonts = (font for font in pdf.fonts.values() if isinstance(font, TTFFont))
    return frozenset.intersection(*(frozenset(font.cmap) for font in fonts))


def ruler(pdf: FPDF) -> Ruler:
    """Without kerning a text is as wide as its characters together, so each character is measured once a face."""
    known: dict[tuple[Face, str], float] = {}

    def width(face: Face, size: float, text: str) -> float:
        total = 0.0
        for char in text:
            if (face, char) not in known:
                pdf.set_font(face, size=1000)
                known[face, char] = pdf.get_string_width(char) / 1000
            total += known[face, char]
        return total * size

    return width


def paint(pdf: FPDF, strips: Sequence[Strip], top: float, left: float = typeset.LEFT) -> None:
    """The strips below each other, from `top` millimetres down the page."""
    _paint_panels(pdf, strips, top, left)
    y = top
    for strip in strips:
        if strip.rule:
            colour, thickness = strip.rule
            pdf.set_draw_color(*colour)
            pdf.set_line_width(thickness)
            pdf.line(left, y, left + typeset.WIDTH, y)
        for mark in strip.marks:
            _mark(pdf, mark, left, y)
        if strip.runs:
            largest = max(run.size for run in strip.runs) * typeset.MM_A_POINT
            for run in strip.runs:
                _write(pdf, run, y + (strip.height + largest * 0.68) / 2, left)
        y += strip.height


def _paint_panels(pdf: FPDF, strips: Sequence[Strip], top: float, left: float) -> None:
    """One panel for each unbroken run of its strips: seams between strips would show in print."""
    pdf.set_fill_color(*_PANEL)
    y, start = top, None
    for strip in [*strips, Strip(0)]:
        if strip.panel and start is None:
            start = y
        elif not strip.panel and start is not None:
            pdf.rect(left, start, typeset.WIDTH, y - start, style="F", round_corners=True, corner_radius=2)
            start = None
        y += strip.height


def _mark(pdf: FPDF, mark: Mark, left: float, top: float) -> None:
    pdf.set_fill_color(*mark.ink)
    pdf.set_draw_color(*mark.ink)
    pdf.set_line_width(_OUTLINE)
    pdf.rect(left + mark.x, top + mark.y, mark.width, mark.height, style="F" if mark.filled else "D")


def _write(pdf: FPDF, run: Run, baseline: float, left: float = typeset.LEFT) -> None:
    pdf.set_font(run.face, size=run.size)
    pdf.set_text_color(*run.ink)
    pdf.text(left + run.x, baseline, run.text)


def page_line(pdf: FPDF, line: str, number: str) -> None:
    """In the margin below, on every page of several: a sheet that gets loose is still confidential."""
    size, baseline = 8.0, typeset.PAGE_HEIGHT - 9.5
    _write(pdf, Run(0, line, "plain", size, typeset.QUIET), baseline)
    pdf.set_font("plain", size=size)
    _write(pdf, Run(typeset.WIDTH - pdf.get_string_width(number), number, "plain", size, typeset.QUIET), baseline)
