"""`python -m evals.question_sets`: forty sets over all themes and formats, and the banks they come from.

Told are the share of questions that pass the linter; the share of questions that the sets of any two themes have in common, by
the letter and nearly (`likeness.alike` from 0.5 on); and whether a question is on its theme, in two ways. By where it comes
from: it stands in the theme's own bank, or names the theme, or is the method's own, which is of every theme. And by its words
alone: weighed by how rare they are in all banks, they are held against every theme's title, names, card and bank, the
question's own place in the bank left out, and the theme they lie nearest to should be its own (by chance: one in twenty-four;
the method's own questions are not counted there). Last come the questions of any two banks that are nearly one.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple, get_args

from companion.facilitation.likeness import REPEATS, alike, forms
from companion.facilitation.question_sets import QuestionSet, SetQuestion, Wanted, question_set
from companion.facilitation.themes import Format, Theme, themes
from companion.library.cards import load_cards
from companion.vocabulary import LANGS, Lang, Passage
from companion.voice.lint import lint

SETS, COUNT = 40, 8
FORMATS: tuple[Format, ...] = get_args(Format)
LEAST = 0.6
"""From this likeness on, in both languages on average, two questions of the banks are listed."""


class Shared(NamedTuple):
    """The share of the questions of one set that stand in the other: on average and at most, and between which."""

    mean: float
    most: float
    which: str


def nothing(text: str, lang: Lang) -> Sequence[Passage]:
    """In place of the library: every theme here is called by its id."""
    return ()


def forty() -> list[QuestionSet]:
    """Every theme, every format, both languages."""
    every = themes()
    wishes = [
        Wanted(theme=every[at % len(every)].id, kind=FORMATS[(at + at // len(every)) % len(FORMATS)], count=COUNT,
               lang=LANGS[at // 2 % 2])
        for at in range(SETS)
    ]  # fmt: skip
    return [question_set(wanted, nothing) for wanted in wishes]


def passing(sets: Iterable[QuestionSet]) -> float:
    """The share of questions that the linter finds nothing in."""
    held = [lint(one.text, quoted=one.quoted).ok for found in sets for one in found.questions]
    return sum(held) / len(held)


def belonging(sets: Iterable[QuestionSet]) -> float:
    """The share of questions that were written for the theme, name it, or are the method's own."""
    by_id = {theme.id: theme for theme in themes()}
    held = [_belongs(one, by_id[found.theme]) for found in sets for one in found.questions]
    return sum(held) / len(held)


def _belongs(question: SetQuestion, theme: Theme) -> bool:
    named = any(theme.called.to(lang).casefold() in question.text.casefold() for lang in LANGS)
    return question.quoted or named or question.id in {one.id for one in theme.questions}


def most_in_common(sets: Sequence[QuestionSet]) -> float:
    """The largest share of questions that two sets of different themes have in common, by the letter."""
    pairs = ((one, other) for one, other in combinations(sets, 2) if one.theme != other.theme)
    return max(_in_both(one.questions, other.questions, nearly=False) for one, other in pairs)


def shared(kind: Format, lang: Lang, nearly: bool) -> Shared:
    """Over the sets of every two themes in one format."""
    sets = {one.id: question_set(Wanted(theme=one.id, kind=kind, count=COUNT, lang=lang), nothing) for one in themes()}
    shares = {
        f"{one} and {other}": _in_both(sets[one].questions, sets[other].questions, nearly)
        for one, other in combinations(sets, 2)
    }
    which = max(shares, key=lambda pair: shares[pair])
    return Shared(sum(shares.values()) / len(shares), shares[which], which)


def _in_both(ones: Sequence[SetQuestion], others: Sequence[SetQuestion], nearly: bool) -> float:
    def there(text: str) -> bool:
        return any(text == other.text or (nearly and alike(text, other.text) >= REPEATS) for other in others)

    return sum(there(one.text) for one in ones) / max(len(ones), 1)


