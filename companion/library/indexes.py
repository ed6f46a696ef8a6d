"""The indexes on disk: which one is of all there is, how it is made, and who may read meanwhile.

An index is named by what it was made from, so changed cards, another way of embedding or another document make a new one,
built beside its place and renamed into it when whole; a killed build never looks like a small index.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from companion.library.cards import Card
from companion.library.documents import Documents
from companion.library.places import COMPLETE, WEIGHTS, Home, building_site, put_in_place, sweep, unusable
from companion.library.rank import Document, Hit, documents, own_document, whole

if TYPE_CHECKING:
    from companion.library.embed import Embedder
    from companion.library.ranker import Models
    from companion.library.store import Index

Told = Callable[[int, int], None]
_T = TypeVar("_T")


def quietly(done: int, of: int) -> None:
    """Nobody watches."""


class Indexes:
    """Safe to ask from several threads and processes, also while another index is being built."""

    def __init__(self, place: Path, cards: Sequence[Card], own: Documents) -> None:
        self._place, self._cards, self._own = place, tuple(cards), own
        self._home = Home(place, self._cards)
        self._lock, self._building = threading.RLock(), threading.Lock()
        self._opened: tuple[Path, Index] | None = None

    def ready(self) -> bool:
        """True when a whole index of all there is lies on disk. Imports nothing heavy."""
        return (self._at / COMPLETE).is_file()

    def build_if_needed(self, told: Told = quietly) -> None:
        """Make the index if there is none of these cards and documents, and remove earlier ones. LibraryProblem when it cannot
        be made."""
        with self._building:
            if not self.ready():
                self._trying(lambda: self._build(told))

    def nearest(self, text: str) -> list[Hit]:
        """The entries nearest to a text."""
        return self._trying(lambda: self._index().nearest(text))

    @cached_property
    def models(self) -> Models:
        """The weights that come with the product, or those of the index when the product's are not for these cards."""
        from companion.library import ranker

        return ranker.load(ranker.shipped(), self._cards) or self._trying(self._learned_with_the_index)

    def forget_others(self) -> None:
        """Remove every index but the one of all there is now."""
        with self._building, self._lock:
            self.close()
            sweep(self._place, keep=self._at)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._opened is not None:
                self._opened[1].close()
            self._opened = None

    @property
    def _at(self) -> Path:
        return self._home.at(self._own.ids())

    @cached_property
    def _embedder(self) -> Embedder:
        from companion.library.embed import Embedder

        return Embedder(whole(card) for card in self._cards)

    def _learned_with_the_index(self) -> Models:
        from companion.library import ranker

        self._index()
        models = ranker.load(self._at / WEIGHTS, self._cards)
        if models is None:
            raise OSError("the index has no weights")
        return models

    def _index(self) -> Index:
        """The index of all there is; while another thread builds it, the one from before. OSError when it is not whole."""
        from companion.library.store import Index

        if not self.ready() and self._building.acquire(blocking=self._opened is None):
            try:
                if not self.ready():
                    self._build(quietly)
            finally:
                self._building.release()
        at = self._at
        with self._lock:
            if self._opened is None or (self._opened[0] != at and (at / COMPLETE).is_file()):
                self.close()
                self._opened = at, Index(at, self._embedder)
            return self._opened[1]

    def _build(self, told: Told) -> None:
        """Build beside, mark complete last, rename into place; whoever renames first has built it for all."""
        from companion.library.store import fill

        ids = self._own.ids()
        at, before = self._home.at(ids), self._home.within(ids)
        entries = [] if before else [entry for card in self._cards for entry in documents(card)]
        new = set(ids) - set(before[1] if before else ())
        entries += [entry for document_id in sorted(new) for entry in self._entries(document_id)]
        site = building_site(self._place, before[0] if before else None)
        try:
            self._learn(site)
            fill(site, entries, self._embedder, ids, told)
            put_in_place(site, at)
        finally:
            shutil.rmtree(site, ignore_errors=True)
        sweep(self._place, keep=at)

    def _learn(self, site: Path) -> None:
        """Into the index to be, where the product's own weights are not for these cards and it has none yet."""
        from companion.library import ranker

        if not any(ranker.load(path, self._cards) for path in (ranker.shipped(), site / WEIGHTS)):
            ranker.save(ranker.learn(self._cards), self._cards, site / WEIGHTS)

    def _entries(self, document_id: str) -> list[Document]:
        document = self._own.get(document_id)
        return own_document(document) if document else []

    def _trying(self, act: Callable[[], _T]) -> _T:
        """Do it; if the index turns out damaged, build it anew and do it once more. Then LibraryProblem."""
        from companion.library.store import troubles

        before = self._opened
        try:
            return act()
        except troubles():
            self._discard(before)
        try:
            return act()
        except troubles() as problem:
            raise unusable(self._place) from problem

    def _discard(self, broken: tuple[Path, Index] | None) -> None:
        """Throw the index away, unless another thread has already put a new one in its place."""
        with self._lock:
            if self._opened is broken:
                self.close()
                shutil.rmtree(broken[0] if broken else self._at, ignore_errors=True)
