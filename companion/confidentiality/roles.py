"""Roles for persons: a brief names no one the leader has not approved, and each person is one stable role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from companion.confidentiality.apposition import Apposition
from companion.confidentiality.mentions import NO_NAMES, Mention, fullest, in_case, in_text, known_as, mention, persons
from companion.confidentiality.people import form_of
from companion.confidentiality.pseudonyms import MaskedEntity
from companion.confidentiality.tokens import opens_sentence
from companion.vocabulary import Both, Lang, Names, Person

_NEUTRAL = Both(da="medarbejder", en="employee")
_COLLEAGUE = Both(da="kollega", en="colleague")
_OR = Both(da="eller", en="or")
_SHARED = frozenset({"medarbejder", "kollega", "employee", "colleague"})
"""Nouns too common to single one person out: they always carry a letter."""
_NEAR = re.compile(r"(?<!\w)(?:kollega(?:en)?|colleague)(?!\w)", re.IGNORECASE)
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
_BORN = re.compile(
    r"(?<!\w)(?:født|fødselsdag\w*|fødselsdato\w*|f\.|born|birthday|birth)\W[^.!?\n\d]{0,20}$", re.IGNORECASE
)
"""What makes a date one of birth; any other day is the leader's to keep, and is warned of (`residue`)."""


def people(
    texts: Sequence[str], lang: Lang, roster: Sequence[str] = (), names: Names = NO_NAMES, before: Sequence[Person] = ()
) -> tuple[Person, ...]:
    """The persons of a case in order of appearance, each with a suggested role; any part of a name is the same person.

    The role is the leader's own word where one stands beside the name, else neutral with a letter. Nobody is approved but
    whom the leader approved `before`, by that very name; a role from before stays.
    """
    known = [*roster, *(person.name for person in before)]
    mentions, names = in_case(texts, known, names, [person.role for person in before])
    nouns = {who: _said_of(who, mentions) for one in mentions for who in one.who}
    kept = {who: person for who, person in _kept(before, names).items() if who in nouns}
    letters = _letters(_marks(kept.values()))
    out: list[Person] = []
    for who, noun in nouns.items():
        name, person = fullest(who, names), kept.get(who)
        if person:
            out.append(Person(name=name, role=person.role, approved=person.approved and person.name == name))
        else:
            role = _role(noun, list(nouns.values()), _near(who, mentions), letters, lang)
            out.append(Person(name=name, role=role))
    return tuple(out)


def with_roles(text: str, people: Sequence[Person], lang: Lang, names: Names = NO_NAMES) -> str:
    """`text` with a role for every person who is not approved, and without numbers, addresses and birth dates.

    Whoever is found but not among `people` gets a neutral role as well. Organisations, places and links stay.
    """
    entities, names = in_text(text, [one.name for one in people], names, [one.role for one in people])
    named = {one.placeholder for one in persons(names)} | _kept(people, names).keys()
    everyone = _everyone(
        [mention(text, one, names) for one in entities if one.placeholder in named], people, lang, names
    )
    out: list[str] = []
    last = 0
    for entity in entities:
        if entity.placeholder in named:
            start, end, words = _called(mention(text, entity, names), everyone, lang)
            words = words[:1].upper() + words[1:] if opens_sentence(text, start) else words
        else:
            start, end, words = entity.start, entity.end, _masked(text, entity, lang)
        out += [text[last : max(start, last)], words]
        last = end
    return "".join([*out, text[last:]])


def _kept(before: Iterable[Person], names: Names) -> dict[str, Person]:
    """By placeholder, whoever has a role; of two who are now one, the one with the fullest name."""
    kept: dict[str, Person] = {}
    for person in sorted(before, key=lambda one: len(form_of(one.name))):
        if home := known_as(person.name, names):
            kept[home.placeholder] = person
    return kept


def _marks(people: Iterable[Person]) -> list[str]:
    """The letters that are taken."""
    return [person.role.rsplit(" ", 1)[-1] for person in people]


def _said_of(who: str, mentions: Sequence[Mention]) -> Apposition | None:
    return next((one.beside for one in mentions if one.who == (who,) and one.beside), None)


def _near(who: str, mentions: Sequence[Mention]) -> bool:
    """True when the word colleague stands in one sentence with a mention, no other person between them."""
    return any(_NEAR.search(_around(one, mentions)) for one in mentions if one.who == (who,))


def _around(one: Mention, mentions: Sequence[Mention]) -> str:
    others = [other for other in mentions if other.text is one.text and other.start != one.start]
    low = max([0, *(max(m.after, m.beside.end if m.beside else 0) for m in others if m.start < one.start)])
    high = min([len(one.text), *(m.beside.start if m.beside else m.start for m in others if m.start > one.start)])
    before = re.split(r"[.!?\n]", one.text[low : one.start])[-1]
    return before[-40:] + " " + re.split(r"[.!?\n]", one.text[one.after : high])[0][:40]


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


def _everyone(mentions: Sequence[Mention], people: Sequence[Person], lang: Lang, names: Names) -> dict[str, Person]:
    """By placeholder: `people`, and whoever else is mentioned, with a neutral role and a letter of their own."""
    everyone = _kept(people, names)
    letters = _letters(_marks(people))
    for who in dict.fromkeys(who for one in mentions for who in one.who):
        if who not in everyone:
            everyone[who] = Person(name=fullest(who, names), role=f"{_NEUTRAL.to(lang)} {next(letters)}")
    return everyone


def _masked(text: str, entity: MaskedEntity, lang: Lang) -> str:
    """What stands instead of something that is no person."""
    stays = entity.kind not in _MASKS or (entity.kind == "date" and not _BORN.search(text, 0, entity.start))
    return entity.text if stays else _MASKS[entity.kind].to(lang)


def _called(one: Mention, everyone: Mapping[str, Person], lang: Lang) -> tuple[int, int, str]:
    """What stands instead of a person, and the stretch it takes the place of."""
    meant = [everyone[who] for who in one.who]
    if all(person.approved and _within(one.name, person) for person in meant):
        return one.start, one.end, one.name
    return _worded(one, f" {_OR.to(lang)} ".join(person.role for person in meant), lang)


def _within(name: str, person: Person) -> bool:
    """True when nothing is named beyond what was approved."""
    return set(form_of(name)) <= set(form_of(person.name))


def _worded(one: Mention, role: str, lang: Lang) -> tuple[int, int, str]:
    """The role in place of the name; a noun of the same role beside the name melts into it."""
    beside, genitive = one.beside, one.after > one.end
    if beside is None or beside.noun not in role:
        return one.start, one.after, _genitive(role, lang) if genitive else role
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
