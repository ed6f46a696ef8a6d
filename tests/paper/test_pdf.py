"""The printed paper: what stands where on which page."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest

from companion.brief.typeset import LEFT, PAGE_HEIGHT, PAGE_WIDTH
from companion.paper import cards
from companion.paper.blocks import Break, Card, Cards, Heading, Moment, Paper, Points, Signatures, Table, Text, Write
from companion.paper.render import render
from companion.vocabulary import Lang

from .examples import everything, mixed, of, of_cards

_MM = 72 / 25.4
_LONG = ("Hvad ville der ske, hvis du lod være med at gøre noget ved det i fjorten dage og bare lyttede? " * 4)[:300]
_FILLING = Text("Fyld.")


def _pages(paper: Paper) -> list[str]:
    document = pypdfium2.PdfDocument(render(paper, ".pdf"))
    return [page.get_textpage().get_text_range() for page in document]


def _on(pages: list[str], mark: str) -> list[int]:
    return [number for number, page in enumerate(pages) if mark in page]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("make", [everything, mixed])
def test_nothing_reaches_the_edge_of_its_page(make, lang: Lang) -> None:
    for page in pypdfium2.PdfDocument(render(make(lang), ".pdf")):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            assert left >= 12 * _MM and right <= (PAGE_WIDTH - 12) * _MM
            assert bottom >= 7 * _MM and top <= (PAGE_HEIGHT - 7) * _MM


@pytest.mark.parametrize("text", ["Hvem?", _LONG, "å" * 300, "W" * 300, "Hvad? " * 400])
def test_eight_cards_a_page_each_with_all_its_words(text: str) -> None:
    document = pypdfium2.PdfDocument(render(of_cards(19, text=text), ".pdf"))
    assert len(document) == 3
    for place in range(19):
        page, at = divmod(place, 8)
        row, column = divmod(at, 2)
        left, top = cards.LEFT + column * cards.WIDTH, PAGE_HEIGHT - cards.TOP - row * cards.HEIGHT
        box = (left, top - cards.HEIGHT, left + cards.WIDTH, top)
        inside = document[page].get_textpage().get_text_bounded(*(side * _MM for side in box))
        letters = re.sub(r"\s", "", f"{text}Erfaringer·Sparringinetværkforledere{place + 1}")
        assert sorted(re.sub(r"\s", "", inside)) == sorted(letters)


def test_a_short_question_is_large_and_a_long_one_still_readable() -> None:
    def size(text: str) -> float:
        page = pypdfium2.PdfDocument(render(of(Cards((Card(text),)), title=""), ".pdf"))[0]
        found = [item.get_font_size() for item in page.get_objects() if hasattr(item, "get_font_size")]
        return max(found)

    assert size("Hvem?") == pytest.approx(17)
    assert 15 <= size("Hvad ville du gøre, hvis du havde en hel dag til det?") <= 17
    assert 11 < size(_LONG) <= 15


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_the_head_and_foot_of_cards_alone_take_no_page(count: int, pages: int) -> None:
    found = _pages(of_cards(count))
    assert len(found) == pages
    assert "Spørgsmål at trække" in found[0] and "Klip langs stregerne." in found[0]
    assert "Bygger på" in found[-1]


def test_a_head_too_high_for_the_margin_has_a_page_of_its_own() -> None:
    first, *more = _pages(Paper("da", "En meget lang titel " * 20, (Cards((Card("Hvem?"),)),), foot="Lang fod. " * 60))
    assert "En meget lang titel" in first and "Hvem?" not in first
    assert "Hvem?" in more[0] and "Lang fod." in more[1]


def test_cards_have_pages_of_their_own() -> None:
    pages = _pages(of(Text("Før."), Cards((Card("Hvem?"),)), Text("Efter.")))
    assert [_on(pages, mark) for mark in ("Før.", "Hvem?", "Efter.")] == [[0], [1], [2]]


def test_a_break_turns_one_page() -> None:
    assert [_on(_pages(of(Text("A1"), Break(), Break(), Text("A2"))), mark) for mark in ("A1", "A2")] == [[0], [1]]


def test_pages_are_numbered_when_there_are_several() -> None:
    one, several = _pages(of(Text("Kort."))), _pages(of(*[Heading("Del")] * 60))
    assert "1 / 1" not in one[0]
    assert len(several) > 1
    for number, page in enumerate(several, start=1):
        assert f"{number} / {len(several)}" in page and "Et ark" in page


@pytest.mark.parametrize("above", range(24, 41))
def test_a_heading_is_never_alone_at_the_foot(above: int) -> None:
    for block in (_FILLING, Table(("Hoved",), (("Fyld.",),), (1.0,)), Points(("Fyld.",)), Write("Fyld.", 2)):
        pages = _pages(of(*[Text("Linje.")] * above, Heading("Overskrift"), block))
        assert _on(pages, "Overskrift") == _on(pages, "Fyld.")


@pytest.mark.parametrize("above", range(0, 12))
def test_a_moment_and_a_row_and_a_signature_are_never_parted(above: int) -> None:
    moments = [Moment(f"A{n}", "x", "Titel", ("Linje " * 60,) * 3, "Sagt.", (f"Z{n}",)) for n in range(10, 20)]
    rows = tuple((f"B{n}", "Linje " * 60 + f"Y{n}") for n in range(10, 40))
    signed = [Signatures((f"C{n}", f"X{n}")) for n in range(10, 20)]
    pages = _pages(of(*[_FILLING] * above, *moments, Table(("Hvem", "Hvad"), rows, (0.2, 0.8)), *signed))
    assert len(pages) > 4
    for first, last, numbers in (("A", "Z", range(10, 20)), ("B", "Y", range(10, 40)), ("C", "X", range(10, 20))):
        for n in numbers:
            assert _on(pages, f"{first}{n}") == _on(pages, f"{last}{n}") != []


def test_the_head_of_a_table_stands_on_every_page_it_reaches() -> None:
    rows = tuple((f"nr{n}", "Linje") for n in range(120))
    pages = _pages(of(Table(("Hvem", "Hvad der sker"), rows, (0.2, 0.8)), Break(), Text("Efter.")))
    assert len(pages) > 3
    assert _on(pages, "Hvad der sker") == list(range(len(pages) - 1))
    assert [page.count("Hvad der sker") for page in pages[:-1]] == [1] * (len(pages) - 1)


def test_a_huge_cell_reaches_over_pages_without_loss() -> None:
    words = [f"ord{n}x" for n in range(4000)]
    pages = _pages(of(Table(("Hvem", "Hvad"), (("Bo", " ".join(words)), ("Ida", "kort")), (0.2, 0.8))))
    assert len(pages) > 3
    assert re.findall(r"ord\d+x", "".join(pages)) == words
    assert all("Hvem" in page for page in pages)
    assert "Ida" in pages[-1]


def test_a_huge_head_is_not_repeated_and_a_huge_foot_is_text() -> None:
    words = [f"ord{n}x" for n in range(2000)]
    table = Table((" ".join(words), "b"), (("c", "d"),), (0.6, 0.4))
    pages = _pages(Paper("da", "T", (table,), foot=" ".join(words)))
    assert re.findall(r"ord\d+x", "".join(pages)) == words * 2


def test_columns_do_not_touch() -> None:
    page = pypdfium2.PdfDocument(render(of(Table(("a", "b"), (("W" * 300, "V" * 300),), (0.5, 0.5))), ".pdf"))[0]
    text = page.get_textpage()
    boxes = [(text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())]
    assert (
        max(box[2] for char, box in boxes if char == "W") < min(box[0] for char, box in boxes if char == "V") - 3 * _MM
    )


def test_the_foot_is_at_the_bottom_of_the_last_page() -> None:
    for lines in range(36, 42):
        document = pypdfium2.PdfDocument(render(Paper("da", "T", (_FILLING,) * lines, foot="Slut."), ".pdf"))
        page = document[len(document) - 1].get_textpage()
        at = page.get_text_range().index("Slut.")
        tops = [page.get_charbox(n)[1] for n in range(at) if page.get_text_range(n, 1).strip()]
        assert page.get_charbox(at)[3] < min(tops, default=PAGE_HEIGHT * _MM)
        assert page.get_charbox(at)[0] == pytest.approx(LEFT * _MM, abs=1)


def test_times_stand_in_order() -> None:
    text = "".join(_pages(everything()))
    places = [text.index(mark) for mark in ("0:00", "0:10", "0:35", "Roller", "Efter mødet")]
    assert all(before < after for before, after in pairwise(places))
