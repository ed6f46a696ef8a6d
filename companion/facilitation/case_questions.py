"""Which questions would open a case: step by step, with what the case giver asked for respected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from companion.facilitation.case_texts import CaseText, first_words, texts
from companion.facilitation.likeness import REPEATS, alike, most_alike
from companion.facilitation.question_sets import SetQuestion, of_the_method
from companion.facilitation.themes import Search, Theme, citations, find_theme, near_theme, steps
from companion.resources import load_yaml
from companion.vocabulary import Both, Lang, Word

_NOT_SPOKEN = ("{", "skrev", "læse højt")
"""In what quotes an answer, or is asked of somebody who has just written and not of somebody who speaks."""


class CaseQuestion(SetQuestion):
    """`about`: the case giver's own words that the question opens, names turned into roles; "" where it opens none."""

    about: str = ""


class Deepening(Word):
    """A question of the product's own bank that suits any answer at its step."""

    id: str
    purpose: Both
    text: Both


def case_questions(case: CaseText, count: int, lang: Lang, theme: Theme | None) -> tuple[CaseQuestion, ...]:
    """At most `count`, in the order of the steps; the step left for the room first. Asked to be listened to, a case giver gets
    the method's own questions that were not answered, and free ones: nothing about options, nothing for the others' part."""
    rounds = _listening(case, lang) if case.wish == "listen" else _rounds(case, lang, theme)
    chosen: list[CaseQuestion] = []
    for one in rounds:
        if len(chosen) == count:
            break
        if one.quoted or most_alike(one.text, (other.text for other in chosen)) < REPEATS:
            chosen.append(one)
    order = [step.name for step in steps()]
    return tuple(sorted(chosen, key=lambda one: (one.step != case.room, order.index(one.step), not one.quoted)))


def theme_of(case: CaseText, typed: str, lang: Lang, search: Search) -> Theme | None:
    """The theme that was typed, or the one the case is about."""
    if typed.strip():
        return find_theme(typed, lang, search)
    found = (near_theme(text, lang, search) for text in texts(case))
    return next((theme for theme in found if theme), None)


def _listening(case: CaseText, lang: Lang) -> Iterator[CaseQuestion]:
    for step in steps():
        if step.name not in ("options", "open") and step.name not in case.said:
            yield _of_step(case, step.name, lang)
    yield from _deepening(case, "open", lang)


def _rounds(case: CaseText, lang: Lang, theme: Theme | None) -> Iterator[CaseQuestion]:
    """First one question a step, the unanswered by the method's own; then one more a step, as long as there are any."""
    waiting = {step.name: _at(case, step.name, lang, theme) for step in steps()}
    if case.room:
        yield from _next(waiting, [case.room])
    yield from _next(waiting, [name for name in waiting if name != case.room])
    while waiting:
        yield from _next(waiting, list(waiting))


def _next(waiting: dict[str, Iterator[CaseQuestion]], names: Sequence[str]) -> Iterator[CaseQuestion]:
    for name in names:
        found = next(waiting[name], None)
        if found:
            yield found
        else:
            del waiting[name]


def _at(case: CaseText, step: str, lang: Lang, theme: Theme | None) -> Iterator[CaseQuestion]:
    """The questions of a step: the method's own where it is unanswered, then the theme's and the bank's by turns."""
    if step != "open" and (step not in case.said or step == case.room):
        yield _of_step(case, step, lang)
    theirs, ours = _of_theme(case, step, lang, theme), _deepening(case, step, lang)
    for at in range(max(len(theirs), len(ours))):
        yield from (*ours[at : at + 1], *theirs[at : at + 1])


def _of_step(case: CaseText, step: str, lang: Lang) -> CaseQuestion:
    own = next(one for one in steps() if one.name == step)
    return CaseQuestion(**of_the_method(own, lang).model_dump(), about=first_words(case.said.get(step, "")))


def _of_theme(case: CaseText, step: str, lang: Lang, theme: Theme | None) -> list[CaseQuestion]:
    """The theme's questions for a case giver, nearest to what was said there first."""
    if theme is None:
        return []
    where, said = citations()[theme.card], case.said.get(step, "")
    fits = [one for one in theme.questions if one.step == step and "sparring" in one.formats]
    fits.sort(key=lambda one: -alike(one.text.to(case.lang), said))
    return [
        CaseQuestion(id=one.id, text=one.text.to(lang), step=step, purpose=one.purpose.to(lang), source=where.source,
                     section=where.section, depth=one.depth, direction=one.direction, about=first_words(said))
        for one in fits
    ]  # fmt: skip


def _deepening(case: CaseText, step: str, lang: Lang) -> list[CaseQuestion]:
    about = first_words(case.said.get(step, ""))
    return [CaseQuestion(**one.model_dump(), about=about) for one in deepening(step, lang)]


def deepening(step: str, lang: Lang) -> list[SetQuestion]:
    """The product's own questions at a step that suit any answer."""
    where = citations()[f"question-{step.replace('_', '-')}"]
    return [
        SetQuestion(id=one.id, text=one.text.to(lang), step=step, purpose=one.purpose.to(lang), source=where.source,
                    section=where.section, depth=2)
        for one in _bank(step)
    ]  # fmt: skip


@cache
def _bank(step: str) -> tuple[Deepening, ...]:
    """Those that suit any answer given aloud, and neither quote it nor lean on it."""
    fits = [
        one
        for one in load_yaml("questions", f"{step}.yaml")
        if "any" in one["signals"] and "lead" not in one and not any(mark in one["text"]["da"] for mark in _NOT_SPOKEN)
    ]
    return tuple(Deepening(id=one["id"], purpose=one["purpose"], text=one["text"]) for one in fits)
