"""A walk along everything that can be reached over HTTP, as somebody with these groups, past the page: every press and place,
every endpoint that Gradio has, every address of ours by every method. What is reached is told; what it is about is Anna's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import httpx

from companion.casebook.summary import Draft
from companion.ui.access import EVERYBODY
from companion.ui.actions import Actions
from companion.ui.pages import Pages
from companion.ui.texts import Texts
from companion.vocabulary import Reply
from evals.speed.presses import Visit

from .house import House

ANNA, MARK = "anna@example.org", "regnbuekompasset"
REFUSED = ("anden rolle end din", "another role than yours")
SETTINGS = {"groups_header": "X-Groups", "leader_groups": "leaders", "facilitator_groups": "guides", "hr_groups": "hr"}
SHOWN = "data-shown"
"""On every tool that is shown."""
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
FORM = {
    "question": "x",
    "own": "x",
    "goal": "x",
    "tried": "x",
    "wish": "x",
    "brief": "x",
    "names": "x",
    "approved": "1",
}


@dataclass
class Walk:
    """Whoever walks has Anna's own name."""

    house: House
    finished: str
    begun: str
    actions: Actions = field(init=False)
    """Every press there is; they are read here and made over HTTP."""

    def __post_init__(self) -> None:
        self.actions = Actions(cast(Pages, SimpleNamespace(texts=Texts("da"), roles=EVERYBODY)))

    @contextmanager
    def visit(self, groups: str, owner: str = ANNA, page: str = "") -> Iterator[Visit]:
        with self.house.visit(owner, page, **{"x-groups": groups}) as visit:
            yield visit

    def every_tool(self) -> dict[str, Any]:
        """Of both desks, by name."""
        return self.actions.ways._meetings.tools | self.actions.ways._network.tools

    def contents(self) -> dict[str, Any]:
        """All that is stored of Anna's."""
        book = self.house.book
        return {one.id: (book.look(ANNA, one.id), book.draft(ANNA, one.id)) for one in book.cases(ANNA)}

    def presses(self, groups: str, owner: str = ANNA, only: str = "") -> dict[str, list[str]]:
        """What is told by each press, whatever it is sent along with; `nav` has a walk of its own."""
        told = {}
        with self.visit(groups, owner) as visit:
            for do in [only] if only else sorted(set(self.actions._do) - {"nav"}):
                told[do] = []
                for with_ in (self.finished, f"{self.begun} {self._question(self.begun)}", ""):
                    visit.at = f"{self.begun} {self._question(self.begun)}"
                    told[do].append(visit.do(do, with_, case=self.begun, **FORM))
        return told

    def places(self, groups: str) -> dict[str, str]:
        """What is told by the way to each place, and to one that is none."""
        told = {}
        with self.visit(groups) as visit:
            for place in (*self.actions.ways._places, "case", "nowhere"):
                visit.at = f"{self.begun} {self._question(self.begun)}"
                told[place] = visit.do("nav", place)
        return told

    def tools(self, groups: str) -> set[str]:
        """The tools that open, from either desk."""
        names = self.every_tool()
        with self.visit(groups) as visit:
            told = {name: (visit.do("tool", name), visit.do("network_tool", name)) for name in names}
        return {name for name, said in told.items() if any(SHOWN in one for one in said)}

    def endpoints(self, groups: str) -> dict[str, str]:
        """What comes of every endpoint in Gradio's own configuration of both pages, asked to go on with a case of Anna's."""
        told = {}
        for page in ("", "en/"):
            with self.visit(groups, page=page) as visit:
                for one in visit._dependencies:
                    told[f"{page}{one['id']} {one['targets'][0][1]}"] = self._joined(visit, one)
        return told

    def _joined(self, visit: Visit, one: dict[str, Any]) -> str:
        at = f"{self.begun} {self._question(self.begun)}"
        data = [*["Jeg tror, at"] * (len(one["inputs"]) - 1), at][-len(one["inputs"]) :] if one["inputs"] else []
        press = {"do": "continue", "with": self.begun, "form": FORM}
        return visit.send({
            "data": data, "event_data": press, "fn_index": one["id"], "session_hash": visit._session,
            "trigger_id": one["targets"][0][0],
        })  # fmt: skip

    def addresses(self, groups: str, owner: str = ANNA) -> dict[str, httpx.Response]:
        """What every address of ours answers to every method, filled with what is Anna's."""
        found = {}
        with self.visit(groups, owner) as visit:
            home = visit._queue.removesuffix("/gradio_api/queue")
            for path in self._paths():
                for method in METHODS:
                    body = json.dumps({"case": self.begun, "question_id": self._question(self.begun), "text": ""})
                    sent = {"content": body, "headers": {"x-document-name": "a.txt"}} if method == "POST" else {}
                    found[f"{method} {path}"] = visit._client.request(method, home + path, **sent)  # type: ignore[arg-type]
        return found

    def _paths(self) -> list[str]:
        papers = [f"{name}.docx" for tool in self.every_tool().values() for name in tool.papers()]
        files = {"paper": papers, "brief": [f"{self.finished}.{one}" for one in ("md", "docx", "pdf")]}
        ends = {"export": ["md", "json"], "case": ["md", "docx"]}
        paths = []
        for route in (one for one in self.house.app.routes if getattr(one, "path", "").startswith("/own/")):
            of = re.split(r"[/.]", route.path)[2]
            fill = files.get(of) or ends.get(of) or [self.begun, self.finished]
            paths += [re.sub(r"\{\w+\}", one, route.path) for one in (fill if "{" in route.path else [""])]
        return paths

    def _question(self, case: str) -> str:
        return str(self.house.book.look(ANNA, case)["question"].id)


def furnished(house: House) -> Walk:
    """Anna has a brief with her word in it, and a case that is half typed."""
    book, cases = house.book, []
    said: tuple[Any, Any] = ("answer", {"text": f"I går væltede det, også {MARK}."})
    for replies in ([said, ("stop", {}), ("review", {"form": {"approved": "1"}})], [said]):
        case = book.begin(ANNA, "da")
        for kind, more in replies:
            question = book.look(ANNA, case)["question"].id
            book.answer(ANNA, case, Reply(question_id=question, kind=kind, **more))
        cases.append(case)
    book.keep_draft(ANNA, cases[1], Draft(question_id=book.look(ANNA, cases[1])["question"].id, text=f"{MARK} og"))
    return Walk(house, *cases)
