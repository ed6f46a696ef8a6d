"""What stands on a heading of a source text, and how a paper names the sources."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import model_validator

from companion.brief.words import quoted
from companion.library.sources import Source, load_sources
from companion.vocabulary import Lang, Word


class Grounded(Word):
    """Stands on a heading; one that the source does not have is refused when the file is read."""

    source: str
    section: str

    @model_validator(mode="after")
    def _stands_on_a_heading(self) -> Grounded:
        if self.source not in _sources() or self.section not in _sources()[self.source].headings:
            raise ValueError("section: no such heading")
        return self

    @property
    def source_title(self) -> str:
        """What the source calls itself."""
        return _sources()[self.source].title


def sources_in_words(grounded: Iterable[Grounded], lang: Lang) -> str:
    """”Sparring i netværk for ledere” (BFA …) and so on: each source once, the first named first."""
    numbers = dict.fromkeys(one.source for one in grounded)
    named = [_named(_sources()[number], lang) for number in numbers]
    last = " og " if lang == "da" else " and "
    return last.join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _named(source: Source, lang: Lang) -> str:
    publisher = f" ({source.publisher})" if source.publisher else ""
    return f"{quoted(source.title, lang)}{publisher}"


@cache
def _sources() -> dict[str, Source]:
    return load_sources()
