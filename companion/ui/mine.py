"""My data: everything stored about me, and the way to be rid of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from companion.brief.words import date_in_words
from companion.casebook.summary import Summary
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import heading, inert
from companion.vocabulary import Both


def mine(cases: Sequence[Summary], sent: int | None, days: int, place: Both, texts: Texts, sure: str = "") -> str:
    """The list, and all of it to take along. `sent`: how many calls have left, None when nobody can tell; `sure`: the case, or
    "all", about to be deleted, which is asked about once."""
    top = heading(texts("mine_heading"), texts("mine_lead", place=place.to(texts.lang), days=days))
    rows = "".join(_row(case, texts, sure == case.id) for case in cases)
    listed = f'<ul class="cases">{rows}</ul>' if rows else f"<p>{texts('mine_none')}</p>"
    everything = _ask("purge", "", texts) if sure == "all" else forms.row(_delete("all", texts("mine_all")))
    return top + listed + (everything if cases or sent else "") + _taken_along(sent, texts)


def _taken_along(sent: int | None, texts: Texts) -> str:
    """Everything as a file, and the way to what has left."""
    links = " ".join(
        f'<a href="/own/export.{kind}?lang={texts.lang}" download>{texts(f"mine_export_{kind}")}</a>'
        for kind in ("md", "json")
    )
    words = {0: "mine_receipts_none", 1: "mine_receipts_one"}.get(sent or 0, "mine_receipts")
    seen = forms.row(forms.button("nav", texts(words, count=sent), "receipts", "quiet")) if sent is not None else ""
    return (
        f'<section class="step along"><h2>{texts("mine_export")}</h2><p class="soft">{texts("mine_export_lead")}</p>'
        f'<p class="take">{links}</p>{seen}</section>'
    )


def _row(case: Summary, texts: Texts, sure: bool) -> str:
    used = date_in_words(dt.datetime.fromtimestamp(case.used).date(), texts.lang)
    go = texts("open_brief" if case.stage in ("review", "done") else "continue")
    presses = forms.row(
        "" if case.goal else forms.button("continue", go, case.id), _delete(case.id, texts("mine_delete"))
    )
    asked = _ask("delete", case.id, texts) if sure else presses
    title = inert(case.title or texts("untitled"))
    return f'<li><p dir="auto"><b>{title}</b></p><p class="soft">{inert(used)}</p>{asked}</li>'


def _delete(what: str, words: str) -> str:
    return forms.button("mine_sure", words, what, "quiet")


def _ask(do: str, with_: str, texts: Texts) -> str:
    yes = forms.button(do, texts("delete_yes"), with_, "harm")
    no = forms.button("nav", texts("delete_no"), "mine")
    return f'<div role="alert"><p>{texts("delete_sure")}</p>{forms.row(yes, no)}</div>'
