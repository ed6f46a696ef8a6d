"""A set of questions, its words fitted to a theme and a group by a model: one call for all of them.

Each is judged for itself, as any question of a model is, and where it is unfit the set's own stays. The source's own wording
is never sent, and never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from companion.confidentiality.discretion import Answer, Discretion
from companion.resources import load_yaml
from companion.vocabulary import Both, Lang
from companion.voice import Posed, SetWish, prompts, telling
from companion.voice.check_words import known, weighty
from companion.voice.checks import Finding, Ground, unfit
from companion.voice.exchange import Exchange, Judged
from companion.voice.outputs import Reworded
from companion.voice.prompts import Own

MOST = 16
"""Questions of one call: as many as fit in what a model may say at most. The rest of a longer set stays as it is."""


def tailored(
    exchange: Exchange, wish: SetWish, questions: Sequence[Posed], lang: Lang, discretion: Discretion
) -> tuple[str, ...] | None:
    """The texts of the set, in its order, fitted where that came out fit; None where none did."""
    wish = wish._replace(
        theme=telling.cut(wish.theme.strip(), telling.MOST_OF_THE_ANSWER),
        case=telling.cut(wish.case.strip(), telling.MOST_OF_THE_CASE),
    )
    fitting = _Fitting(wish, questions, lang, discretion)
    if not fitting.sent:
        return None
    exchange.ask("tailor", Reworded, fitting.values(), lang, discretion, fitting.judged)
    return tuple(fitting.texts) if fitting.texts != [one.text for one in questions] else None


class _Fitting:
    """A set while it is fitted. What was fit in a first answer stands, whatever a second brings."""

    def __init__(self, wish: SetWish, questions: Sequence[Posed], lang: Lang, discretion: Discretion) -> None:
        self._wish, self._questions, self._lang, self._discretion = wish, questions, lang, discretion
        self.sent = [at for at, one in enumerate(questions) if not one.quoted][:MOST]
        self.texts = [one.text for one in questions]
        self._fit: set[int] = set()
        self._about = [known((one.text, one.purpose, *_step(one.step, lang)), lang) for one in questions]
        self._theme = known((wish.theme,), lang)

    def values(self) -> dict[str, Any]:
        """Those of the prompt. What is marked as ours here and is not, an edited question say, the gate takes for theirs."""
        asked = [self._questions[at] for at in self.sent]
        return {
            "theme": self._wish.theme,
            "kind": Own(self._wish.kind),
            "group": Own(self._wish.group),
            "setting": Own(self._wish.setting),
            "case": self._wish.case,
            "questions": [
                (Own(_step(one.step, self._lang)[0]), prompts.ours(one.text), prompts.ours(one.purpose))
                for one in asked
            ],
        }

    def judged(self, output: Reworded, _answer: Answer) -> Judged[Sequence[str]]:
        """All the findings when fewer than half are fit."""
        if len(output.questions) != len(self.sent):
            return Judged(None, ("count",))
        found: list[Finding] = []
        for at, text in zip(self.sent, map(str.strip, output.questions), strict=True):
            if at in self._fit:
                continue
            findings = self._unfit(at, text)
            found += findings
            if not findings:
                self._fit.add(at)
                self.texts[at] = text
        if 2 * len(self._fit) >= len(self.sent):
            return Judged(self.texts)
        return Judged(None, tuple(dict.fromkeys(found)))

    def _unfit(self, at: int, text: str) -> tuple[Finding, ...]:
        """What is wrong with a question. Names are not put back in: no placeholder stands for anybody in a set, which others
        are to read."""
        own = self._questions[at]
        if text == own.text:
            return ()
        ground = Ground(
            lang=self._lang,
            said=(self._wish.theme, self._wish.case, own.text, own.purpose),
            answer="",
            asked=tuple(other for place, other in enumerate(self.texts) if place != at),
            names=self._discretion.names,
            roster=tuple(self._discretion.roster),
            system=prompts.prompt("tailor").head(self._lang),
            may_mirror=False,
        )
        return unfit(text, (), ground) or (() if self._stays(at, text) else ("step",))

    def _stays(self, at: int, text: str) -> bool:
        """True for a question that beside the theme says something of what its own asks about, and no more of what another of
        the set does."""
        told = [word for word in weighty(text, self._lang) if not self._theme.akin(word)]
        shared = [sum(about.akin(word) for word in told) for about in self._about]
        return 0 < shared[at] == max(shared)


def _step(name: str, lang: Lang) -> tuple[str, str]:
    """A step's title and its question; both empty where it is none."""
    title, question = _steps().get(name, (None, None))
    return (title.to(lang), question.to(lang)) if title and question else ("", "")


@cache
def _steps() -> dict[str, tuple[Both, Both]]:
    steps = load_yaml("sequences", "sparring.yaml")["steps"]
    return {one["name"]: (Both(**one["title"]), Both(**one["question"])) for one in steps}
