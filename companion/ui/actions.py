"""What each press does. Authorised here, by owner and case, since a handler can be reached without the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from companion.errors import Refused, SparringsrumError, WrongUse
from companion.method.state import opening, waiting_goal
from companion.ui.pages import At, Pages
from companion.ui.sitting import MOST_CHARACTERS
from companion.vocabulary import Reply, ReplyKind
from companion.welcome import welcome_turn

Form = dict[str, str]
Shown = dict[Any, Any]
MOST_FIELDS = 2_000


class Actions:
    """The presses of one language's page, as plain methods: what is open, what was typed, whose it is."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._do: dict[str, Callable[[str, At, str, Form], Shown]] = {
            "nav": lambda owner, at, to, form: self._nav(owner, at, to),
            "begin": lambda owner, at, to, form: self._begin(owner),
            "continue": lambda owner, at, to, form: pages.case(owner, to),
            "open": lambda owner, at, to, form: pages.case(owner, at["case"]),
            "close": lambda owner, at, to, form: pages.start(owner),
            "go_on": lambda owner, at, to, form: self._reply(owner, at, "go_on"),
            "approve": lambda owner, at, to, form: self._reply(owner, at, "review", form=form | {"approved": "1"}),
            "update": lambda owner, at, to, form: self._reply(owner, at, "review", form=form),
            "edit": lambda owner, at, to, form: self._reply(owner, at, "review"),
            "another_key": self._another_key,
            "more": lambda owner, at, to, form: self._then(owner, at, form, "more", "open"),
            "goto": lambda owner, at, to, form: self._then(owner, at, form, "goto", to),
            "inspire": lambda owner, at, to, form: self._reply(owner, at, "inspire"),
            "delete_ask": lambda owner, at, to, form: pages.case(owner, at["case"], sure=True),
            "delete": lambda owner, at, to, form: self._delete(owner, to),
            "mine_sure": lambda owner, at, to, form: pages.mine(owner, to),
            "purge": lambda owner, at, to, form: self._purge(owner),
            "return_save": lambda owner, at, to, form: self._told(owner, to, form, begin=False),
            "return_new": lambda owner, at, to, form: self._told(owner, to, form, begin=True),
            "return_later": lambda owner, at, to, form: pages.start(owner, later=True),
            "goal_save": lambda owner, at, to, form: self._goal(owner, form),
        }

    def press(self, owner: str, at: At, do: str, with_: str, form: Form) -> Shown:
        """A press in a panel. What is unknown, or too much, changes nothing."""
        try:
            _check_size(form)
            if do not in self._do:
                raise WrongUse("Den knap findes ikke. Hent siden igen.", "There is no such button. Reload the page.")
            return self._do[do](owner, at, with_, form)
        except SparringsrumError as error:
            return self._pages.stay(error, at)

    def speak(self, owner: str, at: At, kind: ReplyKind, text: str) -> Shown:
        """A press in the sitting. An empty or endless answer is told about, and stays in the box."""
        texts = self._pages.texts
        try:
            if kind == "answer" and not text.strip("\x00 \t\r\n\u200b\ufeff"):
                raise WrongUse(*(_both(texts, "empty_answer")))
            if len(text) > MOST_CHARACTERS:
                raise WrongUse(*(_both(texts, "too_long", count=len(text), most=MOST_CHARACTERS)))
            said = text.replace("\x00", "").strip()
            if kind == "stop" and said:
                state = self._pages.room.book().answer(owner, at["case"], _answer(at, said))
                at = at | {"question": state["question"].id}
                if state["question"].kind in ("pause", "review"):
                    return self._pages.case(owner, at["case"])
                said = ""
            return self._reply(owner, at, kind, text=said)
        except SparringsrumError as error:
            return self._pages.stay(error, at)

    def keep(self, owner: str, at: At) -> Shown:
        """The earlier words stand."""
        try:
            stands = self._pages.room.book().look(owner, at["case"])["question"].stands
            return self._reply(owner, at, "keep", text=stands)
        except SparringsrumError as error:
            return self._pages.stay(error, at)

    def _reply(self, owner: str, at: At, kind: ReplyKind, text: str = "", form: Form | None = None) -> Shown:
        book = self._pages.room.book()
        book.receive(owner, at["case"], Reply(question_id=at["question"], kind=kind, text=text, form=form or {}))
        return self._pages.case(owner, at["case"])

    def _nav(self, owner: str, at: At, to: str) -> Shown:
        if to == "mine":
            return self._pages.mine(owner)
        if to == "about":
            return self._pages.about()
        return self._pages.case(owner, at["case"]) if at["case"] and to == "case" else self._pages.start(owner)

    def _begin(self, owner: str, start: Any = None) -> Shown:
        room, texts = self._pages.room, self._pages.texts
        welcome = welcome_turn(texts.lang, True, room.retention_days, room.place)
        return self._pages.case(owner, room.book().begin(owner, texts.lang, start={"turns": [welcome]} | (start or {})))

    def _another_key(self, owner: str, at: At, with_: str, form: Form) -> Shown:
        return self._reply(owner, at, "review", form=form | {"key_question": with_})

    def _then(self, owner: str, at: At, form: Form, kind: ReplyKind, step: str) -> Shown:
        """Keep what was changed on the review page, then leave it for a question."""
        book = self._pages.room.book()
        state = book.answer(owner, at["case"], Reply(question_id=at["question"], kind="review", form=form))
        if state["question"].kind == "review":
            book.receive(owner, at["case"], Reply(question_id=state["question"].id, kind=kind, step=step))
        return self._pages.case(owner, at["case"])

    def _delete(self, owner: str, case_id: str) -> Shown:
        self._pages.room.book().delete(owner, case_id)
        return self._pages.start(owner)

    def _purge(self, owner: str) -> Shown:
        self._pages.room.book().purge(owner)
        return self._pages.mine(owner)

    def _told(self, owner: str, case_id: str, form: Form, begin: bool) -> Shown:
        """How it went becomes part of the case, and may open a new one in the leader's own words."""
        book = self._pages.room.book()
        question = book.carry_on(owner, case_id)["question"]
        state = book.answer(owner, case_id, Reply(question_id=question.id, kind="follow_up", form=form))
        if state["question"].kind == "pause":
            return self._pages.case(owner, case_id)
        words = next((form[name].strip() for name in ("next", "learned", "tried") if form.get(name, "").strip()), "")
        return self._begin(owner, opening(words)) if begin else self._pages.start(owner)

    def _goal(self, owner: str, form: Form) -> Shown:
        if not form.get("goal", "").strip():
            raise WrongUse(*_both(self._pages.texts, "empty_goal"))
        book = self._pages.room.book()
        case_id = book.begin(owner, self._pages.texts.lang, start=waiting_goal())
        question = book.look(owner, case_id)["question"]
        state = book.answer(owner, case_id, Reply(question_id=question.id, kind="goal", form=form))
        if state["question"].kind == "pause":
            return self._pages.case(owner, case_id)
        return self._pages.start(owner, said="goal_saved")


def _answer(at: At, text: str) -> Reply:
    return Reply(question_id=at["question"], kind="answer", text=text)


def _check_size(form: Form) -> None:
    if len(form) > MOST_FIELDS or any(len(value) > MOST_CHARACTERS for value in form.values()):
        raise Refused(
            "Et af felterne er for langt. Kort det af, og send igen; intet er slettet.",
            "One of the fields is too long. Shorten it and send again; nothing is deleted.",
        )


def _both(texts: Any, name: str, **values: object) -> tuple[str, str]:
    said = [type(texts)(lang)(name, **values) for lang in ("da", "en")]
    return said[0], said[1]
