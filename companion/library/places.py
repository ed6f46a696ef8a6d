"""Where an index lies on disk: named by what it was made from, put in place whole, cleared away when it is outlived."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from companion.errors import LibraryProblem
from companion.library.cards import Card
from companion.resources import folder

COMPLETE = "complete"
"""The file written last; it holds the number of documents."""
_MAKERS = ("embed.py", "rank.py", "words.py")
"""The code that decides what the index of a card is; when it changes, so does the index's name."""
_PREFIX, _BUILDING = "cards-", ".building-"
_ABANDONED = 600
"""Seconds after which a half-built index belongs to nobody."""


def home(place: Path, cards: Iterable[Card]) -> Path:
    """The folder of the index for exactly these cards, words, embedder and Chroma."""
    mark = sha256(version("chromadb").encode())
    for made_by in (folder("knowledge") / "words.yaml", *(Path(__file__).with_name(name) for name in _MAKERS)):
        mark.update(made_by.read_bytes())
    for card in cards:
        mark.update(card.model_dump_json().encode())
    return place / f"{_PREFIX}{mark.hexdigest()[:16]}"


def building_site(place: Path) -> Path:
    """An empty folder that no other process builds in."""
    site = place / f"{_BUILDING}{uuid4().hex}"
    site.mkdir(parents=True, mode=0o700)
    return site


def put_in_place(site: Path, at: Path) -> None:
    """Rename the finished index; when another process was first, theirs is as good."""
    try:
        os.rename(site, at)
    except OSError:
        if not (at / COMPLETE).is_file():
            raise
        shutil.rmtree(site, ignore_errors=True)


def is_sound(at: Path) -> bool:
    """False when SQLite itself sees damage; asked first, because Chroma answers damage with a crash."""
    try:
        with closing(sqlite3.connect(f"{(at / 'chroma.sqlite3').as_uri()}?mode=rw", uri=True)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def sweep(place: Path, keep: Path) -> None:
    """Remove the indexes of earlier cards, and what a killed build left behind."""
    long_ago = time.time() - _ABANDONED
    for other in place.iterdir():
        left_behind = other.name.startswith(_BUILDING) and other.stat().st_mtime < long_ago
        if left_behind or (other.name.startswith(_PREFIX) and other != keep):
            shutil.rmtree(other, ignore_errors=True)


def unusable(place: Path) -> LibraryProblem:
    """What is told when the index can be neither opened nor built."""
    return LibraryProblem(
        f"Materialet kan ikke slås op: Registret i {place} kan ikke bygges. Se efter, om der er plads på disken, "
        "og om der må skrives i mappen. Resten virker uden.",
        f"The material cannot be searched: its index in {place} cannot be built. Check that the disk has room "
        "and that the folder may be written. Everything else works without it.",
    )
