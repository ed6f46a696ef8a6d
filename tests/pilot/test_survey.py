"""The form before the first meeting, and the sheet it comes back in.

Seen to fail: with a mark taken for a tick whatever it is; with rows numbered from one; with a bad row's words in the note; with
`_inert` left out; with rows read to the end; with formulas read as text; with UTF-16 or cp1252 left out; with the
limit of five not looked at.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from companion.errors import LibraryProblem, WrongUse
from companion.paper.blocks import Points, Write
from companion.paper.render import render
from companion.pilot.survey import LONGEST, OWN, About, Answer, load_survey, survey, survey_paper, titles
from companion.pilot.survey_sheet import MOST_ROWS, Imported, read_answers
from companion.pilot.survey_template import template, written
from companion.resources import MOST_BYTES, folder
from companion.vocabulary import LANGS

SIX = ["delegation", "feedback", "change", "stress", "hybrid", "conflicts"]
HEAD = [survey().title.da, *SIX]
WORDS = "Mette er syg"


def book(rows: list[list[object]]) -> bytes:
    made, out = Workbook(), io.BytesIO()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(out)
    return out.getvalue()


def themes(found: Imported) -> list[tuple[str, ...]]:
    return [answer.themes for answer in found.answers]


def noted(found: Imported) -> str:
    return " ".join(note.da for note in found.notes)


def test_the_form_offers_every_theme_there_is_a_line_for() -> None:
    assert list(titles()) == list(survey().themes) and len(titles()) == 24 and survey().fields[0] == OWN


def test_a_theme_that_is_none_of_ours_is_refused(tmp_path) -> None:
    text = (folder("knowledge") / "pilot" / "survey.yaml").read_text(encoding="utf-8")
    (tmp_path / "survey.yaml").write_text(text.replace("  hybrid:", "  hybridd:"), encoding="utf-8")
    with pytest.raises(LibraryProblem, match="no such theme"):
        load_survey(tmp_path / "survey.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_the_blank_form_as_paper(lang) -> None:
    about = About(network="Netværk Nord", closes=dt.date(2027, 1, 8), deleted=dt.date(2027, 3, 1), who="Kim i HR")
    paper = survey_paper(about, 8, lang)
    (boxes,) = [one for one in paper.blocks if isinstance(one, Points)]
    assert boxes.boxes and len(boxes.items) == 24 and sum(isinstance(one, Write) for one in paper.blocks) == 4
    text = render(paper, ".md").decode()
    assert "Netværk Nord" in text and "Kim i HR" in text and "{" not in text and "112" in text
    assert ("8. januar 2027" in text and "1. marts 2027" in text) or lang == "en"
    bare = render(survey_paper(About(), 8, lang), ".md").decode()
    assert "{" not in bare and ("Svar senest" not in bare) and ("answer by" not in bare)
    assert render(paper, ".docx")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("lang", LANGS)
def test_our_own_sheet_comes_back_as_it_was_filled_in(kind, lang) -> None:
    blank = template(kind, lang)
    if kind == "csv":
        (head,) = csv.reader(io.StringIO(blank.decode("utf-8-sig")), delimiter=";")
    else:
        head = [cell.value for cell in load_workbook(io.BytesIO(blank)).worksheets[0][1]]
    row = ["" for _ in head]
    row[3] = row[5] = "x"
    row[24], row[25] = "Robotter; og\nsådan", "=Tid"
    found = read_answers(written([head, row], kind, lang), kind)
    assert themes(found) == [(list(titles())[3], list(titles())[5])] and not found.notes
    assert found.answers[0].said == {OWN: "Robotter; og\nsådan", "worth": "'=Tid"}


ENCODED = [("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("cp1252", ";"), ("utf-8", "\t"), ("cp1252", ",")]


@pytest.mark.parametrize(("encoding", "sign"), ENCODED)
@pytest.mark.parametrize("lang", LANGS)
def test_whatever_a_spreadsheet_saves_is_read(encoding: str, sign: str, lang) -> None:
    own = survey().own_theme.text.to(lang)
    rows = [[titles()["change"].to(lang).upper(), own + " ", "Navn"], ["Ja", "Æbler på øen", "Mette"], ["", "", ""]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows([*rows, ["nej", "Åbenhed", "Bo"]])
    for text in (out.getvalue(), f"sep={sign}\r\n{out.getvalue()}"):
        found = read_answers(text.encode(encoding), "csv")
        assert [answer.said[OWN] for answer in found.answers] == ["Æbler på øen", "Åbenhed"]
        assert themes(found) == [("change",), ()] and noted(found) == "Kolonne C er ikke læst."


@pytest.mark.parametrize(
    ("mark", "ticked"),
    [("x", 1), ("X", 1), (" ja ", 1), ("yes", 1), (1, 1), (1.0, 1), (True, 1), ("✓", 1), ("", 0), (None, 0), (0, 0),
     (False, 0), ("nej", 0), ("måske", None), ("2", None), ("=1", None)],
)  # fmt: skip
def test_what_is_a_tick(mark: object, ticked: int | None) -> None:
    found = read_answers(book([["delegation", "feedback"], [mark, "x"]]), "xlsx")
    assert themes(found) == ([] if ticked is None else [("delegation", "feedback")[1 - ticked :]])
    assert ("Række 2" in noted(found)) == (ticked is None)


BAD = [
    (["x"] * 6, "for mange temaer"),
    (["x", WORDS], "hverken kryds eller tomt"),
    (["=HYPERLINK(1)"], "formel"),
    (["x", "", "", "", "", "", "a" * (LONGEST + 1)], "for meget"),
]


@pytest.mark.parametrize(("row", "told"), BAD)
def test_a_bad_row_is_told_by_its_number_and_never_by_its_words(row: list[str], told: str) -> None:
    found = read_answers(book([[*SIX, OWN], ["x"], row, ["", "x"], row]), "xlsx")
    assert themes(found) == [("delegation",), ("feedback",)]
    assert "Række 3, 5: " in noted(found) and told in noted(found) and "ikke talt med" in noted(found)
    assert not [word for word in ("Mette", "HYPERLINK", "aaaa") if word in str(found.notes)]


def test_a_form_tools_own_sheet_with_all_choices_in_one_column() -> None:
    one, two = titles()["change"].da, titles()["stress"].da
    rows = [
        ["Tidspunkt", "Mail", survey().instruction.da],
        ["7:12", "m@x.dk", f"{one};{two};"],
        ["7:13", "b@x.dk", "Nyt;"],
    ]
    found = read_answers(book(rows), "xlsx")
    assert themes(found) == [("change", "stress")] and "Kolonne A, B er ikke læst." in noted(found)
    assert "Række 3: et af de valgte temaer er ikke på listen." in noted(found) and "x.dk" not in str(found)


@pytest.mark.parametrize(
    ("data", "kind", "told"),
    [
        (b"", "csv", "no text"), (b"PK\x03\x04", "csv", "another kind"), (b"a;b\n1;2", "csv", "No column"),
        (b"change;\x00\x00", "csv", "cannot be read"), (b"\xff\xfea", "csv", "cannot be read"),
        (b"change\n" + b"x\n" * (MOST_ROWS + 1), "csv", "At most 500"), (b"x" * (MOST_BYTES + 1), "csv", "longer"),
        (b"change;x", "xlsx", "another kind"), (b"PK\x03\x04rest", "xlsx", "damaged"),
        (b'change\n"' + b"x" * 200_000, "csv", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_of_answers_is_told(data: bytes, kind, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        read_answers(data, kind)


def packed(rows: bytes) -> bytes:
    """A sheet whose XML holds these rows."""
    parts, out = {}, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book([["change"], ["x"]]))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    start, end = sheet.index(b"<sheetData>"), sheet.index(b"</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = sheet[:start].replace(b"A1:A2", b"A1:XFD1048576") + rows + sheet[end:]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


HEADED = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>change</t></is></c></row>'


def test_a_sheet_that_says_it_is_endless_is_read_as_far_as_it_goes() -> None:
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
    assert themes(read_answers(packed(HEADED + row % (2, 2) + row % (900_000, 900_000)), "xlsx")) == [("change",)]
    with pytest.raises(WrongUse, match="Unpacked"):
        read_answers(packed(HEADED + b" " * 21_000_000), "xlsx")


def test_a_damaged_book_is_told_whatever_is_damaged() -> None:
    """Fails with any of the kinds of error that openpyxl raises let through."""
    whole, dice = book([[*SIX, OWN], *[["x", "", "x", "", "", "", "Robotter"]] * 5]), random.Random(3)
    with zipfile.ZipFile(io.BytesIO(whole)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    told = 0
    for _ in range(400):
        name, out = dice.choice(list(parts)), io.BytesIO()
        hurt = bytearray(parts[name])
        for _ in range(dice.randint(1, 4)):
            hurt[dice.randrange(len(hurt))] = dice.choice(b'<>/"=0A9 &')
        with zipfile.ZipFile(out, "w") as new:
            for one, content in parts.items():
                new.writestr(one, bytes(hurt) if one == name else content)
        try:
            read_answers(out.getvalue(), "xlsx")
        except WrongUse:
            told += 1
    assert told > 50


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("cell", ["=1+1", "+45", "-x", "@SUM(A1)", "\tx", "\r=1", " =1", "\n=1"])
def test_nothing_written_is_a_formula(kind, cell: str) -> None:
    made = written([["a"], [cell]], kind, "da")
    if kind == "csv":
        assert list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"))[1][0].startswith("'")
    else:
        found = load_workbook(io.BytesIO(made)).worksheets[0]["A2"]
        assert found.data_type == "s" and found.value.startswith("'")


def test_an_answer_holds_nothing_of_who_or_when() -> None:
    assert set(Answer.model_fields) == {"themes", "said"}
