"""How it works: the questions a works council and a data protection officer ask, answered as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from companion.pilot.pack_facts import is_counted
from companion.resources import load_yaml
from companion.settings import Settings
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Both

_HOW_IT_CHOOSES = 2
"""What a model may and may not do comes after how the questions are chosen."""


def about(days: int, place: Both, settings: Settings | None, texts: Texts) -> str:
    """The answers of knowledge/about.yaml, with this run's own values in them; where it differs, as it is with the models
    that are connected."""
    lang = texts.lang
    models = models_of(settings, texts)
    values = {"days": days, "place": place.to(lang), "models": models, **_true_of(settings, texts)}
    parts = [_item(item, bool(models), values, lang) for item in load_yaml("about.yaml")]
    if settings and settings.model:
        parts.insert(_HOW_IT_CHOOSES, f"<h2>{texts('about_model')}</h2>{paragraphs(texts('about_model_may'))}")
    return heading(texts("about_heading")) + f'<div class="words about">{"".join(parts)}</div>'


def _true_of(settings: Settings | None, texts: Texts) -> dict[str, str]:
    """Where the key is, and whether use is counted."""
    given = settings is not None and settings.key is not None
    counted = texts("about_counted_off")
    if settings and is_counted(settings):
        counted = texts("about_counted_on", k=settings.pilot_k)
    return {"key": texts("about_key_given" if given else "about_key_file"), "counted": counted}


def _item(item: dict[str, Any], connected: bool, values: dict[str, Any], lang: str) -> str:
    answer = item["connected"] if connected and "connected" in item else item["answer"]
    told = answer[lang].format(**values).split("\n")
    return f"<h2>{inert(item['ask'][lang])}</h2>{paragraphs(*told)}"


def models_of(settings: Settings | None, texts: Texts) -> str:
    """What something may be sent to, by name and host; empty when there is nothing."""
    if settings is None:
        return ""
    ways = (
        (settings.model, settings.api_base),
        (settings.embedding_model, settings.embedding_api_base or settings.api_base),
    )
    return " · ".join(
        texts("model_at", model=model, host=host) if (host := urlsplit(base).netloc) else model
        for model, base in dict.fromkeys(ways)
        if model
    )
