"""Which mentions in a text are the same person: by first name, full name or surname."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from companion.confidentiality.lexicon import key_of, stem_of
from companion.confidentiality.tokens import tokens

Form = tuple[str, ...]
"""A name as its look-up words, in order: ("mette", "holm")."""


def form_of(name: str) -> Form:
    """The words of a name; initials are left out unless nothing else is there."""
    words = [stem_of(token.key) if token.end == len(name) else token.key for token in tokens(name)]
    return tuple(word for word in words if len(word) > 1) or tuple(words) or (key_of(name),)


def matching(form: Form, forms: Iterable[Form]) -> list[int]:
    """Indexes of the forms that can be the same person as `form`: all of one's words are in the other's.

    An equal form alone decides. Several indexes mean that the mention is ambiguous ("Mette" where there are two).
    """
    listed = list(forms)
    if form in listed:
        return [listed.index(form)]
    wide = [at for at, other in enumerate(listed) if set(form) <= set(other)]
    return wide or [at for at, other in enumerate(listed) if set(other) <= set(form)]


def distinct(names: Sequence[str]) -> list[str]:
    """One name for each person, the fullest, in the order in which they first appear; two Mettes stay two."""
    fullest: list[str] = []
    for name in sorted(names, key=lambda one: -len(form_of(one))):
        form = form_of(name)
        if not any(set(form) <= set(form_of(other)) for other in fullest):
            fullest.append(name)
    forms = [form_of(name) for name in fullest]
    order: list[int] = []
    for name in names:
        order += [at for at in matching(form_of(name), forms) if at not in order]
    return [fullest[at] for at in order]
