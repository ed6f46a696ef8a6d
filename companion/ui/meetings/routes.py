"""POST /own/paper/<name>.<ending>: a paper of a tool from what stands in its form. POST /own/lint: is it an open question?
POST /own/case.<ending>: the text of a brief, with roles in place of names.

The words come in the body and go back in a file; nothing of them is kept or stands in an address.
"""

from __future__ import annotations

import json

from starlette.responses import JSONResponse, PlainTextResponse, Response

from companion.errors import Refused, WrongUse
from companion.facilitation.findings import told
from companion.safety.screen import screen
from companion.ui.access import Roles
from companion.ui.forms import Form, check_size
from companion.ui.meetings.desk import told_of
from companion.ui.room import Room
from companion.ui.texts import both
from companion.vocabulary import Lang
from companion.voice.lint import lint

CALENDAR = ".ics"
OTHER = {
    CALENDAR: "text/calendar; charset=utf-8", ".yaml": "application/yaml; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".html": "text/html; charset=utf-8",
}  # fmt: skip
"""Kinds of files that are no papers."""


def paper(room: Room, asked: str, body: bytes, lang: Lang, roles: Roles) -> Response:
    """The file that is asked for, if it is for these roles. Danger to life in what was typed: no file, but people."""
    from companion.brief.files import KINDS
    from companion.paper.render import render

    name, _, ending = asked.rpartition(".")
    found, ending = room.papers[lang](roles, name), f".{ending}"
    if found is None or ending not in KINDS | OTHER:
        raise Refused(*both("paper_gone"))
    tool, make = found
    form = _form(body)
    concern = screen(tool.typed(form))
    if concern.level == "acute":
        raise Refused(told_of(concern, "da"), told_of(concern, "en"))
    handout = make(form, lang)
    made = {**handout.files, CALENDAR: handout.calendar}
    content = render(handout.paper, ending) if handout.paper and ending in KINDS else made.get(ending)
    if not content:
        raise Refused(*both("paper_gone"))
    kind = (KINDS | OTHER)[ending]
    headers = {
        "Content-Disposition": f'attachment; filename="{handout.stem.to(lang)}{ending}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)


def linted(body: bytes, lang: Lang) -> Response:
    """What is in the way of a question, in plain words; nothing when it is open, single and short."""
    text = _form(body).get("text", "")
    found = lint(text)
    return JSONResponse({"ok": found.ok, "told": told(found.findings, lang)}, headers={"Cache-Control": "no-store"})


def case_text(body: bytes, ending: str, lang: Lang) -> Response:
    """The text of the file that is sent, without a name. WrongUse says what is wrong with it."""
    from companion.facilitation.case_texts import in_roles, text_of

    if ending not in ("docx", "md", "txt"):
        raise WrongUse(*both("case_file_wrong"))
    text = in_roles(text_of(body, f".{ending}"), lang)
    return PlainTextResponse(text, headers={"Cache-Control": "no-store"})


def _form(body: bytes) -> Form:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        raise WrongUse(*both("paper_gone"))
    form = {str(name): value.replace("\x00", "") for name, value in sent.items()}
    check_size(form)
    return form
