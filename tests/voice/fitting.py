"""What the tests of a fitted set share: the set, what a good model says to it, and a server that says it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from companion.facilitation.question_sets import SetQuestion, Wanted, question_set
from companion.parts import own_words
from companion.vocabulary import Lang, Receipt
from companion.voice import SetWish
from evals.stub import Recorded, Reply, Stub

WISH: dict[Lang, SetWish] = {
    "da": SetWish("konflikter i Mette Holms køkken", "sparring", "new", "across"),
    "en": SetWish("conflicts in Mette Holm's kitchen", "sparring", "new", "across"),
}
FITTED: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Hvem i køkkenet er kommet til dig for at tale om konflikten?",
        "Hvad ville hver af parterne i køkkenet fortælle om din rolle indtil nu?",
        "Hvilken af parterne i køkkenet har du lettest ved at forstå?",
        "Hvilket spørgsmål om konflikten i køkkenet vender du selv tilbage til?",
    ),
    "en": (
        "Who in the kitchen has come to you to talk about the conflict?",
        "What would each party in the kitchen say about your role so far?",
        "Which of the parties in the kitchen do you find easier to understand?",
        "Which question about the conflict in the kitchen do you return to yourself?",
    ),
}
"""A good rewording of each question that is not the source's own."""


CLOSED: dict[Lang, str] = {
    "da": "Har parterne en rolle i konflikten?", "en": "Do the parties have a role in the conflict?",
}  # fmt: skip
"""One that is no open question."""

ours = cache(own_words)


def the_set(lang: Lang) -> tuple[SetQuestion, ...]:
    return question_set(Wanted(theme="konflikter", kind="sparring", lang=lang), lambda text, lang: ()).questions


def free(lang: Lang) -> list[int]:
    return [at for at, one in enumerate(the_set(lang)) if not one.quoted]


def with_(lang: Lang, texts: dict[int, str]) -> tuple[str, ...]:
    """The set, with other texts for some of its free questions, counted from 0."""
    places = {free(lang)[at]: text for at, text in texts.items()}
    return tuple(places.get(at, one.text) for at, one in enumerate(the_set(lang)))


def said(*texts: str) -> str:
    return json.dumps({"questions": texts}, ensure_ascii=False)


class Came(NamedTuple):
    """What came of it, what was sent, and what is on the receipts."""

    texts: tuple[str, ...] | None
    requests: list[Recorded]
    receipts: list[Receipt]

    @property
    def sent(self) -> str:
        return "\n".join(one["content"] for request in self.requests for one in json.loads(request.body)["messages"])


def one(text: str, quoted: bool = False, step: str = "needs") -> SetQuestion:
    return SetQuestion(id="x", text=text, step=step, purpose="To see.", source="002", section="s", quoted=quoted)


Tailor = Callable[..., Came]


@contextmanager
def answering(replies: list[Reply]) -> Iterator[Stub]:
    stub = Stub()

    def answer(request: Recorded) -> Reply:
        stub.recorded.append(request)
        return replies[min(len(stub.recorded), len(replies)) - 1]

    stub.answer = answer  # type: ignore[method-assign]
    stub.start()
    try:
        yield stub
    finally:
        stub.stop()
