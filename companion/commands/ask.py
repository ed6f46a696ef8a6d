"""`companion ask`: what the material says to a question, with where it stands; or, plainly, that it says nothing."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from companion.commands.lines import each
from companion.errors import WrongUse
from companion.faults import Quietly
from companion.library.sources import load_sources
from companion.safety.helplines import routes
from companion.safety.screen import screen
from companion.safety.words import concern_text, strain_quote
from companion.vocabulary import Both, Lang, Passage, ShownConcern

if TYPE_CHECKING:
    from companion.confidentiality.discretion import Discretion
    from companion.library.library import Library
    from companion.voice import CitedAnswer

MOST_CHARACTERS = 2000
_NOTHING = Both(
    da="Det står der ikke noget om i materialet. Dem, du har omkring dig, ved måske noget: netværket, HR, din egen leder.",
    en="The material says nothing about that. The people around you may know: the network, HR, your own manager.",
)
_TOO_LONG = Both(
    da="Spørgsmålet er på {count} tegn. Skriv det med højst {most}.",
    en="The question has {count} characters. Write it with at most {most}.",
)
_WORDED = Both(
    da="{text}\n(Formuleret af sprogmodellen {model} ud fra det, der står herunder. Tallene viser hvorfra.)",
    en="{text}\n(Worded by the language model {model} from what stands below. The numbers show where from.)",
)
_MARK = re.compile(r"\[(\d{1,2})\]")


class Answerer(Protocol):
    """Answers a question from passages, with a mark for each: "… [1]", the first being 1. None when it cannot."""

    def answer(
        self, question: str, passages: Sequence[Passage], lang: Lang, discretion: Discretion
    ) -> CitedAnswer | None: ...


class Asking(NamedTuple):
    """What answers a question. `discretion`: under which it may be sent to a model; without one nothing is sent. `answerer`:
    a model that words an answer; None where there is none."""

    library: Library
    lang: Lang
    discretion: Discretion | None = None
    answerer: Answerer | None = None


class Found(NamedTuple):
    """What came of a question."""

    concern: ShownConcern
    passages: Sequence[Passage] = ()
    answer: CitedAnswer | None = None


def run(
    library: Library,
    text: str | None,
    lines: bool,
    as_json: bool,
    lang: Lang,
    discretion: Discretion | None = None,
    answerer: Answerer | None = None,
) -> int:
    """One question, or one a line. Danger to life in a single one: exit code 3, and people to turn to."""
    asking = Asking(library, lang, discretion, answerer)
    if lines:
        return each(lambda item: look(asking, item["text"]), lang)
    asked = (text if text is not None else sys.stdin.read()).strip()
    if not asked:
        raise WrongUse(
            "Der er ikke noget spørgsmål. Skriv det efter kommandoen, eller brug --jsonl.",
            "There is no question. Write it after the command, or use --jsonl.",
        )
    if len(asked) > MOST_CHARACTERS:
        size = {"count": len(asked), "most": MOST_CHARACTERS}
        raise WrongUse(_TOO_LONG.to("da", **size), _TOO_LONG.to("en", **size))
    found = _found(asking, asked, _concern(asked, lang))
    if as_json or not sys.stdout.isatty():
        print(json.dumps(_document(found), ensure_ascii=False))
    else:
        print(_read_aloud(found, lang))
    return 3 if found.concern.level == "acute" else 0


def look(asking: Asking, text: str) -> dict[str, Any]:
    """The document of the contract for one question. A longer text is read as far as a question may go."""
    return _document(_found(asking, text[:MOST_CHARACTERS], _concern(text, asking.lang)))


def _concern(text: str, lang: Lang) -> ShownConcern:
    found = screen(text)
    told = "" if found.level == "none" else concern_text(found, lang, strain_quote(text))
    return ShownConcern(level=found.level, step=None, signals=found.signals, text=told)


def _found(asking: Asking, text: str, concern: ShownConcern) -> Found:
    """Nothing is looked up where somebody may be in danger: what is needed then is people."""
    if concern.level == "acute":
        return Found(concern)
    passages = asking.library.search(text, asking.lang, discretion=asking.discretion)
    return Found(concern, passages, _worded(asking, text, passages))


def _worded(asking: Asking, text: str, passages: Sequence[Passage]) -> CitedAnswer | None:
    """The model's answer from the cards among the passages, its marks counted as the passages stand: own documents are never
    sent. None where there is nobody to ask, and whatever goes wrong: the passages are there all the same."""
    cards = [(place, one) for place, one in enumerate(passages, start=1) if asking.library.card(one.card)]
    if asking.answerer is None or asking.discretion is None or not cards:
        return None
    answer = None
    with Quietly():
        answer = asking.answerer.answer(text, [one for _, one in cards], asking.lang, asking.discretion)
    if answer is None:
        return None
    places = {str(at): place for at, (place, _) in enumerate(cards, start=1)}
    marked = _MARK.sub(lambda mark: f"[{places.get(mark[1], mark[1])}]", answer.text)
    return answer.model_copy(update={"text": marked})


def _document(found: Found) -> dict[str, Any]:
    told = None if found.concern.level == "none" else found.concern.model_dump(mode="json")
    return {
        "passages": [passage.model_dump(mode="json") for passage in found.passages],
        "answer": found.answer.text if found.answer else None,
        "model": found.answer.model if found.answer else "",
        "concern": told,
    }


def _read_aloud(found: Found, lang: Lang) -> str:
    level, answer = found.concern.level, found.answer
    people = "\n".join(f"- {route.title}: {route.text}" for route in routes(level, lang))
    told = [found.concern.text, people] if level != "none" else []
    worded = [_WORDED.to(lang, text=answer.text, model=answer.model)] if answer else []
    passages = [
        f"{f'[{place}] ' if answer else ''}{passage.title}\n{passage.text}\n({_cited(passage)})"
        for place, passage in enumerate(found.passages, start=1)
    ]
    nothing = [] if passages or level == "acute" else [_NOTHING.to(lang)]
    return "\n\n".join([*told, *worded, *passages, *nothing])


def _cited(passage: Passage) -> str:
    source = load_sources().get(passage.source)
    return f"{source.title if source else passage.source}: {passage.section}".removesuffix(": ")
