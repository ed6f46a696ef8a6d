"""Which screen shows a case: the sitting, the pause, the review, or the finished brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.method.state import State
from companion.ui import about, counting, done, mine, pause, receipts, review, start, traffic, view
from companion.ui.access import Roles, may
from companion.ui.forms import read_typed
from companion.ui.network import reply, seen
from companion.ui.room import Room
from companion.ui.sitting import Sitting
from companion.ui.steps import Shown, Step, Then, line, received
from companion.ui.texts import Texts
from companion.vocabulary import ReplyKind


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
    roles: Roles = frozenset()
    """Of whoever looks at them: nobody, until it is said."""

    def outputs(self) -> list[Any]:
        """Everything a press may change."""
        return [self.at, self.top, self.told, self.panel, *self.sitting.outputs()]

    def panel_only(self, owner: str, html: str, at: At | None = None, here: str = "start") -> dict[Any, Any]:
        """A screen that is not a question."""
        kept = {} if at is None else {self.at: str(at)}
        shown, hidden = gr.update(value=html, visible=True), gr.update(visible=False)
        return {self.top: self._top(owner, here), self.told: "", self.panel: shown, self.sitting.column: hidden, **kept}

    def _top(self, owner: str, here: str = "start") -> str:
        sent = traffic.sent(self.room, owner) if may(self.roles, "place", "receipts") else None
        return view.header(self.texts, self.roles, here, self.room.shared, sent)

    def start(self, owner: str, later: bool = False, said: str = "") -> dict[Any, Any]:
        """The first screen. `said`: one line about what was just done."""
        book = self.room.book()
        cases = book.cases(owner)
        due = None if later else start.due(cases, self.room.today())
        to = At(due.id, book.look(owner, due.id)["question"].id) if due else At()
        models = about.models_of(self.room.settings, self.texts)
        more = counting.afterwards(self.room, owner, self.texts) if due else ""
        html = start.start(cases, due, str(to), self.room.retention_days, self.room.place, models, self.texts, more)
        note = f'<p class="note" role="status">{self.texts(said)}</p>' if said else ""
        html = note + reply.notice(self.room, owner, self.texts) + html + counting.asked(self.room, owner, self.texts)
        return self.panel_only(owner, html, At())

    def mine(self, owner: str, sure: str = "") -> dict[Any, Any]:
        """My data."""
        cases, days, place = self.room.book().cases(owner), self.room.retention_days, self.room.place
        html = mine.mine(cases, traffic.sent(self.room, owner), days, place, self.texts, sure)
        html += counting.standing(self.room, owner, self.texts)
        return self.panel_only(owner, html, here="mine")

    def receipts(self, owner: str) -> dict[Any, Any]:
        """What has left the machine."""
        html = receipts.page(
            traffic.receipts_of(self.room.book(), owner), self.texts, self.room.shared, self.room.connected
        )
        return self.panel_only(owner, html, here="mine")

    def about(self, owner: str) -> dict[Any, Any]:
        """How it works."""
        html = about.about(self.room.retention_days, self.room.place, self.room.settings, self.texts)
        return self.panel_only(owner, html + seen.way(self.texts), here="about")

    def seen(self, owner: str) -> dict[Any, Any]:
        """What HR can see."""
        return self.panel_only(owner, seen.seen(self.room.settings, self.room.shared, self.texts), here="about")

    def case(
        self, owner: str, case_id: str, sure: bool = False, named: str = "", same: str = "", rated: bool = False
    ) -> dict[Any, Any]:
        """A case where it stands, with what was half typed. `named`: what was just said of a name on the review; `same`: the id
        its question had before; `rated`: how it helped was just answered."""
        book = self.room.book()
        state = book.carry_on(owner, case_id)
        asked = state["question"]
        at = At(case_id, asked.id)
        kept = book.draft(owner, case_id)
        draft = kept.text if kept and kept.question_id == asked.id else None
        match asked.kind:
            case "pause":
                html = pause.pause(state, self.texts)
            case "review":
                html = review.review(state, case_id, read_typed(draft), self.texts, named, same if draft else "")
            case "done":
                html = done.done(state, case_id, self.texts, sure) + counting.rating(
                    self.room, owner, self.texts, rated
                )
            case _:
                filled = self.sitting.fill(state, case_id, self.texts, draft)
                panel = gr.update(visible=False)
                return {self.at: str(at), self.top: self._top(owner), self.told: "", self.panel: panel, **filled}
        return self.panel_only(owner, html, at)

    def back_to(self, owner: str, case_id: str) -> Step:
        """A case that was left. A model may still be at work on its next question."""
        if not self.room.words_by:
            return self.case(owner, case_id)
        return Then({self.told: line(self.texts("comes_back"))}, lambda: self.case(owner, case_id))

    def received(self, owner: str, case_id: str, kind: ReplyKind) -> Shown:
        """That a reply of this kind is safe."""
        state = self.room.book().look(owner, case_id)
        return {self.told: received(state, kind, self.texts, bool(self.room.words_by))}

    def named(self, state: State, before: At, said: str, took: str) -> dict[Any, Any]:
        """The open question as it stands, under its new id, and the names; box and focus are left alone."""
        at = At(before.case, state["question"].id)
        named = self.sitting.named(state, before.case, self.texts, before.question, said, took)
        return {self.at: str(at), self.told: "", **named}
