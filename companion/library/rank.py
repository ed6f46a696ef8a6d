"""What is put into the index for each card, and how hits on those documents become passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from companion.library.cards import Card
from companion.library.documents import OwnDocument, Piece
from companion.vocabulary import Both, Lang, Passage

Part = Literal["title", "body", "asked", "whole", "piece"]

LEAST_MARGIN = 0.15
"""How much more must speak for the best card than for there being no answer; chosen on the tuning half of evals/retrieval."""
SMALL_WORDS_FLOOR = 0.45
"""What must speak for a card when a question is made of small words alone ("Bliver det, vi siger, mellem os?")."""
LEAST_SHARE = 0.45
"""What less than this share of the best one's score speaks for is not shown beside it: on the tuning half a third of what would
have been shown, at no cost in what was found."""
LETTERS = 0.25
"""What the nearness of letters counts beside what was learned."""
CASE_FLOOR, CASE_FLOOR_NO_QUESTION = 0.3, 0.35
"""What must speak for a card that has an experience question, and for one that has none, to be shown to a leader's case:
each sentence on average, the case as a whole, and part of the problem as first told. Chosen on half of evals/inspire."""
NEARLY = 0.1
"""How far below its floor a card may lie on what was learned for its meaning to lift it over: what little was learned for is
not shown to a case for its meaning alone. On the tuning half of evals/inspire one case more then got a card."""
PROBLEM = 0.5
LONGEST_QUOTE = 120
OWN_FLOOR = 0.3
"""How near a piece of an own document must be to a question to be shown: with the sources as own documents, two in twenty
questions on something else were answered with a piece at this floor."""
_PART_WORDS = 35
_SHARE_OF_WHOLE = 0.2
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


class Document(NamedTuple):
    """One entry of the index; many point to the same card. `card`: the card, or the piece of an own document."""

    id: str
    card: str
    part: Part
    text: str


class Bearing(NamedTuple):
    """A passage that bears on a case. `experience`: the question to put to the network, or ""; `because`: the leader's words
    that speak most for it."""

    passage: Passage
    experience: str
    because: str


class Hit(NamedTuple):
    """How near one document is to a question: 1 the same, 0 nothing in common."""

    card: str
    part: Part
    nearness: float


def documents(card: Card) -> list[Document]:
    """Title and body in both languages, every way people ask, and all of it as one."""
    texts: list[tuple[Part, str]] = [("title", card.title.da), ("title", card.title.en)]
    texts += [("body", card.body.da), ("body", card.body.en)]
    texts += [("asked", phrase) for phrase in (*card.asked_as.da, *card.asked_as.en)]
    texts.append(("whole", whole(card)))
    return [Document(f"{card.id}#{number}", card.id, part, text) for number, (part, text) in enumerate(texts)]


def own_document(document: OwnDocument) -> list[Document]:
    """Every piece with the headings it stands under, and a long one part by part too: in all its words one sentence drowns."""
    entries = []
    for piece in document.pieces:
        name = f"own-{document.id}-{piece.number}"
        parts = _parts(piece.text)
        texts = [f"{piece.section}\n{piece.text}".strip(), *(parts if len(parts) > 1 else [])]
        entries += [Document(f"{name}#{at}", name, "piece", text) for at, text in enumerate(texts)]
    return entries


def _parts(text: str) -> list[str]:
    """Sentences together, until they are some forty words."""
    parts: list[str] = []
    for sentence in _SENTENCE.split(text):
        if parts and len(parts[-1].split()) < _PART_WORDS:
            parts[-1] += f" {sentence}"
        else:
            parts.append(sentence)
    return parts


def whole(card: Card) -> str:
    """Everything a card says and is asked by, in both languages."""
    words = (card.title.da, card.title.en, card.body.da, card.body.en, *card.asked_as.da, *card.asked_as.en)
    return "\n".join(words)


def best_cards(hits: Iterable[Hit]) -> dict[str, float]:
    """Card to score, best first: its nearest document, and a little of how near the card is as a whole."""
    nearest: dict[str, float] = {}
    overall: dict[str, float] = {}
    for hit in hits:
        into = overall if hit.part == "whole" else nearest
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


def quoted(sentence: str) -> str:
    """A sentence, or as much of it as can be quoted, cut between two words."""
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    return sentence[:LONGEST_QUOTE].rsplit(None, 1)[0].rstrip(",;:–- ") + " …"


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


def own_passage(document: OwnDocument, number: int, lang: Lang, score: float) -> Passage:
    """A piece of an own document, in the document's language; where it stands in `lang`."""
    piece = document.pieces[number - 1]
    return Passage(
        card=f"own-{document.id}-{number}",
        title=document.name,
        text=piece.text,
        source=document.name,
        section=_stands(document, piece, lang),
        score=round(min(1.0, max(0.0, score)), 3),
    )


_PAGE = {"pptx": Both(da="dias {page}", en="slide {page}")}
_ANY_PAGE = Both(da="side {page}", en="page {page}")


def _stands(document: OwnDocument, piece: Piece, lang: Lang) -> str:
    """Page and heading, as far as the document has them."""
    page = _PAGE.get(document.kind, _ANY_PAGE).to(lang, page=piece.page) if piece.page else ""
    return " · ".join(part for part in (page, piece.section) if part)
