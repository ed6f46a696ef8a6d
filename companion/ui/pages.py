"""Which screen shows a case: the sitting, the pause, the review, or the finished brief."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.ui import about, done, mine, pause, review, start, view
from companion.ui.room import Room
from companion.ui.sitting import Sitting
from companion.ui.texts import Texts


@dataclass(frozen=True)
class At:
    """What a browser window shows. The window itself keeps it and sends it with every press, so that each reply names the
    question it was written to, also when the same press arrives twice or another window has moved on."""

    case: str = ""
    question: str = ""

    @classmethod
    def read(cls, text: str | None) -> At:
        """What `str` wrote; nothing open when it is something else."""
        case, _, question = (text or "").partition(" ")
        return cls(case, question)

    def __str__(self) -> str:
        return f"{self.case} {self.question}".strip()


@dataclass
class Pages:
    """The screens of one language's page."""

    room: Room
    texts: Texts
    at: gr.Textbox
    """Not shown: where the window is."""
    top: gr.HTML
    told: gr.HTML
    """What went wrong with the last press; empty when nothing did."""
    panel: gr.HTML
    sitting: Sitting

    def outputs(self) -> list[Any]:
        """Everything a press may change."""
        return [self.at, self.top, self.told, self.panel, *self.sitting.outputs()]

    def panel_only(self, html: str, at: At | None = None, here: str = "start") -> dict[Any, Any]:
        """A screen that is not a question."""
        kept = {} if at is None else {self.at: str(at)}
        shown, hidden = gr.update(value=html, visible=True), gr.update(visible=False)
        return {self.top: self._top(here), self.told: "", self.panel: shown, self.sitting.column: hidden, **kept}

    def _top(self, here: str = "start") -> str:
        return view.header(self.texts, here, self.room.shared)

    def start(self, owner: str, later: bool = False, said: str = "") -> dict[Any, Any]:
        """The first screen. `said`: one line about what was just done."""
        book = self.room.book()
        cases = book.cases(owner)
        due = None if later else start.due(cases, self.room.today())
        to = At(due.id, book.look(owner, due.id)["question"].id) if due else At()
        html = start.start(cases, due, str(to), self.room.retention_days, self.room.place, self.texts)
        html = (f'<p class="note" role="status">{self.texts(said)}</p>' if said else "") + html
        return self.panel_only(html, At())

    def mine(self, owner: str, sure: str = "") -> dict[Any, Any]:
        """My data."""
        cases = self.room.book().cases(owner)
        return self.panel_only(
            mine.mine(cases, self.room.retention_days, self.room.place, self.texts, sure), here="mine"
        )

    def about(self) -> dict[Any, Any]:
        """How it works."""
        return self.panel_only(about.about(self.room.retention_days, self.room.place, self.texts), here="about")

    def case(self, owner: str, case_id: str, sure: bool = False) -> dict[Any, Any]:
        """A case where it stands, with what was half typed."""
        book = self.room.book()
        state = book.carry_on(owner, case_id)
        asked = state["question"]
        at = At(case_id, asked.id)
        kept = book.draft(owner, case_id)
        draft = kept.text if kept and kept.question_id == asked.id else None
        match asked.kind:
            case "pause":
                return self.panel_only(pause.pause(state, self.texts), at)
            case "review":
                return self.panel_only(review.review(state, case_id, _typed(draft), self.texts), at)
            case "done":
                return self.panel_only(done.done(state, case_id, self.texts, sure), at)
        filled = self.sitting.fill(state, case_id, self.texts, draft)
        return {self.at: str(at), self.top: self._top(), self.told: "", self.panel: gr.update(visible=False), **filled}


def _typed(draft: str | None) -> dict[str, str]:
    """A half-filled form, as the page sent it to be kept."""
    try:
        found = json.loads(draft or "{}")
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
