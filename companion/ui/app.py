"""The page: a table of contents. Words are in texts.yaml, screens in their own files, presses in actions.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import gradio as gr

from companion.ui import sitting, view
from companion.ui.access import EVERYBODY, Roles
from companion.ui.forms import TYPED, Form
from companion.ui.pages import At, Pages
from companion.ui.room import Room
from companion.ui.steps import Shown
from companion.ui.texts import Texts, beside
from companion.ui.visit import Visits
from companion.ui.windows import Windows
from companion.vocabulary import Lang, ReplyKind

AT_ONCE = 100
"""How many people's presses of one kind run side by side; one who waits for a slow model holds up nobody."""


def page(room: Room, lang: Lang) -> gr.Blocks:
    """The page in one language."""
    texts = Texts(lang)
    with gr.Blocks(title=texts("title"), analytics_enabled=False, fill_width=True) as blocks:
        at = gr.Textbox(visible=False)
        listen = _file("listen.js")
        first = Roles() if room.shared else EVERYBODY
        top = gr.HTML(view.header(texts, first, "start", room.shared), elem_id="top", js_on_load=listen)
        told = gr.HTML(js_on_load=None, elem_id="told-place")
        panel = gr.HTML(f"<p>{texts('opening')}</p>", elem_id="panel", js_on_load=listen)
        asking = sitting.build(texts, listen + _file("names.js"))
        gr.HTML(view.paragraphs(texts("footer")), elem_classes="foot", js_on_load=None)
        pages = Pages(room, texts, at, top, told, panel, asking)
        visits = Visits(pages)
        room.papers[lang] = visits.paper
        _wire(blocks, pages, visits)
    return _forgetful(blocks)


def _forgetful(blocks: gr.Blocks) -> gr.Blocks:
    """Gradio keeps what every page last showed, in memory and readable, for ten thousand of them; ours need none of it: the
    window itself says what it shows. Nor does anybody need to be told each second how many wait before them, or a queue that
    looks a hundred times a second whether there is something to tell."""
    blocks.state_session_capacity = 1
    blocks.queue(status_update_rate=3600)
    blocks._queue.sleep_when_free = 0.003
    blocks._queue.progress_update_sleep_when_free = 1.0
    return blocks


def _wire(blocks: gr.Blocks, pages: Pages, visits: Visits) -> None:
    """Every press, and what it may change. What a slow model may hold up (`slow`) keeps no later press of the window waiting:
    page.js and listen.js see to it that none is sent twice."""
    quiet: dict[str, Any] = {
        "outputs": pages.outputs(), "show_progress": "minimal", "concurrency_limit": AT_ONCE, "api_visibility": "private",
    }  # fmt: skip
    asking, windows, slow = pages.sitting, Windows(), quiet | {"trigger_mode": "multiple"}

    def given(steps: Iterator[Shown], request: gr.Request) -> Iterator[Shown]:
        return _in_turn(steps, pages.panel, windows, str(request.session_hash))

    def opened(request: gr.Request) -> Iterator[Shown]:
        yield from given(visits.press(request, At(), "nav", "", {}), request)

    def pressed(event: gr.EventData, at: str, request: gr.Request) -> Iterator[Shown]:
        do, with_, form = _sent(event)
        yield from given(visits.press(request, At.read(at), do, with_, form), request)

    def speaks(kind: ReplyKind) -> Any:
        def spoken(text: str, at: str, request: gr.Request) -> Iterator[Shown]:
            yield from given(visits.speak(request, At.read(at), kind, text or ""), request)

        return spoken

    def kept(at: str, request: gr.Request) -> Iterator[Shown]:
        yield from given(visits.keep(request, At.read(at)), request)

    def paused(at: str, request: gr.Request) -> Iterator[Shown]:
        yield from given(visits.press(request, At.read(at), "close", "", {}), request)

    blocks.load(opened, None, **quiet)
    for html in (pages.top, pages.panel):
        html.submit(pressed, [pages.at], **quiet)
    pages.panel.input(pressed, [pages.at], **slow)
    _wire_names(pages, visits, quiet)
    replies: dict[ReplyKind, gr.Button] = {"answer": asking.send, "back": asking.back, **asking.others}
    for kind, button in replies.items():
        button.click(speaks(kind), [asking.box, pages.at], **slow)
    asking.keep.click(kept, [pages.at], **slow)
    asking.pause.click(paused, [pages.at], **quiet)


def _in_turn(steps: Iterator[Shown], panel: Any, windows: Windows, window: str) -> Iterator[Shown]:
    """The steps of a press. A screen that is late, the window having been given another since, is not shown any more."""
    seen: int | None = windows.given(window)
    for shown in steps:
        if panel in shown and seen is not None:
            seen = windows.gives(window, seen)
        yield shown if seen is not None else {part: gr.skip() for part in shown}


def _wire_names(pages: Pages, visits: Visits, quiet: dict[str, Any]) -> None:
    """The presses on the names we hide. They may change all but what is being typed, which is sent along to be kept."""
    asking = pages.sitting
    outputs = [output for output in pages.outputs() if output is not asking.box]

    def named(event: gr.EventData, text: str, at: str, request: gr.Request) -> Iterator[Shown]:
        do, with_, form = _sent(event)
        for shown in visits.press(request, At.read(at), do, with_, form | {TYPED: text or ""}):
            yield {place: value for place, value in shown.items() if place is not asking.box}

    asking.names.submit(named, [asking.box, pages.at], **quiet | {"outputs": outputs})


def _sent(event: gr.EventData) -> tuple[str, str, Form]:
    """What listen.js sent: what to do, with what, and what stands in the form."""
    sent = event._data or {}
    form = {str(name): str(value) for name, value in (sent.get("form") or {}).items()}
    return str(sent.get("do", "")), str(sent.get("with", "")), form


def _file(name: str, package: str = "companion.ui") -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


def theme() -> gr.themes.Base:
    """Gradio's plain theme with system fonts, so that nothing is fetched; the rest is style.css."""
    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="stone",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


def style() -> str:
    """The page's css, the tools' and the brief's beside it."""
    return "".join(
        (_file("style.css"), _file("confidential.css"), *beside(".css"), _file("brief.css", "companion.brief"))
    )


def head(lang: Lang) -> str:
    """The colours, outside Gradio's own scoping of css, and the page's one script: it keeps what is half typed, sends on
    Ctrl+Enter, and says which language the page speaks."""
    script, texts = _file("page.js"), Texts(lang)
    tools = "".join(beside(".js")).replace('"GONE"', json.dumps(texts("connection_gone")))
    for mark, words in (("LANG", lang), ("CLOSED", texts("closed")), ("GONE", texts("connection_gone"))):
        script = script.replace(f'"{mark}"', json.dumps(words))
    return f"<style>{_file('colours.css')}</style><script>{script}</script><script>{tools}</script>"
