"""What the companion says is in the language of the case."""

from __future__ import annotations

from collections.abc import Sequence

from evals.case import EvalCase
from evals.scorers import Score
from evals.scorers._text import own, words
from evals.transcript import Transcript

NAME, GATE = "language", False
_SMALL = {
    "da": """hvad hvem hvordan hvorfor hvornår hvor hvilken hvilket hvilke og ikke jeg dig mig det den din dit dine er der som
    på af til noget blev selv du ville når nu i en et at har kan skal med om de vi for så mest står under""",
    "en": """what who how why when where which and not you your the is are was of to that it did does would something with from
    a have has in on for at be been will do i can they he she my own think""",
    "de": "was wer wie warum wann und nicht ich dich mich das ist die auf von zu etwas selbst hast als es dem ein eine",
    "sv": "vad vem hur varför när och inte jag dig det är av något själv skulle hände gick förra märke",
    "no": "hva hvem hvordan når og ikke jeg deg meg det noe selv skjedde",
    "fr": "que qui comment pourquoi quand et pas je tu te le la les est à quelque toi dernière fois as qu ce",
    "es": "qué quién cómo por cuándo y no yo te lo la el es a algo tú última vez que pasó notaste",
}
_COMMON = {name: frozenset(text.split()) for name, text in _SMALL.items()}
_LEAST = 5


def score(case: EvalCase, transcript: Transcript) -> Score | None:
    """Of texts of five words or more: no other language may have more small words of its own in one."""
    said = [(text, words(text)) for line, text in own(transcript) if line.kind not in ("help", "review") or line.model]
    long = [(text, found) for text, found in said if len(found) >= _LEAST]
    foreign = next((text for text, found in long if is_foreign(found, case.lang)), None)
    return Score(NAME, foreign is None, f"not in {case.lang}: {foreign}" if foreign else "") if long else None


def is_foreign(found: Sequence[str], lang: str) -> bool:
    """Whether another language has more small words of its own among these than this one."""
    home = _COMMON[lang]
    counts = [sum(word in small - home for word in found) for small in _COMMON.values()]
    return max(counts) > sum(word in home for word in found)
