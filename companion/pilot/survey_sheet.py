"""The answers out of a spreadsheet: a row an answer, a column a theme.

Whatever form tool an organisation has can export such a sheet: also with all choices in one column. What is wrong with a row
is told by its number, never by what stands in it; columns that are not ours (names, times) are not read. No formula is
worked out: a row with one is not counted.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, NamedTuple

from companion.errors import WrongUse
from companion.library.ooxml import check_archive
from companion.library.refusals import Unreadable, refusal
from companion.library.sniff import check
from companion.pilot.survey import LONGEST, OWN, Answer, survey, titles
from companion.resources import MOST_BYTES
from companion.vocabulary import LANGS, Both, Word

Kind = Literal["csv", "xlsx"]
MOST_ROWS, MOST_COLUMNS = 500, 200
_DAMAGE = (SyntaxError, LookupError, ValueError, TypeError, AttributeError, OSError, ArithmeticError)
"""What openpyxl raises over a book that is not as it should be; XML that is none is a SyntaxError to its reader."""
_UNPACKED = 20_000_000
"""Bytes of a spreadsheet when all of it is unpacked."""
_FORMULA = "\0formula"
_LIST = "\0list"
"""The column that holds all choices of an answer."""
_YES = frozenset({"x", "×", "✓", "✔", "☑", "ja", "j", "yes", "y", "1", "true", "sand", "sandt", "valgt", "chosen"})
_NO = frozenset({"", "0", "-", "–", "☐", "nej", "n", "no", "false", "falsk"})
_PARTED = re.compile(r"[;\n|]")
_DELIMITERS = (";", ",", "\t")
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LIST_NAMES = ("temaer", "themes", "hvilke temaer", "which themes")
_WRONG_ROWS = {
    "many": Both(da="Række {rows}: der er valgt for mange temaer.", en="Row {rows}: too many themes are chosen."),
    "mark": Both(
        da="Række {rows}: et af felterne er hverken kryds eller tomt.",
        en="Row {rows}: one of the fields is neither a tick nor empty.",
    ),
    "formula": Both(da="Række {rows}: der står en formel.", en="Row {rows}: there is a formula."),
    "long": Both(da="Række {rows}: der står for meget i et felt.", en="Row {rows}: there is too much in a field."),
    "theme": Both(
        da="Række {rows}: et af de valgte temaer er ikke på listen.",
        en="Row {rows}: one of the themes chosen is not on the list.",
    ),
}
_NOT_COUNTED = Both(da="De rækker er ikke talt med.", en="Those rows are not counted.")
_NOT_READ = Both(da="Kolonne {columns} er ikke læst.", en="Column {columns} was not read.")


class Imported(Word):
    """The answers, and what is to be told of the sheet they came from."""

    answers: tuple[Answer, ...]
    notes: tuple[Both, ...]


class _Bad(Exception):
    """What is wrong with a row."""


class _Sheet(NamedTuple):
    columns: Mapping[int, str]
    """By place, what a column is: a theme, a field, or the list of choices."""
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def read_answers(data: bytes, kind: Kind) -> Imported:
    """The answers in a sheet. WrongUse where it is none, or none of its columns is ours; what it says is in no message."""
    if len(data) > MOST_BYTES:
        raise refusal("too_long")
    try:
        sheet = _of_book(data) if kind == "xlsx" else _of_text(data)
    except Unreadable as problem:
        raise refusal(problem.reason) from None
    if not sheet.columns:
        raise WrongUse(
            "Ingen kolonne hedder som et tema eller et spørgsmål i skemaet. Brug vores ark, eller ret overskrifterne i "
            "første række.",
            "No column is called as a theme or a question of the form. Use our sheet, or mend the headings in the first row.",
        )
    if len(sheet.rows) > MOST_ROWS:
        raise WrongUse(f"Højst {MOST_ROWS} svar ad gangen.", f"At most {MOST_ROWS} answers at a time.")
    return _answers(sheet)


def _answers(sheet: _Sheet) -> Imported:
    answers, wrong = list[Answer](), dict[str, list[int]]()
    for number, row in enumerate(sheet.rows, start=2):
        try:
            answer = _answer(row, sheet.columns)
        except _Bad as bad:
            wrong.setdefault(str(bad), []).append(number)
            continue
        answers += [] if answer.is_empty else [answer]
    notes = [_filled(_WRONG_ROWS[why], rows=", ".join(map(str, wrong[why]))) for why in _WRONG_ROWS if why in wrong]
    notes += [_NOT_COUNTED] if wrong else []
    strange = [place for place, head in enumerate(sheet.head) if head.strip() and place not in sheet.columns]
    if strange:
        notes.append(_filled(_NOT_READ, columns=", ".join(map(_letter, strange))))
    return Imported(answers=tuple(answers), notes=tuple(notes))


def _filled(both: Both, **values: object) -> Both:
    return Both(**{lang: both.to(lang, **values) for lang in LANGS})


def _answer(row: Sequence[str], columns: Mapping[int, str]) -> Answer:
    chosen, said = set[str](), dict[str, str]()
    for place, what in columns.items():
        text = row[place].strip() if place < len(row) else ""
        if text == _FORMULA:
            raise _Bad("formula")
        if what == _LIST:
            chosen |= set(_listed(text))
        elif what in titles():
            chosen |= {what} if _ticked(text) else set()
        elif len(text) > LONGEST:
            raise _Bad("long")
        elif text:
            said[what] = text
    if len(chosen) > survey().most_themes:
        raise _Bad("many")
    return Answer(themes=tuple(theme for theme in titles() if theme in chosen), said=said)


def _ticked(text: str) -> bool:
    mark = text.casefold()
    if mark not in _YES | _NO:
        raise _Bad("mark")
    return mark in _YES


def _listed(text: str) -> Iterator[str]:
    for part in filter(None, map(str.strip, _PARTED.split(text))):
        theme = _names().get(_bare(part))
        if theme not in titles():
            raise _Bad("theme")
        yield theme


def _names() -> dict[str, str]:
    """Every heading a column of ours may have, bare, and what the column is."""
    known = survey()
    both = {OWN: known.own_theme.text, **{question.id: question.text for question in known.questions}, **titles()}
    found = {_bare(text.to(lang)): what for what, text in both.items() for lang in LANGS}
    lists = [*_LIST_NAMES, *(known.instruction.to(lang) for lang in LANGS)]
    return found | {_bare(what): what for what in both} | {_bare(name): _LIST for name in lists}


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?:.").lstrip("'")


def _columns(head: Sequence[str]) -> dict[int, str]:
    names = _names()
    return {place: names[_bare(cell)] for place, cell in enumerate(head[:MOST_COLUMNS]) if _bare(cell) in names}


def _of_text(data: bytes) -> _Sheet:
    """Parted by whichever sign gives most columns of ours."""
    check(data, "txt")
    text = _decoded(data)
    told, rest = text.partition("\n")[::2]
    text = rest if re.fullmatch(r"sep=.\r?", told) else text
    try:
        tables = [_table(list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))) for sign in _DELIMITERS]
    except csv.Error:
        raise Unreadable("garbled") from None
    return max(tables, key=lambda one: len(one.columns))


def _table(rows: Sequence[Sequence[str]]) -> _Sheet:
    head = rows[0] if rows else []
    return _Sheet(_columns(head), head, rows[1:])


def _decoded(data: bytes) -> str:
    """By its mark, as UTF-8, or as Windows wrote Danish before that. A zero in it is no text of ours."""
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text:
                return text
    raise Unreadable("garbled")


def _of_book(data: bytes) -> _Sheet:
    """Of the first sheet. Its dimensions are what somebody wrote into the file, and are not believed."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check(data, "docx")
    check_archive(data, "xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise Unreadable("bomb")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet: Any = book.worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        rows = [[_cell(cell) for cell in row] for row in found]
    except (InvalidFileException, zipfile.BadZipFile, *_DAMAGE):
        raise Unreadable("damaged") from None
    while rows and not any(rows[-1]):
        rows.pop()
    return _table(rows)


def _cell(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return _FORMULA
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value).replace("\0", "")


def _letter(place: int) -> str:
    """A, B … Z, AA, as a spreadsheet names its columns."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
