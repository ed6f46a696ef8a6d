"""Plain text and Markdown: where a paragraph begins, what heads it, and what becomes of a booklet that lost its layout."""

from __future__ import annotations

import pytest

from companion.library.pieces import Block
from companion.library.plain import markdown_blocks, text_blocks

BOOKLET = """ Om porten
Porten er låst om natten, og den, der kom-
mer sent hjem, bruger nøglen fra vicevær-
ten. Nøglen må ikke kopieres, for så kan

Godt at vide, hvem der
har låst op

Om gården
I gården står cyklerne i tre rækker, de
små forrest og de store bagest ved muren:
•	 Ladcykler langs hegnet
•	 Børnecykler under halv-

Plads til alle.

taget
•	 Løbehjul i kassen
ALLE SKAL KUNNE KOMME FORBI, og derfor
holder vi midten fri hele året rundt.
Hvem fejer om
lørdagen?
Den, der står på listen, fejer – og den næ-
ste på listen ser efter, om det blev gjort.
 Om kælderen
Kælderen er tør, men ikke for tør, og den
lugter af løg.

vi ikke vide, hvem der kan komme ind. Så
sig det, hvis den bliver væk.
"""
"""Lines of a column with hyphens, a box in the middle of a sentence, headings with nothing around them, a list cut in two,
pages that were parted by a form feed. Ours."""


def test_a_booklet_that_lost_its_layout_is_whole_again() -> None:
    blocks, pages = text_blocks(BOOKLET)
    assert pages is None and blocks == [
        Block("Om porten", 1),
        Block(
            "Porten er låst om natten, og den, der kommer sent hjem, bruger nøglen fra viceværten. Nøglen må ikke kopieres, "
            "for så kan vi ikke vide, hvem der kan komme ind. Så sig det, hvis den bliver væk."
        ),
        Block("Godt at vide, hvem der har låst op"),
        Block("Om gården", 1),
        Block("I gården står cyklerne i tre rækker, de små forrest og de store bagest ved muren:"),
        Block("• Ladcykler langs hegnet"),
        Block("• Børnecykler under halvtaget"),
        Block("Plads til alle."),
        Block("• Løbehjul i kassen"),
        Block("ALLE SKAL KUNNE KOMME FORBI, og derfor holder vi midten fri hele året rundt."),
        Block("Hvem fejer om lørdagen?", 1),
        Block("Den, der står på listen, fejer – og den næste på listen ser efter, om det blev gjort."),
        Block("Om kælderen", 1),
        Block("Kælderen er tør, men ikke for tør, og den lugter af løg."),
    ]


LONG = (
    "Her står der så mange ord i en lang linje, at den uden tvivl er et afsnit for sig selv, og at ingen kan tage den for en "
    "overskrift til noget andet."
)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (f"Om porten\n\n{LONG}", [1, 0]),
        (f"Om porten.\n\n{LONG}", [0, 0]),
        (f"om porten\n\n{LONG}", [0, 0]),
        (f"2. Om porten\n\n{LONG}", [1, 0]),
        (f"- Om porten\n\n{LONG}", [0, 0]),
        (f"## Om porten\n\n{LONG}", [1, 0]),
        (f"{LONG}\n\nOm porten", [0, 0]),
        (f"Om porten\n\n{LONG}\n\nOm porten\n\n{LONG} Og mere.", [0, 0, 0, 0]),
        (f"{LONG}\n{LONG}", [0, 0]),
        (f"Er porten låst?\n{LONG}", [1, 0]),
        ("OM PORTEN\nDen er låst hver nat, og nøglen hænger hos naboen.", [1, 0]),
    ],
)
def test_what_heads_a_paragraph(text: str, levels: list[int]) -> None:
    assert [block.level for block in text_blocks(text)[0]] == levels


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("• Være åben for at give og tage imod\nDET ER VIGTIGT, at vi begynder til tiden.", 2),
        ("Være åben for at give og tage imod\nDet er vigtigt, at vi begynder til tiden.", 1),
        ("her står en linje, som ikke er slut og\n Om kælderen og loftet og trappen dertil", 2),
        ("her står en linje, som ikke er slut og\nOm kælderen og loftet og trappen dertil", 1),
        ("I HAR SAMLET EN STOR\nGRUPPE, der vil mødes.", 1),
        ("Hun sagde det til Ida\n– og Ida sagde det til mig.", 1),
        ("Vi aftalte:\n– at mødes igen\n– at læse med", 3),
        ("En kort slutning.\nHerefter følger der en linje, som er meget længere.", 2),
    ],
)
def test_where_a_paragraph_begins(text: str, count: int) -> None:
    assert len(text_blocks(text)[0]) == count


def test_form_feeds_part_pages_and_their_heads_and_numbers_go() -> None:
    words = ("porten", "gården", "loftet", "trappen")
    text = "\f".join(
        f"Husorden\nVi passer på {word}, og den passer på os alle.\n{n}\n" for n, word in enumerate(words, 1)
    )
    blocks, pages = text_blocks(text + "\f")
    assert pages == 4
    assert blocks == [Block(f"Vi passer på {word}, og den passer på os alle.", 0, n) for n, word in enumerate(words, 1)]


def test_a_text_without_capitals_does_not_become_one_endless_paragraph() -> None:
    """Nor does it take the time of one: everything goes on, and nothing ends."""
    blocks, _ = text_blocks("\n\n".join(["en linje uden begyndelse og uden ende som bare går videre og videre"] * 3000))
    assert len(blocks) > 20 and max(len(block.text) for block in blocks) < 5000


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Om porten\n\nDen er *låst* om **natten**.", [Block("Om porten", 1), Block("Den er låst om natten.")]),
        ("Porten\n======\n\n### Nøglen", [Block("Porten", 1), Block("Nøglen", 3)]),
        ("hos [naboen](http://x.dk)", [Block("hos naboen")]),
        ("---\ntitle: x\n---\n\nTekst", [Block("Tekst")]),
        ("- en\n- to\n\n1. tre", [Block("• en"), Block("• to"), Block("• tre")]),
        ("en\nto  \ntre", [Block("en to tre")]),
        ("| Dag | Vært |\n|---|---|\n| mandag | stuen |", [Block("Dag"), Block("Vært"), Block("mandag"), Block("stuen")]),
        ("før <!-- skjult --> efter\n\n<script>x()</script>\n\nslut", [Block("før efter"), Block("slut")]),
        ("![et hjul](hjul.png)", [Block("et hjul")]),
        ("```\nkode\n```", [Block("kode")]),
    ],
)  # fmt: skip
def test_markdown(source: str, blocks: list[Block]) -> None:
    assert markdown_blocks(source) == blocks
