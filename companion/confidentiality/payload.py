"""The last look at what is about to leave. It shares nothing with what put the placeholders in but the list of what is known
and the shapes of numbers, so that a mistake there is found here.

What the product itself says may stand: a text of ours that is in what leaves, letter by letter, is ours wherever it stands.
Everything else counts as the leader's.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from companion.confidentiality.detect import find
from companion.confidentiality.entity import Entity
from companion.confidentiality.lexicon import everyday, key_of, stem_of, words_of
from companion.confidentiality.patterns import APART, shaped
from companion.confidentiality.pseudonyms import known_values
from companion.confidentiality.roll import bare
from companion.errors import HeldBack
from companion.vocabulary import Names

PLACEHOLDER = re.compile(r"\[[A-Z]+_\d+\]")
_WORDS = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-zæøå](?=[^\W\d_]*[a-zæøå])")
"""The first letter of "Mette" and "Det", not of "HR"."""
_ENDING = r"(?:['’]?e?s|['’])?"
_PARTICLES = words_of("von van de der den af da dos do di la le al el bin ibn ter ten zu zum du abu og and")
_LEAST_DIGITS = 6
"""Digits from which a value is a number, to be found however it is spaced."""
_RARE = re.compile("[\u00ad\u0600-\U0010ffff]")
"""Where what cannot be seen is among."""
_LANDS = re.compile(r"(?:\+|00)\d{2}[\s-]?(?=\d)")
"""In front of a telephone number; the rest of it is as telling."""
_NAME_OF_A_FIELD = re.compile(r"[a-z][A-Za-z0-9_-]*")

_BETWEEN = re.compile(r"[\W_]+")
_LATIN = re.compile("[\u0000-\u00ff\u2010-\u2027]*")
"""Letters of which the small one is found by making all small, whoever looks."""
_SEAM = 64
"""Characters on either side of where two texts meet that are looked at again, and on to the end of the sentence: more than
could lie across."""
_SENTENCE = re.compile(r"(?<=[a-zæøå]{2}[.!?])\s+(?=[A-ZÆØÅ])")
_CUT = f"\n{APART}\n"
"""In place of what was looked at before; nothing reaches across it."""

Span = tuple[int, int]


class _Shape(NamedTuple):
    """How something known may be written. `sign`: its letters and digits, without which it stands nowhere; `small`: whether the
    same letters are an everyday word."""

    inner: str
    sign: str
    small: bool = False

    def places(self, text: str, signs: str | None) -> list[Span]:
        """Where it stands in `text`, of which `signs` are the letters and digits, where they tell."""
        if signs is not None and self.sign not in signs:
            return []
        return [
            match.span()
            for match in _pattern(self.inner).finditer(text)
            if not (self.small and match.group().islower())
        ]


class Watch:
    """What must not be in anything that leaves for one case."""

    def __init__(
        self, names: Names, roster: Sequence[str], ours: Collection[str] = (), settings: Collection[str] = ()
    ) -> None:
        """`ours`: texts of the product's own; `settings`: the model's name and the like, which may stand as they are."""
        self._roster, self._settings = [bare(name) for name in roster], frozenset(settings)
        self._ours = tuple(dict.fromkeys(_plain(text.strip()) for text in ours if text.strip()))
        people = [one for one in names.hidden if one.kind == "person" and not one.rejected]
        self._people = [form for one in people for form in one.forms]
        self._typed_small = any(form == form.lower() for form in self._people)
        self._spared = [form for one in names.hidden if one.rejected for form in one.forms]
        parts = {part: one.placeholder for one in people for form in one.forms for part in _parts(form)}
        values = (*known_values(names), *(part for part in parts if not everyday(key_of(part))))
        self._shapes = [shape for value in dict.fromkeys(map(_plain, values)) for shape in _shapes(value)]
        self._looked_at = [(own, _shortened(own)) for own in self._ours]
        self._doubtful = [
            (part, placeholder)
            for part, placeholder in parts.items()
            if everyday(key_of(part)) and part not in self._spared
        ]

    def beyond_doubt(self, masked: str) -> str:
        """The text, and where it is typed without capitals, or the leader types names so, those words hidden as well that are
        everyday ones and the name of somebody in the case: nobody can tell which they are there."""
        if self._typed_small or _CAPITAL.search(PLACEHOLDER.sub(" ", masked)) is None:
            for word, placeholder in self._doubtful:
                masked = _pattern(f"{re.escape(word)}({_ENDING})").sub(rf"{placeholder}\1", masked)
        return masked

    def look_at(self, masked: str) -> None:
        """The leader's words with placeholders in them. HeldBack when anything is left that is known or has the shape of an
        identifier."""
        self._look(masked)
        plain = _plain(masked)
        self._looked_at.append((plain, _shortened(plain)))

    def left_in(self, masked: str) -> list[Entity]:
        """What still reads as a name in it."""
        hidden = [match.span() for match in PLACEHOLDER.finditer(masked)]
        found = find(masked, self._roster, self._people, self._spared)
        return [one for one in found if not _inside((one.start, one.end), hidden)]

    def look_through(self, address: str, body: str) -> None:
        """A whole request, every text, number and name of a field in it. HeldBack when anything that is known, or has the
        shape of an identifier, stands in what is not ours."""
        self._look(unquote(address.partition("://")[2].partition("/")[2]), shapes=False)
        for text in _texts(json.loads(body)) if body else ():
            if text not in self._settings:
                self._look(text)

    def _look(self, text: str, shapes: bool = True) -> None:
        plain = self._new_in(_plain(text))
        there = self._found(plain)
        if shapes:
            there += [(one.start, one.end) for one in shaped(plain)]
        if there:
            ours = self._places_of_ours(plain)
            if not all(_inside(span, ours) for span in there):
                raise HeldBack

    def _found(self, plain: str) -> list[Span]:
        """Where something known stands. An everyday word in small letters is itself and no name."""
        bare = PLACEHOLDER.sub(lambda match: " " * len(match.group()), plain)
        signs = _letters(bare) if _LATIN.fullmatch(bare) else None
        return [span for shape in self._shapes for span in shape.places(bare, signs)]

    def _new_in(self, plain: str) -> str:
        """A text without the inside of what was looked at before, and of what is ours: all the rest, and the seams."""
        for known, short in self._looked_at:
            if short != known:
                plain = plain.replace(known, short)
        return plain

    def _places_of_ours(self, plain: str) -> list[Span]:
        forms = dict.fromkeys(form for own in self._ours for form in (own, _shortened(own)))
        return [match.span() for form in forms for match in re.finditer(re.escape(form), plain)]


def _shortened(text: str) -> str:
    """The two ends of a long text, in whole sentences."""
    ends = [match.span() for match in _SENTENCE.finditer(text)]
    head = next((end for end, _ in ends if end >= _SEAM), len(text))
    tail = next((start for _, start in reversed(ends) if start <= len(text) - _SEAM), 0)
    return f"{text[:head]}{_CUT}{text[tail:]}" if head + len(_CUT) < tail else text


def _parts(name: str) -> Iterator[str]:
    """The words of a name that can stand for somebody by themselves: "Mette", and not "von" or an initial."""
    for word in _WORDS.findall(name):
        key = stem_of(key_of(word))
        if len(key) > 1 and key not in _PARTICLES:
            yield word[: len(key)]


def _shapes(value: str) -> Iterator[_Shape]:
    """How a value may be written: in any case, with a genitive, its words apart in any way; a number also in any groups."""
    told = [char for char in value if char.isalnum()]
    if len(told) < 2:
        return
    if sum(char.isdigit() for char in told) >= max(_LEAST_DIGITS, len(told) / 2):
        for number in {value, _LANDS.sub("", value, count=1)}:
            yield _Shape(r"[\W_]{0,3}".join(re.escape(char) for char in number if char.isalnum()), _sign(number))
        return
    words = _WORDS.findall(value.replace("_", " "))
    small = len(words) == 1 and everyday(key_of(value))
    yield _Shape(r"[\W_]{1,4}".join(map(re.escape, words)) + _ENDING, _sign(value), small)


def _sign(value: str) -> str:
    """Its letters and digits; nothing where they do not tell."""
    return _letters(value) if _LATIN.fullmatch(value) else ""


def _letters(text: str) -> str:
    return _BETWEEN.sub("", text).lower()


def _pattern(inner: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){inner}(?![^\W_])", re.IGNORECASE)


def _plain(text: str) -> str:
    """One way to write each letter, and nothing that cannot be seen."""
    if text.isascii():
        return text
    seen = unicodedata.normalize("NFKC", text)
    return _RARE.sub(lambda one: "" if unicodedata.category(one[0]) == "Cf" else one[0], seen)


def _texts(value: Any) -> Iterator[str]:
    """Everything in a document that could carry words."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if not _NAME_OF_A_FIELD.fullmatch(name):
                yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif not isinstance(value, bool) and value is not None:
        yield str(value)


def _inside(span: Span, spans: Collection[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
