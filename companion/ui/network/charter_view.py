"""A question of the charter as HTML: what to think of, examples to take and change, choices weighed, and cards that help."""

from __future__ import annotations

from companion.facilitation.grounded import Grounded
from companion.pilot.charter import CharterQuestion, Option, Reason, charter, help_cards
from companion.ui import forms
from companion.ui.forms import UNKEPT
from companion.ui.network.charter_carried import OWN, Carried
from companion.ui.texts import Texts
from companion.ui.view import focused, inert, paragraphs


def question(one: CharterQuestion, carried: Carried, texts: Texts, here: bool) -> str:
    """The open question. `here`: one goes on in its answer rather than at the question."""
    lang = texts.lang
    words = charter().words
    title = f'<h1 tabindex="-1"{"" if here else focused()}>{inert(one.text.to(lang))}</h1>'
    text = carried.said.get(one.id, "")
    field = _choice(one, text, texts) if one.options else _words(one, text, texts, here)
    left = paragraphs(words.skipped.to(lang)) if one.id in carried.together else ""
    grounds = _source(one.grounded, texts) or words.ours.to(lang)
    presses = forms.row(
        forms.button("charter_next", texts("charter_next"), kind="primary"),
        forms.button("charter_skip", words.skip.to(lang)),
        forms.button("charter_back", texts("charter_back"), kind="quiet") if one != carried.asked[0] else "",
        forms.button("charter_see", texts("charter_see"), kind="quiet"),
    )
    return (
        f'<div class="words"><p class="soft">{inert(_progress(one, carried, texts))}</p>{title}'
        f"{paragraphs(one.help.to(lang))}</div>{left}{field}{presses}{_cards(one, texts)}"
        f'<p class="soft grounds">{inert(grounds)}</p>'
    )


def _progress(one: CharterQuestion, carried: Carried, texts: Texts) -> str:
    ids = [other.id for other in carried.asked]
    section = charter().section_of(one).title.to(texts.lang)
    return texts("charter_progress", now=ids.index(one.id) + 1, all=len(ids), section=section)


def _words(one: CharterQuestion, text: str, texts: Texts, here: bool) -> str:
    """The box, and under it the examples."""
    words, lang = charter().words, texts.lang
    area = forms.area(f"said.{one.id}", texts("charter_answer"), text)
    area = area.replace("<textarea", f"<textarea{focused()}", 1) if here else area
    items = "".join(
        f'<li><span>{inert(example.to(lang))}</span><button type="button" class="quiet" data-do="charter_take" '
        f'data-with="{at}" aria-label="{inert(words.take.to(lang))}: {inert(example.to(lang))}">'
        f"{inert(words.take.to(lang))}</button></li>"
        for at, example in enumerate(one.examples)
    )
    return (
        f'{area}<p class="soft under">{inert(words.no_names.to(lang))}</p>'
        f'<h2>{inert(texts("charter_examples"))}</h2><ul class="examples">{items}</ul>'
    )


def _choice(one: CharterQuestion, text: str, texts: Texts) -> str:
    """The options, each with what speaks for it and what is to be thought about; and words of one's own that stand there."""
    chosen = next((option.id for option in one.options if text in (option.line.da, option.line.en)), OWN)
    options = "".join(_option(one, option, option.id == chosen, texts) for option in one.options)
    own = ""
    if text:
        own = f'<input type="hidden" name="said.{one.id}" value="{inert(text)}" {UNKEPT}>'
    if text and chosen == OWN:
        own += _radio(one, OWN, texts("charter_own", words=text), True)
    return f'<fieldset class="field options"><legend>{inert(texts("charter_choose"))}</legend>{options}{own}</fieldset>'


def _radio(one: CharterQuestion, value: str, words: str, on: bool) -> str:
    checked = " checked" if on else ""
    return (
        f'<label class="tick"><input type="radio" name="pick.{one.id}" value="{value}"{checked}>'
        f'<span dir="auto">{inert(words)}</span></label>'
    )


def _option(one: CharterQuestion, option: Option, on: bool, texts: Texts) -> str:
    words, lang = charter().words, texts.lang
    weighed = ((words.in_favour.to(lang), option.in_favour), (words.against.to(lang), option.against))
    lists = "".join(
        f"<div><p>{inert(title)}</p><ul>{''.join(_reason(reason, texts) for reason in reasons)}</ul></div>"
        for title, reasons in weighed
    )
    return f'<div class="option">{_radio(one, option.id, option.title.to(lang), on)}<div class="weighed">{lists}</div></div>'


def _reason(reason: Reason, texts: Texts) -> str:
    from_ = reason.grounded.source_title if reason.grounded else texts("charter_ours")
    return f"<li>{inert(reason.to(texts.lang))} <small>{inert(from_)}</small></li>"


def _cards(one: CharterQuestion, texts: Texts) -> str:
    """The cards that help, each to be unfolded where it stands: nobody has to leave the question."""
    items = "".join(
        f"<details><summary>{inert(card.title.to(texts.lang))}</summary>{paragraphs(card.body.to(texts.lang))}</details>"
        for card in help_cards(one.cards)
    )
    return f'<section class="cards"><h2>{inert(texts("charter_cards"))}</h2>{items}</section>' if items else ""


def _source(grounded: Grounded | None, texts: Texts) -> str:
    return texts("source", title=grounded.source_title, section=grounded.section) if grounded else ""
