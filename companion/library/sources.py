"""The texts the cards stand on, and the headings in them that a card may name (knowledge/sources.yaml)."""

from __future__ import annotations

from pydantic import Field, ValidationError

from companion.errors import LibraryProblem
from companion.resources import load_yaml
from companion.vocabulary import Both, Word


class Source(Word):
    """One source text. Only its headings are kept; what the cards say, they say in their own words."""

    id: str = Field(pattern=r"^\d{3}$")
    title: str = Field(min_length=1)
    publisher: str | None
    """None where the text itself names none."""
    kind: Both
    date_known: Both
    headings: tuple[str, ...] = Field(min_length=1)


def load_sources() -> dict[str, Source]:
    """Source id to source. Raises LibraryProblem when knowledge/sources.yaml is not as it should be."""
    try:
        sources = [Source.model_validate(entry) for entry in load_yaml("sources.yaml")]
    except ValidationError as problem:
        field = ".".join(str(part) for part in problem.errors()[0]["loc"])
        raise LibraryProblem(
            f"knowledge/sources.yaml kan ikke læses (feltet {field}). Ret filen, eller installér Sparringsrum igen.",
            f"knowledge/sources.yaml cannot be read (field {field}). Mend the file, or install Sparringsrum again.",
        ) from problem
    return {source.id: source for source in sources}
