"""Our own routes beside Gradio's: the brief as a file, streamed from memory, the draft being typed, and own documents."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from companion.errors import PartFailed, Refused, SparringsrumError
from companion.ui.door import DOCUMENT
from companion.ui.room import Room
from companion.ui.uploads import Uploads, lang_of

_STATUS = {Refused: 404, PartFailed: 503}


def add(app: FastAPI, room: Room) -> None:
    """Put the routes on the app; the door in front of it has already said whose they are."""

    async def brief(request: Request) -> Response:
        return await run_in_threadpool(_guarded, request, lambda: _brief(room, request))

    async def draft(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_guarded, request, lambda: _draft(room, request, body))

    app.add_route("/own/brief/{name}", brief, methods=["GET"])
    app.add_route("/own/draft", draft, methods=["POST"])
    app.add_route(DOCUMENT, Uploads(room).take, methods=["POST"])


def _guarded(request: Request, work: Callable[[], Response]) -> Response:
    """What goes wrong is told in one line, in the language the browser prefers."""
    try:
        return work()
    except SparringsrumError as error:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
        return PlainTextResponse(error.say(lang_of(request)), status_code=status, headers={"Cache-Control": "no-store"})


def _brief(room: Room, request: Request) -> Response:
    from companion.brief.files import KINDS, brief_as

    case_id, _, ending = request.path_params["name"].partition(".")
    state = room.book().look(request.state.owner, case_id)
    made = state["brief"]
    if made is None or not state["approved"] or f".{ending}" not in KINDS:
        raise Refused("Oplægget er ikke klar. Se det igennem først.", "The brief is not ready. Look it over first.")
    name = {"da": "oplaeg", "en": "brief"}[state["lang"]]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-store"}
    return Response(brief_as(f".{ending}", made), media_type=KINDS[f".{ending}"], headers=headers)


def _draft(room: Room, request: Request, body: bytes) -> Response:
    from companion.casebook.summary import Sent

    sent = Sent.read(body)
    room.book().keep_draft(request.state.owner, sent.case, sent.draft)
    return Response(status_code=204)
