"""`companion doctor`: is everything well? Each part is looked at by itself, so that one that fails hides no other."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from companion.casebook.casebook import OWN, Casebook
from companion.confidentiality.discretion import Probe
from companion.confidentiality.shut import is_here
from companion.confidentiality.ways import ways
from companion.errors import PartFailed, SparringsrumError
from companion.safety.helplines import Helpline, own_helplines, stale
from companion.settings import CASEBOOK_FILE, Settings
from companion.vocabulary import Both, Lang, Word

if TYPE_CHECKING:
    from companion.library.library import Library

Name = Literal["key", "store", "index", "model", "helplines", "folder", "retention"]
Open = Callable[[], AbstractContextManager[Casebook]]


class Check(Word):
    """One part, whether it is well, and what there is to know or to do about it."""

    name: Name
    ok: bool
    detail: str


_KEY_GIVEN = Both(
    da="Nøglen er givet i COMPANION_KEY og ligger ikke på disken. Uden den kan dine oplæg ikke åbnes. Den, der "
    "kan læse miljøvariablen, kan læse dem.",
    en="The key is given in COMPANION_KEY and is not on disk. Without it your cases cannot be opened. Whoever can read "
    "the environment variable can read them.",
)
_KEY_FILE = Both(
    da="Nøglen ligger i {path}. Den beskytter mod den, der får fat i datamappen eller en kopi af den alene, ikke mod "
    "den, der administrerer maskinen, eller som sidder ved den, mens du er logget ind. Tag en kopi: Uden den kan "
    "intet åbnes. `companion data rotate` skifter den.",
    en="The key is in {path}. It protects against whoever gets hold of the data folder or a copy of it alone, not "
    "against whoever administers the machine or sits at it while you are logged in. Keep a copy: without it nothing can "
    "be opened. `companion data rotate` changes it.",
)
_KEY_OUGHT = Both(da=" Nøglen hører til i {path}.", en=" The key belongs in {path}.")
_OPEN_TO_OTHERS = Both(
    da="Andre på maskinen kan læse {path}. Luk den med: chmod 600 {path}",
    en="Others on this machine can read {path}. Close it with: chmod 600 {path}",
)
_STORE = Both(da="Kan åbnes med nøglen. {count} gemt.", en="Opens with the key. {count} stored.")
_INDEX = Both(da="Klar: materialet kan slås op.", en="Ready: the material can be searched.")
_INDEX_BUILT = Both(da="Bygget nu: materialet kan slås op.", en="Built just now: the material can be searched.")
_DOCUMENTS = Both(
    da="{count} egne dokumenter kan ikke læses: {ids}. Fjern dem med companion ingest --remove, og læg dem ind igen.",
    en="{count} own documents cannot be read: {ids}. Remove them with companion ingest --remove, and take them in again.",
)
_MODEL = Both(
    da="Ingen er sat op. Den guidede stemme stiller spørgsmålene, og intet forlader maskinen.",
    en="None is configured. The guided voice asks the questions, and nothing leaves the machine.",
)
_USES = {
    "model": Both(da="Spørgsmål: {model} hos {place}.", en="Questions: {model} at {place}."),
    "embedding": Both(da="Søgning: {model} hos {place}.", en="Search: {model} at {place}."),
}
_OWN_ADDRESS = Both(da="udbyderen selv", en="the provider itself")
_SENT = Both(
    da="Det, der sendes, har pladsholdere i stedet for de navne og numre, der er fundet, og ligger i en kvittering.",
    en="What is sent has placeholders in place of the names and numbers that were found, and lies in a receipt.",
)
_CALLED = Both(
    da="Kaldt nu med en prøve, der ikke handler om nogen: {model} hos {host} svarede ”{text}” på {seconds} sekunder "
    "({tokens}).",
    en="Called just now with a test that is about nobody: {model} at {host} answered “{text}” in {seconds} seconds "
    "({tokens}).",
)
_TOKENS = Both(da="{count} tokens sendt", en="{count} tokens sent")
_UNCOUNTED = Both(da="antal tokens ikke oplyst", en="number of tokens not told")
_NOT_CALLED = Both(da="Der er ikke ringet op nu.", en="No call was made now.")
_SEARCH_NOT_CALLED = Both(da="Søgningens model er ikke kaldt.", en="The model of the search was not called.")
_OPEN_LINE = Both(
    da="{place} nås uden kryptering, så andre på nettet kan læse med. Brug en adresse med https.",
    en="{place} is reached without encryption, so that others on the network can read along. Use an address with https.",
)
_HELP_UNCHECKED = Both(
    da="{count} er endnu ikke kontrolleret af et menneske: {names}.",
    en="{count} have not yet been checked by a person: {names}.",
)
_HELP_STALE = Both(
    da="Kontrollér dem igen, og sæt datoen i den fil, de står i: {names}.",
    en="Check them again and set the date in the file they stand in: {names}.",
)
_HELP_OWN = Both(
    da="Jeres egne fra {path} vises først: {names}. ", en="Your own from {path} are shown first: {names}. "
)
_HELP_FRESH = Both(da="Alle er kontrolleret inden for seks måneder.", en="All were checked within six months.")
_FOLDER = Both(
    da="{path} kan skrives i. Dine oplæg ligger krypteret i {file}, som kun du kan læse.",
    en="{path} can be written to. Your cases lie encrypted in {file}, which only you can read.",
)
_RETENTION = Both(
    da="Det, du ikke har brugt i {days} dage, slettes, når Sparringsrum starter, og én gang i døgnet, mens det kører. "
    "COMPANION_RETENTION_DAYS ændrer det.",
    en="What you have not used for {days} days is deleted when Sparringsrum starts, and once a day while it runs. "
    "COMPANION_RETENTION_DAYS changes it.",
)


def examine(
    settings: Settings,
    key: Callable[[], bytes],
    casebook: Open,
    library: Callable[[], Library],
    lang: Lang,
    probe: Callable[[], Probe] | None = None,
) -> list[Check]:
    """Every part in turn. What is missing on a first start (key, folder, index) is made, as the app would make it. `probe`
    asks the model something that is about nobody; it is called where one is configured."""
    looks: tuple[tuple[Name, Callable[[], Check]], ...] = (
        ("key", lambda: _key(settings, key, lang)),
        ("store", lambda: _store(casebook, lang)),
        ("index", lambda: _index(library, lang)),
        ("model", lambda: _model(settings, probe, lang)),
        ("helplines", lambda: _helplines(settings, lang)),
        ("folder", lambda: _folder(settings, lang)),
        ("retention", lambda: _retention(settings, lang)),
    )
    return [_told(name, look, lang) for name, look in looks]


def _told(name: Name, look: Callable[[], Check], lang: Lang) -> Check:
    try:
        return look()
    except SparringsrumError as error:
        return Check(name=name, ok=False, detail=error.say(lang))


def _key(settings: Settings, key: Callable[[], bytes], lang: Lang) -> Check:
    """Where the key lies, what that protects against, and what not. A lost one is told where it belongs."""
    where = _KEY_OUGHT.to(lang, path=settings.key_file) if not settings.key else ""
    try:
        key()
    except SparringsrumError as error:
        return Check(name="key", ok=False, detail=error.say(lang) + where)
    if settings.key:
        return Check(name="key", ok=True, detail=_KEY_GIVEN.to(lang))
    _refuse_open(settings.key_file)
    return Check(name="key", ok=True, detail=_KEY_FILE.to(lang, path=settings.key_file))


def _store(casebook: Open, lang: Lang) -> Check:
    with casebook() as book:
        return Check(name="store", ok=True, detail=_STORE.to(lang, count=len(book.cases(OWN))))


def _index(library: Callable[[], Library], lang: Lang) -> Check:
    shelf = library()
    if damaged := shelf.documents.damaged():
        return Check(name="index", ok=False, detail=_DOCUMENTS.to(lang, count=len(damaged), ids=", ".join(damaged)))
    if shelf.ready():
        return Check(name="index", ok=True, detail=_INDEX.to(lang))
    shelf.build_if_needed()
    shelf.close()
    return Check(name="index", ok=True, detail=_INDEX_BUILT.to(lang))


def _model(settings: Settings, probe: Callable[[], Probe] | None, lang: Lang) -> Check:
    """What is configured, where the words would go, and whether the model answers. Over an open line nobody is called; the
    model of the search never is."""
    used = {use: way for use, way in ways(settings).items() if way.model}
    if not used:
        return Check(name="model", ok=True, detail=_MODEL.to(lang))
    for way in used.values():
        if urlsplit(way.base).scheme == "http" and not is_here(urlsplit(way.base).hostname or ""):
            raise PartFailed(_OPEN_LINE.to("da", place=way.host), _OPEN_LINE.to("en", place=way.host))
    own = _OWN_ADDRESS.to(lang)
    told = [_USES[use].to(lang, model=way.model, place=way.host or own) for use, way in used.items()]
    told.append(_SENT.to(lang))
    if probe is None or "model" not in used:
        return Check(name="model", ok=True, detail=" ".join([*told, _NOT_CALLED.to(lang)]))
    told += [_SEARCH_NOT_CALLED.to(lang)] if "embedding" in used else []
    try:
        return Check(name="model", ok=True, detail=" ".join([*told, _got(probe(), lang)]))
    except SparringsrumError as error:
        return Check(name="model", ok=False, detail=" ".join([error.say(lang), *told]))


def _got(probe: Probe, lang: Lang) -> str:
    tokens = _TOKENS.to(lang, count=probe.tokens_in) if probe.tokens_in else _UNCOUNTED.to(lang)
    seconds = f"{probe.seconds:.1f}".replace(".", "," if lang == "da" else ".")
    return _CALLED.to(lang, model=probe.model, host=probe.host, text=probe.text, seconds=seconds, tokens=tokens)


def _helplines(settings: Settings, lang: Lang) -> Check:
    """Numbers somebody vouched for and then left for more than six months are not well. Those that nobody has checked
    yet are named, but do not fail: that is how the product is delivered, and a doctor that finds every fresh install
    ill is not listened to."""
    old = stale(dt.datetime.now().date())
    lapsed = [helpline for helpline in old if helpline.checked_on]
    own = list(own_helplines())
    ours = _HELP_OWN.to(lang, path=settings.help_file, names=_names(own, lang)) if own else ""
    if lapsed:
        return Check(name="helplines", ok=False, detail=ours + _HELP_STALE.to(lang, names=_names(lapsed, lang)))
    said = _HELP_UNCHECKED.to(lang, count=len(old), names=_names(old, lang)) if old else _HELP_FRESH.to(lang)
    return Check(name="helplines", ok=True, detail=ours + said)


def _names(helplines: list[Helpline], lang: Lang) -> str:
    return ", ".join(helpline.name.to(lang) for helpline in helplines)


def _folder(settings: Settings, lang: Lang) -> Check:
    """The data folder takes what is written, and keeps its casebook from other users of the machine."""
    place = settings.data_dir
    if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        raise PartFailed(
            f"Der kan ikke skrives i {place}. Giv skriveadgang, eller vælg en anden mappe med COMPANION_DATA_DIR.",
            f"{place} cannot be written to. Allow writing, or choose another folder with COMPANION_DATA_DIR.",
        )
    _refuse_open(place / CASEBOOK_FILE)
    return Check(name="folder", ok=True, detail=_FOLDER.to(lang, path=place, file=CASEBOOK_FILE))


def _retention(settings: Settings, lang: Lang) -> Check:
    return Check(name="retention", ok=True, detail=_RETENTION.to(lang, days=settings.retention_days))


def _refuse_open(path: Path) -> None:
    """PartFailed when other users can read the file. Windows has no such modes; its user folders are private."""
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        raise PartFailed(_OPEN_TO_OTHERS.to("da", path=path), _OPEN_TO_OTHERS.to("en", path=path))
