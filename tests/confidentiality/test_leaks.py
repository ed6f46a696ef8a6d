"""Scripted cases against a server that records everything, as `evals.confidentiality.leaks` counts them; and that it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.confidentiality import hiding, payload
from companion.confidentiality.pseudonyms import Masked
from companion.library.library import Library
from evals.confidentiality.leaks import measured
from evals.confidentiality.scripted import Label, scripts

KNOWN, SENT = 6, 40
"""Cases, and requests they make at the least."""


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("leaks")
    library = Library(folder)
    library.build_if_needed()
    library.close()
    return folder


def test_nothing_the_case_knows_arrives_and_everything_that_does_has_its_receipt(index: Path) -> None:
    found = measured(KNOWN, index)
    assert (found["leaks_of_known"], found["without_receipt"], found["cases"]) == (0, 0, KNOWN)
    assert found["requests"] >= SENT and found["held_back"] <= 2


def test_it_would_be_seen(index: Path, monkeypatch) -> None:
    """With the hiding undone and nobody looking."""
    mask = hiding.mask

    def undone(text: str, names, roster) -> Masked:
        return mask(text, names, roster).model_copy(update={"text": text, "entities": ()})

    monkeypatch.setattr(hiding, "mask", undone)
    monkeypatch.setattr(payload.Watch, "left_in", lambda watch, text: [])
    monkeypatch.setattr(payload.Watch, "_look", lambda watch, text, shapes=True: None)
    found = measured(2, index)
    assert found["leaks_of_known"] > 20 and "person" in found["known_by_kind"]


def test_undone_alone_it_is_all_held_back(index: Path, monkeypatch) -> None:
    mask = hiding.mask
    monkeypatch.setattr(
        hiding, "mask", lambda text, names, roster: mask(text, names, roster).model_copy(update={"text": text})
    )
    found = measured(2, index)
    assert found["leaks_of_known"] == found["never_seen"] == 0 and found["held_back"] > 10


def test_the_scripts_are_what_they_should_be() -> None:
    every = list(scripts(200))
    assert len(every) == 200 and sum(bool(script.roster) for script in every) == 100
    assert {label.kind for script in every for label in script.labels} >= {
        "person", "organisation", "cpr", "phone", "email", "address", "plate", "account", "url", "handle",
    }  # fmt: skip
    assert all(
        any(label.times_in(reply.text) for reply in script.replies) for script in every for label in script.labels
    )
    assert list(scripts(3)) == every[:3]


@pytest.mark.parametrize(
    ("label", "text", "times"),
    [
        (Label("person", "Mette"), "mette, METTES og Mettes' metteri", 3),
        (Label("phone", "22 33 44 55"), "22334455 og 22-33 44.55, ikke 122334455", 2),
        (Label("cpr", "010190-1234"), "0101901234 010190 1234", 2),
        (Label("account", "DK50 0040 0440 1162 43"), "dk5000400440116243", 1),
        (Label("email", "a.b@c.dk"), "A.B@C.DK", 1),
    ],
)
def test_how_a_label_is_found(label: Label, text: str, times: int) -> None:
    assert label.times_in(text) == times
