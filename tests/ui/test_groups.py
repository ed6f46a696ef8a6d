"""Which roles somebody has in a shared house: the trusted proxy says so in one header, and nothing else does.

Fails with: a header of anybody's counted; the first of two taken; a name that is only like one; an unknown group or no role at
all let in; HR made a leader; settings that would leave everybody a leader unseen.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers as StarletteHeaders
from starlette.types import Receive, Scope, Send

import companion.ui.serve as serving
from companion.errors import WrongUse
from companion.settings import Settings
from companion.ui.access import NETWORK
from companion.ui.door import Door
from companion.ui.groups import Groups, groups_of
from companion.ui.visitors import BehindProxy

ANNA = ("x-auth-user", "anna@example.org")
MAPPED = {
    "leader_groups": "ledere, Ledere på Øst",
    "facilitator_groups": "guides",
    "hr_groups": "hr,people-and-culture",
}
SHARED = {"auth_header": "X-Auth-User", "groups_header": "X-Groups"}


async def room(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that says what one may do in it."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": " ".join(sorted(scope["state"]["roles"])).encode()})


def ask(groups: Groups, headers: Any, peer: str = "127.0.0.1", path: str = "/", **more: Any) -> httpx.Response:
    door = Door.shared(room, more.pop("owner", "X-Auth-User"), {"sparring.test"}, groups=groups)

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app=door, client=(peer, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://sparring.test") as client:
            return await client.request(more.pop("method", "GET"), path, headers=[ANNA, *headers], **more)

    return asyncio.run(once())


def told(settings: dict[str, str], *sent: str | bytes) -> str:
    """The roles of one for whom these headers are sent, or the status."""
    answer = ask(groups_of(Settings(**(SHARED | settings))), [("X-Groups", one) for one in sent])
    return answer.text if answer.status_code == 200 else str(answer.status_code)


ROLES = [
    (MAPPED, ["ledere"], "leader"),
    (MAPPED, ["guides"], "facilitator"),
    (MAPPED, ["hr"], "hr"),
    (MAPPED, ["people-and-culture"], "hr"),
    (MAPPED, ["all-staff,hr"], "hr"),
    (MAPPED, ["ledere,guides"], "facilitator leader"),
    (MAPPED, ["ledere;hr; guides"], "facilitator hr leader"),
    (MAPPED, [" , ;hr,, "], "hr"),
    (MAPPED, ["Ledere på Øst".encode()], "leader"),
    (MAPPED, ["Ledere på Øst".encode("latin-1")], "leader"),
    # nothing else is a group of ours
    (MAPPED, [], "403"),
    (MAPPED, [""], "403"),
    (MAPPED, ["all-staff"], "403"),
    (MAPPED, ["HR"], "403"),
    (MAPPED, ["hr2"], "403"),
    (MAPPED, ["/hr"], "403"),
    (MAPPED, ["hr|ledere"], "403"),
    (MAPPED, ["hr ledere"], "403"),
    (MAPPED, ['["hr"]'], "403"),
    (MAPPED, ["ledere%2Chr"], "403"),
    (MAPPED, ["CN=ledere\\2Chr"], "403"),
    (MAPPED, ["hr\N{NO-BREAK SPACE}".encode()], "403"),
    (MAPPED, ["\N{CYRILLIC SMALL LETTER A}hr".encode()], "403"),
    # one header only
    (MAPPED, ["hr", "ledere"], "403"),
    (MAPPED, ["ledere", ""], "403"),
    # without groups of leaders everybody is one, but for HR alone
    ({"hr_groups": "hr"}, [], "leader"),
    ({"hr_groups": "hr"}, ["all-staff"], "leader"),
    ({"hr_groups": "hr"}, ["hr"], "hr"),
    ({"hr_groups": "hr"}, ["all-staff,hr"], "hr"),
    ({"hr_groups": "hr"}, ["hr", "all-staff"], "403"),
    ({"hr_groups": "hr", "facilitator_groups": "guides"}, ["guides,hr"], "facilitator hr leader"),
    ({"facilitator_groups": "guides"}, ["guides"], "facilitator leader"),
    ({"hr_groups": "hr", "leader_groups": " , "}, ["all-staff"], "leader"),
    ({"groups_header": ""}, ["hr"], "leader"),
]


@pytest.mark.parametrize(("settings", "sent", "roles"), ROLES)
def test_the_groups_in_the_header_give_the_roles(settings: dict[str, str], sent: list[Any], roles: str) -> None:
    assert told(settings, *sent) == roles


@pytest.mark.parametrize(("headers", "peer", "status"), [
    ([("x-GROUPS", "hr")], "127.0.0.1", 200),
    ([("X_Groups", "hr")], "127.0.0.1", 403),
    ([("X-Groups", "hr"), ("x-groups", "ledere")], "127.0.0.1", 403),
    ([("X-Forwarded-Groups", "hr"), ("Remote-Groups", "hr")], "127.0.0.1", 403),
    ([("Cookie", "X-Groups=hr")], "127.0.0.1", 403),
    ([("X-Groups", "hr")], "10.0.0.9", 401),
    ([("X-Groups", "hr"), ("X-Forwarded-For", "127.0.0.1")], "10.0.0.9", 401),
])  # fmt: skip
def test_only_one_header_of_the_proxys_counts(headers: Any, peer: str, status: int) -> None:
    assert ask(groups_of(Settings(**(SHARED | MAPPED))), headers, peer).status_code == status


@pytest.mark.parametrize(("owner", "groups", "sent"), [
    ("X-Forwarded-Email", "X-Forwarded-Groups", "all-staff,hr"), ("Remote-User", "Remote-Groups", "all-staff,hr"),
    ("X-Auth-User", "X-Auth-Groups", "all-staff;hr"),
])  # fmt: skip
def test_the_headers_of_common_proxies_are_read(owner: str, groups: str, sent: str) -> None:
    """As the README has them."""
    read = groups_of(Settings(auth_header=owner, groups_header=groups, hr_groups="hr"))
    assert ask(read, [(owner, "a@b.dk"), (groups, sent)][owner == "X-Auth-User" :], owner=owner).text == "hr"


def test_groups_in_the_address_or_the_body_are_none() -> None:
    groups = groups_of(Settings(**(SHARED | MAPPED)))
    sent = {
        "method": "POST",
        "path": "/own/lint",
        "params": {"X-Groups": "hr"},
        "json": {"X-Groups": "hr", "roles": ["hr"]},
    }
    assert ask(groups, [], **sent).status_code == 403


def test_who_is_not_the_proxy_gives_no_role() -> None:
    """Whoever it names: the roles are asked for apart from the name."""
    proxy = BehindProxy("X-Auth-User", frozenset({"127.0.0.1"}), groups_of(Settings(**(SHARED | MAPPED))))
    headers = StarletteHeaders({"x-groups": "hr"})
    roles = [proxy.roles({"type": "http", "client": (peer, 1)}, headers) for peer in ("127.0.0.1", "10.0.0.9")]
    assert roles == [NETWORK, frozenset()]


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/?lang=en", "/favicon.ico", "/own/lint", "/nowhere", "/gradio_api/app_id"]
)
def test_one_without_a_role_is_told_whom_to_ask(path: str) -> None:
    answer = ask(groups_of(Settings(**(SHARED | MAPPED))), [("X-Groups", "all-staff")], path=path)
    assert answer.status_code == 403 and "Bed dem, der driver det hos jer" in answer.text
    assert "Ask those who run it where you work" in answer.text and "all-staff" not in answer.text


WRONG = [
    {"hr_groups": "hr", "groups_header": ""},
    {"leader_groups": "x", "groups_header": " "},
    {"auth_header": ""},
    {"groups_header": "x-auth-user"},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_groups_that_could_not_hold_are_refused_at_start(wrong: dict[str, str], tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(serving, "bound", lambda *where: pytest.fail("it started"))
    settings = Settings(**(SHARED | {"public_hosts": "a"} | wrong), data_dir=tmp_path)
    with pytest.raises(WrongUse) as refused:
        serving.serve(settings, "127.0.0.1", 1, False, lambda: pytest.fail("it loaded"), "da")
    assert all("COMPANION_GROUPS_HEADER" in refused.value.say(lang) for lang in ("da", "en"))
    assert list(tmp_path.iterdir()) == []
