"""What a voice is told of a case, and under what its words may leave the machine."""

from __future__ import annotations

from companion.confidentiality.discretion import Discretion
from companion.method.sequence import load_sequence
from companion.method.state import Context, State
from companion.safety.learned import DOUBT
from companion.voice import Told, Voice
from companion.voice.guided import GuidedVoice


def stays_here(state: State) -> bool:
    """Once somebody may be in danger, or there is a doubt about it, nothing of the case goes to a model any more."""
    return any(concern.level == "acute" or DOUBT in concern.signals for concern in state["shown"])


def voice_for(state: State, context: Context) -> Voice:
    """Who words it."""
    return GuidedVoice() if stays_here(state) else context.voice


def discretion(state: State, context: Context) -> Discretion:
    """The names and people of the case, and where its receipts go."""
    return Discretion(state["names"], state["roster"], context.keep_receipt)


def told(state: State) -> tuple[Told, ...]:
    """The leader's answers by step, in the order of the sequence."""
    by_step = (
        Told(step, tuple(answer.text for answer in state["answers"] if answer.step == step.name))
        for step in load_sequence(state["sequence"]).steps
    )
    return tuple(one for one in by_step if one.texts)


def asked_so_far(state: State) -> tuple[str, ...]:
    """The questions put in this case, in order, each once."""
    put = [question.text for question in (*state["trail"], *([state["question"]] if "question" in state else []))]
    return tuple(dict.fromkeys(text for text in put if text))
