"""The clock for the room: what is on now, what is left of it, what comes next. It runs in the window alone (timer.js)."""

from __future__ import annotations

import datetime as dt
import json

from companion.facilitation.plan import Plan
from companion.facilitation.plan_facts import quoted
from companion.ui.texts import Texts
from companion.ui.view import inert

_SAID = (
    "go", "now", "pause", "on", "next", "end", "up", "paused", "begins", "then", "then_at", "last", "last_at", "behind",
)  # fmt: skip
"""The words that timer.js shows, each as an attribute of the dialog."""


def show(texts: Texts) -> str:
    """The press that opens the clock."""
    words = inert(texts("plan_clock"))
    return f'<button type="button" class="primary" data-clock="show" aria-haspopup="dialog">{words}</button>'


def timer(plan: Plan, starts: dt.time | None, day: dt.date | None, texts: Texts) -> str:
    """The clock, closed. All it needs lies in its attributes: with the plan on the screen it asks nobody for anything.
    `data-start` is the planned start as the clock on the wall has it; without a day it is today's."""
    blocks = [
        {"title": one.title, "say": quoted(one, plan), "start": one.start_min, "minutes": one.minutes}
        for one in plan.blocks
    ]
    start = f"{day or ''}T{starts:%H:%M}" if starts else ""
    words = "".join(f' data-{name.replace("_", "-")}="{inert(texts(f"timer_{name}"))}"' for name in _SAID)
    about = f'data-blocks="{inert(json.dumps(blocks, ensure_ascii=False))}" data-start="{start}"{words}'
    return (
        f'<dialog id="plan-clock" class="clock" aria-label="{inert(texts("timer_named"))}" {about}>'
        '<p class="clock-at"><span data-at></span> <span data-late></span></p>'
        '<h2 data-title tabindex="-1" aria-live="polite"></h2><p class="clock-left" role="timer" data-left></p>'
        '<div class="clock-line"><i data-line></i></div><p class="clock-word" role="status" data-word></p>'
        '<p class="clock-say" data-say></p><p class="clock-then" data-then-place></p>'
        f'<div class="clock-presses">{_presses(texts)}</div></dialog>'
    )


def _presses(texts: Texts) -> str:
    kinds = {"go": "primary", "next": "secondary", "more": "secondary", "back": "quiet", "close": "quiet"}
    return "".join(
        f'<button type="button" class="{kind}" data-clock="{name}">{inert(texts(f"timer_{name}"))}</button>'
        for name, kind in kinds.items()
    )
