"""What whoever leads a meeting waits for: a set of questions, a plan, and both on paper, each beside the plainest way to have
something of the kind."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from companion.facilitation.plan import Wanted as Meeting
from companion.facilitation.plan import make_plan
from companion.facilitation.plan_data import meetings
from companion.facilitation.plan_papers import facilitator_paper
from companion.facilitation.question_papers import cards_paper
from companion.facilitation.question_sets import Wanted, question_set
from companion.facilitation.themes import themes
from companion.paper.render import render
from evals.speed.table import Row, share

MOST, MOST_PAPER = 250.0, 1000.0
"""Milliseconds between a press and a set or a plan, and between a press and a paper."""


def for_a_meeting(rounds: int) -> list[Row]:
    """`rounds`: how often each is made. What is remembered from one to the next is forgotten by asking for another."""
    ids, turn = [theme.id for theme in themes()], iter(range(10_000))
    kinds = ("interview", "sparring", "plenary")

    def wanted() -> Wanted:
        at = next(turn)
        return Wanted(theme=ids[at % len(ids)], kind=kinds[at % len(kinds)])

    found = question_set(wanted(), lambda text, lang: ())
    plan = make_plan(Meeting(meeting="following", minutes=120, people=6, cases=2), "da")
    titles, texts = [one.title for one in plan.blocks], [one.text for one in found.questions]
    return [
        _row("a set of 8 questions, beside 8 drawn by lot", lambda: question_set(wanted(), lambda text, lang: ()),
             lambda: random.sample(themes()[next(turn) % len(ids)].questions, 8), rounds, MOST),
        _row("a plan, beside the usual minutes added up",
             lambda: make_plan(Meeting(meeting="following", minutes=90 + next(turn) % 90, people=6), "da"),
             lambda: sum(one.minutes.for_each_of(6)[1] for one in meetings().blocks), rounds, MOST),
        _row("cards as PDF, beside the bare texts", lambda: render(cards_paper("Kort", found.questions, "da"), ".pdf"),
             lambda: _bare(texts), rounds, MOST_PAPER),
        _row("the facilitator's plan as PDF, beside bare titles", lambda: render(facilitator_paper(plan), ".pdf"),
             lambda: _bare(titles), rounds, MOST_PAPER),
    ]  # fmt: skip


def _bare(texts: list[str]) -> bytes:
    """The same library, a built-in typeface, one line a text."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    for text in texts:
        pdf.multi_cell(0, 6, text.encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _row(name: str, ours: Callable[[], Any], plain: Callable[[], Any], rounds: int, most: float) -> Row:
    ours(), plain()
    took, beside = [_taken(ours) for _ in range(rounds)], [_taken(plain) for _ in range(rounds)]
    return Row(name, share(took, 0.5), share(beside, 0.5), most=most, note=f"p95 {share(took, 0.95):.0f} ms")


def _taken(make: Callable[[], Any]) -> float:
    began = time.perf_counter()
    make()
    return (time.perf_counter() - began) * 1000
