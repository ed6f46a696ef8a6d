"""The pack on HR's desk: what it says of this installation, and eight papers made from the same settings."""

from __future__ import annotations

from typing import Any

import pytest

from companion.pilot.pack import NAMES
from companion.settings import Settings
from companion.ui.texts import Texts
from companion.vocabulary import LANGS
from companion.welcome import SERVER

from ..conftest import Books, opened
from ..meetings.filled import desk

REMOTE = {"model": "mistral/mistral-small-latest", "api_base": "https://api.eu.mistral.ai/v1"}


def seen(window: Any, lang: str, **given: Any) -> str:
    place = {"place": SERVER} if given.get("auth_header") else {}
    room = opened(Books(), settings=Settings(**given), **place)
    try:
        return window(lang, room=room).press("network_tool", "pack")
    finally:
        room.close()


@pytest.mark.parametrize("lang", LANGS)
def test_at_a_glance_it_is_what_the_settings_say(window, lang) -> None:
    """Fails with a line that is the same whatever is set."""
    texts = Texts(lang)
    bare, full = seen(window, lang), seen(window, lang, auth_header="X-U", key="ab" * 32, retention_days=31, **REMOTE)
    for one, other in (
        ("pack_where_own", "pack_where_shared"), ("pack_models_none", "pack_models_sent"), ("pack_key_file", "pack_key_given"),
    ):  # fmt: skip
        start = texts(other, models="mistral").split(" mistral")[0]
        assert texts(one) in bare and texts(one) not in full and start in full and start not in bare
    assert "api.eu.mistral.ai" in full and "31" in full and "ab" * 32 not in full and "180" in bare
    assert texts("pack_open_line") in seen(window, lang, model="x/y", api_base="http://10.0.0.1/v1")
    assert texts("pack_open_line") not in full and texts("pack_counted_off") in bare


@pytest.mark.parametrize("lang", LANGS)
def test_each_paper_it_offers_can_be_had(window, lang) -> None:
    """Fails with a paper that has no maker, or one whose file name tells of something."""
    leader = window(lang)
    html = leader.press("network_tool", "pack")
    for name in NAMES:
        assert all(f'data-paper="pack-{name}.{kind}"' in html for kind in ("docx", "pdf", "md"))
        tool, make = desk(leader, "network").paper(f"pack-{name}")
        made = make({}, lang)
        assert tool.name == "pack" and made.paper.title in html and made.paper.lang == lang
        assert set(made.stem.to(lang)) <= set("abcdefghijklmnopqrstuvwxyz-12345678")
    assert html.count("data-paper=") == 24 and "{" not in html


def test_a_paper_is_made_from_the_rooms_own_settings(window) -> None:
    room = opened(Books(), settings=Settings(retention_days=31))
    paper = desk(window(room=room), "network").paper("pack-notice")[1]({}, "da").paper
    room.close()
    assert any("31 dage" in text for block in paper.blocks for text in getattr(block, "items", ()))
