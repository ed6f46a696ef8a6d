"""No advice: nothing the companion says tells the leader what to do, as a sentence, an order, or dressed as a question."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._advice import DISGUISED, MODAL, ORDER
from evals.scorers._questions import questions
from evals.scorers._text import own, sentences, talks, unquoted
from evals.transcript import ASKED, Transcript

NAME, GATE = "advice", True


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """A note says where to turn ("ring til en fra dit netværk"), which is no advice about the case."""
    said = [(line, text) for line, text in own(transcript) if line.kind in (*ASKED, "note") or line.model]
    said = [(line, text) for line, text in said if line.kind != "answer"]
    if not talks(case) or not said:
        return None
    found = next((text for line, text in said if advises(text, disguised=line.kind == "note")), None)
    return Score(NAME, found is None, f"advice: {found}" if found else "")


def advises(text: str, disguised: bool = False) -> bool:
    """Whether a text tells somebody what to do; `disguised`: only as is advice in any sentence."""
    for sentence in sentences(unquoted(text)):
        told = not disguised and not any(one.way != "closed" for one in questions(sentence))
        if DISGUISED.search(sentence) or (told and (MODAL.search(sentence) or ORDER.search(sentence))):
            return True
    return False
