"""Fragments of the page as HTML. Every word that is not ours is escaped; nothing here decides anything."""

from __future__ import annotations

import time
from html import escape

from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.ui.access import Roles, may
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Question

_PLACES = (
    ("start", "nav_prepare"), ("material", "nav_material"), ("practice", "nav_practice"), ("meetings", "nav_meetings"),
    ("network", "nav_network"), ("mine", "nav_mine"), ("about", "nav_about"),
)  # fmt: skip
_PAGE = ' aria-current="page"'
_HERE = ' aria-current="step"'
INVISIBLE = "\x00 \t\r\n\u200b\u200e\u200f\u2060\ufeff\xa0"
"""Who types nothing else has typed nothing."""
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}$`"})


def inert(text: str) -> str:
    """Text that HTML and the page's own templates leave alone."""
    return escape(text).translate(_SIGNS).replace("\x00", "")


def home(roles: Roles) -> str:
    """The first of the screens these roles may see."""
    return next((place for place, _ in _PLACES if may(roles, "place", place)), "")


def header(texts: Texts, roles: Roles, here: str = "", shared: bool = False, sent: int | None = None) -> str:
    """The brand, what has left the machine, the other language, and the way to the screens one may see; `here` is the open
    one. `sent`: how many calls have left with something of this owner's, None while nobody can tell."""
    names = {"da": "Dansk", "en": "English"}
    links = " · ".join(
        f"<b>{names[lang]}</b>" if lang == texts.lang else f'<a href="{page_of(lang)}" lang="{lang}">{names[lang]}</a>'
        for lang in LANGS
    )
    nav = "".join(
        f'<button type="button" data-do="nav" data-with="{place}"{_PAGE if place == here else ""}>{texts(name)}</button>'
        for place, name in _PLACES
        if may(roles, "place", place)
    )
    return (
        f'<header class="top"><b class="brand">{texts("brand")}</b><span class="lock">{_lock(texts, shared, sent)}</span>'
        f'<span class="lang">{links}</span></header><nav aria-label="{texts("brand")}">{nav}</nav>'
    )


def _lock(texts: Texts, shared: bool, sent: int | None) -> str:
    """That nothing has left, where it is so; else how often something has, and the way to what it was."""
    if not sent:
        return "" if sent is None else texts("lock_shared" if shared else "lock")
    words = texts("lock_sent_one" if sent == 1 else "lock_sent", count=sent)
    return f'<button type="button" class="quiet" data-do="nav" data-with="receipts">{words}</button>'


def focused() -> str:
    """On what the keyboard and a screen reader go to when this screen appears; page.js sees that the number is new."""
    return f' data-focus="{time.monotonic_ns()}"'


def page_of(lang: str) -> str:
    """The address of the page in a language."""
    return "/" if lang == "da" else f"/{lang}/"


def progress(state: State, texts: Texts) -> str:
    """The steps as thin lines: what is done, and where one is."""
    sequence, at = load_sequence(state["sequence"]), state["question"].step
    done = {answer.step for answer in state["answers"]} | set(state["skipped"])
    names = sequence.names()
    here = texts("progress", now=names.index(at) + 1, all=len(names), title=sequence.step(at).title.to(texts.lang))
    items = "".join(
        f'<li class="{_mark(step.name, at, done)}"{_HERE if step.name == at else ""}>{inert(step.title.to(texts.lang))}</li>'
        for step in sequence.steps
    )
    return f'<ol class="steps" aria-label="{inert(here)}">{items}</ol>'


def _mark(step: str, at: str, done: set[str]) -> str:
    return "now" if step == at else "done" if step in done else ""


def worded(model: str, texts: Texts) -> str:
    """That a model worded what stands above; nothing for what the method and the bank say."""
    return f'<p class="worded">{inert(texts("worded_by", model=model))}</p>' if model else ""


def question(state: State, case_id: str, texts: Texts, same: str = "") -> str:
    """The open question in large type, with what stands before it, and a quiet line where there is one. `same`: the id it
    had until now, when it is the one that stood there; the page then leaves box and focus alone."""
    asked = state["question"]
    lead = f'<p class="mirror">{inert(asked.lead)}</p>' if asked.lead else ""
    changing = f'<p class="mirror">{texts("changing")}</p>' if asked.changes else ""
    about = f'data-case="{case_id}" data-question="{asked.id}" data-same="{inert(same)}" lang="{state["lang"]}"'
    said = f"{note(state)}{changing}{lead}<h1>{inert(asked.text)}</h1>{_purpose(state, asked)}"
    said += worded(asked.model, Texts(state["lang"]))
    return f'<section id="asked" {about} aria-live="polite">{said}</section>'


def note(state: State) -> str:
    """The quiet line that stands above what comes next, when there is one."""
    return f'<p class="note">{inert(state["note"])}</p>' if state["note"] else ""


def _purpose(state: State, asked: Question) -> str:
    """What a step is for, said small under the source's own question."""
    if asked.kind != "source":
        return ""
    step = load_sequence(state["sequence"]).step(asked.step)
    return f'<p class="purpose">{inert(step.purpose.to(state["lang"]))}</p>'


def gathered(state: State, texts: Texts) -> str:
    """The leader's words so far, by step."""
    sequence = load_sequence(state["sequence"])
    items = "".join(
        f"<dt>{inert(step.title.to(texts.lang))}</dt>"
        + "".join(
            f'<dd dir="auto">{inert(answer.text)}</dd>' for answer in state["answers"] if answer.step == step.name
        )
        for step in sequence.steps
        if any(answer.step == step.name for answer in state["answers"])
    )
    body = f"<dl>{items}</dl>" if items else f"<p>{texts('so_far_empty')}</p>"
    return f'<section class="gathered"><h2>{texts("so_far")}</h2>{body}</section>'


def paragraphs(*texts: str) -> str:
    """Plain paragraphs."""
    return "".join(f"<p>{inert(text)}</p>" for text in texts if text)


def heading(text: str, *below: str) -> str:
    """A heading of a screen, and paragraphs under it."""
    return f'<div class="words"><h1>{inert(text)}</h1>{paragraphs(*below)}</div>'
