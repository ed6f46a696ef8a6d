"""What is counted and what is not, when, and that nobody can be found in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from companion.pilot.periods import by_month, month_of, week_of, weeks
from evals.pilot import pilot

from .counts_house import KEY, MONDAY, OWNERS, House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_nothing_is_counted_before_a_yes(house: House) -> None:
    """And no file is there before an answer."""
    house.all_begin()
    assert house.counts.agreed(OWNERS[0]) is None and house.report().weeks == () and not house.path.parent.exists()
    house.says_yes(OWNERS[0])
    house.all_begin()
    assert len(house.rows("tallies")) == 1
    assert [house.counts.agreed(owner) for owner in OWNERS[:2]] == [True, None]


def test_a_no_is_an_answer_and_counts_nothing(house: House) -> None:
    house.counts.withdraw(OWNERS[0])
    house.all_begin()
    assert house.counts.agreed(OWNERS[0]) is False and house.rows("tallies") == []


def test_who_takes_back_their_yes_is_gone_and_what_was_shown_stands(house: House) -> None:
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    house.later(1)
    assert house.begun()["2026-W52"] == 9
    house.all_begin()
    before = house.rows("tallies")
    house.counts.withdraw(OWNERS[0])
    left = house.rows("tallies")
    gone = {row[3] for row in before} - {row[3] for row in left}
    assert len(before) == 18 and len(left) == 16 and len(gone) == 1
    house.later(1)
    assert house.begun() == {"2026-W52": 9, "2026-W53": 8, "2026-12": 17, "2026-W52/2026-W53": 17}


def test_a_week_shows_when_it_is_over(house: House) -> None:
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    house.today += dt.timedelta(days=6)
    assert house.begun() == {}
    house.today += dt.timedelta(days=1)
    assert house.begun() == {"2026-W52": 9, "2026-W52/2026-W52": 9}


@pytest.mark.parametrize(
    ("day", "week", "month"),
    [
        ("2026-12-27", "2026-W52", "2026-12"),
        ("2026-12-31", "2026-W53", "2026-12"),
        ("2027-01-03", "2026-W53", "2026-12"),
        ("2027-01-04", "2027-W01", "2027-01"),
        ("2024-12-30", "2025-W01", "2025-01"),
        ("2028-03-01", "2028-W09", "2028-03"),
    ],
)
def test_weeks_and_their_months(day: str, week: str, month: str) -> None:
    assert (week_of(dt.date.fromisoformat(day)), month_of(week)) == (week, month)


def test_week_53_lies_between_52_and_1() -> None:
    some = weeks("2026-W51", "2027-W02")
    assert some == ("2026-W51", "2026-W52", "2026-W53", "2027-W01") == tuple(sorted(some))
    assert by_month(some) == {"2026-12": some[:3], "2027-01": some[3:]}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets its time zone otherwise")
def test_the_day_is_the_machines_own(tmp_path: Path) -> None:
    """Late on a Sunday in London it is Monday in Auckland, and another week."""
    code = "import sys, pathlib\nfrom companion.pilot.counts import Counts\n" \
           "one = Counts.open(pathlib.Path(sys.argv[1]), bytes(32)); one.agree('a'); one.count('a', 'plan')"  # fmt: skip
    seen = set()
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        path = tmp_path / zone.replace("/", "") / "pilot.db"
        subprocess.run([sys.executable, "-c", code, str(path)], env=os.environ | {"TZ": zone}, check=True, timeout=60)
        local = dt.datetime.now(dt.timezone(dt.timedelta(hours=-12 if "+" in zone else 14))).date()
        with sqlite3.connect(path) as file:
            seen.add(file.execute("SELECT week FROM tallies").fetchone()[0] == week_of(local))
    assert seen == {True}


def test_a_clock_that_goes_back_changes_nothing_that_was_shown(house: House) -> None:
    """What is counted then goes to the first week that was not."""
    house.says_yes(*OWNERS)
    house.all_begin()
    house.later(2)
    shown = house.begun()
    house.later(-3)
    house.all_begin(OWNERS)
    assert house.begun() == shown and {row[0] for row in house.rows("tallies")} == {"2026-W52", "2027-W01"}
    house.later(4)
    assert house.begun()["2027-W01"] == 30 and house.begun().items() >= {"2026-12": 9}.items()


def test_a_period_begun_by_a_clock_ahead_counts_when_it_is_right_again(house: House) -> None:
    house.later(52)
    house.says_yes(*OWNERS[:9])
    house.later(-52)
    house.all_begin()
    house.later(1)
    assert house.begun() == {"2026-W52": 9, "2026-W52/2026-W52": 9}


def test_closing_leaves_figures_and_nothing_of_anybody(house: House) -> None:
    """With every key there is, nobody can tell any more which hash an owner had, nor find it."""
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    period_key = house.counts._key(sqlite3.connect(house.path))
    sealed = house.rows("periods")[0][3]
    hashes = [hmac.digest(period_key, owner.encode(), hashlib.sha256)[:16] for owner in OWNERS[:9]]
    assert sealed in house.bytes() and all(one in house.bytes() for one in hashes)
    house.later(1)
    shown = house.begun()
    house.counts.close_period()
    left = house.bytes()
    assert not any(part in left for part in (sealed, sealed[12:28], sealed[28:], period_key, *hashes))
    assert house.rows("tallies") == house.rows("answers") == [] and house.rows("periods")[0][3] is None
    assert house.begun().items() >= shown.items() and house.report().closed and house.counts.agreed(OWNERS[0]) is None


def test_what_is_deleted_is_gone_even_where_the_file_cannot_be_written_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.says_yes(*OWNERS[:9])
    house.all_begin()
    hashes, sealed = [row[0] for row in house.rows("answers")], house.rows("periods")[0][3]
    real = sqlite3.connect

    class Busy(sqlite3.Connection):
        def execute(self, sql: str, *given):
            if sql == "VACUUM":
                raise sqlite3.OperationalError("database is locked")
            return super().execute(sql, *given)

    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: real(*given, **more | {"factory": Busy}))
    house.counts.withdraw(OWNERS[0])
    house.counts.close_period()
    assert len(hashes) == 9 and not any(part in house.bytes() for part in (*hashes, sealed, sealed[28:]))


def test_the_next_period_knows_nobody_from_the_last(house: House) -> None:
    house.says_yes(OWNERS[0])
    house.all_begin()
    before = house.rows("answers")
    house.counts.close_period()
    house.counts.close_period()
    house.all_begin()
    house.says_yes(OWNERS[0])
    assert (
        len(house.rows("periods")) == 2 and house.rows("answers")[0][0] != before[0][0] and house.rows("tallies") == []
    )


def test_thirty_leaders_leave_no_name_no_case_and_no_word(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does any file beside it at the moment a change is written."""
    seen, real = [], sqlite3.connect

    class Watching(sqlite3.Connection):
        def execute(self, *given):
            try:
                return super().execute(*given)
            finally:
                seen.append(house.bytes())

    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: real(*given, **more | {"factory": Watching}))
    named = {f"leader{number:02}@example.org": OWNERS[number] for number in range(30)}
    house.says_yes(*OWNERS)
    events = [one for one in pilot(3) if one.kind != "step"][::4]
    for event in events:
        house.counts.count(named[event.owner], event.kind, event.value, MONDAY + (event.day - events[0].day))
    house.later(9)
    house.report()
    assert any(b"pilot.db-journal" in one for one in seen) and len(house.rows("tallies")) > 50
    marked = [part for owner in OWNERS for part in (owner.encode(), owner.encode().hex().encode(), owner[:7].encode())]
    plain = [hashlib.sha256(owner.encode()).digest()[:16] for owner in OWNERS]
    assert not any(part in one for one in seen for part in (*marked, *plain, b"kommune", "Mærket".encode(), KEY))


def test_no_order_of_arrival_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files in which the same was counted the other way around are the same but for SQLite's own counter."""
    monkeypatch.setattr("companion.pilot.counts.secrets.token_bytes", lambda count: bytes(count))
    files = []
    for name, owners in (("one", OWNERS), ("two", OWNERS[::-1])):
        house = House(tmp_path / name)
        house.says_yes(*owners)
        house.all_begin(owners)
        files.append(house.path.read_bytes())
    header = 100
    assert files[0][header:] == files[1][header:] and files[0].count(b"begun") >= 30
