"""Reads what a model answered, however it was wrapped: thoughts before it, prose around it, fences, a comma too many.

Nothing is guessed: where it says nothing that can be read for sure, it says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from companion.voice.outputs import Output, Worded

T = TypeVar("T", bound=Output)

MOST_READ = 40_000
"""Characters. Nothing that is asked for is near as long; what is longer is not looked at."""
_LONGEST_PLAIN = 600
_MOST_TRIED = 20
_THOUGHT = "think|thinking|thought|reasoning"
_ALOUD = re.compile(rf"</(?:{_THOUGHT})>", re.IGNORECASE)
_BEGINS_ALOUD = re.compile(rf"<(?:{_THOUGHT})>", re.IGNORECASE)
_FENCE = re.compile(r"^[ \t]*```\w*[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"^(?:spørgsmål|question|svar|answer)\s*:\s*", re.IGNORECASE)
_MARKS = re.compile(r"[\"{}\[\]]|\\.", re.DOTALL)
_COMMA = re.compile(r",(?=\s*[}\]])")
_STRAIGHT = str.maketrans("“”„«»", '"""""')
_QUOTES = ("””", "“”", '""', "»«", "«»", "''", "’’", "‘’")


def read(text: str, kind: type[T]) -> T | None:
    """What `text` says as a `kind`; None when it says nothing that can be used. Never raises."""
    if len(text) > MOST_READ:
        return None
    said = _FENCE.sub("", _without_thoughts(text)).strip("\ufeff \t\r\n")
    whole = _parsed(said)
    if isinstance(whole, str):
        return _plain(whole, kind)
    for value in reversed([whole] if whole is not None else list(_objects(said))):
        if (output := _as(value, kind)) is not None:
            return output
    return _plain(said, kind) if whole is None else None


def _without_thoughts(text: str) -> str:
    """What was said after thinking aloud; a thought that never ends is followed by nothing."""
    ends = [match.end() for match in _ALOUD.finditer(text)]
    said = text[ends[-1] :] if ends else text
    begins = _BEGINS_ALOUD.search(said)
    return said[: begins.start()] if begins else said


def _parsed(text: str) -> Any:
    """The value a JSON text stands for; None when it stands for none. A comma too many and curly quotes are forgiven."""
    for form in (text, _COMMA.sub("", text), _COMMA.sub("", text.translate(_STRAIGHT))):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(text: str) -> Iterator[Any]:
    """The values of the outermost {…} in `text`, in order; braces inside strings are no braces."""
    for form in dict.fromkeys((text, text.translate(_STRAIGHT))):
        spans = list(_spans(form))[-_MOST_TRIED:]
        values = [value for start, end in spans if (value := _parsed(form[start:end])) is not None]
        if values:
            yield from values
            return


def _spans(text: str) -> Iterator[tuple[int, int]]:
    depth, start, inside = 0, 0, False
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark == '"':
            inside = depth > 0 and not inside
        elif not inside and mark == "{":
            start = start if depth else match.start()
            depth += 1
        elif not inside and mark == "}" and depth:
            depth -= 1
            if not depth:
                yield start, match.end()


def _as(value: Any, kind: type[T]) -> T | None:
    """The value as a `kind`, if it is one; keys that nobody asked for are passed over."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        return None
    if len(value) == 1 and not value.keys() & kind.model_fields.keys():
        (value,) = value.values()
    try:
        return kind.model_validate(_known(value, kind))
    except ValidationError:
        return None


def _known(value: Any, kind: type[Output]) -> Any:
    """Only the keys of `kind`, without those that say null; in a list of objects as well."""
    if not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if name in kind.model_fields and one is not None}


def _plain(text: str, kind: type[T]) -> T | None:
    """A text that is nothing but words, taken for the question that was asked for."""
    words = _LABEL.sub("", text).strip()
    if words[:1] + words[-1:] in _QUOTES:
        words = words[1:-1].strip()
    if kind is not Worded or not words or len(words) > _LONGEST_PLAIN or "{" in words or words[0] in "<[":
        return None
    return kind.model_validate({"question": words})
