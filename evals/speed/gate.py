"""A turn's call to a model through the gate, beside a bare litellm call with the same words to the same server, in turn.

As in a case, each answer is taken in when it is given, and then sent with what was said before it; nothing else of a case was
read before. Once with replies that name two people in twelve, and once with the marked leader texts of the evals, where every
twentieth word or so must be hidden: more than in any case.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from companion.confidentiality import learned as by_model
from companion.confidentiality import patterns
from companion.confidentiality.gate import Discretion, Gate, Message, Ours, Said
from companion.confidentiality.pseudonyms import learned
from companion.settings import Settings
from companion.vocabulary import Names
from evals.confidentiality.marked import HERE, read
from evals.speed.replies import REPLIES
from evals.speed.table import Row, share
from evals.stub import Stub, running

MOST_BEYOND = 12.0
"""Milliseconds that the gate may take beside the call itself, p95."""
MOST_RATIO = 5.0
_WORDS, _ANSWERS, _TOLD = 80, 12, 4
"""Words of an answer, answers of a case, and how many of them are told with the one that is asked about: some 350 words."""
_SYSTEM = 4 * (
    "Du er en nysgerrig kollega, der stiller ét åbent spørgsmål på højst 20 ord. Du er på lederens side, men du er ikke "
    "eksperten. Brug lederens egne ord. Giv aldrig råd, ros, trøst eller en diagnose, gæt ikke på følelser, og døm ikke dem, "
    "der ikke er til stede. Nævn intet, der ikke står i sagen. Svar kun som JSON. "
)
"""Some 400 tokens."""
_TITLE, _ASKED = "\n\nTrin: ", "\n\nLederens seneste svar: "
_SAID = '{"mirror": "", "question": "Hvad vil du helst have, at der sker?"}'


def gate(cases: int) -> list[Row]:
    """`cases`: how many of each kind, five at most; eight turns of each are measured."""
    with running(says=_SAID) as stub:
        ours, bare = _through_the_gate(stub), _bare(stub)
        for turn in _turns(REPLIES):
            ours(*turn), bare(*turn)
        few = [REPLIES] * cases
        rows = _rows("few names", few, ours, bare)
        return rows + _rows("many names", _marked()[:cases], ours, bare)


Ask = Callable[[Names, Sequence[str]], float]


def _rows(name: str, cases: Sequence[Sequence[str]], ours: Ask, bare: Ask) -> list[Row]:
    taken: list[tuple[float, float]] = []
    for answers in cases:
        by_model._kept.forget()
        patterns._kept.forget()
        times = [(ours(*turn), bare(*turn)) for turn in _turns(answers)]
        taken += times[_TOLD:]
    mine, theirs = zip(*taken, strict=True)
    name, note = f"a model's call through the gate, {name}", f"{len(taken)} of each, in turn"
    return [
        Row(f"{name}, p50", share(mine, 0.5), share(theirs, 0.5), most_ratio=MOST_RATIO),
        Row(f"{name}, p95", share(mine, 0.95), share(theirs, 0.95), most_above=MOST_BEYOND, note=note),
    ]


def _marked() -> list[list[str]]:
    """Cases of the marked Danish texts, cut into answers."""
    halves = [text for half in ("tuned", "reported") for text in read(HERE / f"{half}.jsonl")]
    words = " ".join(text.text for text in halves if text.part == "stories_da").split()
    answers = [" ".join(words[at : at + _WORDS]) for at in range(0, len(words), _WORDS)]
    return [answers[at : at + _ANSWERS] for at in range(0, len(answers) - _ANSWERS, _ANSWERS)]


def _turns(answers: Sequence[str]) -> Iterator[tuple[Names, Sequence[str]]]:
    """Names of the case and its answers so far, the last one last."""
    names = Names()
    for at, answer in enumerate(answers):
        names = learned(names, answer)
        yield names, answers[max(0, at - _TOLD) : at + 1]


def _through_the_gate(stub: Stub) -> Ask:
    gate = Gate(Settings(model="hosted_vllm/some", api_base=stub.base), ours=frozenset({_SYSTEM, _TITLE, _ASKED}))
    gate.warm_up()

    def ask(names: Names, answers: Sequence[str]) -> float:
        told = [part for answer in answers[:-1] for part in (Ours(_TITLE), Said(answer))]
        user = Message("user", (*told, Ours(_ASKED), Said(answers[-1])))
        began = time.perf_counter()
        gate.complete((Message("system", (Ours(_SYSTEM),)), user), Discretion(names, (), lambda receipt: None))
        return 1000 * (time.perf_counter() - began)

    return ask


def _bare(stub: Stub) -> Ask:
    """With a client of its own, since the gate's goes over the gate's wire alone."""
    import httpx
    import litellm
    from openai import OpenAI

    options: dict[str, Any] = {"num_retries": 0, "max_retries": 0, "timeout": 20.0, "api_key": "none"}
    client = OpenAI(base_url=stub.base, api_key="none", http_client=httpx.Client())

    def ask(names: Names, answers: Sequence[str]) -> float:
        user = "".join(f"{_TITLE}{answer}" for answer in answers[:-1]) + _ASKED + answers[-1]
        messages = [{"role": "system", "content": _SYSTEM}, {"role": "user", "content": user}]
        began = time.perf_counter()
        litellm.completion(model="openai/some", messages=messages, api_base=stub.base, client=client, **options)
        return 1000 * (time.perf_counter() - began)

    return ask
