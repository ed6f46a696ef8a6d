"""What many labelled texts taught about requests to the companion itself, and about leaning on it in place of people.

The weights come with the product (knowledge/safety/requests.npz, made by `python -m evals.safety.train_requests`).
"""

from __future__ import annotations

from functools import cache

from companion.safety.features import counted
from companion.safety.fold import Token, tokens
from companion.safety.reading import Reading
from companion.safety.weights import Model, Scores, languages, load, shipped
from companion.vocabulary import Lang

ASKED = "asked"
"""The column, and the limit, of whether anything is asked for at all; the other columns are the kinds."""
_END = 3_000
"""Characters of a very long text that are read, from its beginning and from its end: that is where one asks."""
_FEWEST = 4
"""Words, the question mark being one; what is shorter is left to the expressions."""
_MARK = " spoergsmaalstegn "
"""In place of a question mark, which tells more here than any word."""


def likely(text: str) -> str:
    """The kind of request the text most likely holds; empty where it most likely holds none."""
    words = marked(text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}")
    if len(words) < _FEWEST:
        return ""
    found: dict[float, str] = {}
    for model, scores in heard(words, Reading(words).leaning):
        kinds = {kind: score for kind, score in scores.items() if kind != ASKED}
        found[scores[ASKED] - model.limits[ASKED]] = max(kinds, key=lambda kind: kinds[kind])
    best = max(found, default=0.0)
    return found[best] if best > 0 else ""


def marked(text: str) -> list[Token]:
    """The words of a text, its question marks among them."""
    return tokens(text.replace("?", _MARK + "?"))


def heard(words: list[Token], leaning: int) -> list[tuple[Model, Scores]]:
    """What the model of the text's language says; where no language clearly leads, both."""
    counts = counted(words)
    return [(model, model.scores(counts)) for lang in languages(leaning) if (model := models()[lang])] if words else []


@cache
def models() -> dict[Lang, Model]:
    """The models that come with the product. Raises PartFailed when the file is damaged."""
    return load(shipped("requests"))
