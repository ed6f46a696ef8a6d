"""The rules of the room: clauses to tick and to word, lines of one's own, and the page to sign."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.facilitation.agreement import OWN_LINES, TOPICS, Clause, agreement, agreement_paper
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line, take
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import Texts, both
from companion.ui.view import heading, inert
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_OWN = tuple(f"own.{n}" for n in range(1, OWN_LINES + 1))


class RulesTool:
    """The tool on one language's page. All of it happens in the form; the only thing to have is the paper."""

    name = "rules"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {}

    def papers(self) -> Mapping[str, Make]:
        return {"rules": _paper}

    def opened(self, press: Pressed) -> Step:
        texts = self._texts
        parts = [heading(texts("rules_heading"), texts("rules_lead"))]
        for topic in TOPICS:
            clauses = "".join(_clause(one, press.form, texts) for one in agreement().clauses if one.topic == topic)
            parts.append(f"<section><h2>{inert(texts(f'rules_{topic}'))}</h2>{clauses}</section>")
        return self._desk.show(
            press, forms.form("".join(parts) + _own(press.form, texts) + _frame(press.form, texts), self.name)
        )

    def typed(self, form: Form) -> str:
        """What is not word for word one of the product's clauses."""
        worded = {f"text.{clause.id}": clause.text for clause in agreement().clauses}
        texts = [form.get(name, "") for name in _OWN]
        texts += [text for name, ours in worded.items() if (text := form.get(name, "")) not in (ours.da, ours.en)]
        return "\n".join(filter(None, texts))


def _clause(clause: Clause, form: Form, texts: Texts) -> str:
    title, ticked = clause.title.to(texts.lang), form.get(f"with.{clause.id}")
    grounds = texts("rules_ours" if clause.ours else "source", title=clause.source_title, section=clause.section)
    return (
        '<div class="clause"><div class="line">'
        + forms.tick(
            f"with.{clause.id}",
            texts("rules_with", title=title),
            clause.essential if ticked is None else bool(ticked),
            True,
        )
        + forms.area(f"text.{clause.id}", title, form.get(f"text.{clause.id}", clause.text.to(texts.lang)))
        + f"</div><p>{inert(grounds)}</p></div>"
    )


def _own(form: Form, texts: Texts) -> str:
    lines = "".join(forms.area(one, texts("rules_own", n=n), form.get(one, "")) for n, one in enumerate(_OWN, start=1))
    return f"<section><h2>{inert(texts('rules_own_heading'))}</h2>{lines}</section>"


def _frame(form: Form, texts: Texts) -> str:
    """Who facilitates, when one looks at it again, and the paper."""
    inside = forms.tick("internal", texts("rules_internal"), bool(form.get("internal")))
    inside += f'<p class="hint-below">{inert(texts("rules_internal_hint"))}</p>'
    again = forms.line(
        "look_again",
        texts("rules_look_again"),
        form.get("look_again", ""),
        kind="date",
        hint=texts("rules_look_again_hint"),
    )
    return (
        f"<section><h2>{inert(texts('rules_frame'))}</h2>{inside}{again}</section>"
        f"{take(texts('rules_take'), line(texts('rules_paper'), 'rules'))}"
    )


def _paper(form: Form, lang: Lang) -> Handout:
    worded = {one.id: form.get(f"text.{one.id}", "") for one in agreement().clauses if form.get(f"with.{one.id}")}
    own, look_again = [form.get(name, "") for name in _OWN], None
    if not any(text.strip() for text in (*worded.values(), *own)):
        raise WrongUse(*both("rules_none"))
    with suppress(ValueError):
        look_again = date.fromisoformat(form.get("look_again", ""))
    paper = agreement_paper(worded, bool(form.get("internal")), lang, own, look_again)
    return Handout(Both(da="spilleregler", en="ground-rules"), paper=paper)
