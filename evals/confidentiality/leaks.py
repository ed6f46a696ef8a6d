"""`python -m evals.confidentiality.leaks [--cases 200] [--json]`: what of a leader's words reaches a server that records all.

Every case goes the real way: each reply through the graph, then a model is asked with the whole case in the shape a voice
uses, the brief, what the material says to it, and a question to the material beside any case. What arrives, headers and paths
included, is searched for every identifier the script tells of. One that the case knows must never be there; one that the
detector never saw cannot be hidden, and is counted by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companion.casebook.casebook import OWN, Casebook, utc_now
from companion.confidentiality.gate import Discretion, Gate, Message, Ours, Said
from companion.errors import HeldBack
from companion.library.library import Library
from companion.method.state import Context, State
from companion.settings import Settings
from companion.vocabulary import Names, Receipt, Reply, ReplyKind
from companion.voice.guided import GuidedVoice
from evals.confidentiality.scripted import Label, Script, scripts
from evals.stub import Recorded, Stub, running

PROMPT = "Du stiller spørgsmål til en leder. Giv aldrig råd. Max 20 ord, ét spørgsmål. Ring 112, hvis liv er i fare."
ASKED, SAID = "\nDu spurgte: ", "\nLederen svarede: "


@dataclass
class Tally:
    """What was read off."""

    cases: int = 0
    requests: int = 0
    characters: int = 0
    labels: int = 0
    held_back: int = 0
    untold: int = 0
    """Requests without a receipt that has their exact text, and receipts of what never arrived."""
    known: Counter[str] = field(default_factory=Counter)
    """Identifiers the case knew that arrived all the same, by kind."""
    unseen: Counter[str] = field(default_factory=Counter)
    """Identifiers the detector never saw, by kind; `asked`: how many there were of each kind."""
    asked: Counter[str] = field(default_factory=Counter)
    unseen_by: Counter[str] = field(default_factory=Counter)
    """The same by how the case was written."""

    def figures(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "cases": self.cases, "requests": self.requests, "characters": self.characters, "labels": self.labels,
            "leaks_of_known": sum(self.known.values()), "known_by_kind": dict(self.known),
            "never_seen": sum(self.unseen.values()), "never_seen_by_kind": dict(self.unseen),
            "labels_by_kind": dict(self.asked), "never_seen_by": dict(self.unseen_by),
            "held_back": self.held_back, "without_receipt": self.untold,
        }  # fmt: skip


class Walk:
    """One case from its first reply to what the material says to it."""

    def __init__(self, book: Casebook, gate: Gate, library: Library, stub: Stub, script: Script, tally: Tally) -> None:
        self._book, self._gate, self._library, self._stub = book, gate, library, stub
        self._script, self._tally = script, tally
        self._kept: list[Receipt] = []
        self._seen: set[Label] = set()
        self._case = book.begin(OWN, script.lang, start=State(roster=list(script.roster)))

    def go(self) -> None:
        """All of it; then the account of receipts."""
        start = len(self._stub.recorded)
        for count, reply in enumerate(self._script.replies, 1):
            self._does("answer", reply.text)
            while self._state["question"].kind == "pause":
                self._does("go_on")
            self._asks_a_model(count)
        self._does("stop")
        self._does("review", form={"approved": "1"})
        self._looking(lambda: self._does("inspire"), len(self._script.replies))
        self._looking(self._embeds, len(self._script.replies))
        for number in range(len(self._script.replies)):
            self._looking(lambda number=number: self._asks_the_material(number), number + 1)
        self._settle(self._stub.recorded[start:])

    @property
    def _state(self) -> State:
        return self._book.look(OWN, self._case)

    def _does(self, kind: ReplyKind, text: str = "", **more: Any) -> Names:
        question = self._state["question"].id
        state = self._book.answer(OWN, self._case, Reply(question_id=question, kind=kind, text=text, **more))
        return state["names"]

    def _discretion(self) -> Discretion:
        state = self._state
        return Discretion(state["names"], state["roster"], self._kept.append)

    def _asks_a_model(self, count: int) -> None:
        """The case so far, question by question, as a voice would tell it."""
        state = self._state
        parts: list[Ours | Said] = []
        for answer in state["answers"]:
            parts += [Ours(SAID), Said(answer.text)]
        parts += [Ours(ASKED), Said(state["question"].spoken)]
        messages = (Message("system", (Ours(PROMPT),)), Message("user", tuple(parts)))
        self._looking(lambda: self._gate.complete(messages, self._discretion(), temperature=0).names, count)

    def _embeds(self) -> Names:
        self._gate.embed([reply.text for reply in self._script.replies], self._discretion())
        return self._state["names"]

    def _asks_the_material(self, number: int) -> Names:
        """A case of its own: nothing but the question is known."""
        words = self._script.replies[number].text
        with suppress(HeldBack):
            self._library.search(words, self._script.lang, discretion=Discretion(Names(), (), self._kept.append))
        return Names()

    def _looking(self, act: Any, count: int) -> None:
        """Do it, and look through what arrived meanwhile, in which so many replies may stand."""
        before = len(self._stub.recorded)
        names = self._state["names"]
        with suppress(HeldBack):
            names = act()
        innocent = "\n".join(reply.bare for reply in self._script.replies[:count])
        for request in self._stub.recorded[before:]:
            for label in self._script.labels:
                if label.times_in(arrived(request)) > label.times_in(innocent):
                    self._tell(label, names)

    def _tell(self, label: Label, names: Names) -> None:
        if knows(names, label):
            self._tally.known[label.kind] += 1
        elif label not in self._seen:
            self._seen.add(label)
            self._tally.unseen[label.kind] += 1
            self._tally.unseen_by[how(self._script)] += 1

    def _settle(self, requests: Sequence[Recorded]) -> None:
        receipts = [*self._kept, *self._book.receipts(OWN, self._case)]
        told = Counter(one.sent for one in receipts if one.outcome in ("answered", "failed") and one.sent)
        came = Counter(request.body for request in requests)
        self._tally.untold += sum(((told - came) + (came - told)).values())
        self._tally.held_back += sum(one.outcome == "held_back" for one in receipts)
        self._tally.cases += 1
        self._tally.requests += len(requests)
        self._tally.characters += sum(len(request.whole) for request in requests)
        self._tally.labels += len(self._script.labels)
        self._tally.asked.update(label.kind for label in self._script.labels)


def arrived(request: Recorded) -> str:
    """All of a request in plain letters, but for the texts of our own, which stand there as they are."""
    texts = "\n".join(_strings(json.loads(request.body or "null")))
    for own in (PROMPT, ASKED, SAID):
        texts = texts.replace(own.strip(), " ")
    return f"{request.method} {request.path}\n{request.headers}\n{texts}"


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (name, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)


def knows(names: Names, label: Label) -> bool:
    """Whether the case hides it: one of the forms it knows has it in it."""
    told = _letters(label.text)
    return any(told in _letters(form) for one in names.hidden if not one.rejected for form in one.forms)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def how(script: Script) -> str:
    """How a case is written, for the report."""
    return f"{script.lang}, {'small letters' if script.small else 'capitals'}, {'list' if script.roster else 'no list'}"


def measured(count: int, index: Path | None = None) -> dict[str, Any]:
    """The figures of so many cases. `index`: where one lies already."""
    tally, began = Tally(), time.monotonic()
    with running(says="Hvad siger [PERSON_1] selv?") as stub, tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            data_dir=Path(folder), model="hosted_vllm/some", embedding_model="hosted_vllm/bge", api_base=stub.base
        )
        gate = Gate(settings, ours=frozenset({PROMPT, ASKED, SAID}))
        library = Library(index or Path(folder) / "index", gate=gate)
        library.build_if_needed()
        book = Casebook(Path(folder), secrets.token_bytes(32), Context(GuidedVoice(), library, utc_now))
        for script in scripts(count):
            Walk(book, gate, library, stub, script, tally).go()
        book.close()
        library.close()
    return tally.figures() | {"seconds": round(time.monotonic() - began, 1), "cores": os.cpu_count()}


def main() -> int:
    """Print the figures; exit code 1 when anything known arrived, or arrived without a receipt."""
    asked = argparse.ArgumentParser(prog="python -m evals.confidentiality.leaks")
    asked.add_argument("--cases", type=int, default=200)
    asked.add_argument("--json", action="store_true")
    args = asked.parse_args()
    found = measured(args.cases)
    print(
        json.dumps(found, ensure_ascii=False)
        if args.json
        else "\n".join(f"{name:20} {told}" for name, told in found.items())
    )
    return 1 if found["leaks_of_known"] or found["without_receipt"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
