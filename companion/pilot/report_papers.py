"""The pilot report on paper: the threshold first, then what was counted, and last how it was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from companion.brief.files import KINDS
from companion.brief.words import date_in_words
from companion.paper.blocks import Bars, Block, Heading, Panel, Paper, Points, Table, Text
from companion.paper.html import render_html
from companion.paper.render import render
from companion.pilot.report import Cell, Rating, Report
from companion.pilot.report_words import report_words
from companion.pilot.suppress import BY_WEEK
from companion.vocabulary import Lang

HTML = ".html"
ENDINGS = (*KINDS, HTML)
_COLUMNS = 6
"""Months beside each other."""


def report_file(report: Report, kind: str, lang: Lang) -> bytes:
    """The report as a file of `kind`, one of ENDINGS."""
    paper = report_paper(report, lang)
    return render_html(paper).encode("utf-8") if kind == HTML else render(paper, kind)


def report_paper(report: Report, lang: Lang) -> Paper:
    """Everything that may be shown, and that what is missing is hidden."""
    return _Sheet(report, lang).paper()


class _Sheet:
    """The report while it is set."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self.report, self.lang, self.words = report, lang, report_words()

    def paper(self) -> Paper:
        report, words, lang = self.report, self.words, self.lang
        blocks: tuple[Block, ...] = (
            Panel(words.limit_label.to(lang, k=report.k), words.limit.to(lang, k=report.k)),
            Text(words.intro.to(lang)),
            Heading(words.totals.to(lang)),
            self.totals(),
            Text(words.legend.to(lang, k=report.k), quiet=True),
            *self.how_far(),
            *(block for kind in report.ratings for block in self.rating(kind, report.ratings[kind])),
            Text(words.scale.to(lang), quiet=True),
            *self.over_time(),
            Heading(words.how_made.to(lang)),
            Points(tuple(point.to(lang, k=report.k) for point in words.points)),
        )
        state = (words.closed if report.closed else words.open).to(lang)
        facts = f"{self.span(report.weeks) if report.weeks else words.nothing_yet.to(lang)} · {state}"
        return Paper(lang, words.title.to(lang), blocks, words.over.to(lang), facts, words.foot.to(lang))

    def totals(self) -> Table:
        """Each kind, and the people."""
        words, lang, report = self.words, self.lang, self.report
        rows = [
            (words.kinds[kind].to(lang), self.number(cell), self.last(cell) if cell.count is not None else "")
            for kind in BY_WEEK
            for cell in (report.total(kind),)
        ]
        people = words.mark if report.people is None else words.at_least.to(lang, count=report.people)
        head = (words.what.to(lang), words.how_many.to(lang), words.until.to(lang))
        return Table(head, (*rows, (words.people.to(lang), people, "")), (0.5, 0.22, 0.28))

    def how_far(self) -> Iterator[Block]:
        """Begun and finished stand beside the steps where they are told of for as long."""
        words, lang, far = self.words, self.lang, self.report.how_far
        if far is None:
            return
        steps = [(words.reached.to(lang, step=words.steps[one.step - 1].to(lang)), one.count) for one in far.reached]
        ends = {kind: self.report.count(far.scope, kind) for kind in ("begun", "finished")}
        named = {
            kind: [(words.kinds[kind].to(lang), count)] if count is not None else [] for kind, count in ends.items()
        }
        bars = [*named["begun"], *steps, *named["finished"]]
        yield Heading(words.how_far.to(lang))
        yield Bars("", tuple((label, count, str(count)) for label, count in bars))
        yield Text(words.how_far_note.to(lang, scope=self.scope(far.scope)), quiet=True)

    def rating(self, kind: str, rating: Rating | None) -> Iterator[Block]:
        """How many gave which answers."""
        words, lang = self.words, self.lang
        yield Heading(words.ratings[kind].to(lang))
        if rating is None:
            yield Text(words.no_ratings.to(lang))
            return
        labels = [words.one_answer if one.low == one.high else words.answers for one in rating.classes]
        named = [(label.to(lang, low=one.low, high=one.high), one.count)
                 for label, one in zip(labels, rating.classes, strict=True)]  # fmt: skip
        yield Bars("", tuple((label, count, str(count)) for label, count in named))
        low, high = (f"{end:.1f}".replace(".", "," if lang == "da" else ".") for end in rating.mean)
        yield Text(words.mean.to(lang, count=rating.count, scope=self.scope(rating.scope), low=low, high=high))

    def over_time(self) -> Iterator[Block]:
        """Months in a table; of each kind with a week that is shown, a chart of all its weeks."""
        words, lang, report = self.words, self.lang, self.report
        if report.months:
            yield Heading(words.by_month.to(lang))
            yield from self.months()
        if not report.weeks:
            return
        yield Heading(words.by_week.to(lang))
        hidden = []
        for kind in BY_WEEK:
            cells, name = [self.cell(week, kind) for week in report.weeks], words.kinds[kind].to(lang)
            if any(cell.count is not None for cell in cells):
                rows = [
                    (self.week(one.scope), one.count or 0, self.number(one, words.hidden.to(lang))) for one in cells
                ]
                yield Bars(name, tuple(rows))
            else:
                hidden.append(name[0].lower() + name[1:])
        if hidden:
            yield Text(words.no_week.to(lang, kinds=", ".join(hidden)), quiet=True)

    def months(self) -> Iterator[Table]:
        """A column for each month, on so many tables as it takes."""
        months = self.report.months
        for start in range(0, len(months), _COLUMNS):
            some = months[start : start + _COLUMNS]
            rows = [
                (self.words.kinds[kind].to(self.lang), *(self.number(self.cell(month, kind)) for month in some))
                for kind in BY_WEEK
            ]
            head = (self.words.what.to(self.lang), *map(self.month, some))
            yield Table(head, tuple(rows), (0.4, *(0.6 / len(some) for _ in some)))

    def cell(self, scope: str, kind: str) -> Cell:
        return Cell(scope=scope, kind=kind, count=self.report.count(scope, kind))

    def number(self, cell: Cell, hidden: str = "") -> str:
        return (hidden or self.words.mark) if cell.count is None else str(cell.count)

    def week(self, week: str) -> str:
        return self.words.week.to(self.lang, week=int(week[6:]), year=week[:4])

    def month(self, month: str) -> str:
        year, number = map(int, month.split("-"))
        return date_in_words(dt.date(year, number, 1), self.lang).split(" ", 1)[1]

    def last(self, cell: Cell) -> str:
        return self.week(cell.scope.split("/")[1])

    def scope(self, scope: str) -> str:
        first, last = (self.week(week) for week in scope.split("/"))
        return self.words.span.to(self.lang, first=first[0].lower() + first[1:], last=last[0].lower() + last[1:])

    def span(self, weeks: Sequence[str]) -> str:
        first, last = self.week(weeks[0]), self.week(weeks[-1])
        return self.words.span.to(self.lang, first=first, last=last[0].lower() + last[1:]) if first != last else first
