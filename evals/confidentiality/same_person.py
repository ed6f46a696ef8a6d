"""`python -m evals.confidentiality.same_person [FILE …]`: has each person one placeholder, and each placeholder one person?

Read from the marked stories: a mention belongs to the one on the list of people whose name has all its words. The list itself
is given to the program in the second reading only.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from companion.confidentiality.pseudonyms import mask
from companion.vocabulary import Names
from evals.confidentiality.marked import HERE, Marked, read


class Reading(NamedTuple):
    """Mentions under the placeholder most mentions of their person have, of all; and placeholders that hold two persons."""

    together: int
    mentions: int
    shared: int


def reading(stories: Iterable[Marked], with_people: bool) -> Reading:
    """Every story on its own."""
    together = mentions = shared = 0
    for story in stories:
        persons: dict[str, Counter[str]] = defaultdict(Counter)
        placeholders: dict[str, set[str]] = defaultdict(set)
        for person, placeholder in _pairs(story, with_people):
            persons[person][placeholder] += 1
            placeholders[placeholder].add(person)
        together += sum(max(counts.values()) for counts in persons.values())
        mentions += sum(sum(counts.values()) for counts in persons.values())
        shared += sum(len(people) > 1 for people in placeholders.values())
    return Reading(together, mentions, shared)


def _pairs(story: Marked, with_people: bool) -> Iterator[tuple[str, str]]:
    """For each hidden mention of somebody on the list: who it is, and the placeholder."""
    masked = mask(story.text, Names(), story.people if with_people else ())
    for label in story.labels:
        words = set(story.text[label.start : label.end].lower().split())
        meant = [name for name in story.people if words <= set(name.lower().split())]
        there = [one for one in masked.entities if one.start < label.end and label.start < one.end]
        if label.kind == "person" and len(meant) == 1 and len(there) == 1:
            yield meant[0], there[0].placeholder


def main() -> None:
    """Print both readings."""
    paths = [Path(name) for name in sys.argv[1:]] or [
        HERE / "tuned.jsonl",
        *sorted((HERE / "training").glob("*.jsonl")),
    ]
    stories = [story for path in paths for story in read(path)]
    for with_people in (False, True):
        found = reading(stories, with_people)
        share = f"{found.together} of {found.mentions} mentions ({found.together / max(1, found.mentions):.4f})"
        print(f"{'with' if with_people else 'without'} the list: {share} under their person's placeholder; "
              f"{found.shared} placeholders hold two persons")  # fmt: skip


if __name__ == "__main__":
    main()
