"""One text under the rules of knowledge/safety: which hold, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from companion.safety.fold import Token
from companion.safety.patterns import BAG, Pattern
from companion.safety.rules import Rule, numbers_of, openers_of, rulebook

_REACH = 15
"""How many words away a voiding context may stand in its sentence; people who leave out full stops write long ones."""
_BEFORE_NEGATION = 3
_NEAR = 90
"""Slots in which small signs are weighed together: three sentences, or about sixty words of a long one."""
_ELSEWHERE = frozenset({"past", "fiction"})


@dataclass(frozen=True)
class Match:
    """A rule that holds, and the slots of its first and last word."""

    rule: Rule
    first: int
    last: int


class Reading:
    """One text under the rules: for each element the places where it stands, as bits. Nothing is looked up before a rule
    asks, since most texts meet none."""

    def __init__(self, words: list[Token]) -> None:
        self.book = rulebook()
        self.words = words
        self.seen: dict[str, int] = {}

    @cached_property
    def by_slot(self) -> dict[int, Token]:
        return {word.slot: word for word in self.words}

    @cached_property
    def bounds(self) -> dict[int, tuple[int, int]]:
        """By sentence: the slots of its first and last word."""
        bounds: dict[int, tuple[int, int]] = {}
        for word in self.words:
            bounds[word.sentence] = (bounds.get(word.sentence, (word.slot, 0))[0], word.slot)
        return bounds

    @cached_property
    def present(self) -> frozenset[int]:
        return frozenset(self.places)

    @cached_property
    def leaning(self) -> int:
        """How many more English than Danish little words: above 0 every "i" is the pronoun."""
        english, danish = self.book.english, self.book.danish
        return sum((word.word in english) - (word.word in danish) for word in self.words)

    @cached_property
    def places(self) -> dict[int, int]:
        """By element: the slots where it stands. Each word is looked up once, however often it occurs."""
        slots: dict[str, int] = {}
        opening: dict[str, int] = {}
        for index, word in enumerate(self.words):
            spelt = word.word
            if spelt == "i" and self._is_pronoun(index):
                spelt = "i!"
            slots[spelt] = slots.get(spelt, 0) | 1 << word.slot
            if word.opens:
                opening[spelt] = opening.get(spelt, 0) | 1 << word.slot
        places: dict[int, int] = {}
        for spelt, bits in slots.items():
            for number in numbers_of(spelt):
                places[number] = places.get(number, 0) | bits
            for number in openers_of(spelt):
                if spelt in opening:
                    places[number] = places.get(number, 0) | opening[spelt]
        return places

    def _is_pronoun(self, index: int) -> bool:
        """Is this "i" the English pronoun?"""
        return self.leaning > 0 or (index + 1 < len(self.words) and self.words[index + 1].word in self.book.after_i)

    def _possible(self, patterns: tuple[Pattern, ...]) -> list[Pattern]:
        """The patterns of which every word stands somewhere in the text, in their order."""
        return [pattern for pattern in patterns if pattern.words <= self.present]

    def first(self, rule: Rule) -> Match | None:
        """The first place where the rule holds and nothing voids it."""
        for pattern in self._possible(self.book.patterns[rule.name]):
            for first, last in self.spans(pattern):
                if self._holds(rule, pattern, first, last):
                    return Match(rule, first, last)
        return self._weighed(rule) if rule.weighs else None

    def _weighed(self, rule: Rule) -> Match | None:
        """Signs that are little alone and enough together within three sentences."""
        idiom = self.covers("idiom")
        signs = {name: self.covers(name) & ~idiom for name in rule.weighs}
        if sum(rule.weighs[name] for name, places in signs.items() if places) < rule.enough:
            return None
        void = 0
        for name in (*rule.unless, *rule.unless_near):
            void |= self.covers(name)
        for number, (start, end) in self.bounds.items():
            here = _run(
                start, min(self.bounds.get(number + 2, self.bounds.get(number + 1, (0, end)))[1], start + _NEAR)
            )
            found = [name for name, places in signs.items() if places & here]
            needed = not rule.needs or any(self.covers(name) & here for name in rule.needs)
            if needed and sum(rule.weighs[name] for name in found) >= rule.enough and not void & here:
                return Match(rule, *_ends(self.by_slot, here))
        return None

    def spans(self, pattern: Pattern) -> list[tuple[int, int]]:
        """First and last slot of every match: forwards with all starts at once, then back from each end."""
        if pattern.bag:
            return self._bags(pattern)
        trail = [self.at(pattern.elements[0])]
        for element, gap in zip(pattern.elements[1:], pattern.gaps[1:], strict=True):
            if not trail[-1]:
                return []
            trail.append(_spread(trail[-1], gap) & self.at(element))
        return [(self._start(pattern, trail, end), end) for end in _bits(trail[-1])]

    def at(self, element: int) -> int:
        """The places of an element: of its words, or of the context it names."""
        name = self.book.falls.get(element)
        return self.places.get(element, 0) if name is None else self.covers(name)

    def _bags(self, pattern: Pattern) -> list[tuple[int, int]]:
        """First and last slot around each place of the rarest element that has all the others near it."""
        others = [self.at(element) for element in pattern.elements[1:]]
        places = self.at(pattern.elements[0])
        for other in others:
            places &= _spread(other, BAG) | _spread_back(other, BAG)
        return [_extent(place, others) for place in _bits(places)]

    def _start(self, pattern: Pattern, trail: list[int], end: int) -> int:
        """The nearest start that leads to this end."""
        place = end
        for gap, before in zip(reversed(pattern.gaps[1:]), reversed(trail[:-1]), strict=True):
            place = next(p for p in range(place - 1, place - gap - 2, -1) if p >= 0 and before >> p & 1)
        return place

    def _holds(self, rule: Rule, pattern: Pattern, first: int, last: int) -> bool:
        here = _run(first, last)
        if rule.figures and self.covers("idiom") & here:
            return False
        if rule.negatable and not pattern.denies and self._negated(first, last):
            return False
        sentence, around = self._sentence(first, last), self._around(first)
        if any(self.covers(name) & sentence and not self._present(name, sentence) for name in rule.unless):
            return False
        if any(self.covers(name) & around for name in rule.unless_near):
            return False
        return not rule.needs or any(self.covers(name) & around for name in rule.needs)

    def _present(self, name: str, sentence: int) -> bool:
        """What is past or told in a film voids nothing in a sentence that brings it into the present."""
        return name in _ELSEWHERE and bool(self.covers("present") & sentence)

    def covers(self, name: str) -> int:
        """The places a context stands on."""
        if name not in self.seen:
            self.seen[name] = 0
            for pattern in self._possible(self.book.contexts[name]):
                for first, last in self.spans(pattern):
                    self.seen[name] |= _run(first, last)
        return self.seen[name]

    def _sentence(self, first: int, last: int) -> int:
        """The sentence of a match, no further than `_REACH` words away."""
        start, end = self.bounds[self.by_slot[first].sentence]
        return _run(max(start, first - _REACH), min(end, last + _REACH))

    def _around(self, first: int) -> int:
        """The sentence of a match and the one on either side."""
        number = self.by_slot[first].sentence
        start = self.bounds[max(number - 1, 0)][0]
        end = self.bounds.get(number + 1, self.bounds[number])[1]
        return _run(max(start, first - 4 * _REACH), min(end, first + 4 * _REACH))

    def _negated(self, first: int, last: int) -> bool:
        """Is the match denied: a "not" in it, right after it, or just before it in the same clause?"""
        denied = self.covers("denial")
        if denied & _run(first, last):
            return True
        after = self.by_slot.get(last + 1)
        if after is not None and not after.opens and denied >> after.slot & 1:
            return True
        for slot in range(first, first - _BEFORE_NEGATION - 2, -1):
            if slot not in self.by_slot or denied >> slot & 1:
                return slot in self.by_slot
            if self.by_slot[slot].opens:
                return False
        return False


def _run(first: int, last: int) -> int:
    """The bits from first to last."""
    return ((1 << (last - first + 1)) - 1) << first


def _spread(places: int, gap: int) -> int:
    reached = 0
    for _ in range(gap + 1):
        places <<= 1
        reached |= places
    return reached


def _spread_back(places: int, gap: int) -> int:
    reached = 0
    for _ in range(gap + 1):
        places >>= 1
        reached |= places
    return reached


def _extent(place: int, others: list[int]) -> tuple[int, int]:
    """The first and last slot of a place and the nearest of each of the others."""
    slots = [place]
    for other in others:
        slots.append(
            next(p for step in range(1, BAG + 2) for p in (place - step, place + step) if p >= 0 and other >> p & 1)
        )
    return min(slots), max(slots)


def _ends(words: dict[int, Token], places: int) -> tuple[int, int]:
    """The first and last word in a run of places."""
    slots = [slot for slot in words if places >> slot & 1]
    return slots[0], slots[-1]


def _bits(places: int) -> list[int]:
    found: list[int] = []
    while places:
        low = places & -places
        found.append(low.bit_length() - 1)
        places ^= low
    return found
