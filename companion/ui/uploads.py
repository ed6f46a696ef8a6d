"""An own document on its way in: POST /own/document, the file as the body, its name percent-encoded in a header.

The answer is a stream of JSON lines, see intake.py. One document at a time in the whole process. What is sent lies in the
run's own temporary folder, under a name that tells nothing, until it is read or given up. An upload that is broken off at
any point leaves nothing.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from companion.errors import PartFailed, Refused, SparringsrumError, WrongUse
from companion.library.refusals import LARGEST
from companion.ui.intake import Intake, Read, line, read_file
from companion.ui.room import Room
from companion.ui.shelf import MOST_MEGABYTES
from companion.ui.texts import Texts, both
from companion.vocabulary import Lang

NAME = "x-document-name"
"""A header that no form can send, and no other site without asking first."""
MOST = LARGEST
"""Bytes."""
LONGEST_NAME = 255
ARRIVES_IN = 300.0
"""Seconds for the whole file. Whoever is slower keeps the next one waiting."""
KIND = "application/x-ndjson"


class Busy(PartFailed):
    """Another document is on its way in."""


class TooLarge(WrongUse):
    """More bytes than are taken in."""


_STATUS: dict[type[SparringsrumError], int] = {Refused: 404, Busy: 409, TooLarge: 413, PartFailed: 503}


class Uploads:
    """The route. `read` makes a document of a file."""

    def __init__(self, room: Room, read: Read = read_file) -> None:
        self._room, self._read = room, read
        self._turn = threading.Lock()

    async def take(self, request: Request) -> Response:
        """What stands in the way is told at once; the rest line by line."""
        texts = Texts(lang_of(request))
        try:
            return await self._begin(request, texts)
        except SparringsrumError as error:
            status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
            return Response(line(error=error.say(texts.lang)), status_code=status, media_type=KIND)
        except ClientDisconnect:
            return Response(status_code=400)

    async def _begin(self, request: Request, texts: Texts) -> Response:
        """The whole file first; then a thread takes it in, and lets go of file and turn when it is done."""
        if self._room.shared:
            raise Refused(*both("own_shared"))
        name = _announced(request)
        library = self._room.library()
        with ExitStack() as held:
            if not self._turn.acquire(blocking=False):
                await _poured_away(request)
                raise Busy(*both("own_busy"))
            held.callback(self._turn.release)
            file = await _received(request, held)
            intake = Intake(library, self._read, file, name, texts, asyncio.get_running_loop())
            threading.Thread(target=intake.run, args=(held.pop_all(),), daemon=True).start()
        return _Told(intake)


class _Told(StreamingResponse):
    """The lines. When nobody listens any more, whether they were all said or not, the intake is told."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake.lines(), media_type=KIND)
        self._intake = intake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._intake.left.set()


def lang_of(request: Request) -> Lang:
    """The language the browser prefers, or the page asks for."""
    return "en" if request.headers.get("accept-language", "").startswith("en") else "da"


def _announced(request: Request) -> str:
    """The name of what is coming, once it is known to have one and to be no larger than it may."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or len(told) > 12 or int(told) > MOST:
        raise TooLarge(*both("own_too_big", most=MOST_MEGABYTES))
    name = unquote(request.headers.get(NAME, "")).strip()
    if not name:
        raise WrongUse(*both("own_nameless"))
    return name[-LONGEST_NAME:]


async def _received(request: Request, held: ExitStack) -> Path:
    """The body as a file for the owner alone, which is gone when `held` lets go."""
    try:
        number, place = tempfile.mkstemp()
        held.callback(Path(place).unlink, missing_ok=True)
        with os.fdopen(number, "wb") as file:
            await _poured(request, file.write)
    except TimeoutError:
        raise PartFailed(*both("own_late")) from None
    except OSError as problem:
        raise PartFailed(*both("own_no_room")) from problem
    return Path(place)


async def _poured(request: Request, into: Callable[[bytes], Any]) -> None:
    """The body, piece by piece. Raises TooLarge, TimeoutError, ClientDisconnect."""
    size = 0
    async with asyncio.timeout(ARRIVES_IN):
        async for piece in request.stream():
            size += len(piece)
            if size > MOST:
                raise TooLarge(*both("own_too_big", most=MOST_MEGABYTES))
            into(piece)


async def _poured_away(request: Request) -> None:
    """A browser hears no answer while it still sends."""
    with suppress(TooLarge, TimeoutError):
        await _poured(request, len)
