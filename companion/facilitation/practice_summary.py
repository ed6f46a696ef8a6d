"""How a talk on the practice ground went: counts of questions, the best of them, and one thing to try. Said to the one who
asked, and to nobody else; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from companion.facilitation.practice import Turn
from companion.facilitation.practice_cases import DEEPEST, PracticeCase
from companion.facilitation.themes import citations
from companion.library.sources import load_sources
from companion.vocabulary import Both, Citation, Lang, Word

ENOUGH = 8
"""Questions after which one can well end; a round in a group seldom has time for more than ten."""
NOT_KEPT = Both(
    da="Det er kun til dig. Intet af det bliver gemt eller vist til andre.",
    en="This is for you alone. None of it is kept or shown to anyone else.",
)
SAYS = Both(da="Din kollega siger til sidst:", en="Your colleague says at the end:")
BEST = Both(da="Det spørgsmål, der åbnede mest:", en="The question that opened most:")
NEXT = Both(da="Prøv det på næste møde:", en="Try this at the next meeting:")
_NOTHING = Both(da="Du stillede ingen spørgsmål denne gang.", en="You asked no questions this time.")
_POLITE = Both(
    da="Tak for snakken. Den tænker jeg lidt videre over.",
    en="Thank you for the talk. I’ll think a little more about it.",
)
"""For a talk that did not reach the deepest layer: what moved in the case's own close has not been said there."""
_COUNTS: tuple[tuple[str, Both, Both], ...] = (
    ("open", Both(da="var åbent", en="was open"), Both(da="var åbne", en="were open")),
    (
        "single",
        Both(da="spurgte om én ting", en="asked one thing"),
        Both(da="spurgte om én ting", en="asked one thing"),
    ),
    ("short", Both(da="var kort", en="was short"), Both(da="var korte", en="were short")),
    (
        "without_advice",
        Both(da="var uden råd", en="was free of advice"),
        Both(da="var uden råd", en="were free of advice"),
    ),
    (
        "followed",
        Both(da="byggede på det, den anden sagde", en="built on what the other said"),
        Both(da="byggede på det, den anden sagde", en="built on what the other said"),
    ),
)
"""In the order in which they are said."""
_FIRST = ("without_advice", "open", "single", "short")
"""What a question needs first, the weightiest first where two are equally rare."""
_OF = Both(da="{count} af {asked} {what}.", en="{count} of {asked} {what}.")
_WHY = {
    3: Both(
        da="Efter det sagde den anden noget, der ikke var sagt højt før.",
        en="After it the other said something not said aloud before.",
    ),
    2: Both(
        da="Efter det kom der noget, der lå bag det første svar.",
        en="After it came something that lay behind the first answer.",
    ),
    1: Both(
        da="Det var åbent, så den anden selv kunne vælge, hvor det begyndte.",
        en="It was open, so the other could choose where to begin.",
    ),
}
_TRY: dict[str, tuple[str, Both]] = {
    "open": (
        "question-open",
        Both(
            da="Begynd med hvad eller hvordan, og lad spørgsmålet vokse ud af det, du lige har hørt.",
            en="Begin with what or how, and let the question grow out of what you have just heard.",
        ),
    ),
    "single": (
        "thinking-aloud",
        Both(
            da="Stil ét spørgsmål, og vent, til svaret er færdigt.",
            en="Ask one question, and wait until the answer is finished.",
        ),
    ),
    "short": (
        "thinking-aloud",
        Both(
            da="Gør dit spørgsmål så kort, at den anden får det meste af tiden.",
            en="Keep your question so short that the other gets most of the time.",
        ),
    ),
    "without_advice": (
        "mostly-questions",
        Both(
            da="Skriv dine råd ned undervejs, og gem dem, til runden er ved at være slut.",
            en="Note your advice as you listen, and keep it until the end of the round.",
        ),
    ),
    "followed": (
        "question-open",
        Both(
            da="Vælg ét ord, den anden har sagt, og spørg til netop det.",
            en="Pick one word the other has said, and ask about just that.",
        ),
    ),
    "": (
        "thinking-aloud",
        Both(
            da="Lad der være stille lidt efter svaret. Ofte kommer det vigtigste dér.",
            en="Leave a little silence after the answer. Often that is where the most important thing comes.",
        ),
    ),
}


class Best(Word):
    """A question to remember, and what it did."""

    question: str
    why: str


class Tried(Word):
    """One thing for the next meeting, and where the material speaks of it."""

    text: str
    source: str
    section: str


class Summary(Word):
    """Counts of questions, not of a person."""

    asked: int
    open: int
    single: int
    short: int
    without_advice: int
    followed: int
    best: Best | None
    close: str
    """What the case giver says at the end."""
    next_time: Tried


def summary(case: PracticeCase, turns: Sequence[Turn], lang: Lang) -> Summary:
    """How the talk went."""
    real = [turn for turn in turns if "none" not in turn.findings and turn.kind != "rude"]
    counts = {
        "open": sum("closed" not in turn.findings for turn in real),
        "single": sum("stacked" not in turn.findings for turn in real),
        "short": sum("long" not in turn.findings for turn in real),
        "without_advice": sum("advice" not in turn.findings for turn in turns),
        "followed": sum(turn.followed for turn in turns),
    }
    moved = any(turn.answer and turn.answer.layer == DEEPEST for turn in turns)
    told: dict[str, Any] = {
        "asked": len(turns),
        "best": _best(turns, lang),
        "close": (case.close if moved else _POLITE).to(lang),
        "next_time": _next(counts, len(turns), lang),
    }
    return Summary.model_validate(counts | told)


def _best(turns: Sequence[Turn], lang: Lang) -> Best | None:
    """The clean question that opened most; of two, the one that took up the other's words, and then the first."""
    clean = [turn for turn in turns if turn.answer and not turn.findings]
    best = max(clean, key=lambda turn: (turn.answer.layer if turn.answer else 0, turn.followed), default=None)
    if best is None or best.answer is None:
        return None
    return Best(question=best.question, why=_WHY[best.answer.layer].to(lang))


def _next(counts: dict[str, int], asked: int, lang: Lang) -> Tried:
    """For what half the questions missed; else for the other's words, where few took them up; else for whatever was missed at
    all; where nothing was, silence."""
    rarest = min(_FIRST, key=lambda name: counts[name])
    missed = rarest if counts[rarest] < asked else ""
    few = 2 * counts["followed"] < asked - 1
    card, text = _TRY["followed" if few and 2 * counts[rarest] > asked else missed]
    where: Citation = citations()[card]
    return Tried(text=text.to(lang), source=where.source, section=where.section)


def counted(told: Summary, lang: Lang) -> tuple[str, ...]:
    """The counts, a sentence each: "6 af 9 var åbne."."""
    if not told.asked:
        return (_NOTHING.to(lang),)
    return tuple(
        _OF.to(
            lang, count=getattr(told, name), asked=told.asked, what=(one if getattr(told, name) == 1 else more).to(lang)
        )
        for name, one, more in _COUNTS
    )


def where(tried: Tried) -> str:
    """The place in the material, as it is cited."""
    return f"{load_sources()[tried.source].title}: {tried.section}"
