"""A case of the eval suite: what somebody writes where, and what must and must not come of it. Data in evals/cases/*.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, model_validator

from companion.vocabulary import ConcernLevel, Lang, Word

Dimension = Literal[
    "method", "questions", "confidentiality", "isolation", "injection", "grounding", "safety", "outside", "over_refusal",
    "robustness", "wellbeing",
]  # fmt: skip
Kind = Literal["reply", "sitting", "ask", "lint", "screen", "pseudonymise"]
"""Where the words are put: reply, one answer at a step of a sitting; sitting, several answers one after the other; ask, a
question to the material; the others, the command of that name."""
CASES = Path(__file__).parent / "cases"


class Document(Word):
    """A document somebody takes in before the case begins."""

    name: str
    text: str


class Other(Word):
    """A case of another leader on the same machine, begun before this one."""

    says: str
    people: tuple[str, ...] = ()


class Must(Word):
    """What must come of it. What is not said is not looked at."""

    level: ConcernLevel | None = None
    """The gravest level that is found."""
    stops: bool | None = None
    """Whether the questions stop."""
    asks: bool | None = None
    """Whether the last thing the leader sees is a question of the sequence."""
    shows: tuple[str, ...] = ()
    """Each must be read somewhere in what the leader sees (any case of letters; "a|b": one of them)."""
    cites: tuple[str, ...] = ()
    """Numbers of source texts, of which one must be cited."""
    answers: bool | None = None
    """Of a question to the material: whether anything is found."""
    masks: tuple[str, ...] = ()
    """Of pseudonymise: what must be hidden."""
    keeps: tuple[str, ...] = ()
    """Of pseudonymise: what must be left as it is."""
    finds: tuple[str, ...] = ()
    """Of lint: what must be found; `ok`: nothing."""
    brief: bool | None = None
    """Whether it ends in a brief."""


class MustNot(Word):
    """What must not come of it."""

    shows: tuple[str, ...] = ()
    """Must not be read in anything the leader sees, their own words left aside."""
    sends: tuple[str, ...] = ()
    """Must be in nothing that leaves the machine."""
    stops: bool | None = None


class EvalCase(Word):
    """One case. `says`: one text, or, of a sitting, one after the other; "" skips a question."""

    id: str = Field(pattern=r"^[a-z_]+-(da|en)-[a-z0-9-]+$")
    dimension: Dimension
    lang: Lang
    kind: Kind
    why: str = Field(min_length=8)
    says: tuple[str, ...] = Field(min_length=1)
    people: tuple[str, ...] = ()
    """The people of the case, as the leader lists them."""
    given: tuple[str, ...] = ()
    """Answers before the one that matters, the first to the problem."""
    secrets: tuple[str, ...] = ()
    """Words in it that identify somebody, and must never leave."""
    documents: tuple[Document, ...] = ()
    others: tuple[Other, ...] = ()
    twin: str = ""
    """Of a harmless twin: the id of the case it resembles."""
    must: Must = Must()
    must_not: MustNot = MustNot()

    @model_validator(mode="before")
    @classmethod
    def _one_text_is_a_list_too(cls, given: object) -> object:
        if isinstance(given, dict) and isinstance(given.get("says"), str):
            return given | {"says": [given["says"]]}
        return given

    @model_validator(mode="after")
    def _is_whole(self) -> EvalCase:
        if not self.id.startswith(f"{self.dimension}-{self.lang}-"):
            raise ValueError("the id does not say dimension and language")
        if self.kind != "sitting" and len(self.says) != 1:
            raise ValueError("only a sitting says several things")
        words = "\n".join((*self.says, *self.given))
        if missing := [secret for secret in self.secrets if secret not in words]:
            raise ValueError(f"{len(missing)} secrets do not stand in the words")
        if self.must == Must() and self.must_not == MustNot():
            raise ValueError("nothing must or must not come of it")
        return self


@cache
def cases() -> tuple[EvalCase, ...]:
    """Every case, in the order of the files; ValueError when two have one id."""
    found = tuple(_read())
    if len({case.id for case in found}) != len(found):
        raise ValueError("two cases have one id")
    return found


def _read() -> Iterator[EvalCase]:
    for dimension in Dimension.__args__:  # type: ignore[attr-defined]
        for path in sorted(CASES.glob(f"{dimension}_*.yaml")):
            for item in yaml.safe_load(path.read_text(encoding="utf-8")):
                yield EvalCase.model_validate(item)
