"""What the material says, found by everyday words: the cards, and documents somebody added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from companion.library.cards import Audience, Card, load_cards
from companion.library.documents import Documents, OwnDocument
from companion.library.indexes import Indexes, Told, quietly
from companion.library.phrases import NOTHING
from companion.library.rank import (
    CASE_FLOOR,
    CASE_FLOOR_NO_QUESTION,
    LEAST_MARGIN,
    LEAST_SHARE,
    LETTERS,
    NEARLY,
    OWN_FLOOR,
    PROBLEM,
    SMALL_WORDS_FLOOR,
    Bearing,
    Hit,
    best_cards,
    own_passage,
    passage,
    quoted,
    sentences,
)
from companion.library.words import load_vocabulary, tokens
from companion.vocabulary import Lang, Passage

if TYPE_CHECKING:
    from companion.confidentiality.discretion import Discretion
    from companion.confidentiality.gate import Gate
    from companion.library.meaning import Meanings


class Library:
    """Safe to ask from several threads and processes, also while a new index is being built. Nothing is read before it is
    asked."""

    def __init__(
        self, place: Path, cards: Sequence[Card] | None = None, own: Documents | None = None, gate: Gate | None = None
    ) -> None:
        """`gate`: through it, where an embedding model is configured, the meaning of a question joins what is learned."""
        self._place, self._gate = place, gate
        self._given = tuple(cards) if cards is not None else None
        self.documents = own or Documents(place.parent / "documents")
        self._document = lru_cache(maxsize=100)(self.documents.get)

    def ready(self) -> bool:
        """True when a whole index of all there is lies on disk. Imports nothing heavy."""
        return self._indexes.ready()

    def build_if_needed(self, told: Told = quietly) -> None:
        """Make the index if there is none of these cards and documents, which takes some seconds; `told` hears how many of how
        many entries are in. Raises LibraryProblem when it cannot be made."""
        self._indexes.build_if_needed(told)
        self._meanings.prepare()

    def search(
        self,
        text: str,
        lang: Lang,
        k: int = 3,
        audience: Audience | None = None,
        discretion: Discretion | None = None,
        own: bool = True,
    ) -> tuple[Passage, ...]:
        """The `k` passages that answer a question best, cards in `lang`, whatever the language of the question; empty when the
        material does not answer it. `audience`: only the cards for it. `discretion`: under which the question may be sent to
        an embedding model; without one nothing is sent. `own`: with documents somebody added."""
        if not tokens(text):
            return ()
        near = self._indexes.nearest(text)
        found = [*self._of_cards(text, lang, audience, near, discretion), *(self._of_own(lang, near) if own else ())]
        best = max((one.score for one in found), default=0.0)
        telling = [one for one in found if one.score >= LEAST_SHARE * best]
        return tuple(sorted(telling, key=lambda one: (-one.score, one.card))[:k])

    def for_case(
        self,
        texts: Sequence[str],
        lang: Lang,
        k: int = 3,
        without: Sequence[str] = (),
        discretion: Discretion | None = None,
    ) -> tuple[Bearing, ...]:
        """What bears on a leader's whole case, best first, but for the cards named `without`; often empty. `discretion`: as in
        `search`."""
        said = [sentence for sentence in sentences(texts) if load_vocabulary().says_something(sentence)]
        if not said:
            return ()
        pieces = [self._learned(sentence, lang) for sentence in said]
        whole, problem = self._learned("\n".join(texts), lang), self._learned(texts[0], lang)
        perhaps: list[tuple[float, float, Card]] = []
        for card in self._cards.values():
            score = fmean(piece[card.id] for piece in pieces) + whole[card.id] + PROBLEM * problem[card.id]
            floor = CASE_FLOOR if card.experience else CASE_FLOOR_NO_QUESTION
            if score >= floor - NEARLY and "leader" in card.audience and card.id not in without:
                perhaps.append((score, floor, card))
        meaning = self._meanings.near(texts, discretion) if perhaps else {}
        found = [(score + meaning.get(card.id, 0.0), floor, card) for score, floor, card in perhaps]
        best = sorted(((score, card) for score, floor, card in found if score >= floor), key=_best_first)[:k]
        because = {card.id: max(range(len(said)), key=lambda at: pieces[at][card.id]) for _, card in best}
        return tuple(
            Bearing(passage(card, lang, score), card.ask_of_the_network(lang), quoted(said[because[card.id]]))
            for score, card in best
        )

    def card(self, name: str) -> Card | None:
        """A card as a whole."""
        return self._cards.get(name)

    def take_in(self, document: OwnDocument, told: Told = quietly) -> bool:
        """Keep a document and make it findable; False when its text is known already. When it cannot be, it is not kept."""
        if not self.documents.keep(document):
            return False
        findable = False
        try:
            self.build_if_needed(told)
            findable = True
        finally:
            if not findable:
                self.documents.remove(document.id)
        return True

    def leave_out(self, document_id: str) -> bool:
        """Forget a document, and every index that holds its words; False when it is not known."""
        if not self.documents.remove(document_id):
            return False
        self._document.cache_clear()
        self._indexes.forget_others()
        self.build_if_needed()
        return True

    def close(self) -> None:
        """Let go of the files."""
        self._indexes.close()

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.id: card for card in (self._given if self._given is not None else load_cards())}

    @cached_property
    def _indexes(self) -> Indexes:
        return Indexes(self._place, tuple(self._cards.values()), self.documents)

    @cached_property
    def _meanings(self) -> Meanings:
        from companion.library.meaning import Meanings

        return Meanings(self._place, tuple(self._cards.values()), self._gate)

    def _learned(self, text: str, lang: Lang) -> dict[str, float]:
        """Every card, and NOTHING, with what speaks for it, by the model of the text's own language."""
        return self._indexes.models[load_vocabulary().language(text, lang)].scores(text)

    def _of_cards(
        self, text: str, lang: Lang, audience: Audience | None, near: Sequence[Hit], discretion: Discretion | None
    ) -> Iterator[Passage]:
        """Whether the cards answer at all is decided by what was learned alone: an embedding always finds something nearest."""
        learned = self._learned(text, lang)
        nothing = learned.pop(NOTHING)
        most = max(learned.values())
        small_words = not load_vocabulary().says_something(text)
        if most - nothing < LEAST_MARGIN or (small_words and most < SMALL_WORDS_FLOOR):
            return
        letters, meaning = best_cards(near), self._meanings.near([text], discretion)
        for name, card in self._cards.items():
            if audience in (None, *card.audience):
                yield passage(card, lang, learned[name] + LETTERS * letters.get(name, 0.0) + meaning.get(name, 0.0))

    def _of_own(self, lang: Lang, near: Sequence[Hit]) -> Iterator[Passage]:
        nearest: dict[str, float] = {}
        for hit in near:
            if hit.part == "piece":
                nearest[hit.card] = max(hit.nearness, nearest.get(hit.card, 0.0))
        for name, nearness in nearest.items():
            _, document_id, number = name.split("-")
            document = self._document(document_id) if nearness >= OWN_FLOOR else None
            if document is not None:
                yield own_passage(document, int(number), lang, nearness)


def _best_first(one: tuple[float, Card]) -> tuple[float, str]:
    return -one[0], one[1].id
