"""What the material says, as HTML: a passage with where it stands, a whole card, and an own document's piece in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from companion.library.rank import own_passage
from companion.method.sequence import load_sequence
from companion.ui.texts import Texts
from companion.ui.view import heading, inert, paragraphs
from companion.vocabulary import Passage

if TYPE_CHECKING:
    from companion.library.cards import Card
    from companion.library.documents import OwnDocument
    from companion.library.sources import Source

_OWN = re.compile(r"own-([0-9a-f]{16})-(\d+)")
"""How the library names a piece of an own document. There are cards, too, whose names begin with "own-"."""


def own_piece(card: str) -> tuple[str, int] | None:
    """The document and the number of a piece in it, when it is one."""
    found = _OWN.fullmatch(card)
    return (found[1], int(found[2])) if found else None


def passage(
    found: Passage, texts: Texts, experience: str = "", reads: bool = False, because: str = "", number: int = 0
) -> str:
    """Title, text, what to ask the network when there is that, and where it stands. `reads`: with a way to the whole.
    `because`: the leader's words it was chosen for. `number`: the one an answer cites it by, where there may be one."""
    own = own_piece(found.card) is not None
    cited, at = (f"<span>[{number}]</span> ", f' id="passage-{number}"') if number else ("", "")
    ask = paragraphs(texts("inspire_ask", question=experience)) if experience else ""
    why = f'<p class="soft" dir="auto">{inert(texts("inspire_because", words=because))}</p>' if because else ""
    way = _way(found, "piece" if own else "card", texts) if reads else ""
    return (
        f'<article class="passage{" own" if own else ""}"{at}><h3>{cited}{inert(found.title)}</h3>{why}'
        f'<p class="said" dir="auto">{inert(found.text)}</p>{ask}<p class="cite">{inert(_cited(found, texts))}</p>'
        f"{way}</article>"
    )


def _cited(found: Passage, texts: Texts) -> str:
    if own_piece(found.card) is None:
        return texts("source", title=_sources()[found.source].title, section=found.section)
    at = {"section": found.section} if found.section else {}
    return texts("own_source_at" if at else "own_source", name=found.source, **at)


def _way(found: Passage, do: str, texts: Texts) -> str:
    """A button whose name says which of the passages it is about."""
    words = texts(f"read_{do}")
    return (
        f'<button type="button" class="quiet" data-do="{do}" data-with="{inert(found.card)}" '
        f'aria-label="{inert(words)}: {inert(found.title)}">{inert(words)}</button>'
    )


def whole_card(card: Card, texts: Texts) -> str:
    """A card alone: what it says, what to ask the network, what it is about and what it stands on."""
    lang, source = texts.lang, _sources()[card.source]
    steps = ", ".join(load_sequence().step(name).title.to(lang) for name in card.steps)
    facts = [(texts("card_kind"), [texts(f"kind_{card.kind}")]), (texts("card_steps"), [steps])]
    facts.append((texts("card_source"), _stands(source, card.section, texts)))
    asks = card.ask_of_the_network(lang)
    ask = f'<p class="note">{inert(texts("inspire_ask", question=asks))}</p>' if asks else ""
    return heading(card.title.to(lang), card.body.to(lang)) + ask + _facts(facts)


def _stands(source: Source, section: str, texts: Texts) -> list[str]:
    more = (source.kind.to(texts.lang), source.publisher or "", source.date_known.to(texts.lang))
    return [
        texts("card_source_title", title=source.title),
        ", ".join(part for part in more if part),
        texts("card_section", section=section),
        texts("card_retold"),
    ]


def _facts(facts: Iterable[tuple[str, list[str]]]) -> str:
    """Terms and what is known of each; a term of which nothing is known is left out."""
    inner = "".join(
        f"<dt>{inert(term)}</dt>" + "".join(f"<dd>{inert(line)}</dd>" for line in lines)
        for term, lines in facts
        if any(lines)
    )
    return f'<dl class="facts">{inner}</dl>'


def in_its_place(document: OwnDocument, number: int, texts: Texts) -> str | None:
    """A piece with the one before and the one after; None when the document has no such piece."""
    if not 1 <= number <= len(document.pieces):
        return None
    near = (number - 1, "own_before"), (number, "own_found"), (number + 1, "own_after")
    parts = (
        _piece(own_passage(document, at, texts.lang, 0), name, texts)
        for at, name in near
        if 0 < at <= len(document.pieces)
    )
    return heading(document.name) + "".join(parts)


def _piece(found: Passage, name: str, texts: Texts) -> str:
    kind = "passage own" if name == "own_found" else "beside own"
    return (
        f'<section class="{kind}"><h2>{texts(name)}</h2><p class="said" dir="auto">{inert(found.text)}</p>'
        f'<p class="cite">{inert(_cited(found, texts))}</p></section>'
    )


@cache
def _sources() -> dict[str, Source]:
    from companion.library.sources import load_sources

    return load_sources()
