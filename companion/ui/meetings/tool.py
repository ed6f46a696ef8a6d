"""What a tool of the desk is: presses, and papers to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from companion.ui.forms import Form
from companion.ui.steps import Step
from companion.vocabulary import Both, Concern, Lang

if TYPE_CHECKING:
    from companion.paper.blocks import Paper


@dataclass(frozen=True)
class Pressed:
    """A press that has been screened. `concern`: what was found in the words that came with it, never acute."""

    owner: str
    with_: str
    form: Form
    concern: Concern


class Handout(NamedTuple):
    """A paper, or a file of another kind; `stem` is the name of its file, which tells nothing of what is in it."""

    stem: Both
    paper: Paper | None = None
    calendar: bytes = b""
    files: Mapping[str, bytes] = MappingProxyType({})
    """What is no paper, by the ending of its name: see OTHER in routes.py."""


Press = Callable[[Pressed], Step]
Make = Callable[[Form, Lang], Handout]
"""A paper from what stands in the form. Wrong input is WrongUse, which says what to do."""


class Tool(Protocol):
    """One tool of one language's page. `name`: letters and "_" alone; its title and one line about it are the texts
    `tool_<name>` and `tool_<name>_lead`."""

    name: str

    def presses(self) -> Mapping[str, Press]:
        """By name; every name begins with the tool's own."""
        ...

    def papers(self) -> Mapping[str, Make]:
        """By name: letters and "-" alone, no two tools the same."""
        ...

    def opened(self, press: Pressed) -> Step:
        """The tool as it is first seen, or as the form that comes along has it."""
        ...

    def typed(self, form: Form) -> str:
        """Of the form, what somebody has written: not the product's own words that lie in it."""
        ...
