"""The last look: what was looked at is not looked at twice, but where it is changed, or meets something else, it is."""

from __future__ import annotations

import json

import pytest

from companion.confidentiality.payload import Watch
from companion.confidentiality.pseudonyms import learned
from companion.errors import HeldBack
from companion.vocabulary import Names

OURS = "Du er Claude, en nysgerrig kollega. Højst 20 ord, og aldrig et råd. " * 8
LONG = (
    "Det er et år siden, at vi blev lagt sammen. Der er stadig to grupper. Ingen af dem siger noget til møderne. " * 6
)
LOWER = LONG.lower()
KNOWN = learned(Names(), "Mette Holm er gået ned. Hun bor Nørregade 5, 8000 Aarhus. CPR 010190-1234.")


def holds(*looked_at: str, sent: str) -> bool:
    """Whether a request is held back after so much was looked at."""
    watch = Watch(KNOWN, (), (OURS,))
    for text in looked_at:
        watch.look_at(text)
    try:
        body = {"messages": [{"role": "system", "content": OURS}, {"role": "user", "content": sent}]}
        watch.look_through("http://127.0.0.1/v1", json.dumps(body))
    except HeldBack:
        return True
    return False


@pytest.mark.parametrize(
    "sent", [LONG, f"Sagen:\n{LONG}\n\n{LONG}", OURS + LONG, f"{LONG}[PERSON_1]s vagt"], ids=range(4)
)
def test_what_was_looked_at_goes_through(sent: str) -> None:
    assert not holds(LONG, sent=sent)


@pytest.mark.parametrize(
    "left", ["Mette", "METTE HOLM", "01 01 90 12 34", "22 33 44 55", "a.b@firma.dk", "nørregade 5"]
)
@pytest.mark.parametrize("text", [LONG, LOWER, OURS], ids=["capitals", "small letters", "ours"])
@pytest.mark.parametrize("place", ["first", "inside", "last"])
def test_what_is_put_into_it_afterwards_is_held_back(left: str, text: str, place: str) -> None:
    at = {"first": 0, "inside": len(text) // 2, "last": len(text)}[place]
    assert holds(text if text is not OURS else LONG, sent=f"{text[:at]} {left} {text[at:]}")


@pytest.mark.parametrize(
    ("before", "after"), [(" Met", "te "), (" 22 33", " 44 55 "), (" 01 01 9", "0 12 34 "), (" MET", "TE ")]
)
def test_what_lies_across_two_texts_is_held_back(before: str, after: str) -> None:
    """Neither half of it is anything, so that each text by itself may go."""
    first, second = LONG + before, after + LONG
    assert not holds(first, second, sent="Intet.")
    assert holds(first, second, sent=first + second)


def test_a_long_text_of_ours_may_have_somebodys_name_in_it_and_nothing_else_may() -> None:
    watch = Watch(learned(Names(), "Intet.", ("Claude Due",)), ("Claude Due",), (OURS,))
    watch.look_through("http://127.0.0.1/v1", json.dumps({"content": OURS}))
    with pytest.raises(HeldBack):
        watch.look_through("http://127.0.0.1/v1", json.dumps({"content": f"{OURS} Claude ringede."}))
