"""Is a question still the right thing? Reads a leader's text for danger, for a duty to act, and for strain.

Deterministic, Danish and English in the same text, no network, nothing remembered. Two readers are joined: what many
labelled texts taught (companion/safety/learned.py), and rules (knowledge/safety). A rule needs the other's consent; where
its words leave no doubt it stops unless the other is sure that the text is ordinary. A signal is the name of a rule or of
what was learned, never the leader's words.
"""

from __future__ import annotations

from collections.abc import Iterator

from companion.safety.fold import tokens
from companion.safety.learned import DOUBT, Verdict, verdict
from companion.safety.reading import Match, Reading
from companion.safety.rules import Rule, rulebook
from companion.vocabulary import Concern, ConcernLevel

ORDER: tuple[ConcernLevel, ...] = ("none", "strain", "duty", "acute")


def screen(text: str) -> Concern:
    """The most serious level found and the signals behind it: names of rules first, then what was learned."""
    reading = Reading(tokens(text))
    return joined(reading, verdict(reading.words, reading.leaning))


def joined(reading: Reading, learned: Verdict) -> Concern:
    """What both readers say of one text. A graver level leaves none of the rules below it to be asked."""
    by_itself = learned.signals()
    for level in reversed(ORDER[1:]):
        ruled = [match.rule.name for match in _held(reading, learned, level)]
        if ruled or level in by_itself.values():
            names = sorted(by_itself, key=lambda name: -ORDER.index(by_itself[name]))
            learned_too = [name for name in names if name != DOUBT or not ruled]
            return Concern(level=level, signals=(*ruled, *learned_too))
    return Concern(level="none", signals=())


def matches(text: str) -> list[Match]:
    """Every rule that holds in the text, each once, where it first holds."""
    reading = Reading(tokens(text))
    learned = verdict(reading.words, reading.leaning)
    return [match for level in ORDER for match in _held(reading, learned, level)]


def _held(reading: Reading, learned: Verdict, level: ConcernLevel) -> Iterator[Match]:
    """The rules of a level that hold and are believed."""
    heard = [rule for rule in rulebook().rules if rule.level == level]
    for rule in heard if level in learned.agrees else [rule for rule in heard if _is_explicit(rule, learned)]:
        if match := reading.first(rule):
            yield match


def _is_explicit(rule: Rule, learned: Verdict) -> bool:
    return rule.explicit and rule.level not in learned.denies
