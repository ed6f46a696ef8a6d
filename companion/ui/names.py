"""Names we hide: what was found in the leader's words and as what, beside the conversation and, folded, on the review.

Each of them opens a few quiet choices. What is said here counts for the whole case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from companion.confidentiality.apposition import apposition
from companion.confidentiality.people import parts
from companion.confidentiality.restore import merged
from companion.method.state import State
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import focused, inert
from companion.vocabulary import Hidden, IdentifierKind, Lang

KINDS: tuple[IdentifierKind, ...] = get_args(IdentifierKind)
_WORDS = ("person", "organisation", "place")
"""What is a name; the rest are numbers and addresses, of which nobody says that they are none."""


def beside(state: State, case_id: str, texts: Texts, said: str = "", took: str = "") -> str:
    """The panel beside the conversation. `said`: what was just done; `took`: the field whose words were taken in, so that
    the window forgets what was typed there and keeps what stands half typed in the others."""
    head = f'<h2 id="names-heading">{texts("names_heading")}</h2>'
    more = f'class="gathered names" aria-labelledby="names-heading" data-took="{took}"'
    return f'<form id="names" data-case="{case_id}" {more}>{head}{_inside(state, texts, said)}</form>'


def folded(state: State, texts: Texts, said: str = "") -> str:
    """The same under the review, which it takes along: what is half changed there stands afterwards too."""
    count, opened = len(_shown(state)), " open" if said else ""
    return (
        f'<details class="aside"{opened}><summary>{texts("names_count", count=count)}</summary>'
        f'<form class="names" data-also="review">{_inside(state, texts, said)}</form></details>'
    )


def _shown(state: State) -> list[Hidden]:
    return [one for one in state["names"].hidden if not one.rejected]


def _inside(state: State, texts: Texts, said: str) -> str:
    told = f'<p class="said" role="status" tabindex="-1"{focused()}>{inert(said)}</p>' if said else ""
    shown = _shown(state)
    items = "".join(_item(one, shown, state, texts) for one in shown)
    found = f'<ul class="found">{items}</ul>' if items else f"<p>{texts('names_none')}</p>"
    lead = f'<p class="soft">{texts("names_lead")}</p>' if items else ""
    missed = _missed(texts) if state["answers"] else ""
    return told + found + lead + missed + _people(state, texts) + _rejected(state, texts)


def _item(one: Hidden, shown: Sequence[Hidden], state: State, texts: Texts) -> str:
    """A name as the leader writes it, and as what; opened, the choices."""
    name, also = one.forms[0], _others(one)
    listed = f'<p class="soft">{texts("names_also", forms=_listed(also, texts))}</p>' if also else ""
    wrong = _press("names_not", texts("names_not" if one.kind in _WORDS else "names_not_number"), one.placeholder, name)
    split = [_press("names_apart", texts("names_apart", form=form), f"{one.placeholder} {form}") for form in also]
    return (
        f"<li><details><summary><bdi>{inert(name)}</bdi> <span>{inert(_as_what(one, state, texts))}</span></summary>"
        f"{listed}{wrong}{_same(one, shown, texts)}{''.join(split)}</details></li>"
    )


def _others(one: Hidden) -> list[str]:
    """A person's other names; another case or a genitive is no other name."""
    if one.kind != "person":
        return []
    first: dict[tuple[str, ...], str] = {}
    for form in one.forms:
        first.setdefault(tuple(parts(form)), form)
    return list(first.values())[1:]


def _same(one: Hidden, shown: Sequence[Hidden], texts: Texts) -> str:
    """The other persons, each one press away."""
    others = [other for other in shown if other.kind == one.kind == "person" and other.number != one.number]
    if not others:
        return ""
    lead = texts("names_same")
    presses = "".join(
        f'<button type="button" class="quiet" data-do="names_same" data-with="{one.placeholder} {other.placeholder}" '
        f'aria-label="{inert(f"{one.forms[0]}: {lead} {other.forms[0]}")}"><bdi>{inert(other.forms[0])}</bdi></button>'
        for other in others
    )
    return f'<p class="same"><span>{lead}</span> {presses}</p>'


def _press(do: str, words: str, with_: str, of: str = "") -> str:
    """A quiet button; `of`: whom it is about, for those who hear it alone."""
    heard = f' aria-label="{inert(f"{of}: {words}")}"' if of else ""
    return (
        f'<button type="button" class="quiet" data-do="{do}" data-with="{inert(with_)}"{heard}>{inert(words)}</button>'
    )


def _listed(written: Sequence[str], texts: Texts) -> str:
    return inert(", ".join(texts("names_quoted", form=form) for form in written))


def _missed(texts: Texts) -> str:
    kinds = [(kind, texts(f"hidden_{kind}")) for kind in KINDS]
    inner = (
        forms.line("missed", texts("names_word")) + forms.choice("kind", texts("names_kind"), kinds, "person")
        + forms.button("names_mark", texts("names_mark"))
    )  # fmt: skip
    return f"<details><summary>{texts('names_missed')}</summary>{inner}</details>"


def _people(state: State, texts: Texts) -> str:
    field = forms.area("people", texts("names_people_label"), "\n".join(state["roster"]))
    keep = forms.button("names_people", texts("names_people_keep"))
    return f"<details><summary>{texts('names_people')}</summary>{field}{keep}</details>"


def _rejected(state: State, texts: Texts) -> str:
    """What the leader said is no name, and the way back."""
    gone = [one for one in state["names"].hidden if one.rejected and not merged(one)]
    if not gone:
        return ""
    rows = "".join(
        f"<li><bdi>{inert(one.forms[0])}</bdi> {_press('names_is', texts('names_is'), one.placeholder, one.forms[0])}</li>"
        for one in gone
    )
    return (
        f'<details><summary>{texts("names_rejected", count=len(gone))}</summary><ul class="gone">{rows}</ul></details>'
    )


def _as_what(one: Hidden, state: State, texts: Texts) -> str:
    """The role in the leader's own words where one stands beside the name, else the kind of thing it is."""
    role = _role(one, [answer.text for answer in state["answers"]], state["lang"]) if one.kind == "person" else ""
    return role or texts(f"hidden_{one.kind}")


def _role(one: Hidden, said: Sequence[str], lang: Lang) -> str:
    """ "en teamleder", "min souschef"; empty when nothing is said of the person."""
    name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, one.forms))})(?:['’]?s|['’])?(?!\w)", re.IGNORECASE)
    near = (apposition(text, met.start(), met.end()) for text in said for met in name.finditer(text))
    found = next((beside for beside in near if beside), None)
    if found is None:
        return ""
    article = "en" if lang == "da" else "an" if found.noun[0] in "aeiou" else "a"
    return f"{found.own or article} {found.noun}"
