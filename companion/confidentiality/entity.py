"""What the detector finds: a stretch of text and what it is."""

from __future__ import annotations

from companion.vocabulary import IdentifierKind, Word

Kind = IdentifierKind


class Entity(Word):
    """`text` stands at [start, end) in code points; a person's genitive s stands outside it. Other: handle, plate."""

    start: int
    end: int
    text: str
    kind: Kind
