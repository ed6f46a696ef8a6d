"""Makes a small casebook as the code of the day writes it: `python tests/casebook/stored/make.py v2`.

Run once for each new form of the stored data, before the next change of it, and committed: `test_stored.py` opens every
one of them ever after. Everything in it is made up, and the key beside it protects nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from companion.casebook.casebook import Casebook
from companion.casebook.summary import Draft
from companion.method.state import Context, State, waiting_goal
from companion.vocabulary import Lang, Receipt, Reply
from companion.voice.guided import GuidedVoice

HERE = Path(__file__).parent
KEY = bytes(range(32))
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


class Shelf:
    """A library in which nothing is found, though somebody outside was asked."""

    def for_case(
        self, texts: Any, lang: Lang, k: int = 3, without: Any = (), discretion: Any = None
    ) -> tuple[Any, ...]:
        receipt = Receipt(
            id=secrets.token_hex(16), at=NOON, what="embedding", model="openai/some", host="127.0.0.1:11434", replaced=2,
            sent='{"input": "[PERSON_1] og [PERSON_2] hilser ikke."}', outcome="answered",
        )  # fmt: skip
        discretion.keep_receipt(receipt)
        return ()


class Story:
    """One case and what is done to it."""

    def __init__(self, book: Casebook, lang: Lang = "da", start: State | None = None) -> None:
        self.book, self.case = book, book.begin("me", lang, start=start)

    def does(self, kind: Any, text: str = "", **more: Any) -> Story:
        self.book.answer("me", self.case, self._reply(kind, text, **more))
        return self

    def is_cut_off(self, text: str) -> Story:
        """Received, and no more: the machine died."""
        self.book.receive("me", self.case, self._reply("answer", text))
        return self

    def types(self, text: str) -> Story:
        self.book.keep_draft("me", self.case, Draft(question_id=self._open(), text=text))
        return self

    def _open(self) -> str:
        return self.book.look("me", self.case)["question"].id

    def _reply(self, kind: Any, text: str, **more: Any) -> Reply:
        return Reply(question_id=self._open(), kind=kind, text=text, **more)


def stories(book: Casebook) -> dict[str, Story]:
    """A case in each of the places where one can stand."""
    problem = "To i mit team taler ikke sammen. Birgitte og Kasper hilser ikke engang."
    done = Story(book).does("answer", problem).does("skip").does("answer", "At de kan lave vagtplanen sammen.")
    done.does("stop").does("review", form={"approved": "1", "wish": "Lyt først.", "date": "2026-11-20"})
    return {
        "new": Story(book),
        "under way": Story(book).does("answer", problem).types("halvt skrevet"),
        "gone back": Story(book, "en").does("answer", "We never agreed.").does("skip").does("back", "half typed"),
        "paused": Story(book).does("answer", "Jeg vil ikke leve længere."),
        "in review": Story(book).does("answer", problem).does("stop").types('{"wish": "Spørg mig."}'),
        "done": done.does("inspire"),
        "told": Story(book).does("answer", problem).does("stop").does("review", form={"approved": "1"})
        .does("follow_up", form={"tried": "Vi talte.", "learned": "Det gik."}),
        "goal": Story(book, start=waiting_goal()).does("goal", form={"goal": "Sige nej til ét møde om ugen."}),
        "cut off": Story(book).is_cut_off("Alle siger altid nej til mig."),
    }  # fmt: skip


def make(name: str) -> None:
    """Write `name`.db, and `name`.json with what stands in it."""
    with tempfile.TemporaryDirectory() as folder:
        book = Casebook(Path(folder) / "data", KEY, Context(voice=GuidedVoice(), library=Shelf(), clock=lambda: NOON))
        told = {title: _told(book, story.case) for title, story in stories(book).items()}
        book.close()
        shutil.copy(Path(folder) / "data" / "casebook.db", HERE / f"{name}.db")
    (HERE / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _told(book: Casebook, case: str) -> dict[str, Any]:
    state, draft = book.look("me", case), book.draft("me", case)
    return {
        "id": case,
        "question": state["question"].kind,
        "answers": [[answer.step, answer.text] for answer in state["answers"]],
        "brief": bool(state["brief"]),
        "follow_ups": [said.tried for said in state["follow_ups"]],
        "goal": state["goal"],
        "draft": draft.text if draft else "",
        "names": [form for one in state["names"].hidden for form in one.forms],
        "receipts": [receipt.outcome for receipt in book.receipts("me", case)],
    }


if __name__ == "__main__":
    make(sys.argv[1])
