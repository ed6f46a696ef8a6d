"""What a model or its server may do, over real HTTP: each time the leader gets a valid question in time, nothing is lost,
nothing leaks, and one line by kind is logged.

Fails in the row concerned with: no step down in exchange.py, a check left out of checks.py, an exception let through.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from companion.confidentiality.gate import Gate
from companion.parts import own_words
from companion.settings import Settings
from companion.vocabulary import Lang
from companion.voice.lint import lint
from companion.voice.model import ModelVoice
from evals.stub import Recorded, Reply, Stub, chat

ANSWER: dict[Lang, str] = {
    "da": "Mette Holm kommer for sent til alle møder, og jeg siger aldrig noget.",
    "en": "Mette Holm is late for every meeting and I never say anything.",
}
SECONDS = {"model_timeout": 0.7, "turn_timeout": 1.6}
IN_TIME = 20.0
"""Far more than a turn may take here; a turn that hangs takes longer than any margin."""


def worded(question: str, mirror: str = "") -> str:
    return json.dumps({"mirror": mirror, "question": question}, ensure_ascii=False)


def status(code: int, *headers: tuple[str, str], body: bytes = b'{"error": {"message": "no"}}') -> Reply:
    return Reply(code, body, headers=headers)


GOOD: dict[Lang, str] = {
    "da": "Hvad sker der i dig, når hun kommer ind ad døren?",
    "en": "What goes on in you when she comes through the door?",
}
_ASKED: dict[Lang, str] = {"da": "Hvad er problemet?", "en": "What is the problem?"}

SERVER: list[tuple[str, Reply, str]] = [
    ("slow drip", chat(worded(GOOD["da"]))._replace(drip=0.05), "timeout"),
    ("hang", chat(worded(GOOD["da"]))._replace(pause=3.0), "timeout"),
    ("401", status(401), "401"),
    ("403", status(403), "403"),
    ("404 model", status(404), "404"),
    ("429", status(429, ("Retry-After", "20")), "429"),
    ("429 soon", status(429, ("Retry-After", "1")), "429"),
    ("500", status(500), "500"),
    ("503", status(503, body=b"<html>down</html>"), "503"),
    ("200 with HTML", Reply(200, b"<html><body>Sign in</body></html>", "text/html"), "unreadable"),
    ("200 with nothing", Reply(200, b""), "unreadable"),
    ("not the protocol", Reply(200, b'{"ok": true}'), "unreadable"),
    ("empty", chat(""), "unfit"),
    ("whitespace", chat(" \n\t "), "unfit"),
    ("truncated JSON", chat('{"mirror": "", "quest'), "unfit"),
    ("wrong schema", chat('{"answer": 42}'), "unfit"),
    ("a list", chat("[1, 2, 3]"), "unfit"),
    ("2 MB", chat("Hvad " * 400_000), "unfit"),
    ("2 MB of JSON", chat(worded("Hvad sker der? " * 140_000)), "unfit"),
    ("tool call", Reply(200, json.dumps({
        "id": "c", "object": "chat.completion", "created": 1, "model": "stub", "choices": [{
            "index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant", "content": None, "tool_calls": [
                {"id": "t", "type": "function", "function": {"name": "send_mail", "arguments": "{}"}}]}}],
    }).encode()), "unfit"),
]  # fmt: skip

WORDS: list[tuple[str, dict[Lang, str]]] = [
    ("ten questions", {
        "da": " ".join(f"Hvad skete der dag {n}?" for n in "abcdefghij"),
        "en": " ".join(f"What happened on day {n}?" for n in "abcdefghij")}),
    ("advice", {"da": "Du bør tage en samtale med hende i morgen.", "en": "You should talk to her tomorrow."}),
    ("disguised advice", {
        "da": "Hvad ville der ske, hvis du tog en rolig samtale med hende i morgen?",
        "en": "What would happen if you took a calm talk with her tomorrow?"}),
    ("advice as a question", {"da": "Har du prøvet at tale med hende?", "en": "Have you tried talking to her?"}),
    ("flattery", {
        "da": "Sikke et modigt spørgsmål! Hvad har du lagt mærke til?",
        "en": "What a brave question! What have you noticed?"}),
    ("flattery inside", {
        "da": "Hvad gør så dygtig en leder som dig til næste møde?",
        "en": "What will such a gifted leader as you do at the next meeting?"}),
    ("leading", {
        "da": "Hvorfor er du så bange for at sige noget til hende?",
        "en": "Why are you so afraid of saying anything to her?"}),
    ("wrong language", {
        "da": "What goes on in you when she comes through the door?",
        "en": "Hvad sker der i dig, når hun kommer ind ad døren?"}),
    ("repeats itself", _ASKED),
    ("unknown placeholder", {"da": "Hvad siger [PERSON_7] til det?", "en": "What does [PERSON_7] say to it?"}),
    ("markdown image", {
        "da": "Hvad sker der så? ![x](http://127.0.0.1:9/x.png)", "en": "What happens then? ![x](http://127.0.0.1:9/x.png)"}),
    ("link", {"da": "Hvad siger du til https://raad.dk?", "en": "What do you say to https://advice.com?"}),
    ("script tag", {
        "da": "Hvad sker der <script>alert(1)</script> så?", "en": "What happens <script>alert(1)</script> then?"}),
    ("bidi", {"da": "Hvad sker der \u202eså\u202c?", "en": "What happens \u202ethen\u202c?"}),
    ("zero-width", {"da": "Hvad s\u200bker der s\u200bå?", "en": "What h\u200bappens t\u200bhen?"}),
    ("refusal", {
        "da": "Det kan jeg desværre ikke hjælpe med.", "en": "I'm sorry, but I can't help with that."}),
    ("a name never given", {
        "da": "Hvad siger Torben til, at hun kommer for sent?", "en": "What does Torben say when she is late?"}),
    ("a fact never given", {
        "da": "Hvad skete der den 14. marts, da hun gik?", "en": "What happened on 14 March when she left?"}),
    ("no question", {"da": "Hun kommer for sent til møder.", "en": "She is late for meetings."}),
]  # fmt: skip


class Turn:
    """One turn with a model that misbehaves: what came of it."""

    def __init__(self, place: Any, base: str, lang: Lang) -> None:
        settings = Settings(model="hosted_vllm/some", api_base=base, **SECONDS)
        gate = Gate(settings, ours=own_words)
        gate.warm_up()
        place.voice = ModelVoice(gate, settings, lambda text, lang: (), rest=lambda seconds: None)
        self.lang, self.sitting = lang, place.sitting(lang)
        self.first = self.sitting.asked
        began = time.monotonic()
        self.state = self.sitting.says(ANSWER[lang])
        self.took = time.monotonic() - began

    def holds(self, log: str, kind: str) -> None:
        """A valid question that is not the model's, in time; the answer kept; one line."""
        asked = self.state["question"]
        assert asked.kind == "deepening" and asked.id != self.first.id and not asked.model and asked.bank
        assert lint(asked.text).ok and self.took < IN_TIME
        assert self.sitting.words == [("problem", ANSWER[self.lang])]
        lines = [line for line in log.splitlines() if line.startswith("companion:")]
        assert len(lines) == 1 and lines[0].startswith(f"companion: model {kind}"), lines
        assert "Mette" not in log and "Holm" not in log


