"""What each press does. Authorised here, by role, owner and case, since a handler can be reached without the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from companion.errors import WrongUse
from companion.method.state import State
from companion.ui.about import models_of
from companion.ui.access import who
from companion.ui.counting import Counting
from companion.ui.edge import Edge
from companion.ui.forms import MOST_CHARACTERS, Form, check_size
from companion.ui.material import Material
from companion.ui.naming import Naming
from companion.ui.pages import At, Pages
from companion.ui.returning import Returning
from companion.ui.steps import Shown, Step, Then
from companion.ui.texts import both
from companion.ui.view import INVISIBLE
from companion.ui.ways import Ways, check
from companion.vocabulary import Reply, ReplyKind
from companion.welcome import welcome_turn


class Actions:
    """The presses of one language's page, for whom that page is: what is open, what was typed, whose it is."""

    def __init__(self, pages: Pages) -> None:
        material = Material(pages)
        self._pages, self.ways, self._counting = pages, Ways(pages, material.open), Counting(pages)
        self._do: dict[str, Callable[[str, At, str, Form], Step]] = {
            "begin": lambda owner, at, to, form: self._begin(owner),
            "continue": lambda owner, at, to, form: pages.back_to(owner, to),
            "open": lambda owner, at, to, form: pages.back_to(owner, at.case),
            "go_on": lambda owner, at, to, form: self._reply(owner, at, "go_on"),
            "approve": lambda owner, at, to, form: self._reply(owner, at, "review", form=form | {"approved": "1"}),
            "update": lambda owner, at, to, form: self._reply(owner, at, "review", form=form),
            "edit": lambda owner, at, to, form: self._reply(owner, at, "review"),
            "another_key": self._another_key,
            "more": lambda owner, at, to, form: self._then(owner, at, form, "more", "open"),
            "goto": lambda owner, at, to, form: self._then(owner, at, form, "goto", to),
            "inspire": lambda owner, at, to, form: self._reply(owner, at, "inspire"),
            "delete_ask": lambda owner, at, to, form: pages.case(owner, at.case, sure=True),
            "delete": lambda owner, at, to, form: self._delete(owner, to),
            "mine_sure": lambda owner, at, to, form: pages.mine(owner, to),
            "purge": lambda owner, at, to, form: self._purge(owner),
            **Returning(pages, self._begin).presses(),
            **Naming(pages).presses(),
            **material.presses(),
            **self.ways.presses(),
            **self._counting.presses(),
        }

    def press(self, owner: str, at: At, do: str, with_: str, form: Form) -> Iterator[Shown]:
        """A press in a panel. What is unknown, or too much, changes nothing."""

        def act() -> Step:
            check_size(form)
            if do in self._do or who("press", do):
                check(self._pages.roles, "press", do)
            if do not in self._do:
                raise WrongUse("Den knap findes ikke. Hent siden igen.", "There is no such button. Reload the page.")
            step = self._do[do](owner, at, with_, form)
            self._counting.pressed(owner, do, form)
            return step

        return self._told_step_by_step(act)

    def speak(self, owner: str, at: At, kind: ReplyKind, text: str) -> Iterator[Shown]:
        """A press in the sitting. An empty or endless answer is told about, and stays in the box."""

        def act() -> Step:
            check(self._pages.roles, "press", "say")
            if kind == "answer" and not text.strip(INVISIBLE):
                raise WrongUse(*both("empty_answer"))
            if len(text) > MOST_CHARACTERS:
                raise WrongUse(*both("too_long", count=len(text), most=MOST_CHARACTERS))
            return self._spoken(owner, at, kind, text.replace("\x00", "").strip())

        return self._told_step_by_step(act)

    def keep(self, owner: str, at: At) -> Iterator[Shown]:
        """The earlier words stand."""

        def act() -> Step:
            check(self._pages.roles, "press", "keep")
            return self._reply(owner, at, "keep", self._pages.room.book().look(owner, at.case)["question"].stands)

        return self._told_step_by_step(act)

    def _told_step_by_step(self, act: Callable[[], Step]) -> Iterator[Shown]:
        """First that the reply is received, once it is safe; then what follows from it, however long that takes."""
        step: Step = {}
        with Edge(self._pages.texts, self._pages.told) as shown:
            step = act()
        if isinstance(step, Then):
            yield step.first
            with Edge(self._pages.texts, self._pages.told, saved=step.saved) as shown:
                shown |= step.more()
        else:
            shown |= step
        yield shown

    def _spoken(self, owner: str, at: At, kind: ReplyKind, said: str) -> Step:
        """The reply; "to the brief" with words in the box takes them in as an answer first."""
        if kind != "stop" or not said:
            return self._reply(owner, at, kind, said)
        book, counted = self._pages.room.book(), self._counting.following(owner, at.case)
        book.receive(owner, at.case, Reply(question_id=at.question, kind="answer", text=said))

        def stopped() -> Shown:
            asked = book.carry_on(owner, at.case)["question"]
            if asked.kind not in ("pause", "review"):
                book.receive(owner, at.case, Reply(question_id=asked.id, kind="stop"))
            return self._pages.case(owner, at.case)

        return Then(self._pages.received(owner, at.case, "stop"), counted(stopped), saved=True)

    def _reply(self, owner: str, at: At, kind: ReplyKind, text: str = "", form: Form | None = None) -> Step:
        reply = Reply(question_id=at.question, kind=kind, text=text, form=form or {})
        counted = self._counting.following(owner, at.case)
        self._pages.room.book().receive(owner, at.case, reply)
        more = counted(lambda: self._pages.case(owner, at.case))
        return Then(self._pages.received(owner, at.case, kind), more, saved=True)

    def _begin(self, owner: str, start: State | None = None) -> Shown:
        """A new case; the welcome is its first turn, and what an earlier case left for it comes after."""
        room, lang, opened = self._pages.room, self._pages.texts.lang, start or State()
        models = models_of(room.settings, self._pages.texts)
        welcome = welcome_turn(lang, True, room.retention_days, room.place, models)
        turns = State(turns=[welcome, *opened.get("turns", [])])
        return self._pages.case(owner, room.book().begin(owner, lang, start=opened | turns))

    def _another_key(self, owner: str, at: At, with_: str, form: Form) -> Step:
        return self._reply(owner, at, "review", form=form | {"key_question": with_})

    def _then(self, owner: str, at: At, form: Form, kind: ReplyKind, step: str) -> Step:
        """Keep what was changed on the review page, then leave it for a question."""
        book = self._pages.room.book()
        state = book.answer(owner, at.case, Reply(question_id=at.question, kind="review", form=form))
        if state["question"].kind != "review":
            return self._pages.case(owner, at.case)
        book.receive(owner, at.case, Reply(question_id=state["question"].id, kind=kind, step=step))
        return Then(self._pages.received(owner, at.case, kind), lambda: self._pages.case(owner, at.case), saved=True)

    def _delete(self, owner: str, case_id: str) -> Shown:
        self._pages.room.book().delete(owner, case_id)
        return self._pages.start(owner)

    def _purge(self, owner: str) -> Shown:
        self._pages.room.book().purge(owner)
        self._counting.forget(owner)
        return self._pages.mine(owner)
