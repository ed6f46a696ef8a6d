"""A set of questions and a model that is asked to fit it; and how many tokens a text has."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import tiktoken

from companion.casebook.casebook import OWN
from companion.confidentiality.gate import Gate
from companion.settings import Settings
from companion.vocabulary import Lang
from companion.voice import SetWish
from companion.voice.model import ModelVoice
from evals.stub import Reply, chat
from tests.voice.fitting import WISH, Came, Tailor, answering, ours, the_set


@pytest.fixture
def tailor(place: Any) -> Tailor:
    """Has a set fitted by a model that says one thing after the other, the last again and again."""

    def act(lang: Lang, *replies: str | Reply, wish: SetWish | None = None, questions: Any = None, **more: Any) -> Came:
        with answering([chat(one) if isinstance(one, str) else one for one in replies]) as stub:
            settings = Settings(model="hosted_vllm/some", api_base=stub.base, **more)
            gate = Gate(settings, ours=ours)
            gate.warm_up()
            voice = ModelVoice(gate, settings, lambda text, lang: (), rest=lambda seconds: None)
            book = place.book()
            told = the_set(lang) if questions is None else questions
            texts = voice.tailor(wish or WISH[lang], told, lang, book.questioning())
            return Came(texts, stub.recorded, book.receipts_without_case(OWN))

    return act


@pytest.fixture(scope="module")
def tokens() -> Any:
    """Counts tokens as litellm does, by the table that comes with it."""
    where = find_spec("litellm")
    assert where and where.submodule_search_locations
    table = Path(where.submodule_search_locations[0]) / "litellm_core_utils" / "tokenizers"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIKTOKEN_CACHE_DIR", str(table))
        encoding = tiktoken.get_encoding("cl100k_base")
    return lambda text: len(encoding.encode(text))
