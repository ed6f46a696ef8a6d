"""How it works: the questions a works council and a data protection officer ask, answered as it is."""

from __future__ import annotations

from companion.resources import load_yaml
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Both


def about(days: int, place: Both, texts: Texts) -> str:
    """The answers of knowledge/about.yaml, with this run's own values in them."""
    lang = texts.lang
    values = {"days": days, "place": place.to(lang)}
    parts = "".join(
        f"<h2>{inert(_to(item['ask'], lang))}</h2>{paragraphs(_to(item['answer'], lang).format(**values))}"
        for item in load_yaml("about.yaml")
    )
    return heading(texts("about_heading")) + f'<div class="words about">{parts}</div>'


def _to(both: dict[str, str], lang: str) -> str:
    return both[lang]
