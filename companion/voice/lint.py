"""The linter of questions: everything the companion asks is open, single, short, and free of advice and guesses.

The rules follow the method (one open question at a time, no advice), not taste. Both languages are read in every text.
The source's own wording is exempt, because it stands as it was written.
"""

from __future__ import annotations

from typing import Literal

from companion.vocabulary import Word
from companion.voice.lint_clauses import Asked, asked
from companion.voice.lint_invitations import ponders
from companion.voice.lint_words import QUOTE, Sentence, pattern, sentences, tags, words

Finding = Literal["closed", "stacked", "advice", "leading", "long", "none"]

MOST_WORDS = 20
"""Words in the question sentence itself, quotations not counted."""


class Lint(Word):
    """What was found in a question; `findings` keeps the order of `Finding`."""

    ok: bool
    findings: tuple[Finding, ...] = ()


def lint(text: str, quoted: bool = False) -> Lint:
    """Judge one question as it would be put. `quoted` marks the source's own wording, which is never judged."""
    if quoted:
        return Lint(ok=True)
    found: dict[Finding, bool] = dict.fromkeys(("closed", "stacked", "advice", "leading", "long", "none"), False)
    read = sentences(text)
    asking = {index: kinds for index, sentence in enumerate(read) if (kinds := asked(sentence))}
    if not asking:
        asking = {index: ["invitation"] for index, sentence in enumerate(read) if ponders(sentence.words)}
    kinds = [kind for each in asking.values() for kind in each]
    found["closed"] = "closed" in kinds
    found["stacked"] = len(kinds) > 1
    found["advice"] = any(_advises(sentence, asking.get(index, [])) for index, sentence in enumerate(read))
    found["leading"] = any(_leads(sentence, asking.get(index, [])) for index, sentence in enumerate(read))
    found["long"] = any(read[index].length > MOST_WORDS for index in asking)
    found["none"] = not kinds
    findings = tuple(name for name, true in found.items() if true)
    return Lint(ok=not findings, findings=findings)


def _advises(sentence: Sentence, kinds: list[Asked]) -> bool:
    if "invitation" in kinds:
        return False
    return _matches("advice", sentence, kinds)


def _leads(sentence: Sentence, kinds: list[Asked]) -> bool:
    return _names(sentence) or _tagged(sentence, kinds) or _matches("leading", sentence, kinds)


def _names(sentence: Sentence) -> bool:
    """An emotion or a verdict in the companion's own words, outside any quotation."""
    named, stems = words("emotion") | words("verdict"), tuple(words("stem"))
    return any(word in named or word.startswith(stems) for word in _own(sentence).split())


def _own(sentence: Sentence) -> str:
    """The companion's own words: without "det, du kalder …", which repeats the leader's."""
    return pattern("question", "attributed").sub(f" {QUOTE}", sentence.line)


def _matches(finding: str, sentence: Sentence, kinds: list[Asked]) -> bool:
    """The patterns for any sentence, and those for the kind of sentence it is."""
    line = _own(sentence)
    if pattern(finding, "any").search(line):
        return True
    if "closed" in kinds:
        return bool(pattern(finding, "closed").search(line))
    return not kinds and finding == "advice" and bool(pattern(finding, "statement").search(line))


def _tagged(sentence: Sentence, kinds: list[Asked]) -> bool:
    """A statement with "ikke?" or "right?" behind it expects its answer."""
    clauses = sentence.clauses
    return sentence.end == "?" and kinds == ["closed"] and len(clauses) > 1 and " ".join(clauses[-1][1]) in tags()
