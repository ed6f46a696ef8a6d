"""Everything that can be reached, walked as each role over real HTTP, past the page: HR alone never reaches a case, a draft, a
receipt or an export, not even its own.

The walk knows whose each thing should be without asking the product's table, and shows that it would see one row of it opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

import companion.ui.access as access
from companion.__main__ import casebook
from companion.settings import Settings

from .house import SlowVoice, opened
from .walk import ANNA, MARK, REFUSED, SETTINGS, Walk, furnished

BO = "bo@example.org"
MEETINGS = {"tool", "questions", "case", "plan", "roles", "rules", "feedback"}
NETWORK = {"network_tool", "charter", "year", "survey", "report", "pack", "contacts"}
ALL_OF_US = {"nav", "close", "evaluation"}
SHOWN_TO_ALL = {"about", "seen"}
LEADERS = ("/own/brief/", "/own/receipts/", "/own/export.", "/own/draft", "/own/document")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    folder: Path = tmp_path_factory.mktemp("roles")
    settings = Settings(data_dir=folder / "data", key_file=folder / "key")
    with casebook(settings) as book:
        place = SimpleNamespace(folder=settings.data_dir, book=lambda: book)
        with opened(place, SlowVoice(), **SETTINGS) as house:
            yield furnished(house)


def whose(do: str) -> str:
    """Which role a press is for, as it should be."""
    of = do if do in NETWORK | MEETINGS | ALL_OF_US else do.partition("_")[0]
    return "all" if of in ALL_OF_US else "network" if of in NETWORK else "meetings" if of in MEETINGS else "leader"


def reached(told: Mapping[str, str | list[str]]) -> set[str]:
    """What was not refused each time."""
    every = [(name, one) for name, said in told.items() for one in ([said] if isinstance(said, str) else said)]
    return {name for name, said in every if not any(no in said for no in REFUSED)}


def test_hr_alone_reaches_no_press_of_a_case(walk: Walk) -> None:
    before = walk.contents()
    told = walk.presses("hr")
    assert reached(told) == {do for do in told if whose(do) in ("all", "network")}
    assert len(told) > 50 and MARK not in repr(told) and walk.contents() == before


def test_hr_alone_sees_no_place_but_its_own(walk: Walk) -> None:
    told = walk.places("hr")
    assert reached(told) == {"network", *SHOWN_TO_ALL} and len(told) == 11 and MARK not in "".join(told.values())


def test_hr_alone_gets_nothing_from_any_endpoint_of_gradios(walk: Walk) -> None:
    """Those of the sitting, the names and the page, whatever is sent to them; the page opens on the network's desk."""
    before, told = walk.contents(), walk.endpoints("hr")
    assert len(told) > 20 and MARK not in "".join(told.values()) and walk.contents() == before
    assert [name.rpartition(" ")[2] for name in sorted(reached(told))] == ["load", "click", "load", "click"]


def test_hr_alone_gets_nothing_from_any_address_of_ours(walk: Walk) -> None:
    before, answers = walk.contents(), walk.addresses("hr")
    papers = {
        name for tool in walk.every_tool().values() for name in tool.papers() if whose(tool.name) in ("network", "all")
    }
    assert {line.split()[1].partition(".")[0] for line in answers if line.startswith("GET")} >= {
        "/own/draft",
        "/own/export",
    }
    for line, answer in answers.items():
        method, path = line.split()
        ours = path.removeprefix("/own/paper/").partition(".")[0] in papers or path.startswith("/own/survey.")
        status = 405 if method not in ("GET", "HEAD", "POST") else 404 if path.startswith("/own/paper/") else 403
        assert answer.status_code == status or ours, line
        assert MARK not in answer.text, line
    assert walk.contents() == before


def test_what_hr_alone_does_not_reach_is_there_for_a_leader(walk: Walk) -> None:
    """Or the walk would find nothing whoever walked."""
    assert MARK in repr(walk.presses("leaders", only="continue"))
    assert all(MARK in walk.places("leaders")[place] for place in ("start", "mine", "case"))
    assert MARK in "".join(walk.endpoints("leaders").values())
    with walk.visit("leaders") as visit:
        home = visit._queue.removesuffix("/gradio_api/queue")
        for path in (f"brief/{walk.finished}.md", f"receipts/{walk.finished}", "export.md", "export.json"):
            assert MARK in visit._client.get(f"{home}/own/{path}").text


def test_a_facilitator_who_is_no_leader_has_the_desk_and_no_case(walk: Walk) -> None:
    before, told, places = walk.contents(), walk.presses("guides"), walk.places("guides")
    assert reached(told) == {do for do in told if whose(do) in ("all", "meetings")}
    assert reached(places) == {"meetings", *SHOWN_TO_ALL}
    said = repr([told, places, walk.endpoints("guides")])
    for line, answer in walk.addresses("guides").items():
        said += answer.text
        assert answer.status_code in (403, 405) or not line.split()[1].startswith(LEADERS), line
    assert MARK not in said and walk.contents() == before


def test_a_leader_has_everything_but_the_network(walk: Walk) -> None:
    told = walk.presses("leaders", BO)
    assert reached(told) == {do for do in told if whose(do) != "network"}
    assert reached(walk.places("leaders")) == {*walk.actions.ways._places, "case"} - {"network"}
    closed = {line for line, answer in walk.addresses("leaders", BO).items() if answer.status_code == 403}
    assert closed and all(line.split()[1].startswith("/own/survey.") for line in closed)


OPENED = [
    ("press", "continue"), ("press", "open"), ("press", "mine_sure"), ("press", "return_later"), ("press", "delete_ask"),
    ("place", "start"), ("place", "mine"), ("place", "case"), ("place", "receipts"), ("press", "say"), ("press", "keep"),
    ("route", r"/own/(brief|receipts)/.+"), ("route", r"/own/export\..+"), ("route", "/own/draft"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), OPENED)
def test_the_walk_sees_one_row_of_the_table_opened(walk: Walk, monkeypatch, kind: str, name: str) -> None:
    monkeypatch.setitem(access._WHO[kind], name, access.EVERYBODY)
    if kind == "route":
        seen = [
            line
            for line, one in walk.addresses("hr").items()
            if "paper" not in line and "survey" not in line and one.status_code not in (403, 405)
        ]
    elif kind == "place":
        seen = sorted(reached(walk.places("hr")) - {"network", *SHOWN_TO_ALL})
    elif name in ("say", "keep"):
        seen = sorted(reached(walk.endpoints("hr")))[4:]
    else:
        seen = sorted(reached(walk.presses("hr", only=name)))
    assert seen


def test_whoever_has_no_role_gets_no_page(walk: Walk) -> None:
    for groups in ([], ["all-staff"], ["hr", "leaders"], ["leaders", ""]):
        sent = [("x-auth-user", ANNA), *(("x-groups", one) for one in groups)]
        answer = httpx.get(f"http://127.0.0.1:{walk.house.port}/", headers=sent)
        assert answer.status_code == 403 and "Bed dem, der driver det hos jer" in answer.text


@pytest.mark.parametrize(("groups", "whose_tools"), [
    ("hr", {"network"}), ("guides", {"meetings"}), ("leaders", {"meetings", "leader"}),
    ("leaders,hr", {"meetings", "leader", "network"}),
])  # fmt: skip
def test_a_tool_opens_for_those_whose_it_is(walk: Walk, groups: str, whose_tools: set[str]) -> None:
    assert walk.tools(groups) == {name for name in walk.every_tool() if whose(name) in whose_tools | {"all"}}
