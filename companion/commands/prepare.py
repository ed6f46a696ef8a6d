"""`companion prepare`: the same flow in the terminal, or unattended with an answers file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from companion.brief.files import KINDS, brief_as
from companion.casebook.casebook import OWN, Casebook
from companion.commands import saved
from companion.commands.answers import Answers, read_answers
from companion.confidentiality.ways import ways
from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.safety.screen import ORDER
from companion.settings import Settings
from companion.vocabulary import Both, Lang, Person, Reply
from companion.welcome import welcome_turn

__all__ = ["as_json", "check_out", "deliver", "models_of", "read_answers", "unattended"]
_SAVED = Both(da="Oplægget er gemt.", en="The brief is saved.")
_AT = Both(da="{model} hos {host}", en="{model} at {host}")


def check_out(path: Path | None, force: bool) -> None:
    """WrongUse when `path` cannot become a brief: another kind of file, or one that exists."""
    saved.check(path, force, tuple(KINDS))


def models_of(settings: Settings, lang: Lang) -> str:
    """What something may be sent to, by name and host, for the welcome; empty when there is nothing."""
    used = [way for way in ways(settings).values() if way.model]
    told = (_AT.to(lang, model=way.model, host=way.host) if way.host else way.model for way in used)
    return " · ".join(dict.fromkeys(told))


def unattended(book: Casebook, answers: Answers, lang: Lang, kept: bool, days: int, models: str = "") -> State:
    """A whole sitting with the answers of a file. Ends in the review as the file chose it, or where danger stops. Nothing a
    model proposes for the brief is taken: that is the leader's to do. `models`: as `models_of` has them."""
    start = State(roster=list(answers.people), turns=[welcome_turn(lang, kept, days, models=models)])
    case_id = book.begin(OWN, lang, start=start)
    left = {step: [text for text in answers.texts(step) if text.strip()] for step in load_sequence().names()}
    state = book.look(OWN, case_id)
    while state["question"].kind != "done":
        if state["question"].kind == "pause" and state["shown"][-1].level == "acute":
            return state
        state = book.answer(OWN, case_id, _unattended_reply(state, answers, left))
    return state


def _unattended_reply(state: State, answers: Answers, left: dict[str, list[str]]) -> Reply:
    """What the file says to where the case stands."""
    match state["question"].kind:
        case "pause":
            return Reply(question_id=state["question"].id, kind="go_on")
        case "review":
            return _review(state, answers)
        case _:
            return _next_reply(state, left)


def _next_reply(state: State, left: dict[str, list[str]]) -> Reply:
    """The next text for the open question; what no question is left for is added to its own step first. The free question
    is the last and has none after it: of several texts there, all but the last are added before it is answered."""
    question = state["question"]
    waiting = [step for step in left if left[step] and _behind(state, step)]
    waiting += [question.step] if question.kind == "open" and len(left[question.step]) > 1 else []
    if waiting:
        return Reply(question_id=question.id, kind="add", step=waiting[0], text=left[waiting[0]].pop(0))
    if left[question.step]:
        return Reply(question_id=question.id, kind="answer", text=left[question.step].pop(0))
    if question.stands:
        return Reply(question_id=question.id, kind="keep", text=question.stands)
    return Reply(question_id=question.id, kind="skip")


def _behind(state: State, step: str) -> bool:
    names = load_sequence(state["sequence"]).names()
    return names.index(step) < names.index(state["question"].step)


def _review(state: State, answers: Answers) -> Reply:
    """What the file chose, as the review page would send it. A role given in the file is kept; no name is approved."""
    form = {"approved": "1"}
    chosen = answers.model_dump(include={"wish", "key_question", "room_step"}, exclude_none=True)
    form |= {name: str(value) for name, value in chosen.items()}
    form |= {"minutes": str(answers.minutes)} if answers.minutes else {}
    form |= {"date": answers.date.isoformat()} if answers.date else {}
    given = {name.casefold(): role for name, role in answers.people.items() if role}
    roles = {place: _given_role(person, given) for place, person in enumerate(state["people"])}
    form |= {f"role.{place}": role for place, role in roles.items() if role}
    return Reply(question_id=state["question"].id, kind="review", form=form)


def _given_role(person: Person, given: dict[str, str]) -> str:
    return given.get(person.name.casefold(), "")


def deliver(state: State, lang: Lang, out: Path | None, as_document: bool) -> int:
    """Print and write what came of the sitting: nothing where the leader left it, and no file but of an approved brief.
    Danger to life: exit code 3."""
    document = as_json(state)
    brief = state["brief"] if document["brief"] and state["approved"] else None
    if out and brief:
        saved.save(out, brief_as(out.suffix.lower(), brief), force=True)
    if as_document:
        print(json.dumps(document, ensure_ascii=False))
    elif state["question"].kind == "pause":
        print(state["shown"][-1].text)
    elif brief:
        print(_SAVED.to(lang) if out else brief_as(".md", brief).decode("utf-8"))
    return 3 if state["question"].kind == "pause" and state["shown"][-1].level == "acute" else 0


def as_json(state: State) -> dict[str, Any]:
    """The document of the contract: the gravest concern shown, and no brief where a concern ended the sitting."""
    brief, shown = state["brief"], sorted(state["shown"], key=lambda concern: -ORDER.index(concern.level))
    ended = state["question"].kind == "pause"
    return {
        "turns": [turn.model_dump(mode="json") for turn in state["turns"]],
        "brief": brief.model_dump(mode="json") if brief and not ended else None,
        "concern": shown[0].model_dump(mode="json") if shown else None,
    }
