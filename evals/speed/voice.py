"""A turn with a model: what it costs in time beside the call itself, and in tokens beside a plain chat with the whole history.

The model is the well-behaved one of `evals.colleague`, which answers at once. Time: the whole turn as the casebook takes it, on
disk, receipts, names and all checks included, beside a bare litellm call with the very messages that were sent. Tokens: a
plain chat that is told the same instructions and the same passages, and sends everything said so far with each turn.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from companion.casebook.casebook import OWN, Casebook, utc_now
from companion.confidentiality.gate import Gate
from companion.method.sequence import load_sequence
from companion.method.state import Context
from companion.parts import PASSAGES, library, own_words
from companion.settings import Settings
from companion.vocabulary import Passage, Reply
from companion.voice.model import ModelVoice
from companion.voice.prompts import prompt
from evals.colleague import Colleague, running
from evals.speed.table import Row, share

_SITTINGS = Path(__file__).parents[1] / "cases" / "voice_cases.yaml"
MOST_TOKENS = 1500
MOST_SHARE = 0.6
MOST_MS = 60.0
MOST_RATIO = 5.0


class Taken(NamedTuple):
    """One turn: milliseconds of the whole turn and of a bare call with the same messages, and the tokens of the call, all 0
    where none was made; and the tokens of a plain chat, which makes one each time."""

    plain: int
    turn: float = 0.0
    bare: float = 0.0
    tokens: int = 0


def voice(cases: int) -> list[Row]:
    """`cases`: how many whole cases; each has five to seven turns with a call."""
    with running("da") as server, tempfile.TemporaryDirectory() as place:
        settings = Settings(data_dir=Path(place), model="hosted_vllm/some", api_base=server.base)
        shelf = library(settings)
        shelf.build_if_needed()
        found: list[Passage] = []

        def passages(text: str, lang: Any) -> list[Passage]:
            found[:] = shelf.search(text, lang, k=PASSAGES, own=False)
            return found

        gate = Gate(settings, own_words)
        gate.warm_up()
        context = Context(voice=ModelVoice(gate, settings, passages), library=shelf, clock=utc_now)
        book = Casebook(Path(place) / "data", bytes(range(32)), context)
        bare = _bare(server)
        _case(book, server, found, bare, _answers(0))
        taken = [one for at in range(cases) for one in _case(book, server, found, bare, _answers(at))]
        book.close()
    return _rows(taken, cases)


def _answers(at: int) -> list[str]:
    """The answers of one of the made-up Danish sittings, in the order in which they were given."""
    sittings = [one["answers"] for one in yaml.safe_load(_SITTINGS.read_text(encoding="utf-8")) if one["lang"] == "da"]
    by_step = [sittings[at % len(sittings)].get(step, []) for step in load_sequence().names()]
    return [text for given in by_step for text in ([given] if isinstance(given, str) else given)]


def _case(book: Casebook, server: Colleague, found: list[Passage], bare: Any, replies: list[str]) -> list[Taken]:
    case, taken, history = book.begin(OWN, "da"), [], []
    waiting = list(replies)
    while (state := book.look(OWN, case))["question"].kind != "review":
        history += [("assistant", state["question"].spoken), ("user", waiting[0] if waiting else "Det ved jeg ikke.")]
        reply = Reply(
            question_id=state["question"].id, kind="answer", text=waiting.pop(0) if waiting else "Det ved jeg ikke."
        )
        before, began = len(server.recorded), time.perf_counter()
        book.answer(OWN, case, reply)
        turn = 1000 * (time.perf_counter() - began)
        messages = [json.loads(request.body)["messages"] for request in server.recorded[before:]]
        plain = tokens(_plain(found, history))
        taken += [Taken(plain, turn, bare(one), tokens(one)) for one in messages] or [Taken(plain)]
    return taken


def _plain(found: list[Passage], history: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The messages of a chat that sends everything each time."""
    told = "\n".join(f"{one.title}: {one.text}" for one in found)
    head = {"role": "system", "content": f"{prompt('question').head('da')}\n{told}"}
    return [head, *({"role": role, "content": text} for role, text in history)]


def tokens(messages: list[dict[str, str]]) -> int:
    """As cl100k_base counts them, which litellm carries."""
    import litellm

    return int(litellm.token_counter(model="gpt-4", messages=messages))


def _bare(server: Colleague) -> Any:
    import httpx
    import litellm
    from openai import OpenAI

    client = OpenAI(base_url=server.base, api_key="none", http_client=httpx.Client())

    def ask(messages: list[dict[str, str]]) -> float:
        asked, began = server.asked, time.perf_counter()
        litellm.completion(
            model="openai/some", messages=messages, api_base=server.base, client=client, api_key="none", max_retries=0
        )
        took = 1000 * (time.perf_counter() - began)
        server.asked = asked
        return took

    return ask


def _rows(taken: list[Taken], cases: int) -> list[Row]:
    made = [one for one in taken if one.tokens]
    turns, bares = [one.turn for one in made], [one.bare for one in made]
    used, plain = [one.tokens for one in made], [one.plain for one in taken]
    note = f"{len(made)} turns with a call among {len(taken)} in {cases} cases"
    return [
        Row("a turn with a model beside a bare call, p50", share(turns, 0.5), share(bares, 0.5), most_ratio=MOST_RATIO),
        Row("a turn with a model, p95", share(turns, 0.95), share(bares, 0.95), most=MOST_MS, note=note),
        Row("prompt tokens of a turn, most", max(used), max(plain), unit="tokens", most=MOST_TOKENS),
        Row("prompt tokens of a case beside a plain chat", sum(used) / cases, sum(plain) / cases, "tokens", MOST_SHARE),
    ]
