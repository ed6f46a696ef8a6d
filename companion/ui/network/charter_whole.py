"""The whole charter as HTML: every answer to edit, what is left, and the papers."""

from __future__ import annotations

from collections.abc import Sequence

from companion.pilot.charter import CharterQuestion, charter
from companion.pilot.charter_papers import answered, left_for_the_group
from companion.ui import forms
from companion.ui.meetings.take import line
from companion.ui.network.charter_carried import Carried
from companion.ui.texts import Texts
from companion.ui.view import heading, inert


def whole(carried: Carried, texts: Texts) -> str:
    """What the charter says so far, in its own order; what is left for the group; what nobody has answered."""
    parts, shown = [], set[str]()
    for section, clauses in answered(carried.answers, texts.lang):
        areas = ""
        for one, _ in clauses:
            shown.add(f"said.{one.id}")
            areas += forms.area(f"said.{one.id}", one.heading.to(texts.lang), carried.said[one.id])
        parts.append(f"<section><h2>{inert(section.title.to(texts.lang))}</h2>{areas}</section>")
    lead = texts("charter_whole_lead" if parts else "charter_nothing")
    head = heading(texts("charter_whole"), lead)
    papers = _papers(carried, texts) if parts else ""
    return head + "".join(parts) + _left(carried, texts) + papers + carried.hidden(shown | {"again"} if parts else ())


def _left(carried: Carried, texts: Texts) -> str:
    """The ways to what has no answer yet."""
    together = left_for_the_group(carried.answers, carried.together)
    rest = [one for one in charter().questions() if one not in together and not carried.answers.get(one.id)]
    return _list(charter().words.skipped.to(texts.lang), together, texts) + _folded(rest, texts)


def _list(title: str, questions: Sequence[CharterQuestion], texts: Texts) -> str:
    return f"<section><h2>{inert(title)}</h2>{_ways(questions, texts)}</section>" if questions else ""


def _folded(questions: Sequence[CharterQuestion], texts: Texts) -> str:
    if not questions:
        return ""
    title = texts("charter_open", count=len(questions))
    return f'<details class="aside"><summary>{inert(title)}</summary>{_ways(questions, texts)}</details>'


def _ways(questions: Sequence[CharterQuestion], texts: Texts) -> str:
    items = (f"<li>{forms.button('charter_at', one.heading.to(texts.lang), one.id, 'quiet')}</li>" for one in questions)
    return f'<ul class="ways">{"".join(items)}</ul>'


def _papers(carried: Carried, texts: Texts) -> str:
    again = forms.line("again", texts("charter_again"), carried.again, "date", texts("charter_again_hint"))
    take = line(texts("charter_paper"), "charter") + '<p class="paper-told" role="alert"></p>'
    return f'<section class="papers"><h2>{inert(texts("charter_take"))}</h2>{again}{take}</section>'
