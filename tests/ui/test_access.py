"""The table of who may do what: all that there is stands in it, nothing else does, and each row says what it should.

Fails with: a press, place, tool or route that is new, or gone, and not in the table; a row given to somebody else.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from fastapi import FastAPI

from companion.ui import routes
from companion.ui.access import _WHO, EVERYBODY, LEADER, MEETINGS, NETWORK, Kind, Roles, may, who
from companion.ui.actions import Actions
from companion.ui.arrivals import API, ROUTES
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.ui.view import _PLACES, header, home

ACTIONS = Actions(cast(Any, SimpleNamespace(texts=Texts("da"), roles=EVERYBODY)))
PRESSES = sorted({*ACTIONS._do, "say", "keep"})
DESKS = (ACTIONS.ways._meetings, ACTIONS.ways._network)
HR_TOOLS = ("charter", "year", "survey", "report", "pack", "contacts")
MEETING_TOOLS = ("questions", "case", "plan", "roles", "rules", "feedback")
FEW: dict[str, Roles] = {"nav": EVERYBODY, "close": EVERYBODY, "tool": MEETINGS, "network_tool": NETWORK}
"""The presses that are not a leader's and not a tool's."""


def whose(press: str) -> Roles:
    """As it should be."""
    tool = press.partition("_")[0]
    if tool == "evaluation":  # the group's, and HR hands out its sheets
        return EVERYBODY
    return FEW.get(press) or (NETWORK if tool in HR_TOOLS else MEETINGS if tool in MEETING_TOOLS else LEADER)


def served() -> list[tuple[str, str]]:
    """Every address of ours and a method it takes."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    routes.add(app, Room(180))
    return sorted((route.path, method) for route in app.routes for method in route.methods)  # type: ignore[attr-defined]


def filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "x.md", path)


@pytest.mark.parametrize("press", PRESSES)
def test_every_press_is_in_the_table_and_whose_it_should_be(press: str) -> None:
    assert who("press", press) == whose(press)


@pytest.mark.parametrize(("path", "method"), served())
def test_every_route_of_ours_is_in_the_table(path: str, method: str) -> None:
    assert who("route", filled(path))


@pytest.mark.parametrize(("path", "roles"), [
    ("/own/brief/x.md", LEADER), ("/own/receipts/x", LEADER), ("/own/export.md", LEADER), ("/own/export.json", LEADER),
    ("/own/draft", LEADER), ("/own/document", LEADER), ("/own/lint", MEETINGS), ("/own/case.docx", MEETINGS),
    ("/own/survey.csv", NETWORK),
    ("/own/paper/plan-group.pdf", EVERYBODY), ("/", EVERYBODY), ("/en/", EVERYBODY), ("/en", EVERYBODY),
    ("/en/theme.css", EVERYBODY), ("/assets/a.js", EVERYBODY), (f"/en{API}/queue/join", EVERYBODY),
    ("/own/", frozenset()), ("/own/new", frozenset()), ("/own/drafts", frozenset()), ("/own/brief", frozenset()),
    ("/own/export", frozenset()), ("/own/documents", frozenset()), ("/own/own/draft", frozenset()), ("/x", frozenset()),
])  # fmt: skip
def test_whose_a_route_is(path: str, roles: Roles) -> None:
    assert who("route", path) == roles


def test_every_tool_and_place_is_in_the_table() -> None:
    """A tool that is not, nobody sees: it is looked for among all that the desks are made of."""
    from companion.ui.meetings import tools as meetings
    from companion.ui.network import tools as network

    for desk, made, roles in zip(DESKS, (meetings.all_of, network.all_of), (MEETINGS, NETWORK), strict=True):
        assert {tool.name: who("tool", tool.name) for tool in made(desk)} == {
            name: {"practice": LEADER, "reply": LEADER, "evaluation": EVERYBODY}.get(name, roles) for name in desk.tools
        }
    assert set(ACTIONS.ways._places) | {"case"} == set(_WHO["place"]) >= {place for place, _ in _PLACES}
    assert {place for place in _WHO["place"] if may(NETWORK, "place", place)} == {"network", "about", "seen"}
    assert {place for place in _WHO["place"] if may(MEETINGS - LEADER, "place", place)} == {"meetings", "about", "seen"}
    assert {place for place in _WHO["place"] if may(LEADER, "place", place)} == set(_WHO["place"]) - {"network"}


def test_every_paper_is_of_a_tool_in_the_table() -> None:
    for desk in DESKS:
        for tool in desk.tools.values():
            assert all(desk.paper(name) and who("tool", tool.name) for name in tool.papers())


def test_nothing_stands_in_the_table_that_is_not_there() -> None:
    assert set(_WHO["press"]) <= set(PRESSES)
    assert set(_WHO["tool"]) == {name for desk in DESKS for name in desk.tools}
    paths = [filled(path) for path, _ in served()]
    ours = [pattern for pattern in _WHO["route"] if pattern.startswith("/own")]
    assert len(ours) == 8 and all(any(re.fullmatch(pattern, path) for path in paths) for pattern in ours)
    assert all(any(one.fullmatch(path) for one, _ in ROUTES) for path in paths)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_is_not_in_the_table_nobody_may(kind: Kind) -> None:
    for name in ("", "new", "new_press", "/own/new", "Begin", "begin "):
        assert not who(kind, name) and not may(EVERYBODY, kind, name)
    assert not any(may(frozenset(), kind, name) for name in _WHO[kind])


@pytest.mark.parametrize(("roles", "places"), [
    (EVERYBODY, ["start", "material", "practice", "meetings", "network", "mine", "about"]),
    (LEADER, ["start", "material", "practice", "meetings", "mine", "about"]),
    (MEETINGS - LEADER, ["meetings", "about"]), (NETWORK, ["network", "about"]), (frozenset(), []),
])  # fmt: skip
def test_the_navigation_shows_what_one_may_reach(roles: Roles, places: list[str]) -> None:
    assert re.findall(r'data-with="(\w*)"', header(Texts("da"), roles)) == places
    assert home(roles) == (places[0] if places else "")
