"""The evaluation as HTML: what is asked, what the group answered, and what goes on to HR."""

from __future__ import annotations

from companion.pilot.evaluation import SCALE, Item, counts, evaluation
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.network.evaluation_put import Put
from companion.ui.texts import Texts
from companion.ui.view import focused, heading, inert, paragraphs


def asks(put: Put, texts: Texts, told: str, filled: Form) -> str:
    """The fields, with no words in them but `filled`. `told`: a line for whoever sits down now."""
    lang, words, form = texts.lang, evaluation().words, evaluation().of(put.which)
    note = f'<p class="note" role="status" tabindex="-1"{focused()}>{inert(told)}</p>' if told else ""
    free = f"{words.voluntary.to(lang)} {words.network_only.to(lang)} {words.nobody_told.to(lang)}"
    about = (free, words.guessed.to(lang), words.counted.to(lang), words.once.to(lang))
    lead = heading(form.title.to(lang), f"{words.whose.to(lang)} {words.hr.to(lang)}", form.opening(lang))
    how = f'<ul class="about">{"".join(f"<li>{inert(one)}</li>" for one in about)}</ul>'
    presses = forms.row(
        forms.button("evaluation_next", texts("evaluation_next"), kind="primary"),
        forms.button("evaluation_all", texts("evaluation_all")),
    )
    fields = "".join(_field(item, filled.get(item.id, ""), texts) for item in put.items)
    return lead + how + note + fields + put.hidden() + presses


def _field(item: Item, value: str, texts: Texts) -> str:
    if item.kind == "scale":
        return _scale(item, value, texts)
    if item.kind == "choice":
        return forms.radios(item.id, item.text.to(texts.lang), item.values(texts.lang), value)
    area = forms.area(item.id, item.text.to(texts.lang), value)
    return area + (f'<p class="soft under">{inert(item.help.to(texts.lang))}</p>' if item.help else "")


def _scale(item: Item, value: str, texts: Texts) -> str:
    """Five points in a row; the ends are said beside them, and aloud with the first and the last."""
    assert item.low and item.high
    low, high = item.low.to(texts.lang), item.high.to(texts.lang)
    said = {SCALE[0]: low, SCALE[-1]: high}
    points = "".join(
        f'<label class="tick"><input type="radio" name="{item.id}" value="{one}"{" checked" if one == value else ""}>'
        f"<span>{one}"
        f'<span class="visually-hidden"> {inert(said.get(one, ""))}</span></span></label>'
        for one in SCALE
    )
    return (
        f'<fieldset class="field scale"><legend>{inert(item.text.to(texts.lang))}</legend><div class="points">'
        f'<span aria-hidden="true">{inert(low)}</span>{points}<span aria-hidden="true">{inert(high)}</span></div></fieldset>'
    )


def everything(put: Put, texts: Texts) -> str:
    """Question by question what the group answered, and what can be done with it."""
    lang, words = texts.lang, evaluation().words
    parts = [heading(texts("evaluation_answers"), words.talk.to(lang), evaluation().of(put.which).closing.to(lang))]
    for item in put.items:
        parts.append(f"<section><h2>{inert(item.text.to(lang))}</h2>{_answered(item, put, texts)}</section>")
    paper = line(texts("evaluation_group_paper"), "evaluation-group")
    parts.append(f'<section class="papers"><h2>{inert(texts("evaluation_take"))}</h2>{paper}</section>')
    wipe = forms.row(forms.button("evaluation_wipe", texts("evaluation_wipe"), kind="quiet"))
    return "".join(parts) + _release(put, texts) + '<p class="paper-told" role="alert"></p>' + wipe + put.hidden()


def _answered(item: Item, put: Put, texts: Texts) -> str:
    words, lang, lines = evaluation().words, texts.lang, put.answers[item.id]
    if not lines:
        return f'<p class="soft">{inert(words.skipped.to(lang))}</p>'
    if item.kind == "words":
        return f'<ul class="answers">{"".join(f"<li dir=auto>{inert(line)}</li>" for line in lines)}</ul>'
    found = counts(item, lines, lang)
    if found is None:
        return f'<p class="soft">{inert(words.too_few.to(lang))}</p>'
    people = words.answered.to(lang, answered=len(lines), people=put.people)
    rows = "".join(
        f'<tr><th scope="row">{inert(written)}</th><td>{number}</td>'
        f'<td aria-hidden="true"><meter min="0" max="{len(lines)}" value="{number}"></meter></td></tr>'
        for written, number in found
    )
    return f'<table class="counts"><caption>{inert(people)}</caption><tbody>{rows}</tbody></table>'


def _release(put: Put, texts: Texts) -> str:
    """What goes further: nothing, unless the group chooses and words it."""
    lang, words = texts.lang, evaluation().release
    options = [(one.id, one.to(lang)) for one in words.options]
    lines = "".join(
        f'<div class="line">{forms.tick(f"line.{at}.with", texts("evaluation_with", number=at + 1), False, quiet=True)}'
        f"{forms.area(f'line.{at}', texts('evaluation_line', number=at + 1), line, quiet=True)}</div>"
        for at, line in enumerate(put.lines)
    )
    ticks = f"<h3>{inert(words.lines.to(lang))}</h3>{paragraphs(texts('evaluation_tick'))}{lines}" if lines else ""
    return (
        f'<details class="aside release"><summary>{inert(words.question.to(lang))}</summary>{paragraphs(words.help.to(lang))}'
        f"{forms.radios('to', words.question.to(lang), options, options[0][0])}"
        f"{forms.area('decided', words.decided.to(lang))}{ticks}"
        f"<p>{inert(words.confirm.to(lang))}</p>{forms.tick('agreed', texts('evaluation_agreed'), False)}"
        f"{line(texts('evaluation_hr_paper'), 'evaluation-hr')}</details>"
    )
