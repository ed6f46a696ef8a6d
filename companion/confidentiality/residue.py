"""What may still show who a brief is about when the names have become roles: a rare title, an age, the day it happened.

A warning, never a lock. It quotes the words it is about and leaves the rest to the leader; the words and the rules are
data (knowledge/residue.yaml). It finds what has such a form and no more: what everybody in a house knows, it cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from companion.confidentiality.lexicon import key_of, lexicon
from companion.confidentiality.mentions import NO_NAMES, in_text
from companion.confidentiality.pseudonyms import MaskedEntity
from companion.resources import load_yaml
from companion.vocabulary import Both, Lang, Names, Person, Word

_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’]?\s+(?=[”\"“’‘']?[A-ZÆØÅ])|\n+")
_REST_OF_WORD = re.compile(r"\w*")
_NAMED = re.compile(r"(?<!P)<(\w+)>")
_TITLE_BEFORE = r"(?<!\w)<who>(?:,?\s+(?:[\w-]+\s+){0,2}?(?:i|på|hos|fra|ved|for|in|at|of|from)\s+(?:[\w-]+\s+)?)$"
"""A title, and at most a few words on to the place that is named next."""
_REACH = 60
"""Characters before a place in which its title may stand."""
_SOMEBODY = "leder"
"""Stands for every role and approved name while the rules are tried: they know what a title is, not what the leader wrote."""
_STANDING = frozenset({"place", "organisation", "url", "date"})
"""What a brief leaves as it was written; numbers, addresses and birth dates it does not."""


class Residue(Word):
    """`words`: the leader's own, as they stand in the brief. `reason`: what may show in them who it is."""

    words: str
    reason: str

    def to(self, lang: Lang) -> str:
        """The warning as one sentence."""
        return _said().finding.to(lang, words=self.words, reason=self.reason)


class _Rule(Word):
    """A way in which someone shows. Regular expressions with <names>; see the file."""

    kind: str
    find: str
    needs: str = ""
    unless: str = ""


class _Said(Word):
    """knowledge/residue.yaml."""

    asks: Both
    finding: Both
    reasons: Mapping[str, Both]
    words: Mapping[str, str]
    shapes: Mapping[str, str]
    rules: tuple[_Rule, ...]


class _Found(NamedTuple):
    start: int
    end: int
    kind: str


def residue(texts: Sequence[str], people: Sequence[Person], lang: Lang, names: Names = NO_NAMES) -> tuple[Residue, ...]:
    """What may identify someone in `texts`, which are those of a brief with roles in them, in the order in which it stands;
    the same words once. `people`: the persons of the case with their roles; `names`: what is hidden in it, so that what
    the leader marked as a place is one, and what is said to be no name is none."""
    found = [(text[one.start : one.end], one.kind) for text in texts for one in _in_text(text, people, names)]
    kinds: dict[str, str] = {}
    for words, kind in found:
        kinds.setdefault(" ".join(words.split()), kind)
    return tuple(Residue(words=words, reason=_said().reasons[kind].to(lang)) for words, kind in kinds.items())


def knows_the_workplace(lang: Lang) -> str:
    """What is asked once when the brief is looked over: a role hides nobody from those who know the workplace."""
    return _said().asks.to(lang)


def _in_text(text: str, people: Sequence[Person], names: Names) -> list[_Found]:
    """What a text holds; where two findings meet, the longer one stands."""
    somebody = _somebody(people)
    plain = somebody.sub(lambda met: _SOMEBODY.rjust(len(met[0])), text) if somebody else text
    roles = [met.span() for met in somebody.finditer(text)] if somebody else []
    found = [
        *_standing(text, plain, people, names),
        *(one for start, end in _sentences(text) for one in _shaped(plain, start, end)),
    ]
    taken: list[_Found] = []
    for one in sorted((_from_the_start_of(roles, one) for one in found), key=lambda one: one.start - one.end):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken)


def _somebody(people: Sequence[Person]) -> re.Pattern[str] | None:
    called = {(person.name if person.approved else person.role).strip() for person in people}
    shapes = [re.escape(one) for one in sorted(called, key=len, reverse=True) if len(one) >= len(_SOMEBODY)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(shapes)})(?![^\W_s])", re.IGNORECASE) if shapes else None


def _from_the_start_of(roles: Sequence[tuple[int, int]], one: _Found) -> _Found:
    """A finding that begins inside a role begins where the role does."""
    return one._replace(start=next((start for start, end in roles if start < one.start < end), one.start))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _shaped(plain: str, first: int, last: int) -> Iterator[_Found]:
    """What the rules find in a sentence."""
    sentence = plain[first:last]
    for kind, shape, needs, unless in _rules():
        if (needs and not needs.search(sentence)) or (unless and unless.search(sentence)):
            continue
        for match in shape.finditer(sentence):
            start, end = match.span("x" if "x" in shape.groupindex else 0)
            yield _Found(first + start, first + end, kind)


def _standing(text: str, plain: str, people: Sequence[Person], names: Names) -> Iterator[_Found]:
    """Places, workplaces, links and days, with the title that leads up to one."""
    for entity in in_text(text, (), names, [one.role for one in people])[0]:
        if not _stands(entity):
            continue
        end = _REST_OF_WORD.match(text, entity.end).end()  # type: ignore[union-attr]
        near = max(0, entity.start - _REACH)
        title = _title_before().search(plain, near, entity.start) if entity.kind != "date" else None
        yield _Found(title.start() if title else entity.start, end, "title" if title else entity.kind)


def _stands(entity: MaskedEntity) -> bool:
    """A place or a workplace is one by its capital, or as a town that is known."""
    named = entity.text != entity.text.lower() or key_of(entity.text) in lexicon().places
    return entity.kind in _STANDING and (named or entity.kind not in ("place", "organisation"))


@cache
def _said() -> _Said:
    return _Said.model_validate(load_yaml("residue.yaml"))


_Shape = re.Pattern[str]


@cache
def _rules() -> tuple[tuple[str, _Shape, _Shape | None, _Shape | None], ...]:
    """Kind, what is found, and what must and must not stand in the same sentence."""
    return tuple(
        (
            rule.kind,
            _compiled(rf"(?<!\w)(?:{rule.find})(?!\w)"),
            _compiled(rule.needs) if rule.needs else None,
            _compiled(rule.unless) if rule.unless else None,
        )
        for rule in _said().rules
    )


@cache
def _title_before() -> re.Pattern[str]:
    return _compiled(_TITLE_BEFORE)


def _compiled(rule: str) -> re.Pattern[str]:
    """A rule with the words and shapes it names in their places."""
    while _NAMED.search(rule):
        rule = _NAMED.sub(lambda named: _part(named[1]), rule)
    return re.compile(rule, re.IGNORECASE)


@cache
def _part(name: str) -> str:
    said = _said()
    if name in said.shapes:
        return said.shapes[name]
    listed = sorted((" ".join(word.split()) for word in said.words[name].split(",")), key=len, reverse=True)
    shapes = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in listed)
    return f"(?:{'|'.join(shapes)})"
