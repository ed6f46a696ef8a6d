"""The pilot pack: what it says of this installation, at a glance, and its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from companion.brief.words import date_in_words
from companion.pilot.pack import NAMES, Name, document
from companion.pilot.pack_facts import Facts
from companion.pilot.pack_papers import STEMS, pack_paper
from companion.safety.helplines import own_helplines, stale
from companion.settings import load_settings
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.view import heading, inert
from companion.vocabulary import Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class PackTool:
    """The tool on one language's page. Nothing is typed in it."""

    name = "pack"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {}

    def papers(self) -> Mapping[str, Make]:
        return {f"pack-{name}": partial(self._paper, name) for name in NAMES}

    def opened(self, press: Pressed) -> Step:
        texts, facts = self._texts, self._facts()
        told = "".join(
            f"<dt>{inert(texts(f'pack_{what}'))}</dt><dd>{inert(says)}</dd>" for what, says in self._told(facts)
        )
        lines = "".join(line(document(name).title.to(texts.lang), f"pack-{name}") for name in NAMES)
        html = (
            heading(texts("pack_heading"), texts("pack_lead")) + f'<dl class="facts">{told}</dl>'
            f'<section class="papers"><h2>{inert(texts("pack_papers"))}</h2><p>{inert(texts("pack_papers_lead"))}</p>{lines}'
            f'<p class="paper-told" role="alert"></p></section><p class="soft">{inert(texts("pack_again"))}</p>'
        )  # fmt: skip
        return self._desk.show(press, forms.form(html, self.name))

    def typed(self, form: Form) -> str:
        return ""

    def _facts(self) -> Facts:
        room = self._desk.pages.room
        return Facts(room.settings or load_settings(), room.today())

    def _told(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """What a works council or a DPO asks first, each answered in a line."""
        so, settings, texts = facts.holds(), facts.settings, self._texts
        yield "where", texts("pack_where_shared" if "shared" in so else "pack_where_own")
        sent = (
            texts("pack_models_sent", models=facts.models(texts.lang))
            if "connected" in so
            else texts("pack_models_none")
        )
        yield "models", f"{sent} {texts('pack_open_line')}" if "open_line" in so else sent
        yield "key", texts("pack_key_given" if "key_given" in so else "pack_key_file")
        yield "kept", texts("pack_kept_days", days=settings.retention_days)
        counted = texts("pack_counted_on", k=settings.pilot_k) if "counting" in so else texts("pack_counted_off")
        yield "counted", counted
        yield "help", self._help(facts)
        yield "made", date_in_words(facts.today, texts.lang)

    def _help(self, facts: Facts) -> str:
        own, old = len(own_helplines()), len(stale(facts.today))
        theirs = self._texts("pack_help_own", count=own) if own else self._texts("pack_help_none")
        return f"{theirs} {self._texts('pack_help_old', count=old) if old else self._texts('pack_help_fresh')}"

    def _paper(self, name: Name, form: Form, lang: Lang) -> Handout:
        return Handout(STEMS[name], paper=pack_paper(name, self._facts(), lang))
