"""The rules of the screen, read from knowledge/safety: components, patterns over them, and what makes a match void.

A pattern is a line of elements. `slår` one word · `slå*` a beginning · `a|b*` either · `<threat>` a component ·
`^ring` first in its clause · `mere?` may be missing · `~` up to three other words before the next element, `~5` up to
five. `{fall}` is any place where a context holds. A line with `&` is a bag: its parts, each a word or a line of its own, stand in any order, no
further than `BAG` words from the rarest of them.

Each element is a set of places in the text, kept as the bits of one integer; following a pattern is shifting and masking,
and only patterns whose rarest element stands in the text are followed, so the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from companion.errors import PartFailed
from companion.resources import load_yaml
from companion.safety.fold import fold
from companion.vocabulary import ConcernLevel

FILES = (
    "components", "contexts", "idioms", "acute", "acute_signs", "acute_plans", "acute_harm", "violence", "threats",
    "duty_people", "duty_people_more", "duty_money", "duty_truth", "duty_work", "strain", "strain_more", "signs", "signs_duty",
)  # fmt: skip
"""The files of knowledge/safety. Each may hold components, contexts and rules; components come before their use."""
BAG = 9
"""How many words may lie between the rarest element of a bag and any other. Less than the empty slots of a full stop."""
_LONGEST_GAP = 8
_DENIES = re.compile(r"<neg>|\b(?:ikke|aldrig|ingen|uden|not|never|no|nobody|without)\b")
_BARE = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_BARE_FROM = 5
"""Words of this length are also known with their diacritics simply left off ("vagner")."""


@dataclass(frozen=True)
class Pattern:
    """Elements by number, each with how many other words may stand in front of it."""

    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    bag: bool = False
    """True where the order does not matter; the first element is then the rarest."""
    denies: bool = False
    """True where its words carry a "not" of their own, so that a "not" in the match voids nothing."""
    key: int | None = None
    """The rarest element; None where a pattern is made of contexts only."""


class Rule(BaseModel):
    """One signal: what says it, what must be near, and what makes it void."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    level: ConcernLevel
    says: tuple[str, ...] = ()
    weighs: dict[str, int] = Field(default_factory=dict)
    """Contexts that are little alone: what each weighs in three sentences in a row."""
    enough: int = 0
    """What they must weigh together."""
    needs: tuple[str, ...] = ()
    """Contexts of which one must stand in the same sentence or the one beside it."""
    unless: tuple[str, ...] = ()
    """Contexts that void the match when they stand in the same sentence."""
    unless_near: tuple[str, ...] = ()
    """Contexts that void the match in the same sentence or the one beside it."""
    negatable: bool = True
    """False where the words of the rule carry their own negation, or where a "not" changes nothing."""
    figures: bool = True
    """False where a figure of speech over the same words changes nothing ("slår … op i journalen")."""


@dataclass
class Rulebook:
    """All rules, compiled: which element numbers a word belongs to, and every pattern by its owner."""

    rules: tuple[Rule, ...] = ()
    contexts: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    patterns: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    keyed: dict[int, tuple[tuple[str, int, Pattern], ...]] = field(default_factory=dict)
    """By the rarest element: the rule or {context} it may bring, and the pattern with its place among the others."""
    keyless: tuple[tuple[str, int, Pattern], ...] = ()
    falls: dict[int, str] = field(default_factory=dict)
    """Elements that are contexts, by name."""
    exact: dict[str, tuple[int, ...]] = field(default_factory=dict)
    starts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    openers: frozenset[int] = frozenset()
    """Elements that only count first in their clause."""
    after_i: frozenset[str] = frozenset()
    """Words in front of which "i" is the English pronoun, written `i!` in the rules, and not the Danish "in"."""

    def numbers(self, word: str) -> tuple[int, ...]:
        """The elements a folded word can stand for."""
        found = list(self.exact.get(word, ()))
        for length in range(2, len(word) + 1):
            found += self.starts.get(word[:length], ())
        return tuple(found)


