"""The guards of the product, each with a switch that turns off that one and leaves everything else as it is."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from companion.casebook.listing import Listing
from companion.commands import pseudonymise
from companion.confidentiality import gate, hiding
from companion.confidentiality.pseudonyms import Masked
from companion.library.library import Library
from companion.method import ask, compose, graph, listen, screen, weigh
from companion.method.state import Plan, State, current
from companion.safety import helplines, words
from companion.vocabulary import Both, Concern, Names
from companion.voice import checks, exchange, model
from companion.voice import lint as linter
from companion.voice.lint import Lint
from evals import play

Patch = pytest.MonkeyPatch
Switch = Callable[[Patch], None]
ACUTE = Concern(level="acute", signals=("suicide",))
NONE = Concern(level="none")


def put(home: Any, name: str, value: Any) -> Switch:
    """This in place of that."""
    return lambda patch: patch.setattr(home, name, value)


def both(*switches: Switch) -> Switch:
    """A guard that stands in two places."""

    def off(patch: Patch) -> None:
        for switch in switches:
            switch(patch)

    return off


def _fine(text: str, quoted: bool = False) -> Lint:
    return Lint(ok=True)


def _as_it_is(texts: Sequence[str], names: Names, *_: Any) -> hiding.Safe:
    masked = Masked(text="\n".join(texts), entities=(), names=names)
    return hiding.Safe(tuple(texts), names, (masked,), 0, _Blind())  # type: ignore[arg-type]


class _Blind:
    """Looks through a request and sees nothing."""

    def look_through(self, address: str, body: str) -> None:
        return None


def _patient(patch: Patch) -> None:
    begun, set_ways = exchange.Exchange.__init__, gate.ways

    def begin(self: exchange.Exchange, *given: Any, **more: Any) -> None:
        begun(self, *given, **more)
        self._seconds = 30.0

    patch.setattr(exchange.Exchange, "__init__", begin)
    patch.setattr(gate, "ways", lambda told: {use: way._replace(seconds=30.0) for use, way in set_ways(told).items()})


def _shortened(patch: Patch) -> None:
    answered = listen._answered

    def cut(state: State, question: Any, reply: Any) -> State:
        return answered(state, question, reply.model_copy(update={"text": reply.text.rsplit(" ", 1)[0]}))

    patch.setattr(listen, "_answered", cut)


class _ToStderr(logging.Handler):
    """Where a logger writes that nobody quietens."""

    def emit(self, record: logging.LogRecord) -> None:
        print(record.getMessage(), file=sys.stderr)


def _talkative(patch: Patch) -> None:
    """What calls the model tells of it, as it does by default."""
    gate._loaded()
    log = logging.getLogger("LiteLLM")
    patch.setattr(log, "level", logging.DEBUG)
    patch.setattr(log, "handlers", [_ToStderr()])
    patch.setattr(log, "propagate", False)
    patch.setattr(log, "_cache", {})


def _last_first(state: State, sequence: Any, from_step: str) -> Plan:
    done = {answer.step for answer in state["answers"]}
    left = [name for name in sequence.names() if name not in done and sequence.step(name).lets_speak]
    return Plan(do="source", step=left[-1]) if left else Plan(do="draft", step=from_step)


def _models_first(patch: Patch) -> None:
    offered = compose.key_questions

    def preset(state: State) -> list[str]:
        return [*(state["suggested"].key_questions if state["suggested"] else ()), *offered(state)]

    patch.setattr(compose, "key_questions", preset)


class _NeverRaised(Exception):
    """Caught in place of what is raised."""


def _uncaught(patch: Patch) -> None:
    asked = exchange.Exchange.ask

    def ask(self: exchange.Exchange, *given: Any, **more: Any) -> Any:
        patch.setattr(exchange, "ModelProblem", _NeverRaised)
        return asked(self, *given, **more)

    patch.setattr(exchange.Exchange, "ask", ask)


def _another_source(patch: Patch) -> None:
    searched = Library.search

    def search(self: Library, *given: Any, **more: Any) -> Any:
        return [one.model_copy(update={"source": "999"}) for one in searched(self, *given, **more)]

    patch.setattr(Library, "search", search)


def _said_again(patch: Patch) -> None:
    first = screen.outside_text
    patch.setattr(screen, "outside_text", lambda kind, lang, before: first(kind, lang, 0))


_ALL_LINES, _after_hide = helplines.helplines(), graph.after_hide
_TOLD = "Jeg har ikke fortalt det til nogen og kan ikke tilkalde nogen."
linter_off = both(put(checks, "lint", _fine), put(ask, "lint", _fine))
"""The linter says that every question is fine."""
checks_off = both(put(model, "unfit", lambda *_: ()), put(ask, "lint", _fine))
"""What a model words is held against nothing."""
gate_open = put(hiding, "hidden", _as_it_is)
"""The gate masks nothing, and looks at nothing."""
door_open = put(Listing, "own", lambda self, owner, case: None)
"""Whoever asks for a case gets it."""
blind = put(screen, "screened", lambda text: NONE)
"""The screen sees nothing."""
alarmed = put(screen, "screened", lambda text: ACUTE)
"""The screen sees danger in everything."""
worried = put(screen, "screened", lambda text: Concern(level="strain", signals=("sleep",)))
"""The screen sees strain in everything."""
deaf = put(screen, "stops", lambda concern: False)
"""What is found stops nothing."""
nobody_named = both(
    put(helplines, "helplines", lambda: [one for one in _ALL_LINES if one.id == "someone_you_trust"]),
    put(words, "_ACUTE", Both(da=f"Pas på dig selv. {_TOLD}", en=_TOLD)),
)
"""A single route."""
silent_on_telling = put(words, "_ACUTE", Both(da="Ring 112 eller til Livslinien på 70 201 201.", en="Call 112."))
not_asked = put(screen, "asked_for", lambda text: "")
"""Nothing is taken for a request outside the room."""
curt = put(screen, "outside_text", lambda kind, lang, before: "Nej, det gør jeg ikke.")
same_words = _said_again
patient, talkative, uncaught, shortened = _patient, _talkative, _uncaught, _shortened
"""The time of a turn, the silence of what calls the model, what catches its faults, and what takes in an answer."""
out_of_order = put(weigh, "forward", _last_first)
never_enough = put(weigh, "_deepened", lambda state, sequence, asked: Plan(do="deepen", step=asked.step))
ends_early = both(
    put(weigh, "_deepened", lambda state, sequence, asked: None),
    put(weigh, "forward", lambda state, sequence, step: Plan(do="draft", step=step)),
)
never_approved = put(
    graph, "after_hide", lambda state: "listen" if current(state)[0].kind == "review" else _after_hide(state)
)
models_first = _models_first
"""What a model proposes is preset."""
finds_nothing = put(Library, "search", lambda self, *given, **more: [])
another_source = _another_source
unmasked = put(pseudonymise, "mask", lambda text, names, people: Masked(text=text, entities=(), names=names))
sees_no_clause = put(linter, "asked", lambda sentence: ["open"])
no_people = both(
    put(play, "brief_as", lambda kind, made: b"# Tak"), put(compose, "knows_the_workplace", lambda lang: "")
)
"""The end speaks of nobody to take it to."""
