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
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar
from urllib.parse import urlsplit

from companion.confidentiality.discretion import Answer, Discretion, Message, Ours, Said
from companion.confidentiality.responses import Vectors, said, vectors
from companion.confidentiality.shut import shut
from companion.confinement import FORCED
from companion.errors import HeldBack, ModelProblem
from companion.faults import Contained
from companion.settings import Settings
from companion.vocabulary import Names, Receipt

if TYPE_CHECKING:
    from companion.confidentiality.wire import Call

__all__ = ["Answer", "Discretion", "Gate", "Message", "Ours", "Said", "Use"]

Use = Literal["model", "embedding"]
_Made = TypeVar("_Made")

_OPTIONS = frozenset(
    {
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "seed",
        "stop",
        "response_format",
        "reasoning_effort",
    }
)
_ONE_CALL: dict[str, Any] = {"num_retries": 0, "max_retries": 0, "caching": False}
"""No second try, and nothing from or into a cache."""


_NATIVE = "litellm.rust_bridge._native"
"""The part of litellm that is not Python brings sockets of its own, which nothing here could watch: it is not let in. litellm
does without, as it does where there is none for the machine."""
_ADDRESS_OR_KEY = ("_API_BASE", "_API_KEY")


class _Way(NamedTuple):
    """Whom to call and how long."""

    model: str
    base: str
    seconds: float

    def asked(self) -> dict[str, Any]:
        """How litellm is told."""
        base = {"api_base": self.base} if self.base else {}
        return {"model": self.model, "timeout": self.seconds, **base, **_ONE_CALL}

    def settings(self) -> frozenset[str]:
        """The model's name as it may stand in a payload: as a whole, and without the provider in front."""
        parts = self.model.split("/")
        return frozenset("/".join(parts[at:]) for at in range(len(parts)))


class Gate:
    """Safe to use from several threads. Imports nothing heavy before its first call."""

    def __init__(
        self,
        settings: Settings,
        ours: frozenset[str] = frozenset(),
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """`ours`: the product's own texts, which may stand in a message as they are."""
        embedding_base = settings.embedding_api_base or settings.api_base
        self._ways: Mapping[Use, _Way] = {
            "model": _Way(settings.model, settings.api_base, settings.model_timeout),
            "embedding": _Way(settings.embedding_model, embedding_base, settings.embedding_timeout),
        }
        self._ours, self._clock = ours, clock

    def available_for(self, use: Use) -> bool:
        """Whether one is configured; asks nobody."""
        return bool(self._ways[use].model)

    def named(self, use: Use) -> str:
        """The model and where it is, for whoever keeps what it made."""
        return f"{self._ways[use].model} {self._ways[use].base}"

    def warm_up(self) -> None:
        """Load what the first call would wait for: some four seconds. A call that finds it missing says so."""
        with Contained():
            _litellm()

    def complete(
        self,
        messages: Sequence[Message],
        discretion: Discretion,
        what: Literal["question", "answer"] = "question",
        **options: Any,
    ) -> Answer:
        """What the model says to the messages. `options`: temperature, max_tokens, response_format and the like. HeldBack when
        nothing was sent, ModelProblem when it did not answer."""
        if not options.keys() <= _OPTIONS:
            raise TypeError("not an option of a call")
        parts = [part for message in messages for part in message.parts]
        own = {part.text for part in parts if isinstance(part, Ours)} & self._ours

        def act(way: _Way, masked: Sequence[str]) -> tuple[str, int, int]:
            words = iter(masked)
            contents = (
                "".join(part.text if part.text in own else next(words) for part in message.parts)
                for message in messages
            )
            written = [{"role": one.role, "content": text} for one, text in zip(messages, contents, strict=True)]
            return said(_litellm().completion(messages=written, stream=False, **way.asked(), **options))

        theirs = [part.text for part in parts if part.text not in own]
        (text, tokens_in, tokens_out), names = self._out("model", what, theirs, own, discretion, act)
        with Contained() as restoring:
            from companion.confidentiality.pseudonyms import restore

            told = restore(text, names)
        if restoring.failed:
            raise ModelProblem("unreadable")
        return Answer(told.text, told.unknown, names, text, tokens_in, tokens_out)

    def embed(self, texts: Sequence[str], discretion: Discretion) -> Vectors:
        """The leader's texts as vectors, placeholders in place of names. Errors as `complete`."""
        return self._out("embedding", "embedding", texts, (), discretion, _embedded)[0]

    def embed_material(self, texts: Sequence[str], seconds: float) -> Vectors:
        """The product's own texts as vectors: no leader's words, and no receipt. ModelProblem when nobody answers."""
        from companion.confidentiality.wire import Call

        self.warm_up()
        way = self._ways["embedding"]._replace(seconds=seconds)
        call = Call(seconds, way.base, lambda address, body: None, lambda host, sent: None)
        return _made(call, lambda: _embedded(way, texts))

    def _out(
        self,
        use: Use,
        what: Literal["question", "answer", "embedding"],
        said: Sequence[str],
        ours: Collection[str],
        discretion: Discretion,
        act: Callable[[_Way, Sequence[str]], _Made],
    ) -> tuple[_Made, Names]:
        """Hide, look, keep, send, keep again; what was made of the answer, and the names with those that were hidden."""
        from companion.confidentiality.hiding import hidden
        from companion.confidentiality.wire import Call

        way = self._ways[use]
        receipt = Receipt(
            id=secrets.token_hex(16), at=self._clock(), what=what, model=way.model, host=urlsplit(way.base).netloc,
            replaced=0, sent="", outcome="held_back",
        )  # fmt: skip
        self.warm_up()
        with Contained() as preparing:
            safe = hidden(said, discretion.names, discretion.roster, ours, way.settings())
            receipt = receipt.model_copy(update={"replaced": safe.replaced})
        if preparing.failed:
            raise _held_back(receipt, discretion)

        def keep(host: str, sent: str, outcome: str = "sent") -> None:
            discretion.keep_receipt(receipt.model_copy(update={"host": host, "sent": sent, "outcome": outcome}))

        call = Call(way.seconds, way.base, safe.watch.look_through, keep)
        try:
            made = _made(call, lambda: act(way, safe.texts))
        except HeldBack:
            if not call.told:
                raise _held_back(receipt, discretion) from None
            keep(call.host, call.sent, "failed")
            raise
        except ModelProblem:
            if call.told:
                keep(call.host, call.sent, "failed")
            raise
        keep(call.host, call.sent, "answered")
        return made, safe.names


def _made(call: Call, act: Callable[[], _Made]) -> _Made:
    """What `act` makes, calling out for `call`. HeldBack or ModelProblem, and no word of what went wrong."""
    from companion.confidentiality.wire import calling

    with Contained() as making, calling(call):
        made = act()
    if making.failed or not call.left:
        raise HeldBack if call.refused else _problem(call)
    return made


def _problem(call: Call) -> ModelProblem:
    return ModelProblem(
        call.trouble or ("unreadable" if call.left else "unset"), call.host, call.status, call.retry_after
    )


def _held_back(receipt: Receipt, discretion: Discretion) -> HeldBack:
    """To be raised, when it is kept that nothing was sent; that it cannot be kept changes nothing about that."""
    with Contained():
        discretion.keep_receipt(receipt)
    return HeldBack()


def _embedded(way: _Way, texts: Sequence[str]) -> Vectors:
    asked = {"input": list(texts), "encoding_format": "float", "drop_params": True, **way.asked()}
    return vectors(_litellm().embedding(**asked), len(texts))


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
