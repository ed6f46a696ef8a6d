"""The file for `companion prepare --answers`: what a leader would have said, written down beforehand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from companion.errors import WrongUse
from companion.method.compose import LEAST_MINUTES, MOST_MINUTES
from companion.method.sequence import load_sequence
from companion.resources import given_yaml
from companion.vocabulary import LANGS, Both, Lang


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [] if value is None else [value]


def _people(value: Any) -> Any:
    return value if isinstance(value, dict) else dict.fromkeys(_listed(value), "")


def _plain(value: Any) -> Any:
    """A bare number in YAML is taken as the words the leader typed; true and false are not."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Words = Annotated[list[Annotated[str, BeforeValidator(_plain)]], BeforeValidator(_listed)]


class Answers(BaseModel):
    """Step names to texts (the first answers the step, the rest its deepening questions), and the leader's choices."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    problem: Words = []
    for_whom: Words = []
    hopes: Words = []
    options: Words = []
    obstacles: Words = []
    needs: Words = []
    open: Words = []
    people: Annotated[dict[str, str], BeforeValidator(_people)] = {}
    date: dt.date | None = None
    minutes: int | None = Field(default=None, ge=LEAST_MINUTES, le=MOST_MINUTES)
    wish: str | None = None
    key_question: str | None = None
    room_step: str | None = None

    def texts(self, step: str) -> list[str]:
        """What is to be said at a step, in order."""
        return list(getattr(self, step, []))


_WRONG = Both(
    da="Svarfilen kan ikke bruges: {why}. Den skal være YAML med trinene {steps} og eventuelt people, date, minutes, "
    "wish, key_question og room_step.",
    en="The answers file cannot be used: {why}. It must be YAML with the steps {steps} and, if you like, people, "
    "date, minutes, wish, key_question and room_step.",
)


def read_answers(path: Path) -> Answers:
    """The answers in the file. WrongUse names the key at fault, never what it holds."""
    data, text = given_yaml(path, _wrong)
    return _checked(data, text)


def _checked(data: Any, text: str) -> Answers:
    if not isinstance(data, dict):
        raise _wrong("den er ikke en liste af nøgler og tekster", "it is not a mapping of keys to texts")
    try:
        answers = Answers.model_validate(data)
    except ValidationError as error:
        places = [_place(part["loc"], text) for part in error.errors()]
        da, en = (", ".join(dict.fromkeys(place.to(lang) for place in places)) for lang in LANGS)
        raise _wrong(da, en) from None
    if answers.room_step not in (None, *load_sequence().names()):
        raise _wrong("room_step er ikke et trin", "room_step is not a step")
    return answers


def _place(place: tuple[int | str, ...], text: str) -> Both:
    """Where the fault is. A key that is none of ours may be a leader's words gone astray: its line is named, not itself."""
    name = str(place[0]) if place else ""
    if name in Answers.model_fields:
        return Both(da=f"se på {name}", en=f"look at {name}")
    keys = getattr(yaml.compose(text, Loader=yaml.SafeLoader), "value", [])
    line = next((key.start_mark.line + 1 for key, _ in keys if str(key.value) == name), 1)
    return Both(da=f"nøglen i linje {line} er ukendt", en=f"the key in line {line} is unknown")


def _wrong(da: str, en: str) -> WrongUse:
    steps = ", ".join(load_sequence().names())
    return WrongUse(*(_WRONG.to(lang, why=why, steps=steps) for lang, why in _reasons(da, en)))


def _reasons(da: str, en: str) -> list[tuple[Lang, str]]:
    return [("da", da), ("en", en)]
