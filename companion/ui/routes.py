"""Our own routes beside Gradio's: the brief and everything stored as files, streamed from memory; the receipts of a case as a
page; the draft being typed; own documents; and the papers of the tools."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from companion.errors import PartFailed, Refused, SparringsrumError
from companion.ui.door import DOCUMENT
from companion.ui.meetings import routes as tools
from companion.ui.receipts import printed
from companion.ui.room import Room
from companion.ui.texts import Texts
from companion.ui.uploads import Uploads, lang_of
from companion.vocabulary import Lang

_EXPORTS = {"md": "text/markdown; charset=utf-8", "json": "application/json"}
_STATUS = {Refused: 404, PartFailed: 503}


def add(app: FastAPI, room: Room) -> None:
    """Put the routes on the app; the door in front of it has already said whose they are."""

    def reads(work: Callable[[Room, Request], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await run_in_threadpool(_guarded, request, lambda: work(room, request))

        return answer

    def takes(work: Callable[[Room, Request, bytes], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(_guarded, request, lambda: work(room, request, body))

        return answer

    for path, work in (("brief/{name}", _brief), ("receipts/{case}", _receipts), ("export.{ending}", _export)):
        app.add_route(f"/own/{path}", reads(work), methods=["GET"])
    forms = (
        ("draft", _draft),
        ("paper/{name}", _paper),
        ("lint", _lint),
        ("case.{ending}", _case),
        ("survey.{ending}", _survey),
    )
    for path, taken in forms:
        app.add_route(f"/own/{path}", takes(taken), methods=["POST"])
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


def _receipts(room: Room, request: Request) -> Response:
    """In the language of the case: it belongs with its brief. What is printed may be shown to others: no names in its title."""
    from companion.casebook.summary import summary_of
    from companion.confidentiality.pseudonyms import mask

    owner, case_id, book = request.state.owner, request.path_params["case"], room.book()
    state, found = book.look(owner, case_id), book.receipts(owner, case_id)
    title = mask(summary_of(state).title, state["names"], state["roster"]).text
    html = printed(title, found, Texts(state["lang"]))
    return Response(html, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-store"})


def _export(room: Room, request: Request) -> Response:
    """Everything stored about the owner, to read or as JSON, made in memory."""
    from companion.casebook.export import elsewhere
    from companion.casebook.export_words import render_export

    ending, told = request.path_params["ending"], request.query_params.get("lang")
    lang: Lang = "en" if told == "en" else "da" if told == "da" else lang_of(request)
    if ending not in _EXPORTS:
        raise Refused(
            "Den fil findes ikke. Gå tilbage til ”Mine data”.", "There is no such file. Go back to “My data”."
        )
    export = room.book().export(request.state.owner)
    if room.settings:
        export = export.model_copy(update={"elsewhere": elsewhere(room.settings, room.documents)})
    text = render_export(export, lang) if ending == "md" else export.model_dump_json(indent=2)
    name = {"da": "mine-data", "en": "my-data"}[lang]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-store"}
    return Response(text, media_type=_EXPORTS[ending], headers=headers)


def _paper(room: Room, request: Request, body: bytes) -> Response:
    return tools.paper(room, str(request.path_params["name"]), body, lang_of(request), request.state.roles)


def _lint(room: Room, request: Request, body: bytes) -> Response:
    return tools.linted(body, lang_of(request))


def _case(room: Room, request: Request, body: bytes) -> Response:
    return tools.case_text(body, str(request.path_params["ending"]), lang_of(request))


def _survey(room: Room, request: Request, body: bytes) -> Response:
    from companion.ui.network.survey_put import sheet

    return sheet(body, str(request.path_params["ending"]), lang_of(request))


def _draft(room: Room, request: Request, body: bytes) -> Response:
    from companion.casebook.summary import Sent

    sent = Sent.read(body)
    room.book().keep_draft(request.state.owner, sent.case, sent.draft)
    return Response(status_code=204)
