"""The typefaces of the printed brief: Source Sans and Source Serif, from the PyPI packages that carry them.

Their TrueType files are embedded and cover Danish, Polish, Turkish, Icelandic and Vietnamese (also Greek and Cyrillic).
What they lack (emoji, Chinese, Arabic) is printed as `MISSING`, so that nothing vanishes unseen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from companion.errors import PartFailed

Face = Literal["plain", "strong", "serif"]
FACES: dict[Face, tuple[str, str]] = {
    "plain": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "strong": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    "serif": ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
}
MISSING = "[?]"

_STAND_INS = {"\u2011": "-", "\u2010": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\ufffd": MISSING}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff")
"""Joiners, marks of direction, soft hyphen: they say something to other letters and have no shape themselves."""


def font_file(face: Face) -> Path:
    """Where the face's TrueType file lies. Raises PartFailed when its package is not installed."""
    package, name = FACES[face]
    try:
        with as_file(files(package) / "files" / name) as path:
            found = path
    except ModuleNotFoundError as missing:
        raise _not_installed(package) from missing
    if not found.is_file():
        raise _not_installed(package)
    return found


def printable(text: str, has: Container[int]) -> str:
    """The text in characters of a font (`has`: its code points); a run of characters it lacks becomes one `MISSING`."""
    out: list[str] = []
    for char in text:
        piece = _in_font(char, has)
        if piece != MISSING or out[-1:] != [MISSING]:
            out.append(piece)
    return "".join(out)


def lacks(text: str, has: Container[int]) -> bool:
    """Whether printing the text takes a `MISSING` that the leader did not write."""
    return MISSING in printable(text.replace(MISSING, ""), has)


def _in_font(char: str, has: Container[int]) -> str:
    if char in _UNSEEN:
        return ""
    if ord(char) in has:
        return char
    if unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return ""
    plain = _STAND_INS.get(char) or unicodedata.normalize("NFKC", char)
    return plain if all(ord(part) in has for part in plain) else MISSING


def _not_installed(package: str) -> PartFailed:
    name = package.replace("_", "-")
    return PartFailed(
        f"Skrifttypen til pdf mangler. Installér pakken {name}, eller vælg Word eller Markdown.",
        f"The typeface for pdf is missing. Install the package {name}, or choose Word or Markdown.",
    )
