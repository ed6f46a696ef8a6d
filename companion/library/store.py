"""The index on disk, in Chroma: the one place that imports it.

What lies in it is the material: cards, and documents somebody added. What a leader asks is only ever a question to it:
nothing of it is written anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from companion.library.places import COMPLETE, is_sound, sums, told_complete
from companion.library.rank import Document, Hit

if TYPE_CHECKING:
    from chromadb.api.client import Client

    from companion.library.embed import Embedder

_COLLECTION = "material"
_HITS = 300
"""Entries looked at for one question; some twenty point to each card, one to each piece of an own document."""
_BATCH = 500
_WRITTEN_EVERY = 1000
"""Entries after which the graph of vectors is written; the last ones are read from SQLite at each opening."""

Told = Callable[[int, int], None]


class Index:
    """A whole index, open for questions. Raises OSError when it is not whole."""

    def __init__(self, at: Path, embedder: Embedder) -> None:
        whole = told_complete(at)
        if not is_sound(at) or whole["files"] != sums(at):
            raise OSError("the index is damaged")
        self._embedder = embedder
        self._client = _client(at)
        with ExitStack() as if_not_whole:
            if_not_whole.callback(self._client.close)
            self._collection = self._client.get_collection(_COLLECTION, embedding_function=_registered()(embedder))
            self._prove(whole)
            if_not_whole.pop_all()

    def nearest(self, text: str) -> list[Hit]:
        """The entries nearest to a text, cards and own documents together; none for a text without words. To ask for one
        kind alone takes four times as long among 10,000: Chroma then lists all of that kind first."""
        vector = self._embedder.embed([text])
        if not vector.any():
            return []
        found = self._collection.query(query_embeddings=vector, n_results=_HITS, include=["metadatas", "distances"])
        metas, distances = (found["metadatas"] or [[]])[0], (found["distances"] or [[]])[0]
        return [_hit(meta, away) for meta, away in zip(metas, distances, strict=True)]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def _prove(self, whole: dict[str, Any]) -> None:
        """An entry must be found by its own words: Chroma itself says nothing of vectors that went missing."""
        first = self._embedder.embed([whole["proof"]])
        found = self._collection.query(query_embeddings=first, n_results=1)
        if self._collection.count() != whole["entries"] or found["ids"][0] != [whole["id"]]:
            raise OSError("the index is not whole")


def fill(site: Path, entries: Sequence[Document], embedder: Embedder, own: Sequence[str], told: Told) -> None:
    """Write the entries into the index in `site`, new or a copy of another, and mark it complete. `own`: the documents that
    are then in it."""
    client = _client(site)
    try:
        collection = client.get_or_create_collection(
            _COLLECTION,
            configuration={"hnsw": {"space": "cosine", "ef_search": _HITS, "sync_threshold": _WRITTEN_EVERY}},
            embedding_function=_registered()(embedder),
        )
        for start in range(0, len(entries), _BATCH):
            told(start, len(entries))
            part = entries[start : start + _BATCH]
            collection.add(
                ids=[entry.id for entry in part],
                documents=[entry.text for entry in part],
                metadatas=[{"card": entry.card, "part": entry.part} for entry in part],
            )
        told(len(entries), len(entries))
        proof = told_complete(site) or {"proof": entries[0].text, "id": entries[0].id}
        proof |= {"entries": collection.count(), "documents": list(own)}
    finally:
        client.close()
    proof["files"] = sums(site)
    (site / COMPLETE).write_text(json.dumps(proof, ensure_ascii=False), encoding="utf-8")


def _hit(meta: Any, away: float) -> Hit:
    return Hit(str(meta["card"]), meta["part"], 1 - away)


def _client(place: Path) -> Client:
    """A local client that reports to nobody. Raises OSError when the files cannot be opened."""
    import chromadb
    from chromadb.config import Settings

    try:
        return cast(
            "Client",
            chromadb.PersistentClient(str(place), settings=Settings(_env_file=None, anonymized_telemetry=False)),
        )
    except AttributeError as problem:  # Chroma 1.5 tidies up what it never opened, and hides the real fault behind this
        raise OSError("the index cannot be opened") from problem


def troubles() -> tuple[type[Exception], ...]:
    """What a damaged or unwritable index raises."""
    from chromadb.errors import ChromaError

    return ChromaError, OSError, ValueError, RuntimeError


@cache
def _registered() -> Any:
    """The embedder as Chroma wants it: registered under its name, and always named, or Chroma takes its own default."""
    from chromadb import Documents, EmbeddingFunction, Embeddings
    from chromadb.utils.embedding_functions import register_embedding_function

    @register_embedding_function
    class Letters(EmbeddingFunction[Documents]):  # type: ignore[misc]
        """companion.library.embed, fitted on the cards."""

        def __init__(self, embedder: Embedder) -> None:
            self._embedder = embedder

        def __call__(self, input: Documents) -> Embeddings:
            return list(self._embedder.embed(input))

        @staticmethod
        def name() -> str:
            return "sparringsrum-letters"

        def get_config(self) -> dict[str, Any]:
            return {}

        @staticmethod
        def build_from_config(config: dict[str, Any]) -> EmbeddingFunction[Documents]:
            return Letters(_fitted_on_all_cards())

    return Letters


@cache
def _fitted_on_all_cards() -> Embedder:
    """For Chroma, which makes a spare function of its own each time a collection is made or opened."""
    from companion.library.cards import load_cards
    from companion.library.embed import Embedder
    from companion.library.rank import whole

    return Embedder(whole(card) for card in load_cards())


__all__ = ["Index", "Told", "fill", "troubles"]
