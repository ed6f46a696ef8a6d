"""Word and PowerPoint files as blocks. Both are zip archives of XML, so what they unpack to is looked at before it is parsed.

python-docx opens the archive and knows the styles; the text itself is walked here, since its own reading leaves out what
stands in content controls, text boxes and tracked insertions. Footnotes, comments, headers and footers are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Literal

from companion.library import heal
from companion.library.pieces import Block
from companion.library.refusals import UNPACKED, Kind, Unreadable

_MOST_PARTS = 10_000
_LARGEST_XML = 60_000_000
_FOLDERS: dict[str, str] = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
_CHUNK = 1 << 20
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SAID = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-", f"{_A}br": " "}
_UNSAID = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}p", f"{_W}tbl", f"{_A}p", _FALLBACK})
"""Inside a paragraph: what was deleted, and what is a paragraph of its own."""
_HEADING = re.compile(r"heading ([1-6])$", re.IGNORECASE)
_CELL_OF_TEXT = 40
"""Words from which a table's cell is a layout and not a table."""
_FURNITURE = ("dt", "ftr", "sldNum")


def check_archive(data: bytes, kind: Kind | Literal["xlsx"]) -> None:
    """Unreadable when the archive is damaged, locked, of another kind, holds a document type, or unpacks to more than it may:
    by what it declares first, then by what comes out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Unreadable("bomb")
            if any(part.flag_bits & 0x1 for part in parts):
                raise Unreadable("locked")
            if not any(part.filename.startswith(_FOLDERS[kind]) for part in parts):
                raise Unreadable("other")
            room = UNPACKED
            for part in parts:
                room -= _unpacked(archive, part, room)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        raise Unreadable("damaged") from None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> int:
    """How many bytes a part truly is; the XML among them is searched as it comes."""
    size, tail, is_xml = 0, b"", part.filename.lower().endswith(_XML)
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > min(room, _LARGEST_XML if is_xml else room):
                raise Unreadable("bomb")
            plain = (tail + chunk).replace(b"\x00", b"")
            if is_xml and _DECLARED.search(plain):
                raise Unreadable("hostile")
            tail = plain[-16:]
    return size


def docx_blocks(data: bytes) -> list[Block]:
    """A Word document. Pages are not known: Word makes them anew each time."""
    import docx

    opened = docx.Document(io.BytesIO(data))
    levels = {style.style_id: _level(style) for style in opened.styles}
    return [block for block in _word_blocks(opened.element.body, levels) if block.text]


def _level(style: Any) -> int:
    """1 to 6 for a heading or a style made from one, -1 for a line of the table of contents, 0 for text."""
    for _ in range(10):
        name = style.name or ""
        if found := _HEADING.match(name):
            return int(found[1])
        if name.lower().startswith("toc "):
            return -1
        if name == "Title":
            return 1
        style = getattr(style, "base_style", None)
        if style is None:
            break
    return 0


def _word_blocks(element: Any, levels: dict[str, int]) -> Iterator[Block]:
    for child in element:
        if child.tag == f"{_W}p":
            yield from _word_paragraph(child, levels)
        elif child.tag == f"{_W}tbl":
            for row in _own(child, "tr", "tbl"):
                yield from _word_row(row, levels)
        elif child.tag not in _UNSAID and len(child):
            yield from _word_blocks(child, levels)


def _own(element: Any, tag: str, above: str) -> list[Any]:
    """The rows of a table, or the cells of a row, but not those of a table inside it."""
    return [found for found in element.iter(f"{_W}{tag}") if next(found.iterancestors(f"{_W}{above}")) is element]


def _word_row(row: Any, levels: dict[str, int]) -> Iterator[Block]:
    """A row of a table as one line; a cell of running text as what it is."""
    cells = [list(_word_blocks(cell, levels)) for cell in _own(row, "tc", "tr")]
    said = [" ".join(block.text for block in cell) for cell in cells]
    if any(len(text.split()) >= _CELL_OF_TEXT for text in said) or len(said) == 1:
        yield from (block for cell in cells for block in cell)
    else:
        yield Block(" | ".join(text for text in said if text))


def _word_paragraph(paragraph: Any, levels: dict[str, int]) -> Iterator[Block]:
    properties = paragraph.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    level = levels.get(style.get(f"{_W}val"), 0) if style is not None else 0
    text = _text(paragraph, f"{_W}t")
    if level >= 0 and text:
        listed = properties is not None and properties.find(f"{_W}numPr") is not None and not level
        yield Block(f"• {text}" if listed else text, level)
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield from _word_blocks(box, levels)


def _text(paragraph: Any, tag: str) -> str:
    """What a paragraph says, tracked insertions and links included."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        for child in element:
            if child.tag == tag:
                parts.append(child.text or "")
            elif child.tag in _SAID:
                parts.append(_SAID[child.tag])
            elif child.tag not in _UNSAID:
                walk(child)

    walk(paragraph)
    return heal.clean("".join(parts)).strip()


def pptx_blocks(data: bytes, told: Callable[[int, int], None]) -> tuple[list[Block], int]:
    """A presentation, slide by slide: the title as heading, then text, tables, drawings and the speaker's notes."""
    from docx.opc.package import OpcPackage
    from docx.oxml.parser import parse_xml

    main = OpcPackage.open(io.BytesIO(data)).main_document_part
    listed = [entry.get(_R_ID) for entry in parse_xml(main.blob).iter(f"{_P}sldId")]
    blocks: list[Block] = []
    for number, entry in enumerate(listed, 1):
        slide = main.rels[entry].target_part
        blocks += _slide_blocks(parse_xml(slide.blob), number)
        for rel in slide.rels.values():
            if not rel.is_external and rel.reltype.endswith(("/diagramData", "/notesSlide")):
                beside = _slide_blocks(parse_xml(rel.target_part.blob), number)
                blocks += [block._replace(level=0) for block in beside]
        told(number, len(listed))
    return blocks, len(listed)


def _slide_blocks(slide: Any, number: int) -> list[Block]:
    headings: list[str] = []
    texts: list[str] = []
    for element in slide.iter(f"{_A}p", f"{_A}tr"):
        place, text = _placeholder(element), _row_or_paragraph(element)
        if text and place not in _FURNITURE and next(element.iterancestors(_FALLBACK), None) is None:
            (headings if place in ("title", "ctrTitle") else texts).append(text)
    title = [Block(" ".join(headings), 1, number)] if headings else []
    return [*title, *(Block(text, 0, number) for text in texts)]


def _row_or_paragraph(element: Any) -> str:
    """A row of a table says what its cells say; a paragraph in one says nothing more."""
    if element.tag == f"{_A}tr":
        cells = (" ".join(_text(said, f"{_A}t") for said in cell.iter(f"{_A}p")) for cell in element.iter(f"{_A}tc"))
        return " | ".join(cell for cell in cells if cell)
    return "" if next(element.iterancestors(f"{_A}tr"), None) is not None else _text(element, f"{_A}t")


def _placeholder(paragraph: Any) -> str:
    """What the shape around a paragraph is for: "title", "body", "sldNum" …; empty for a free one."""
    for above in paragraph.iterancestors(f"{_P}sp"):
        for place in above.iter(f"{_P}ph"):
            return str(place.get("type", "body"))
    return ""
