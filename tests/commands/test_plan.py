"""`companion plan`: the document of the contract, a table to lead by, a file, and a refusal that helps."""

from __future__ import annotations

import pytest

ASKED = ("plan", "--meeting", "following", "--minutes", 120, "--people", 6, "--cases", 2)
KEYS = {"start_min", "minutes", "title", "roles", "how", "source", "purpose", "say", "materials"}


def test_the_document_of_the_contract(run) -> None:
    ran = run(*ASKED, "--json")
    blocks = ran.json["blocks"]
    assert ran.code == 0 and all(block.keys() >= KEYS for block in blocks)
    assert sum(block["minutes"] for block in blocks) == 120 and blocks[5]["start_min"] == 65


def test_without_a_number_of_cases_it_says_how_many_there_are(run) -> None:
    document = run(*ASKED[:-2], "--json").json
    assert document["cases"] == 2 and document["groups"] == [[3, 3]]


def test_in_the_terminal_it_is_a_table(run) -> None:
    ran = run(*ASKED, "--lang", "en")
    assert (
        ran.code == 0 and " 1:05   20 min.  Rounds side by side" in ran.out and "“We start again on time.”" in ran.out
    )


def test_a_file_is_written_once(run, home) -> None:
    path = home / "plan.md"
    assert run(*ASKED, "--out", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Følgende møde") and "| 1:05 | 20 | Runder side om side |" in text
    again = run(*ASKED, "--out", path)
    assert again.code == 2 and "--force" in again.err
    assert run(*ASKED, "--out", path, "--force", "--json").json["minutes"] == 120


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--out", "plan.txt"), ".md"),
        (("--minutes", 20), "Den nærmeste plan, der gør: "),
        (("--minutes", "-30"), "--minutes"),
        (("--people", 2), "--people 3"),
        (("--cases", 9), "--cases 6"),
        (("--minutes", "to timer"), "Sådan kaldes det ikke"),
        (("--meeting", "party"), "Sådan kaldes det ikke"),
    ],
)
def test_what_cannot_be_had_is_refused_with_what_can(run, flags: tuple, said: str) -> None:
    ran = run(*ASKED, *flags)
    assert ran.code == 2 and said in ran.err and not ran.out


def test_a_late_start(run) -> None:
    blocks = run(*ASKED, "--late", 15, "--json").json["blocks"]
    assert blocks[0]["start_min"] == 15 and sum(block["minutes"] for block in blocks) == 105


def test_nothing_is_made_in_the_data_folder(run, home) -> None:
    assert run(*ASKED).code == 0 and not (home / "data").exists()
