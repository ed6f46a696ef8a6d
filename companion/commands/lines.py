"""One JSON object a line in, one out, same order: for `lint` and `screen`, from the outside or from a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from companion.errors import WrongUse
from companion.vocabulary import Both, Lang

_BAD_LINE = Both(
    da='linjen er ikke et JSON-objekt med en tekst under "text"',
    en='the line is not a JSON object with a text under "text"',
)
Look = Callable[[dict[str, Any]], dict[str, Any]]


def each(look: Look, lang: Lang) -> int:
    """Every line of standard input through `look`. A bad line gives {"error"} in its place and exit code 2."""
    code = 0
    for raw in sys.stdin.buffer:
        item = _item(raw)
        if item is None:
            code = 2
        answer = {"error": _BAD_LINE.to(lang)} if item is None else look(item)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return code


def _item(raw: bytes) -> dict[str, Any] | None:
    try:
        item = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) and isinstance(item.get("text"), str) else None


def one(look: Look, text: str | None) -> int:
    """A single text from the command line, or all of standard input."""
    words = text if text is not None else sys.stdin.read()
    if not words.strip():
        raise WrongUse(
            "Der er ingen tekst. Skriv den efter kommandoen, eller brug --jsonl.",
            "There is no text. Write it after the command, or use --jsonl.",
        )
    print(json.dumps(look({"text": words}), ensure_ascii=False))
    return 0
