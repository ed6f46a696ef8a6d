"""Is a question still the right thing? Reads a leader's text for danger, for a duty to act, and for strain.

Deterministic, Danish and English in the same text, no network, nothing remembered. Two readers are joined: what many
labelled texts taught (companion/safety/learned.py), and rules (knowledge/safety). A rule needs the other's consent; where
its words leave no doubt it stops unless the other is sure that the text is ordinary. A signal is the name of a rule or of
what was learned, never the leader's words.
"""

from __future__ import annotations

from companion.safety.fold import tokens
from companion.safety.learned import Verdict, verdict
from companion.safety.reading import Match, Reading
from companion.safety.rules import Rule, rulebook
from companion.vocabulary import Concern, ConcernLevel

ORDER: tuple[ConcernLevel, ...] = ("none", "strain", "duty", "acute")


def screen(text: str) -> Concern:
    """The most serious level found and every signal behind it: the most serious first, and names of rules before what was
    learned."""
    reading = Reading(tokens(text))
    return joined(reading, verdict(reading.words, reading.leaning))


def joined(reading: Reading, learned: Verdict) -> Concern:
    """What both readers say of one text."""
    signals: dict[str, ConcernLevel] = {match.rule.name: match.rule.level for match in _held(reading, learned)}
    signals |= learned.signals()
    names = sorted(signals, key=lambda name: -ORDER.index(signals[name]))
    return Concern(level=signals[names[0]] if names else "none", signals=tuple(names))


def matches(text: str) -> list[Match]:
    """Every rule that holds in the text, each once, where it first holds."""
    reading = Reading(tokens(text))
    return _held(reading, verdict(reading.words, reading.leaning))


def _held(reading: Reading, learned: Verdict) -> list[Match]:
    """The rules that hold and are believed."""
    heard = [rule for rule in rulebook().rules if rule.level in learned.agrees or _is_explicit(rule, learned)]
    return [match for rule in heard if (match := reading.first(rule)) is not None]


def _is_explicit(rule: Rule, learned: Verdict) -> bool:
    return rule.explicit and rule.level not in learned.denies
