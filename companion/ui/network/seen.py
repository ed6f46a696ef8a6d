"""What HR can see: told to every leader, with the report as HR would get it, on made-up figures."""

from __future__ import annotations

from contextlib import suppress

from companion.errors import PartFailed
from companion.paper.html import render_inside
from companion.pilot.counts import PILOT_FILE, Counts
from companion.pilot.example import example_report
from companion.pilot.hr_roles import hr_roles
from companion.pilot.pack_facts import is_counted
from companion.pilot.report import report
from companion.pilot.report_papers import report_paper
from companion.settings import Settings, load_settings
from companion.ui import forms
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs


def seen(settings: Settings | None, shared: bool, texts: Texts) -> str:
    """The page. What is said of counting is so just now; what has been released is shown as HR has it."""
    settings, told, lang = settings or load_settings(), hr_roles(), texts.lang
    counted = is_counted(settings)
    sees = [texts("seen_counts", k=settings.pilot_k) if counted else texts("seen_nothing")]
    sees += [texts("seen_released"), told.not_done.if_hr_facilitates.text.to(lang)]
    not_seen = [one.to_leaders.to(lang) for one in told.not_done.items]
    beside = texts("seen_beside_shared" if shared else "seen_beside_own")
    example = render_inside(example_report(lang, settings.pilot_k))
    return (
        heading(texts("seen_heading"), texts("seen_lead"))
        + f'<div class="words about">{_part(texts("seen_not"), [texts("seen_words"), *not_seen])}'
        f"{_part(texts('seen_is'), sees)}"
        f"<h2>{inert(texts('seen_others'))}</h2>{paragraphs(beside)}"
        f"<h2>{inert(texts('seen_for'))}</h2>{paragraphs(*(one.to_leaders.to(lang) for one in told.roles))}"
        f"{_now(settings, texts)}"
        f"<h2>{inert(texts('seen_example'))}</h2>{paragraphs(texts('seen_example_lead', k=settings.pilot_k))}</div>"
        f'<section class="example" aria-label="{inert(texts("seen_example"))}">{example}</section>'
    )


def _now(settings: Settings, texts: Texts) -> str:
    """The report itself, as far as it is released; looking at it releases nothing, and needs no key."""
    with suppress(PartFailed):
        found = report(Counts.open(settings.data_dir / PILOT_FILE).table(settings.pilot_k, new=False))
        if any(cell.count is not None for cell in found.cells):
            inside = render_inside(report_paper(found, texts.lang))
            return f'<h2>{inert(texts("seen_now"))}</h2><section class="example">{inside}</section>'
    return ""


def way(texts: Texts) -> str:
    """The button that leads here."""
    return forms.button("nav", texts("seen_heading"), "seen", "quiet")


def _part(title: str, points: list[str]) -> str:
    lines = "".join(f"<li>{inert(point)}</li>" for point in points)
    return f"<h2>{inert(title)}</h2><ul>{lines}</ul>"
