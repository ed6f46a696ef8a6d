"""The wire, over real HTTP: every fault is told by kind, in time and once; nothing goes anywhere but where it was to go."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from companion.confidentiality import wire
from companion.confidentiality.gate import Discretion, Gate, Message, Said
from companion.errors import HeldBack, ModelProblem
from companion.settings import Settings
from companion.vocabulary import Names, Receipt
from evals.stub import Reply, Stub, chat, running

SECONDS = 1.0
LATE = 0.6
"""How much later than its limit a call may end, on a machine that is busy with other tests."""
WORDS = "Fjernlageret er gået ned."


def asked(
    base: str, model: str = "hosted_vllm/some", seconds: float = SECONDS
) -> tuple[ModelProblem | None, list[Receipt]]:
    """One call; what went wrong and what was kept."""
    kept: list[Receipt] = []
    gate = Gate(Settings(model=model, api_base=base, model_timeout=seconds))
    gate.warm_up()
    try:
        gate.complete([Message("user", (Said(WORDS),))], Discretion(Names(), (), kept.append))
    except ModelProblem as problem:
        return problem, kept
    return None, kept


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running() as stub:
        yield stub


FAULTS: dict[str, tuple[Reply, str, int]] = {
    "not allowed": (Reply(401, b"{}"), "status", 401),
    "forbidden": (Reply(403, b'{"error": {"message": "Fjernlageret"}}'), "status", 403),
    "no such model": (Reply(404, b"Fjernlageret"), "status", 404),
    "too many": (Reply(429, b"{}", headers=(("Retry-After", "7"),)), "status", 429),
    "broken": (Reply(500, b"Fjernlageret"), "status", 500),
    "elsewhere": (Reply(307, b"", headers=(("Location", "http://127.0.0.1:9/v1/chat/completions"),)), "status", 307),
    "a page": (Reply(200, b"<html>Fjernlageret</html>", "text/html"), "unreadable", 200),
    "nothing": (Reply(200, b""), "unreadable", 200),
    "blanks": (Reply(200, b"   \n"), "unreadable", 200),
    "cut off": (Reply(200, chat("Hvad?").body[:40]), "unreadable", 200),
    "another shape": (Reply(200, b'{"choices": []}'), "unreadable", 200),
    "a list": (Reply(200, b"[1, 2]"), "unreadable", 200),
    "packed": (Reply(200, chat("Hvad?").body, headers=(("Content-Encoding", "gzip"),)), "unreadable", 0),
    "hangs": (Reply(200, chat("Hvad?").body, pause=30), "timeout", 0),
    "drips": (Reply(200, chat("Hvad?").body, drip=0.05), "timeout", 0),
}


@pytest.mark.parametrize(("fault", "kind", "status"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_kind_in_time_and_once(stub, capfd, fault: Reply, kind: str, status: int) -> None:
    stub.fault = fault
    asked(stub.base)  # whatever is made on the way of the first
    stub.recorded.clear()
    began = time.monotonic()
    problem, kept = asked(stub.base)
    assert time.monotonic() - began < SECONDS + LATE
    assert problem and (problem.kind, problem.status) == (kind, status)
    assert problem.__cause__ is None and problem.__context__ is None
    assert [one.outcome for one in kept] == ["sent", "failed"] and kept[-1].sent == stub.recorded[0].body
    assert len(stub.recorded) == 1
    assert problem.retry_after == (7.0 if status == 429 else None)
    assert "jernlager" not in "".join((problem.say("da"), problem.say("en"), *capfd.readouterr()))


def test_nobody_there_and_nothing_left(stub) -> None:
    stub.stop()
    problem, kept = asked(stub.base)
    assert problem and problem.kind == "unreachable"
    assert [(one.outcome, bool(one.sent)) for one in kept] == [("sent", True), ("failed", False)]


@contextmanager
def rude(hang_up_after: bytes) -> Iterator[str]:
    """Takes what is sent, says so much, and hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                taken, _ = listening.accept()
                with taken:
                    taken.recv(65536)
                    taken.sendall(hang_up_after)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    finally:
        listening.close()


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{", b"SSH-2.0-x\r\n\r\n"]
)
def test_one_that_hangs_up_is_told(said: bytes) -> None:
    with rude(said) as base:
        problem, kept = asked(base)
    assert problem and problem.kind == "unreachable" and kept[-1].outcome == "failed"


