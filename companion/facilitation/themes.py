"""The themes a group can take up, each with its bank of questions, and which of them a facilitator means.

A bank is knowledge/facilitation/themes/<id>.yaml; it stands on a knowledge card, whose source its questions cite.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import Field, ValidationError

from companion.errors import LibraryProblem
from companion.facilitation.likeness import content, forms
from companion.library.cards import load_cards
from companion.library.words import tokens
from companion.resources import folder, load_yaml
from companion.vocabulary import Both, Citation, Lang, Passage, Step, Word

Format = Literal["interview", "sparring", "plenary", "opening", "follow-up", "closing"]
Direction = Literal["own_manager", "self", "citizens", "team", "management", "across"]
Group = Literal["new", "seasoned", "any"]
Setting = Literal["internal", "across", "any"]
_Bank = TypeVar("_Bank", bound=Word)
Search = Callable[[str, Lang], Sequence[Passage]]
"""What of the material a text is about, nearest first: the library's search."""

EVERYDAY = "current-challenges"
"""The theme whose names are so common ("udfordring", "lige nu") that they count only where nothing else was typed."""
OVERVIEW = "themes"
"""The card that lists all themes: to be near it is to be near none of them."""
LEAST_COVERED = 0.5
"""The share of the words of any weight that a theme's own names must make up for it to be meant without asking the library."""
LEAST_NEAR = 0.33
"""How near a card must be to the text for its theme to be meant; of 21 texts tried it kept out the wrong one, with 0.32."""
LOOKED_AT = 3
"""Cards among which the theme's must be."""


class BankQuestion(Word):
    """A question for a group, with what it is for and where it fits."""

    id: str
    formats: tuple[Format, ...] = Field(min_length=1)
    depth: Literal[1, 2, 3]
    """1 safe and concrete · 2 one's own doing and thinking · 3 doubt, cost, relation."""
    direction: Direction
    step: str
    group: Group
    setting: Setting
    purpose: Both
    text: Both


class Named(Word):
    """What a facilitator may type who means this theme."""

    da: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Theme(Word):
    """A theme with its bank."""

    id: str
    card: str
    title: Both
    called: Both
    """As it stands inside a sentence."""
    named: Named
    questions: tuple[BankQuestion, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it goes by, in both languages, the most typical first."""
        return (self.id, self.title.da, self.title.en, *self.named.da, *self.named.en)


def load_themes(root: Path | None = None) -> tuple[Theme, ...]:
    """Every theme under `root` (default: knowledge/facilitation/themes), by id. LibraryProblem names the first bad file."""
    themes: list[Theme] = []
    for path in sorted((root or folder("knowledge") / "facilitation" / "themes").glob("*.yaml")):
        theme = read_bank(path, Theme)
        fault = _fault(theme, path)
        if fault:
            raise bad_bank(path, fault)
        themes.append(theme)
    return tuple(themes)


def read_bank(path: Path, shape: type[_Bank]) -> _Bank:
    """A file of questions, its shape checked. LibraryProblem when it is not as it should be."""
    try:
        raw: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return shape.model_validate(raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise bad_bank(path, type(problem).__name__) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        raise bad_bank(path, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from problem


def _fault(theme: Theme, path: Path) -> str:
    """What is wrong with a well-formed theme in its place, or ""."""
    ids = [question.id for question in theme.questions]
    if theme.id != path.stem or any(not name.startswith(f"{theme.id}-") for name in ids):
        return "id: must be the file's name, and begin each question's"
    if len(set(ids)) < len(ids):
        return "questions: an id is used twice"
    if theme.card not in citations():
        return "card: not in knowledge/cards"
    if unknown := {question.step for question in theme.questions} - {step.name for step in steps()}:
        return f"step: not in the sequence: {', '.join(sorted(unknown))}"
    return ""


@cache
def themes() -> tuple[Theme, ...]:
    """The themes of the product."""
    return load_themes()


@cache
def citations() -> dict[str, Citation]:
    """Card to where it stands."""
    return {card.id: card.citation for card in load_cards()}


@cache
def steps() -> tuple[Step, ...]:
    """The steps of the sparring sequence, in order."""
    return tuple(Step.model_validate(step) for step in load_yaml("sequences", "sparring.yaml")["steps"])


@cache
def sequence_citation() -> Citation:
    """Where the sequence stands."""
    return Citation.model_validate(load_yaml("sequences", "sparring.yaml")["source"])


def find_theme(asked: str, lang: Lang, search: Search) -> Theme | None:
    """The theme that is meant: by its id, title or one of its names in either language and any inflection, by the names in a
    longer text, or by what the text is about; None where it is about none of them."""
    words = forms(asked)
    exact = [(at, theme) for theme in themes() for at, name in enumerate(theme.names) if forms(name) == words]
    if exact:
        return min(exact, key=lambda one: (one[0], one[1].id))[1]
    named = _named_in(asked)
    if named and named[0][0] >= LEAST_COVERED:
        return named[0][1]
    near = near_theme(asked, lang, search)
    return near or (named[0][1] if named else None)


def _named_in(asked: str) -> list[tuple[float, Theme]]:
    """The themes with a name in the text, the one whose names cover most of it first, with the share covered."""
    words, weighty = forms(asked), set(forms(" ".join(content(asked))))
    found: list[tuple[float, int, str, Theme]] = []
    for theme in themes():
        hits = [(at, _covered(words, forms(name))) for at, name in enumerate(theme.names)]
        covered = set().union(*(hit for _, hit in hits)) & weighty
        share = len(covered) / len(weighty) if weighty else 0.0
        if covered and (theme.id != EVERYDAY or share == 1.0):
            found.append((share, min(at for at, hit in hits if hit & covered), theme.id, theme))
    found.sort(key=lambda one: (-one[0], one[3].id == EVERYDAY, one[1], one[2]))
    return [(share, theme) for share, _, _, theme in found]


def _covered(words: Sequence[str], name: Sequence[str]) -> set[str]:
    """The words of the text that are this name: in a row, or as the beginning of a compound ("konflikthåndtering")."""
    size = len(name)
    if any(tuple(words[at : at + size]) == tuple(name) for at in range(len(words) - size + 1)):
        return set(name)
    return {word for word in words if size == 1 and len(name[0]) > 5 and word.startswith(name[0])}


def near_theme(asked: str, lang: Lang, search: Search) -> Theme | None:
    """The theme a text is about, by what it means; None where it is about none of them."""
    by_card = {theme.card: theme for theme in themes() if theme.card != OVERVIEW}
    passages = search(asked, lang)[:LOOKED_AT] if tokens(asked) else ()
    near = [by_card[one.card] for one in passages if one.card in by_card and one.score >= LEAST_NEAR]
    return near[0] if near else None


def bad_bank(path: Path, fault: str) -> LibraryProblem:
    """The error to tell of a file of questions that cannot be used."""
    name = "/".join(path.parts[-2:])
    return LibraryProblem(
        f"Spørgsmålene i {name} kan ikke bruges ({fault}). Ret filen, eller installér Sparringsrum igen.",
        f"The questions in {name} cannot be used ({fault}). Mend the file, or install Sparringsrum again.",
    )
