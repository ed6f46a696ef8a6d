"""Who words the next question. A voice proposes; the linter and the graph decide whether it is put."""

from __future__ import annotations

from typing import Protocol

from companion.vocabulary import Lang, Step, Word


class Situation(Word):
    """What a voice may know when it words a question."""

    lang: Lang
    step: Step
    signals: tuple[str, ...]
    """What was noticed in the leader's words, most telling first."""
    answer: str
    """The leader's words that the question grows out of; for the free question, the whole case."""
    used: tuple[str, ...]
    """Ids of bank questions already put in this case."""
    may_mirror: bool


class Wording(Word):
    """A question as a voice proposes it."""

    text: str
    lead: str = ""
    bank: str = ""
    mirrored: bool = False


class Voice(Protocol):
    """Words the next question; None when it has nothing (more) to ask here."""

    def word(self, situation: Situation) -> Wording | None: ...


__all__ = ["Situation", "Voice", "Wording"]
