"""`python -m evals.confidentiality.train FOLDER`: learn the two models of the detector anew.

FOLDER holds `da_news_train.tok_ner.tsv` of DaN+ (the Danish Dependency Treebank with names, CC BY-SA 4.0), which is not part
of this project; `training/` beside this file holds made-up leader texts, which are. Each text is learned from as it stands and
with its names exchanged for others, half of them for names that no list has, so that what stands around a name is learned
too. The result, `cased.crf` and `lower.crf`, goes to knowledge/names/. Takes some two minutes; the same texts give the same
models.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from companion.confidentiality.features import features
from companion.confidentiality.lexicon import lexicon
from companion.confidentiality.patterns import shaped
from companion.confidentiality.tokens import tokens
from companion.resources import folder
from evals.confidentiality import marked, treebank
from evals.confidentiality.marked import HERE, Label, Marked

_LETTER = {"person": "P", "organisation": "O", "place": "L", "misc": "M"}
"""Products and events are learned as what they are, so that they are not taken for anything else; none is hidden."""
_TIMES_OWN, _TIMES_EXCHANGED = 2, 2
"""How often leader texts are learned from as they stand, and every text with its names exchanged."""
_SETTINGS = {"c1": 0.1, "c2": 0.5, "max_iterations": 100, "feature.possible_transitions": True, "feature.minfreq": 2}
_VOWELS, _CONSONANTS = "aeiouyæøå", "bdfghjklmnprstvkz"


def main(argv: Sequence[str]) -> int:
    """Learn both models."""
    news = Path(argv[0]) / "da_news_train.tok_ner.tsv" if argv else None
    if news is None or not news.exists():
        print("Give the folder that holds da_news_train.tok_ner.tsv.", file=sys.stderr)
        return 2
    texts = corpus(list(treebank.read(news, "news")), own_texts())
    place = folder("knowledge") / "names"
    learn(texts, place / "cased.crf")
    learn([lowered for text in texts if (lowered := _lowered(text))], place / "lower.crf")
    return 0


def own_texts() -> list[Marked]:
    """The made-up leader texts."""
    return [text for path in sorted((HERE / "training").glob("*.jsonl")) for text in marked.read(path)]


def corpus(news: Sequence[Marked], own: Sequence[Marked], seed: int = 1) -> list[Marked]:
    """Everything that is learned from."""
    chance = random.Random(seed)
    named = [text for text in (*news, *own) if any(label.kind == "person" for label in text.labels)]
    exchanged = [_exchanged(text, chance) for _ in range(_TIMES_EXCHANGED) for text in named]
    return [*news, *(text for _ in range(_TIMES_OWN) for text in own), *exchanged]


def learn(texts: Iterable[Marked], place: Path) -> None:
    """One model, written to `place`."""
    from pycrfsuite import Trainer

    trainer = Trainer(verbose=False)
    for text in texts:
        words = tokens(text.text, shaped(text.text))
        if words:
            trainer.append(features(words), _tags(text.labels, [(word.start, word.end) for word in words]))
    trainer.set_params(_SETTINGS)
    trainer.train(str(place))


def _tags(labels: Sequence[Label], words: Sequence[tuple[int, int]]) -> list[str]:
    """B and I with the letter of the kind, O for the rest; numbers and the like are found by their shape."""
    tags: list[str] = []
    last = None
    for start, end in words:
        hit = next(
            (label for label in labels if label.start < end and label.end > start and label.kind in _LETTER), None
        )
        tags.append("O" if hit is None else ("I" if hit is last else "B") + _LETTER[hit.kind])
        last = hit
    return tags


def _lowered(text: Marked) -> Marked | None:
    lower = text.text.lower()
    return text._replace(text=lower) if len(lower) == len(text.text) else None


def _exchanged(item: Marked, chance: random.Random) -> Marked:
    """The text with other people in it."""
    text, last, labels = "", 0, []
    for label in sorted(item.labels):
        text += item.text[last : label.start]
        words = item.text[label.start : label.end]
        words = _other_name(words, chance) if label.kind == "person" else words
        labels.append(Label(len(text), len(text) + len(words), label.kind))
        text += words
        last = label.end
    return item._replace(text=text + item.text[last:], labels=tuple(labels))


def _other_name(name: str, chance: random.Random) -> str:
    parts = re.split(r"(\s+|-)", name)
    words = [at for at, part in enumerate(parts) if len(part) > 2 and part.isalpha()]
    for at in words:
        pool = _LAST if len(words) > 1 and at == words[-1] else _FIRST
        other = chance.choice(pool)
        other = _altered(other, chance) if chance.random() < 0.5 else other
        if parts[at].isupper():
            parts[at] = other.upper()
        else:
            parts[at] = "-".join(map(str.capitalize, other.split("-"))) if parts[at][0].isupper() else other
    return "".join(parts)


def _altered(name: str, chance: random.Random) -> str:
    """A name that nobody has."""
    letters = list(name)
    for _ in range(chance.choice((1, 2, 2, 3))):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(_VOWELS if letters[at] in _VOWELS else _CONSONANTS)
    if chance.random() < 0.3:
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(_VOWELS + _CONSONANTS))
    return "".join(letters)


_FIRST, _LAST = sorted(lexicon().first), sorted(lexicon().last)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
