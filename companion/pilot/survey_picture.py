"""What a network pointed to, so that nobody can be pointed out.

A theme may say as much of a person as a name does: of nine leaders, who chose "working with one's own manager"? Therefore:

- Under k answers there is nothing at all, not even how many: a group that small knows who is who.
- Themes that fewer than FEW chose, none included, stand together in the order of the form. Whether it was nobody, one or two
  cannot be told, so that to be the only one is never seen.
- The others are ranked, which tells that one was chosen by at least as many as the next. How many is said only from k on.
- What all but fewer than FEW chose says as much of those few. It stands first, without a number, all and nearly all alike.
- A theme in somebody's own words counts as the theme it means. Of the rest only those words are shown that at least FEW
  answers hold, and how many more there are: a sentence would be recognised.
- Answers to a question are shown, without names and in an order drawn anew, where at least FEW answered it.

It is made once: the answers behind it are deleted then, so that no second picture can be held against the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import SystemRandom

from pydantic import Field

from companion.brief.words import clean
from companion.facilitation.case_texts import in_roles
from companion.facilitation.likeness import content, stem
from companion.facilitation.themes import Search, find_theme
from companion.paper.blocks import Block, Heading, Paper, Points, Table, Text
from companion.pilot.survey import OWN, Answer, survey, titles
from companion.vocabulary import Both, Lang, Word

FEW = 3
"""People from which something is told apart."""


class Ranked(Word):
    """A theme in its place. `people`: how many chose it, where that can be said."""

    theme: str
    people: int | None = None
    nearly_all: bool = False


class Picture(Word):
    """`count`: how many answered; None where they are fewer than `k`, and everything else is empty then."""

    k: int
    count: int | None = None
    ranked: tuple[Ranked, ...] = ()
    rest: tuple[str, ...] = ()
    """The themes that few chose or none, in the order of the form."""
    shared: tuple[str, ...] = ()
    """Words that themes in people's own words have in common."""
    others: int = 0
    """Themes in people's own words that none of this shows."""
    said: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By question, what was written, with roles in place of names."""

    @property
    def without_words(self) -> Picture:
        """As HR sees it: nothing that anybody wrote."""
        return self.model_copy(update={"said": {}, "shared": ()})


def picture(answers: Sequence[Answer], k: int, lang: Lang, search: Search) -> Picture:
    """What these answers show together. `search`: the product's own material, as `find_theme` wants it."""
    if len(answers) < max(k, FEW):
        return Picture(k=k)
    own = [(answer, _own(answer)) for answer in answers]
    meant = [(answer, text, find_theme(text, lang, search) if text else None) for answer, text in own]
    chosen = [{*answer.themes, *([theme.id] if theme else [])} for answer, _, theme in meant]
    people = Counter(theme for themes in chosen for theme in themes if theme in titles())
    loose = [text for _, text, theme in meant if text and not (theme and theme.id in titles())]
    shared = _shared(loose, lang)
    return Picture(
        k=k,
        count=len(answers),
        ranked=tuple(_ranked(people, len(answers), k)),
        rest=tuple(theme for theme in titles() if people[theme] < FEW),
        shared=tuple(shared.values()),
        others=sum(1 for text in loose if not shared.keys() & _stems(text, lang).keys()),
        said=dict(_said(answers, lang)),
    )


def _own(answer: Answer) -> str:
    return clean(answer.said.get(OWN, ""))


def _ranked(people: Counter[str], count: int, k: int) -> Iterator[Ranked]:
    order = list(titles())
    found = sorted((theme for theme in order if people[theme] >= FEW), key=lambda one: (-people[one], order.index(one)))
    nearly = [theme for theme in order if theme in found and count - people[theme] < FEW]
    yield from (Ranked(theme=theme, nearly_all=True) for theme in nearly)
    for theme in found:
        if theme not in nearly:
            yield Ranked(theme=theme, people=people[theme] if people[theme] >= k else None)


def _stems(text: str, lang: Lang) -> dict[str, str]:
    """The words of weight by their stem, without any that stands for a name."""
    nameless = set(content(in_roles(text, lang)))
    return {stem(word): word for word in content(text) if word in nameless}


def _shared(texts: Sequence[str], lang: Lang) -> dict[str, str]:
    """The stems that at least FEW of the texts hold, the commonest first, each as it is mostly written."""
    held = [_stems(text, lang) for text in texts]
    often = Counter(one for stems in held for one in stems)
    return {
        one: min(Counter(stems[one] for stems in held if one in stems).items(), key=lambda seen: (-seen[1], seen[0]))[0]
        for one, times in sorted(often.items(), key=lambda seen: (-seen[1], seen[0]))
        if times >= FEW
    }


