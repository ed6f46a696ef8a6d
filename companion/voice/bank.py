"""The bank of questions, curated by hand in knowledge/questions/: one file a step, each question with its signals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from companion.resources import folder, load_yaml
from companion.vocabulary import Both, Word

_SLOT = re.compile(r"\{(\w+)\}")


class BankQuestion(Word):
    """A curated question, what it is for, and the signals in a leader's words that it suits."""

    id: str
    signals: tuple[str, ...]
    purpose: Both
    text: Both
    lead: Both | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that must be filled with the leader's exact words before the question can be put."""
        texts = [self.text.da, *([self.lead.da] if self.lead else [])]
        return tuple(name for text in texts for name in _SLOT.findall(text))


@cache
def bank(step: str) -> tuple[BankQuestion, ...]:
    """The questions for one step, in the order of the file."""
    return tuple(BankQuestion.model_validate(item) for item in load_yaml("questions", f"{step}.yaml"))


def steps_of(ids: Iterable[str]) -> set[str]:
    """The steps whose questions have these ids: an id begins with its step."""
    steps = [path.stem for path in folder("knowledge").joinpath("questions").glob("*.yaml")]
    return {step for step in steps for name in ids if name.startswith(f"{step}-")}
