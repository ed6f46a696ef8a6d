"""A case, played: its words put where they belong, and everything that was read on the way written down.

What the page does with a reply before the room sees it is done here too; what is read is what page and terminal show.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from companion.brief.files import brief_as
from companion.casebook.casebook import OWN, Casebook
from companion.commands import ask, pseudonymise
from companion.method.compose import key_questions
from companion.method.screen import stops
from companion.method.state import State
from companion.parts import context
from companion.safety.screen import ORDER, screen
from companion.safety.words import help_words
from companion.ui.forms import MOST_CHARACTERS
from companion.ui.texts import Texts
from companion.ui.view import INVISIBLE
from companion.vocabulary import Passage, Question, Reply, ReplyKind, ShownConcern
from companion.voice.lint import lint
from companion.welcome import welcome_turn
from evals.case import EvalCase
from evals.notes import Crash, Notes, errors
from evals.transcript import ASKED, LineKind, Transcript

if TYPE_CHECKING:
    from companion.library.library import Library
    from companion.voice.model import ModelVoice
    from evals.voices import Speaking

_OTHER = "other{number}"
_DAYS = 180


def played(case: EvalCase, speaking: Speaking, library: Library) -> Transcript:
    """The case with a voice. Nothing that goes wrong in it gets out: it is told by its kind, and the rest stands as it was."""
    notes, out = Notes(), Crash()
    speaking.afresh()
    with errors() as log, out:
        if case.kind in ("reply", "sitting"):
            with _book(library, speaking.voice) as book:
                Sitting(case, book, notes, speaking).whole()
        elif case.kind == "ask":
            with _book(library, speaking.voice) as book:
                _asks(case, book, notes, library, speaking)
        else:
            _ON_TEXT[case.kind](case, notes)
    seen = {name: getattr(notes, name) for name in ("level", "stopped", "asked_last", "slowest")}
    return Transcript(
        case=case,
        lines=tuple(notes.lines),
        sent=speaking.sent() or tuple(receipt.sent for receipt in notes.receipts if receipt.sent),
        others=tuple(other.says for other in case.others),
        log="".join(log),
        allowed=speaking.allowed,
        crashed=out.kind,
        **seen,
        **notes.more,
    )


@contextmanager
def _book(library: Library, voice: ModelVoice | None) -> Iterator[Casebook]:
    """A casebook in memory, under a key nobody keeps."""
    book = Casebook(None, os.urandom(32), context(library, voice))
    try:
        yield book
    finally:
        book.close()


class Sitting:
    """A sitting as a leader has it: what leads up to the words under test, those, and on to the brief."""

    def __init__(self, case: EvalCase, book: Casebook, notes: Notes, speaking: Speaking) -> None:
        self._case, self._book, self._notes = case, book, notes
        self._others(case)
        speaking.forget()
        welcome = welcome_turn(case.lang, False, _DAYS, models=speaking.model)
        notes.sees(welcome.text, "welcome")
        self._id = book.begin(OWN, case.lang, start=State(roster=list(case.people), turns=[welcome]))
        self._state = book.look(OWN, self._id)
        self._given: list[str] = []
        self._see()

    def whole(self) -> None:
        """From the first question to the end."""
        for text in self._case.given:
            self._past_deepening()
            self._write(text, under_test=False)
        self._past_deepening()
        for text in self._case.says:
            self._write(text, under_test=True)
        self._notes.asked_last = self._asked.kind in ASKED
        self._to_the_end()

    def _others(self, case: EvalCase) -> None:
        """The others' cases, begun in the same book."""
        for number, other in enumerate(case.others):
            owner = _OTHER.format(number=number)
            theirs = self._book.begin(owner, case.lang, start=State(roster=list(other.people)))
            asked = self._book.look(owner, theirs)["question"]
            self._book.answer(owner, theirs, Reply(question_id=asked.id, kind="answer", text=other.says))

    @property
    def _asked(self) -> Question:
        return self._state["question"]

    def _past_deepening(self) -> None:
        """Passes over deepening questions, up to the next of the method's own."""
        while self._asked.kind == "deepening":
            self._does("skip")

    def _write(self, text: str, under_test: bool) -> None:
        """An answer to whatever is asked, or its question passed over. What stops the questions is gone on from first."""
        if self._asked.kind == "pause":
            self._does("go_on")
        if self._asked.kind not in ASKED:
            return
        typed = text.replace("\x00", "").strip()
        if not text.strip(INVISIBLE):
            self._does("skip")
        elif len(typed) > MOST_CHARACTERS:
            self._notes.said(text, under_test)
            refusal = Texts(self._case.lang)("too_long", count=len(text), most=MOST_CHARACTERS)
            self._notes.sees(refusal, "note")
            self._does("skip")
        else:
            self._notes.said(text, under_test)
            self._given.append(typed)
            self._does("answer", typed)
            self._notes.stopped |= under_test and self._asked.kind == "pause"

    def _to_the_end(self) -> None:
        """To the brief, approved as it stands; no further than the page with people to turn to where a life is in danger."""
        state = self._state
        if state["question"].kind == "pause" and state["shown"][-1].level != "acute":
            self._does("go_on")
        if self._asked.kind in ASKED:
            self._does("stop")
        if self._asked.kind == "review":
            self._does("review", form={"approved": "1"})
        state = self._book.look(OWN, self._id)
        there = [answer.text for answer in state["answers"]]
        self._notes.level = max((one.level for one in state["shown"]), key=ORDER.index, default="none")
        brief = state["brief"] if state["approved"] else None
        lost = tuple(text for text in self._given if text not in there)
        self._notes.more |= {"state": state, "brief": brief, "lost": lost}
        self._notes.receipts = self._book.receipts(OWN, self._id)

    def _does(self, kind: ReplyKind, text: str = "", form: dict[str, str] | None = None) -> None:
        began = time.monotonic()
        reply = Reply(question_id=self._asked.id, kind=kind, text=text, form=form or {})
        self._state = self._book.answer(OWN, self._id, reply)
        self._notes.slowest = max(self._notes.slowest, time.monotonic() - began)
        self._see()

    def _see(self) -> None:
        """What now stands there."""
        state, notes = self._state, self._notes
        asked = state["question"]
        notes.sees(state["note"], "note")
        if asked.kind in ASKED:
            kind: LineKind = asked.kind  # type: ignore[assignment]
            notes.sees(asked.text, kind, asked.quoted, asked.model, asked.lead)
        elif asked.kind == "pause":
            self._see_people(state["shown"][-1])
        elif asked.kind == "review":
            self._see_review(state)
        elif brief := state["brief"]:
            notes.sees(brief_as(".md", brief).decode(), "review", quoted=True)

    def _see_people(self, said: ShownConcern) -> None:
        words = help_words(said.level, self._case.lang)
        self._notes.sees(said.text, "pause")
        self._notes.sees(words.heading, "help")
        if said.level == "acute":
            self._notes.sees(words.lead, "help")
        self._notes.people(said.level, self._case.lang)

    def _see_review(self, state: State) -> None:
        """What is offered for the brief beside the leader's own lines."""
        brief, suggested = state["brief"], state["suggested"]
        for warning in brief.warnings if brief else ():
            self._notes.sees(warning, "review")
        own = " ".join(answer.text.casefold() for answer in state["answers"])
        for text in key_questions(state):
            self._notes.sees(text, "review", quoted=text.casefold() in own)
        for text in (*suggested.key_questions, suggested.dilemma) if suggested else ():
            self._notes.sees(text, "review", model=suggested.model if suggested else "")


