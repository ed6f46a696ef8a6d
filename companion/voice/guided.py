"""The guided voice: no model, only curated questions chosen by what the leader wrote, mirrored only by quoting.

It never invents, interprets, or names a feeling the leader did not name.
"""

from __future__ import annotations

from companion.confidentiality.discretion import Discretion
from companion.vocabulary import Both, Lang
from companion.voice import Proposal, Situation, Wording, notice
from companion.voice.bank import BankQuestion, bank, steps_of
from companion.voice.lint import lint

_MIRROR = Both(da="Du skriver: ”{words}”", en="You write: “{words}”")
_FEW_WORDS = Both(
    da="”{words}” Er det nok, går du bare videre.",
    en="“{words}” If that is enough, just move on.",
)


_INNER = str.maketrans('”“"{}', "’‘’()")


class GuidedVoice:
    """The embedded default, and what speaks whenever a model does not."""

    def word(self, situation: Situation, discretion: Discretion | None = None) -> Wording | None:
        """The best suited question not yet put at this step; None when the bank is used up. Sends nothing."""
        for question in self._ranked(situation):
            wording = self._worded(question, situation)
            if wording and lint(wording.text).ok:
                return wording
        return None

    def propose(self, situation: Situation, discretion: Discretion | None = None) -> Proposal:
        """Nothing: what the review offers is curated."""
        return Proposal()

    def _ranked(self, situation: Situation) -> list[BankQuestion]:
        """Fresh questions, best first: by how telling and how many of the signals they suit, then by the file's order."""
        telling = {name: 100 - place for place, name in enumerate(situation.signals)}
        fresh = [question for question in bank(situation.step.name) if question.id not in situation.used]

        def fit(question: BankQuestion) -> tuple[int, int]:
            hits = [telling[name] for name in question.signals if name in telling]
            return (max(hits, default=int("any" in question.signals)), len(hits))

        suited = [question for question in fresh if fit(question) > (0, 0)]
        return sorted(suited, key=fit, reverse=True)

    def _worded(self, question: BankQuestion, situation: Situation) -> Wording | None:
        """The question with its slots filled and, where it may, a mirror in front; None when a slot stays empty."""
        filled = {name: notice.slot(name, situation.answer) for name in question.slots}
        if not all(filled.values()):
            return None
        lead = question.lead.to(situation.lang, **filled) if question.lead and self._fresh(question, situation) else ""
        if lead and filled and not (situation.may_mirror and notice.may_be_mirrored(lead)):
            return None
        mirror = "" if lead else self._mirror(question, situation)
        return Wording(
            text=question.text.to(situation.lang, **filled),
            lead=lead or mirror,
            bank=question.id,
            mirrored=bool(mirror or (lead and filled)),
        )

    def _fresh(self, question: BankQuestion, situation: Situation) -> bool:
        """False when the same lead was said before in this case: a thing is explained once."""
        said = [other.lead for step in steps_of(situation.used) for other in bank(step) if other.id in situation.used]
        return question.lead not in said

    def _mirror(self, question: BankQuestion, situation: Situation) -> str:
        """The leader's exact words that the question grows out of, or nothing."""
        grown_from = [name for name in situation.signals if name in question.signals]
        if not situation.may_mirror or not grown_from or "dont_know" in situation.signals:
            return ""
        words = notice.telling_sentence(situation.answer, grown_from)
        few = "short" in grown_from and words
        return _quote(_FEW_WORDS if few else _MIRROR, words, situation.lang) if words else ""


def mirror(words: str, lang: Lang) -> str:
    """The leader's exact words, said back."""
    return _quote(_MIRROR, words, lang)


def _quote(frame: Both, words: str, lang: Lang) -> str:
    """`words` inside `frame`, with inner quotation marks made single so that they do not end the outer ones."""
    inner = words.translate(_INNER)
    ended = inner[-1:] in ".!?…’‘"
    return frame.to(lang, words=inner) if ended else frame.to(lang, words=inner).replace(f"{inner}”", f"{inner}”.", 1)
