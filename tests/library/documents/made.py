"""Documents as people bring them, made here: one small handbook in every format, and files that are not what they should be."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle

import docx
from fpdf import FPDF
from PIL import Image

from companion.brief.fonts import font_file

HANDBOOK: tuple[tuple[int, str], ...] = (
    (1, "Husregler for cykelværkstedet"),
    (0, "Værkstedet bag porten er åbent for alle i huset fra klokken syv om morgenen til klokken ni om aftenen, og den, der "
        "låser op, låser også i, når den sidste er gået hjem. Nøglen hænger hos viceværten, som skriver ned, hvem der har "
        "den, og hvornår den kommer tilbage på sin krog."),
    (2, "Værktøj og dele"),
    (0, "Alt værktøj har en plads på tavlen med en tegnet kant, så man kan se, hvad der mangler, inden lyset slukkes. Går "
        "noget i stykker, lægges det i den røde kasse ved døren med en seddel om, hvad der skete, og så køber vi et nyt "
        "for pengene i dåsen. Slanger og lapper ligger i skuffen under bordet; den, der tager den sidste, skriver det på "
        "listen, så vi aldrig står uden på en regnvejrsdag i november."),
    (2, "Når vi hjælper hinanden"),
    (0, "Om torsdagen mellem fem og syv er der altid en til stede, som har skilt en cykel ad før og kan vise, hvordan man "
        "retter en bremse til eller skifter et baghjul. Man gør det selv, med egne hænder, og den øvede nøjes med at "
        "pege og spørge. Børn er velkomne sammen med en voksen, når de store maskiner er slukket og stikket er trukket ud "
        "af kontakten."),
)  # fmt: skip
"""(level of a heading, or 0 for a paragraph; text). Ours, and about nothing else in the product."""
_STEM = "Beskrivelse af et hjul nummer {n} og hvordan det sættes fast på en ramme med to møtrikker"


def md(blocks: Iterable[tuple[int, str]] = HANDBOOK) -> bytes:
    return "\n\n".join(f"{'#' * level} {text}" if level else text for level, text in blocks).encode()


def txt(blocks: Iterable[tuple[int, str]] = HANDBOOK) -> bytes:
    return "\n\n".join(text for _, text in blocks).encode()


def word(blocks: Iterable[tuple[int, str]] = HANDBOOK, change: Callable[[object], None] | None = None) -> bytes:
    made = docx.Document()
    for level, text in blocks:
        if level:
            made.add_heading(text, level)
        else:
            made.add_paragraph(text)
    if change:
        change(made)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


class Sheets(FPDF):
    """A PDF in the product's own typeface."""

    def __init__(self) -> None:
        super().__init__()
        self.set_compression(True)
        self.add_font("sans", "", font_file("plain"))
        self.add_font("sans", "B", font_file("strong"))
        self.set_auto_page_break(False)
        self.add_page()
        self.set_font("sans", size=10)

    def bytes(self) -> bytes:
        return bytes(self.output())


def pdf(blocks: Iterable[tuple[int, str]] = HANDBOOK) -> bytes:
    """Headings larger than the text, one column, hyphens where the typesetter wants them."""
    sheets = Sheets()
    for level, text in blocks:
        sheets.set_font("sans", size={0: 10, 1: 20, 2: 14}[level])
        sheets.multi_cell(120, 6 if level == 0 else 10, text, align="L", new_x="LMARGIN", new_y="NEXT")
        sheets.ln(4)
    return sheets.bytes()


def many_pages(count: int) -> bytes:
    """A few words on each, as the same page again and again but for its number."""
    sheets = Sheets()
    for number in range(1, count + 1):
        if number > 1:
            sheets.add_page()
        sheets.text(20, 40, _STEM.format(n=number))
        sheets.text(100, 290, str(number))
    return sheets.bytes()


