"""The pilot report as it stands: what has been released, the press that releases more, and the one that ends the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from companion.errors import WrongUse
from companion.paper.html import render_html, render_inside
from companion.pilot.counts import PILOT_FILE, Counts, Released
from companion.pilot.report import report
from companion.pilot.report_papers import HTML, report_paper
from companion.pilot.report_words import report_words
from companion.settings import Settings, load_settings
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import KINDS, line, take
from companion.ui.meetings.tool import Handout, Make, Press, Pressed
from companion.ui.steps import Step
from companion.ui.texts import both
from companion.ui.view import focused, heading, inert, paragraphs
from companion.vocabulary import Both, Lang

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk

_STEM = Both(da="pilotrapport", en="pilot-report")
_KINDS = {**KINDS, HTML.removeprefix("."): "HTML"}


class ReportTool:
    """The tool on one language's page. Whoever looks, or takes a paper along, releases nothing."""

    name = "report"

    def __init__(self, desk: Desk) -> None:
        self._desk, self._texts = desk, desk.texts

    def presses(self) -> Mapping[str, Press]:
        return {"report_release": self._release, "report_close": self._close}

    def papers(self) -> Mapping[str, Make]:
        return {"report": self._paper}

    def opened(self, press: Pressed) -> Step:
        return self._page(press)

    def typed(self, form: Form) -> str:
        return ""

    @property
    def _settings(self) -> Settings:
        return self._desk.pages.room.settings or load_settings()

    @property
    def _counts(self) -> Counts:
        """Without the key, which a report has no use for; and also where counting has been switched off, since an earlier
        period's report stands."""
        return Counts.open(self._settings.data_dir / PILOT_FILE, today=self._desk.pages.room.today)

    def _table(self, new: bool = False) -> Released:
        return self._counts.table(self._settings.pilot_k, new=new)

    def _release(self, press: Pressed) -> Step:
        before = set(self._table().figures)
        more = set(self._table(new=True).figures) != before
        return self._page(press, "report_released" if more else "report_no_more")

    def _close(self, press: Pressed) -> Step:
        """Asks first: it cannot be undone."""
        texts = self._texts
        if press.with_ == "sure":
            self._counts.close_period()
            return self._page(press, "report_gone")
        title = f'<h1 tabindex="-1"{focused()}>{inert(texts("report_sure"))}</h1>'
        presses = forms.row(
            forms.button("report_release", texts("report_release")),
            forms.button("report_close", texts("report_close_sure"), "sure", "harm"),
            forms.button("network_tool", texts("report_keep"), self.name, "quiet"),
        )
        told = paragraphs(texts("report_sure_told"), texts("report_sure_first"))
        return self._desk.show(press, forms.form(f'<div class="words">{title}{told}</div>{presses}', self.name))

    def _page(self, press: Pressed, said: str = "") -> Step:
        """`said`: what was just done."""
        texts, table = self._texts, self._table()
        told = f'<p class="note" role="status" tabindex="-1"{focused()}>{inert(texts(said))}</p>' if said else ""
        rows = "".join(f"<dt>{inert(what)}</dt><dd>{inert(how)}</dd>" for what, how in self._facts(table))
        head = heading(texts("report_heading"), texts("report_lead")) + told + f'<dl class="facts">{rows}</dl>'
        return self._desk.show(press, head + forms.form(self._ways(table) + self._sheet(table), self.name))

    def _facts(self, table: Released) -> Iterator[tuple[str, str]]:
        """Whether use is counted, and how much has been released."""
        texts = self._texts
        yield texts("report_counting"), texts("report_on" if self._settings.pilot else "report_off")
        if table.closed:
            yield texts("report_period"), texts("report_closed")
        weeks = {week for figure in table.figures for week in figure.weeks}
        so_far = texts("report_none")
        if weeks:
            last = max(weeks)
            week = report_words().week.to(texts.lang, week=int(last[6:]), year=last[:4])
            so_far = texts("report_figures", count=len(table.figures), week=week[0].lower() + week[1:])
        yield texts("report_so_far"), so_far

    def _ways(self, table: Released) -> str:
        """What can be done now: nothing is released before a week is over, and nothing once the period has ended."""
        texts = self._texts
        if table.closed:
            return ""
        if not table.weeks:
            example = forms.button("nav", texts("report_example"), "seen")
            close = [forms.button("report_close", texts("report_close"), kind="quiet")] if table.now else []
            return paragraphs(texts("report_no_weeks")) + forms.row(example, *close)
        release = forms.button("report_release", texts("report_release"), kind="primary")
        close_ = forms.button("report_close", texts("report_close"))
        return paragraphs(texts("report_release_told")) + forms.row(release, close_)

    def _sheet(self, table: Released) -> str:
        """The report, and its papers once there is something in them."""
        if not table.weeks:
            return ""
        texts = self._texts
        inside = render_inside(report_paper(report(table), texts.lang))
        papers = take(texts("report_take"), line(texts("tool_report"), self.name, _KINDS))
        shown = f'<section class="example" aria-label="{inert(texts("tool_report"))}">{inside}</section>'
        return shown + (papers if table.figures else "")

    def _paper(self, form: Form, lang: Lang) -> Handout:
        table = self._table()
        if not table.figures:
            raise WrongUse(*both("report_nothing"))
        paper = report_paper(report(table), lang)
        return Handout(_STEM, paper=paper, files={HTML: render_html(paper).encode("utf-8")})
