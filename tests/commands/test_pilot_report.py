"""`companion pilot report`: the document, files, the end of a period, and what is refused."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from companion.pilot.counts import PILOT_FILE
from evals.pilot import counted, pilot

TODAY = dt.date.today()
ASKED = ("pilot", "report")


@pytest.fixture
def used(home: Path) -> Path:
    """Fifteen leaders who have used it for three weeks until this one."""
    begins = TODAY - dt.timedelta(weeks=3, days=TODAY.weekday())
    some = [event for event in pilot(leaders=15, weeks=3, begins=begins) if event.kind in ("begun", "plan")]
    counted(home / "data" / PILOT_FILE, some, bytes(32), TODAY)
    return home


def test_the_document_of_the_contract(run, used) -> None:
    document = run(*ASKED, "--json").json
    assert document["k"] == 8 and len(document["weeks"]) == 3 and document["people"] == 8
    assert any(cell["count"] for cell in document["cells"]) and document["closed"] is False


def test_without_any_counts_it_says_so_and_makes_nothing(run, home) -> None:
    ran = run(*ASKED, "--lang", "en")
    assert ran.code == 0 and "No whole week has passed yet" in ran.out and not (home / "data" / PILOT_FILE).exists()
    assert run(*ASKED, "--json").json["cells"][0] == {"scope": "", "kind": "begun", "count": None}
    assert not (home / "config").exists()


def test_the_threshold_is_set_from_outside_and_never_below_five(run, used, monkeypatch) -> None:
    monkeypatch.setenv("COMPANION_PILOT_K", "30")
    ran = run(*ASKED)
    assert "færre end 30 personer" in ran.out and run(*ASKED, "--json").json["people"] is None
    monkeypatch.setenv("COMPANION_PILOT_K", "4")
    ran = run(*ASKED, "--json")
    assert ran.code == 2 and "COMPANION_PILOT_K" in ran.err and not ran.out


@pytest.mark.parametrize("name", ["report.md", "report.DOCX", "report.pdf", "report.html"])
def test_a_file_is_written_once_and_for_its_owner_alone(run, used, name: str) -> None:
    path = used / name
    ran = run(*ASKED, "--out", path)
    assert (ran.code, ran.out.strip()) == (0, "Rapporten er gemt.") and path.stat().st_mode & 0o777 == 0o600
    first = path.read_bytes()
    again = run(*ASKED, "--out", path)
    assert again.code == 2 and "--force" in again.err and path.read_bytes() == first
    assert run(*ASKED, "--out", path, "--force").code == 0


def test_closing_deletes_all_but_the_report(run, used) -> None:
    before = run(*ASKED, "--json").json
    ran = run(*ASKED, "--close", "--out", used / "last.md")
    assert ran.code == 0 and "Perioden er lukket" in ran.out and (used / "last.md").exists()
    after = run(*ASKED, "--json").json
    assert after["closed"] and after["people"] == before["people"]
    assert {tuple(one.values()) for one in before["cells"] if one["count"]} <= {
        tuple(one.values()) for one in after["cells"]
    }
    with sqlite3.connect(used / "data" / PILOT_FILE) as file:
        assert [file.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("tallies", "answers")] == [
            (0,),
            (0,),
        ]


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (("--out", "report.txt"), 2, ".html"),
        (("--out", "none/report.md"), 4, "--out"),
        (("--kind", "x"), 2, "Sådan kaldes det ikke"),
    ],
)
def test_a_period_whose_report_cannot_be_made_is_not_closed(run, used, flags: tuple, code: int, said: str) -> None:
    ran = run(*ASKED, "--close", *flags)
    assert ran.code == code and said in ran.err and not run(*ASKED, "--json").json["closed"]


def test_a_damaged_file_is_told(run, used) -> None:
    (used / "data" / PILOT_FILE).write_bytes(b"no database at all, and long enough " * 9)
    ran = run(*ASKED, "--json")
    assert ran.code == 4 and "pilot.db" in ran.err and not ran.out