def empty_pages(count: int) -> bytes:
    """A PDF that says it has so many pages, all of them the same empty one; a few kilobytes."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (count, b"3 0 R " * count),
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for part in parts:
        places.append(len(out))
        out += part
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def scanned(pages: int = 2) -> bytes:
    """Pictures of pages."""
    sheets = Sheets()
    for _ in range(pages - 1):
        sheets.add_page()
    for page in range(1, pages + 1):
        sheets.page = page
        sheets.image(Image.new("L", (200, 280), 200), 0, 0, 210)
    return sheets.bytes()


def locked_pdf() -> bytes:
    sheets = Sheets()
    sheets.text(20, 40, "Kun for den, der kender ordet.")
    sheets.set_encryption(owner_password="ejer", user_password="bruger")
    return sheets.bytes()


def locked_office() -> bytes:
    """How Office wraps a docx with a password: its old container, with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)


def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(400)


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="' + _OFFICE + '" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def slides(titles: Sequence[tuple[str, Sequence[str], str]]) -> bytes:
    """A presentation of these (title, texts, notes). The slides' files are numbered against their order, as after moving."""
    count = len(titles)
    files = {f"ppt/slides/slide{count - at}.xml": _slide(*one[:2], at + 1) for at, one in enumerate(titles)}
    files |= {f"ppt/notesSlides/notesSlide{count - at}.xml": _notes(one[2]) for at, one in enumerate(titles)}
    for number in range(1, count + 1):
        files[f"ppt/slides/_rels/slide{number}.xml.rels"] = _related(
            ("notesSlide", f"../notesSlides/notesSlide{number}.xml")
        )
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="rId{at + 1}"/>' for at in range(count))
    files["ppt/presentation.xml"] = f"<p:presentation {_NS}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    files["ppt/_rels/presentation.xml.rels"] = _related(
        *(("slide", f"slides/slide{count - at}.xml") for at in range(count))
    )
    files["_rels/.rels"] = _related(("officeDocument", "ppt/presentation.xml"))
    kinds = {"slides/slide": "slide", "notesSlides/": "notesSlide", "ppt/presentation": "presentation.main"}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_PRESENTATION}.{kind}+xml"/>'
        for name in files for mark, kind in kinds.items() if mark in name and name.endswith(".xml")
    )  # fmt: skip
    plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return archive({"[Content_Types].xml": f'<Types xmlns="{_TYPES}">{plain}{types}</Types>'} | files)


def _related(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def _shape(kind: str, *texts: str) -> str:
    said = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{said}</p:txBody></p:sp>'


def _slide(title: str, texts: Sequence[str], number: int) -> str:
    shapes = (
        _shape("body", *texts) + _shape("title", title) + _shape("sldNum", str(number)) + _shape("ftr", "Cykelklubben")
    )
    return f"<p:sld {_NS}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def _notes(text: str) -> str:
    return f"<p:notes {_NS}><p:cSld><p:spTree>{_shape('body', text)}</p:spTree></p:cSld></p:notes>"


def archive(files: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A zip archive with one part put in or changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        files: dict[str, str | bytes] = {part.filename: read.read(part) for part in read.infolist()}
    return archive(files | {name: content})


def bomb(size: int) -> bytes:
    """A docx with a picture that is so many bytes of nothing when unpacked."""
    return with_part(word(), "word/media/image1.bmp", bytes(size))


def boasting(size: int, of: bytes = b"x") -> bytes:
    """A docx whose last part says in the archive's list that it is so large."""
    data = bytearray(with_part(word(), "word/last.bin", of))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "haha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (new, b"&%c;" % old * 10) for old, new in zip(b"abcdefgh", b"bcdefghi", strict=True)
    )
    + b"]><w>&i;</w>"
)
"""A billion times "haha", once somebody expands it."""


def noise(size: int = 4000) -> bytes:
    """Bytes of every kind, the same each time."""
    steps = cycle((7, 31, 57, 101, 151, 211))
    at, out = 0, bytearray()
    for step, _ in zip(steps, range(size), strict=False):
        at = (at + step) % 255
        out.append(at + 1)
    return bytes(out)
