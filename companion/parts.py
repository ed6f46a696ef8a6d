"""The one place where the parts are put together, from the settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from companion.settings import Settings
from companion.vocabulary import LANGS, Lang, Passage

if TYPE_CHECKING:
    from companion.casebook.casebook import Casebook
    from companion.confidentiality.gate import Gate
    from companion.library.library import Library
    from companion.method.state import Context
    from companion.voice.model import ModelVoice

PASSAGES = 2
"""So many passages of the material a model is told of, at most."""


def context(library: Library, voice: ModelVoice | None = None) -> Context:
    """What the nodes are handed. With no model the guided voice speaks."""
    from companion.casebook.casebook import utc_now
    from companion.method.state import Context
    from companion.voice.guided import GuidedVoice

    return Context(voice=voice or GuidedVoice(), library=library, clock=utc_now)


def model_voice(settings: Settings, library: Library) -> ModelVoice | None:
    """The voice of the configured model; None where there is none. It is told of the product's own cards alone, found
    without any call out."""
    if not settings.model:
        return None
    from companion.errors import LibraryProblem
    from companion.voice.model import ModelVoice

    def passages(text: str, lang: Lang) -> Sequence[Passage]:
        with suppress(LibraryProblem):
            return library.search(text, lang, k=PASSAGES, own=False)
        return ()

    return ModelVoice(gate(settings), settings, passages)


def own_words() -> frozenset[str]:
    """Every text of the product's own that a message to a model may hold as it is."""
    from companion.facilitation.templates import templates
    from companion.facilitation.themes import themes
    from companion.library.cards import load_cards
    from companion.method.sequence import load_sequence
    from companion.voice.bank import bank
    from companion.voice.prompts import own_texts

    steps = load_sequence().steps
    banked = [*templates().questions, *(one for theme in themes() for one in theme.questions)]
    told = [
        *(both for step in steps for both in (step.title, step.question, step.purpose)),
        *(both for card in load_cards() for both in (card.title, card.body)),
        *(both for one in banked for both in (one.text, one.purpose)),
        *(both for step in steps for one in bank(step.name) for both in (one.text, one.purpose)),
    ]
    return own_texts() | {both.to(lang) for both in told for lang in LANGS}


def library(settings: Settings, calls: bool = True) -> Library:
    """The library, its index in the data folder; nothing is built or loaded before it is asked. With `calls` false no
    embedding model is called for it."""
    from companion.library.library import Library

    return Library(settings.data_dir / "index", gate=gate(settings) if calls else None)


def gate(settings: Settings) -> Gate:
    """What everything that leaves the machine goes through; with no model configured, nothing does."""
    from companion.confidentiality.gate import Gate

    return Gate(settings, ours=own_words)


def key(settings: Settings) -> bytes:
    """The master key: given, or from its file. A change of keys that was cut off is finished first."""
    from companion.confidentiality.keys import file_key, given_key, unsettled

    if settings.key:
        return given_key(settings.key.get_secret_value())
    if unsettled(settings.key_file, settings.data_dir):
        from companion.commands.rotate import finish

        finish(settings)
    return file_key(settings.key_file, settings.has_data)


@contextmanager
def casebook(settings: Settings, kept: bool = True) -> Iterator[Casebook]:
    """The casebook of the data folder; with `kept` false one in memory, under a key nobody keeps."""
    import secrets

    from companion.casebook.casebook import Casebook

    shelf = library(settings)
    book = Casebook(
        settings.data_dir if kept else None,
        key(settings) if kept else secrets.token_bytes(32),
        context(shelf, model_voice(settings, shelf)),
    )
    try:
        yield book
    finally:
        book.close()
