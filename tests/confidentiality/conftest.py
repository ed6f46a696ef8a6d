"""A case at the gate, in front of a server that records everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest

from companion.confidentiality.gate import Discretion, Gate, Message, Ours, Said
from companion.settings import Settings
from companion.vocabulary import Names, Receipt
from evals.stub import Stub, running


@dataclass
class Seat:
    """A case at the gate, and what was kept of it."""

    PROMPT: ClassVar = "Stil ét åbent spørgsmål. Max 20 ord, og aldrig et råd. Ring 112 ved fare."
    CASE: ClassVar = "Mette Holm er gået ned. kasper siger ikke noget, og max ringer fra 22 33 44 55."

    stub: Stub
    kept: list[Receipt] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    roster: tuple[str, ...] = ("Kasper", "Max Due")
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def gate(self) -> Gate:
        told = {"model": "hosted_vllm/some", "embedding_model": "hosted_vllm/bge", "api_base": self.stub.base}
        return Gate(Settings(**(told | self.settings)), ours=frozenset({self.PROMPT}))

    @property
    def discretion(self) -> Discretion:
        return Discretion(self.names, self.roster, self.kept.append)

    def asks(self, *said: str, prompt: str = PROMPT, **options: Any) -> Any:
        messages = (
            Message("system", (Ours(prompt),)),
            Message("user", tuple(Said(text) for text in said or (self.CASE,))),
        )
        return self.gate.complete(messages, self.discretion, **options)

    @property
    def arrived(self) -> str:
        return "\n".join(request.whole for request in self.stub.recorded)


@pytest.fixture
def seat() -> Iterator[Seat]:
    with running() as stub:
        yield Seat(stub)
