"""PDF pages with the faults of print: columns written row by row, hyphens, stamps, turned pages, running heads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.library.pdf import pdf_blocks
from companion.library.pieces import Block
from tests.library.documents.made import Sheets

LEFT = (
    "Værkstedet bag porten er åbent", "for alle i huset fra tidlig mor-", "gen til sen aften, og den, der",
    "låser op, skal også huske at", "låse i, når den sidste er gået.", "Nøglen hænger hos viceværten,",
)  # fmt: skip
RIGHT = (
    "som skriver ned, hvem der har", "den, og hvornår den er kommet", "tilbage på sin krog. Er den væk,",
    "ringer man til HR-", "chefen i klubben, som har en til", "i sin skuffe ved vinduet.",
)  # fmt: skip
WHOLE = (
    "Værkstedet bag porten er åbent for alle i huset fra tidlig morgen til sen aften, og den, der låser op, skal også "
    "huske at låse i, når den sidste er gået."
)
REST = (
    "Nøglen hænger hos viceværten, som skriver ned, hvem der har den, og hvornår den er kommet tilbage på sin krog. Er den "
    "væk, ringer man til HR-chefen i klubben, som har en til i sin skuffe ved vinduet."
)


def read(sheets: Sheets) -> list[Block]:
    told: list[tuple[int, int]] = []
    blocks, pages = pdf_blocks(sheets.bytes(), lambda done, of: told.append((done, of)))
    assert told == [(number, pages) for number in range(1, pages + 1)]
    return blocks


def row_by_row(sheets: Sheets, top: int = 40) -> None:
    """Two columns as many programs write them: a line of the left, a line of the right."""
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheets.text(20, top + 5 * at, left)
        sheets.text(90, top + 5 * at, right)


def headed(sheets: Sheets, text: str, y: int, size: int = 18, style: str = "") -> None:
    sheets.set_font("sans", style, size)
    sheets.text(20, y, text)
    sheets.set_font("sans", "", 10)


def test_columns_are_read_one_after_the_other_and_their_hyphens_are_healed() -> None:
    sheets = Sheets()
    headed(sheets, "Husregler for cykelværkstedet og dets gæster", 20)
    row_by_row(sheets)
    headed(sheets, "Til sidst", 90)
    sheets.text(
        20, 96, "Lyset slukkes, og døren låses, også når man kun er borte et øjeblik for at hente kaffe hos naboen."
    )
    first, *texts, last, end = read(sheets)
    assert first == Block("Husregler for cykelværkstedet og dets gæster", 1, 1) and last == Block("Til sidst", 1, 1)
    assert " ".join(block.text for block in texts) == f"{WHOLE} {REST}"
    assert end.text.startswith("Lyset slukkes") and end.level == 0


def _stamp(sheets: Sheets) -> None:
    sheets.set_font("sans", "B", 60)
    with sheets.rotation(45, 60, 150):
        sheets.text(60, 150, "UDKAST")
    sheets.set_font("sans", "", 8)
    with sheets.rotation(90, 8, 200):
        sheets.text(8, 200, "Hentet fra arkivet mandag")
    sheets.set_font("sans", "", 10)


def _table(sheets: Sheets) -> None:
    for at, day in enumerate(("mandag", "tirsdag", "onsdag", "torsdag")):
        sheets.text(20, 120 + 5 * at, day)
        sheets.text(60, 120 + 5 * at, "beboerne til venstre i stuen")
        sheets.text(130, 120 + 5 * at, "klokken syv")


@pytest.mark.parametrize(
    ("also", "text"),
    [(_stamp, WHOLE), (_table, "mandag beboerne til venstre i stuen klokken syv tirsdag beboerne")],
    ids=["a stamp askew is no text", "a table is read along its rows"],
)
def test_beside_the_columns(also: Callable[[Sheets], None], text: str) -> None:
    sheets = Sheets()
    row_by_row(sheets)
    also(sheets)
    said = " ".join(block.text for block in read(sheets))
    assert text in said and "UDKAST" not in said and "arkivet" not in said


def test_a_page_turned_on_its_side_is_read_along_its_lines() -> None:
    sheets = Sheets()
    with sheets.rotation(90, 100, 150):
        for at, line in enumerate(LEFT):
            sheets.text(60, 120 + 5 * at, line)
    assert read(sheets)[0].text == f"{WHOLE} Nøglen hænger hos viceværten,"


def test_headings_by_size_and_by_weight() -> None:
    sheets = Sheets()
    for y, (text, size, style) in zip(
        range(20, 200, 30),
        (
            ("Værkstedet", 22, ""),
            ("Tavlen", 15, ""),
            ("Den røde kasse", 10, "B"),
            ("Skuffen", 15, ""),
            ("Loftet", 22, ""),
        ),
        strict=False,
    ):
        headed(sheets, text, y, size, style)
        sheets.text(
            20, y + 10, f"Her står en hel sætning om det, som hedder {text.lower()}, og den ender med et punktum."
        )
    assert [(block.text, block.level) for block in read(sheets) if block.level] == [
        ("Værkstedet", 1), ("Tavlen", 2), ("Den røde kasse", 3), ("Skuffen", 2), ("Loftet", 1)
    ]  # fmt: skip


def test_running_heads_and_page_numbers_go_and_large_ones_stay() -> None:
    sheets = Sheets()
    for number, word in enumerate(("porten", "gården", "loftet", "trappen"), 1):
        if number > 1:
            sheets.add_page()
        sheets.text(20, 10, f"Cykelklubben · {number}")
        headed(sheets, f"Regel {number}", 25)
        sheets.text(20, 40, f"Vi passer på {word}, og {word} passer på os, som den altid har gjort.")
        sheets.text(100, 290, f"Side {number} af 4")
    assert [(block.text, block.page) for block in read(sheets)] == [
        found
        for number, word in enumerate(("porten", "gården", "loftet", "trappen"), 1)
        for found in (
            (f"Regel {number}", number),
            (f"Vi passer på {word}, og {word} passer på os, som den altid har gjort.", number),
        )
    ]


def test_a_sentence_that_goes_on_over_the_page_is_one() -> None:
    sheets = Sheets()
    sheets.text(20, 40, "Når den sidste går, slukker han lyset, ser efter, om vinduet er lukket, og hænger så")
    sheets.add_page()
    sheets.text(20, 40, "nøglen på krogen ved døren. Det gælder også for gæster.")
    assert [(block.text[-60:], block.page) for block in read(sheets)] == [
        ("hænger så nøglen på krogen ved døren. Det gælder også for gæster."[-60:], 1)
    ]
