"""The last screen: the brief as it will be read, ways to take it along, and the meeting."""

from __future__ import annotations

from companion.brief import reading_seconds, render_html
from companion.brief.files import KINDS
from companion.brief.words import date_in_words
from companion.method.state import State
from companion.ui import forms
from companion.ui.passages import passage
from companion.ui.texts import Texts
from companion.ui.view import inert, note


def done(state: State, case_id: str, texts: Texts, sure: bool = False) -> str:
    """Closing line, downloads, the brief, what the material says when asked, and the one honest step of deleting."""
    brief = state["brief"]
    assert brief is not None
    seconds = reading_seconds(brief)
    line = (
        texts("done_close", seconds=seconds, date=date_in_words(brief.date, texts.lang))
        if brief.date
        else texts("done_close_undated", seconds=seconds)
    )
    names = {".docx": texts("word"), ".pdf": "PDF", ".md": "Markdown"}
    links = "".join(
        f'<a href="/own/brief/{case_id}{kind}" download>{texts("download")} {names[kind]}</a>'
        for kind in sorted(KINDS, key=list(names).index)
    )
    presses = forms.row(
        forms.button("edit", texts("edit_brief")),
        _ask_the_material(state, texts),
        forms.button("delete_ask", texts("delete_case"), kind="quiet"),
    )
    return (
        f'<div class="words" role="status"><h1 class="close">{inert(line)}</h1></div><p class="take">{links}</p>'
        + note(state) + render_html(brief) + (_sure(case_id, texts) if sure else presses) + _material(state, texts)
    )  # fmt: skip


def _sure(case_id: str, texts: Texts) -> str:
    presses = forms.row(
        forms.button("delete", texts("delete_yes"), case_id, "harm"), forms.button("open", texts("delete_no"))
    )
    return f'<section class="panel" role="alert"><p>{texts("delete_sure")}</p>{presses}</section>'


def _ask_the_material(state: State, texts: Texts) -> str:
    """The first time, and again for more; no button where it had nothing to say."""
    found = state["inspiration"]
    return "" if found == [] else forms.button("inspire", texts("inspire_more" if found else "inspire"))


def _material(state: State, texts: Texts) -> str:
    """What the material says to this case, apart from the leader's words; it may be nothing."""
    found = state["inspiration"]
    if found is None:
        return ""
    said = "".join(passage(one.passage, texts, one.experience, because=one.because) for one in found)
    inner = said or f"<p>{texts('inspire_none')}</p>"
    lead = f'<p class="soft">{texts("inspire_lead")}</p>' if found else ""
    return f'<section class="material" id="material" role="status"><h2>{texts("inspire")}</h2>{lead}{inner}</section>'
