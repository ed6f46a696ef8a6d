"""Which mentions in a text are the same person: by first name, full name or surname."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from companion.confidentiality.lexicon import key_of, lexicon, stem_of
from companion.confidentiality.tokens import tokens

Form = tuple[str, ...]
"""A name as its look-up words, in order: ("mette", "holm")."""


@lru_cache(maxsize=4096)
def parts(name: str) -> Form:
    """All words of a name, initials too; the genitive of the last is taken off."""
    words = tuple(stem_of(token.key) if token.end == len(name) else token.key for token in tokens(name))
    return words or (key_of(name),)


def form_of(name: str) -> Form:
    """The words of a name; initials are left out unless nothing else is there."""
    words = parts(name)
    return tuple(word for word in words if len(word) > 1) or words


def settle(mentions: Sequence[Form], people: Sequence[Sequence[Form]]) -> list[int]:
    """For each mention of a text, in order, the index of its person; new persons follow those there are.

    The fullest mention is placed first, so that "Mette … Holm … Mette Holm" is one person. A form someone already has
    stays theirs. One that two persons could have, of those known and those in the text, is a person of its own: better
    two placeholders for one person than one for two.
    """
    groups = [list(forms) for forms in people]
    everyone = [*mentions, *(form for forms in groups for form in forms)]
    placed = {form: at for at, forms in reversed(list(enumerate(groups))) for form in forms}
    fresh = [form for form in dict.fromkeys(mentions) if form not in placed]
    for form in sorted(fresh, key=lambda one: (-len(one), -sum(map(len, one)))):
        home = _home(form, groups, everyone)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(form)
        placed[form] = home
    order = list(dict.fromkeys(placed[form] for form in mentions if placed[form] >= len(people)))
    return [len(people) + order.index(at) if (at := placed[form]) >= len(people) else at for form in mentions]


def _home(form: Form, groups: Sequence[Sequence[Form]], everyone: Sequence[Form]) -> int | None:
    same = [at for at, forms in enumerate(groups) if any(_equal(form, other) for other in forms)]
    if same:
        return same[0]
    wide = [at for at, forms in enumerate(groups) if any(_within(form, other) for other in forms)]
    if wide:
        return wide[0] if len(wide) == 1 else None
    narrow = [at for at, forms in enumerate(groups) if any(_grows(other, form, forms, everyone) for other in forms)]
    first = [at for at in narrow if any(other[0] == form[0] for other in groups[at])]
    if len(narrow) > 1 and len(first) == 1:
        return first[0]
    return narrow[0] if len(narrow) == 1 else None


def _equal(form: Form, other: Form) -> bool:
    """Equal, or a genitive taken for a name before the name itself was seen: "Qvarnellas", "Qvarnella"."""
    if form[:-1] != other[:-1]:
        return False
    mine, theirs = form[-1], other[-1]
    return mine == theirs or (
        (mine == theirs + "s" or theirs == mine + "s") and not lexicon().named(max(mine, theirs, key=len))
    )


def _within(form: Form, other: Form) -> bool:
    """True when every word of one stands in the other; an initial stands for a word that begins with it, beside a whole
    word that is the same."""
    if set(form).isdisjoint(other):
        return False
    left = list(other)
    for word in sorted(form, key=len, reverse=True):
        match = next((w for w in left if w == word), None) or next((w for w in left if _initial(word, w)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]


def _grows(short: Form, full: Form, forms: Sequence[Form], everyone: Sequence[Form]) -> bool:
    """True when `full` may be the whole name of the person known as `short` alone, and nobody else's is."""
    if not _within(short, full) or any(other != short and _within(short, other) for other in forms):
        return False
    return not any(_within(short, other) and not (_within(other, full) or _within(full, other)) for other in everyone)