class _Compiler:
    """Turns pattern lines into numbers; the same set of words gets the same number everywhere."""

    def __init__(self, components: dict[str, str]) -> None:
        self.components = components
        self.known: dict[str, int] = {}
        self.size: dict[int, int] = {}
        self.openers: set[int] = set()
        self.falls: dict[int, str] = {}
        self.phrases: dict[str, tuple[Pattern, ...]] = {}
        self.exact: dict[str, set[int]] = {}
        self.starts: dict[str, set[int]] = {}

    def patterns(self, line: str) -> list[Pattern]:
        """The line as one pattern, or several where elements may be missing."""
        if "&" in line.split():
            return [self._bag([part.strip() for part in line.split(" & ")])]
        lines: list[list[str]] = [[]]
        for part in line.split():
            if part.endswith("?"):
                lines = [*([*one, part[:-1]] for one in lines), *lines]
            else:
                lines = [[*one, part] for one in lines]
        return [self._pattern(parts) for parts in lines]

    def _pattern(self, parts: list[str]) -> Pattern:
        elements: list[int] = []
        gaps: list[int] = []
        gap = 0
        for part in parts:
            if part.startswith("~"):
                gap = int(part[1:] or 3)
                continue
            elements.append(self._number(part))
            gaps.append(gap)
            gap = 0
        if not elements or max(gaps) > _LONGEST_GAP:
            raise _broken(" ".join(parts))
        return Pattern(tuple(elements), tuple(gaps), key=self._rarest(elements))

    def _bag(self, parts: list[str]) -> Pattern:
        elements = [self._number(part if len(part.split()) == 1 else self._phrase(part)) for part in parts]
        key = self._rarest(elements)
        first = elements[0] if key is None else key
        return Pattern((first, *(element for element in elements if element != first)), (), bag=True, key=key)

    def _phrase(self, line: str) -> str:
        """A line inside a bag is a context without a name of its own."""
        if line not in self.phrases:
            self.phrases[line] = ()
            self.phrases[line] = tuple(self.patterns(line))
        return "{" + line + "}"

    def _rarest(self, elements: list[int]) -> int | None:
        """The element of fewest words; a context is never the rarest."""
        plain = [element for element in elements if element not in self.falls]
        return min(plain, key=lambda element: self.size[element]) if plain else None

    def _number(self, part: str) -> int:
        if part in self.known:
            return self.known[part]
        number = self.known[part] = len(self.known)
        if part.startswith("{") and part.endswith("}"):
            self.falls[number] = part[1:-1]
            return number
        if part.startswith("^"):
            self.openers.add(number)
        words = self._words(part.lstrip("^"))
        self.size[number] = len(words)
        for word in words:
            table = self.starts if word.endswith("*") else self.exact
            for form in _forms(word.rstrip("*")):
                table.setdefault(form, set()).add(number)
        return number

    def _words(self, part: str) -> list[str]:
        words: list[str] = []
        for one in part.split("|"):
            name = re.fullmatch(r"<(\w+)>", one)
            if name is None:
                words.append(one)
            elif name[1] in self.components:
                words += self._words("|".join(self.components[name[1]].split()))
            else:
                raise _broken(part)
        return words


def _forms(word: str) -> set[str]:
    """A word folded, and with its diacritics left off."""
    forms = {fold(word)}
    if len(word) >= _BARE_FROM:
        forms.add(fold(word.translate(_BARE)))
    return forms


def _broken(part: str) -> PartFailed:
    return PartFailed(
        f"En regel i knowledge/safety kan ikke læses: ”{part}”. Ret den, eller installér Sparringsrum igen.",
        f'A rule in knowledge/safety cannot be read: "{part}". Mend it, or install Sparringsrum again.',
    )


@cache
def rulebook() -> Rulebook:
    """The rules as they stand in knowledge/safety, compiled once."""
    files: list[dict[str, Any]] = [load_yaml("safety", f"{name}.yaml") for name in FILES]
    components: dict[str, str] = {}
    lines: dict[str, list[str]] = {}
    for file in files:
        components |= file.get("components", {})
        for name, more in file.get("contexts", {}).items():
            lines.setdefault(name, []).extend(more)
    rules = tuple(Rule.model_validate(rule) for file in files for rule in file.get("rules", ()))
    compiler = _Compiler(components)
    contexts = {name: _compiled(compiler, more) for name, more in lines.items()}
    patterns = {rule.name: _compiled(compiler, rule.says) for rule in rules}
    contexts |= compiler.phrases
    _check(rules, contexts, compiler)
    return Rulebook(
        rules=rules,
        contexts=contexts,
        patterns=patterns,
        **_keyed(contexts, patterns),
        falls=compiler.falls,
        exact={word: tuple(sorted(numbers)) for word, numbers in compiler.exact.items()},
        starts={word: tuple(sorted(numbers)) for word, numbers in compiler.starts.items()},
        openers=frozenset(compiler.openers),
        after_i=frozenset(components["after_i"].split()),
    )


def _check(rules: tuple[Rule, ...], contexts: dict[str, tuple[Pattern, ...]], compiler: _Compiler) -> None:
    """Every context that is named exists."""
    for rule in rules:
        for name in (*rule.needs, *rule.unless, *rule.unless_near, *rule.weighs):
            if name not in contexts:
                raise _broken(f"{rule.name}: {name}")
    for name in compiler.falls.values():
        if name not in contexts:
            raise _broken("{" + name + "}")


def _keyed(contexts: dict[str, tuple[Pattern, ...]], patterns: dict[str, tuple[Pattern, ...]]) -> dict[str, Any]:
    """All patterns by their rarest element, so that a text meets only those it may hold."""
    keyed: dict[int, list[tuple[str, int, Pattern]]] = {}
    keyless: list[tuple[str, int, Pattern]] = []
    owners = {**patterns, **{"{" + name + "}": more for name, more in contexts.items()}}
    for owner, more in owners.items():
        for index, pattern in enumerate(more):
            home = keyless if pattern.key is None else keyed.setdefault(pattern.key, [])
            home.append((owner, index, pattern))
    return {"keyed": {key: tuple(more) for key, more in keyed.items()}, "keyless": tuple(keyless)}


def _compiled(compiler: _Compiler, lines: tuple[str, ...] | list[str]) -> tuple[Pattern, ...]:
    found: dict[Pattern, None] = {}
    for line in lines:
        denies = bool(_DENIES.search(line))
        found |= dict.fromkeys(replace(pattern, denies=denies) for pattern in compiler.patterns(line))
    return tuple(found)


@lru_cache(maxsize=20_000)
def numbers_of(word: str) -> tuple[int, ...]:
    """The elements a folded word can stand for, remembered."""
    return rulebook().numbers(word)
