"""Where an index lies on disk: named by what it was made from, put in place whole, cleared away when it is outlived."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from companion.errors import LibraryProblem
from companion.library.cards import Card
from companion.library.fingerprint import of_index

WEIGHTS = "ranker.npz"
"""What was learned, where the weights that come with the product are not for these cards."""
COMPLETE = "complete"
"""The file written last: how many entries there are, an entry to be found by its own words, and the own documents."""
_PREFIX, _BUILDING = "cards-", ".building-"
_ABANDONED = 3600
"""Seconds after which a half-built index belongs to nobody."""


class Home:
    """Where the indexes of these cards lie: named by cards, words, embedder and Chroma, then by the own documents in them."""

    def __init__(self, place: Path, cards: Iterable[Card]) -> None:
        self._place, self._name = place, f"{_PREFIX}{of_index(cards)[:16]}"

    def at(self, own: Sequence[str]) -> Path:
        """The folder of the index of the cards and these own documents."""
        return self._place / f"{self._name}-{sha256(' '.join(own).encode()).hexdigest()[:16]}"

    def within(self, own: Sequence[str]) -> tuple[Path, tuple[str, ...]] | None:
        """A whole index that holds some of these documents and no others, and which; None when there is none."""
        found = []
        for at in self._place.glob(f"{self._name}-*"):
            with suppress(OSError):
                held = told_complete(at).get("documents")
                if held is not None and set(held) <= set(own) and is_sound(at):
                    found.append((at, tuple(held)))
        return max(found, key=lambda one: len(one[1]), default=None)


def told_complete(at: Path) -> dict[str, Any]:
    """What the mark of a whole index says; empty when there is none. Raises OSError when it cannot be read."""
    try:
        found = json.loads((at / COMPLETE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as problem:
        raise OSError("the index is not whole") from problem
    if not isinstance(found, dict) or not {"proof", "id", "entries", "documents", "files"} <= found.keys():
        raise OSError("the index is not whole")
    return found


def building_site(place: Path, like: Path | None = None) -> Path:
    """A folder that no other process builds in: empty, or a copy of another index."""
    site = place / f"{_BUILDING}{uuid4().hex}"
    site.mkdir(parents=True, mode=0o700)
    if like is not None:
        shutil.copytree(like, site, dirs_exist_ok=True)
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


def sums(at: Path) -> dict[str, str]:
    """A checksum of each file of vectors: Chroma reads them unseen, and damage in them would end the process."""
    vectors = sorted(path for path in at.glob("*/*") if path.is_file())
    return {f"{path.parent.name}/{path.name}": sha256(path.read_bytes()).hexdigest() for path in vectors}


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
