"""Which roles a visitor of a shared house has: by the names of groups that the trusted proxy sends along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers

from companion.errors import WrongUse
from companion.settings import Settings
from companion.ui.access import Role, Roles

Names = frozenset[str]
NONE: Names = frozenset()


@dataclass(frozen=True)
class Groups:
    """The header, and the groups whose members have a role. Without a header everybody who is signed in is a leader."""

    header: str = ""
    leader: Names = NONE
    facilitator: Names = NONE
    hr: Names = NONE

    def roles(self, headers: Headers) -> Roles:
        """None for two headers: nobody can tell which of them the proxy wrote."""
        sent = [value for name, value in headers.raw if name.decode("latin-1").lower() == self.header.lower()]
        if len(sent) > 1:
            return frozenset()
        named = _names(read(sent[0])) if sent else NONE
        mapped: tuple[tuple[Role, Names], ...] = (("facilitator", self.facilitator), ("hr", self.hr))
        found: set[Role] = {role for role, names in mapped if named & names}
        if named & self.leader or not (self.leader or found == {"hr"}):
            found.add("leader")
        return frozenset(found)


def groups_of(settings: Settings) -> Groups:
    """As it is set, or WrongUse: groups that nothing is compared with would leave everybody a leader."""
    named = [_names(one) for one in (settings.leader_groups, settings.facilitator_groups, settings.hr_groups)]
    header, owner = settings.groups_header.strip(), settings.auth_header.strip()
    if any(named) and not header:
        raise WrongUse(
            "Der er sat grupper, men ingen header at læse dem i. Sæt COMPANION_GROUPS_HEADER, eller fjern grupperne.",
            "Groups are set but no header to read them from. Set COMPANION_GROUPS_HEADER or remove the groups.",
        )
    if header and (not owner or header.lower() == owner.lower()):
        raise WrongUse(
            "COMPANION_GROUPS_HEADER virker kun sammen med COMPANION_AUTH_HEADER og skal være en anden header. Ret dem.",
            "COMPANION_GROUPS_HEADER works only together with COMPANION_AUTH_HEADER and must be another header. "
            "Correct them.",
        )
    return Groups(header, *named)


def read(value: bytes) -> str:
    """A header as the proxy writes it: in UTF-8, or else one byte a letter."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _names(text: str) -> Names:
    """Names with a comma or a semicolon between them, and nothing but plain spaces taken off."""
    return frozenset(name.strip(" ") for name in re.split("[,;]", text)) - {""}
