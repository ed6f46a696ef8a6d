"""What litellm's responses say, in plain values. Whatever is not as it should be is a ValueError, an AttributeError and so on:
the gate takes them all for an answer that cannot be read."""

from __future__ import annotations

import math
from typing import Any

Vectors = list[list[float]]


def said(response: Any) -> tuple[str, int, int]:
    """The text of an answer, and the tokens it took to ask and to say."""
    usage = getattr(response, "usage", None)
    counts = (getattr(usage, name, 0) for name in ("prompt_tokens", "completion_tokens"))
    tokens_in, tokens_out = (count if isinstance(count, int) else 0 for count in counts)
    return str(response.choices[0].message.content or ""), tokens_in, tokens_out


def vectors(response: Any, count: int) -> Vectors:
    """So many vectors of one length, in the order of what was asked."""
    rows = sorted(response.data, key=lambda row: int(row["index"]))
    found = [[float(number) for number in row["embedding"]] for row in rows]
    lengths = {len(vector) for vector in found}
    if len(found) != count or len(lengths) != 1 or lengths == {0} or not all(math.isfinite(sum(one)) for one in found):
        raise ValueError("not a vector for each text")
    return found
