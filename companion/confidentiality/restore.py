"""Names in place of their placeholders again, in one pass, for the leader's eyes only.

A placeholder stands for a person, not for one way of writing her. It becomes what the leader calls her in passing: the first
short form she used ("Mette", where "Mette Holm" was written as well), else the only form there is. Where what was sent is
known, a copy or a quotation of it gets exactly the form that stood there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from companion.confidentiality.echo import Form, Place, Sent, forms
from companion.confidentiality.genitive import is_genitive, language
from companion.confidentiality.people import parts
from companion.confidentiality.placeholders import Found, placeholders
from companion.vocabulary import Hidden, Lang, Names, Word

_HELD_BACK = 240
"""More characters than a placeholder takes, whatever was done to it, together with what is looked at behind it; as many are
looked at before it."""


class Restored(Word):
    """A text with its names again. `unknown`: placeholders in it that stand for nobody, as they were written."""

    text: str
    unknown: tuple[str, ...] = ()


def restore(text: str, names: Names, sent: Sequence[Sent] = (), lang: Lang | None = None) -> Restored:
    """`text` with the names of the case. `sent`: the masked texts it may repeat. The language, which decides how a
    genitive is written, is guessed where it is not told."""
    homes = _homes(names)
    found = list(placeholders(text))
    known = [one for one in found if (one.kind, one.number) in homes]
    places = [Place(one.start, one.end, homes[one.kind, one.number].placeholder) for one in known]
    before = dict(zip(known, forms(text, places, sent), strict=True))
    unknown = dict.fromkeys(one.written for one in found if (one.kind, one.number) not in homes)
    restored = _put_back(text, known, homes, before, lang or language(text))
    return Restored(text=restored, unknown=tuple(unknown))


class Restorer:
    """The same for a text that arrives in pieces: no placeholder is cut in two. The language is told, or guessed from
    what has come so far."""

    def __init__(self, names: Names, lang: Lang | None = None) -> None:
        self._homes = _homes(names)
        self._lang = lang
        self._text = ""
        self._done = 0
        self._unknown: dict[str, None] = {}

    def feed(self, piece: str) -> str:
        """What can be shown by now."""
        self._text += piece
        return self._shown(max(self._done, len(self._text) - _HELD_BACK))

    def flush(self) -> str:
        """The rest, when the text has ended."""
        return self._shown(len(self._text))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Placeholders so far that stand for nobody."""
        return tuple(self._unknown)

    def _shown(self, cut: int) -> str:
        self._lang = self._lang or language(self._text)
        found = [one for one in placeholders(self._text) if one.start >= self._done]
        cut = next((one.start for one in found if one.start < cut < one.after), cut)
        ready = [one for one in found if one.start < cut]
        self._unknown |= dict.fromkeys(one.written for one in ready if (one.kind, one.number) not in self._homes)
        known = [one for one in ready if (one.kind, one.number) in self._homes]
        text = _put_back(self._text[:cut], known, self._homes, {}, self._lang, self._done)
        self._text = self._text[max(0, cut - _HELD_BACK) :]
        self._done = min(cut, _HELD_BACK)
        return text


def _put_back(
    text: str,
    known: Sequence[Found],
    homes: Mapping[tuple[str, int], Hidden],
    before: Mapping[Found, Form | None],
    lang: Lang | None,
    start: int = 0,
) -> str:
    """`text` from `start` on, with a name and the right genitive for each placeholder."""
    out: list[str] = []
    last = start
    for one in known:
        entry, form = homes[one.kind, one.number], before.get(one)
        name = form.name if form else shown(entry)
        out += [text[last : one.start], name, one.marks, _ending(text, one, entry, name, form, lang)]
        last = one.after
    return "".join([*out, text[last:]])


def merged(one: Hidden) -> bool:
    """True for an entry the leader said is the same as another: its only form is the other's placeholder."""
    return one.rejected and re.fullmatch(r"\[[A-Z]+_\d+\]", one.forms[0]) is not None


def plain(one: Hidden) -> tuple[str, ...]:
    """The forms without genitives that were kept because the leader writes them so ("Mette's" beside "Mette")."""
    return tuple(form for form in one.forms if not any(is_genitive(form, other) for other in one.forms))


def shown(one: Hidden) -> str:
    """The form a leader is shown."""
    known = plain(one)
    if one.kind != "person" or len(known) == 1:
        return known[0]
    words = {form: len(parts(form)) for form in known}
    short = [form for form in known if words[form] < max(words.values())] or known
    return next((form for form in short if form != form.lower()), short[0])


def _homes(names: Names) -> dict[tuple[str, int], Hidden]:
    """Every entry by kind and number; one that was merged into another leads there."""
    by_placeholder = {one.placeholder: one for one in names.hidden}
    homes: dict[tuple[str, int], Hidden] = {}
    for one in names.hidden:
        home = one
        for _ in names.hidden:
            if not merged(home):
                break
            home = by_placeholder[home.forms[0]]
        homes[one.kind, one.number] = home
    return homes


def _ending(text: str, one: Found, entry: Hidden, name: str, before: Form | None, lang: Lang | None) -> str:
    """The genitive after a name, right for the name; a quotation mark that closes stays one."""
    written = one.ending if one.inner else text[one.end + len(one.marks) : one.after]
    if not one.owns(text):
        return written
    if before and before.ending:
        right = before.ending
    elif name + one.ending in entry.forms:
        right = one.ending
    else:
        right = one.right_for(name, text, lang)
    return written if right == one.ending else right
