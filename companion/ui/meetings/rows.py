"""Questions on the page, one a row: its text to edit, what it is for, and the presses that move it. What stands in the form
is all there is of them; wording, purpose and source are looked up by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from companion.errors import WrongUse
from companion.facilitation.findings import told
from companion.facilitation.likeness import REPEATS, alike
from companion.facilitation.question_papers import opens, source_of
from companion.facilitation.question_sets import SetQuestion
from companion.facilitation.themes import steps
from companion.ui import forms
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.take import line, take
from companion.ui.texts import Texts, both
from companion.ui.view import focused, inert
from companion.voice.lint import lint


class Row(NamedTuple):
    """`question`: as the bank words it; `text`: as it stands; `kept`: not to be swapped with the rest. `fitted`: as the
    language model `model` has worded it, "" where none has."""

    question: SetQuestion
    text: str
    kept: bool = False
    fitted: str = ""
    model: str = ""

    @property
    def by_model(self) -> bool:
        """It stands as a model worded it."""
        return bool(self.fitted) and self.text.split() == self.fitted.split()

    @property
    def edited(self) -> bool:
        """Somebody has reworded it."""
        return self.text.split() != self.question.text.split()

    @property
    def as_it_stands(self) -> SetQuestion:
        """The question to print. Reworded, it is no source's any more, and what it was for holds while it is much alike."""
        if not self.edited:
            return self.question
        if self.by_model:
            return self.question.model_copy(update={"text": self.fitted, "quoted": False, "model": self.model})
        still = self.question.purpose if alike(self.text, self.question.text) >= REPEATS else ""
        own = {"text": " ".join(self.text.split()), "purpose": still, "source": "", "section": "", "quoted": False}
        return self.question.model_copy(update=own)


class Focus(NamedTuple):
    """Where one goes on: in which row, on which of its presses, or on its text."""

    at: int = -1
    on: str = ""


def rows_of(form: Form, known: Mapping[str, SetQuestion]) -> list[Row]:
    """The rows in the form, in their order; what is not among the known ones is none."""
    ids = list(_ids(form))

    def of(at: int, name: str) -> str:
        return form.get(f"q.{at}.{name}", "")

    return [
        Row(known[one], of(at, "text"), bool(of(at, "keep")), of(at, "fitted"), of(at, "model"))
        for at, one in enumerate(ids)
        if one in known
    ]


def _ids(form: Form) -> Iterator[str]:
    for at in count():
        if f"q.{at}.id" not in form:
            return
        yield form[f"q.{at}.id"]


def place_of(with_: str, rows: Sequence[Row]) -> int:
    """Which row a press stands in. WrongUse where there is none such."""
    if not with_.isdecimal() or len(with_) > 4 or int(with_) >= len(rows):
        raise WrongUse(*both("tool_gone"))
    return int(with_)


def to_print(rows: Sequence[Row]) -> list[SetQuestion]:
    """What is printed: every row with words in it. WrongUse where there is none."""
    found = [row.as_it_stands for row in rows if row.text.strip()]
    if not found:
        raise WrongUse(*both("questions_none"))
    return found


def moved(rows: Sequence[Row], at: int, to: str) -> tuple[list[Row], Focus]:
    """The rows with one of them "up", "down" or out ("remove"), and where one goes on."""
    left = [*rows[:at], *rows[at + 1 :]]
    if to == "remove":
        return left, Focus(min(at, len(left) - 1), "text")
    place = max(at - 1, 0) if to == "up" else at + 1
    left.insert(place, rows[at])
    end = place == 0 if to == "up" else place >= len(left) - 1
    return left, Focus(place, {"up": "down", "down": "up"}[to] if end else to)


def shown(rows: Sequence[Row], texts: Texts, tool: str, focus: Focus, swaps: bool = False) -> str:
    """The list. `tool` begins the names of its presses; `swaps`: questions can be kept and swapped."""
    each = (_row(at, row, texts, tool, focus, swaps, len(rows)) for at, row in enumerate(rows))
    return f'<ol class="set">{"".join(each)}</ol>'


def _row(at: int, row: Row, texts: Texts, tool: str, focus: Focus, swaps: bool, of: int) -> str:
    one, number = row.as_it_stands, texts("questions_number", number=at + 1)
    step = next(step.title.to(texts.lang) for step in steps() if step.name == one.step)
    said = told(lint(row.text, quoted=one.quoted).findings, texts.lang)
    here = focused() if focus == Focus(at, "text") else ""
    below = "".join(f"<p>{inert(part)}</p>" for part in (opens(one, texts.lang), one.purpose) if part)
    names = (*(["swap"] if swaps else []), *(["up"] if at else []), *(["down"] if at < of - 1 else []), "remove")
    presses = "".join(
        f'<button type="button" class="quiet" data-do="{tool}_{name}" data-with="{at}" aria-describedby="q{at}" '
        f'aria-label="{inert(texts(f"questions_{name}"))} {number}"{focused() if focus == Focus(at, name) else ""}>'
        f"{inert(texts(f'questions_{name}'))}</button>"
        for name in names
    )
    fitted = _carried(at, row) if row.by_model else ""
    keep = forms.tick(f"q.{at}.keep", texts("questions_keep"), row.kept) if swaps else ""
    return (
        f'<li><input type="hidden" name="q.{at}.id" value="{inert(one.id)}" {UNKEPT}>{fitted}'
        f'<p class="soft">{at + 1} · {inert(step)}</p>'
        f'<label class="field"><span class="visually-hidden">{number}</span><textarea id="q{at}" name="q.{at}.text" rows="1" '
        f'dir="auto" data-lint="lint{at}" aria-describedby="lint{at}" {UNKEPT}{here}>{inert(row.text)}</textarea></label>'
        f'<p id="lint{at}" class="lint" role="status">{inert(said)}</p>'
        f'<div class="about-it">{below}<p>{inert(source_of(one, texts.lang))}</p></div>'
        f'<div class="row">{keep}{presses}</div></li>'
    )


def _carried(at: int, row: Row) -> str:
    fields = {"fitted": row.fitted, "model": row.model}
    return "".join(f'<input type="hidden" name="q.{at}.{one}" value="{inert(fields[one])}" {UNKEPT}>' for one in fields)


def papers(texts: Texts, tool: str) -> str:
    """What can be taken along: cards and a list. `tool` begins the names of its papers."""
    lines = (line(texts(f"questions_{one}"), f"{tool}-{one}") for one in ("cards", "list"))
    return take(texts("questions_take"), *lines)
