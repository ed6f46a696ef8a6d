"""A set of questions for a theme, a format and a group: from the theme's bank, and from templates where it has too few.

Nothing is left to chance: the same wish gives the same set, in either language. A set goes from safe to deep, spreads over
the six directions and the steps, and holds no two questions that ask the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from companion.errors import WrongUse
from companion.facilitation.likeness import REPEATS, forms, most_alike
from companion.facilitation.templates import as_title, filled, phrase, templates, without_theme
from companion.facilitation.themes import (
    BankQuestion,
    Format,
    Group,
    Search,
    Setting,
    Theme,
    citations,
    find_theme,
    sequence_citation,
    steps,
)
from companion.vocabulary import LANGS, Both, Citation, Lang, Step, Word

LIGHT: frozenset[Format] = frozenset({"opening", "closing"})
"""Formats in which nobody is asked what one would rather not say."""
_NOT_MEANT = 3
"""What it counts against a question that it was written for another group or setting than nothing was said about."""
_NOT_ITS_OWN = 6
"""What it counts against a template where the theme has a bank: it comes in for a direction the bank leaves out, or last."""
_SLOTS = {
    1: "P", 2: "p O", 3: "P n O", 4: "p A b O", 5: "P f B n O", 6: "p F h A b O", 7: "P f H a B n O",
    8: "p F h A b B n O", 9: "P f H a A b B n O", 10: "p F h H a A b B n O", 11: "P f F h H a A b B n O",
    12: "p P f F h H a A b B n O", 13: "p P f F h H a A b B n N O",
}  # fmt: skip
"""A sparring set by size: the method's own question of a step (small letter) and the theme's (capital). They take turns, so
that half of the set is the theme's, and the steps keep their order; the free question is always worded for the theme."""
_STEP_OF = {
    "p": "problem", "f": "for_whom", "h": "hopes", "a": "options", "b": "obstacles", "n": "needs", "o": "open",
}  # fmt: skip


class Wanted(Word):
    """What a facilitator asks for. `theme`: as it was typed."""

    theme: str
    kind: Format
    count: int = 8
    group: Group = "any"
    setting: Setting = "any"
    lang: Lang = "da"


class SetQuestion(Word):
    """A question of a set, with where it comes from. `quoted`: the source's own wording; `model`: the one that fitted its words
    to the wish, "" where none did."""

    id: str
    text: str
    step: str
    purpose: str
    source: str
    section: str
    quoted: bool = False
    depth: int = 1
    direction: str = ""
    model: str = ""


class QuestionSet(Word):
    """`theme`: the id of the theme that was meant, "" where it was none of them; `title`: what the set is called."""

    theme: str
    title: str
    questions: tuple[SetQuestion, ...]


class Candidate(NamedTuple):
    """A question with its source. `spare`: a template, not the theme's own. `asks`: what it is told
    from the others by: what it says besides the theme, of which they all speak."""

    question: BankQuestion
    citation: Citation
    spare: bool
    asks: Both


def question_set(wanted: Wanted, search: Search) -> QuestionSet:
    """The set, as long as there are questions for it. WrongUse where nothing was typed, or the count is none."""
    if not wanted.theme.strip():
        raise WrongUse(
            "Der er ikke noget tema. Skriv det efter --theme, fx --theme konflikter.",
            "There is no theme. Write it after --theme, such as --theme conflicts.",
        )
    if wanted.count < 1:
        raise WrongUse(
            "Antallet skal være mindst 1. Skriv det efter --count.",
            "The count must be at least 1. Write it after --count.",
        )
    theme = find_theme(wanted.theme, wanted.lang, search)
    pool = candidates(theme, wanted)
    chosen = _sparring(pool, wanted) if wanted.kind == "sparring" else _by_depth(pool, wanted)
    title = theme.title.to(wanted.lang) if theme else as_title(wanted.theme, wanted.lang)
    return QuestionSet(theme=theme.id if theme else "", title=title[0].upper() + title[1:], questions=chosen)


def candidates(theme: Theme | None, wanted: Wanted) -> list[Candidate]:
    """Every question that may be in the set, the theme's own first."""
    typed = phrase(wanted.theme)
    words = {lang: theme.called.to(lang) if theme else typed for lang in LANGS}
    own = (
        [Candidate(one, citations()[theme.card], False, _besides(theme, one)) for one in theme.questions]
        if theme
        else []
    )
    where, every = templates().citation, templates().questions
    spare = [Candidate(filled(one, words), where, True, without_theme(one)) for one in every]
    return [one for one in (*own, *spare) if _fits(one.question, wanted)]


