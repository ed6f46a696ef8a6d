"""Names out, placeholders in: one placeholder for whatever is the same, the same one for as long as the case lives.

Numbers come in the order in which things were first seen and are never given to another. Two persons are kept apart where
there is doubt; the leader can say that they are the same. Restoring is in `restore`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import get_args

from companion.confidentiality.detect import find
from companion.confidentiality.genitive import language
from companion.confidentiality.known import Stretch, Value, certain, standing
from companion.confidentiality.lexicon import key_of, lexicon
from companion.confidentiality.placeholders import placeholders
from companion.confidentiality.restore import Restored, Restorer, merged, plain, restore
from companion.confidentiality.roll import Roll, bare, called, key
from companion.vocabulary import IdentifierKind, Names, Word

__all__ = [
    "Masked", "MaskedEntity", "Restored", "Restorer", "known_values", "learned", "mask", "remaining", "restore", "told",
]  # fmt: skip

_FREE_BEFORE = re.compile(r"""[\s(\[{"“”»«'’‘:;!?*/>|–—-]""")
_FREE_AFTER = re.compile(r"""$|['’]?s(?!\w)|[\s.,:;!?…()\]}"“”»«'’*/<|–—-]""")
_ROUNDS = 5
"""How often what was hidden may lay bare something beside it; in a text that was written, once at most."""


class MaskedEntity(Word):
    """What stood at [start, end) of the text before, in code points, and the placeholder that stands for it now."""

    start: int
    end: int
    text: str
    kind: IdentifierKind
    placeholder: str
    at: int
    """Where the placeholder begins in the masked text."""
    ending: str = ""
    """The genitive that followed it."""

    @property
    def after(self) -> int:
        """Where the placeholder ends in the masked text."""
        return self.at + len(self.placeholder)


class Masked(Word):
    """A text with placeholders, what they took the place of, and the names of the case with those of this text."""

    text: str
    entities: tuple[MaskedEntity, ...]
    names: Names

    def restored(self, text: str) -> Restored:
        """What came of this text, with its names again: a copy gets them exactly as they stood."""
        return restore(text, self.names, [self])


def mask(text: str, names: Names, roster: Sequence[str] = ()) -> Masked:
    """`text` without what identifies anyone, as far as it is found or known.

    What already reads as a placeholder is hidden like anything else (as [OTHER_n]) and comes back as it was written.
    """
    roll = Roll(names)
    roll.enlist(roster)
    names = roll.names()
    stretches = _stretches(text, names, roster)
    masked = _masked(text, names, stretches)
    for _ in range(_ROUNDS):
        left = _left(masked, roster) if _glued(text, stretches) else []
        if not left:
            break
        stretches = _joined([*stretches, *left])
        masked = _masked(text, names, stretches)
    return masked


def learned(names: Names, text: str, roster: Sequence[str] = ()) -> Names:
    """The names of the case with those on the roster, which come first, and those in `text`."""
    return mask(text, names, roster).names


def told(names: Names, form: Mapping[str, str]) -> Names:
    """The names as the leader now says they are; unchanged where that cannot be."""
    roll = Roll(names)
    which, words = form.get("which", ""), " ".join(form.get("form", "").split())
    match form.get("do"):
        case "not_a_name":
            roll.reject(which, True)
        case "a_name":
            roll.reject(which, False)
        case "same":
            roll.merge(which, form.get("with", ""))
        case "apart":
            roll.part(which, words)
        case "mark":
            kind = form.get("kind", "person")
            known = next((one for one in get_args(IdentifierKind) if one == kind), None)
            if known and any(char.isalnum() for char in words) and not any(placeholders(words)):
                roll.mark(known, words)
    return roll.names()


def known_values(names: Names, roster: Sequence[str] = ()) -> tuple[str, ...]:
    """Every written form that must not leave: after `mask` none of them stands in the text, as whole words and in this
    case. An everyday word typed small ("bo") is not among them unless marked: only the detector can tell who is meant."""
    return tuple(dict.fromkeys(value.text for value in _values(names, roster) if certain(value)))


def remaining(text: str, names: Names, roster: Sequence[str] = ()) -> tuple[str, ...]:
    """The known values that still stand in a masked text, placeholders aside; nothing after `mask`."""
    there = [(one.start, one.end) for one in placeholders(text)]
    return tuple(
        text[one.start : one.end]
        for one in standing(text, _values(names, roster))
        if not any(start <= one.start and one.end <= end for start, end in there)
    )


def _masked(text: str, names: Names, stretches: Sequence[Stretch]) -> Masked:
    """`text` with a placeholder for each stretch; a genitive that would come back otherwise is remembered as written."""
    roll = Roll(names)
    lines = roll.place([(one.kind, text[one.start : one.end]) for one in stretches])
    out, last, begins = "", 0, []
    for one, line in zip(stretches, lines, strict=True):
        out += text[last : one.start]
        begins.append(len(out))
        out += line.placeholder
        last = one.end
    out += text[last:]
    owned = {one.start: one for one in placeholders(out) if one.owns(out)}
    spoken = language(out)
    entities: list[MaskedEntity] = []
    for one, line, at in zip(stretches, lines, begins, strict=True):
        words, there = text[one.start : one.end], owned.get(at)
        if there and there.right_for(words, out, spoken) != there.ending:
            line.write(words + there.ending)
        entities.append(
            MaskedEntity(start=one.start, end=one.end, text=words, kind=line.kind, placeholder=line.placeholder,
                         at=at, ending=there.ending if there else "")
        )  # fmt: skip
    return Masked(text=out, entities=tuple(entities), names=roll.names())


def _glued(text: str, stretches: Iterable[Stretch]) -> bool:
    """True when something to be hidden has no gap to what stands beside it, a genitive aside."""
    return not all(
        (one.start == 0 or _FREE_BEFORE.match(text, one.start - 1)) and _FREE_AFTER.match(text, one.end)
        for one in stretches
    )


def _left(masked: Masked, roster: Sequence[str]) -> list[Stretch]:
    """What came to stand alone only when its neighbour was hidden ("010180-1234Bo"), as stretches of the text before."""
    ours = {(one.at, one.after) for one in masked.entities}
    literal = [Stretch(one.start, one.end, "other") for one in placeholders(masked.text) if one.kind]
    found = [*literal, *standing(masked.text, _values(masked.names, roster))]
    return [
        Stretch(_before(masked, one.start), _before(masked, one.end), one.kind)
        for one in found
        if not any(start <= one.start and one.end <= end for start, end in ours)
    ]


def _before(masked: Masked, at: int) -> int:
    """Where in the text before masking the place `at` of the masked text was."""
    shift = 0
    for one in masked.entities:
        if at < one.after:
            return min(at, one.at) + shift
        shift = one.end - one.after
    return at + shift


def _values(names: Names, roster: Sequence[str] = ()) -> list[Value]:
    """What is known, form by form. What the leader marked counts in any case; who is on the roster as the detector says."""
    listed = {bare(name) for name in roster}
    found: dict[Value, None] = {}
    for one in names.hidden:
        always = one.marked and listed.isdisjoint(one.forms)
        for form in () if one.rejected else plain(one):
            found[Value(form, one.kind, always)] = None
            if one.kind == "organisation":
                found[Value(called(form), one.kind, always)] = None
    return [value for value in found if not any(placeholders(value.text))]


def _stretches(text: str, names: Names, roster: Sequence[str]) -> list[Stretch]:
    """What is to be hidden, in order, without overlap: what reads as a placeholder, what is found, what is known."""
    spared = [form for one in names.hidden if one.rejected and not merged(one) for form in one.forms]
    values = _values(names, roster)
    persons = {value.text for value in values if value.kind == "person"}
    literal = [Stretch(one.start, one.end, "other") for one in placeholders(text) if one.kind]
    found = [Stretch(one.start, one.end, one.kind) for one in find(text, [bare(n) for n in roster], persons, spared)]
    known = {key_of(value.text) for value in values} | {key_of(text[one.start : one.end]) for one in found}
    found = [_without_genitive(text, one, known) for one in found]
    written = {value.text for value in values}
    fresh = dict.fromkeys(Value(text[one.start : one.end], one.kind) for one in found)
    values += [one for one in fresh if one.text not in written]
    taken = _joined([*literal, *found, *standing(text, values)])
    said = {key(one.kind, form) for one in names.hidden if one.rejected for form in one.forms}
    return [one for one in taken if key(one.kind, text[one.start : one.end]) not in said or one in literal]


def _without_genitive(text: str, one: Stretch, known: Container[str]) -> Stretch:
    """A stretch the detector found with its genitive, where the same is known without: "solgårdens" beside "Solgården"."""
    words = key_of(text[one.start : one.end])
    bare_name = words.endswith("s") and words[:-1] in known and not lexicon().named(words)
    return Stretch(one.start, one.end - 1, one.kind) if bare_name else one


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Overlapping stretches as one, of the kind of the longest: no part of any of them stays."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda s: (s.start, -s.end)):
        if not joined or one.start >= joined[-1].end:
            joined.append(one)
            continue
        other = joined[-1]
        kind = one.kind if one.end - one.start > other.end - other.start else other.kind
        joined[-1] = Stretch(other.start, max(one.end, other.end), kind)
    return joined
