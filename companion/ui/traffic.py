"""Which receipts there are of one owner: for the header of every screen, and for the place that shows them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from companion.errors import SparringsrumError
from companion.ui.receipts import Of

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.ui.room import Room


def sent(room: Room, owner: str) -> int | None:
    """How many calls have left with something of this owner's. None while the casebook is not open, or when something in it
    does not open: then nobody can say that nothing has."""
    if room.opened is None:
        return None
    with suppress(SparringsrumError):
        return room.opened.sent(owner)
    return None


def receipts_of(book: Casebook, owner: str) -> list[Of]:
    """By case, the last used first; then those of questions that belong to none."""
    cases = [Of(case.id, case.title, book.receipts(owner, case.id)) for case in book.cases(owner)]
    return [*cases, Of("", "", book.receipts_without_case(owner))]
