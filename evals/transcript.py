"""What came of a case: what the leader saw and said, what left, and how it ended. Scorers read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from companion.method.state import State
from companion.vocabulary import CaseBrief, ConcernLevel, Passage
from evals.case import EvalCase

LineKind = Literal[
    "welcome", "source", "deepening", "open", "note", "pause", "help", "review", "passage", "answer", "finding", "masked",
    "said",
]  # fmt: skip
"""source, deepening, open: a question of the sequence, the last two worded by a voice; note: a quiet line above a question;
pause: what is said where the questions stop; help: the words and the people to turn to beside it; review: what stands on the
page of the brief; passage, answer: what comes of a question to the material; finding: of `lint`, or a level of `screen`;
masked: of `pseudonymise`; said: what the leader wrote, the only kind of theirs."""
ASKED = frozenset({"source", "deepening", "open"})
"""The kinds of line that are a question of the sequence."""


class Line(NamedTuple):
    """Something that was read or written, in the order in which it was."""

    who: Literal["companion", "leader"]
    text: str
    """Of a question the question itself, without what stands in front of it."""
    kind: LineKind
    quoted: bool = False
    """Not the companion's own words: the source's wording of a question, a passage, or the leader's words in the brief."""
    model: str = ""
    """The model that worded it; empty where none did."""
    lead: str = ""
    """Of a question what stands in front of it: a transition, or the leader's words."""
    under_test: bool = False
    """Of what the leader wrote: one of the case's `says`, not something that leads up to it."""

    @property
    def spoken(self) -> str:
        """As it is read."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Transcript:
    """What came of a case with a voice."""

    case: EvalCase
    lines: tuple[Line, ...] = ()
    level: ConcernLevel = "none"
    """The gravest that was shown, or that `screen` finds."""
    stopped: bool = False
    """Whether the questions stopped for a concern at one of the case's `says`."""
    asked_last: bool = False
    """Whether a question of the sequence stood there after the last of `says`."""
    sent: tuple[str, ...] = ()
    """Every request that left, whole, as the model's server recorded it: method, address, headers, body."""
    brief: CaseBrief | None = None
    """The brief as it was approved; None where it did not come to one."""
    state: State | None = None
    """The case as it stood at the end; None where there was no sitting."""
    others: tuple[str, ...] = ()
    """The texts of the others' cases."""
    passages: tuple[Passage, ...] = ()
    """What a question to the material found."""
    findings: tuple[str, ...] = ()
    """Of `lint`: what was found; of `screen`: the signals."""
    masked: str = ""
    """Of `pseudonymise`: the text as it would leave."""
    log: str = ""
    """What was written to standard error meanwhile."""
    slowest: float = 0.0
    """Seconds of the turn that took longest, and `allowed`: those it may take."""
    allowed: float = 0.0
    lost: tuple[str, ...] = ()
    """Answers that were given and are not in the case."""
    crashed: str = ""
    """The kind of an exception that got out; empty when none did."""

    @property
    def seen(self) -> tuple[Line, ...]:
        """What the leader saw, their own replies left out."""
        return tuple(line for line in self.lines if line.who == "companion")
