"""`companion ask`: what the material says to a question, with where it stands; or, plainly, that it says nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from companion.commands.lines import each
from companion.errors import WrongUse
from companion.library.sources import load_sources
from companion.safety.helplines import routes
from companion.safety.screen import screen
from companion.safety.words import concern_text, strain_quote
from companion.vocabulary import Both, Lang, Passage, ShownConcern

if TYPE_CHECKING:
    from companion.confidentiality.discretion import Discretion
    from companion.library.library import Library

MOST_CHARACTERS = 2000
_NOTHING = Both(
    da="Det står der ikke noget om i materialet. Dem, du har omkring dig, ved måske noget: netværket, HR, din egen leder.",
    en="The material says nothing about that. The people around you may know: the network, HR, your own manager.",
)
_TOO_LONG = Both(
    da="Spørgsmålet er på {count} tegn. Skriv det med højst {most}.",
    en="The question has {count} characters. Write it with at most {most}.",
)


def run(
    library: Library,
    text: str | None,
    lines: bool,
    as_json: bool,
    lang: Lang,
    discretion: Discretion | None = None,
) -> int:
    """One question, or one a line. Danger to life in a single one: exit code 3, and people to turn to. `discretion`: under
    which a question may be sent to an embedding model."""
    if lines:
        return each(lambda item: look(library, item["text"], lang, discretion), lang)
    asked = (text if text is not None else sys.stdin.read()).strip()
    if not asked:
        raise WrongUse(
            "Der er ikke noget spørgsmål. Skriv det efter kommandoen, eller brug --jsonl.",
            "There is no question. Write it after the command, or use --jsonl.",
        )
    if len(asked) > MOST_CHARACTERS:
        size = {"count": len(asked), "most": MOST_CHARACTERS}
        raise WrongUse(_TOO_LONG.to("da", **size), _TOO_LONG.to("en", **size))
    concern = _concern(asked, lang)
    found = _found(library, asked, concern, lang, discretion)
    if as_json or not sys.stdout.isatty():
        print(json.dumps(_document(found, concern), ensure_ascii=False))
    else:
        print(_read_aloud(found, concern, lang))
    return 3 if concern.level == "acute" else 0


def look(library: Library, text: str, lang: Lang, discretion: Discretion | None = None) -> dict[str, Any]:
    """The document of the contract for one question. A longer text is read as far as a question may go."""
    concern = _concern(text, lang)
    return _document(_found(library, text[:MOST_CHARACTERS], concern, lang, discretion), concern)


def _concern(text: str, lang: Lang) -> ShownConcern:
    found = screen(text)
    told = "" if found.level == "none" else concern_text(found, lang, strain_quote(text))
    return ShownConcern(level=found.level, step=None, signals=found.signals, text=told)


def _found(
    library: Library, text: str, concern: ShownConcern, lang: Lang, discretion: Discretion | None
) -> tuple[Passage, ...]:
    """Nothing is looked up where somebody may be in danger: what is needed then is people."""
    return () if concern.level == "acute" else library.search(text, lang, discretion=discretion)


def _document(found: Sequence[Passage], concern: ShownConcern) -> dict[str, Any]:
    told = None if concern.level == "none" else concern.model_dump(mode="json")
    return {"passages": [passage.model_dump(mode="json") for passage in found], "answer": None, "concern": told}


def _read_aloud(found: Sequence[Passage], concern: ShownConcern, lang: Lang) -> str:
    people = "\n".join(f"- {route.title}: {route.text}" for route in routes(concern.level, lang))
    told = [concern.text, people] if concern.level != "none" else []
    passages = [f"{passage.title}\n{passage.text}\n({_cited(passage)})" for passage in found]
    nothing = [] if passages or concern.level == "acute" else [_NOTHING.to(lang)]
    return "\n\n".join([*told, *passages, *nothing])


def _cited(passage: Passage) -> str:
    source = load_sources().get(passage.source)
    return f"{source.title if source else passage.source}: {passage.section}".removesuffix(": ")
