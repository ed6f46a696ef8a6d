"""What left, as whoever received it reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from evals.transcript import Transcript

_MESSAGE = re.compile(r"\{.*\}", re.DOTALL)


def as_read(request: str) -> str:
    """A whole request, and beside it what its escapes stand for."""
    return "\n".join([request, *_strings(_document(request))])


def instructions(transcript: Transcript) -> list[str]:
    """What the model was told by the product itself: the system messages of the requests."""
    found: list[str] = []
    for request in transcript.sent:
        document = _document(request)
        for message in document.get("messages", []) if isinstance(document, dict) else []:
            if message.get("role") == "system":
                found += _strings(message["content"])
    return list(dict.fromkeys(found))


def _document(request: str) -> Any:
    try:
        found = _MESSAGE.search(request)
        return json.loads(found.group()) if found else None
    except json.JSONDecodeError:
        return None


def _strings(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict | list):
        for one in document.values() if isinstance(document, dict) else document:
            yield from _strings(one)
