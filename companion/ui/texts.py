"""The words of the page, from texts.yaml beside this file and those beside the tools."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from companion.vocabulary import Both, Lang


@cache
def _all() -> dict[str, Both]:
    beside = (one for one in files("companion.ui.meetings").iterdir() if one.name.endswith(".yaml"))
    texts = [one.read_text(encoding="utf-8") for one in (files("companion.ui").joinpath("texts.yaml"), *beside)]
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
