"""The form as an empty spreadsheet: a row an answer, a column a theme. Nothing written here is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from companion.pilot.survey import survey, titles
from companion.pilot.survey_sheet import Kind
from companion.vocabulary import Both, Lang

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDE = 18
"""Characters of a column."""
_SHEET = Both(da="Svar", en="Answers")


def template(kind: Kind, lang: Lang) -> bytes:
    """An empty sheet to fill in, a row an answer."""
    known = survey()
    own = [known.own_theme.text.to(lang), *(question.text.to(lang) for question in known.questions)]
    return written([[*(title.to(lang) for title in titles().values()), *own]], kind, lang)


def written(rows: Iterable[Sequence[str]], kind: Kind, lang: Lang) -> bytes:
    """Rows as a file that Excel opens as they are: nothing in it is a formula."""
    safe = [[_inert(cell) for cell in row] for row in rows]
    made = io.BytesIO()
    if kind == "csv":
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows(safe)
        return text.getvalue().encode("utf-8-sig")
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _SHEET.to(lang)
    for row in safe:
        sheet.append(row)
    for place, cell in enumerate(sheet[1], start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE
    sheet.freeze_panes = "A2"
    book.save(made)
    return made.getvalue()


def _inert(cell: str) -> str:
    """With a mark before what a spreadsheet would work out."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RISKY) else cell
