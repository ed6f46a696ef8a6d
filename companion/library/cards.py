"""The knowledge cards: one idea a file, in our own words, in both languages, with the source it stands on.

A card is markdown with YAML front matter, knowledge/cards/<kind>/<id>.md; its body has two parts, `## da` and `## en`.
`asked_as` holds how people ask for it in everyday words: the index answers to those as well as to title and body.
`experience` is a question to put to the network, in the spirit of the method's "Hvilke (måske) relevante erfaringer kan
jeg/vi dele?"; a card that has one bears on a leader's own case, not only on how a network is run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from companion.errors import LibraryProblem
from companion.library.sources import Source, load_sources
from companion.resources import folder, load_yaml
from companion.vocabulary import Both, Citation, Lang, Word

Kind = Literal["method", "meeting", "network", "role", "theme", "wellbeing", "rule"]
Audience = Literal["leader", "facilitator", "hr"]

_FILE = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_PART = re.compile(r"^## (da|en)$", re.MULTILINE)


class AskedAs(Word):
    """How people ask for a card in everyday words."""

    da: tuple[str, ...] = Field(min_length=4, max_length=8)
    en: tuple[str, ...] = Field(min_length=4, max_length=8)


class Card(Word):
    """One idea from the material."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Both
    kind: Kind
    steps: tuple[str, ...]
    """The steps of the sparring sequence it bears on."""
    audience: tuple[Audience, ...] = Field(min_length=1)
    source: str = Field(pattern=r"^\d{3}$")
    section: str = Field(min_length=1)
    asked_as: AskedAs
    experience: Both | None = None
    body: Both

    @property
    def citation(self) -> Citation:
        """Where it stands."""
        return Citation(source=self.source, section=self.section)

    def ask_of_the_network(self, lang: Lang) -> str:
        """The experience question in `lang`, or "" when the card has none."""
        return self.experience.to(lang) if self.experience else ""


def load_cards(root: Path | None = None) -> tuple[Card, ...]:
    """Every card under `root` (default: knowledge/cards), by id. Raises LibraryProblem naming the first bad file."""
    root = root or folder("knowledge") / "cards"
    sources, steps = load_sources(), _step_names()
    cards: dict[str, Card] = {}
    for path in sorted(root.rglob("*.md")):
        card = _read(path)
        fault = _fault(card, path, sources, steps) or ("id: used twice" if card.id in cards else "")
        if fault:
            raise _bad(path, fault)
        cards[card.id] = card
    if not cards:
        raise _bad(root, "no cards")
    return tuple(cards[name] for name in sorted(cards))


def _read(path: Path) -> Card:
    """One file as a card, its shape checked."""
    try:
        found = _FILE.match(path.read_text(encoding="utf-8"))
        if found is None:
            raise _bad(path, "front matter: must stand between two lines of ---")
        front = yaml.load(found["front"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if not isinstance(front, dict):
            raise _bad(path, "front matter: must be a mapping")
        return Card.model_validate({**front, "body": _body(path, found["body"])})
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise _bad(path, type(problem).__name__) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        raise _bad(path, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from problem


def _body(path: Path, text: str) -> dict[str, Any]:
    """The two parts of a body by language."""
    before, *parts = _PART.split(text)
    if before.strip() or parts[::2] != ["da", "en"]:
        raise _bad(path, "body: must be the two parts ## da and ## en, in that order")
    return {lang: " ".join(part.split()) for lang, part in zip(parts[::2], parts[1::2], strict=True)}


def _fault(card: Card, path: Path, sources: dict[str, Source], steps: Sequence[str]) -> str:
    """What is wrong with a well-formed card in its place, or ""."""
    if card.id != path.stem or card.kind != path.parent.name:
        return "id and kind: must be the file's name and folder"
    if card.source not in sources or card.section not in sources[card.source].headings:
        return "source, section: not in knowledge/sources.yaml"
    if unknown := set(card.steps).difference(steps):
        return f"steps: not in the sequence: {', '.join(sorted(unknown))}"
    return ""


def _step_names() -> tuple[str, ...]:
    return tuple(step["name"] for step in load_yaml("sequences", "sparring.yaml")["steps"])


def _bad(path: Path, fault: str) -> LibraryProblem:
    name = "/".join(path.parts[-3:])
    return LibraryProblem(
        f"Kortet {name} kan ikke bruges ({fault}). Ret filen, eller installér Sparringsrum igen.",
        f"The card {name} cannot be used ({fault}). Mend the file, or install Sparringsrum again.",
    )
