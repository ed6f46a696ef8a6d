"""Marked words, and where they are found: in a file's name or content, plain, wide, in base64, or packed."""

from __future__ import annotations

import io
import random
import re
import sqlite3
import tempfile
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

_LETTERS = "bcdfghjklmnpqrstvwxz"
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
"""How gzip and zlib begin. Chromium's LevelDB packs with Snappy, which writes out whatever it meets for the first time in a
block: there is something to find without unpacking."""
_MOST = 1_000_000
"""Bytes looked at where something may be packed, and unpacked from there."""


class Marks:
    """A word for each place that a leader can write in, found by what they have in common: letters nobody else writes."""

    def __init__(self) -> None:
        self.common = "".join(random.SystemRandom().choices(_LETTERS, k=12))
        self._known: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """The marked word of a place."""
        own = "".join(random.SystemRandom().choices(_LETTERS, k=5))
        return self._known.setdefault(place, self.common + own)

    def named(self, data: bytes) -> set[str]:
        """The places whose words stand in `data`, plain or wide; "?" for a mark that cannot be told from others."""
        low = data.lower()
        if any(form in low for form in _plain(self.common)):
            return {name for name, word in self._known.items() for form in _plain(word) if form in low} or {"?"}
        return {"?"} if _in_base64(self.common, data) else set()


def _plain(word: str) -> tuple[bytes, ...]:
    return word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")


def _in_base64(word: str, data: bytes) -> bool:
    """At each of the three places that a word can have in the fours of base64."""
    return any(b64encode(b"_" * lead + word.encode())[4:-4] in data for lead in range(3))


def _layers(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever is packed in them."""
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
        return
    for place in _PACKED.finditer(data):
        unpacking = zlib.decompressobj(wbits=47)
        try:
            yield unpacking.decompress(data[place.start() : place.start() + _MOST], _MOST)
        except zlib.error:
            continue


def found(marks: Marks, roots: Iterable[Path]) -> dict[str, set[str]]:
    """Where marks are found: path to places."""
    where: dict[str, set[str]] = {}
    for file in (file for root in roots for file in (root, *root.rglob("*"))):
        try:
            data = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
        except OSError:
            continue
        names = marks.named(str(file).encode()).union(*(marks.named(layer) for layer in _layers(data)))
        if names:
            where[str(file)] = names
    return where


def shared_places(since: float, own: Path) -> list[Path]:
    """What came, or was written to, in the folders that all programs share; `own` is the tests' own and not counted."""
    places = {Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir()) if Path(name).is_dir()}
    entries = [entry for place in places for entry in place.iterdir()]
    return [
        entry for entry in entries if not own.resolve().is_relative_to(entry.resolve()) and _changed(entry) >= since
    ]


def _changed(entry: Path) -> float:
    """When it last was, in seconds; files of other programs come and go."""
    try:
        return entry.lstat().st_ctime
    except FileNotFoundError:
        return 0.0


def sealed(database: Path) -> set[bytes]:
    """Every value of every column that holds bytes, in every table."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in opened.execute(f'SELECT * FROM "{table}"')]
    return {value for row in rows for value in row if isinstance(value, bytes)}


def pieces(value: bytes) -> list[bytes]:
    """Parts of a sealed value, short enough to lie on one page of the file."""
    return [value[at : at + 24] for at in range(0, max(len(value) - 24, 1), 200)]
