"""The rules of the screen, read from knowledge/safety: components, patterns over them, and what makes a match void.

The pattern language is told in companion/safety/patterns.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from companion.resources import load_yaml
from companion.safety.patterns import Compiler, Pattern, broken
from companion.vocabulary import ConcernLevel

FILES = (
    "components", "contexts", "idioms", "acute", "acute_signs", "acute_plans", "acute_harm", "violence", "threats",
    "duty_people", "duty_people_more", "duty_money", "duty_truth", "duty_work", "strain", "strain_more",
    "signs", "signs_duty",
)  # fmt: skip
"""The files of knowledge/safety. Each may hold components, contexts and rules; components come before their use."""


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
    explicit: bool = False
    """True where the words leave no doubt: it stops unless the learned part is sure of the opposite."""
    figures: bool = True
    """False where a figure of speech over the same words changes nothing ("slår … op i journalen")."""


@dataclass
class Rulebook:
    """All rules, compiled: which element numbers a word belongs to, and every pattern by its owner."""

    rules: tuple[Rule, ...] = ()
    contexts: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    patterns: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    falls: dict[int, str] = field(default_factory=dict)
    """Elements that are contexts, by name."""
    exact: dict[str, tuple[int, ...]] = field(default_factory=dict)
    starts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    openers: frozenset[int] = frozenset()
    """Elements that only count first in their clause."""
    after_i: frozenset[str] = frozenset()
    """Words in front of which "i" is the English pronoun, written `i!` in the rules, and not the Danish "in"."""

    english: frozenset[str] = frozenset()
    danish: frozenset[str] = frozenset()
    """Little words that tell which language most of a text is in."""

    def numbers(self, word: str) -> tuple[int, ...]:
        """The elements a folded word can stand for; "i!" is the English "i", and the Danish as well."""
        if word == "i!":
            return (*self.exact.get(word, ()), *self.numbers("i"))
        found = list(self.exact.get(word, ()))
        for length in range(2, len(word) + 1):
            found += self.starts.get(word[:length], ())
        return tuple(found)


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
    compiler = Compiler(components)
    contexts = {name: compiler.compiled(more) for name, more in lines.items()}
    patterns = {rule.name: compiler.compiled(rule.says) for rule in rules}
    contexts |= compiler.phrases
    _check(rules, contexts, compiler)
    return Rulebook(
        rules=rules,
        contexts=contexts,
        patterns=patterns,
        falls=compiler.falls,
        exact={word: tuple(sorted(numbers)) for word, numbers in compiler.exact.items()},
        starts={word: tuple(sorted(numbers)) for word, numbers in compiler.starts.items()},
        openers=frozenset(compiler.openers),
        after_i=frozenset(components["after_i"].split()),
        english=frozenset(components["english"].split()),
        danish=frozenset(components["danish"].split()),
    )


def _check(rules: tuple[Rule, ...], contexts: dict[str, tuple[Pattern, ...]], compiler: Compiler) -> None:
    """Every context that is named exists."""
    for rule in rules:
        for name in (*rule.needs, *rule.unless, *rule.unless_near, *rule.weighs):
            if name not in contexts:
                raise broken(f"{rule.name}: {name}")
    for name in compiler.falls.values():
        if name not in contexts:
            raise broken("{" + name + "}")


@lru_cache(maxsize=20_000)
def numbers_of(word: str) -> tuple[int, ...]:
    """The elements a folded word can stand for anywhere, remembered."""
    return tuple(number for number in rulebook().numbers(word) if number not in rulebook().openers)


@lru_cache(maxsize=20_000)
def openers_of(word: str) -> tuple[int, ...]:
    """The elements it can stand for as the first word of its clause."""
    return tuple(number for number in rulebook().numbers(word) if number in rulebook().openers)
