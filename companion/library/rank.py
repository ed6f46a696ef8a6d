"""What is put into the index for each card, and how hits on those documents become passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from companion.library.cards import Card
from companion.vocabulary import Lang, Passage

Part = Literal["title", "body", "asked", "whole"]

LEAST_MARGIN = -0.05
"""How much more must speak for the best card than for there being no answer; chosen on the tuning half of evals/retrieval."""
LEAST_SCORE = 0.03
"""Below this hardly anything speaks for a card, and it is not shown beside a better one."""
LETTERS = 0.3
"""What the nearness of letters counts beside what was learned."""
CASE_FLOOR = 0.45
"""A leader's case was not put as a question to the material, so more must speak for a card."""
_SHARE_OF_WHOLE = 0.2
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


class Document(NamedTuple):
    """One entry of the index; many point to the same card."""

    id: str
    card: str
    part: Part
    text: str


class Hit(NamedTuple):
    """How near one document is to a question: 1 the same, 0 nothing in common."""

    card: str
    whole: bool
    """True for the document that is all of the card."""
    nearness: float


def documents(card: Card) -> list[Document]:
    """Title and body in both languages, every way people ask, and all of it as one."""
    texts: list[tuple[Part, str]] = [("title", card.title.da), ("title", card.title.en)]
    texts += [("body", card.body.da), ("body", card.body.en)]
    texts += [("asked", phrase) for phrase in (*card.asked_as.da, *card.asked_as.en)]
    texts.append(("whole", whole(card)))
    return [Document(f"{card.id}#{number}", card.id, part, text) for number, (part, text) in enumerate(texts)]


def whole(card: Card) -> str:
    """Everything a card says and is asked by, in both languages."""
    words = (card.title.da, card.title.en, card.body.da, card.body.en, *card.asked_as.da, *card.asked_as.en)
    return "\n".join(words)


def best_cards(hits: Iterable[Hit]) -> dict[str, float]:
    """Card to score, best first: its nearest document, and a little of how near the card is as a whole."""
    nearest: dict[str, float] = {}
    overall: dict[str, float] = {}
    for hit in hits:
        into = overall if hit.whole else nearest
        into[hit.card] = max(into.get(hit.card, 0.0), hit.nearness)
    scores = {
        card: (1 - _SHARE_OF_WHOLE) * nearest.get(card, 0.0) + _SHARE_OF_WHOLE * overall.get(card, 0.0)
        for card in nearest.keys() | overall.keys()
    }
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))


def sentences(texts: Sequence[str]) -> list[str]:
    """A case as the sentences it is made of; two words alone say too little to look anything up by."""
    pieces = (piece.strip() for text in texts for piece in _SENTENCE.split(text))
    return list(dict.fromkeys(piece for piece in pieces if len(piece.split()) > 2))


def passage(card: Card, lang: Lang, score: float) -> Passage:
    """The card in `lang` as something that can be shown, with its citation."""
    return Passage(
        card=card.id,
        title=card.title.to(lang),
        text=card.body.to(lang),
        source=card.source,
        section=card.section,
        score=round(min(1.0, max(0.0, score)), 3),
    )
