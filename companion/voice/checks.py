"""Whether what a model worded may be shown: held against the method, and against the leader's own words.

The linter judges a question as it judges any other; what is looked for here besides is what only a model does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from companion.vocabulary import Lang, Names, Passage
from companion.voice import check_case, check_form, notice
from companion.voice.check_case import Case, case_of
from companion.voice.check_sentences import beside, besides, praises
from companion.voice.check_words import words
from companion.voice.lint import lint
from companion.voice.lint_clauses import asked
from companion.voice.lint_words import Sentence, pattern, sentences
from companion.voice.outputs import Cited, Told

Finding = Literal[
    "empty", "closed", "stacked", "advice", "leading", "long", "none", "statement", "language", "length", "placeholder",
    "markup", "link", "characters", "fact", "name", "reflection", "repeat", "prompt", "praise",
    "count", "step",
]  # fmt: skip
_ORDER: tuple[Finding, ...] = get_args(Finding)

_MIRRORED = re.compile(
    r"^(?:(?:du|you) (?:skriver|skrev|siger|sagde|write|wrote|say|said)[:,]? ?)?"
    r"[”“\"»](?P<words>[^”“\"»«]+)[”“\"«]\.? (?P<question>[A-ZÆØÅ].*)$",
    re.IGNORECASE,
)
MOST_WORDS = 30
"""Of the dilemma in one sentence."""
MOST_SENTENCES = 5
"""Of an answer from the material."""
_FEWEST_WORDS = 4
_MUSTS = frozenset({"bør", "burde", "should", "ought"})
_LEAST_OF_THE_LEADER = 0.5
_LEAST_OF_A_PASSAGE = 0.6
"""The share of the words of any weight that must be the leader's, or the passage's: evals/cases/README.md has the readings."""
MOST_CHARACTERS = 400
"""Of a question or a sentence; what is longer is not read at all."""


class Ground(NamedTuple):
    """What a model's words are held against."""

    lang: Lang
    said: tuple[str, ...]
    """All the leader's words in this case."""
    answer: str
    """Those that the question grows out of."""
    asked: tuple[str, ...]
    """The questions put so far."""
    names: Names
    roster: tuple[str, ...]
    system: str
    """The fixed words of the prompt."""
    may_mirror: bool

    @property
    def case(self) -> Case:
        """The leader's words, ready to be compared with."""
        named = (form for one in self.names.hidden for form in one.forms)
        return case_of(dict.fromkeys((*self.said, self.answer)), (*named, *self.roster), self.lang)


def unfit(question: str, unknown: Sequence[str], ground: Ground) -> tuple[Finding, ...]:
    """What is wrong with a question; nothing when it may be put. `unknown`: placeholders in it that stand for nobody."""
    if early := _unread(question, 2):
        return early
    case, (quoted, text) = ground.case, parted(question)
    if quoted and not (ground.may_mirror and mirror_of(quoted, ground)):
        text = question.strip()
    told = beside(text)
    found: dict[Finding, bool] = {name: True for name in (*lint(question).findings, *besides(text))}
    found |= _of_any(question.strip(), unknown, case, ground.system)
    found["statement"] = any(not praises(sentence) for sentence in told)
    found["praise"] = "praise" in found or any(praises(sentence) for sentence in told)
    found["repeat"] = check_case.repeats(text, ground.asked, ground.lang)
    found["reflection"] = check_case.adds_to_the_case(text, case)
    return _in_order(found)


def _unread(text: str, least: int) -> tuple[Finding, ...]:
    """What is wrong with a text that need not be read."""
    if not words(text[:MOST_CHARACTERS]):
        return ("empty",)
    return ("length",) if len(text) > MOST_CHARACTERS or len(words(text)) < least else ()


def _of_any(text: str, unknown: Sequence[str], case: Case, system: str) -> dict[Finding, bool]:
    """What may be wrong with any sentence of a model."""
    return {
        "language": check_form.in_other_tongue(words(text), case.lang, case.words),
        "placeholder": check_form.stands_in(text, unknown),
        "markup": check_form.marked_up(text),
        "link": check_form.linked(text),
        "characters": check_form.outlandish(text, case.text),
        "fact": check_case.tells_a_figure(text, case)
        or check_case.quotes_what_was_not_said(text, case)
        or check_case.presumes(text, case),
        "name": check_case.names_another(text, case),
        "prompt": check_case.copies(text, system),
    }


def _in_order(found: dict[Finding, bool]) -> tuple[Finding, ...]:
    return tuple(name for name in _ORDER if found.get(name))


def mirror_of(text: str, ground: Ground) -> str:
    """The leader's exact words when `text` is a quotation of them that may be said back; else empty. Those of the last answer
    come first; half a clause is no quotation, since it may say the opposite of the whole."""
    wanted = words(text.strip())
    if not 1 < len(wanted) <= notice.MIRROR_WORDS:
        return ""
    for sentence in (one for said in dict.fromkeys((ground.answer, *ground.said)) for one in notice.sentences(said)):
        quoted = check_case.quoted_from(sentence, wanted)
        if quoted and notice.may_be_mirrored(quoted):
            return quoted
    return ""


def parted(text: str) -> tuple[str, str]:
    """A quotation that stands in front of a question ("Du skriver: ”…” Hvad …?"), and the question; the first is empty where
    none does."""
    match = _MIRRORED.match(text.strip())
    return (match["words"].strip(), match["question"]) if match else ("", text.strip())


def unfit_dilemma(text: str, unknown: Sequence[str], ground: Ground) -> tuple[Finding, ...]:
    """What is wrong with a sentence that is to tell the dilemma: one that states, made of the leader's words."""
    if early := _unread(text, _FEWEST_WORDS):
        return early
    text, case = text.strip(), ground.case
    found = _of_any(text, unknown, case, ground.system)
    read = sentences(text)
    found["statement"] = len(read) != 1 or bool(asked(read[0]))
    found["length"] = len(words(text)) > MOST_WORDS
    found["advice"] = _says("advice", read) or any(word in _MUSTS and not case.words.has(word) for word in words(text))
    found["leading"] = _says("leading", read) or check_case.judges(text, case)
    found["reflection"] = check_case.strays(text, case, _LEAST_OF_THE_LEADER)
    return _in_order(found)


def _says(finding: Literal["advice", "leading"], read: Sequence[Sentence]) -> bool:
    return any(pattern(finding, "any").search(sentence.line) for sentence in read)


def unfit_answer(told: Told, question: str, passages: Sequence[Passage], lang: Lang) -> tuple[Finding, ...]:
    """What is wrong with an answer made of `passages`: each sentence rests on some of them, and is made of their words and of
    those of the question. One without sentences is right where they do not answer."""
    found: dict[Finding, bool] = {"length": len(told.sentences) > MOST_SENTENCES}
    for one in told.sentences[:MOST_SENTENCES]:
        found |= dict.fromkeys(_unfit_sentence(one, question, passages, lang), True)
    return _in_order(found)


def _unfit_sentence(one: Cited, question: str, passages: Sequence[Passage], lang: Lang) -> tuple[Finding, ...]:
    if early := _unread(one.text, _FEWEST_WORDS - 1):
        return early
    if not one.passages or not all(1 <= number <= len(passages) for number in one.passages):
        return ("reflection",)
    cited = [passages[number - 1] for number in one.passages]
    case = case_of([part for each in cited for part in (each.title, each.text)], (question,), lang)
    found = _of_any(one.text.strip(), (), case, "")
    found["reflection"] = check_case.strays(one.text, case, _LEAST_OF_A_PASSAGE)
    return _in_order(found)
