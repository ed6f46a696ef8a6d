"""What a sitting comes to: questions, words, minutes at stated speeds; with --transcript, every word of it.

Run it as `python -m evals.sitting [--transcript]`. The cases are evals/cases/voice_cases.yaml. Speeds, stated rather than
measured: reading 180 words a minute, writing 30, 25 seconds of thought a question, 75 for the page of review.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

READ, TYPED = 180, 30
"""Words a minute."""
THOUGHT, REVIEWED = 25, 75
"""Seconds a question, and for the page of review."""
CASES = Path(__file__).parent / "cases" / "voice_cases.yaml"
Turn = dict[str, Any]


class Sitting(NamedTuple):
    """What one case came to."""

    name: str
    questions: int
    read: int
    typed: int
    minutes: float
    turns: list[Turn]


def cases() -> list[dict[str, Any]]:
    """The made-up cases: name, lang, answers."""
    loaded: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return loaded


def held(case: dict[str, Any]) -> Sitting:
    """The sitting of one case, held in memory."""
    from companion.__main__ import casebook
    from companion.commands.answers import Answers
    from companion.commands.prepare import as_json, unattended
    from companion.settings import load_settings

    with casebook(load_settings(), kept=False) as book:
        state = unattended(book, Answers.model_validate(case["answers"]), case["lang"], False, 180)
    return counted(case["name"], as_json(state)["turns"])


def counted(name: str, turns: list[Turn]) -> Sitting:
    """Questions are the companion's turns that the leader answered or passed over, one to one."""
    questions = sum(turn["who"] == "leader" for turn in turns)
    read = sum(len(turn["text"].split()) for turn in turns if turn["who"] == "companion")
    typed = sum(len(turn["text"].split()) for turn in turns if turn["who"] == "leader")
    minutes = read / READ + typed / TYPED + (questions * THOUGHT + REVIEWED) / 60
    return Sitting(name, questions, read, typed, minutes, turns)


def main() -> None:
    """The table, and the transcripts when asked."""
    print(f"{'case':<12}{'questions':>10}{'read':>7}{'typed':>7}{'minutes':>9}")
    for case in cases():
        sitting = held(case)
        print(f"{sitting.name:<12}{sitting.questions:>10}{sitting.read:>7}{sitting.typed:>7}{sitting.minutes:>9.1f}")
        if "--transcript" in sys.argv:
            print("\n".join(f"  {'>' if turn['who'] == 'companion' else ' '} {turn['text']}" for turn in sitting.turns))


if __name__ == "__main__":
    main()
