"""Whose case it is, what is half typed, and how long it stays."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import ValidationError

from companion.casebook.summary import Draft, Sent
from companion.errors import Refused, SparringsrumError, StaleReply, WrongUse
from companion.vocabulary import Reply

LOOKUPS = {
    "look": lambda book, case: book.look("two", case),
    "receive": lambda book, case: book.receive("two", case, Reply(question_id="q1", kind="skip")),
    "carry on": lambda book, case: book.carry_on("two", case),
    "draft": lambda book, case: book.draft("two", case),
    "keep a draft": lambda book, case: book.keep_draft("two", case, Draft(question_id="q1", text="x")),
    "delete": lambda book, case: book.delete("two", case),
}


@pytest.mark.parametrize("name", LOOKUPS)
def test_another_owner_sees_and_does_nothing(place, name: str) -> None:
    one = place.sitting(owner="one")
    one.says("Kun for mig.")
    with pytest.raises(Refused, match="not here"):
        LOOKUPS[name](one.book, one.case)
    assert one.book.cases("two") == [] and one.words == [("problem", "Kun for mig.")]


@pytest.mark.parametrize("case", ["", "nope", "' OR 1=1 --", "../../etc/passwd", "x" * 500, "\x00"])
def test_a_case_that_does_not_exist_is_told_and_makes_no_file(place, case: str) -> None:
    book = place.book()
    before = sorted(place.folder.rglob("*"))
    with pytest.raises(SparringsrumError):
        book.look("me", case)
    with pytest.raises(SparringsrumError):
        book.delete("me", case)
    assert [path for path in sorted(place.folder.rglob("*")) if path not in before and path.suffix != ".lock"] == []


def test_purge_is_the_owners_alone(place) -> None:
    one = place.sitting(owner="one")
    place.sitting(owner="one", book=one.book)
    two = place.sitting(owner="two", book=one.book)
    assert one.book.purge("one") == 2 and one.book.cases("one") == [] and one.book.purge("one") == 0
    assert two.asked.step == "problem"


def test_the_list_shows_the_last_used_first_with_its_first_words(place) -> None:
    one = place.sitting()
    one.says("Den første udfordring handler om planen for hele foråret og om ferien, som ingen vil flytte på.")
    place.clock.later(hours=1)
    two = place.sitting(book=one.book)
    listed = one.book.cases("me")
    assert [case.id for case in listed] == [two.case, one.case]
    assert listed[1].title.startswith("Den første udfordring") and len(listed[1].title) <= 65
    assert (listed[0].title, listed[0].stage, listed[0].step) == ("", "source", "problem")


def test_case_ids_are_128_bits_of_chance(place) -> None:
    book = place.book()
    ids = {book.begin("me", "da") for _ in range(5)}
    assert len(ids) == 5 and {len(bytes.fromhex(one)) for one in ids} == {16}


def test_a_draft_is_kept_replaced_forgotten_and_gone_once_the_reply_is_received(place, sitting) -> None:
    book, case = sitting.book, sitting.case
    for text in ("halvt", "halvt skrevet", ""):
        book.keep_draft("me", case, Draft(question_id="q1", text=text))
    assert book.draft("me", case) is None
    book.keep_draft("me", case, Draft(question_id="q1", text="næsten"))
    again = place.restart(sitting)
    assert again.book.draft("me", case) == Draft(question_id="q1", text="næsten")
    again.says("Næsten færdig.")
    assert again.book.draft("me", case) is None


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"case":"x"}', b'{"case":"x","question_id":"q1","text":1}', b"\xff\xfe"]
)
def test_a_draft_that_is_none_is_told_without_its_words(body: bytes) -> None:
    with pytest.raises(WrongUse, match="could not be kept"):
        Sent.read(body)


def test_no_model_repeats_what_it_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Draft.model_validate({"question_id": "q1", "text": ["hemmeligt"]})
    assert "hemmeligt" not in str(refused.value)


@pytest.mark.parametrize(("days", "gone"), [(179, 0), (181, 1)])
def test_what_has_not_been_used_for_so_long_is_deleted(place, sealed_files, days: int, gone: int) -> None:
    sitting = place.sitting()
    sitting.says("Et ord.")
    place.clock.later(days=days)
    other = place.sitting(book=sitting.book)
    assert sitting.book.expire(180) == gone
    assert len(other.book.cases("me")) == 2 - gone
    assert (sitting.case.encode() in sealed_files(place.folder)) is not bool(gone)


def test_use_starts_the_time_anew(place, sitting) -> None:
    place.clock.later(days=170)
    sitting.says("Jeg er her stadig.")
    place.clock.later(days=170)
    assert sitting.book.expire(180) == 0


def test_two_windows_on_one_case_one_reply_is_taken(place, sitting) -> None:
    other = place.book()
    replies = [
        (book, Reply(question_id="q1", kind="answer", text=text)) for book, text in ((sitting.book, "A"), (other, "B"))
    ]

    def send(pair) -> str:
        try:
            pair[0].answer("me", sitting.case, pair[1])
        except StaleReply:
            return "stale"
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, replies)) == ["stale", "taken"]
    assert len(sitting.words) == 1


def test_a_reply_is_stamped_with_the_time_it_was_received(place, sitting) -> None:
    place.clock.now = dt.datetime(2026, 12, 1, 8, tzinfo=dt.UTC)
    sitting.book.receive("me", sitting.case, sitting.reply("answer", "Ord."))
    assert sitting.state["reply"].at == place.clock.now


ODD = [
    "👍",
    "\u202eomvendt",
    "שלום",
    "<script>alert(1)</script>",
    "![x](https://x.example/y.png)",
    "å" * 20_000,
    "a\u2028b",
    "%s {0} {x}",
]


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_written_is_kept_as_it_was_written(place, sitting, text: str) -> None:
    sitting.says(text)
    assert place.restart(sitting).words == [("problem", text)]
