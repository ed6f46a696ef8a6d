"""A set of questions for the next meeting: made for a theme, a format and a group, then swapped, reworded, put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, get_args

from pydantic import ValidationError

from companion.errors import PartFailed, Refused, WrongUse
from companion.facilitation.question_papers import cards_paper, counted, list_paper
from companion.facilitation.question_sets import Wanted, question_set
from companion.facilitation.themes import EVERYDAY, Format, Group, Setting, themes
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings import rows as listed
from companion.ui.meetings.rows import Focus
from companion.ui.meetings.sheet import Sheet
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Shown, Step, Then, line
from companion.ui.texts import both
from companion.ui.view import focused, heading, inert
from companion.vocabulary import Both, Lang
from companion.voice import SetWish

if TYPE_CHECKING:
    from companion.paper.blocks import Paper
    from companion.ui.meetings.desk import Desk

MOST_TYPED = 200
"""Characters of a theme in one's own words."""
COUNTS = range(3, 17)
USUAL = {"kind": "interview", "group": "any", "setting": "any", "count": "8"}
THEIRS = Focus(on="all")
CARDS, LIST = Both(da="spoergsmaal-kort", en="question-cards"), Both(da="spoergsmaal", en="questions")


class Questions:
    """The tool. All that is known of a set stands in its form."""

    name = "questions"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {
            "questions_make": self._make,
            "questions_swap": self._swap,
            "questions_swap_all": lambda press: self._show(press, Sheet.read(press.form).rest_swapped(), THEIRS),
            "questions_fit": self._fit,
            "questions_add": lambda press: self._show(press, *Sheet.read(press.form).one_more()),
            **{f"questions_{to}": self._mover(to) for to in ("up", "down", "remove")},
        }

    def papers(self) -> Mapping[str, Make]:
        return {
            "question-cards": lambda form, lang: _paper(form, lang, cards_paper, CARDS),
            "question-list": lambda form, lang: _paper(form, lang, list_paper, LIST),
        }

    def opened(self, press: Pressed) -> Shown:
        if "made" in press.form:
            return self._show(press, Sheet.read(press.form), Focus())
        form = forms.form(self._wish(press.form), self.name)
        return self._desk.show(press, heading(self._texts("questions_heading"), self._texts("questions_lead")) + form)

    def typed(self, form: Form) -> str:
        """The theme in one's own words, and the questions that were reworded."""
        said = [form.get("own", "")]
        with suppress(WrongUse):
            sheet = Sheet.read(form)
            said += [sheet.made.wanted.theme] * (not sheet.made.theme)
            said += [row.text for row in sheet.rows if row.edited]
        return "\n".join(said)

    def _make(self, press: Pressed) -> Shown:
        wanted = self._wanted(press.form)
        sheet = Sheet.of(question_set(wanted, self._desk.search), wanted)
        return self._show(press, sheet, Focus(on="facts"))

    def _wanted(self, form: Form) -> Wanted:
        theme = form.get("theme", "") or form.get("own", "")
        if not theme.strip():
            raise WrongUse(*both("questions_no_theme"))
        if len(theme) > MOST_TYPED:
            raise WrongUse(*both("questions_theme_long", count=len(theme), most=MOST_TYPED))
        try:
            fields = {name: form.get(name, usual) for name, usual in USUAL.items()}
            return Wanted.model_validate({"theme": theme, "lang": self._texts.lang, **fields})
        except ValidationError:
            raise WrongUse(*both("tool_gone")) from None

    def _swap(self, press: Pressed) -> Shown:
        sheet = Sheet.read(press.form)
        return self._show(press, *sheet.swapped(listed.place_of(press.with_, sheet.rows)))

    def _fit(self, press: Pressed) -> Step:
        """A model words the questions closer to the theme. Nothing is sent where somebody may not be well."""
        sheet, answerer = Sheet.read(press.form), self._desk.answerer
        if answerer is None or press.concern.level != "none":
            raise Refused(*both("questions_fit_not"))
        wanted, pages = sheet.made.wanted, self._desk.pages
        wish = SetWish(
            sheet.made.title if sheet.made.theme else wanted.theme, wanted.kind, wanted.group, wanted.setting
        )

        def fitted() -> Shown:
            under, model = pages.room.book().questioning(press.owner), pages.room.words_by
            texts = answerer.tailor(wish, sheet.to_fit(), self._texts.lang, under)
            if texts is None:
                raise PartFailed(*both("questions_fit_none"))
            return self._show(press, sheet.fitted(texts, model), THEIRS)

        return Then({pages.told: line(self._texts("questions_fit_comes"))}, fitted)

    def _mover(self, to: str) -> Press:
        def move(press: Pressed) -> Shown:
            sheet = Sheet.read(press.form)
            rows, focus = listed.moved(sheet.rows, listed.place_of(press.with_, sheet.rows), to)
            return self._show(press, sheet._replace(rows=rows), focus)

        return move

    def _show(self, press: Pressed, sheet: Sheet, focus: Focus) -> Shown:
        texts, wanted, there = self._texts, sheet.made.wanted, len(sheet.rows)
        facts = f"{texts(f'questions_kind_{wanted.kind}')} · {counted(there, texts.lang)}"
        fewer = focus.on == "facts" and there < wanted.count
        said = texts("questions_fewer", there=there, asked=wanted.count) if fewer else ""
        rest = focused() if focus == THEIRS or not sheet.rows else ""
        presses = forms.row(
            f'<button type="button" class="secondary" data-do="questions_swap_all" data-with=""{rest}>'
            f"{inert(texts('questions_swap_all'))}</button>",
            forms.button("questions_add", texts("questions_add")),
            forms.button("questions_fit", texts("questions_fit")) if self._desk.answerer else "",
        )
        sent = texts("questions_fit_told", model=self._desk.pages.room.words_by) if self._desk.answerer else ""
        inner = (
            f'<p class="soft" tabindex="-1"{focused() if focus.on == "facts" else ""}>{inert(facts)} {inert(said)}</p>'
            f"{sheet.hidden()}{listed.shown(sheet.rows, texts, self.name, focus, swaps=True)}{presses}"
            f'<p class="soft">{inert(texts("questions_rest"))} {inert(sent)}</p>{listed.papers(texts, "question")}'
            f'<details class="aside"><summary>{inert(texts("questions_again"))}</summary>{self._wish(press.form)}</details>'
        )
        return self._desk.show(press, heading(sheet.made.title) + forms.form(inner, self.name))

    def _wish(self, form: Form) -> str:
        """What a set is asked for with, as it was last filled in."""
        texts = self._texts
        every = sorted((one.title.to(texts.lang), one.id) for one in themes())
        titles = [*((name, title) for title, name in every), ("", texts("questions_other"))]
        chosen = USUAL | {name: form[name] for name in USUAL if name in form}

        def options(name: str, values: tuple[str, ...]) -> str:
            said = [(value, texts(f"questions_{name}_{value}")) for value in values]
            return forms.choice(name, texts(f"questions_{name}"), said, chosen[name])

        own = forms.line("own", texts("questions_own"), form.get("own", ""), hint=texts("questions_own_hint"))
        counts = [(str(number), str(number)) for number in COUNTS]
        return (
            f"{forms.choice('theme', texts('questions_theme'), titles, form.get('theme', EVERYDAY))}"
            f'<div class="own-theme">{own}</div>{options("kind", get_args(Format))}{options("group", get_args(Group))}'
            f"{options('setting', get_args(Setting))}"
            f"{forms.choice('count', texts('questions_count'), counts, chosen['count'])}"
            f"{forms.row(forms.button('questions_make', texts('questions_make'), kind='primary'))}"
        )


def _paper(form: Form, lang: Lang, make: Callable[..., Paper], stem: Both) -> Handout:
    sheet = Sheet.read(form)
    return Handout(stem, make(sheet.made.title, listed.to_print(sheet.rows), lang))
