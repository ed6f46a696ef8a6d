"""The gate: every word that leaves the machine passes here, and nothing else may use litellm.

The leader's words get placeholders; the whole payload is looked at, and once more as it lies in the request (`payload`); a
receipt is on disk before the request is on the wire (`wire`). On any doubt nothing is sent, and whoever called goes on without.

What a library raises holds what it was given, so no exception of theirs gets out of here, is chained, or is logged: a call
that failed is told by kind. What litellm sends by httpx goes over the wire and is seen; that is how it completes and embeds
with every provider it signs in to by key. A provider's own library that sends in some other way (Vertex AI, SAP and GDC sign in
so) finds the way out shut, and cannot be used.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from companion.confidentiality.discretion import Answer, Discretion, Message, Ours, Probe, Said
from companion.confidentiality.responses import Made, Vectors, said, vectors
from companion.confidentiality.shut import shut
from companion.confidentiality.ways import OPTIONS, Use, Way, ways
from companion.confinement import FORCED
from companion.errors import HeldBack, ModelProblem
from companion.faults import Contained
from companion.settings import Settings
from companion.vocabulary import Lang, Receipt

if TYPE_CHECKING:
    from companion.confidentiality.hiding import Safe
    from companion.confidentiality.restore import Restored

__all__ = ["Answer", "Discretion", "Gate", "Message", "Ours", "Probe", "Said", "Use"]

_Value = TypeVar("_Value")
_What = Literal["question", "brief", "answer", "questions", "embedding"]
_PROBE = "Svar kun med ordet ja."
_MOST_OF_A_PROBE = 200
_NATIVE = "litellm.rust_bridge._native"
"""The part of litellm that is not Python brings sockets of its own, which nothing here could watch: it is not let in. litellm
does without, as it does where there is none for the machine."""
_ADDRESS_OR_KEY = ("_API_BASE", "_API_KEY")


class Gate:
    """Safe to use from several threads. Imports nothing heavy before its first call."""

    def __init__(
        self,
        settings: Settings,
        ours: frozenset[str] | Callable[[], frozenset[str]] = frozenset(),
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """`ours`: the product's own texts, which may stand in a message as they are; asked for once, when they are needed."""
        self._ways, self._clock = ways(settings), clock
        self._ours, self._asking = ours, threading.Lock()

    def available_for(self, use: Use) -> bool:
        """Whether one is configured; asks nobody."""
        return bool(self._ways[use].model)

    def named(self, use: Use) -> str:
        """The model and where it is, for whoever keeps what it made."""
        return f"{self._ways[use].model} {self._ways[use].base}"

    def host_of(self, use: Use) -> str:
        """Where it is, as the setting has it; empty for the provider's own."""
        return self._ways[use].host

    def warm_up(self) -> None:
        """Load what the first call would wait for: some four seconds. A call that finds it missing says so."""
        _loaded()
        with Contained():
            self._own()

    def complete(
        self,
        messages: Sequence[Message],
        discretion: Discretion,
        what: Literal["question", "brief", "answer", "questions"] = "question",
        seconds: float | None = None,
        lang: Lang | None = None,
        **options: Any,
    ) -> Answer:
        """What the model says to the messages. `seconds`: how long all of it may take, if less than is set; `lang`: that of the
        answer, guessed where it is not told; `options`: temperature, max_tokens, response_format and the like. HeldBack when
        nothing was sent, ModelProblem when it did not answer."""
        if not options.keys() <= OPTIONS:
            raise TypeError("not an option of a call")
        parts = [part for message in messages for part in message.parts]
        own = {part.text for part in parts if isinstance(part, Ours)} & self._own()

        def act(way: Way, masked: Sequence[str]) -> Made[str]:
            words = iter(masked)
            contents = (
                "".join(part.text if part.text in own else next(words) for part in message.parts)
                for message in messages
            )
            written = [{"role": one.role, "content": text} for one, text in zip(messages, contents, strict=True)]
            return said(_litellm().completion(messages=written, stream=False, **way.asked(), **options))

        theirs = [part.text for part in parts if part.text not in own]
        made, safe = self._out("model", what, theirs, own, discretion, act, seconds)
        restored = partial(_restored, safe, lang)
        whole = restored(made.value)
        return Answer(whole.text, whole.unknown, safe.names, made.value, restored, made.tokens_in, made.tokens_out)

    def embed(self, texts: Sequence[str], discretion: Discretion) -> Vectors:
        """The leader's texts as vectors, placeholders in place of names. Errors as `complete`."""
        return self._out("embedding", "embedding", texts, (), discretion, _embedded)[0].value

    def embed_material(self, texts: Sequence[str], seconds: float) -> Vectors:
        """The product's own texts as vectors: no leader's words, and no receipt. ModelProblem when nobody answers."""
        way = self._ways["embedding"]._replace(seconds=seconds)
        return _beside_any_case(way, lambda: _embedded(way, texts))[0].value

    def probe(self) -> Probe:
        """Whether the model answers: one call that says nothing of anybody, and no receipt. ModelProblem when it does not."""
        way, began = self._ways["model"], time.monotonic()
        asked = [{"role": "user", "content": _PROBE}]
        made, host = _beside_any_case(
            way, lambda: said(_litellm().completion(messages=asked, stream=False, **way.asked()))
        )
        text = "".join(char if char.isprintable() else " " for char in made.value).strip()
        return Probe(way.model, host, time.monotonic() - began, made.tokens_in, text[:_MOST_OF_A_PROBE])

    def _own(self) -> frozenset[str]:
        with self._asking:
            if callable(self._ours):
                self._ours = self._ours()
            return self._ours

    def _out(
        self,
        use: Use,
        what: _What,
        said: Sequence[str],
        ours: Collection[str],
        discretion: Discretion,
        act: Callable[[Way, Sequence[str]], Made[_Value]],
        seconds: float | None = None,
    ) -> tuple[Made[_Value], Safe]:
        """Hide, look, keep, send, keep again; what was made of the answer, and how it was hidden."""
        from companion.confidentiality.hiding import hidden
        from companion.confidentiality.wire import Call, made

        way, began = self._ways[use], time.monotonic()
        receipt = Receipt(
            id=secrets.token_hex(16), at=self._clock(), what=what, model=way.model, host=way.host, replaced=0, sent="",
            outcome="held_back",
        )  # fmt: skip
        _loaded()
        with Contained() as preparing:
            safe = hidden(said, discretion.names, discretion.roster, ours, way.settings())
            receipt = receipt.model_copy(update={"replaced": safe.replaced})
        if preparing.failed:
            raise _held_back(receipt, discretion)

        def keep(host: str, sent: str, **known: Any) -> None:
            discretion.keep_receipt(receipt.model_copy(update={"host": host, "sent": sent, "outcome": "sent", **known}))

        left = way.seconds if seconds is None else min(way.seconds, began + seconds - time.monotonic())
        call = Call(left, way.base, safe.watch.look_through, keep)
        try:
            found = made(call, lambda: act(way, safe.texts))
        except HeldBack:
            if not call.told:
                raise _held_back(receipt, discretion) from None
            keep(call.host, call.sent, outcome="failed")
            raise
        except ModelProblem:
            if call.told:
                keep(call.host, call.sent, outcome="failed")
            raise
        keep(call.host, call.sent, outcome="answered", tokens_in=found.tokens_in, tokens_out=found.tokens_out)
        return found, safe


