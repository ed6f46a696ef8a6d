"""The names of a case while they are being added to: which entry a mention belongs to, and what the leader says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from companion.confidentiality.lexicon import key_of
from companion.confidentiality.people import parts, settle
from companion.confidentiality.placeholders import placeholders
from companion.confidentiality.restore import merged
from companion.vocabulary import Hidden, IdentifierKind, Names

_NAMED = frozenset({"person", "organisation", "place"})
_LEGAL = re.compile(r"\s+(?:A/S|ApS|I/S|K/S|P/S|IVS|AB|Ltd|Inc|GmbH)\.?$", re.IGNORECASE)
_FACILITY = re.compile(
    r"^\w*(?:hjem|hjemmet|skolen|haven|stuen|institutionen|stedet|centret|centeret|firmaet|virksomheden|butikken|"
    r"hotellet|kollegiet|hospitalet|sygehuset|kirken)\s+(?=[^\W\d])", re.IGNORECASE
)  # fmt: skip
"""A word for what it is, in front of its name."""


@dataclass
class Line:
    """One entry of the roll."""

    kind: IdentifierKind
    number: int
    forms: list[str] = field(default_factory=list)
    rejected: bool = False
    marked: bool = False

    @property
    def placeholder(self) -> str:
        """ "[PERSON_1]"."""
        return Hidden(kind=self.kind, number=self.number, forms=("-",)).placeholder

    @property
    def alias(self) -> bool:
        """True when the leader said that it is the same as another."""
        return merged(self.hidden())

    @property
    def literal(self) -> bool:
        """True for what the leader typed that reads as a placeholder."""
        return not self.rejected and any(True for form in self.forms for _ in placeholders(form))

    def hidden(self) -> Hidden:
        """The entry as it lies with the case."""
        return Hidden(
            kind=self.kind, number=self.number, forms=tuple(self.forms), rejected=self.rejected, marked=self.marked
        )

    def write(self, form: str) -> None:
        """One more way it was written; of a person the fullest stands first."""
        if form in self.forms:
            return
        self.forms.append(form)
        if self.kind == "person":
            fullest = max(self.forms, key=lambda one: len(parts(one)))
            self.forms.remove(fullest)
            self.forms.insert(0, fullest)


class Roll:
    """All entries of a case."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.lines = [Line(h.kind, h.number, list(h.forms), h.rejected, h.marked) for h in names.hidden]

    def names(self) -> Names:
        """What is hidden, as it now is."""
        hidden = tuple(line.hidden() for line in self.lines)
        return self._names if hidden == self._names.hidden else Names(hidden=hidden)

    def enlist(self, roster: Sequence[str]) -> None:
        """The people the leader listed, before anything else; one said to be no name stays so."""
        names = [name for name in map(bare, roster) if any(char.isalpha() for char in name)]
        spared = {parts(form) for line in self.lines if line.rejected for form in line.forms}
        names = [name for name in names if parts(name) not in spared]
        if all(any(line.marked and name in line.forms for line in self.lines) for name in names):
            return
        for line in self.place([("person", name) for name in names]):
            line.marked = True

    def place(self, mentions: Sequence[tuple[IdentifierKind, str]]) -> list[Line]:
        """The entry of each mention of a text, in order; what is new gets the next number of its kind."""
        people = [line for line in self.lines if line.kind == "person" and not line.rejected]
        named = {at: parts(text) for at, (kind, text) in enumerate(mentions) if kind == "person"}
        homes = settle(list(named.values()), [[parts(form) for form in line.forms] for line in people])
        group = dict(zip(named, homes, strict=True))
        by_group: dict[int, Line] = dict(enumerate(people))
        by_key = {key(line.kind, form): line for line in self.lines[::-1] if not line.rejected for form in line.forms}
        placed: list[Line] = []
        for at, (kind, text) in enumerate(mentions):
            alone = at not in group or len({named[other] for other in group if group[other] == group[at]}) == 1
            line = (
                by_group.get(group.get(at, -1)) or (by_key.get(key(kind, text)) if alone else None) or self._new(kind)
            )
            if at in group:
                by_group[group[at]] = line
            by_key.setdefault(key(kind, text), line)
            line.write(text)
            placed.append(line)
        return placed

    def reject(self, which: str, rejected: bool) -> None:
        """It is no name, or it is one after all. What reads as a placeholder stays hidden: it would be taken for one."""
        line = self._of(which)
        if line:
            line.rejected = rejected

    def merge(self, which: str, into: str) -> None:
        """Both are the same: all forms go to `into`; `which` leads there and its number stays its own."""
        one, home = self._of(which), self._of(into)
        if one is None or home is None or one is home or home.rejected:
            return
        for form in one.forms:
            home.write(form)
        home.marked = home.marked or one.marked
        one.forms, one.rejected, one.marked = [home.placeholder], True, False

    def part(self, which: str, form: str) -> None:
        """One written form, in whatever case, gets a placeholder of its own."""
        line = self._of(which)
        moved = [one for one in line.forms if key(line.kind, one) == key(line.kind, form)] if line else []
        if line and not line.rejected and moved and len(moved) < len(line.forms):
            line.forms = [one for one in line.forms if one not in moved]
            own = self._new(line.kind)
            own.forms, own.marked = moved, line.marked

    def mark(self, kind: IdentifierKind, words: str) -> None:
        """Words the leader says identify someone, also where they were said not to before."""
        name = _without_genitive(words) if kind in _NAMED else words
        for line in self.lines:
            if line.rejected and not line.alias and key(kind, name) in {key(line.kind, one) for one in line.forms}:
                line.rejected = False
        self.place([(kind, name)])[0].marked = True

    def _of(self, placeholder: str) -> Line | None:
        found = next((line for line in self.lines if line.placeholder == placeholder), None)
        return None if found is None or found.alias or found.literal else found

    def _new(self, kind: IdentifierKind) -> Line:
        self.lines.append(Line(kind, 1 + max((line.number for line in self.lines if line.kind == kind), default=0)))
        return self.lines[-1]


def bare(name: str) -> str:
    """A person as listed, without what is said of them: "Mette Holm (souschef)", "Bo - chef"."""
    return " ".join(re.split(r"\s*[(:;]|\s+[-–—]\s+", name.strip(), maxsplit=1)[0].split()).rstrip(".")


def called(organisation: str) -> str:
    """What an organisation is called for short: "Solgården" of "Plejehjemmet Solgården", "Jensen Byg" of "Jensen Byg A/S"."""
    return _FACILITY.sub("", _LEGAL.sub("", organisation)) or organisation


def key(kind: IdentifierKind, text: str) -> tuple[str, ...]:
    """What is the same has the same key: a name in any case and genitive, a number in any spacing."""
    if any(placeholders(text)):
        return ("literal", text)
    if kind in _NAMED:
        return ("name", *parts(called(text) if kind == "organisation" else text))
    if kind in ("cpr", "cvr", "phone", "account"):
        digits = "".join(char for char in text if char.isalnum()).upper()
        return (kind, re.sub(r"^(?:00)?45(?=\d{8}$)", "", digits) if kind == "phone" else digits)
    if kind in ("address", "date"):
        return (kind, *(key_of(word) for word in re.findall(r"\w+", text)))
    return (kind, text if kind == "url" else "".join(text.split()).casefold())


def _without_genitive(words: str) -> str:
    """ "Mettes" → "Mette", where the word lists know the name."""
    last = key_of(words).rsplit(" ", 1)[-1]
    return words[: len(words) - (len(last) - len(parts(words)[-1]))] if last.startswith(parts(words)[-1]) else words
