"""What a model is asked for, as types; their schema goes along with the request where the server takes one."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, model_validator

from companion.vocabulary import ConcernLevel, Word


class Output(Word):
    """Base of whatever a model may be asked for."""


def _level(value: Any) -> ConcernLevel:
    """The level that was named; none where it is no level."""
    said = value.strip().casefold() if isinstance(value, str) else ""
    return next((level for level in get_args(ConcernLevel) if level == said), "none")


class Worded(Output):
    """A question, and perhaps the leader's words in front of it."""

    concern: Annotated[ConcernLevel, BeforeValidator(_level)] = "none"
    """What the answer tells of beside a case. It may raise what the screen says, never lower it."""
    mirror: str = ""
    """A quotation of the leader; empty when there is none."""
    question: str

    @model_validator(mode="before")
    @classmethod
    def _alarmed(cls, said: Any) -> Any:
        """Whoever names a concern is heard, also without a question."""
        alarmed = isinstance(said, dict) and _level(said.get("concern")) != "none"
        return {"question": ""} | said if alarmed else said


class Sketch(Output):
    """What a model proposes for the brief."""

    key_questions: tuple[str, ...] = ()
    dilemma: str = ""


class Cited(Word):
    """A sentence, and the numbers of the passages it rests on, the first being 1."""

    text: str
    passages: tuple[int, ...] = ()


class Told(Output):
    """An answer from the passages; no sentence at all when they do not answer."""

    sentences: tuple[Cited, ...]


class Reworded(Output):
    """A set of questions, each in place of the one it was made from."""

    questions: tuple[str, ...]


def schema(kind: type[Output]) -> dict[str, Any]:
    """The JSON schema of a type in the strict form that servers take: every key required, no other allowed, nothing referred
    to from elsewhere, no titles or defaults."""
    whole = kind.model_json_schema()
    strict: dict[str, Any] = _strict(whole, whole.get("$defs", {}))
    return strict


def _strict(part: Any, parts: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_strict(one, parts) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _strict(parts[part["$ref"].rpartition("/")[2]], parts)
    if "properties" in part:
        keys = {name: _strict(one, parts) for name, one in part["properties"].items()}
        return {"type": "object", "properties": keys, "required": [*keys], "additionalProperties": False}
    return {name: _strict(one, parts) for name, one in part.items() if name not in ("title", "default", "description")}
