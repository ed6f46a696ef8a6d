"""What printing did to a text, undone line by line."""

from __future__ import annotations

import pytest

from companion.library import heal

ELSEWHERE = "medarbejderudvikling værktøj værktøjer e-mail e-mail ledernetværk ledernetværk ledernetværk"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Vi øver os i sam-", "arbejde hver dag."], "Vi øver os i samarbejde hver dag."),
        (["Brug et BFA-", "værktøj til det."], "Brug et BFA-værktøj til det."),
        (["Spørg jeres HR-", "chef først."], "Spørg jeres HR-chef først."),
        (["Toget Aarhus-", "København kører."], "Toget Aarhus-København kører."),
        (["Send en e-", "mail til os."], "Send en e-mail til os."),
        (["Tag leder- og", "teamdagen med."], "Tag leder- og teamdagen med."),
        (["Tag leder-", "og teamdagen med."], "Tag leder- og teamdagen med."),
        (["I årene 2020-", "2021 var det nyt."], "I årene 2020-2021 var det nyt."),
        (["Både ja/", "nej er svar."], "Både ja/nej er svar."),
        (["En pause -", "og så videre."], "En pause - og så videre."),
        (["Et leder-netværk er godt."], "Et ledernetværk er godt."),
        (["Et sol-hjul er rundt."], "Et sol-hjul er rundt."),
        (["En linje", "og en til"], "En linje og en til"),
        (["", "alene"], "alene"),
    ],
)
def test_lines_become_running_text(lines: list[str], text: str) -> None:
    assert heal.join(lines, heal.known_words([*lines, ELSEWHERE])) == text


def test_the_document_itself_decides_where_a_hyphen_is_real() -> None:
    lines = ["Hent en plus-", "hund i dag."]
    assert heal.join(lines, heal.known_words(lines)) == "Hent en plushund i dag."
    assert heal.join(lines, heal.known_words([*lines, "En plus-hund gør."])) == "Hent en plus-hund i dag."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("ﬁn eﬀekt og ﬂid", "fin effekt og flid"),
        ("sam\u00adar\u00adbejde", "samarbejde"),
        ("en\u00a0to\u2009tre\u202ffire\tfem", "en to tre fire fem"),
        ("a\u030a og e\u0301", "å og é"),
        ("\ufeffnul\u200bbredde\u202e", "nulbredde"),
        ("\uf0b7 et punkt", "• et punkt"),
        ("løs\ud800halvdel", "løs\ufffdhalvdel"),
        ("ur\x07\x1bent", "ur ent"),
        ("to\nlinjer", "to\nlinjer"),
    ],
)
def test_characters(raw: str, text: str) -> None:
    assert heal.clean(raw) == text


@pytest.mark.parametrize("end", ["-", "\u00ad", "\u2010", "\x02", "\ufffe", "-  "])
def test_every_hyphen_at_a_lines_end_is_the_same(end: str) -> None:
    assert heal.line(f" sam{end}") == "sam-"


PAGES = [
    [
        "Husorden 2026",
        f"Om {word}",
        f"Her står noget om {word}.",
        f"Og mere om {word}, som ender her.",
        f"Side {number} af 5",
    ]
    for number, word in enumerate(("porten", "gården", "kælderen", "loftet", "trappen"), 1)
]


@pytest.mark.parametrize(
    ("changed", "gone"),
    [
        ({}, {0, 4}),
        ({0: "{number} Husorden"}, {0, 4}),
        ({0: "Husorden · {number}"}, {0, 4}),
        ({4: "- {number} -"}, {0, 4}),
        ({1: "Om stuen"}, {0, 1, 4}),
        ({0: "Kapitel {number}{number}"}, {4}),
        ({0: "En lang linje, som står på hver side, men som siger så meget, at den ikke kan være et hoved"}, {4}),
    ],
)
def test_running_heads_and_page_numbers_are_known(changed: dict[int, str], gone: set[int]) -> None:
    pages = [list(page) for page in PAGES]
    for number, page in enumerate(pages, 1):
        for at, text in changed.items():
            page[at] = text.format(number=number)
    assert heal.running_heads(pages) == [gone] * 5


def test_two_pages_show_no_running_head() -> None:
    assert heal.running_heads([["Husorden", "a b"], ["Husorden", "c d"]]) == [set(), set()]


LEFT = ["Værkstedet er åbent for", "alle i huset hver dag,", "og den, der går sidst,", "låser døren efter sig."]
RIGHT = ["Nøglen hænger hos vores", "vicevært, som skriver ned,", "hvem der har den lige nu", "og hvornår den kommer."]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    rows = [f"{left:<30}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert heal.untangled(["Om porten", "", *rows, "", "Til sidst"]) == [
        "Om porten", "", *LEFT, "", *RIGHT, "", "Til sidst"
    ]  # fmt: skip


def test_a_line_across_the_gutter_parts_the_columns() -> None:
    rows = [f"{left:<30}{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    across = "En overskrift, der står hen over begge spalter"
    assert heal.untangled([*rows, across, *rows]) == [*LEFT, "", *RIGHT, across, *LEFT, "", *RIGHT]


@pytest.mark.parametrize(
    "rows",
    [
        [f"{day:<30}{host}" for day, host in zip(["mandag", "tirsdag", "onsdag", "torsdag"], RIGHT, strict=True)],
        [f"{left:<30}{right}" for left, right in zip(LEFT[:3], RIGHT[:3], strict=True)],
        [
            f"{left}   {right}"
            for left, right in zip(["a b c", "a b c d", "a b c d e", "a b c d e f"], RIGHT, strict=True)
        ],
    ],
    ids=["a table", "too few lines", "no straight gutter"],
)
def test_what_is_no_column_stays(rows: list[str]) -> None:
    assert heal.untangled(rows) == rows
