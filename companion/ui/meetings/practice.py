"""The practice ground: a fictional colleague to ask, and what each question did. The window holds the talk; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.facilitation.practice import MOST_CHARACTERS, Turn, plain, talk
from companion.facilitation.practice_cases import PracticeCase, find_case, practice_cases
from companion.facilitation.practice_summary import ENOUGH, NOT_KEPT
from companion.ui import forms
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.practice_carried import MOST, asked_of, case_of, hidden
from companion.ui.meetings.practice_went import went
from companion.ui.meetings.tool import Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import focused, heading, inert, paragraphs

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


class Practice:
    """The tool on one language's page."""

    name = "practice"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts, self._lang = desk, desk.texts, desk.texts.lang

    def presses(self) -> Mapping[str, Press]:
        return {
            "practice_cases": self._cases,
            "practice_case": lambda press: self._talk(press, find_case(press.with_), ()),
            "practice_ask": self._ask,
            "practice_undo": self._undo,
            "practice_back": lambda press: self._talk(press, case_of(press.form), asked_of(press.form)),
            "practice_end": self._end,
        }

    def papers(self) -> Mapping[str, Make]:
        return {}

    def typed(self, form: Form) -> str:
        """The question in the box; those before it were screened when they stood there."""
        return form.get("question", "")

    def opened(self, press: Pressed) -> Step:
        """The cases to choose among, or the talk that was on its way."""
        if "practice_case" not in press.form:
            return self._cases(press)
        return self._talk(press, case_of(press.form), asked_of(press.form), press.form.get("question", ""))

    def _cases(self, press: Pressed) -> Step:
        texts, lang = self._texts, self._lang
        cases = "".join(
            f"<li>{forms.button('practice_case', case.title.to(lang), case.id, 'quiet')}"
            f'<p class="who">{inert(case.line.to(lang))}</p><p>{inert(case.who.to(lang))}</p></li>'
            for case in practice_cases()
        )
        lead = heading(texts("practice_heading"), texts("practice_lead"), texts("practice_lead_kept"))
        return self._desk.show(press, f'{lead}<ul class="tools">{cases}</ul>', self.name)

    def _ask(self, press: Pressed) -> Step:
        case, asked, question = case_of(press.form), asked_of(press.form), plain(press.form.get("question", ""))
        if not question:
            raise WrongUse(*both("practice_empty"))
        if len(question) > MOST_CHARACTERS:
            raise WrongUse(*both("practice_long", count=len(question), most=MOST_CHARACTERS))
        if len(asked) >= MOST:
            raise WrongUse(*both("practice_most", most=MOST))
        return self._talk(press, case, (*asked, question), new=True)

    def _undo(self, press: Pressed) -> Step:
        """As it was before the last question, which stands in the box again."""
        asked = asked_of(press.form)
        return self._talk(press, case_of(press.form), asked[:-1], "".join(asked[-1:]), undone=bool(asked))

    def _talk(
        self,
        press: Pressed,
        case: PracticeCase,
        asked: Sequence[str],
        back: str = "",
        new: bool = False,
        undone: bool = False,
    ) -> Step:
        """What has been said, and the box. `back`: what stands in the box; `new`: a question was just answered;
        `undone`: one was taken back."""
        texts, turns = self._texts, talk(case, asked, self._lang)
        head = heading(case.title.to(self._lang), case.who.to(self._lang))
        note = f'<p class="note" role="status">{inert(texts("practice_undone"))}</p>' if undone else ""
        enough = paragraphs(texts("practice_enough", count=len(turns))) if len(turns) >= ENOUGH else ""
        box = (
            f'<label class="field"><span>{inert(texts("practice_question"))}</span><textarea name="question" rows="2" '
            f'dir="auto" {UNKEPT}{focused() if back else ""}>{inert(back)}</textarea></label>'
        )
        ask = forms.row(
            forms.button("practice_ask", texts("practice_ask"), kind="primary"),
            forms.button("practice_end", texts("practice_end")) if turns else "",
        )
        ways = forms.row(
            forms.button("practice_undo", texts("practice_undo"), kind="quiet") if turns else "",
            forms.button("practice_cases", texts("practice_another"), kind="quiet"),
        )
        inner = self._said(case, turns, new) + enough + note + box + ask + ways + hidden(case, asked)
        return self._desk.show(press, head + forms.form(inner, self.name), self.name)

    def _said(self, case: PracticeCase, turns: Sequence[Turn], new: bool) -> str:
        """Who said what, in order; what the last question did stands under its answer."""
        parts = [self._line("practice_other", case.opening.to(self._lang))]
        for turn in turns:
            told = f'<p class="told">{inert(turn.feedback)}</p>' if turn is turns[-1] else ""
            here = f' tabindex="-1"{focused()}' if told and new else ""
            parts.append(self._line("practice_you", turn.question, kind="asked"))
            parts.append(self._line("practice_other", turn.reply, told, here))
        return f'<ol class="talk">{"".join(parts)}</ol>'

    def _line(self, who: str, said: str, below: str = "", here: str = "", kind: str = "") -> str:
        words = f'<p class="{kind}" dir="auto">{inert(said)}</p>'
        return f'<li{here}><p class="who">{inert(self._texts(who))}</p>{words}{below}</li>'

    def _end(self, press: Pressed) -> Step:
        """How it went, for the one who asked alone."""
        texts, lang, case, asked = self._texts, self._lang, case_of(press.form), asked_of(press.form)
        if not asked:
            raise WrongUse(*both("practice_none"))
        ways = forms.row(
            forms.button("practice_cases", texts("practice_another"), kind="primary"),
            forms.button("practice_case", texts("practice_again"), case.id),
            forms.button("practice_back", texts("practice_back"), kind="quiet"),
        )
        inner = went(case, talk(case, asked, lang), texts) + ways + hidden(case, asked)
        return self._desk.show(
            press, heading(texts("practice_how"), NOT_KEPT.to(lang)) + forms.form(inner, self.name), self.name
        )
