"""The pattern language of the screen: lines of words as numbers that a text can be matched against.

A pattern is a line of elements. `slår` one word · `slå*` a beginning · `a|b*` either · `<threat>` a component ·
`^ring` first in its clause · `mere?` may be missing · `~` up to three other words before the next element, `~5` up to
five. `{fall}` is any place where a context holds. A line with `&` is a bag: its parts, each a word or a line of its
own, stand in any order, no further than `BAG` words from the rarest of them.

Each element is a set of places in the text, kept as the bits of one integer; following a pattern is shifting and masking,
and only patterns of which every word stands in the text are followed, so the cost grows with the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.errors import PartFailed
from companion.safety.fold import fold

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
    """True where the order does not matter; the first element is then the one of fewest words, never a context if it can."""
    denies: bool = False
    """True where its words carry a "not" of their own, so that a "not" in the match voids nothing."""
    words: frozenset[int] = frozenset()
    """Its elements that are words, not contexts: without all of them a text cannot match."""


class Compiler:
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

    def compiled(self, lines: tuple[str, ...] | list[str]) -> tuple[Pattern, ...]:
        """Every pattern of the lines, each once."""
        found: dict[Pattern, None] = {}
        for line in lines:
            denies = bool(_DENIES.search(line))
            found |= dict.fromkeys(replace(pattern, denies=denies) for pattern in self.patterns(line))
        return tuple(found)

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
            raise broken(" ".join(parts))
        return Pattern(tuple(elements), tuple(gaps), words=self._plain(elements))

    def _bag(self, parts: list[str]) -> Pattern:
        elements = [self._number(part if len(part.split()) == 1 else self._phrase(part)) for part in parts]
        words = self._plain(elements)
        first = min(
            (element for element in elements if element in words), key=self.size.__getitem__, default=elements[0]
        )
        return Pattern((first, *(element for element in elements if element != first)), (), bag=True, words=words)

    def _phrase(self, line: str) -> str:
        """A line inside a bag is a context without a name of its own."""
        if line not in self.phrases:
            self.phrases[line] = ()
            self.phrases[line] = tuple(self.patterns(line))
        return "{" + line + "}"

    def _plain(self, elements: list[int]) -> frozenset[int]:
        return frozenset(element for element in elements if element not in self.falls)

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
                raise broken(part)
        return words


def _forms(word: str) -> set[str]:
    """A word folded, and with its diacritics left off."""
    forms = {fold(word)}
    if len(word) >= _BARE_FROM:
        forms.add(fold(word.translate(_BARE)))
    return forms


def broken(part: str) -> PartFailed:
    return PartFailed(
        f"En regel i knowledge/safety kan ikke læses: ”{part}”. Ret den, eller installér Sparringsrum igen.",
        f'A rule in knowledge/safety cannot be read: "{part}". Mend it, or install Sparringsrum again.',
    )