class Nearest:
    """Which theme a question's words lie nearest to."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        cards = {card.id: f"{card.title.to(lang)} {card.body.to(lang)}" for card in load_cards()}
        self._banks = {theme.id: [forms(one.text.to(lang)) for one in theme.questions] for theme in themes()}
        self._about = {theme.id: forms(_told(theme, lang) + cards[theme.card]) for theme in themes()}
        spread = Counter(word for bank in self._banks.values() for one in bank for word in set(one))
        whole = sum(map(len, self._banks.values()))
        self._rare = {word: math.log(whole / count) for word, count in spread.items()}

    def ranked(self, question: SetQuestion) -> list[str]:
        """The themes, nearest first."""
        words = forms(question.text)
        scores = {name: self._near(words, name) for name in self._banks}
        return sorted(scores, key=lambda name: (-scores[name], name))

    def _near(self, words: tuple[str, ...], name: str) -> float:
        """Cosine of what is told by rare words; the question itself is taken out of its bank."""
        counts = Counter(word for one in self._banks[name] if one != words for word in one) + Counter(self._about[name])
        theirs = {word: (1 + math.log(count)) * self._rare.get(word, 0.0) for word, count in counts.items()}
        mine = {word: self._rare.get(word, 0.0) for word in set(words)}
        length = math.sqrt(sum(weight**2 for weight in theirs.values()))
        return sum(weight * theirs.get(word, 0.0) for word, weight in mine.items()) / length if length else 0.0


def _told(theme: Theme, lang: Lang) -> str:
    named = theme.named.da if lang == "da" else theme.named.en
    return " ".join((theme.title.to(lang), *named, ""))


def on_theme(sets: Iterable[QuestionSet], first: int) -> float:
    """The share of the themes' own questions whose theme is among the `first` nearest."""
    judges = {lang: Nearest(lang) for lang in LANGS}
    own = [(found.theme, one, LANGS[at // 2 % 2]) for at, found in enumerate(sets) for one in found.questions]
    held = [theme in judges[lang].ranked(one)[:first] for theme, one, lang in own if not one.quoted]
    return sum(held) / len(held)


def near_repeats(least: float = LEAST) -> list[tuple[float, str, str, str, str]]:
    """Every two questions of the banks that are nearly one: how nearly, their ids and their Danish texts."""
    every = [one for theme in themes() for one in theme.questions]
    found = []
    for one, other in combinations(every, 2):
        nearness = sum(alike(one.text.to(lang), other.text.to(lang)) for lang in LANGS) / len(LANGS)
        if nearness >= least:
            found.append((nearness, one.id, other.id, one.text.da, other.text.da))
    return sorted(found, reverse=True)


def main() -> int:
    """Print the figures; 1 when a question fails the linter or is of another theme, or two sets share more than half."""
    sets = forty()
    passed = passing(sets)
    asked = sum(len(one.questions) for one in sets)
    belong, most = belonging(sets), most_in_common(sets)
    print(f"{len(sets)} sets, {asked} questions; pass the linter: {passed:.3f}; belong to their theme: {belong:.3f}; "
          f"in common between two of them at most {most:.2f}")  # fmt: skip
    print(
        f"by their words nearest to their own theme: {on_theme(sets, 1):.2f}; among the three nearest: {on_theme(sets, 3):.2f}"
    )
    worst = 0.0
    for kind in FORMATS:
        for lang in LANGS:
            exact, nearly = shared(kind, lang, False), shared(kind, lang, True)
            worst = max(worst, exact.most)
            print(f"{kind} {lang}: in common {exact.mean:.3f}, at most {exact.most:.2f}; nearly {nearly.mean:.3f}, "
                  f"at most {nearly.most:.2f} ({nearly.which})")  # fmt: skip
    for nearness, one, other, text, same in near_repeats():
        print(f"{nearness:.2f} {one} {text} | {other} {same}")
    return 0 if passed == belong == 1.0 and max(worst, most) <= 0.5 else 1


if __name__ == "__main__":
    sys.exit(main())
