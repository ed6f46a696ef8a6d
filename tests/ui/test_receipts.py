"""What has left the machine, as the page tells it: in the header of every screen, on a place of its own, and on paper.

Seen to fail: with what was held back counted; with the lock shown while nobody can tell; with `inert` left out of the text
that was sent; with the printed page in the order of the place.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from types import SimpleNamespace
from typing import Any

import pytest

from companion.errors import StoreProblem
from companion.settings import Settings
from companion.ui import receipts, traffic
from companion.ui.about import about
from companion.ui.access import LEADER
from companion.ui.mine import mine
from companion.ui.receipts import Of
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.ui.view import header
from companion.vocabulary import LANGS, Receipt
from companion.welcome import OWN_MACHINE, welcome_parts

AT = dt.datetime(2026, 11, 22, 8, 5, tzinfo=dt.UTC)
NASTY = '{"input": "<script>alert(1)</script> {{x}} [PERSON_1]"}'


def call(outcome: Any = "answered", **more: Any) -> Receipt:
    told: dict[str, Any] = {"id": "a", "at": AT, "what": "embedding", "model": "openai/m", "host": "model.test:1"}
    return Receipt(**(told | {"replaced": 2, "sent": NASTY, "outcome": outcome} | more))


def flat(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


class Book:
    """A casebook that has these receipts of one case, and these of none."""

    def __init__(self, case: list[Receipt], loose: list[Receipt], trouble: bool = False) -> None:
        self._case, self._loose, self._trouble = case, loose, trouble

    def cases(self, owner: str) -> list[Any]:
        return [SimpleNamespace(id="f" * 32, title="To <b>i teamet</b>")]

    def receipts(self, owner: str, case: str) -> list[Receipt]:
        if self._trouble:
            raise StoreProblem("Den kan ikke åbnes.", "It does not open.")
        return self._case

    def receipts_without_case(self, owner: str) -> list[Receipt]:
        return self._loose

    def sent(self, owner: str) -> int:
        return receipts.left([*self.receipts(owner, ""), *self._loose])

    def finish_pending(self) -> None: ...

    def expire(self, days: int) -> None: ...


def opened(book: Any) -> Room:
    room = Room(180)
    room.furnish(lambda: (book, None, None))  # type: ignore[arg-type, return-value]
    room._closing.set()
    return room


@pytest.mark.parametrize(
    ("case", "loose", "count", "told"),
    [
        ([], [], 0, "Intet har forladt denne maskine"),
        ([call("held_back", sent="")], [], 0, "Intet har forladt denne maskine"),
        ([call()], [], 1, "Der er sendt tekst ud én gang"),
        ([call("sent")], [call("failed"), call("held_back")], 2, "Der er sendt tekst ud 2 gange"),
    ],
)
def test_the_header_says_what_is_so(case, loose, count, told) -> None:
    sent = traffic.sent(opened(Book(case, loose)), "me")
    top = header(Texts("da"), LEADER, sent=sent)
    assert sent == count and told in top and ('data-with="receipts"' in top) == bool(count)
    assert ("Intet" in top) == (not count)


@pytest.mark.parametrize("room", [Room(180), opened(Book([], [], trouble=True))])
def test_where_nobody_can_tell_nothing_is_claimed(room) -> None:
    assert traffic.sent(room, "me") is None
    assert "Intet" not in header(Texts("da"), LEADER) and "sendt" not in header(Texts("da"), LEADER)


def test_on_a_server_it_is_not_the_leaders_own_machine(server) -> None:
    assert "Intet er sendt videre" in header(Texts("da"), LEADER, shared=True, sent=0)
    page = receipts.page([], Texts("da"), shared=True, connected=False)
    assert "Intet er sendt videre." in page and "maskine" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_each_call_is_told_whole(lang) -> None:
    texts = Texts(lang)
    page = receipts.page([Of("f" * 32, "To <b>i teamet</b>", [call()])], texts, False, True)
    here = AT.astimezone()
    for told in (texts("receipts_embedding"), "openai/m", "model.test:1", texts("receipts_replaced", count=2), NASTY,
                 texts("receipts_answered"), "To <b>i teamet</b>", f"{here:%H}{'.' if lang == 'da' else ':'}05"):  # fmt: skip
        assert told in flat(page)
    assert "<script" not in page and "{{" not in page and "<b>i" not in page
    assert f'href="/own/receipts/{"f" * 32}"' in page


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (call("held_back", sent="", replaced=3), "Holdt tilbage."),
        (call("failed", replaced=0), "Der var ingen navne eller numre at bytte ud. Der kom intet svar"),
        (call("sent", replaced=1), "1 navn eller nummer blev byttet ud. Sendt; vi ved ikke"),
        (call(what="question"), "for at få formuleret et spørgsmål"),
        (call(what="answer", host=""), "Til openai/m "),
    ],
)
def test_what_came_of_it(one, told) -> None:
    page = receipts.page([Of("", "", [one])], Texts("da"), False, True)
    assert told in flat(page) and "Spørgsmål til materialet" in page and "/own/receipts" not in page
    assert ("<details>" in page) == bool(one.sent)
    assert "byttet ud" not in page or one.outcome != "held_back"


@pytest.mark.parametrize(
    ("lang", "one", "all_"),
    [("da", "Modellen talte 1.204 tokens ind og 31 ud.", "Tilsammen 1.304 tokens ind og 35 ud"),
     ("en", "The model counted 1,204 tokens in and 31 out.", "Altogether 1,304 tokens in and 35 out")],
)  # fmt: skip
def test_what_the_model_counted_is_told_by_call_and_by_case_where_it_is_known(lang, one, all_) -> None:
    brief = call(what="brief", tokens_in=1204, tokens_out=31)
    case = Of("f" * 32, "Et", [brief, call(what="question", tokens_in=100, tokens_out=4), call("failed")])
    page = flat(receipts.page([case, Of("", "", [call()])], Texts(lang), False, True))
    assert one in page and all_ in page and Texts(lang)("receipts_brief") in page
    assert page.count(" tokens ") == 3 and all_ in flat(receipts.printed("Et", case.receipts, Texts(lang)))


@pytest.mark.parametrize(("connected", "told"), [(False, "ingen sprogmodel"), (True, "En model er koblet på")])
def test_when_nothing_has_left_that_is_said_and_why(connected, told) -> None:
    page = receipts.page([Of("f" * 32, "x", [])], Texts("da"), False, connected)
    assert "Intet har forladt denne maskine." in page and told in page and "<details" not in page


def test_the_printed_page_stands_alone_in_the_order_of_time() -> None:
    later = call(at=AT + dt.timedelta(hours=1), sent="Det andet.")
    page = receipts.printed("To <b>i teamet</b>", [call(sent="Det første."), later, call("held_back")], Texts("da"))
    assert page.startswith("<!doctype html>") and "@media print" in page and page.index("første") < page.index("andet")
    assert "Der er sendt tekst ud 2 gange." in page and not re.search(r"<script|<link|src=|href=|<details|<b>i", page)


def test_mine_leads_to_the_files_and_to_what_has_left() -> None:
    for sent, told in ((0, "Intet er sendt videre"), (1, "(1 gang)"), (7, "(7 gange)")):
        page = mine([], sent, 180, OWN_MACHINE, Texts("da"))
        assert told in page and 'href="/own/export.md?lang=da"' in page and 'href="/own/export.json?lang=da"' in page
    assert "sendt videre (" not in mine([], None, 180, OWN_MACHINE, Texts("da"))


@pytest.mark.parametrize("lang", LANGS)
def test_how_it_works_is_told_as_it_is_with_a_model_and_without(lang) -> None:
    alone = about(180, OWN_MACHINE, Settings(), Texts(lang))
    model = Settings(embedding_model="openai/e5", embedding_api_base="http://127.0.0.1:9/v1")
    with_one = about(180, OWN_MACHINE, model, Texts(lang))
    nothing = {"da": "<p>Intet. Ingen sprogmodel", "en": "<p>Nothing. No language model"}[lang]
    assert nothing in alone and nothing not in with_one and "127.0.0.1:9" in with_one and "openai/e5" not in alone
    for page in (alone, with_one):
        assert "pseudonymise" in page and {"da": "aldrig anonymt", "en": "never anonymous"}[lang] in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_welcome_says_to_whom_something_may_be_sent(lang) -> None:
    alone, with_one = (" ".join(welcome_parts(lang, models=models)) for models in ("", "openai/e5"))
    nothing = {"da": "intet forlader maskinen", "en": "nothing leaves the machine"}[lang]
    assert nothing in alone and nothing not in with_one and "openai/e5" in with_one
