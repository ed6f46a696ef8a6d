"""What the graph carries from node to node, and what it is handed from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict

from companion.confidentiality.discretion import Discretion
from companion.errors import HeldBack
from companion.vocabulary import (
    Answer,
    CaseBrief,
    Concern,
    FollowUp,
    Lang,
    Names,
    Passage,
    Person,
    Question,
    Receipt,
    Reply,
    ShownConcern,
    Suggested,
    Touch,
    Turn,
    Word,
)
from companion.voice import Voice


class Plan(Word):
    """What `weigh` decided should happen next. Its signals are for the voice and for tests, never for the page."""

    do: Literal["source", "deepen", "another", "again", "same", "draft"]
    step: str
    signals: tuple[str, ...] = ()
    target: str = ""
    """With `again`: the answered question to put once more."""


class Inspiration(Word):
    """A passage of the material that bears on the case, with an experience question for the network when there is one."""

    passage: Passage
    experience: str = ""
    because: str = ""
    """The leader's own words that it was chosen for."""


class Held(Word):
    """The reply that gave rise to a concern, and the question it answered, while the leader chooses to go on. Where a model
    raised it, the reply was worked through already: to go on is all that is left of it."""

    reply: Reply
    question: Question


class DraftLine(Word):
    """A sentence of the leader's that may stand in the brief. `text` is empty while it is as it was first written."""

    step: str
    said: str
    from_turn: int
    share: bool = True
    text: str = ""


class State(TypedDict, total=False):
    """A case. Lists, never tuples, at the top level: they come back from the checkpoint as lists."""

    version: int
    lang: Lang
    sequence: str
    plan: Plan
    question: Question
    reply: Reply | None
    turns: list[Turn]
    trail: list[Question]
    """The questions answered or skipped, in order; a question put again does not appear twice."""
    asked: int
    """How many questions have been put; the next id is made from it."""
    answers: list[Answer]
    skipped: list[str]
    touches: list[Touch]
    used: list[str]
    """Ids of bank questions already put."""
    deepened: list[str]
    """The step of each deepening question the companion asked of its own accord."""
    mirrored: int
    """The number of the question that last mirrored the leader's words."""
    concern: Concern | None
    """What stops the questions: found by the screen in the last reply, or raised by a model; None when nothing."""
    shown: list[ShownConcern]
    note: str
    """One quiet line to stand above the next question: strain, or duty said quietly."""
    held: Held | None
    lines: list[DraftLine]
    brief: CaseBrief | None
    people: list[Person]
    inspiration: list[Inspiration] | None
    """None until the leader asked; empty when the material says nothing to this case."""
    follow_ups: list[FollowUp]
    goal: str
    asked_by: str
    approved: bool
    roster: list[str]
    """The people in this case, as the leader listed them."""
    names: Names
    meeting: str
    """ISO date of the meeting after which the return loop asks; empty when none was set."""
    suggested: Suggested | None
    """What a model proposed when the brief was drafted."""
    adopted: list[str]
    """Ids of model-worded questions that the leader lets stand in the brief."""
    without_model: bool
    """True while the guided voice speaks in place of a model that does not answer."""
    unsent: dict[str, str]
    """By step: what stood half typed when the leader left its question."""
    outside: list[str]
    """What the leader asked the companion for and it does not do: kinds of knowledge/outside.yaml, in order."""
    days: list[str]
    """The days on which replies came, ISO dates in order, the last thirty."""
    pointed: str
    """The day on which it was last said that there are people to take this to; empty when it has not been."""


class Library(Protocol):
    """What `inspire` needs of the library."""

    def for_case(
        self,
        texts: Sequence[str],
        lang: Lang,
        k: int = 3,
        without: Sequence[str] = (),
        discretion: Discretion | None = None,
    ) -> Sequence[tuple[Passage, str, str]]: ...


def nowhere(receipt: Receipt) -> None:
    """Outside a run there is no case to keep a receipt with, and what cannot be kept is not sent."""
    raise HeldBack


@dataclass(frozen=True)
class Context:
    """What the nodes are handed: who words the questions, what is known, and what time it is."""

    voice: Voice
    library: Library
    clock: Callable[[], dt.datetime]
    keep_receipt: Callable[[Receipt], None] = nowhere
    """Keeps what left the machine with the case at hand; the casebook puts it in for each run."""


VERSION = 3


def current(state: State) -> tuple[Reply, Question]:
    """The reply being worked on and the question it answers; after "go on", those that were held back."""
    reply, held = state["reply"], state["held"]
    assert reply is not None
    if reply.kind == "go_on" and held is not None:
        return held.reply, held.question
    return reply, state["question"]


def new_case(lang: Lang, sequence: str, first_step: str) -> State:
    """The state a case begins with."""
    return State(
        version=VERSION, lang=lang, sequence=sequence, plan=Plan(do="source", step=first_step), reply=None, turns=[],
        trail=[], asked=0, answers=[], skipped=[], touches=[], used=[], deepened=[], mirrored=0, concern=None, shown=[],
        note="", held=None, lines=[], brief=None, people=[], inspiration=None, follow_ups=[], goal="", asked_by="",
        approved=False, roster=[], meeting="", unsent={}, names=Names(),
        suggested=None, adopted=[], without_model=False, outside=[], days=[], pointed="",
    )  # fmt: skip


def opening(words: str) -> State:
    """What a new case begins with when an earlier one left words for it: they open the first step."""
    if not words:
        return State()
    return State(
        touches=[Touch(step="problem", text=words, from_turn=1)], turns=[Turn(who="leader", step=None, text=words)]
    )


def waiting_goal() -> State:
    """What a goal begins with: no question is put, it waits to be told and later asked about."""
    return State(question=Question(id="q1", step="problem", kind="done"), asked=1)
