"""How a document is parted into pieces, and when two documents are the same."""

from __future__ import annotations

import pytest

from companion.library.pieces import MOST, Block, mark_of, split, without_repeats


def words(count: int, of: str = "ord") -> str:
    """So many different words, as one sentence."""
    return " ".join(f"{of}{number}" for number in range(count)).capitalize() + "."


def sentences(count: int, each: int) -> str:
    return " ".join(words(each, f"s{number}x") for number in range(count))


H1, H2, OTHER = Block("Porten", 1), Block("Nøglen", 2), Block("Gården", 1)


def parts(*blocks: Block, slides: bool = False) -> list[tuple[str, int | None, int]]:
    """Section, page and number of words of each piece."""
    return [(one.section, one.page, len(one.text.split())) for one in split(blocks, slides)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([Block(words(100))], [("", None, 100)]),
        ([H1, Block(words(100))], [("Porten", None, 100)]),
        ([H1, Block(words(100)), H2, Block(words(90, "b"))], [("Porten", None, 100), ("Porten › Nøglen", None, 90)]),
        (
            [H1, H2, Block(words(90)), OTHER, Block(words(90, "b"))],
            [("Porten › Nøglen", None, 90), ("Gården", None, 90)],
        ),
        ([H1, Block(words(50)), OTHER, Block(words(50, "b"))], [("Porten", None, 50), ("Gården", None, 50)]),
        ([H1, Block(words(90)), OTHER, Block(words(20, "b"))], [("Porten", None, 111)]),
        ([H1, Block(words(20)), OTHER, Block(words(90, "b"))], [("Gården", None, 111)]),
        ([H1, Block(words(170)), OTHER, Block(words(20, "b"))], [("Porten", None, 170), ("Gården", None, 20)]),
        ([Block(words(60, name)) for name in "abcd"], [("", None, 120), ("", None, 120)]),
        ([Block(words(170)), Block(words(30, "b"))], [("", None, 170), ("", None, 30)]),
        ([Block(words(90), 0, 1), Block(words(50, "b"), 0, 2)], [("", 1, 90), ("", 2, 50)]),
        ([Block(words(90), 0, 1), Block(words(50, "b"), 0, 1)], [("", 1, 140)]),
        ([Block(words(60), 0, 1), Block(words(60, "b"), 0, 2)], [("", 1, 120)]),
        ([H1, OTHER, Block(words(90))], [("Gården", None, 91)]),
        ([Block(words(90)), H1], [("", None, 91)]),
        ([H1._replace(level=3), Block(words(90))], [("Porten", None, 90)]),
        ([Block("– 12 –"), Block("…")], []),
        ([], []),
    ],
)
def test_pieces(blocks: list[Block], expected: list[tuple[str, int | None, int]]) -> None:
    assert parts(*blocks) == expected


def test_a_short_section_taken_along_keeps_its_heading_in_the_text() -> None:
    (one,) = split([H1, Block(words(90)), OTHER, Block("Den er ren."), Block("Altid.")])
    assert one.section == "Porten" and one.text.splitlines()[1:] == ["Gården", "Den er ren.", "Altid."]


def test_slides_stay_apart() -> None:
    blocks = [Block("Et", 1, 1), Block("Få ord.", 0, 1), Block("To", 1, 2), Block("Andre ord.", 0, 2)]
    assert parts(*blocks, slides=True) == [("Et", 1, 2), ("To", 2, 2)]
    assert parts(*blocks) == [("Et", 1, 5)]


def test_a_long_paragraph_is_parted_at_sentences() -> None:
    pieces = split([Block(sentences(30, 17))])
    assert all(piece.text.endswith(".") and len(piece.text.split()) <= MOST for piece in pieces)
    assert " ".join(piece.text for piece in pieces) == sentences(30, 17)
    assert min(len(piece.text.split()) for piece in pieces[:-1]) >= 80


UNBROKEN = "".join(f"a{number}" for number in range(10_000))


@pytest.mark.parametrize("endless", [words(1000), UNBROKEN, f"{UNBROKEN} {words(300)}"])
def test_what_has_no_sentences_is_parted_all_the_same_and_nothing_is_lost(endless: str) -> None:
    pieces = split([Block(endless)])
    assert "".join("".join(piece.text.split()) for piece in pieces) == endless.replace(" ", "")
    assert max(len(piece.text) for piece in pieces) <= 81 * MOST and len(pieces) > 3


@pytest.mark.parametrize("text", ["Vi ses fx. Hver fredag", "Det er bl.a. Hans skyld", "Om ca. 5 minutter"])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    long = f"{words(160)[:-1]} {text} {words(160, 'b')}"
    assert not any(piece.text.endswith(("fx.", "bl.a.", "ca.")) for piece in split([Block(long)]))


def test_what_an_earlier_piece_says_is_left_out() -> None:
    blocks = [H1, Block(words(100)), OTHER, Block(words(100).upper()), H2, Block(words(100, "b"))]
    pieces = split(blocks)
    assert [(piece.number, piece.section) for piece in pieces] == [(1, "Porten"), (2, "Gården › Nøglen")]


def test_headers_and_footers_that_come_again_and_again_stand_once() -> None:
    foot = Block("Cykelklubben, vedtægter, ikke til udlevering")
    pages = [block for n in range(5) for block in (Block(words(20, f"p{n}x")), foot)]
    assert without_repeats(pages).count(foot) == 1
    assert without_repeats(pages[:6]) == pages[:6]
    long = [Block(words(30))] * 5
    assert without_repeats(long) == long


SAME = [Block("Om porten", 1), Block("Den er låst, og nøglen hænger der."), Block("• Spørg naboen")]


@pytest.mark.parametrize(
    ("blocks", "same"),
    [
        ([Block("Om  porten"), Block("Den er låst, og\nnøglen hænger der. - Spørg naboen")], True),
        ([Block("OM PORTEN\n\nden er låst og nøglen hænger der"), Block("1. Spørg naboen")], True),
        ([*SAME[:2], Block("a) Spørg naboen")], True),
        ([*SAME[:2], Block("• Spørg naboen 2")], False),
        (SAME[:2], False),
        ([SAME[1], SAME[0], SAME[2]], False),
    ],
)
def test_the_same_text_has_the_same_mark(blocks: list[Block], same: bool) -> None:
    assert (mark_of(blocks) == mark_of(SAME)) is same and len(mark_of(blocks)) == 16
