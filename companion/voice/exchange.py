"""One question to a model a turn: asked, read, checked; asked once more with what was wrong with it; and then left.

Whatever a model or its server does ends here, within the time of a turn, as a value or as none. What is logged is one line a
turn, of words of ours: the kind of trouble, never anything that was sent or said.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from companion import faults
from companion.confidentiality.discretion import Answer, Discretion, Message
from companion.errors import HeldBack, ModelProblem
from companion.settings import Settings
from companion.vocabulary import ConcernLevel, Lang, Names
from companion.voice import prompts
from companion.voice.breaker import Breaker
from companion.voice.outputs import Output, schema
from companion.voice.reader import read

MOST_TOKENS = 800
"""What a model may say at most; one that thinks aloud first needs most of it."""
Prompted = Literal["question", "open", "brief", "answer", "tailor"]
"""The prompts there are; each has a file of its name."""
_What = Literal["question", "brief", "answer", "questions"]
_FOR: dict[Prompted, _What] = {
    "question": "question", "open": "question", "brief": "brief", "answer": "answer", "tailor": "questions",
}  # fmt: skip
"""What a receipt calls it."""
_Form = Literal["json_schema", "json_object", "plain"]
_LOWER: dict[_Form, _Form] = {"json_schema": "json_object", "json_object": "plain"}
"""Not every server takes a schema, and some take no form at all."""
_REFUSES_THE_FORM = frozenset({400, 415, 422, 501})
_PASSES = {429: 1.0, 500: 0.5, 502: 0.5, 503: 0.5, 504: 0.5}
"""Seconds after which trouble of this kind may be over."""
_UNREACHABLE_PASSES = 0.3
_LONGEST_PAUSE = 3.0
_LEAST = 0.2
"""Seconds that must be left for another call."""

T = TypeVar("T", bound=Output)
V = TypeVar("V")


class Judged(NamedTuple, Generic[V]):
    """What can be used of an answer, or None and what is wrong with it. `concern`: what it takes the leader's words for."""

    value: V | None
    findings: tuple[str, ...] = ()
    concern: ConcernLevel = "none"


class Outcome(NamedTuple, Generic[V]):
    """What came of it. `names`: those of the case, with those that were hidden besides; `gone`: the model does not answer;
    `concern`: of the first answer that named one, whatever became of its words."""

    value: V | None
    names: Names
    gone: bool = False
    concern: ConcernLevel = "none"


class Way(Protocol):
    """The gate, as far as it is used here."""

    def warm_up(self) -> None: ...

    def complete(
        self,
        messages: tuple[Message, ...],
        discretion: Discretion,
        what: _What,
        seconds: float,
        lang: Lang,
        **options: Any,
    ) -> Answer: ...


class Exchange:
    """Safe to use from several threads: a slow answer to one leader holds up no other."""

    def __init__(
        self,
        gate: Way,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gate, self._clock, self._rest = gate, clock, rest
        self._seconds = settings.turn_timeout
        self._breaker = Breaker(clock, settings.turn_timeout)
        self._form: _Form = "json_schema"
        self._options = {} if settings.temperature is None else {"temperature": settings.temperature}

    def ask(
        self,
        name: Prompted,
        kind: type[T],
        values: Mapping[str, Any],
        lang: Lang,
        discretion: Discretion,
        judge: Callable[[T, Answer], Judged[V]],
    ) -> Outcome[V]:
        """`name`: the prompt, filled with `values`; `judge` says what of the output may be used."""
        what = _FOR[name]
        until, names = self._clock() + self._seconds, discretion.names
        if not self._breaker.lets_through():
            return Outcome(None, names, gone=True)
        wrong: tuple[str, ...] = ()
        concern: ConcernLevel = "none"
        for _ in range(2):
            told = {**values, "findings": prompts.findings(wrong, lang)}
            messages = prompts.prompt(name).messages(lang, **told)
            under = discretion._replace(names=names)
            try:
                answer = self._answered(messages, under, what, kind, until, lang)
                judged = _judged(answer, kind, judge)
            except HeldBack:
                faults.note("model held back")
                return Outcome(None, names, concern=concern)
            except ModelProblem as problem:
                self._breaker.failed(problem)
                faults.note(f"model {problem.status}" if problem.kind == "status" else f"model {problem.kind}")
                return Outcome(None, names, gone=True, concern=concern)
            self._breaker.succeeded()
            names = answer.names
            concern = judged.concern if concern == "none" else concern
            if judged.value is not None:
                return Outcome(judged.value, names, concern=concern)
            wrong = judged.findings
            if concern == "acute":  # nothing more is sent
                break
        faults.note(f"model unfit {' '.join(wrong)}")
        return Outcome(None, names, concern=concern)

    def _answered(
        self,
        messages: tuple[Message, ...],
        discretion: Discretion,
        what: _What,
        kind: type[Output],
        until: float,
        lang: Lang,
    ) -> Answer:
        """In the best form the server takes, with one more try where trouble may pass. Else ModelProblem."""
        form, tried = self._form, False
        while True:
            left = until - self._clock()
            if left < _LEAST:
                raise ModelProblem("timeout")
            asked = {"max_tokens": MOST_TOKENS, **_response_format(form, kind), **self._options}
            try:
                answer = self._gate.complete(messages, discretion, what, seconds=left, lang=lang, **asked)
            except ModelProblem as problem:
                if _is_about_the_form(problem) and form != "plain":
                    form = _LOWER[form]
                    continue
                pause = _pause(problem)
                if tried or pause is None or self._clock() + pause + _LEAST > until:
                    raise
                tried, form = True, "plain" if problem.status == 500 else form
                self._rest(pause)
                continue
            self._form = form
            return answer


def _judged(answer: Answer, kind: type[T], judge: Callable[[T, Answer], Judged[V]]) -> Judged[V]:
    output = read(answer.masked, kind)
    return Judged(None, ("empty",)) if output is None else judge(output, answer)


def _response_format(form: _Form, kind: type[Output]) -> dict[str, Any]:
    if form == "plain":
        return {}
    if form == "json_object":
        return {"response_format": {"type": "json_object"}}
    described = {"name": kind.__name__.lower(), "schema": schema(kind), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": described}}


def _is_about_the_form(problem: ModelProblem) -> bool:
    """Refused before or when it arrived, perhaps because of the form that was asked for."""
    return problem.kind == "unset" or problem.status in _REFUSES_THE_FORM


def _pause(problem: ModelProblem) -> float | None:
    """Seconds after which another try may help; None when it will not."""
    if problem.kind == "unreachable":
        return _UNREACHABLE_PASSES
    asked = problem.retry_after if problem.status == 429 else None
    seconds = _PASSES.get(problem.status) if asked is None else asked
    return seconds if seconds is not None and seconds <= _LONGEST_PAUSE else None
