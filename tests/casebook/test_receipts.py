"""What left the machine is kept with its case and goes with it; what left without a case is its owner's, and goes when it is
old."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest

from companion.errors import HeldBack, KeyProblem, Refused, StoreProblem
from companion.vocabulary import Receipt
from tests.conftest import Clock, Place, Sitting

NEW_KEY = b"n" * 32


def receipt(name: str = "r1", outcome: Any = "sent", **more: Any) -> Receipt:
    values = {"at": Clock().now, "what": "embedding", "model": "openai/bge", "host": "127.0.0.1:1", "replaced": 1}
    return Receipt(**(values | {"id": name, "sent": "[PERSON_1] er gået ned", "outcome": outcome} | more))


@dataclass
class Asking:
    """A library that calls out, as far as the case can tell."""

    kept: list[Receipt] = field(default_factory=lambda: [receipt(), receipt(outcome="answered")])

    def for_case(self, *_: Any, discretion: Any = None, **__: Any) -> tuple[Any, ...]:
        for one in self.kept:
            discretion.keep_receipt(one)
        return ()


@pytest.fixture
def asking(tmp_path) -> Place:
    place = Place(tmp_path / "data", shelf=Asking())  # type: ignore[arg-type]
    yield place
    place.close()


def asked(place: Place, owner: str = "me") -> Sitting:
    """A case in which the material was asked, and something left."""
    sitting = place.sitting(owner=owner)
    sitting.says("Mette er gået ned.")
    sitting.to_review()
    sitting.does("review", form={"approved": "1"})
    sitting.does("inspire")
    return sitting


def test_a_receipt_is_kept_with_its_case_as_it_ended(asking) -> None:
    sitting = asked(asking)
    assert sitting.book.receipts("me", sitting.case) == [receipt(outcome="answered")]
    again = asking.restart(sitting)
    assert again.book.receipts("me", sitting.case) == [receipt(outcome="answered")]
    assert again.book.receipts_without_case("me") == []


def test_it_is_there_before_anything_leaves(asking) -> None:
    """What a second reader of the database sees at the moment of the call."""
    seen: list[int] = []

    class Looking(Asking):
        def for_case(self, *_: Any, discretion: Any = None, **__: Any) -> tuple[Any, ...]:
            discretion.keep_receipt(receipt())
            with closing(sqlite3.connect(asking.folder / "casebook.db")) as connection:
                seen.extend(connection.execute("SELECT count(*) FROM receipts").fetchone())
            return ()

    asking.shelf = Looking()  # type: ignore[assignment]
    asked(asking)
    assert seen == [1]


def test_in_the_order_of_time_whatever_their_names(asking) -> None:
    later = Clock().now + dt.timedelta(minutes=1)
    asking.shelf.kept = [receipt("a", at=later), receipt("z")]  # type: ignore[attr-defined]
    sitting = asked(asking)
    assert [one.id for one in sitting.book.receipts("me", sitting.case)] == ["z", "a"]


def test_another_owner_sees_none(asking) -> None:
    sitting = asked(asking, owner="anna")
    sitting.book.keep_receipt_without_case("anna", receipt())
    with pytest.raises(Refused):
        sitting.book.receipts("bo", sitting.case)
    assert sitting.book.receipts_without_case("bo") == []


def test_nothing_of_it_can_be_read_on_disk(asking, sealed_files) -> None:
    sitting = asked(asking)
    sitting.book.keep_receipt_without_case("me", receipt())
    stored = sealed_files(asking.folder)
    assert not [word for word in (b"PERSON_1", b"openai", b"127.0.0.1", b"ned", b"answered") if word in stored]


def count(place: Place, table: str) -> int:
    with closing(sqlite3.connect(place.folder / "casebook.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize(
    ("deed", "left", "loose"),
    [
        (lambda book, one, place: book.delete("me", one.case), 1, 2),
        (lambda book, one, place: book.purge("me"), 1, 1),
        (lambda book, one, place: (place.clock.later(days=40), book.expire(30)), 0, 0),
        (lambda book, one, place: (place.clock.later(days=20), book.expire(30)), 2, 2),
    ],
    ids=["delete", "purge", "expire", "not yet"],
)
def test_it_goes_when_its_case_or_its_owners_everything_goes(asking, deed, left: int, loose: int) -> None:
    mine, hers = asked(asking), None
    asking.shelf.kept = [receipt("r2")]  # type: ignore[attr-defined]
    hers = asked(asking, owner="anna")
    mine.book.keep_receipt_without_case("me", receipt("l1"))
    hers.book.keep_receipt_without_case("anna", receipt("l2"))
    deed(mine.book, mine, asking)
    assert (count(asking, "receipts"), count(asking, "loose_receipts")) == (left, loose)


def test_a_change_of_keys_reseals_them_and_the_old_key_opens_none(asking, sealed_files) -> None:
    sitting = asked(asking)
    sitting.book.keep_receipt_without_case("me", receipt("l1"))
    with closing(sqlite3.connect(asking.folder / "casebook.db")) as connection:
        before = [
            row[0] for row in connection.execute("SELECT sealed FROM receipts UNION SELECT sealed FROM loose_receipts")
        ]
    other = asking.book()
    sitting.book.rekey(NEW_KEY)
    for act in (
        lambda: other.receipts_without_case("me"),
        lambda: other.receipts("me", sitting.case),
        lambda: other.keep_receipt_without_case("me", receipt("l2")),
    ):
        with pytest.raises(KeyProblem, match="Start it again"):
            act()
    assert sitting.book.receipts("me", sitting.case) and sitting.book.receipts_without_case("me") == [receipt("l1")]
    assert len(before) == 2 and not [sealed for sealed in before if sealed in sealed_files(asking.folder)]


@pytest.mark.parametrize(
    "theft",
    [
        "UPDATE loose_receipts SET id = 'l9'",
        "UPDATE loose_receipts SET sealed = (SELECT sealed FROM loose_receipts WHERE id = 'l2') WHERE id = 'l1'",
    ],
    ids=["another name", "another's words"],
)
def test_one_put_in_anothers_place_does_not_open(place, theft: str) -> None:
    book = place.book()
    book.keep_receipt_without_case("me", receipt("l1"))
    book.keep_receipt_without_case("anna", receipt("l2"))
    if "l9" in theft:
        book.purge("anna")
    with closing(sqlite3.connect(place.folder / "casebook.db")) as connection, connection:
        connection.execute(theft)
    with pytest.raises(StoreProblem):
        book.receipts_without_case("me")


def test_where_there_is_no_case_nothing_is_kept_and_so_nothing_sent(place, sitting) -> None:
    """A case that is being begun, or was deleted while a model was being asked."""
    keep = sitting.book._receipts.keep
    sitting.book.delete("me", sitting.case)
    with pytest.raises(HeldBack):
        keep(sitting.case, receipt())
    with sitting.book._store.beginning("0" * 32), pytest.raises(HeldBack):
        keep("0" * 32, receipt())
    assert count(place, "receipts") == 0


def test_outside_a_run_there_is_nowhere_to_keep_one(place, sitting) -> None:
    with pytest.raises(HeldBack):
        sitting.book._context.keep_receipt(receipt())


def test_what_a_call_came_to_waits_for_no_checkpoint_longer_than_its_run(place, sitting) -> None:
    """Fails without `settle` in `of_case` and `settle_all` in `close`: what stands on disk would say "sent" for good."""
    book = sitting.book
    sent = receipt()
    book._receipts.keep(sitting.case, sent)
    book._receipts.keep(sitting.case, sent.model_copy(update={"outcome": "answered", "tokens_in": 9}))
    again = place.restart(sitting)
    (kept,) = again.book.receipts(again.owner, again.case)
    assert (kept.outcome, kept.tokens_in) == ("answered", 9)


def test_of_a_case_that_is_gone_nothing_waits(sitting) -> None:
    """Fails when `settle` leaves the receipts of a deleted case where they are."""
    book = sitting.book
    book._receipts.keep(sitting.case, receipt())
    book._receipts.keep(sitting.case, receipt(outcome="answered"))
    book.delete(sitting.owner, sitting.case)
    book._receipts.settle(sitting.case)
    assert not book._receipts._ended
