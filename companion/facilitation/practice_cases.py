"""The fictional case givers of the practice ground: what each has to tell, in layers; a file each in
knowledge/facilitation/practice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from companion.errors import WrongUse
from companion.facilitation.themes import bad_bank, read_bank, steps
from companion.resources import folder
from companion.vocabulary import LANGS, Both, Lang, Word

Layer = Literal[1, 2, 3]
DEEPEST: Layer = 3


class Bits(Word):
    """Words or pieces of a sentence, in each language its own."""

    da: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)

    def to(self, lang: Lang) -> tuple[str, ...]:
        """Those of one language."""
        return self.da if lang == "da" else self.en


class CaseAnswer(Word):
    """What a case giver says when somebody asks for it."""

    id: str
    step: str
    layer: Layer
    """1 what one says first · 2 what comes when somebody follows one's words · 3 what one had not said aloud."""
    about: Bits
    """Beginnings of words of a question that this answers."""
    text: Both
    hooks: Bits
    """Pieces of the text, word for word, that a good next question would follow."""


class ShortAnswers(Word):
    """To what can be answered with yes or no."""

    yes: tuple[Both, ...] = Field(min_length=1)
    no: tuple[Both, ...] = Field(min_length=1)
    so_so: tuple[Both, ...] = Field(min_length=1)


class PracticeCase(Word):
    """A case giver: fictional, and so is everybody in it."""

    id: str
    title: Both
    who: Both
    line: Both
    opening: Both
    answers: tuple[CaseAnswer, ...] = Field(min_length=20)
    short: ShortAnswers
    advice: tuple[Both, ...] = Field(min_length=1)
    """Closing a little more each time."""
    leading: tuple[Both, ...] = Field(min_length=1)
    stacked: tuple[Both, ...] = Field(min_length=1)
    lost: tuple[Both, ...] = Field(min_length=1)
    close: Both
    """Said at the end of a talk that reached the deepest layer."""


def load_practice(root: Path | None = None) -> tuple[PracticeCase, ...]:
    """Every case under `root` (default: knowledge/facilitation/practice), by id. LibraryProblem names the first bad file."""
    found: list[PracticeCase] = []
    for path in sorted((root or folder("knowledge") / "facilitation" / "practice").glob("*.yaml")):
        case = read_bank(path, PracticeCase)
        if fault := _fault(case, path):
            raise bad_bank(path, fault)
        found.append(case)
    return tuple(found)


def _fault(case: PracticeCase, path: Path) -> str:
    """What is wrong with a well-formed case, or ""."""
    ids = [answer.id for answer in case.answers]
    if case.id != path.stem:
        return "id: must be the file's name"
    if len(set(ids)) < len(ids):
        return "answers: an id is used twice"
    names = {step.name for step in steps()}
    if {answer.step for answer in case.answers if answer.layer == 1} != names:
        return "step: each step of the sequence needs a first answer"
    if unknown := {answer.step for answer in case.answers} - names:
        return f"step: not in the sequence: {', '.join(sorted(unknown))}"
    if {answer.layer for answer in case.answers} != {1, 2, 3}:
        return "layer: one of the three is empty"
    return next((f"{one.id}: a hook is not in its text" for one in case.answers if not _hooked(one)), "")


def _hooked(answer: CaseAnswer) -> bool:
    return all(hook in answer.text.to(lang) for lang in LANGS for hook in answer.hooks.to(lang))


@cache
def practice_cases() -> tuple[PracticeCase, ...]:
    """The cases of the product."""
    return load_practice()


def find_case(name: str) -> PracticeCase:
    """The case of that id. WrongUse tells which there are."""
    found = next((case for case in practice_cases() if case.id == name), None)
    if found is None:
        ids = ", ".join(case.id for case in practice_cases())
        raise WrongUse(f"Den case findes ikke. Vælg en af: {ids}.", f"There is no such case. Choose one of: {ids}.")
    return found
