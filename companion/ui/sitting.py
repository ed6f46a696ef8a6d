"""The sitting: one question in large type, the box, and what is within reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from companion.method.state import State
from companion.ui import names, view
from companion.ui.texts import Texts
from companion.vocabulary import ReplyKind


@dataclass
class Sitting:
    """The components of the sitting, built inside the page's Blocks."""

    column: gr.Column
    steps: gr.HTML
    asked: gr.HTML
    box: gr.Textbox
    send: gr.Button
    keep: gr.Button
    back: gr.Button
    others: dict[ReplyKind, gr.Button]
    """Reply kind to its button: another, skip, stop."""
    pause: gr.Button
    gathered: gr.HTML
    names: gr.HTML

    def outputs(self) -> list[Any]:
        """The components that a turn may change."""
        return [self.column, self.steps, self.asked, self.box, self.keep, self.back, self.gathered, self.names]

    def fill(self, state: State, case_id: str, texts: Texts, draft: str | None) -> dict[Any, Any]:
        """The updates that show the open question; the box holds the draft, or the answer that is being changed."""
        asked = state["question"]
        unsent = state["unsent"].get(asked.step, "")
        earlier = next((answer.text for answer in state["answers"] if answer.question_id == asked.changes), "")
        return {
            self.column: gr.update(visible=True),
            self.steps: view.progress(state, texts),
            self.asked: view.question(state, case_id, texts),
            self.box: draft if draft is not None else unsent or earlier,
            self.keep: gr.update(visible=bool(asked.stands)),
            self.back: gr.update(visible=bool(state["trail"])),
            self.gathered: view.gathered(state, texts),
            self.names: names.beside(state, case_id, texts),
        }

    def named(self, state: State, case_id: str, texts: Texts, same: str, said: str, took: str) -> dict[Any, Any]:
        """The updates when something was said of a name: the question under its new id and the panel, nothing else."""
        return {
            self.asked: view.question(state, case_id, texts, same),
            self.names: names.beside(state, case_id, texts, said, took),
        }


def build(texts: Texts, listen: str) -> Sitting:
    """The components, hidden until there is a question. `listen`: the script that hears presses on the names."""
    with gr.Column(visible=False, elem_id="sitting") as column:
        steps = gr.HTML(js_on_load=None)
        with gr.Row(elem_id="split"):
            with gr.Column(scale=3, elem_id="question"):
                asked = gr.HTML(js_on_load=None)
                box = gr.Textbox(
                    label=texts("answer_label"), show_label=False, placeholder=texts("answer_placeholder"),
                    lines=6, max_lines=20, elem_id="answer", container=False, autofocus=True,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
                )  # fmt: skip
                with gr.Row(elem_classes="row"):
                    send = gr.Button(texts("send"), variant="primary", elem_id="send")
                    keep = gr.Button(texts("keep"), variant="secondary", elem_id="keep", visible=False)
                    another = _quiet(texts, "another")
                    skip = _quiet(texts, "skip")
                    back = _quiet(texts, "back")
                with gr.Row(elem_classes="row later"):
                    pause = _quiet(texts, "pause")
                    finish = _quiet(texts, "finish")
                    gr.HTML(f"<span>{texts('hint')}</span>", elem_classes="hint", js_on_load=None)
            with gr.Column(scale=1, elem_id="aside"):
                gathered = gr.HTML(js_on_load=None)
                named = gr.HTML(js_on_load=listen, elem_id="names-place")
    others: dict[ReplyKind, gr.Button] = {"another": another, "skip": skip, "stop": finish}
    return Sitting(column, steps, asked, box, send, keep, back, others, pause, gathered, named)


def _quiet(texts: Texts, name: str) -> gr.Button:
    return gr.Button(texts(name), elem_classes="quiet", elem_id=name, size="sm")