def test_an_answer_without_end_is_not_read_to_it(stub, monkeypatch) -> None:
    monkeypatch.setattr(wire, "MOST_BYTES", 1000)
    stub.says = "Hvad? " * 500
    problem, _ = asked(stub.base, seconds=5)
    assert problem and problem.kind == "unreadable"


def test_it_goes_nowhere_but_where_it_was_to_go(stub) -> None:
    """A provider that does not care for the address it is given, and one whose address is another by itself."""
    for model in ("replicate/meta/llama", "sagemaker/some"):
        problem, kept = asked(stub.base, model)
        assert problem and problem.kind == "unset" and kept == []
    assert stub.recorded == []


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_model_here_is_not_reached_by_way_of_a_proxy(stub, monkeypatch, name: str) -> None:
    with running() as other:
        monkeypatch.setenv(name, other.base)
        assert asked(stub.base)[0] is None
        assert len(stub.recorded) == 1 and other.recorded == []


KEYS = {
    "openai/some": "OPENAI_API_KEY", "azure/some": "AZURE_API_KEY", "azure_ai/some": "AZURE_AI_API_KEY",
    "anthropic/claude-3-5-haiku-20241022": "ANTHROPIC_API_KEY", "mistral/mistral-small": "MISTRAL_API_KEY",
    "gemini/gemini-2.0-flash": "GEMINI_API_KEY", "groq/some": "GROQ_API_KEY", "openrouter/some": "OPENROUTER_API_KEY",
    "huggingface/some": "HUGGINGFACE_API_KEY", "scaleway/some": "SCW_SECRET_KEY", "ovhcloud/some": "OVHCLOUD_API_KEY",
    "nebius/some": "NEBIUS_API_KEY", "cohere_chat/command-r": "COHERE_API_KEY", "deepseek/some": "DEEPSEEK_API_KEY",
    "ollama/some": "", "ollama_chat/some": "", "hosted_vllm/some": "", "lm_studio/some": "LM_STUDIO_API_KEY",
    "llamafile/some": "", "bedrock/anthropic.claude-3-haiku-20240307-v1:0": "AWS_SECRET_ACCESS_KEY",
    "watsonx/some": "WATSONX_TOKEN", "litellm_proxy/some": "LITELLM_PROXY_API_KEY",
}  # fmt: skip


@pytest.mark.parametrize("model", KEYS)
def test_what_leaves_to_each_provider_is_seen(stub, monkeypatch, model: str) -> None:
    """The stub speaks OpenAI's tongue alone, so that not all of them are answered; but all of them were seen to send."""
    values = {"AZURE_API_VERSION": "2024-06-01", "AWS_ACCESS_KEY_ID": "a", "AWS_REGION_NAME": "eu-west-1"}
    for name, value in (values | {KEYS[model] or "NO_KEY": "k", "WATSONX_PROJECT_ID": "p"}).items():
        monkeypatch.setenv(name, value)
    _, kept = asked(stub.base, model, seconds=5)
    assert kept[-1].sent == "\n".join(request.body for request in stub.recorded if request.body)
    assert "jernlageret" in kept[-1].sent and kept[-1].outcome in ("answered", "failed")


def test_many_calls_at_once_are_not_crossed(stub) -> None:
    told: dict[int, list[Receipt]] = {}
    answer = stub.answer

    def slow(request: Any) -> Reply:
        time.sleep(0.05)
        words = json.loads(request.body)["messages"][0]["content"]
        answer(request)
        return chat(f"Hvad med {words.split()[-1]}")

    stub.answer = slow  # type: ignore[method-assign]

    def ask(number: int) -> None:
        kept: list[Receipt] = []
        gate = Gate(Settings(model="hosted_vllm/some", api_base=stub.base))
        said = gate.complete([Message("user", (Said(f"Det er vagt {number}"),))], Discretion(Names(), (), kept.append))
        told[number] = [*kept, said]  # type: ignore[list-item]

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(20)
    for number, (sent, answered, said) in told.items():
        assert f"vagt {number}" in sent.sent and sent.id == answered.id and said.text == f"Hvad med {number}"
    assert len(told) == len(stub.recorded) == 20


def test_the_part_of_litellm_that_has_its_own_sockets_is_not_let_in() -> None:
    Gate(Settings()).warm_up()
    from litellm.rust_bridge import native_bridge_available

    assert not native_bridge_available()


def test_a_request_outside_a_call_is_not_sent() -> None:
    with pytest.raises((AttributeError, HeldBack)):
        wire.client(wire.Wire()).post("http://127.0.0.1:9/", json={})
