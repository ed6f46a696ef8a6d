"""What is true of this installation, read from its settings: the conditions of the pack's statements, and their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from companion import __version__
from companion.brief.words import date_in_words
from companion.confidentiality.shut import is_here
from companion.confidentiality.ways import Use, Way, ways
from companion.pilot.pack import Condition, Figure, figures
from companion.settings import Settings
from companion.vocabulary import Both, Lang

_OWN_FOLDER = Both(da="programmets egen datamappe", en="the program’s own data folder")
_CHOSEN_FOLDER = Both(
    da="en mappe, organisationen har valgt (se efter, om det er et netdrev)",
    en="a folder the organisation chose (see whether it is a network drive)",
)
_PROVIDERS_OWN = Both(da="udbyderens egen adresse", en="the provider’s own address")
_AT = Both(da="{model} hos {host}", en="{model} at {host}")
_AND = Both(da=" og ", en=" and ")


@dataclass(frozen=True)
class Facts:
    """One installation on one day. `settings` are the actual ones; no path and no key of theirs is in any value."""

    settings: Settings
    today: dt.date

    def holds(self) -> frozenset[Condition]:
        """The conditions that are so. Of each pair that excludes the other, one."""
        settings, used = self.settings, ways(self.settings)
        model, embedding = used["model"], used["embedding"]
        so: dict[Condition, bool] = {
            "always": True,
            "model": bool(model.model),
            "no_model": not model.model,
            "embedding": bool(embedding.model),
            "no_embedding": not embedding.model,
            "connected": bool(model.model or embedding.model),
            "model_local": is_near(model),
            "model_remote": bool(model.model) and not is_near(model),
            "embedding_local": is_near(embedding),
            "embedding_remote": bool(embedding.model) and not is_near(embedding),
            "open_line": any(map(is_open, used.values())),
            "shared": bool(settings.auth_header),
            "own_machine": not settings.auth_header,
            "key_given": settings.key is not None,
            "key_file": settings.key is None,
            "help_file": settings.help_file is not None,
            "no_help_file": settings.help_file is None,
            "counting": is_counted(settings),
            "no_counting": not is_counted(settings),
        }
        return frozenset(name for name, holds in so.items() if holds)

    def values(self, lang: Lang) -> Mapping[str, object]:
        """What stands in the place of each placeholder."""
        used = ways(self.settings)
        chosen = "data_dir" in self.settings.model_fields_set
        return {name: _read(figure, lang) for name, figure in figures().items()} | {
            "version": __version__,
            "made_on": date_in_words(self.today, lang),
            "data_dir_kind": (_CHOSEN_FOLDER if chosen else _OWN_FOLDER).to(lang),
            "retention_days": self.settings.retention_days,
            "k": self.settings.pilot_k,
            "models": self.models(lang),
            **_named("model", used["model"], lang),
            **_named("embedding", used["embedding"], lang),
        }

    def models(self, lang: Lang) -> str:
        """What something may be sent to, by name and host; empty when there is nothing."""
        told = (
            _AT.to(lang, model=way.model, host=_host(way, lang)) for way in ways(self.settings).values() if way.model
        )
        return _AND.to(lang).join(dict.fromkeys(told))


def is_near(way: Way) -> bool:
    """Whether a model is reached on this machine or on a private address, by number: a host's name may lead anywhere, and a
    model whose name ends in "cloud" is run elsewhere whatever its address is."""
    host = urlsplit(way.base).hostname or ""
    return bool(way.model) and not way.model.endswith("cloud") and (is_here(host) or _is_private(host))


def is_open(way: Way) -> bool:
    """Whether the words would go to another machine unencrypted."""
    parts = urlsplit(way.base)
    return bool(way.model) and parts.scheme == "http" and not is_here(parts.hostname or "")


def is_counted(settings: Settings) -> bool:
    """Whether leaders are asked if their use may be counted."""
    return settings.pilot


def _is_private(host: str) -> bool:
    try:
        number = ip_address(host)
    except ValueError:
        return False
    within = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return (within or number).is_private


def _read(figure: Figure, lang: Lang) -> str:
    """As it stands in a text."""
    if isinstance(figure.value, dt.date):
        return date_in_words(figure.value, lang)
    return (figure.da if lang == "da" else figure.en) if figure.value is None else str(figure.value)


def _named(use: Use, way: Way, lang: Lang) -> dict[str, str]:
    if use == "model":
        return {"model": way.model, "model_host": _host(way, lang)}
    return {"embedding_model": way.model, "embedding_host": _host(way, lang)}


def _host(way: Way, lang: Lang) -> str:
    return way.host or _PROVIDERS_OWN.to(lang)
