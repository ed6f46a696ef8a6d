"""The set of questions on the page, as its form tells it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from pydantic import ValidationError

from companion.errors import WrongUse
from companion.facilitation.question_sets import QuestionSet, SetQuestion, Wanted
from companion.facilitation.question_swap import Pool
from companion.facilitation.themes import themes
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.rows import Focus, Row, rows_of
from companion.ui.texts import both
from companion.ui.view import inert
from companion.vocabulary import Word


class Made(Word):
    """What the set on the page was made for. `theme`: the id of the theme that was meant, or ""."""

    theme: str
    title: str
    wanted: Wanted


class Sheet(NamedTuple):
    """`tried`: the ids that were swapped away."""

    made: Made
    pool: Pool
    rows: list[Row]
    tried: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: QuestionSet, wanted: Wanted) -> Sheet:
        """A new set."""
        made = Made(theme=found.theme, title=found.title, wanted=wanted)
        return cls(made, _pool(made), [Row(one, one.text) for one in found.questions])

    @classmethod
    def read(cls, form: Form) -> Sheet:
        """What the form holds. WrongUse where there is no set in it."""
        try:
            made = Made.model_validate_json(form.get("made", ""))
        except ValidationError:
            raise WrongUse(*both("tool_gone")) from None
        pool = _pool(made)
        return cls(made, pool, rows_of(form, pool.known), tuple(form.get("tried", "").split()))

    def hidden(self) -> str:
        """What the form carries besides the rows."""
        return (
            f'<input type="hidden" name="made" value="{inert(self.made.model_dump_json())}" {UNKEPT}>'
            f'<input type="hidden" name="tried" value="{inert(" ".join(self.tried))}" {UNKEPT}>'
        )

    def swapped(self, at: int) -> tuple[Sheet, Focus]:
        """Another in its place; when all have been there, the first comes round again."""
        there, leaving = [row.question.id for row in self.rows], self.rows[at].question
        found, tried = self.pool.instead(leaving, there, self.tried), (*self.tried, leaving.id)
        if not found:
            found, tried = self.pool.instead(leaving, there, ()), (leaving.id,)
        if not found:
            raise WrongUse(*both("questions_no_more"))
        rows = [*self.rows[:at], Row(found, found.text), *self.rows[at + 1 :]]
        return self._replace(rows=rows, tried=tried), Focus(at, "swap")

    def rest_swapped(self) -> Sheet:
        """Another in the place of each that is neither kept nor reworded, as far as there are others."""
        sheet = self
        for at, row in enumerate(self.rows):
            if not row.kept and not row.edited:
                with suppress(WrongUse):
                    sheet, _ = sheet.swapped(at)
        if sheet is self:
            raise WrongUse(*both("questions_no_more"))
        return sheet

    def to_fit(self) -> list[SetQuestion]:
        """The questions for a model to word: what is kept or somebody has reworded is not to be changed, like a quotation."""
        held = (row.kept or (row.edited and not row.by_model) for row in self.rows)
        return [
            row.as_it_stands.model_copy(update={"quoted": row.question.quoted or hold})
            for row, hold in zip(self.rows, held, strict=True)
        ]

    def fitted(self, texts: Sequence[str], model: str) -> Sheet:
        """The questions in a model's words, where they were changed."""
        rows = [
            row if text == row.text else row._replace(text=text, fitted=text, model=model)
            for row, text in zip(self.rows, texts, strict=True)
        ]
        return self._replace(rows=rows)

    def one_more(self) -> tuple[Sheet, Focus]:
        """One more, where it belongs."""
        there = [row.question for row in self.rows]
        ids = [one.id for one in there]
        found = self.pool.another(ids, self.tried) or self.pool.another(ids, ())
        if not found:
            raise WrongUse(*both("questions_no_more"))
        at = self.pool.place(found, there)
        return self._replace(rows=[*self.rows[:at], Row(found, found.text), *self.rows[at:]]), Focus(at, "text")


def _pool(made: Made) -> Pool:
    return Pool(next((one for one in themes() if one.id == made.theme), None), made.wanted)
