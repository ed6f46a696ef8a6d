"""What the learned weights and the index are made from, each as one number: when it changes, they are made anew."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from companion.library.cards import Card
from companion.library.phrases import phrase_files
from companion.resources import folder

_LEARNED_BY = ("features.py", "phrases.py", "ranker.py", "words.py")
_INDEXED_BY = ("embed.py", "rank.py", "store.py")


def of_weights(cards: Iterable[Card]) -> str:
    """Cards, phrases, thesaurus, and the code that learns from them."""
    files = (folder("knowledge") / "thesaurus.yaml", *phrase_files(), *_code(_LEARNED_BY))
    return _mark(*(path.read_bytes() for path in files), *(card.model_dump_json().encode() for card in cards))


def of_index(cards: Iterable[Card]) -> str:
    """All of that, and what turns texts into an index."""
    files = (folder("knowledge") / "words.yaml", *_code(_INDEXED_BY))
    return _mark(of_weights(cards).encode(), version("chromadb").encode(), *(path.read_bytes() for path in files))


def of_meanings(cards: Iterable[Card], named: str) -> str:
    """The cards, the embedding model by name and place, and what is sent to it of a card."""
    return _mark(
        named.encode(),
        *(path.read_bytes() for path in _code(("meaning.py",))),
        *(card.model_dump_json().encode() for card in cards),
    )


def _code(names: Iterable[str]) -> list[Path]:
    return [Path(__file__).with_name(name) for name in names]


def _mark(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
