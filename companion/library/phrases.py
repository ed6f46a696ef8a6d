"""What the search learns from: the many ways in which people ask for each card, and what they ask in vain
(knowledge/asked_as/*.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from companion.errors import LibraryProblem
from companion.library.cards import Card
from companion.resources import folder
from companion.vocabulary import LANGS, Lang

NOTHING = ""
"""In place of a card: the material does not answer."""


class Phrase(NamedTuple):
    """Words that ask for a card, or for something that no card answers."""

    card: str
    lang: Lang
    text: str


def learned_from(cards: Sequence[Card]) -> list[Phrase]:
    """Every phrase for these cards, and what no card answers. Raises LibraryProblem naming the first bad file."""
    known = {card.id: card for card in cards}
    phrases = [
        Phrase(card.id, lang, text)
        for card in cards
        for lang in LANGS
        for text in (card.title.to(lang), card.body.to(lang), *getattr(card.asked_as, lang))
    ]
    for name, raw in _files():
        by_card = {NOTHING: raw} if name == "beyond" else raw
        for card, said in by_card.items():
            if card in known or card == NOTHING:
                phrases += [Phrase(card, lang, text) for lang in LANGS for text in said[lang]]
    return phrases


def phrase_files() -> list[Path]:
    """The files with phrases beside the cards."""
    return sorted((folder("knowledge") / "asked_as").glob("*.yaml"))


def _files() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in phrase_files():
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            said = [raw] if path.stem == "beyond" else list(raw.values())
            if not all(isinstance(text, str) for one in said for lang in LANGS for text in one[lang]):
                raise TypeError
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError, KeyError) as problem:
            raise LibraryProblem(
                f"knowledge/asked_as/{path.name} kan ikke læses. Ret filen, eller installér Sparringsrum igen.",
                f"knowledge/asked_as/{path.name} cannot be read. Mend the file, or install Sparringsrum again.",
            ) from problem
        found.append((path.stem, raw))
    return found
