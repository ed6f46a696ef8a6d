"""Finding what identifies someone: a thousand tokens, and one reply of a hundred words. The peer is Presidio with its own
recognisers on a blank Danish pipeline, which knows numbers but no names; it is asked in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from companion.confidentiality.detect import find
from evals.confidentiality.marked import HERE, read
from evals.speed.table import Row, share

MOST_FOR_A_THOUSAND = 66.7
"""Milliseconds: 15,000 tokens a second."""
MOST_FOR_A_REPLY = 15.0
_WORDS = 100
_NO_PEER = "no baseline: Presidio is not installed (pip install -e '.[peers]')"


def detection(rounds: int) -> list[Row]:
    """Every leader text of the evals, after a first reading that fills what is kept between texts."""
    texts = [text.text for half in ("tuned", "reported") for text in read(HERE / f"{half}.jsonl")]
    running = " ".join(texts).split()
    replies = [" ".join(running[at : at + _WORDS]) for at in range(0, len(running) - _WORDS, _WORDS)]
    ours, peer = _times(find, replies, rounds), _presidio()
    theirs = _times(peer, replies, 1) if peer else None
    note = "the baseline is Presidio, which looks for numbers alone here" if peer else _NO_PEER
    return [
        Row("1,000 tokens searched, one core", _a_thousand(ours), _a_thousand(theirs) if theirs else None,
            most=MOST_FOR_A_THOUSAND, note=f"goal: 15,000 tokens a second; {note}"),
        Row("a reply of 100 words searched, p95", share(ours, 0.95), share(theirs, 0.95) if theirs else None,
            most=MOST_FOR_A_REPLY),
    ]  # fmt: skip


def _a_thousand(replies: Sequence[float]) -> float:
    return 1000 * sum(replies) / (len(replies) * _WORDS)


def _times(search: Callable[[str], Any], replies: Sequence[str], rounds: int) -> list[float]:
    """Milliseconds of processor time for each reply."""
    for reply in replies:
        search(reply)
    times: list[float] = []
    for _ in range(rounds):
        for reply in replies:
            start = time.process_time()
            search(reply)
            times.append(1000 * (time.process_time() - start))
    return times


def _presidio() -> Callable[[str], Any] | None:
    """Presidio's analyser, or None where it is not installed. Its recognisers of links and e-mail are left out, since they
    fetch a list from the web."""
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer import predefined_recognizers as known
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ImportError:
        return None

    class Blank(SpacyNlpEngine):  # type: ignore[misc,unused-ignore]
        """A pipeline without a model, which Presidio itself would download."""

        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": "da", "model_name": "blank"}])
            self.nlp = {"da": spacy.blank("da")}

        def load(self) -> None:
            """Nothing to load."""

        def is_loaded(self) -> bool:
            return True

    registry = RecognizerRegistry(supported_languages=["da"])
    for kind in ("CreditCard", "Iban", "Phone", "Ip", "Date"):
        registry.add_recognizer(getattr(known, f"{kind}Recognizer")(supported_language="da"))
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["da"])
    return lambda text: engine.analyze(text, "da")
