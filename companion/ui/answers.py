"""What the door answers when it does not let a request in: a refusal that says what to do, or a redirect."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from starlette.datastructures import Headers
from starlette.types import Scope, Send

from companion.ui.arrivals import API
from companion.ui.headers import BARE, encoded
from companion.vocabulary import Both

_PAGE = """<!doctype html><html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width,\
initial-scale=1">{again}<title>Sparringsrum</title><style>body{{margin:0;background:#faf8f3;color:#22302f;\
font:17px/1.6 system-ui,sans-serif}}main{{max-width:54ch;margin:16vh auto;padding:0 22px}}h1{{font:400 30px/1.3 \
ui-serif,Georgia,serif}}[lang=en]{{color:#5d6b69}}</style><main><h1>Sparringsrum</h1><p>{da}</p><p lang="en">{en}</p>\
</main></html>"""


@dataclass(frozen=True)
class Refusal:
    """A status, and what to do about it: in both languages, since a stranger has chosen none.

    `again` is an address the browser is to try once more on its own account: a strict cookie is not sent along with a
    link from another site, but it is when our own page asks.
    """

    status: int
    words: Both
    again: str = ""

    async def give(self, scope: Scope, headers: Headers, send: Send) -> None:
        """A page for a browser, what Gradio's script can show for its calls, plain lines for anything else."""
        da, en = self.words.da, self.words.en
        if "text/html" in headers.get("accept", ""):
            again = f'<meta http-equiv="refresh" content="0;url={escape(self.again)}">' if self.again else ""
            kind, text = "text/html; charset=utf-8", _PAGE.format(again=again, da=escape(da), en=escape(en))
        elif API in scope["path"]:
            kind, text = "application/json", json.dumps({"detail": f"{da} {en}"})
        else:
            kind, text = "text/plain; charset=utf-8", f"{da}\n{en}\n"
        body = text.encode()
        told = {"content-type": kind, "content-length": str(len(body))}
        await _start(self.status, told, send)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


@dataclass(frozen=True)
class Move:
    """On to `address`, with the cookie when there is one. Then too, whatever an earlier program on this port left in the
    browser goes: its service worker would read all that the page asks and is told."""

    address: str
    cookie: str = ""

    async def give(self, scope: Scope, headers: Headers, send: Send) -> None:
        told = {"location": self.address, "content-length": "0"}
        if self.cookie:
            told |= {"set-cookie": self.cookie, "clear-site-data": '"storage"'}
        await _start(303, told, send)
        await send({"type": "http.response.body", "body": b""})


class TurnedAway(Exception):
    """The request goes no further; `answer` is what it gets. Never leaves the door."""

    def __init__(self, answer: Refusal | Move) -> None:
        super().__init__()
        self.answer = answer


HOST = Refusal(
    421,
    Both(
        da="Siden svarer kun på sin egen adresse. Åbn den med adressen fra terminalen eller fra din organisation.",
        en="The page answers only at its own address. Open it with the one from the terminal or your organisation.",
    ),
)
ELSEWHERE = Refusal(
    403,
    Both(
        da="Det blev sendt fra en anden side og er afvist. Gå til din egen side i Sparringsrum, og prøv igen der.",
        en="This was sent from another page and was refused. Go to your own page in Sparringsrum and try again there.",
    ),
)
NO_ROLE = Refusal(
    403,
    Both(
        da="Du er logget ind, men du har ingen rolle i Sparringsrum. Bed dem, der driver det hos jer, om at lægge dig i den "
        "rigtige gruppe, og hent så siden igen.",
        en="You are signed in, but you have no role in Sparringsrum. Ask those who run it where you work to put you in the "
        "right group, then reload the page.",
    ),
)
NOT_YOURS = Refusal(
    403,
    Both(
        da="Det hører til en anden rolle end din. Gå tilbage til forsiden. Er det en fejl, så spørg dem, der driver "
        "Sparringsrum hos jer.",
        en="That belongs to another role than yours. Go back to the front page. If it is a mistake, ask those who run "
        "Sparringsrum where you work.",
    ),
)
ROUTE = Refusal(
    404,
    Both(
        da="Den side findes ikke. Gå tilbage til forsiden.",
        en="There is no such page. Go back to the front page.",
    ),
)
METHOD = Refusal(
    405,
    Both(
        da="Adressen kan ikke bruges på den måde. Gå tilbage til forsiden.",
        en="The address cannot be used like that. Go back to the front page.",
    ),
)
BODY = Refusal(
    400,
    Both(
        da="Det, der blev sendt, kan ikke læses. Hent siden igen, og prøv en gang til.",
        en="What was sent cannot be read. Reload the page and try once more.",
    ),
)
SIZE = Refusal(
    413,
    Both(
        da="Det er for meget på én gang: højst 2 MB. Del teksten, og prøv igen.",
        en="That is too much at once: 2 MB at most. Divide the text and try again.",
    ),
)


async def _start(status: int, told: dict[str, str], send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": encoded(told | BARE)})
