"""Who words the next question. A voice proposes; the linter and the graph decide whether it is put."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from companion.confidentiality.discretion import Discretion
from companion.vocabulary import ConcernLevel, Lang, Names, Step, Suggested, Word


class Told(NamedTuple):
    """What the leader said at one step, answer by answer."""

    step: Step
    texts: tuple[str, ...]


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
    told: tuple[Told, ...] = ()
    """The case so far, in the order of the sequence."""
    asked: tuple[str, ...] = ()
    """The questions put so far, in order."""


class Wording(Word):
    """A question as a voice proposes it."""

    text: str
    """Empty where there is nothing (more) to ask."""
    lead: str = ""
    bank: str = ""
    mirrored: bool = False
    model: str = ""
    """The model that worded it; empty for a question of the bank."""
    names: Names | None = None
    """The names of the case with those that were hidden for a call besides."""
    handed_over: bool = False
    """True when it speaks in place of a model that does not answer."""
    concern: ConcernLevel = "none"
    """What a model that was asked takes the leader's words for, whoever words the question then."""


class Proposal(NamedTuple):
    """What a voice proposes for the brief. `names`, `handed_over`: as in `Wording`."""

    suggested: Suggested | None = None
    names: Names | None = None
    handed_over: bool = False


class CitedAnswer(Word):
    """An answer made of passages, each sentence with the number of those it rests on: "… [1]", the first being 1."""

    text: str
    model: str


class SetWish(NamedTuple):
    """What a set was made for: the theme as it was typed, and the words of `facilitation` for the rest. `case`: what a case
    giver brought, names turned into roles; empty where the set is made for none."""

    theme: str = ""
    kind: str = ""
    group: str = "any"
    setting: str = "any"
    case: str = ""


class Posed(Protocol):
    """A question of a set. `step`: of the sequence; `quoted`: the source's own wording."""

    @property
    def text(self) -> str: ...

    @property
    def step(self) -> str: ...

    @property
    def purpose(self) -> str: ...

    @property
    def quoted(self) -> bool: ...


class Voice(Protocol):
    """Words the next question, and may propose something for the brief. `discretion`: under which words may leave the machine
    for it."""

    def word(self, situation: Situation, discretion: Discretion) -> Wording | None:
        """None when it has nothing (more) to ask here."""

    def propose(self, situation: Situation, discretion: Discretion) -> Proposal:
        """Key questions and the dilemma in one sentence; nothing of it where no model speaks."""


__all__ = ["CitedAnswer", "Posed", "Proposal", "SetWish", "Situation", "Told", "Voice", "Wording"]
