"""A paper in all three formats: nothing of it is lost, nothing is added, and nothing tells who made it."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from companion.brief.files import KINDS
from companion.errors import WrongUse
from companion.paper.blocks import (
    Bars,
    Block,
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
from companion.paper.tidy import texts, tidied
from companion.vocabulary import Lang
from tests.brief.examples import HOSTILE

from .examples import everything, mixed, of, of_cards

_EMPTY: tuple[Block, ...] = (
    Heading(" "), Text("\n"), Points(("", " ")), Panel("Mærkat", ""), Table(("a", "b"), (("", " "),), (0.5, 0.5)),
    Table(("a",), (), (1.0,)), Moment("", "", ""), Write("Intet", 0), Signatures(("",)), Cards((Card("", "under", "1"),)),
    Bars("Kun en mærkat", ()), Bars("", (("", 3, ""),)), Break(), Break(),
)  # fmt: skip


def shown(kind: str, file: bytes) -> str:
    """All that can be read in a file."""
    if kind == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if kind == ".docx":
        return "\n".join(
            node.text or "" for node in docx.Document(BytesIO(file)).element.iter() if node.tag.endswith("}t")
        )
    return re.sub(r"\\(.)", r"\1", file.decode())


def words(text: str) -> Counter[str]:
    """Lines are broken after hyphen and slash too, so words are counted in parts."""
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_paper_is_in_every_format(kind: str, lang: Lang) -> None:
    paper = mixed(lang)
    expected = sum((words(text) for text in texts(replace(paper, lang="")) if text), Counter[str]())  # type: ignore[arg-type]
    if kind == ".md":
        expected -= sum((words(card.number) for card in paper.blocks[-3].cards), Counter[str]())  # type: ignore[union-attr]
    assert not expected - words(shown(kind, render(paper, kind)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("block", _EMPTY, ids=lambda block: type(block).__name__)
def test_what_is_empty_leaves_nothing_behind(block: Block, kind: str) -> None:
    plain, empty = of(Text("Først."), Text("Sidst.")), of(Text("Først."), block, Text("Sidst."))
    if isinstance(block, Break):
        plain, empty = of(Text("Først.")), of(block, Text("Først."), block, block)
    assert render(empty, kind) == render(plain, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_nothing_is_a_sheet_with_a_title(kind: str) -> None:
    assert shown(kind, render(of(), kind)).strip(" #\n") == "Et ark"
    assert render(Paper("da", "", ()), kind)


@pytest.mark.parametrize("kind", [".docx", ".pdf"])
@pytest.mark.parametrize("make", [everything, of_cards, mixed])
def test_the_same_paper_is_the_same_file(make, kind: str) -> None:
    assert render(make(), kind) == render(make(), kind)


def test_no_file_tells_when_it_was_made() -> None:
    with ZipFile(BytesIO(render(everything(), ".docx"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    metadata = PdfReader(BytesIO(render(everything(), ".pdf"))).metadata
    assert metadata is not None and metadata.creation_date is not None and metadata.creation_date.year == 1970


@pytest.mark.parametrize(("lang", "tag"), [("da", "da-DK"), ("en", "en-GB")])
def test_metadata_hold_title_and_language_and_nobody(lang: Lang, tag: str) -> None:
    title = everything(lang).title
    reader = PdfReader(BytesIO(render(everything(lang), ".pdf")))
    assert reader.metadata is not None and reader.metadata.title == title
    assert set(reader.metadata) <= {"/Title", "/Producer", "/CreationDate"}
    assert str(reader.root_object["/Lang"]) == tag and reader.xmp_metadata is None
    properties = docx.Document(BytesIO(render(everything(lang), ".docx"))).core_properties
    assert (properties.title, properties.language) == (title, tag)
    assert (properties.author, properties.last_modified_by, properties.comments, properties.subject) == ("",) * 4


def _everywhere(text: str) -> Paper:
    blocks: tuple[Block, ...] = (
        Heading(text), Text(text), Text(text, quiet=True), Points((text, text)), Points((text,), boxes=True), Panel(text, text),
        Table((text, "b"), ((text, f"{text}\n{text}"),), (0.3, 0.7)), Moment(text, text, text, (text,), text, (text,)),
        Write(text), Signatures((text, text, text)), Bars(text, ((text, 1, text),)), Cards((Card(text, text, text),)),
    )  # fmt: skip
    return Paper("da", text, blocks, text, text, text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_can_stand_anywhere(name: str, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    text = HOSTILE[name][:400]
    with caplog.at_level(logging.DEBUG, logger="root"):
        file = render(replace(_everywhere(text), foot="Til allersidst"), kind)
    assert "Til allersidst" in shown(kind, file)
    assert not caplog.records


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", range(12))
def test_10000_characters_without_a_space_are_all_there(place: int, kind: str) -> None:
    block = tidied(_everywhere("å" * 10_000)).blocks[place]
    expected = sum(text.count("å") for text in texts(block))
    assert shown(kind, render(of(block), kind)).count("å") >= expected > 0


def test_what_the_typeface_lacks_leaves_a_mark_in_print_alone() -> None:
    paper = of(Table(("Hvad", "Hvem"), (("godt 👍🏽 gået", "王小明\nBo"),), (0.5, 0.5)))
    printed = shown(".pdf", render(paper, ".pdf"))
    assert "godt [?] gået" in printed and "De står i Word-udgaven." in printed
    assert "godt 👍🏽 gået" in shown(".docx", render(paper, ".docx"))
    assert "Word" not in shown(".pdf", render(everything(), ".pdf"))


def test_another_ending_is_refused() -> None:
    with pytest.raises(WrongUse) as refused:
        render(everything(), ".odt")
    assert ".docx" in refused.value.say("da")


def test_word_and_pdf_are_loaded_late() -> None:
    code = "import sys, companion.paper.render; print(sorted({'docx', 'fpdf', 'fontTools', 'lxml', 'PIL'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
