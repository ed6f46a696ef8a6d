"""`companion data rotate`: a new master key, and everything sealed anew. A kill at any point locks nothing in.

The new key is on disk before anything is sealed with it; the sealing is one transaction; only then does the new key take
the old one's place. Whatever is cut off is finished at the next start, by trying which of the two opens what is stored.
One data folder is sealed anew: another under the same key file would need the old key, which is gone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from companion.casebook.casebook import Casebook
from companion.casebook.locks import Locks
from companion.casebook.store import opens
from companion.confidentiality.keys import given_key, propose, settle
from companion.errors import WrongUse
from companion.settings import Settings
from companion.vocabulary import Both, Lang

_LOCK = "rotate"
_DONE = Both(
    da="Nøglen er skiftet, og alt er krypteret på ny ({count}). Den gamle nøgle åbner ikke længere noget her, men den "
    "åbner stadig sikkerhedskopier fra før; slet dem. Kører Sparringsrum, så start det igen.",
    en="The key is changed and everything is encrypted anew ({count}). The old key opens nothing here any more, but still "
    "opens backups from before: delete them. If Sparringsrum is running, start it again.",
)
_IN_FILE = Both(da=" Den nye nøgle ligger i {path}; tag en kopi.", en=" The new key is in {path}; keep a copy.")
_GIVEN = Both(
    da=" Sæt nu COMPANION_KEY til den nye, og fjern COMPANION_NEW_KEY.",
    en=" Now set COMPANION_KEY to the new one and remove COMPANION_NEW_KEY.",
)


def run(settings: Settings, casebook: Callable[[], AbstractContextManager[Casebook]], as_json: bool, lang: Lang) -> int:
    """Change the key. With COMPANION_KEY the new one is COMPANION_NEW_KEY; otherwise it is made, and kept in its file."""
    given = _given(settings)
    with Locks(settings.data_dir).of(_LOCK):
        with casebook() as book:
            before = book.key_beside()
            count = book.rekey(given or propose(settings.key_file, settings.data_dir))
            _beside(settings, before, book.key_beside())
        if not given:
            settle(settings.key_file, settings.data_dir, partial(opens, settings.data_dir))
    after = _GIVEN.to(lang) if given else _IN_FILE.to(lang, path=settings.key_file)
    print(json.dumps({"resealed": count}) if as_json else _DONE.to(lang, count=count) + after)
    return 0


def _beside(settings: Settings, before: bytes, after: bytes) -> None:
    """What HR's counts and a survey have sealed, where there are any."""
    from companion.pilot.answers import FILE, Answers
    from companion.pilot.counts import PILOT_FILE, Counts

    Counts.open(settings.data_dir / PILOT_FILE, before).reseal(after)
    Answers(settings.data_dir / FILE, before).reseal(after, dt.date.today())


def finish(settings: Settings) -> None:
    """Finish a change of keys that was cut off, unless another process is in the middle of it."""
    with Locks(settings.data_dir).of(_LOCK):
        settle(settings.key_file, settings.data_dir, partial(opens, settings.data_dir))


def _given(settings: Settings) -> bytes | None:
    if settings.key is None:
        return None
    if settings.new_key is None:
        raise WrongUse(
            "Nøglen er givet i COMPANION_KEY. Sæt COMPANION_NEW_KEY til den nye (32 byte som 64 hexadecimale tegn), og prøv "
            "igen.",
            "The key is given in COMPANION_KEY. Set COMPANION_NEW_KEY to the new one (32 bytes as 64 hexadecimal digits) and "
            "try again.",
        )
    return given_key(settings.new_key.get_secret_value(), "COMPANION_NEW_KEY")
