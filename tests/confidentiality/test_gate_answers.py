"""The gate, over real HTTP: what comes back, how long it may take, and what is said of it."""

from __future__ import annotations

import json
import threading
import time

import pytest

from companion.confidentiality.gate import Gate, Message, Ours, Said
from companion.errors import ModelProblem
from companion.settings import Settings
from evals.stub import Reply, chat

QUOTED = {
    "the full name, where she wrote it": ("[PERSON_3] er gået ned", "Mette Holm er gået ned"),
    "the first name, where she wrote that": ("har [PERSON_3] vagten", "har Mette vagten"),
    "in words of its own": ("Hvad vil [PERSON_3]?", "Hvad vil Mette?"),
    "nobody": ("Og [PERSON_9]?", "Og [PERSON_9]?"),
}


@pytest.mark.parametrize(("part", "told"), QUOTED.values(), ids=QUOTED)
def test_a_part_of_an_answer_comes_back_as_the_leader_wrote_it(seat, part: str, told: str) -> None:
    seat.stub.says = '{"mirror": "[PERSON_3] er gået ned", "question": "Hvad vil [PERSON_3]?"}'
    answer = seat.asks("Mette Holm er gået ned.", "I morgen har Mette vagten igen.")
    restored = answer.restored(part)
    assert restored.text == told and restored.unknown == (("[PERSON_9]",) if "9" in part else ())
    assert answer.text == '{"mirror": "Mette Holm er gået ned", "question": "Hvad vil Mette?"}'


def test_the_genitive_is_that_of_the_language_told(seat) -> None:
    seat.stub.says = "[PERSON_1]s plan"
    assert [seat.asks("Kasper.", lang=lang).restored("[PERSON_1]'s plan").text for lang in ("da", "en")] == [
        "Kaspers plan", "Kasper's plan",
    ]  # fmt: skip


@pytest.mark.parametrize(("tokens", "kept"), [((812, 31), (812, 31)), (None, (0, 0)), ((-1, 2), (0, 2))])
def test_a_receipt_says_what_the_model_counted(seat, tokens: tuple[int, int] | None, kept: tuple[int, int]) -> None:
    seat.stub.fault = chat("Hvad?", tokens)
    answer = seat.asks(what="brief")
    assert [(one.what, one.tokens_in, one.tokens_out) for one in seat.kept] == [("brief", 0, 0), ("brief", *kept)]
    assert (answer.tokens_in, answer.tokens_out) == kept


def test_a_call_may_take_no_longer_than_it_is_given_nor_than_is_set(seat) -> None:
    seat.asks()
    seat.stub.pause = 10
    for given, setting in ((0.3, 20), (20, 0.3), (-1, 20)):
        seat.settings = {"model_timeout": setting}
        began = time.monotonic()
        with pytest.raises(ModelProblem) as problem:
            seat.asks(seconds=given)
        assert problem.value.kind == "timeout" and time.monotonic() - began < 1.2


def test_what_is_ours_is_asked_for_once_and_when_it_is_needed(seat) -> None:
    asked: list[int] = []

    def ours() -> frozenset[str]:
        asked.append(1)
        return frozenset({seat.PROMPT})

    gate = Gate(Settings(model="hosted_vllm/some", api_base=seat.stub.base), ours=ours)
    assert asked == []
    for _ in range(2):
        gate.complete((Message("system", (Ours(seat.PROMPT),)),), seat.discretion)
    assert asked == [1] and json.loads(seat.stub.recorded[1].body)["messages"][0]["content"] == seat.PROMPT


def test_a_probe_asks_one_harmless_thing(seat) -> None:
    seat.stub.says = "ja\x1b[31m"
    got = seat.gate.probe()
    assert got[:2] == ("hosted_vllm/some", seat.stub.host) and got[3:] == (7, "ja [31m")
    assert 0 < got.seconds < 5
    assert [one["content"] for one in json.loads(seat.stub.recorded[0].body)["messages"]] == ["Svar kun med ordet ja."]
    seat.stub.fault = Reply(401, b"{}")
    with pytest.raises(ModelProblem) as problem:
        seat.gate.probe()
    assert (problem.value.kind, problem.value.status, len(seat.stub.recorded)) == ("status", 401, 2)


@pytest.mark.parametrize(
    ("base", "host"), [("http://127.0.0.1:8000/v1", "127.0.0.1:8000"), ("https://x.eu", "x.eu"), ("", "")]
)
def test_where_the_model_is(base: str, host: str) -> None:
    assert Gate(Settings(model="openai/some", api_base=base)).host_of("model") == host


def test_one_leaders_slow_model_holds_up_no_other(seat) -> None:
    gate = seat.gate
    gate.complete((Message("user", (Said(seat.CASE),)),), seat.discretion)
    seat.stub.pause = 2
    slow = threading.Thread(target=gate.complete, args=((Message("user", (Said(seat.CASE),)),), seat.discretion))
    slow.start()
    while len(seat.stub.recorded) < 2:
        time.sleep(0.01)
    seat.stub.pause, began = 0, time.monotonic()
    assert gate.complete((Message("user", (Said("Kasper er her."),)),), seat.discretion).text == seat.stub.says
    assert time.monotonic() - began < 1 and slow.is_alive()
    slow.join(10)
    assert [one.outcome for one in seat.kept] == ["sent", "answered", "sent", "sent", "answered", "answered"]