def arrived(recorded: list[Recorded]) -> str:
    return "\n".join(request.whole for request in recorded)


@contextmanager
def stub_that(answers: Callable[[Stub, Recorded], Reply]) -> Iterator[Stub]:
    stub = Stub()
    stub.answer = lambda request: (stub.recorded.append(request), answers(stub, request))[1]  # type: ignore[method-assign]
    stub.start()
    try:
        yield stub
    finally:
        stub.stop()


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("reply,kind", [row[1:] for row in SERVER], ids=[row[0] for row in SERVER])
def test_a_server_in_trouble(place, capfd, lang, reply, kind) -> None:
    with stub_that(lambda stub, request: reply) as stub:
        turn = Turn(place, stub.base, lang)
        turn.holds(capfd.readouterr().err, kind)
        assert stub.recorded and "Mette" not in arrived(stub.recorded) and "Holm" not in arrived(stub.recorded)
    assert bool(turn.state["note"]) == (kind != "unfit")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("said", [row[1] for row in WORDS], ids=[row[0] for row in WORDS])
def test_a_model_that_says_what_it_must_not(place, capfd, lang, said) -> None:
    with stub_that(lambda stub, request: chat(worded(said[lang]))) as stub:
        turn = Turn(place, stub.base, lang)
        turn.holds(capfd.readouterr().err, "unfit")
        assert len(stub.recorded) == 2 and not turn.state["note"]
        assert "Mette" not in arrived(stub.recorded)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_copied_system_prompt(place, capfd, lang) -> None:
    def copied(stub: Stub, request: Recorded) -> Reply:
        system = json.loads(request.body)["messages"][0]["content"]
        return chat(worded(f"{' '.join(system.split()[:14])}?"))

    with stub_that(copied) as stub:
        Turn(place, stub.base, lang).holds(capfd.readouterr().err, "unfit")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_nobody_there(place, capfd, lang) -> None:
    stub = Stub()
    stub.start().stop()
    turn = Turn(place, stub.base, lang)
    turn.holds(capfd.readouterr().err, "unreachable")
    assert turn.state["note"]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_connection_that_is_reset(place, capfd, lang) -> None:
    with resetting() as base:
        Turn(place, base, lang).holds(capfd.readouterr().err, "unreachable")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_fails_is_asked_for_once_more_with_what_was_wrong(place, capfd, lang) -> None:
    first: dict[Lang, str] = {"da": "Har du talt med hende?", "en": "Have you talked to her?"}
    with stub_that(lambda stub, request: chat(worded((first if len(stub.recorded) == 1 else GOOD)[lang]))) as stub:
        turn = Turn(place, stub.base, lang)
        assert len(stub.recorded) == 2 and stub.recorded[0].body != stub.recorded[1].body
    assert turn.state["question"].text == GOOD[lang] and turn.state["question"].model == "hosted_vllm/some"
    assert "companion:" not in capfd.readouterr().err


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_server_that_takes_no_form_is_asked_without(place, capfd, lang) -> None:
    def picky(stub: Stub, request: Recorded) -> Reply:
        return status(422) if "response_format" in json.loads(request.body) else chat(worded(GOOD[lang]))

    with stub_that(picky) as stub:
        turn = Turn(place, stub.base, lang)
        assert turn.state["question"].text == GOOD[lang]
        before = len(stub.recorded)
        turn.sitting.does("another")
        assert len(stub.recorded) - before <= 2
        assert "response_format" not in json.loads(stub.recorded[before].body)
    capfd.readouterr()


@contextmanager
def resetting() -> Iterator[str]:
    """A port that takes a request and then resets the connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def reset() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            connection.recv(1024)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()

    threading.Thread(target=reset, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    finally:
        listening.close()
