"""What stands on a heading of a source text, or on none: then it is our own, and the paper says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import model_validator

from companion.facilitation.grounded import Grounded, sources_in_words
from companion.vocabulary import Lang, Word


class Ground(Word):
    """`source: null`: no text says it. A heading that the source does not have is refused when the file is read."""

    source: str | None
    section: str | None

    @model_validator(mode="after")
    def _stands_on_a_heading_or_on_nothing(self) -> Ground:
        if (self.source, self.section) != (None, None):
            Grounded.model_validate({"source": self.source, "section": self.section})
        return self

    @property
    def grounded(self) -> Grounded | None:
        """Where it stands; None where it is ours."""
        if self.source is None or self.section is None:
            return None
        return Grounded(source=self.source, section=self.section)


def named(grounds: Iterable[Ground], lang: Lang) -> str:
    """The sources they stand on, in words, each once; "" where all of it is ours."""
    found = list(_grounded(grounds))
    return sources_in_words(found, lang) if found else ""


def _grounded(grounds: Iterable[Ground]) -> Iterator[Grounded]:
    return (one for ground in grounds if (one := ground.grounded))
