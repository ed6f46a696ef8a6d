"""Danish texts with named entities, a token a line (DaN+): read from a folder given on the command line, never copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evals.confidentiality.marked import Label, Marked

_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "misc"}


def read(path: Path, part: str, lower: bool = False) -> Iterator[Marked]:
    """Every sentence, its tokens joined by spaces. `lower`: as somebody types who never presses shift. Labels for derivations
    ("dansk") and parts of compounds are kept under their own kind: hiding them is no mistake, nor is leaving them."""
    for number, sentence in enumerate(_sentences(path)):
        words = [word.lower() if lower and len(word.lower()) == len(word) else word for word, _ in sentence]
        yield Marked(
            f"{part}{number}", part, " ".join(words), _labels(words, [label for _, label in sentence]), (), True
        )


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
            continue
        word, _, label = line.partition("\t")
        sentence.append((word, label or "O"))


def _labels(words: list[str], labels: list[str]) -> tuple[Label, ...]:
    found: list[Label] = []
    at = 0
    for word, label in zip(words, labels, strict=True):
        start, end = at, at + len(word)
        at = end + 1
        if label == "O":
            continue
        kind = _KINDS.get(label[2:], "derived")
        if label.startswith("I-") and found and found[-1].end == start - 1 and found[-1].kind == kind:
            found[-1] = Label(found[-1].start, end, kind)
        else:
            found.append(Label(start, end, kind))
    return tuple(found)
