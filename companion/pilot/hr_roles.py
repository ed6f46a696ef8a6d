"""HR's roles, as knowledge/pilot/roles.yaml has them: what HR is there for, what it keeps out of, and the same to a leader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from companion.facilitation.themes import read_bank
from companion.paper.blocks import Heading, Paper, Points, Text
from companion.pilot.ground import Ground, named
from companion.resources import folder
from companion.vocabulary import Both, Lang, Word

_TO_LEADERS = Both(da="Til lederne i netværket", en="To the leaders of the network")
_SAYS = Both(da="Det gør HR", en="What HR does")


class Said(Ground):
    """A paragraph, and the card that says more."""

    text: Both
    card: str


class HrRole(Said):
    """One thing HR is, or does not do. `to_leaders`: the same, as it is said to a leader."""

    id: str
    title: Both
    to_leaders: Both


class NotDone(Word):
    """What HR keeps out of, and what changes when somebody from HR facilitates."""

    title: Both
    items: tuple[HrRole, ...] = Field(min_length=1)
    if_hr_facilitates: Said


class HrRoles(Word):
    """The whole file. {k}: the smallest number of people a figure is shown for."""

    title: Both
    intro: Said
    roles: tuple[HrRole, ...] = Field(min_length=1)
    not_done: NotDone


def load_hr_roles(path: Path | None = None) -> HrRoles:
    """The file, checked. LibraryProblem when it is not as it should be."""
    return read_bank(path or folder("knowledge") / "pilot" / "roles.yaml", HrRoles)


@cache
def hr_roles() -> HrRoles:
    """Those of the product."""
    return load_hr_roles()


def roles_paper(lang: Lang) -> Paper:
    """HR's role said aloud, to be handed to the leaders."""
    roles = hr_roles()
    done, not_done = (
        Points(tuple(one.to_leaders.to(lang) for one in told)) for told in (roles.roles, roles.not_done.items)
    )
    grounds = (*roles.roles, *roles.not_done.items, roles.not_done.if_hr_facilitates)
    blocks = (
        Heading(_SAYS.to(lang)), done, Heading(roles.not_done.title.to(lang)), not_done,
        Text(roles.not_done.if_hr_facilitates.text.to(lang)),
    )  # fmt: skip
    return Paper(lang, roles.title.to(lang), blocks, over=_TO_LEADERS.to(lang), foot=named(grounds, lang))
