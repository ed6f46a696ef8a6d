"""The index over the cards, in Chroma: the one place that imports it, and only when a question is asked.

It is built beside its place and renamed into it when whole, so that a killed build never looks like a small index.
What a leader writes is only ever a question to it: nothing of it is written anywhere.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from companion.library.cards import Audience, Card, load_cards
from companion.library.places import COMPLETE, building_site, home, is_sound, put_in_place, sweep, unusable
from companion.library.phrases import NOTHING
from companion.library.rank import (
    CASE_FLOOR,
    LEAST_MARGIN,
    LEAST_SCORE,
    LETTERS,
    Hit,
    best_cards,
    documents,
    passage,
    sentences,
    whole,
)
from companion.vocabulary import Lang, Passage

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

    from companion.library.embed import Embedder
    from companion.library.ranker import Models

_COLLECTION = "cards"
_HITS = 300
"""Documents looked at for one question; some fourteen point to each card."""
_IN_MEMORY = 1_000_000
"""Below this many documents all that counts lies in the one SQLite file, whose damage can be seen."""

_T = TypeVar("_T")


class Library:
    """What the material says, found by everyday words. Safe to ask from several threads."""

    def __init__(self, place: Path, cards: Sequence[Card] | None = None) -> None:
        self._place = place
        self._given = tuple(cards) if cards is not None else None
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._opened: Collection | None = None

    def ready(self) -> bool:
        """True when a whole index for these cards lies on disk. Imports nothing heavy."""
        return (self._home / COMPLETE).is_file()

    def build_if_needed(self) -> None:
        """Make the index if there is none for these cards (about two seconds), and remove those of earlier cards."""
        with self._lock:
            if not self.ready():
                self._trying(self._build)

    def search(self, text: str, lang: Lang, k: int = 3, audience: Audience | None = "leader") -> tuple[Passage, ...]:
        """The `k` cards that answer a question best, in `lang`, whatever the language of the question; empty when the material
        does not answer it. `audience=None` asks all cards."""
        if not text.strip():
            return ()
        learned = self._learned(text, lang)
        nothing = learned.pop(NOTHING)
        if max(learned.values()) - nothing < LEAST_MARGIN:
            return ()
        among = [card for card in self._cards.values() if audience in (None, *card.audience)]
        near = dict(self._ask([text], among)[0])
        scores = {card.id: learned[card.id] + LETTERS * near.get(card.id, 0.0) for card in among}
        best = sorted(scores, key=lambda card: (-scores[card], card))[:k]
        return tuple(passage(self._cards[card], lang, scores[card]) for card in best if scores[card] >= LEAST_SCORE)

    def for_case(self, texts: Sequence[str], lang: Lang, k: int = 3) -> tuple[tuple[Passage, str], ...]:
        """What bears on a leader's whole case, each with the question to put to the network; often empty.

        Only cards with an experience question are asked: they are the ones about leading, not about running a network.
        """
        pieces = sentences(texts)
        best: dict[str, float] = {}
        bearing = [card for card in self._cards.values() if card.experience and "leader" in card.audience]
        for scores in self._ask(pieces, bearing) if pieces else []:
            for card, score in scores:
                best[card] = max(best.get(card, 0.0), score)
        ranked = sorted(((score, card) for card, score in best.items() if score >= CASE_FLOOR), reverse=True)[:k]
        return tuple(
            (passage(self._cards[card], lang, score), self._cards[card].ask_of_the_network(lang))
            for score, card in ranked
        )

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._opened = None

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.id: card for card in (self._given if self._given is not None else load_cards())}

    @cached_property
    def _embedder(self) -> Embedder:
        from companion.library.embed import Embedder

        return Embedder(whole(card) for card in self._cards.values())

    def _learned(self, text: str, lang: Lang) -> dict[str, float]:
        from companion.library.words import load_vocabulary

        return self._models[load_vocabulary().language(text, lang)].scores(text)

    @cached_property
    def _models(self) -> Models:
        """The weights that come with the product, when they are for these cards; otherwise they are learned now."""
        from companion.library import ranker

        cards = tuple(self._cards.values())
        return ranker.load(ranker.shipped(), ranker.mark_of(cards)) or ranker.learn(cards)

    @cached_property
    def _home(self) -> Path:
        return home(self._place, self._cards.values())

    def _ask(self, texts: Sequence[str], among: Sequence[Card]) -> list[list[tuple[str, float]]]:
        """For each text the cards `among` with their scores, best first."""
        vectors = self._embedder.embed(texts)
        asked = [row for row in range(len(texts)) if vectors[row].any()]
        answers: list[list[tuple[str, float]]] = [[] for _ in texts]
        if not asked or not among:
            return answers
        ids = [card.id for card in among]
        found = self._trying(lambda: self._query(vectors[asked], ids))
        for row, hits in zip(asked, found, strict=True):
            answers[row] = list(best_cards(hits).items())
        return answers

    def _query(self, vectors: Any, cards: list[str]) -> list[list[Hit]]:
        """For each vector the documents nearest to it that belong to one of `cards`."""
        where = cast("Where", {"card": {"$in": cards}})
        found = self._open().query(
            query_embeddings=vectors, n_results=_HITS, where=where, include=["metadatas", "distances"]
        )
        rows = zip(found["metadatas"] or [], found["distances"] or [], strict=True)
        return [
            [Hit(str(of["card"]), of["part"] == "whole", 1 - away) for of, away in zip(metas, distances, strict=True)]
            for metas, distances in rows
        ]

    def _open(self) -> Collection:
        """The collection of the index at hand, built first if need be. Raises OSError when it is not whole."""
        with self._lock:
            if self._opened is None:
                if not self.ready():
                    self._build()
                if not is_sound(self._home):
                    raise OSError("the index is damaged")
                self._client = _client(self._home)
                letters = _registered()(self._embedder)
                opened = self._client.get_collection(_COLLECTION, embedding_function=letters)
                self._prove(opened)
                self._opened = opened
            return self._opened

    def _prove(self, opened: Collection) -> None:
        """A card must be found by its own title: Chroma itself says nothing of vectors that went missing."""
        card = next(iter(self._cards.values()))
        found = opened.query(query_embeddings=self._embedder.embed([card.title.da]), n_results=1)
        if str(opened.count()) != (self._home / COMPLETE).read_text() or found["ids"][0] != [f"{card.id}#0"]:
            raise OSError("the index is not whole")

    def _build(self) -> None:
        """Build beside, mark complete last, rename into place; whoever renames first has built it for all."""
        site = building_site(self._place)
        try:
            (site / COMPLETE).write_text(str(self._fill(site)))
            put_in_place(site, self._home)
        finally:
            shutil.rmtree(site, ignore_errors=True)
        sweep(self._place, keep=self._home)

    def _fill(self, site: Path) -> int:
        """Write every document into a new index in `site`, and let go of its files. Returns how many."""
        entries = [entry for card in self._cards.values() for entry in documents(card)]
        client = _client(site)
        try:
            client.create_collection(
                _COLLECTION,
                configuration={"hnsw": {"space": "cosine", "ef_search": _HITS, "sync_threshold": _IN_MEMORY}},
                embedding_function=_registered()(self._embedder),
            ).add(
                ids=[entry.id for entry in entries],
                documents=[entry.text for entry in entries],
                metadatas=[{"card": entry.card, "part": entry.part} for entry in entries],
            )
        finally:
            client.close()
        return len(entries)

    def _trying(self, act: Callable[[], _T]) -> _T:
        """Do it; if the index turns out damaged, build it anew and do it once more. Then LibraryProblem."""
        from chromadb.errors import ChromaError

        before = self._opened
        try:
            return act()
        except (ChromaError, OSError, ValueError, RuntimeError):
            self._discard(before)
        try:
            return act()
        except (ChromaError, OSError, ValueError, RuntimeError) as problem:
            raise unusable(self._place) from problem

    def _discard(self, broken: Collection | None) -> None:
        """Throw the index away, unless another thread has already put a new one in its place."""
        with self._lock:
            if self._opened is broken:
                self.close()
                shutil.rmtree(self._home, ignore_errors=True)


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
    from companion.library.embed import Embedder

    return Embedder(whole(card) for card in load_cards())
