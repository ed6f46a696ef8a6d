"""Who stands at the door: the one owner of this machine, or someone whom a trusted proxy has signed in.

Both answer the same two questions, `admit` and `owner`; `Door` asks them and knows nothing of keys, cookies or proxies.
Neither keeps anything on disk: closing the app ends every visit.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from secrets import token_urlsafe
from typing import Protocol

from starlette.datastructures import Headers
from starlette.types import Scope

from companion.errors import WrongUse
from companion.ui.access import EVERYBODY, Roles
from companion.ui.groups import Groups, read
from companion.ui.neighbours import another_users
from companion.vocabulary import Both

OWN_OWNER = "me"
End = tuple[str, int]
"""One end of a connection: address and port."""

_ANOTHER_KEY = Both(
    da="Adressen virker ikke. Åbn den nyeste adresse i terminalen, eller start companion igen.",
    en="This address does not work. Open the newest address in the terminal, or start companion again.",
)


class Visitors(Protocol):
    """How one of the two modes knows its visitors."""

    way_in: Both
    """Told to whoever is not let in."""
    wrong_key: Both
    key_in_address: bool
    """Whether a `key` in the address is something to exchange, rather than something to ignore."""

    def admit(self, key: str) -> str | None:
        """A Set-Cookie value in exchange for the right key; None for any other."""

    def owner(self, scope: Scope, headers: Headers) -> str | None:
        """The owner id of this request, or None for a stranger."""

    def roles(self, scope: Scope, headers: Headers) -> Roles:
        """What the owner may do here; empty for one who is nothing here."""

    def scheme(self, scope: Scope, headers: Headers) -> str:
        """http or https, as the visitor's browser sees it."""


class OwnMachine:
    """One owner; the key in the printed address is exchanged for a cookie that lives as long as the app runs.

    Only tokens issued here count, so a cookie planted by another page opens nothing. Browsers send a cookie to every
    port of a host: the port in its name keeps two running apps apart, and `foreign` says of a connection whether another
    user of this machine is at its other end, who may have come by the cookie that way.
    """

    key_in_address = True
    wrong_key = _ANOTHER_KEY
    way_in = Both(
        da="Du kommer kun ind med din egen adresse. Brug den, der står i terminalen, eller start companion igen.",
        en="You only get in with your own address. Use the one printed in the terminal, or start companion again.",
    )

    def __init__(self, key: str, port: int, foreign: Callable[[End, End], bool] = another_users) -> None:
        self._foreign = foreign
        self._key = key.encode()
        self._cookie = f"companion_{port}"
        self._issued: set[bytes] = set()

    def admit(self, key: str) -> str | None:
        if not self._key or not hmac.compare_digest(key.encode(), self._key):
            return None
        token = token_urlsafe(32)
        self._issued.add(_digest(token))
        return f"{self._cookie}={token}; HttpOnly; SameSite=Strict; Path=/"

    def owner(self, scope: Scope, headers: Headers) -> str | None:
        known = any(_digest(token) in self._issued for token in _cookies(headers, self._cookie))
        if not known or not scope.get("client") or not scope.get("server"):
            return None
        return None if self._foreign(scope["client"], scope["server"]) else OWN_OWNER

    def roles(self, scope: Scope, headers: Headers) -> Roles:
        return EVERYBODY

    def scheme(self, scope: Scope, headers: Headers) -> str:
        return str(scope["scheme"])


class BehindProxy:
    """Many owners, each named in a header that counts only when it comes from the trusted proxy's own address, and so do
    their groups. The server must hand over the true peer address (uvicorn: proxy_headers=False).
    """

    key_in_address = False
    way_in = wrong_key = Both(
        da="Du er ikke logget ind. Åbn siden gennem din organisations egen indgang, og log ind der.",
        en="You are not signed in. Open the page through your organisation's own entrance and sign in there.",
    )

    def __init__(
        self, header: str, proxies: frozenset[str] = frozenset({"127.0.0.1"}), groups: Groups | None = None
    ) -> None:
        self._header, self._groups = header, groups or Groups()
        try:
            self._proxies = frozenset(_plain(address) for address in proxies)
        except ValueError as problem:
            raise WrongUse(
                "Adressen på den betroede proxy skal være en IP-adresse, for eksempel 127.0.0.1. Ret indstillingen.",
                "The address of the trusted proxy must be an IP address such as 127.0.0.1. Correct the setting.",
            ) from problem

    def admit(self, key: str) -> str | None:
        return None

    def owner(self, scope: Scope, headers: Headers) -> str | None:
        """None also for two headers, for a body in pieces (after the last of which a stranger may add headers), for a name
        with anything around it or unprintable in it, and for `me`: that belongs to the cases of the machine's own mode.
        Whose it is, its bytes say."""
        names = [value for name, value in headers.raw if name.decode("latin-1").lower() == self._header.lower()]
        if len(names) != 1 or "transfer-encoding" in headers or not self._trusted(scope):
            return None
        shown = read(names[0])
        plain = 0 < len(shown) <= 200 and shown.isprintable() and shown == shown.strip() != OWN_OWNER
        return names[0].decode("latin-1") if plain else None

    def roles(self, scope: Scope, headers: Headers) -> Roles:
        return self._groups.roles(headers) if self._trusted(scope) else frozenset()

    def scheme(self, scope: Scope, headers: Headers) -> str:
        told = headers.get("x-forwarded-proto", "")
        return told if told in ("http", "https") and self._trusted(scope) else str(scope["scheme"])

    def _trusted(self, scope: Scope) -> bool:
        try:
            return _plain((scope.get("client") or ("", 0))[0]) in self._proxies
        except ValueError:
            return False


def _digest(token: str) -> bytes:
    """Looking up a digest tells nothing, by its timing, about the token itself."""
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def _cookies(headers: Headers, name: str) -> list[str]:
    """Every value of that name: another page on the same host may have planted one beside ours."""
    pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
    return [value for key, _, value in pairs if key == name and value]


def _plain(address: str) -> str:
    """One spelling for each address (::ffff:127.0.0.1 is 127.0.0.1). Raises ValueError when it is none."""
    parsed = ip_address(address)
    return str(parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else str(parsed)
