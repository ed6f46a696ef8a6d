"""HR's own corner: whom every help card shows first, the file that says so, and what HR is there for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from companion.brief.words import date_in_words
from companion.errors import WrongUse
from companion.pilot.help_file import drafts, help_file
from companion.pilot.hr_roles import roles_paper
from companion.safety.helplines import Helpline, helplines, outdated, own_helplines
from companion.ui.forms import Form
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network import contacts_form, hr_cards
from companion.ui.steps import Step
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_FILE = Both(da="hjaelpekontakter", en="help-contacts")
_ROLE = Both(da="hr-rolle", en="role-of-hr")


class ContactsTool:
    """The tool on one language's page. It never writes the file: that is for whoever runs the server to do."""

    name = "contacts"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {}

    def papers(self) -> Mapping[str, Make]:
        return {"contacts-file": self._file, "hr-role": _role}

    def opened(self, press: Pressed) -> Step:
        texts = self._texts
        head = heading(texts("contacts_heading"), texts("contacts_lead"))
        roles = hr_cards.roles(texts, self._desk.pages.room)
        return self._desk.show(press, head + self._in_force() + roles)

    def typed(self, form: Form) -> str:
        return contacts_form.typed(form)

    def _in_force(self) -> str:
        """What is in the file now, and the form that makes a new one. A file that cannot be read is told about, and can be
        made anew when it is out of the way."""
        try:
            own = own_helplines()
        except WrongUse as wrong:
            return paragraphs(wrong.say(self._texts.lang))
        return self._shown(own) + contacts_form.form(drafts(), self._texts)

    def _shown(self, own: tuple[Helpline, ...]) -> str:
        texts, today = self._texts, self._desk.pages.room.today()
        ours = helplines()[len(own) :]
        lines = "".join(self._line(one) for one in own) or f"<p>{inert(texts('contacts_none'))}</p>"
        unseen = ", ".join(one.name.to(texts.lang) for one in outdated(ours, today))
        rest = texts("contacts_unchecked", names=unseen) if unseen else texts("contacts_all_checked")
        return (
            f'<section class="contacts"><h2>{inert(texts("contacts_own"))}</h2>{lines}</section>'
            f'<section class="contacts"><h2>{inert(texts("contacts_ours"))}</h2><p>{inert(rest)}</p></section>'
        )

    def _line(self, one: Helpline) -> str:
        texts = self._texts
        number = one.shown_number or (one.link or "").removeprefix("https://")
        told = " · ".join(filter(None, (number, ", ".join(texts(f"contacts_{level}") for level in one.levels))))
        old = outdated([one], self._desk.pages.room.today())
        state = (
            "contacts_fresh" if one.checked_on and not old else "contacts_stale" if one.checked_on else "contacts_never"
        )
        state = state if one.states_a_fact else "contacts_no_fact"
        day = date_in_words(one.checked_on, texts.lang) if one.checked_on else ""
        mark = ' class="due"' if old else ""
        return (
            f'<div class="contact"><h3>{inert(one.name.to(texts.lang))}</h3><p>{inert(told)}</p>'
            f"<p>{inert(one.when.to(texts.lang))}</p><p{mark}>{inert(texts(state, day=day))}</p></div>"
        )

    def _file(self, form: Form, lang: Lang) -> Handout:
        """The same contacts as the form was made with, by their place in it."""
        file = help_file(contacts_form.read(form, drafts()), self._desk.pages.room.today())
        return Handout(_FILE, files={".yaml": file})


def _role(form: Form, lang: Lang) -> Handout:
    return Handout(_ROLE, paper=roles_paper(lang))
