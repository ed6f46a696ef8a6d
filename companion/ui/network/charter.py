"""The charter of a network: one question at a time, with help from the cards; at the end the whole of it to edit and print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.pilot.charter import charter
from companion.pilot.charter_papers import charter_paper
from companion.safety.screen import screen
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.network.charter_carried import WHOLE, Carried, read
from companion.ui.network.charter_view import question
from companion.ui.network.charter_whole import whole
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import heading, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class CharterTool:
    """The tool on one language's page."""

    name = "charter"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts, self._lang = desk, desk.texts, desk.texts.lang

    def presses(self) -> Mapping[str, Press]:
        return {
            "charter_begin": self._begin,
            "charter_next": self._next,
            "charter_skip": self._moves(lambda carried: carried.left().moved(1)),
            "charter_back": self._moves(lambda carried: carried.moved(-1)),
            "charter_see": self._moves(lambda carried: carried._replace(at=WHOLE)),
            "charter_at": self._at,
            "charter_take": self._take,
        }

    def papers(self) -> Mapping[str, Make]:
        return {"charter": _paper}

    def opened(self, press: Pressed) -> Step:
        if "at" in press.form:
            return self._show(press, read(press.form, self._lang))
        texts, words = self._texts, charter().words
        lead = heading(words.title.to(self._lang), words.intro.to(self._lang))
        ways = forms.row(*(
            forms.button("charter_begin", texts(f"charter_{way}", count=len(charter().questions(way == "short"))), way, kind)
            for way, kind in (("short", "primary"), ("long", "secondary"))
        ))  # fmt: skip
        return self._desk.show(press, lead + forms.form(paragraphs(texts("charter_kept")) + ways, self.name))

    def typed(self, form: Form) -> str:
        return charter().typed(read(form, self._lang).said)

    def _begin(self, press: Pressed) -> Step:
        short = press.with_ == "short"
        first = charter().questions(short)[0].id
        return self._show(press, Carried(first, short, {}, (), ""))

    def _next(self, press: Pressed) -> Step:
        carried = read(press.form, self._lang)
        asked = carried.open_question()
        if asked and not carried.said.get(asked.id):
            raise WrongUse(*both("charter_pick" if asked.options else "charter_empty"))
        return self._show(press, carried.answered().moved(1))

    def _moves(self, how: Callable[[Carried], Carried]) -> Press:
        return lambda press: self._show(press, how(read(press.form, self._lang)))

    def _at(self, press: Pressed) -> Step:
        if press.with_ not in {one.id for one in charter().questions()}:
            raise WrongUse(*both("tool_gone"))
        return self._show(press, read(press.form, self._lang).at_question(press.with_))

    def _take(self, press: Pressed) -> Step:
        """An example, under what stands there already: nothing that was typed is lost."""
        carried = read(press.form, self._lang)
        asked = carried.open_question()
        examples = {str(at): one.to(self._lang) for at, one in enumerate(asked.examples)} if asked else {}
        if asked is None or press.with_ not in examples:
            raise WrongUse(*both("tool_gone"))
        before = carried.said.get(asked.id, "")
        text = "\n".join(filter(None, (before, examples[press.with_])))
        return self._show(press, carried._replace(said=carried.said | {asked.id: text}), here=True)

    def _show(self, press: Pressed, carried: Carried, here: bool = False) -> Step:
        """Where one is. People to turn to stand above what follows the answer that gave reason to, and not above all later."""
        left = read(press.form, self._lang)
        new = {left.at: left.said.get(left.at, "")} if left.open_question() else left.said
        asked = carried.open_question()
        if asked:
            inner = question(asked, carried, self._texts, here)
            inner += carried.hidden({f"said.{asked.id}"})
        else:
            inner = whole(carried, self._texts)
        press = replace(press, concern=screen(charter().typed(new)))
        return self._desk.show(press, forms.form(inner, self.name))


def _paper(form: Form, lang: Lang) -> Handout:
    carried = read(form, lang)
    if not any(text.strip() for text in carried.answers.values()):
        raise WrongUse(*both("charter_nothing"))
    paper = charter_paper(carried.answers, lang, carried.look_again, carried.together)
    return Handout(Both(da="netvaerksaftale", en="network-charter"), paper=paper)
