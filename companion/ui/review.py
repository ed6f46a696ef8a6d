"""The one page of review: strike, edit, choose the key question and the wish, name people by role, approve."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from companion.brief import reading_seconds, word_count
from companion.method.compose import key_questions, offers, plain_warnings, shown_line
from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.ui import forms, names, recognised, suggested
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, note
from companion.vocabulary import CaseBrief


def review(state: State, case_id: str, typed: Mapping[str, str], texts: Texts, named: str = "", same: str = "") -> str:
    """The form. `typed` is what was being changed when the page was left, and stands instead of what was saved; `named` what
    was just said of a name, and `same` the id the question had before that."""
    brief = state["brief"]
    assert brief is not None
    inner = (
        _heads(state, brief, typed, texts) + _lines(state, typed, texts) + _people(state, typed, texts)
        + _meeting(state, brief, typed, texts) + recognised.recognised(state, brief, texts)
        + forms.row(
            forms.button("approve", texts("approve_brief"), kind="primary"),
            forms.button("update", texts("update"), kind="quiet"),
            forms.button("more", texts("more"), kind="quiet"),
        )
    )  # fmt: skip
    length = texts("review_length", words=word_count(brief), seconds=reading_seconds(brief))
    warnings = "".join(f'<p class="note">{inert(warning)}</p>' for warning in plain_warnings(brief))
    top = heading(texts("review_heading"), texts("review_lead"))
    form = forms.form(inner, "review", case_id, state["question"].id, same)
    return f'{top}{note(state)}<p class="soft">{inert(length)}</p>{warnings}{form}{names.folded(state, texts, named)}'


def _heads(state: State, brief: CaseBrief, typed: Mapping[str, str], texts: Texts) -> str:
    """The key question with another beside it, the wish, and the dilemma in one sentence."""
    others = key_questions(state)
    chosen = typed.get("key_question", brief.key_question)
    another = others[(others.index(chosen) + 1) % len(others)] if chosen in others else others[0]
    wishes = [(text, text) for offer in offers().wishes if (text := offer.text.to(state["lang"]))]
    wish = typed.get("wish", brief.wish)
    dilemma = typed.get("dilemma", brief.dilemma)
    wishes += [] if any(wish == value for value, _ in wishes) else [(wish, wish)]
    return (
        '<section class="panel key">'
        + forms.area("key_question", texts("key_question"), chosen)
        + forms.button("another_key", texts("another_key"), another, "quiet")
        + suggested.key_questions(state, chosen, texts)
        + forms.radios("wish", texts("wish"), wishes, wish)
        + forms.area("dilemma", texts("dilemma"), dilemma) + suggested.dilemma(state, dilemma, texts)
        + "</section>"
    )  # fmt: skip


def _lines(state: State, typed: Mapping[str, str], texts: Texts) -> str:
    """Every sentence with a tick, under its step; each step with a way back to its question."""
    sequence, parts = load_sequence(state["sequence"]), []
    numbered = sorted(enumerate(state["lines"]), key=lambda pair: sequence.names().index(pair[1].step))
    for step, lines in groupby(numbered, key=lambda pair: pair[1].step):
        rows = "".join(
            '<div class="line">'
            + forms.tick(f"share.{n}", f"{texts('share')}: {texts('line', n=n + 1)}", _on(typed, n, line.share), True)
            + forms.area(f"text.{n}", texts("line", n=n + 1), typed.get(f"text.{n}", shown_line(line, state)), True)
            + "</div>"
            for n, line in lines
        )
        title = sequence.step(step).heading.to(texts.lang)
        asked = suggested.as_heading(state, sequence.step(step), typed, texts)
        back = forms.button("goto", texts("change_step"), step, "quiet")
        head = f'<div class="stephead"><h2>{inert(title)}</h2>{back}</div>'
        parts.append(f'<section class="step">{head}{asked}{rows}</section>')
    return "".join(parts)


def _on(typed: Mapping[str, str], place: int, share: bool) -> bool:
    return typed[f"share.{place}"] == "1" if f"share.{place}" in typed else share


def _people(state: State, typed: Mapping[str, str], texts: Texts) -> str:
    """Each person found, the role that stands for them, and the tick that lets the name itself through."""
    rows = "".join(
        '<div class="person">'
        + forms.line(f"role.{n}", texts("role", name=person.name), typed.get(f"role.{n}", person.role))
        + forms.tick(f"approve.{n}", f"{texts('approve')}: {person.name}", person.approved)
        + "</div>"
        for n, person in enumerate(state["people"])
    )
    lead = f'<p class="soft">{texts("people_lead")}</p>'
    return f'<section class="step"><h2>{texts("people_heading")}</h2>{lead}{rows}</section>' if rows else ""


def _meeting(state: State, brief: CaseBrief, typed: Mapping[str, str], texts: Texts) -> str:
    """The step left for the room, the round, the date, and what will be told next time."""
    steps = [step for step in load_sequence(state["sequence"]).steps if step.lets_speak]
    rooms = [("", texts("room_none"))] + [(step.name, step.question.to(state["lang"])) for step in steps]
    date = brief.date.isoformat() if brief.date else ""
    return (
        '<section class="step meeting">'
        + forms.choice("room_step", texts("room_step"), rooms, typed.get("room_step", brief.room_step or ""))
        + forms.line("minutes", texts("minutes"), typed.get("minutes", str(brief.minutes)), "number")
        + forms.line("date", texts("date"), typed.get("date", date), "date")
        + forms.area("next_time", texts("next_time"), typed.get("next_time", brief.next_time))
        + "</section>"
    )
