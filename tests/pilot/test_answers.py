"""Answers over a link: nobody twice, and nothing in the file that tells who, when or what.

Seen to fail: with the owner, or an unkeyed hash of it, as the token; with the key kept when the result is made; with answers
added in their order under their old ids; with no VACUUM; with lengths as they are; with nothing forgotten after sixty days.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import sqlite3
import threading
from pathlib import Path

import pytest

from companion.errors import PartFailed, Refused, WrongUse
from companion.pilot.answers import KEPT_DAYS, Answers
from companion.pilot.survey import About, Answer
from companion.pilot.survey_picture import Picture

DAY = dt.date(2026, 11, 23)
KEY = secrets.token_bytes(32)
ABOUT = About(network="Netværk Søndermark", who="Kim")


@pytest.fixture
def kept(tmp_path: Path) -> Answers:
    answers = Answers(tmp_path / "pilot-answers.db", KEY)
    answers.open(ABOUT, DAY)
    return answers


def rows(tmp_path: Path, table: str) -> list[tuple[bytes, ...]]:
    with sqlite3.connect(tmp_path / "pilot-answers.db") as file:
        return file.execute(f"SELECT * FROM {table}").fetchall()


def result(answers: object) -> Picture:
    return Picture(k=8, count=len(list(answers)))  # type: ignore[call-overload]


def said(number: int) -> Answer:
    return Answer(themes=("change",), said={"worth": f"MARKERET{number} " * (1 + number * 7)})


def test_a_survey_is_opened_answered_and_made_a_result_of(kept: Answers) -> None:
    assert kept.about(DAY) == ABOUT and kept.result(DAY) is None
    for number in range(9):
        assert not kept.answered(f"leder-{number}", DAY) and kept.enough(9, DAY) is False
        kept.put(f"leder-{number}", said(number), DAY)
        assert kept.answered(f"leder-{number}", DAY)
    assert kept.enough(9, DAY) and not kept.enough(10, DAY)
    seen: list[Answer] = []
    found = kept.close(lambda answers: seen.extend(answers) or result(answers), DAY)
    assert sorted(seen, key=str) == sorted(map(said, range(9)), key=str) and found.count == 9
    assert kept.about(DAY) is None and kept.result(DAY) == found
    kept.delete(DAY)
    assert kept.result(DAY) is None
    kept.open(About(), DAY)


def test_nobody_answers_twice_and_nothing_of_the_second_is_kept(kept: Answers, tmp_path: Path) -> None:
    kept.put("anna", said(1), DAY)
    with pytest.raises(Refused, match="You have answered"):
        kept.put("anna", said(2), DAY)
    assert len(rows(tmp_path, "answers")) == 1 and not kept.answered("bo", DAY)


def test_nothing_in_the_file_tells_who_answered_or_what(kept: Answers, tmp_path: Path) -> None:
    for number in range(30):
        kept.put(f"markeret-leder-{number}@kommune.dk", said(number), DAY)
    bytes_ = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for plain in (b"MARKERET", b"markeret-leder", b"kommune", b"change", b"worth", "Søndermark".encode(), b"Kim"):
        assert plain not in bytes_
    for number in range(30):
        owner = f"markeret-leder-{number}@kommune.dk".encode()
        guesses = [hashlib.sha256(owner).digest(), hmac.digest(KEY, owner, "sha256"), hashlib.md5(owner).digest()]
        assert not [one for one in guesses if one[:16] in bytes_]
    assert len(bytes_) > 30 * 4096 and (tmp_path / "pilot-answers.db").stat().st_mode & 0o777 == 0o600


def test_no_place_no_length_and_no_earlier_copy_tells_which_came_when(kept: Answers, tmp_path: Path) -> None:
    """The last to come is anywhere, and its token has no place of its own on the page; every id and every sealed answer is
    new after each."""
    places, before = set(), set[bytes]()
    for number in range(12):
        kept.put(f"leder-{number}", Answer(said={"worth": "x" * number * 20}), DAY)
        now = rows(tmp_path, "answers")
        raw = (tmp_path / "pilot-answers.db").read_bytes()
        assert not before & {part for row in now for part in row}
        assert len({len(sealed) for _, sealed in now}) == 1
        assert [key for key, _ in now] == sorted(key for key, _ in now)
        at = [raw.index(token) for (token,) in sorted(rows(tmp_path, "tokens"))]
        assert at in (sorted(at), sorted(at, reverse=True))
        before = {part for row in now for part in row}
    own = kept._opened(rows(tmp_path, "survey")[0][2])
    from companion.pilot.answers import _unsealed

    for _ in range(8):
        kept.put(f"sidst-{len(places)}-{secrets.token_hex(4)}", Answer(said={"own": "SIDST"}), DAY)
        found = [b"SIDST" in _unsealed(own, sealed) for _, sealed in rows(tmp_path, "answers")]
        places.add(found.index(True))
    assert len(places) > 1


def test_with_the_result_the_key_the_tokens_and_the_answers_are_gone(kept: Answers, tmp_path: Path) -> None:
    for number in range(9):
        kept.put(f"leder-{number}", said(number), DAY)
    (_, _, key, _), sealed = rows(tmp_path, "survey")[0], [row[1] for row in rows(tmp_path, "answers")]
    tokens = [row[0] for row in rows(tmp_path, "tokens")]
    kept.close(result, DAY)
    bytes_ = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [one for one in (key, *tokens, *(part[:64] for part in sealed)) if one in bytes_]
    assert rows(tmp_path, "survey")[0][2] is None and not rows(tmp_path, "tokens") and not kept.answered("leder-1", DAY)
    for refused in (lambda: kept.put("ny", said(1), DAY), lambda: kept.close(result, DAY)):
        with pytest.raises(Refused, match="closed"):
            refused()


@pytest.mark.parametrize("closed", [False, True])
def test_after_sixty_days_all_of_it_is_gone(kept: Answers, tmp_path: Path, closed: bool) -> None:
    kept.put("anna", said(1), DAY)
    if closed:
        kept.close(result, DAY)
    last = DAY + dt.timedelta(days=KEPT_DAYS - 1)
    assert (kept.result(last) is not None) == closed and (kept.about(last) is None) == closed
    assert kept.about(last + dt.timedelta(days=1)) is None and kept.result(DAY) is None
    assert [rows(tmp_path, table) for table in ("answers", "tokens", "survey")] == [[], [], []]


def test_only_one_survey_at_a_time_and_none_before_the_first(kept: Answers, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="a survey already"):
        kept.open(ABOUT, DAY)
    other = Answers(tmp_path / "none" / "x.db", KEY)
    assert other.about(DAY) is None and other.result(DAY) is None and not other.answered("anna", DAY)
    other.delete(DAY)
    assert not (tmp_path / "none").exists()


def test_many_at_once_all_get_in(kept: Answers, tmp_path: Path) -> None:
    work = [threading.Thread(target=kept.put, args=(f"leder-{number}", said(1), DAY)) for number in range(12)]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert len(rows(tmp_path, "answers")) == len(rows(tmp_path, "tokens")) == 12


def test_a_result_that_cannot_be_made_leaves_the_answers(kept: Answers, tmp_path: Path) -> None:
    kept.put("anna", said(1), DAY)

    def fails(answers: object) -> Picture:
        raise PartFailed("Nej", "No")

    with pytest.raises(PartFailed):
        kept.close(fails, DAY)
    assert kept.answered("anna", DAY) and len(rows(tmp_path, "answers")) == 1


def test_another_key_damage_and_a_locked_file_are_told_without_content(kept: Answers, tmp_path: Path) -> None:
    kept.put("anna", said(1), DAY)
    with pytest.raises(PartFailed, match="key was changed"):
        Answers(tmp_path / "pilot-answers.db", secrets.token_bytes(32)).about(DAY)
    (tmp_path / "other.db").write_bytes(b"no database at all, " * 100)
    with pytest.raises(PartFailed, match="damaged"):
        Answers(tmp_path / "other.db", KEY).about(DAY)
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(PartFailed, match="writing"):
        Answers(tmp_path / "folder.db", KEY).about(DAY)
