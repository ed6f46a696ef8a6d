"""What litellm's responses say, in plain values. Whatever is not as it should be is a ValueError, an AttributeError and so on:
the gate takes them all for an answer that cannot be read."""

from __future__ import annotations

import math
from typing import Any, Generic, NamedTuple, TypeVar

Vectors = list[list[float]]
_Value = TypeVar("_Value")


class Made(NamedTuple, Generic[_Value]):
    """What was made of a response, and the tokens it took to ask and to say; 0 where the server does not tell."""

    value: _Value
    tokens_in: int
    tokens_out: int


def said(response: Any) -> Made[str]:
    """The text of an answer."""
    return Made(str(response.choices[0].message.content or ""), *_tokens(response))


def vectors(response: Any, count: int) -> Made[Vectors]:
    """So many vectors of one length, in the order of what was asked."""
    rows = sorted(response.data, key=lambda row: int(row["index"]))
    found = [[float(number) for number in row["embedding"]] for row in rows]
    lengths = {len(vector) for vector in found}
    if len(found) != count or len(lengths) != 1 or lengths == {0} or not all(math.isfinite(sum(one)) for one in found):
        raise ValueError("not a vector for each text")
    return Made(found, *_tokens(response))


def _tokens(response: Any) -> tuple[int, int]:
    usage = getattr(response, "usage", None)
    asked, answered = (getattr(usage, name, 0) for name in ("prompt_tokens", "completion_tokens"))
    return _count(asked), _count(answered)


def _count(told: Any) -> int:
    return max(0, told) if isinstance(told, int) else 0
