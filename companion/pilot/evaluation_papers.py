"""The evaluation on paper: blank sheets to hand out, what the group answered, and what it gives on to HR, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from companion.brief.words import CONFIDENTIAL, clean
from companion.paper.blocks import Bars, Block, Heading, Paper, Points, Table, Text, Write
from companion.pilot.evaluation import SCALE, Gathered, Item, Occasion, counts, evaluation, put_away
from companion.pilot.ground import named
from companion.vocabulary import Lang

LINES = 3
"""Ruled, for each item one writes at."""
_WIDTHS = (0.25, *(0.1,) * len(SCALE), 0.25)


def evaluation_paper(which: Occasion, lang: Lang) -> Paper:
    """A blank sheet a person, to be answered apart from the others."""
    words, form = evaluation().words, evaluation().of(which)
    about = (
        words.whose, words.hr, words.voluntary, words.network_only, words.guessed, words.nobody_told, words.ring,
    )  # fmt: skip
    blocks: list[Block] = [
        Text(form.opening(lang)),
        Text(" ".join(one.to(lang) for one in about), quiet=True),
    ]
    for item in form.items:
        blocks += _to_answer(item, LINES, lang)
    return _paper(which, (*blocks, Text(form.closing.to(lang), quiet=True)), lang)


def gathered_evaluation(which: Occasion, gathered: Gathered, people: int, lang: Lang) -> Paper:
    """What the group answered, for the group alone. `people`: how many took part."""
    words, shuffled, blocks = evaluation().words, put_away(which, gathered, {}), list[Block]()
    for item in evaluation().of(which).items:
        blocks += [Heading(item.text.to(lang)), *_answered(item, shuffled[item.id], people, lang)]
    told = Text(" ".join(one.to(lang) for one in (words.whose, words.hr, words.talk)), quiet=True)
    return _paper(which, (told, *blocks), lang)


def released_paper(decided: Sequence[str], lines: Sequence[str], lang: Lang) -> Paper:
    """What HR gets: what the group has decided and the lines it has ticked, word for word, and nothing else. Who decided it
    and when, the group writes by hand."""
    words = evaluation().release
    parts = ((words.decided, decided), (words.lines, lines))
    blocks: list[Block] = []
    for title, texts in parts:
        if items := tuple(filter(None, map(clean, texts))):
            blocks += [Heading(title.to(lang)), Points(items)]
    return Paper(
        lang=lang,
        title=words.title.to(lang),
        over=words.over.to(lang),
        blocks=(*blocks, Write(words.who.to(lang), 2), Write(words.when.to(lang), 1)),
        foot=words.word_for_word.to(lang),
    )


def _to_answer(item: Item, lines: int, lang: Lang) -> Iterator[Block]:
    text = item.text.to(lang)
    if item.kind == "words":
        yield Write(f"{text} {item.help.to(lang)}" if item.help else text, lines)
        return
    yield Heading(text)
    if item.low and item.high:
        yield Table((), ((item.low.to(lang), *SCALE, item.high.to(lang)),), _WIDTHS)
    else:
        yield Points(tuple(written for _, written in item.values(lang)), boxes=True)


def _answered(item: Item, lines: Sequence[str], people: int, lang: Lang) -> Iterator[Block]:
    words = evaluation().words
    if not lines:
        yield Text(words.skipped.to(lang), quiet=True)
    elif item.kind == "words":
        yield Points(tuple(lines))
    elif found := counts(item, lines, lang):
        label = words.answered.to(lang, answered=sum(number for _, number in found), people=people)
        yield Bars(label, tuple((written, float(number), str(number)) for written, number in found))
    else:
        yield Text(words.too_few.to(lang), quiet=True)


def _paper(which: Occasion, blocks: tuple[Block, ...], lang: Lang) -> Paper:
    words, form = evaluation().words, evaluation().of(which)
    return Paper(
        lang=lang,
        title=form.title.to(lang),
        over=CONFIDENTIAL.to(lang),
        facts=form.when.to(lang),
        blocks=blocks,
        foot=words.foot.to(lang, sources=named(form.items, lang)),
    )
