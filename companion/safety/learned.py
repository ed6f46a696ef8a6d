"""What many labelled texts taught the screen: how far a text lies on the side of danger, of duty, of strain, rather than of
none.

The weights come with the product (knowledge/safety/learned.npz, made by `python -m evals.safety.train`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from companion.safety.features import counted
from companion.safety.fold import Token
from companion.safety.weights import Limits, Model, Scores, languages, load, shipped
from companion.vocabulary import ConcernLevel, Lang

COLUMNS = ("acute", "duty", "strain", "care")
"""What is weighed against none; `care` is violence from those one works for, weighed against every other duty. The limits:
by level what a score must pass to be found, by `level_agrees` to consent to a rule, and by `doubt` to give reason for one."""
CARE, DOUBT = "learned_care", "learned_doubt"
"""Signals: of violence from those one works for, and of what may be danger."""
FOUND: tuple[ConcernLevel, ...] = ("acute", "duty", "strain")
_DENIED = -0.6
_FEWEST = 4
"""Words; of a shorter text only a rule can tell anything ("No more.", "For dem.")."""
_LIKELIER = 0.4
"""Chosen by leaving files out: of a hundred dangers one is then taken for a duty, and half of the false alarms are gone that
strain gave."""


class Verdict(NamedTuple):
    """What the learned part says of a text."""

    found: frozenset[ConcernLevel]
    """Levels it finds by itself."""
    agrees: frozenset[ConcernLevel]
    """Levels it consents to when a rule finds them."""
    denies: frozenset[ConcernLevel]
    """Levels it is so far from that not even an explicit rule is believed ("they don't want to live", in a lecture)."""
    care: bool
    """Whether a duty is violence from those one works for, which is said quietly."""
    doubts: bool = False
    """Whether it may be danger, while too many harmless texts look the same for the questions to stop."""

    def signals(self) -> dict[str, ConcernLevel]:
        """The levels found, by the names of their signals. A doubt counts where nothing is found, and is met as strain is:
        with one line, and people."""
        doubted: dict[str, ConcernLevel] = {DOUBT: "strain"} if self.doubts and not self.found else {}
        return doubted | {CARE if level == "duty" and self.care else f"learned_{level}": level for level in self.found}


def verdict(words: list[Token], leaning: int) -> Verdict:
    """What the model of the text's language says; where no language clearly leads, both are heard."""
    text = counted(words)
    heard = [models()[lang] for lang in languages(leaning)] if text.size else []
    said = judged([(model.scores(text), model.limits) for model in heard])
    return said if text.words >= _FEWEST else said._replace(found=frozenset(), doubts=False)


def judged(heard: Sequence[tuple[Scores, Limits]]) -> Verdict:
    """Scores against their limits. Danger gives way to another level that is found and far likelier."""
    found = {level for scores, limits in heard for level in FOUND if scores[level] > limits[level]}
    likely = {level: max(scores[level] for scores, _ in heard) for level in found}
    if any(score > likely[level] + _LIKELIER for level in found & {"acute"} for score in likely.values()):
        found.discard("acute")
    return Verdict(
        frozenset(found),
        frozenset(level for scores, limits in heard for level in FOUND if scores[level] > limits[f"{level}_agrees"]),
        frozenset(level for level in FOUND if all(scores[level] < _DENIED for scores, _ in heard)),
        any(scores["care"] > 0 for scores, _ in heard),
        any(scores["acute"] > limits["doubt"] for scores, limits in heard),
    )


@cache
def models() -> dict[Lang, Model]:
    """The models that come with the product. Raises PartFailed when the file is damaged."""
    return load(shipped("learned"))
