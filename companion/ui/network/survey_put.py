"""Where the survey's answers are: in the form, once a sheet was read; or, over a link, sealed beside the cases."""

from __future__ import annotations

import json

from pydantic import ValidationError
from starlette.responses import JSONResponse, Response

from companion.errors import Refused, WrongUse
from companion.pilot.answers import FILE, Answers
from companion.pilot.survey import About, Answer
from companion.pilot.survey_sheet import MOST_ROWS, read_answers
from companion.ui.forms import UNKEPT, Form
from companion.ui.meetings.plan_wanted import day
from companion.ui.room import Room
from companion.ui.texts import both
from companion.ui.view import inert
from companion.vocabulary import Lang

_K = 8
_LONGEST = 120
"""Characters of a name of a network or of a person."""


def answers_of(room: Room) -> Answers:
    """What came in over the link. Refused on an own machine, which nobody else reaches."""
    if room.settings is None or not room.shared:
        raise Refused(*both("survey_no_link"))
    return Answers(room.settings.data_dir / FILE, room.book().key_beside())


def k_of(room: Room) -> int:
    """The fewest answers anything is shown for."""
    return room.settings.pilot_k if room.settings else _K


def about(form: Form) -> About:
    """What is told on the form. WrongUse for a day that is none, or a name that is a text."""
    network, who = (" ".join(form.get(name, "").split()) for name in ("network", "who"))
    if max(len(network), len(who)) > _LONGEST:
        raise WrongUse(*both("survey_name_long"))
    return About(network=network, who=who, closes=day(form))


def put(form: Form) -> tuple[Answer, ...]:
    """The answers in the form. WrongUse where there are none, or something else stands there."""
    places = sorted((name for name in form if name.startswith("a.")), key=lambda name: (len(name), name))
    try:
        found = tuple(Answer.model_validate_json(form[name]) for name in places[:MOST_ROWS])
    except ValidationError:
        raise WrongUse(*both("tool_gone")) from None
    if not found:
        raise WrongUse(*both("survey_nothing"))
    return found


def hidden(answers: tuple[Answer, ...]) -> str:
    """The answers, carried along."""
    return "".join(
        f'<input type="hidden" name="a.{place}" value="{inert(answer.model_dump_json())}" {UNKEPT}>'
        for place, answer in enumerate(answers)
    )


def words(form: Form) -> str:
    """Everything somebody wrote, in the sheet too; what cannot be read as an answer is screened as it is."""
    said = [form.get("network", ""), form.get("who", "")]
    for name, text in form.items():
        if name.startswith("a."):
            said += _words_of(text)
    return "\n".join(said)


def _words_of(text: str) -> list[str]:
    try:
        return list(Answer.model_validate_json(text).said.values())
    except ValidationError:
        return [text]


def sheet(body: bytes, ending: str, lang: Lang) -> Response:
    """The answers in a file that is sent, for the page to carry, and what is to be told of it."""
    if ending not in ("csv", "xlsx"):
        raise WrongUse(*both("survey_file_wrong"))
    found = read_answers(body, "csv" if ending == "csv" else "xlsx")
    told = [_count(len(found.answers), lang), *(note.to(lang) for note in found.notes)]
    content = {"answers": [json.loads(answer.model_dump_json()) for answer in found.answers], "told": " ".join(told)}
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


def _count(number: int, lang: Lang) -> str:
    said = both("survey_read_one") if number == 1 else both("survey_read", n=number)
    return said[lang == "en"]
