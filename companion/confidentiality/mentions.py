"""Who is named where: every mention of a person in a text, and whom it can mean.

Who is who lies with the names of the case (`pseudonyms`), so that the brief hides whom the page says is hidden: people the
leader listed or marked, one person where two names were said to be the same, nobody where it was said to be no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from companion.confidentiality.apposition import Apposition, apposition
from companion.confidentiality.detect import find
from companion.confidentiality.people import form_of
from companion.confidentiality.pseudonyms import MaskedEntity, learned, mask
from companion.vocabulary import Hidden, Names

_LETTERED = r"(?:medarbejder|kollega|employee|colleague) (?-i:[A-Z]\d*)"
"""A neutral role."""
_NOBODY = "hun"
_GENITIVE = re.compile(r"['’]?s(?!\w)|['’](?!\w)", re.IGNORECASE)
NO_NAMES = Names()
"""Where nothing is known of a case yet."""


class Mention(NamedTuple):
    """A person named in a text: the span of the name, where its genitive ends, what is said beside it, and the placeholders
    of those it can mean; several where there are two Mettes."""

    text: str
    name: str
    start: int
    end: int
    after: int
    beside: Apposition | None
    who: tuple[str, ...]


def in_case(
    texts: Sequence[str], roster: Sequence[str], names: Names, roles: Sequence[str]
) -> tuple[list[Mention], Names]:
    """Every person named in the texts of a case, and the names of the case with theirs; a name seen in one text is known
    in all of them. Who is a person in one text is one in all, also where a word without its capital was taken for a place.
    """
    for text in texts:
        names = learned(names, _without(roles, text), roster)
    held = [(text, in_text(text, roster, names, roles)[0]) for text in texts]
    who = {one.placeholder for one in persons(names)}
    who |= {one.placeholder for text, found in held for one in found if _is_person(one, text, roster, names)}
    return [mention(text, one, names) for text, found in held for one in found if one.placeholder in who], names


def in_text(
    text: str, roster: Sequence[str], names: Names, roles: Iterable[str]
) -> tuple[tuple[MaskedEntity, ...], Names]:
    """What identifies someone in one text, in order, and the names of the case with those of the text. A text that went
    through roles before holds `roles`; they are nobody's name."""
    masked = mask(_without(roles, text), names, roster)
    return masked.entities, masked.names


def _without(roles: Iterable[str], text: str) -> str:
    """The text, as long as it was, with a word that names nobody in place of each role."""
    called = "|".join([_LETTERED, *(re.escape(role) for role in roles if len(role) >= len(_NOBODY))])
    shape = rf"(?<!\w)(?:{called})(?=['’]?s?(?!\w))"
    return re.sub(shape, lambda met: _NOBODY.rjust(len(met[0])), text, flags=re.IGNORECASE)


def mention(text: str, entity: MaskedEntity, names: Names) -> Mention:
    """The person named there."""
    genitive = _GENITIVE.match(text, entity.end)
    after = genitive.end() if genitive else entity.end
    beside = apposition(text, entity.start, after)
    return Mention(text, entity.text, entity.start, entity.end, after, beside, _meant(entity, names))


def known_as(name: str, names: Names) -> Hidden | None:
    """Whoever is written so."""
    form = form_of(name)
    written = [one for one in names.hidden if not one.rejected and form in map(form_of, one.forms)]
    return min(written, key=lambda one: one.kind != "person", default=None)


def persons(names: Names) -> list[Hidden]:
    """Those who are persons, and are not said to be none."""
    return [one for one in names.hidden if one.kind == "person" and not one.rejected]


def fullest(placeholder: str, names: Names) -> str:
    """The fullest way a person is written, its capitals in place."""
    forms = next(one.forms for one in names.hidden if one.placeholder == placeholder)
    name = max(forms, key=lambda form: (len(form_of(form)), form != form.lower()))
    return name if name != name.lower() else " ".join(word.capitalize() for word in name.split())


def _is_person(entity: MaskedEntity, text: str, roster: Sequence[str], names: Names) -> bool:
    """True where the text by itself says that what is known as a place or a workplace is a person; unless the leader said
    what it is."""
    if entity.kind not in ("place", "organisation"):
        return False
    home = next(one for one in names.hidden if one.placeholder == entity.placeholder)
    here = [one for one in find(text, roster) if one.start <= entity.start and entity.end <= one.end]
    return not home.marked and any(one.kind == "person" for one in here)


def _meant(entity: MaskedEntity, names: Names) -> tuple[str, ...]:
    """The one it stands for; where that is a bare name two others share, the two of them."""
    home = next(one for one in names.hidden if one.placeholder == entity.placeholder)
    form = form_of(entity.text)
    wide = [one.placeholder for one in persons(names) if any(set(form) < set(form_of(other)) for other in one.forms)]
    alone = all(form_of(other) == form for other in home.forms)
    return tuple(wide) if alone and len(wide) > 1 else (home.placeholder,)
