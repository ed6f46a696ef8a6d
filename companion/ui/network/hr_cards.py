"""HR's roles as cards: what HR is there for and what it keeps out of, with the words to say to leaders."""

from __future__ import annotations

from companion.brief.words import quoted
from companion.pilot.hr_roles import HrRole, hr_roles
from companion.settings import load_settings
from companion.ui.forms import form
from companion.ui.meetings.take import line
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.ui.view import inert


def roles(texts: Texts, room: Room) -> str:
    """The three roles, what HR does not do, and what changes when HR facilitates."""
    told, k = hr_roles(), (room.settings or load_settings()).pilot_k
    done = "".join(_card(one, texts, k) for one in told.roles)
    not_done = "".join(_card(one, texts, k) for one in told.not_done.items)
    paper = line(texts("contacts_role_paper"), "hr-role") + '<p class="paper-told" role="alert"></p>'
    return (
        f'<section class="contacts"><h2>{inert(told.title.to(texts.lang))}</h2><p>{inert(told.intro.text.to(texts.lang))}</p>'
        f'<div class="hr-cards">{done}</div><h2>{inert(told.not_done.title.to(texts.lang))}</h2>'
        f'<div class="hr-cards">{not_done}</div><p>{inert(told.not_done.if_hr_facilitates.text.to(texts.lang))}</p>'
        f'{form(f"""<section class="papers">{paper}</section>""", "hr-role")}</section>'
    )


def _card(one: HrRole, texts: Texts, k: int) -> str:
    said = inert(quoted(one.to_leaders.to(texts.lang), texts.lang))
    return (
        f'<article class="hr-card"><h3>{inert(one.title.to(texts.lang))}</h3><p>{inert(one.text.to(texts.lang, k=k))}</p>'
        f'<p class="soft">{inert(texts("contacts_say"))} {said}</p></article>'
    )
