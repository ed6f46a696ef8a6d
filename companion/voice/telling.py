"""What a model is told: the case by step, compact, and never more than it needs. Never the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from companion.vocabulary import Passage
from companion.voice import Situation, notice, prompts
from companion.voice.prompts import Own

MOST_OF_THE_ANSWER = 650
"""Characters of the words a question grows out of."""
MOST_OF_THE_CASE = 1000
"""Characters of everything said before."""
LAST_QUESTIONS = 5
"""So many of the questions put are told, the last ones: not to be asked again."""
_CUT = " …"


def of_a_step(situation: Situation, passages: Sequence[Passage]) -> dict[str, Any]:
    """The values of the prompt for a deepening question."""
    step, lang = situation.step, situation.lang
    return {
        "title": Own(step.title.to(lang)),
        "asks": Own(step.question.to(lang)),
        "purpose": Own(step.purpose.to(lang)),
        "why": prompts.reasons(situation.signals[:2], lang),
        "told": told(situation, without=situation.answer),
        "answer": cut(situation.answer, MOST_OF_THE_ANSWER),
        "asked": list(situation.asked[-LAST_QUESTIONS:]),
        "mirror": situation.may_mirror,
        "passages": of_the_material(passages),
    }


def of_the_whole(situation: Situation, passages: Sequence[Passage]) -> dict[str, Any]:
    """The values of the prompt for the free question."""
    asked = list(situation.asked[-LAST_QUESTIONS:])
    return {"told": told(situation), "asked": asked, "passages": of_the_material(passages)}


def told(situation: Situation, without: str = "") -> list[tuple[Own, str]]:
    """The case so far: each step's title, and the leader's words there but for those told elsewhere. The room there is, is
    shared by the steps."""
    parts = [(one.step, [text for text in one.texts if text != without]) for one in situation.told]
    parts = [(step, texts) for step, texts in parts if texts]
    room = MOST_OF_THE_CASE
    said: list[tuple[Own, str]] = []
    for left, (step, texts) in zip(range(len(parts), 0, -1), parts, strict=True):
        text = cut(" / ".join(texts), room // left)
        room -= len(text)
        said.append((Own(step.title.to(situation.lang)), text))
    return said


def of_the_material(passages: Sequence[Passage]) -> list[tuple[Own, Own]]:
    """Title and text of each passage: the product's own words."""
    return [(Own(passage.title), Own(passage.text)) for passage in passages]


def cut(text: str, most: int) -> str:
    """The text; of a longer one as many whole sentences as fit, or, of one long sentence, as much."""
    if len(text) <= most:
        return text
    kept = ""
    for sentence in notice.sentences(text):
        if len(kept) + len(sentence) + 1 + len(_CUT) > most:
            break
        kept = f"{kept} {sentence}".strip()
    return (kept or text[: most - len(_CUT)].rsplit(" ", 1)[0]) + _CUT
