"""The words of the page, from texts.yaml beside this file and those beside the tools of both desks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from companion.vocabulary import Both, Lang

DESKS = ("companion.ui.meetings", "companion.ui.network")
"""Where tools lie, with their texts, css and scripts beside them."""


def beside(ending: str) -> list[str]:
    """What stands in every file of a kind beside the tools."""
    found = [one for desk in DESKS for one in sorted(files(desk).iterdir(), key=str) if one.name.endswith(ending)]
    return [one.read_text(encoding="utf-8") for one in found]


@cache
def _all() -> dict[str, Both]:
    texts = [files("companion.ui").joinpath("texts.yaml").read_text(encoding="utf-8"), *beside(".yaml")]
    return {name: Both.model_validate(both) for text in texts for name, both in yaml.safe_load(text).items()}


class Texts:
    """The page's words in one language: `texts("send")`."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, text: str, /, **values: object) -> str:
        return _all()[text].to(self.lang, **values)


def both(name: str, **values: object) -> tuple[str, str]:
    """A text in both languages, as errors want it."""
    return Texts("da")(name, **values), Texts("en")(name, **values)
