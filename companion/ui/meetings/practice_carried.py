"""A talk on the practice ground as the window carries it from press to press: the case, and the questions alone."""

from __future__ import annotations

import json
from collections.abc import Sequence

from companion.facilitation.practice import MOST_CHARACTERS, plain
from companion.facilitation.practice_cases import PracticeCase, find_case
from companion.ui.forms import UNKEPT, Form
from companion.ui.view import inert

MOST = 30
"""Questions in one talk: of their greatest length they fit in the field that carries them."""


def hidden(case: PracticeCase, asked: Sequence[str]) -> str:
    """The fields."""
    fields = {"practice_case": case.id, "practice_asked": json.dumps(asked, ensure_ascii=False)}
    return "".join(
        f'<input type="hidden" name="{name}" value="{inert(value)}" {UNKEPT}>' for name, value in fields.items()
    )


def case_of(form: Form) -> PracticeCase:
    """Whose case it is. WrongUse when there is none."""
    return find_case(form.get("practice_case", ""))


def asked_of(form: Form) -> tuple[str, ...]:
    """The questions so far; none when the field holds something else."""
    try:
        found = json.loads(form.get("practice_asked", "[]"))
    except (ValueError, RecursionError):
        return ()
    kept = [plain(one)[:MOST_CHARACTERS] for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return tuple(one for one in kept if one)[:MOST]
