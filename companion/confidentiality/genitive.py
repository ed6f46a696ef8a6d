"""The genitive of a name, as Danish and English write it, and which of the two a text is in."""

from __future__ import annotations

import re

from companion.confidentiality.lexicon import words_of
from companion.vocabulary import Lang

_DANISH = words_of(
    """og det er jeg du der ikke en et på som med har til af vi han hun de kan skal vil var hvad hvordan hvem hvorfor
    hvornår hvis når om så fra eller noget nogen også selv sig min din sin mig dig hvilken hvilket siger gør bliver mere
    efter ved kun være blev havde ville kunne skulle"""
)
_ENGLISH = words_of(
    """the and is are was were you your my of to that this it not with what how who why when if but or from have has had
    do does did be been would could should she he they we them his their about which there says say this on"""
)
"""Small words that only one of the two languages has."""
_WORD = re.compile(r"[a-zæøå]+")
_ENDING = re.compile(r"(?P<marks>(?:[*_`~]|</\w{1,8}>){0,3})(?P<ending>['’]s(?!\w)|s(?!\w)|['’](?!\w))", re.IGNORECASE)
_OPENING = re.compile(r"""(?:^|(?<=[\s(\[“”"«»:–—-]))['’‘](?=[\w\[])""")


def language(text: str) -> Lang | None:
    """The language most of the small words of `text` belong to; None when they do not tell."""
    words = _WORD.findall(text.lower())
    danish, english = sum(map(_DANISH.__contains__, words)), sum(map(_ENGLISH.__contains__, words))
    if danish == english:
        return "da" if not danish and re.search("[æøåÆØÅ]", text) else None
    return "da" if danish > english else "en"


def ending_at(text: str, at: int) -> re.Match[str] | None:
    """A genitive that stands at `at`, after what closes a markup: "**s" after "**[PERSON_1]"."""
    return _ENDING.match(text, at)


def is_genitive(form: str, name: str) -> bool:
    """True when `form` is `name` with a genitive of any spelling."""
    return form in (name + "s", name + "'s", name + "’s", name + "'", name + "’")


def closes_quotation(text: str, start: int, after: int) -> bool:
    """True when the apostrophe before `after` closes a quotation rather than a genitive of the name at `start`."""
    if not re.match(r"\s\w", text[after : after + 2]):
        return True
    return _OPENING.search(text, max(0, start - 100), start + 1) is not None


def _short(name: str) -> bool:
    """True for "AUH", "MKJ", "B12": Danish writes their genitive with an apostrophe."""
    last = re.split(r"[\s-]", name)[-1]
    return not last[-1:].islower() or last.isupper()


def genitive(name: str, ending: str, lang: Lang | None, curly: bool) -> str:
    """The ending that is right for `name` where `ending` was written: "Mettes", "Jonas'", "AUH's", "Anna's"."""
    mark = "’" if "’" in ending or curly else "'"
    if lang == "en":
        return ending if len(ending) == 2 or (ending in "'’" and name.endswith(("s", "S"))) else f"{mark}s"
    if name[-1:].lower() in {"s", "x", "z"}:
        return mark
    if lang is None:
        return ending if ending not in "'’" else "s"
    return f"{mark}s" if _short(name) else "s"