def _besides(theme: Theme, question: BankQuestion) -> Both:
    """The question without the words that the theme goes by."""
    known = {form for name in theme.names for form in forms(name)}
    left = {lang: [form for form in forms(question.text.to(lang)) if form not in known] for lang in LANGS}
    return Both(**{lang: " ".join(["…", *words]) for lang, words in left.items()})


def _fits(question: BankQuestion, wanted: Wanted) -> bool:
    borrowed = wanted.kind == "sparring" and question.depth > 1
    formats = {wanted.kind, "interview"} if borrowed else {wanted.kind}
    light = wanted.kind not in LIGHT or question.depth < 3
    group = "any" in (wanted.group, question.group) or question.group == wanted.group
    setting = "any" in (wanted.setting, question.setting) or question.setting == wanted.setting
    return bool(formats.intersection(question.formats)) and light and group and setting


def _by_depth(pool: Sequence[Candidate], wanted: Wanted) -> tuple[SetQuestion, ...]:
    """From safe to deep; within a depth as the bank has them."""
    chosen: list[Candidate] = []
    left = list(pool)
    while left and len(chosen) < wanted.count:
        best = min(left, key=lambda one: (cost(one, chosen, wanted), pool.index(one)))
        left.remove(best)
        if not repeats(best, chosen):
            chosen.append(best)
    chosen.sort(key=lambda one: (one.question.depth, one.spare, pool.index(one)))
    return tuple(shown(one, wanted.lang) for one in chosen)


def cost(one: Candidate, chosen: Iterable[Candidate], wanted: Wanted) -> int:
    """How much of what it brings is there already, and how little it was written for this group."""
    question, there = one.question, [other.question for other in chosen]
    directions = Counter(other.direction for other in there)[question.direction]
    steps_there = Counter(other.step for other in there)[question.step]
    depths = Counter(other.depth for other in there)[question.depth]
    return 3 * directions + steps_there + depths + _unmeant(question, wanted) + _NOT_ITS_OWN * one.spare


def _unmeant(question: BankQuestion, wanted: Wanted) -> int:
    pairs = ((question.group, wanted.group), (question.setting, wanted.setting))
    return sum(_NOT_MEANT if asked == "any" else 1 for its, asked in pairs if its != asked)


def repeats(one: Candidate, chosen: Iterable[Candidate]) -> bool:
    """True where the set has a question that asks the same, in either language. Two templates never do."""
    there = [other.asks for other in chosen if not (one.spare and other.spare)]
    return any(most_alike(one.asks.to(lang), (asks.to(lang) for asks in there)) >= REPEATS for lang in LANGS)


def _sparring(pool: Sequence[Candidate], wanted: Wanted) -> tuple[SetQuestion, ...]:
    """The method's own questions in their order, each followed by at most one of the theme's."""
    own = {step.name: step for step in steps()}
    chosen: list[Candidate] = []
    found: list[SetQuestion] = []
    for slot in _SLOTS[min(wanted.count, max(_SLOTS))].split():
        step = own[_STEP_OF[slot.lower()]]
        if slot.islower():
            found.append(of_the_method(step, wanted.lang))
        elif best := _for_step(pool, step.name, chosen, wanted):
            chosen.append(best)
            found.append(shown(best, wanted.lang))
    return tuple(found)


def _for_step(pool: Sequence[Candidate], step: str, chosen: Sequence[Candidate], wanted: Wanted) -> Candidate | None:
    """The theme's best question at a step: one for sparring before one for an interview before a template."""
    fresh = [one for one in pool if one.question.step == step and one not in chosen]
    fresh = [one for one in fresh if not repeats(one, chosen)]

    def order(one: Candidate) -> tuple[bool, bool, int, int]:
        return one.spare, "sparring" not in one.question.formats, cost(one, chosen, wanted), pool.index(one)

    return min(fresh, key=order, default=None)


def of_the_method(step: Step, lang: Lang) -> SetQuestion:
    """A step's own question, as the source words it."""
    where = sequence_citation()
    return SetQuestion(
        id=step.name,
        text=step.question.to(lang),
        step=step.name,
        purpose=step.purpose.to(lang),
        source=where.source,
        section=where.section,
        quoted=True,
    )


def shown(one: Candidate, lang: Lang) -> SetQuestion:
    """A question in `lang`, with where it stands."""
    question = one.question
    return SetQuestion(
        id=question.id,
        text=question.text.to(lang),
        step=question.step,
        purpose=question.purpose.to(lang),
        source=one.citation.source,
        section=one.citation.section,
        depth=question.depth,
        direction=question.direction,
    )
