"""How long a brief takes to read aloud, and when it is too long for the round's first two minutes.

Assumption: a leader who reads for listeners says 230 words in 90 seconds (153 a minute, calmer than conversation).
Counted is what is the leader's own and read out: key question, wish, dilemma and answers. The headings, the line about
being party to it and the round are under ten seconds together and belong to the slack of the two minutes.
"""

from __future__ import annotations

from companion.vocabulary import BriefLine, CaseBrief

TOO_LONG_WORDS = 230
"""Above this, the page says so and lets the leader choose."""

_SECONDS_A_WORD = 90 / 230
_STEP_SECONDS = 5
"""Nobody reads to the second, so times are given to the nearest five."""


def read_out(brief: CaseBrief, step: str) -> tuple[BriefLine, ...]:
    """The lines of a step without the sentence that already stands as the dilemma, unless it is all there is."""
    lines = brief.answers[step]
    others = tuple(line for line in lines if line.text.strip() != brief.dilemma.strip())
    return others or lines


def word_count(brief: CaseBrief) -> int:
    """Words the leader reads aloud. A lone dash or emoji is no word."""
    texts = [brief.key_question, brief.wish, brief.dilemma]
    texts += [line.text for step in brief.answers for line in read_out(brief, step)]
    return sum(any(char.isalnum() for char in word) for text in texts for word in text.split())


def reading_seconds(brief: CaseBrief) -> int:
    """Seconds to read the brief aloud, to the nearest five; 0 only when there is nothing to read."""
    words = word_count(brief)
    nearest = round(words * _SECONDS_A_WORD / _STEP_SECONDS) * _STEP_SECONDS
    return max(nearest, _STEP_SECONDS) if words else 0