def _said(answers: Sequence[Answer], lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question by itself, drawn anew, so that no place in one list leads to a place in another."""
    for question in survey().questions:
        written = [clean(answer.said.get(question.id, "")) for answer in answers]
        lines = [in_roles(line, lang) for line in written if line]
        if len(lines) >= FEW:
            SystemRandom().shuffle(lines)
            yield question.id, tuple(lines)


_THEME = Both(da="Tema", en="Theme")
_CHOSEN = Both(da="Valgt af", en="Chosen by")
_NEARLY = Both(da="alle eller næsten alle", en="all or nearly all")
NO_NUMBER = Both(
    da="Antallet står kun, hvor mindst {k} har valgt temaet.", en="The number stands only where at least {k} chose it."
)
REST = Both(da="Også på listen", en="Also on the list")
REST_TOLD = Both(
    da="Valgt af færre end tre eller af ingen. Hvilke ses ikke, så ingen kan kendes på sit valg.",
    en="Chosen by fewer than three, or by nobody. Which is which is not shown, so that nobody is known by their choice.",
)
_OWN_THEMES = Both(da="Temaer, I selv skrev", en="Themes you wrote yourselves")
SHARED = Both(da="Flere skrev om: {words}.", en="Several wrote about: {words}.")
_OTHERS = (
    Both(
        da="Derudover er der 1 eget tema. Det vises ikke her.",
        en="Besides, there is 1 own theme. It is not shown here.",
    ),
    Both(
        da="Derudover er der {n} egne temaer. De vises ikke her.",
        en="Besides, there are {n} own themes. They are not shown here.",
    ),
)
_SPEAK = Both(da="Sig på mødet, hvad I mangler.", en="Say at the meeting what is missing.")
_FOR_GROUP = Both(da="Til gruppen", en="For the group")
_ROLES = Both(
    da="Navne er gjort til roller. Et navn kan være overset; læs det igennem, før I viser det frem.",
    en="Names have been turned into roles. One may have been missed; read it through before you show it.",
)


def survey_result_paper(found: Picture, lang: Lang) -> Paper:
    """The ranked picture, for the first meeting."""
    words = survey().result
    facts = words.counted.to(lang, count=found.count) if found.count else ""
    blocks = tuple(_blocks(found, lang)) if found.count else (Text(words.too_few.to(lang, k=found.k)),)
    return Paper(lang=lang, title=words.title.to(lang), blocks=blocks, over=_FOR_GROUP.to(lang), facts=facts)


def people_in_words(one: Ranked, lang: Lang) -> str:
    """How many, where that can be said."""
    return _NEARLY.to(lang) if one.nearly_all else str(one.people) if one.people else ""


def others_in_words(found: Picture, lang: Lang) -> str:
    """How many themes are not shown; "" where there are none."""
    if not found.others:
        return ""
    one, several = _OTHERS
    return f"{one.to(lang) if found.others == 1 else several.to(lang, n=found.others)} {_SPEAK.to(lang)}"


def rest_in_words(found: Picture, lang: Lang) -> str:
    """The themes that are not told apart, on one line."""
    return " · ".join(titles()[theme].to(lang) for theme in found.rest)


def _blocks(found: Picture, lang: Lang) -> Iterator[Block]:
    rows = tuple((titles()[one.theme].to(lang), people_in_words(one, lang)) for one in found.ranked)
    yield Table((_THEME.to(lang), _CHOSEN.to(lang)), rows, (0.7, 0.3))
    yield Text(NO_NUMBER.to(lang, k=found.k), quiet=True)
    if found.rest:
        yield from (Heading(REST.to(lang)), Text(REST_TOLD.to(lang)))
        yield Text(rest_in_words(found, lang))
    if found.shared or found.others:
        yield Heading(_OWN_THEMES.to(lang))
        yield Text(SHARED.to(lang, words=", ".join(found.shared)) if found.shared else "")
        yield Text(others_in_words(found, lang))
    for question in survey().questions:
        if lines := found.said.get(question.id):
            yield from (Heading(question.text.to(lang)), Points(lines))
    if found.said:
        yield Text(_ROLES.to(lang), quiet=True)
    yield Text(survey().result.next.to(lang))
