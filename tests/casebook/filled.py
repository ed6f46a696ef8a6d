"""A value of any of the domain's types with a word of its own in every place that takes words, and where each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from companion.method.state import VERSION, State

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
FIXED = {"version": VERSION, "lang": "da", "sequence": "sparring", "meeting": "2026-12-03"}
"""What must be something that exists."""
_PLAIN = {int: 7, float: 0.5, bool: True, dt.datetime: NOW, dt.date: NOW.date(), NoneType: None}


def a_full_state() -> State:
    """Every key of a case, every field of what stands there, filled."""
    numbers = count()
    hints = get_type_hints(State)
    return State(**{name: FIXED.get(name) or filled(hint, numbers) for name, hint in hints.items()})  # type: ignore[typeddict-item]


def filled(hint: Any, numbers: Iterator[int]) -> Any:
    """A value of that type."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is str:
        return f"ord{next(numbers)}slut"
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin is Literal:
        return inner[0]
    if origin in (Union, UnionType):
        return filled(inner[0], numbers)
    if origin is dict:
        return {filled(inner[0], numbers): filled(inner[1], numbers)}
    if origin in (list, tuple):
        return origin([filled(inner[0], numbers)])
    assert isinstance(hint, type) and issubclass(hint, BaseModel), hint
    return hint(**{name: filled(field.annotation, numbers) for name, field in hint.model_fields.items()})


def words(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Where each word stands ("brief.answers.text") and the word."""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from words(one, f"{path}.{name}".strip(".") if path.count(".") < 3 else path)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from words(one, path)
