"""Reads a question sequence: the steps in order, with what each is for. The method itself is data in knowledge/."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from companion.resources import load_yaml
from companion.vocabulary import Both, Citation, Step, Word


class Limits(Word):
    """How many deepening questions the companion asks of its own accord."""

    step: int = Field(ge=0)
    sitting: int = Field(ge=0)


class Sequence(Word):
    """A conversation of this kind: its steps, in order."""

    name: str
    source: Citation
    title: Both
    most_deepening: Limits
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step called `name`. KeyError when the sequence has none."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def names(self) -> tuple[str, ...]:
        """The steps' names, in order."""
        return tuple(step.name for step in self.steps)

    def after(self, name: str) -> tuple[str, ...]:
        """The names of the steps that come later than `name`."""
        names = self.names()
        return names[names.index(name) + 1 :]


@cache
def load_sequence(name: str = "sparring") -> Sequence:
    """The sequence in knowledge/sequences/<name>.yaml."""
    return Sequence.model_validate(load_yaml("sequences", f"{name}.yaml"))
