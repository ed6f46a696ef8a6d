"""Questions on paper: as cards to cut out, or as a list to lead by."""

from __future__ import annotations

from collections.abc import Sequence

from companion.brief.words import CONFIDENTIAL
from companion.facilitation.case_questions import CaseQuestion
from companion.facilitation.question_sets import SetQuestion
from companion.library.sources import load_sources
from companion.paper.blocks import Block, Card, Cards, Moment, Panel, Paper
from companion.vocabulary import Both, Lang

OPENS = Both(da="Åbner: ”{words}”", en="Opens: “{words}”")
QUOTED = Both(da="kildens egne ord", en="the source’s own wording")
_TITLE = Both(da="”{title}”", en="“{title}”")
_OWN = Both(da="Egen formulering", en="Own wording")
_FITTED = Both(da="{where}; tilpasset af sprogmodellen {model}", en="{where}; fitted by the language model {model}")
_ONE, _MANY = Both(da="Ét spørgsmål", en="One question"), Both(da="{count} spørgsmål", en="{count} questions")
_FOOT = Both(
    da="Stil ét spørgsmål ad gangen, og vent på svaret. Et råd kan vente, til der bliver bedt om det.",
    en="Ask one question at a time and wait for the answer. Advice can wait until it is asked for.",
)
WISH = Both(da="Vil høres", en="Wants to be heard")
LISTEN = Both(
    da="Lyt til ende. Ingen muligheder og ingen erfaringer, før der bliver bedt om dem.",
    en="Hear the case giver out. No options and no experience until they are asked for.",
)


def cards_paper(title: str, questions: Sequence[SetQuestion], lang: Lang) -> Paper:
    """Each question on a card, large, and small below it what it is for."""
    cards = tuple(Card(one.text, one.purpose, str(at)) for at, one in enumerate(questions, start=1))
    return Paper(lang, title, (Cards(cards),), facts=counted(len(questions), lang))


def list_paper(title: str, questions: Sequence[SetQuestion], lang: Lang, listen: bool = False) -> Paper:
    """Each question with its number, what it is for and where it comes from; of a case also the words it opens. `listen`: the
    case giver wants to be heard, which stands before everything else."""
    wish: tuple[Block, ...] = (Panel(WISH.to(lang), LISTEN.to(lang)),) if listen else ()
    rows = tuple(_row(at, one, lang) for at, one in enumerate(questions, start=1))
    over = CONFIDENTIAL.to(lang) if any(isinstance(one, CaseQuestion) for one in questions) else ""
    return Paper(lang, title, (*wish, *rows), over=over, facts=counted(len(questions), lang), foot=_FOOT.to(lang))


def counted(count: int, lang: Lang) -> str:
    """How many there are, in words."""
    return _ONE.to(lang) if count == 1 else _MANY.to(lang, count=count)


def source_of(one: SetQuestion, lang: Lang) -> str:
    """Where it comes from: the source's title and the heading in it, and whether the words are the source's own. What somebody
    has reworded has no source."""
    if not one.source:
        return _OWN.to(lang)
    where = f"{_TITLE.to(lang, title=load_sources()[one.source].title)}, {one.section}"
    if one.model:
        return _FITTED.to(lang, where=where, model=one.model)
    return f"{where} ({QUOTED.to(lang)})" if one.quoted else where


def opens(one: SetQuestion, lang: Lang) -> str:
    """The case giver's words that it opens, or ""."""
    return OPENS.to(lang, words=one.about) if isinstance(one, CaseQuestion) and one.about else ""


def _row(at: int, one: SetQuestion, lang: Lang) -> Moment:
    told = " · ".join(part for part in (one.purpose, source_of(one, lang)) if part)
    return Moment(str(at), "", one.text, tuple(filter(None, [opens(one, lang)])), notes=(told,))
