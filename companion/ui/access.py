"""Who may do what: every press, place, tool and route, in one table. What does not stand in it, nobody may do.

The page is no wall, since every handler can be reached without it. The door asks here for each request, and the presses ask
for themselves. A case is its owner's on top of this: the casebook looks at that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["leader", "facilitator", "hr"]
Roles = frozenset[Role]
Kind = Literal["press", "place", "tool", "route"]

EVERYBODY: Roles = frozenset(get_args(Role))
"""Of an own machine its one owner is all of it."""
LEADER: Roles = frozenset({"leader"})
MEETINGS: Roles = frozenset({"leader", "facilitator"})
"""Whoever leads the next meeting may be a member of the network."""
NETWORK: Roles = frozenset({"hr"})


@dataclass(frozen=True)
class Visitor:
    """Who stands at the door."""

    owner: str
    roles: Roles


_TABLE: tuple[tuple[Roles, Kind, str], ...] = (
    (LEADER, "place", "start material practice mine receipts case"),
    (LEADER, "press", "begin continue open say keep go_on approve update edit another_key more goto inspire"),
    (LEADER, "press", "delete_ask delete mine_sure purge return_save return_new return_later goal_save"),
    (LEADER, "press", "names_not names_is names_same names_apart names_mark names_people"),
    (LEADER, "press", "ask ask_back card piece own_sure own_remove"),
    (LEADER, "press", "count_yes count_no count_rate"),
    (LEADER, "tool", "practice reply"),
    (LEADER, "route", r"/own/(brief|receipts)/.+ /own/export\..+ /own/draft /own/document"),
    (MEETINGS, "place", "meetings"),
    (MEETINGS, "press", "tool"),
    (MEETINGS, "tool", "questions case plan roles rules feedback"),
    (MEETINGS, "route", r"/own/lint /own/case\..+"),
    (NETWORK, "place", "network"),
    (NETWORK, "press", "network_tool"),
    (NETWORK, "tool", "charter year survey report pack contacts"),
    (EVERYBODY, "tool", "evaluation"),
    (NETWORK, "route", r"/own/survey\..+"),
    (EVERYBODY, "place", "about seen"),
    (EVERYBODY, "press", "nav close"),
    (EVERYBODY, "route", r"/own/paper/.+ (/en)?/(theme\.css|favicon\.ico|(assets|static)/.+|gradio_api/.+)? /en"),
)
"""A press of a tool begins with the tool's name and is whose the tool is, and so is a paper: it is looked for among the tools
of whoever asks. `nav` leads to a place, `tool` and `network_tool` to a tool; `say` is every button beside the box."""

_WHO: dict[Kind, dict[str, Roles]] = {
    kind: {name: roles for roles, of, names in _TABLE if of == kind for name in names.split()}
    for kind in get_args(Kind)
}


def who(kind: Kind, name: str) -> Roles:
    """The roles that may; none where nothing is said of it."""
    if kind == "route":
        return next((roles for pattern, roles in _WHO[kind].items() if re.fullmatch(pattern, name)), frozenset())
    found = _WHO[kind].get(name, frozenset())
    return found or (who("tool", name.partition("_")[0]) if kind == "press" else found)


def may(roles: Roles, kind: Kind, name: str) -> bool:
    """Whether one with these roles may."""
    return not roles.isdisjoint(who(kind, name))
