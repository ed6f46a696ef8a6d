"""What a file truly is, by its content: the ending of its name is only what somebody called it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from companion.library.refusals import Kind, Unreadable

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
"""Bytes before the mark that a PDF may begin with."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Stands in the directory of a docx or pptx with a password: Office wraps it in its old format."""
_NO_TEXT = (
    _PDF, _ZIP, _OLE, b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"MZ", b"\x7fELF",
    b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"{\\rtf",
    b"SQLite format 3", b"ID3", b"OggS", b"%!PS",
)  # fmt: skip
_PAGE = (b"<!doctype html", b"<html", b"<?xml")
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ODD = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd]")
"""Characters that are no text. Not \x02, which is PDFium's hyphen at a line's end."""
_MOST_ODD = 0.05
"""Share of them from which a text cannot be read; some bullets are among them."""
_LEAST_WRITTEN = 0.4
"""Share of letters and digits among what is not space."""


def check(data: bytes, kind: Kind) -> None:
    """Unreadable when the content is not of the kind that the name says."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    head = data[:_PDF_WITHIN]
    if kind == "pdf":
        fits = _PDF in head and not head.startswith(_ZIP)
    elif kind in ("docx", "pptx"):
        if head.startswith(_OLE):
            raise Unreadable("locked" if _LOCKED in data else "old")
        fits = head.startswith(_ZIP)
    else:
        fits = not head.startswith(_NO_TEXT) and not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE)
    if not fits:
        raise Unreadable("other")


def decoded(data: bytes) -> str:
    """The text of a plain file: by its mark, as UTF-8, or as Windows wrote Danish before that. Unreadable otherwise."""
    encoding = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    text = _tried(data, (encoding,) if encoding else ("utf-8", "cp1252"))
    check_readable(text)
    return text


def _tried(data: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise Unreadable("garbled")


def check_readable(text: str) -> None:
    """Unreadable when there is no letter in it, or when it is not made of letters: noise, or a PDF whose typefaces do not
    say which letters they draw."""
    if len(_ODD.findall(text)) > _MOST_ODD * len(text):
        raise Unreadable("garbled")
    if not any(map(str.isalpha, text)):
        raise Unreadable("empty")
    if sum(map(str.isalnum, text)) < _LEAST_WRITTEN * sum(not char.isspace() for char in text):
        raise Unreadable("garbled")
