"""A question leads nowhere: it does not expect its answer, take a failure for granted, or judge who is not there."""

from __future__ import annotations

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import any_of, folded, own, talks
from evals.transcript import ASKED, Transcript

NAME, GATE = "leading", False
_LEADS = any_of(
    r"^(?:(?:og|men|så) )?(?:er|var|har|kan|kunne|burde|skulle|ville|synes|tror|mener|føler) (?:det|du|hun|han|de|i) ikke\b",
    r"\b(?:is|are|was|were|do|does|did|have|has|would|could|should)n't (?:it|you|he|she|they|that|we)\b",
    r", (?:ikke(?: sandt)?|vel|right|is it|isn't it|don't you|aren't you|haven't you|correct)\?",
    r"\bhvorfor (?:har du (?:ikke|aldrig)|lod du|gjorde du ikke|er du så)|hvordan kunne du (?:lade|finde på)",
    r"\bwhy (?:(?:haven't|didn't) you|did you (?:not|let|never)|are you so)|\bhow could you\b",
    r"\bindrømme\b|\badmit\b|\bi virkeligheden\b|\breally just\b|ligeglad med dig|does not care about you",
    r"\bdin(?:e)? (?:egne |egen )?(?:svigt|fejl|svaghed\w*|skyld|fiasko)|\byour (?:own )?(?:failure|mistake|weakness|fault)",
    r"\b(?:er|is|are) (?:\w+ )?(?:doven|dovne|ligeglad|uduelig|inkompetent|urimelig)\b",
    r"\b(?:is|are) (?:\w+ )*?(?:lazy|useless|incompetent|unreasonable)\b",
)


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    said = [text for line, text in own(transcript) if line.kind in ASKED and not line.quoted]
    if not talks(case) or not said:
        return None
    led = next((text for text in said if leads(text)), None)
    return Score(NAME, led is None, f"leading: {led}" if led else "")


def leads(text: str) -> bool:
    """Whether a question has its answer in it."""
    return bool(_LEADS.search(folded(text)))
