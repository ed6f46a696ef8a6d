"""A desk: which tools it has, and that each text is screened before a tool sees it. There are two: for whoever leads the next
meeting, and for HR, who sets a network up."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from companion.errors import LibraryProblem, PartFailed, WrongUse
from companion.safety.helplines import routes
from companion.safety.screen import screen
from companion.safety.words import concern_text, help_words
from companion.ui import forms, pause
from companion.ui.access import may
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.tool import Make, Press, Pressed, Tool
from companion.ui.steps import Shown, Step
from companion.ui.texts import both
from companion.ui.view import focused, heading, inert
from companion.vocabulary import Concern, Lang, Passage

if TYPE_CHECKING:
    from companion.ui.cited import Answerer
    from companion.ui.pages import At, Pages

Place = Literal["meetings", "network"]
PRACTICE, REPLY = "practice", "reply"
"""The tools that are reached in another way: from a place of its own, or from the start page."""
_OPENS: dict[Place, str] = {"meetings": "tool", "network": "network_tool"}
"""The press that opens a tool."""


class Desk:
    """The tools of one language's page, as far as they are for whoever looks at it. Its texts begin with the place's name."""

    def __init__(self, pages: Pages, place: Place = "meetings") -> None:
        from companion.ui.meetings import tools as meetings
        from companion.ui.network import tools as network

        self.pages, self.texts, self.place = pages, pages.texts, place
        every = {"meetings": meetings.all_of, "network": network.all_of}[place](self)
        self.tools: dict[str, Tool] = {tool.name: tool for tool in every if may(pages.roles, "tool", tool.name)}

    def presses(self) -> dict[str, Callable[[str, At, str, Form], Step]]:
        """Every press of every tool, and the way to each."""
        found = {_OPENS[self.place]: self._guarded(None, self._open)}
        for tool in self.tools.values():
            found |= {do: self._guarded(tool, press) for do, press in tool.presses().items()}
        return found

    def open(self, owner: str) -> Shown:
        """The tools, each with one line about it."""
        lines = "".join(
            f"<li>{forms.button(_OPENS[self.place], self.texts(f'tool_{name}'), name, 'quiet')}"
            f"<p>{inert(self.texts(f'tool_{name}_lead'))}</p></li>"
            for name in self.tools
            if name not in (PRACTICE, REPLY)
        )
        html = heading(self.texts(f"{self.place}_heading"), self.texts(f"{self.place}_lead"))
        return self.pages.panel_only(owner, f'{html}<ul class="tools">{lines}</ul>', here=self.place)

    def practice(self, owner: str) -> Step:
        """The practice ground, for whom it is."""
        return self.tools[PRACTICE].opened(Pressed(owner, "", {}, Concern(level="none")))

    def show(self, press: Pressed, html: str, here: str = "") -> Shown:
        """A tool's screen, people to turn to above it where what was typed gives reason to. `data-shown`: tools.js sees that
        it is a new one, and that no field keeps what was typed in the last. `here`: where the tool is, if not on the desk."""
        back = "" if here else forms.button("nav", self.texts(f"{self.place}_back"), self.place, "quiet")
        above = pause.beside(press.concern, self.texts, focused())
        new = f'<div class="tool" data-shown="{time.monotonic_ns()}">{back}{above}{html}</div>'
        return self.pages.panel_only(press.owner, new, here=here or self.place)

    @property
    def answerer(self) -> Answerer | None:
        """The model's voice, where there is one."""
        return self.pages.room.answerer

    def search(self, text: str, lang: Lang) -> Sequence[Passage]:
        """What of the product's own material a text is about, found without any call out; nothing
        where it cannot be searched."""
        with suppress(LibraryProblem, PartFailed):
            return self.pages.room.library().search(text, lang, own=False)
        return ()

    def paper(self, name: str) -> tuple[Tool, Make] | None:
        """Whose paper it is, and how it is made; None where there is none of that name."""
        found = {named: (tool, make) for tool in self.tools.values() for named, make in tool.papers().items()}
        return found.get(name)

    def _open(self, press: Pressed) -> Step:
        if press.with_ not in self.tools:
            raise WrongUse(*both("tool_gone"))
        return self.tools[press.with_].opened(press)

    def _guarded(self, tool: Tool | None, press: Press) -> Callable[[str, At, str, Form], Step]:
        def act(owner: str, at: At, with_: str, form: Form) -> Step:
            concern = screen(tool.typed(form)) if tool else Concern(level="none")
            if concern.level == "acute":
                return self._danger(owner, tool.name if tool else "", form)
            return press(Pressed(owner, with_, form, concern))

        return act

    def _danger(self, owner: str, name: str, form: Form) -> Shown:
        """People to turn to, and no tool. What was typed stands in the window still, for whoever goes back."""
        texts = self.texts
        kept = "".join(f'<input type="hidden" name="{inert(one)}" value="{inert(form[one])}" {UNKEPT}>' for one in form)
        leave = forms.button("close", help_words("acute", texts.lang).leave)
        presses = forms.row(forms.button(_OPENS[self.place], texts("tool_again"), name), leave)
        lead = texts("tools_acute_lead")
        html = pause.help_card("acute", texts("material_acute"), lead, texts, forms.form(kept + presses, "again"))
        return self.pages.panel_only(owner, html, here=name if name == PRACTICE else self.place)


def told_of(concern: Concern, lang: Lang) -> str:
    """Danger, where only a line can be shown: what to do, and whom to call."""
    people = "; ".join(f"{route.title}: {route.text}" for route in routes(concern.level, lang))
    return f"{concern_text(concern, lang)} {people}"
