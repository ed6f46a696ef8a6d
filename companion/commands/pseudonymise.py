"""`companion pseudonymise`: what would leave the machine instead of a text, and what was hidden in it."""

from __future__ import annotations

from typing import Any

from companion.commands.lines import each, one
from companion.confidentiality.pseudonyms import mask
from companion.vocabulary import Both, Lang, Names

_BAD_PEOPLE = Both(
    da='"people" er ikke en liste af navne: skriv dem som tekster, fx ["Mette Holm", "Bo"]',
    en='"people" is not a list of names: write them as texts, such as ["Mette Holm", "Bo"]',
)
_SHOWN = {"start", "end", "text", "kind", "placeholder"}


def run(text: str | None, lines: bool, lang: Lang) -> int:
    """One text, or one a line. Every text is a case of its own: its numbers begin at 1."""
    if not lines:
        return one(look, text)
    wrong: list[dict[str, Any]] = []

    def line(item: dict[str, Any]) -> dict[str, Any]:
        people = item.get("people", [])
        if isinstance(people, list) and all(isinstance(name, str) for name in people):
            return look(item)
        wrong.append({"error": _BAD_PEOPLE.to(lang)})
        return wrong[-1]

    code = each(line, lang)
    return 2 if wrong else code


def look(item: dict[str, Any]) -> dict[str, Any]:
    """The document of the contract for one text, with the people its leader listed."""
    masked = mask(_whole(item["text"]), Names(), [_whole(name) for name in item.get("people", [])])
    return {"text": masked.text, "entities": [entity.model_dump(include=_SHOWN) for entity in masked.entities]}


def _whole(text: str) -> str:
    """The text with a question mark for each half of a character that lost its other half: it cannot be printed."""
    return text.encode("utf-8", "replace").decode("utf-8")
