"""The practice ground: one asks, and a fictional case giver answers by what is asked. Pure: the same questions, the same talk.

Open questions open up: the case giver has an answer for each step, and goes a layer deeper for whoever takes up their words.
What can be answered with yes or no is; advice has been tried; a guess is shrugged at; of two questions the easier is answered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from companion.facilitation.practice_cases import DEEPEST, CaseAnswer, PracticeCase
from companion.facilitation.practice_heard import Followed, Said, followed, hits, holds, is_sources, meant, steps_of
from companion.facilitation.practice_words import feedback
from companion.library.words import tokens
from companion.vocabulary import Both, Lang, Word
from companion.voice.lint import Finding, lint

Kind = Literal["open", "closed", "stacked", "leading", "advice", "rude", "lost"]
MOST_CHARACTERS = 500
"""Of a question that somebody can be expected to listen to."""
_HEARD_FIRST: tuple[Literal["advice", "leading", "stacked", "closed"], ...] = ("advice", "leading", "stacked", "closed")
"""What a case giver hears first in a question that is several of these."""
_RUDE = Both(da="Det har jeg ikke lyst til at svare på.", en="I’d rather not answer that.")
_ALL_SAID = Both(da="Jeg tror, jeg har fortalt det, jeg kan.", en="I think I’ve told you what I can.")


class Turn(Word):
    """A question, and what came of it."""

    question: str
    kind: Kind
    findings: tuple[Finding, ...]
    reply: str
    feedback: str
    answer: CaseAnswer | None = None
    """What was opened up."""
    followed: bool = False
    """The question took up the other's words."""


class _Heard(NamedTuple):
    """An open question as the case giver heard it."""

    words: Sequence[str]
    steps: frozenset[str]
    followed: Followed | None
    allowed: int
    """The deepest layer that it opens."""


def talk(case: PracticeCase, questions: Sequence[str], lang: Lang) -> tuple[Turn, ...]:
    """The whole talk, from the questions alone."""
    turns: tuple[Turn, ...] = ()
    for question in questions:
        turns = (*turns, ask(case, turns, question, lang))
    return turns


def ask(case: PracticeCase, turns: Sequence[Turn], question: str, lang: Lang) -> Turn:
    """The next turn of a talk."""
    question = plain(question)
    quoted = is_sources(question)
    findings: tuple[Finding, ...] = ("long",) if len(question) > MOST_CHARACTERS else lint(question, quoted).findings
    kind = _kind(question, findings)
    deaf = quoted or kind in ("rude", "lost")
    took = None if deaf else followed(question, _said(case, turns, lang), lang)
    answer = _opened(case, turns, question, took, lang) if kind == "open" else None
    if kind == "open" and answer is None and not _all_said(case, turns):
        kind = "lost"
    reply = answer.text.to(lang) if answer else _reply(case, kind, turns, question, lang)
    told = feedback(kind, findings, took.words if took else None, answer, len(turns), lang)
    return Turn(
        question=question, kind=kind, findings=findings, reply=reply, feedback=told, answer=answer,
        followed=took is not None,
    )  # fmt: skip


def plain(question: str) -> str:
    """A question on one line, without what a terminal would take for a command."""
    return " ".join("".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in question).split())


def _kind(question: str, findings: Sequence[Finding]) -> Kind:
    if not tokens(question) or len(question) > MOST_CHARACTERS:
        return "lost"
    if holds("rude", question):
        return "rude"
    heard = next((finding for finding in _HEARD_FIRST if finding in findings), None)
    return heard or ("lost" if "none" in findings else "open")


def _reply(case: PracticeCase, kind: Kind, turns: Sequence[Turn], question: str, lang: Lang) -> str:
    """What the case giver says who does not open up."""
    match kind:
        case "open":
            return _ALL_SAID.to(lang)
        case "rude":
            return _RUDE.to(lang)
        case "advice":
            return _fresh(case.advice, turns, lang) or case.advice[-1].to(lang)
        case "closed":
            return _short(case, turns, question, lang)
    pool = {"leading": case.leading, "stacked": case.stacked, "lost": case.lost}[kind]
    return _fresh(pool, turns, lang) or pool[len(turns) % len(pool)].to(lang)


def _short(case: PracticeCase, turns: Sequence[Turn], question: str, lang: Lang) -> str:
    """Yes, no or so-so, in turn; a sweeping question gets a no."""
    before = sum(turn.kind == "closed" for turn in turns)
    pools = (case.short.yes, case.short.so_so, case.short.no)
    pool = case.short.no if holds("sweeping", question) else pools[before % 3]
    return _fresh(pool, turns, lang) or pool[before // 3 % len(pool)].to(lang)


def _fresh(pool: Sequence[Both], turns: Sequence[Turn], lang: Lang) -> str:
    """The first that has not been said; "" when all have."""
    said = {turn.reply for turn in turns}
    return next((one.to(lang) for one in pool if one.to(lang) not in said), "")


def _said(case: PracticeCase, turns: Sequence[Turn], lang: Lang) -> list[Said]:
    """The opening and what has been opened up."""
    told = [Said(turn.reply, turn.answer, turn.question) for turn in turns if turn.answer]
    return [Said(case.opening.to(lang), None), *told]


def _left(case: PracticeCase, turns: Sequence[Turn]) -> list[CaseAnswer]:
    used = {turn.answer.id for turn in turns if turn.answer}
    return [answer for answer in case.answers if answer.id not in used]


def _all_said(case: PracticeCase, turns: Sequence[Turn]) -> bool:
    return not _left(case, turns)


def _opened(
    case: PracticeCase, turns: Sequence[Turn], question: str, took: Followed | None, lang: Lang
) -> CaseAnswer | None:
    """The answer that an open question opens; None when it has nothing to do with the case, or all is said."""
    left = _left(case, turns)
    steps = frozenset() if took and not took.words else steps_of(question, lang)
    allowed = max(min(took.layer + 1, DEEPEST) if took else 1, min((one.layer for one in left), default=1))
    heard = _Heard(meant(question, lang), steps, took, allowed)
    within = [answer for answer in left if answer.layer <= _depth(answer.step, left, heard)]
    best = max(within, key=lambda answer: _fit(answer, heard, lang), default=None)
    if best and not _fit(best, heard, lang):
        before = next((turn.answer.step for turn in reversed(turns) if turn.answer), best.step)
        best = next((one for one in within if one.step == before), best) if holds("addressed", question) else None
    return best


def _depth(step: str, left: Sequence[CaseAnswer], heard: _Heard) -> int:
    """How deep a step is open. Who asks for it again, when the first of it has been told, gets the second."""
    asked_again = step in heard.steps and not any(one.step == step and one.layer == 1 for one in left)
    return max(heard.allowed, 2 if asked_again else 1)


def _fit(answer: CaseAnswer, heard: _Heard, lang: Lang) -> float:
    """How well an answer fits a question: what it is about counts, then the step asked for, then that it comes next."""
    about = answer.about.to(lang)
    fit = 2.0 * min(3, hits(about, heard.words)) + 3 * (answer.step in heard.steps)
    if heard.followed:
        fit += 3 * (answer.layer == heard.allowed)
        if before := heard.followed.answer:
            fit += answer.step == before.step
            fit += min(2, hits(about, tokens(" ".join(before.hooks.to(lang)))))
    return fit
