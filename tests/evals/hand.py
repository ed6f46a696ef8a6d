"""Transcripts written by hand, as short as they can be."""

from __future__ import annotations

import json
from typing import Any

from companion.vocabulary import Answer, BriefLine, CaseBrief, Citation, Passage, Person, Suggested, Turn
from evals.case import EvalCase, Must, MustNot
from evals.transcript import Line, Transcript

SAID = "Mette Kjeldsen kommer for sent, og jeg siger aldrig noget."


def case(kind: str = "reply", dimension: str = "method", lang: str = "da", says: Any = SAID, **more: Any) -> EvalCase:
    """A case with something in it that must not come of it, where nothing else is told."""
    demands = {"must": Must(**more.pop("must", {})), "must_not": MustNot(**more.pop("must_not", {"shows": ("æøå",)}))}
    given = {"id": f"{dimension}-{lang}-by-hand", "why": "written by hand", "says": says} | demands | more
    return EvalCase(dimension=dimension, lang=lang, kind=kind, **given)  # type: ignore[arg-type]


def said(text: str = SAID) -> Line:
    return Line("leader", text, "said", under_test=True)


def asked(text: str, kind: str = "deepening", lead: str = "", **more: Any) -> Line:
    return Line("companion", text, kind, lead=lead, quoted=kind == "source", **more)  # type: ignore[arg-type]


def worded(text: str, lead: str = "") -> Line:
    return asked(text, lead=lead, model="some")


def of(case: EvalCase, *lines: Line, **more: Any) -> Transcript:
    """With what the leader said in front, unless it is among the lines."""
    begun = () if any(line.who == "leader" for line in lines) else (said(case.says[0]),)
    return Transcript(case, (*begun, *lines), **more)


def state(**more: Any) -> Any:
    """A sitting in which one thing was said and a key question proposed."""
    turns = [Turn(who="companion", step="problem", text="?"), Turn(who="leader", step="problem", text=SAID)]
    answers = [Answer(step="problem", text=SAID, from_turn=1, question_id="q1")]
    people = [Person(name="Mette Kjeldsen", role="medarbejder A")]
    proposed = Suggested(key_questions=("Hvad er mit at løse?",), dilemma="", model="some")
    begun = {"turns": turns, "answers": answers, "people": people, "suggested": proposed, "trail": [], "adopted": []}
    return begun | more


def brief(line: str, key: str = SAID, dilemma: str = SAID) -> CaseBrief:
    answers = {"problem": (BriefLine(text=line, from_turn=1),)}
    return CaseBrief(lang="da", key_question=key, wish="", dilemma=dilemma, answers=answers)


def passage(source: str) -> Passage:
    where = Citation(source=source, section="s")
    return Passage(card="c", title="t", text="x", source=where.source, section=where.section, score=0.5)


def request(system: str, user: str) -> str:
    """As the server of a model records it, escapes and all."""
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return f"POST\n/v1/chat\nhost: 127.0.0.1\n\n{json.dumps({'messages': messages})}"
