"""Roles for persons: a brief names no one the leader has not approved, and each person is one stable role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from companion.confidentiality.apposition import Apposition, apposition
from companion.confidentiality.detect import find
from companion.confidentiality.entity import Entity
from companion.confidentiality.people import distinct, form_of, matching
from companion.confidentiality.tokens import opens_sentence
from companion.vocabulary import Both, Lang, Person

_NEUTRAL = Both(da="medarbejder", en="employee")
_COLLEAGUE = Both(da="kollega", en="colleague")
_OR = Both(da="eller", en="or")
_SHARED = frozenset({"medarbejder", "kollega", "employee", "colleague"})
"""Nouns too common to single one person out: they always carry a letter."""
_NEAR = re.compile(r"(?<!\w)(?:kollega(?:en)?|colleague)(?!\w)", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]?s(?!\w)|['’](?!\w)", re.IGNORECASE)
_DEFINITE = {"ven": "vennen", "mand": "manden", "søn": "sønnen", "datter": "datteren", "søster": "søsteren",
             "mor": "moren", "far": "faren", "bror": "broren"}  # fmt: skip
_MASKS = {
    "cpr": Both(da="[CPR-nummer]", en="[CPR number]"),
    "cvr": Both(da="[CVR-nummer]", en="[company number]"),
    "phone": Both(da="[telefonnummer]", en="[phone number]"),
    "email": Both(da="[e-mailadresse]", en="[email address]"),
    "address": Both(da="[adresse]", en="[address]"),
    "date": Both(da="[fødselsdato]", en="[date of birth]"),
    "account": Both(da="[kontonummer]", en="[account number]"),
    "other": Both(da="[udeladt]", en="[left out]"),
}


class _Mention(NamedTuple):
    """A person named in a text: the span of the name, where its genitive ends, and what is said beside it."""

    name: str
    start: int
    end: int
    after: int
    beside: Apposition | None


def people(texts: Sequence[str], lang: Lang, roster: Sequence[str] = ()) -> tuple[Person, ...]:
    """The persons of a case in order of appearance, each with a suggested role; any part of a name is the same person.

    The role is the leader's own word where one stands beside the name, else neutral with a letter. None is approved.
    """
    mentions = _case_mentions(texts, roster)
    names = distinct([m.name for _, m in mentions])
    names = [_fullest(name, roster) for name in names]
    nouns = [_said_of(name, names, mentions) for name in names]
    letters = _letters(())
    roles = [_role(noun, nouns, _near(name, names, mentions), letters, lang)
             for name, noun in zip(names, nouns, strict=True)]  # fmt: skip
    return tuple(Person(name=_capital_name(name), role=role) for name, role in zip(names, roles, strict=True))


def with_roles(text: str, people: Sequence[Person], lang: Lang) -> str:
    """`text` with a role for every person who is not approved, and without numbers and addresses.

    Whoever is found but not among `people` gets a neutral role as well. Organisations, places and links stay.
    """
    out: list[str] = []
    last = 0
    everyone, found = _everyone(text, people, lang)
    for entity in found:
        if entity.start < last:
            continue
        start, end, words = _instead(text, entity, everyone, lang)
        start = max(start, last)
        if entity.kind == "person" and opens_sentence(text, start):
            words = words[:1].upper() + words[1:]
        out += [text[last:start], words]
        last = end
    return "".join([*out, text[last:]])


def _case_mentions(texts: Sequence[str], roster: Sequence[str]) -> list[tuple[str, _Mention]]:
    """Every mention in the case, with its text; a name seen in one text is known in all of them."""
    seen = {entity.text for text in texts for entity in find(text, roster) if entity.kind == "person"}
    return [(text, mention) for text in texts for mention in _mentions(text, [*roster], seen)]


def _mentions(text: str, roster: Sequence[str], known: set[str]) -> Iterator[_Mention]:
    for entity in find(text, roster, known):
        if entity.kind == "person":
            yield _mention(text, entity)


def _mention(text: str, entity: Entity) -> _Mention:
    genitive = _GENITIVE.match(text, entity.end)
    after = genitive.end() if genitive else entity.end
    return _Mention(entity.text, entity.start, entity.end, after, apposition(text, entity.start, after))


def _fullest(name: str, roster: Sequence[str]) -> str:
    """The name as the leader listed it, where exactly one on the list can be meant."""
    wide = [listed for listed in roster if set(form_of(name)) <= set(form_of(listed))]
    return wide[0] if len(wide) == 1 else name


def _capital_name(name: str) -> str:
    return name if name != name.lower() else " ".join(word.capitalize() for word in name.split())


def _of(name: str, names: Sequence[str], mentions: Sequence[tuple[str, _Mention]]) -> list[tuple[str, _Mention]]:
    """The mentions that can only be of this person."""
    forms = [form_of(one) for one in names]
    here = names.index(name)
    return [(text, m) for text, m in mentions if matching(form_of(m.name), forms) == [here]]


def _said_of(name: str, names: Sequence[str], mentions: Sequence[tuple[str, _Mention]]) -> Apposition | None:
    return next((m.beside for _, m in _of(name, names, mentions) if m.beside), None)


def _near(name: str, names: Sequence[str], mentions: Sequence[tuple[str, _Mention]]) -> bool:
    """True when the word colleague stands in one sentence with a mention, no other person between them."""
    return any(_NEAR.search(_around(text, m, mentions)) for text, m in _of(name, names, mentions))


def _around(text: str, mention: _Mention, mentions: Sequence[tuple[str, _Mention]]) -> str:
    others = [m for there, m in mentions if there is text and m.start != mention.start]
    low = max([0, *(max(m.after, m.beside.end if m.beside else 0) for m in others if m.start < mention.start)])
    high = min([len(text), *(m.beside.start if m.beside else m.start for m in others if m.start > mention.start)])
    before = re.split(r"[.!?\n]", text[low : mention.start])[-1]
    return before[-40:] + " " + re.split(r"[.!?\n]", text[mention.after : high])[0][:40]


def _letters(taken: Sequence[str]) -> Iterator[str]:
    """A, B, C … Z, A1, B1 …, those in `taken` left out: one run over all neutral roles."""
    for round_ in count():
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            if (mark := f"{letter}{round_ or ''}") not in taken:
                yield mark


def _role(
    beside: Apposition | None, nouns: Sequence[Apposition | None], near: bool, letters: Iterator[str], lang: Lang
) -> str:
    if beside is None:
        return f"{(_COLLEAGUE if near else _NEUTRAL).to(lang)} {next(letters)}"
    same = sum(other is not None and other.noun == beside.noun for other in nouns)
    if same > 1 or beside.noun in _SHARED:
        return f"{beside.noun} {next(letters)}"
    if beside.own:
        return f"{beside.own} {beside.noun}"
    return f"the {beside.noun}" if lang == "en" else _definite(beside.noun)


def _definite(noun: str) -> str:
    """ "souschef" → "souschefen"; every listed noun but a few is regular."""
    return _DEFINITE.get(noun, noun + "'en" if noun.isupper() else noun + ("n" if noun.endswith("e") else "en"))


def _everyone(text: str, people: Sequence[Person], lang: Lang) -> tuple[list[Person], tuple[Entity, ...]]:
    """`people` and whoever else is named in `text`, with a neutral role and a letter of their own; and what is found."""
    everyone = list(people)
    while True:
        forms = [form_of(person.name) for person in everyone]
        found = find(text, roster=[person.name for person in everyone])
        named = [entity.text for entity in found if entity.kind == "person"]
        names = distinct([name for name in named if not matching(form_of(name), forms)])
        if not names:
            return everyone, found
        letters = _letters([person.role.rsplit(" ", 1)[-1] for person in everyone])
        everyone += [Person(name=name, role=f"{_NEUTRAL.to(lang)} {next(letters)}") for name in names]


def _instead(text: str, entity: Entity, everyone: Sequence[Person], lang: Lang) -> tuple[int, int, str]:
    """What stands instead of an entity, and the stretch it takes the place of."""
    if entity.kind != "person":
        words = _MASKS[entity.kind].to(lang) if entity.kind in _MASKS else entity.text
        return entity.start, entity.end, words
    meant = [everyone[at] for at in matching(form_of(entity.text), [form_of(p.name) for p in everyone])]
    if meant and all(person.approved and _within(entity.text, person) for person in meant):
        return entity.start, entity.end, entity.text
    mention = _mention(text, entity)
    role = f" {_OR.to(lang)} ".join(person.role for person in meant)
    return _worded(mention, role, lang)


def _within(name: str, person: Person) -> bool:
    """True when nothing is named beyond what was approved."""
    return set(form_of(name)) <= set(form_of(person.name))


def _worded(mention: _Mention, role: str, lang: Lang) -> tuple[int, int, str]:
    """The role in place of the name; a noun of the same role beside the name melts into it."""
    beside, genitive = mention.beside, mention.after > mention.end
    if beside is None or beside.noun not in role:
        return mention.start, mention.after, _genitive(role, lang) if genitive else role
    words = role
    if beside.led:
        letter = role[len(beside.noun) :] if role.startswith(beside.noun + " ") else ""
        words = (beside.noun if letter else beside.written) + letter
    return beside.start, beside.end, _genitive(words, lang) if genitive else words


def _genitive(role: str, lang: Lang) -> str:
    """ "medarbejder A" → "medarbejder A's", "souschefen" → "souschefens", "my boss" → "my boss's"."""
    if lang == "en" or re.search(r"(?<!\w)[A-Z]+\d*$", role):
        return f"{role}'s"
    return f"{role}'" if role.endswith(("s", "x", "z")) else f"{role}s"
