"""A model server on this machine whose model does what it is told: one open question that fits, and nothing else.

What it asks is written by hand; it is there to measure what a call costs and to walk through a case with a model, not to be
clever. Its answers come in the form that was asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from companion.vocabulary import Lang
from evals.stub import Recorded, Stub

QUESTIONS: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Hvad lagde du selv mærke til, sidste gang det skete?",
        "Hvem ville mærke det først, hvis noget blev bare lidt anderledes?",
        "Hvad ved du i dag, som du ikke vidste, da det begyndte?",
        "Hvornår har du stået i noget, der lignede?",
        "Hvordan ser det ud fra den andens stol?",
        "Hvad ville du gerne kunne sige om din egen del bagefter?",
        "Hvad er det, du endnu ikke har fået sagt højt?",
        "Hvilken del af det er din at løse?",
    ),
    "en": (
        "What did you notice yourself the last time it happened?",
        "Who would notice first if something became just a little different?",
        "What do you know today that you did not know when it began?",
        "When have you stood in something like this before?",
        "How does it look from the other chair?",
        "What would you like to be able to say about your own part afterwards?",
        "What have you not yet said aloud?",
        "Which part of it is yours to solve?",
    ),
}
KEY_QUESTIONS: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Hvordan tager jeg den næste samtale?",
        "Hvad er mit at løse her?",
        "Hvad kan jeg lade de andre tage sig af?",
    ),
    "en": ("How do I take the next conversation?", "What is mine to solve here?", "What can I leave to the others?"),
}


_NUMBERED = re.compile(r"\[\d+\] <<(.+?)>>")


class Colleague(Stub):
    """The server while it runs. `asked`: how many questions it has worded."""

    def __init__(self, lang: Lang = "da", **told: Any) -> None:
        super().__init__(**told)
        self._lang, self.asked = lang, 0

    def said(self, request: Recorded) -> str:
        """What is asked for, by the keys that the prompt names."""
        return json.dumps(self._said(request.body), ensure_ascii=False)

    def _said(self, body: str) -> dict[str, Any]:
        if "key_questions" in body:
            return {"key_questions": KEY_QUESTIONS[self._lang], "dilemma": ""}
        if "sentences" in body:
            return {"sentences": []}
        if '\\"questions\\": [' in body:
            return {"questions": [self._nearer(one) for one in _NUMBERED.findall(body)]}
        self.asked += 1
        return {"mirror": "", "question": QUESTIONS[self._lang][(self.asked - 1) % len(QUESTIONS[self._lang])]}

    def _nearer(self, question: str) -> str:
        """The question of a set, fitted to those who are to answer it."""
        return question.rstrip("?") + {"da": " hos jer?", "en": " where you are?"}[self._lang]


@contextmanager
def running(lang: Lang = "da", **told: Any) -> Iterator[Colleague]:
    """A server for as long as it lasts."""
    colleague = Colleague(lang, **told)
    colleague.start()
    try:
        yield colleague
    finally:
        colleague.stop()
