"""What the list of cases shows of each, kept sealed beside the checkpoints so that listing opens no case."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, ValidationError

from companion.errors import WrongUse
from companion.method.state import State
from companion.vocabulary import Lang, Word


class Inside(Word):
    """The sealed part of a summary."""

    title: str
    lang: Lang
    stage: str
    """The kind of the open question: source, deepening, open, pause, review or done."""
    step: str
    meeting: dt.date | None = None
    told: bool = False
    """True when the leader has said how the meeting went."""
    goal: bool = False


class Summary(Inside):
    """A case as it stands in the list. `used`: seconds since 1970."""

    id: str
    used: float


MOST_TYPED = 400_000
"""Characters of half-typed text that are kept; a review page with everything changed is less."""


class Draft(Word):
    """Half-typed text and the question it belongs to."""

    question_id: str = Field(max_length=20)
    text: str = Field(max_length=MOST_TYPED)


class Sent(Draft):
    """A draft as the page sends it."""

    case: str = Field(max_length=64)

    @classmethod
    def read(cls, body: bytes) -> Sent:
        """The draft in a request's body; WrongUse when it is none, without a word of what it held."""
        try:
            return cls.model_validate_json(body)
        except ValidationError:
            raise WrongUse(
                "Kladden kunne ikke gemmes. Send dit svar, eller hent siden igen.",
                "The draft could not be kept. Send your answer, or reload the page.",
            ) from None

    @property
    def draft(self) -> Draft:
        """The part that is kept."""
        return Draft(question_id=self.question_id, text=self.text)


def summary_of(state: State) -> Inside:
    """The summary of a case: its first words as a title, and where it stands."""
    question, last = state["question"], state["follow_ups"][-1:]
    meeting = dt.date.fromisoformat(state["meeting"]) if state["meeting"] else None
    first = state["goal"] or next((answer.text for answer in state["answers"]), "")
    return Inside(
        title=_shortened(first),
        lang=state["lang"],
        stage=question.kind,
        step=question.step,
        meeting=meeting,
        told=any(meeting is None or said.at.date() > meeting for said in last),
        goal=bool(state["goal"]),
    )


def _shortened(text: str, most: int = 64) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: flat.rfind(" ", 0, most) if " " in flat[:most] else most] + "…"