def _asks(case: EvalCase, book: Casebook, notes: Notes, library: Library, speaking: Speaking) -> None:
    """A question to the material."""
    text, began = case.says[0], time.monotonic()
    notes.said(text)
    asking = ask.Asking(library, case.lang, book.questioning(), speaking.voice)
    found = ask.look(asking, text)
    notes.slowest = time.monotonic() - began
    if concern := found["concern"]:
        notes.level = concern["level"]
        notes.stopped = notes.level == "acute"
        notes.sees(concern["text"], "pause" if notes.stopped else "note")
        notes.people(notes.level, case.lang)
    notes.sees(found["answer"] or "", "answer", model=found["model"])
    passages = tuple(Passage.model_validate(one) for one in found["passages"])
    for one in passages:
        notes.sees(f"{one.title}\n{one.text}", "passage", quoted=True)
    notes.more["passages"] = passages
    notes.receipts = book.receipts_without_case(OWN)


def _lints(case: EvalCase, notes: Notes) -> None:
    notes.said(case.says[0])
    found = lint(case.says[0]).findings
    notes.more["findings"] = tuple(found)
    for finding in found:
        notes.sees(finding, "finding")


def _screens(case: EvalCase, notes: Notes) -> None:
    notes.said(case.says[0])
    concern = screen(case.says[0])
    notes.level, notes.stopped = concern.level, stops(concern)
    notes.more["findings"] = concern.signals
    notes.sees(concern.level, "finding")


def _masks(case: EvalCase, notes: Notes) -> None:
    notes.said(case.says[0])
    masked = pseudonymise.look({"text": case.says[0], "people": list(case.people)})["text"]
    notes.more["masked"] = masked
    notes.sees(masked, "masked", quoted=True)


_ON_TEXT = {"lint": _lints, "screen": _screens, "pseudonymise": _masks}