def _beside_any_case(way: Way, act: Callable[[], Made[_Value]]) -> tuple[Made[_Value], str]:
    """What `act` makes, which sends words of ours alone, and who was asked."""
    from companion.confidentiality.wire import Call, made

    _loaded()
    call = Call(way.seconds, way.base, lambda address, body: None, lambda host, sent: None)
    return made(call, act), call.host


def _held_back(receipt: Receipt, discretion: Discretion) -> HeldBack:
    """To be raised, when it is kept that nothing was sent; that it cannot be kept changes nothing about that."""
    with Contained():
        discretion.keep_receipt(receipt)
    return HeldBack()


def _restored(safe: Safe, lang: Lang | None, text: str) -> Restored:
    """The names again in what came back. ModelProblem where that cannot be done."""
    with Contained() as restoring:
        from companion.confidentiality.restore import restore

        found = restore(text, safe.names, safe.sent, lang)
    if restoring.failed:
        raise ModelProblem("unreadable")
    return found


def _embedded(way: Way, texts: Sequence[str]) -> Made[Vectors]:
    asked = {"input": list(texts), "encoding_format": "float", "drop_params": True, **way.asked()}
    return vectors(_litellm().embedding(**asked), len(texts))


def _loaded() -> None:
    with Contained():
        _litellm()


@cache
def _litellm() -> Any:
    """litellm, with nothing left on that reports, logs, keeps or fetches, and every client of its on our wire."""
    from companion.confidentiality.wire import Wire, client

    for name in [name for name in os.environ if name.startswith("LITELLM_") and not name.endswith(_ADDRESS_OR_KEY)]:
        del os.environ[name]
    os.environ |= FORCED | {"USE_LITELLM_PROXY": "False"}
    sys.modules[_NATIVE] = None  # type: ignore[assignment]
    shut()
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore", "anthropic"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    import litellm

    litellm.suppress_debug_info = litellm.turn_off_message_logging = litellm.redact_messages_in_exceptions = True
    litellm.disable_hf_tokenizer_download = litellm.disable_streaming_logging = True
    litellm.callbacks, litellm.success_callback, litellm.failure_callback = [], [], []
    litellm.cache = litellm.model_fallbacks = None
    litellm.drop_params = litellm.modify_params = litellm.use_litellm_proxy = False
    litellm.sync_transport = wire = Wire()
    litellm.client_session = client(wire)
    return litellm
