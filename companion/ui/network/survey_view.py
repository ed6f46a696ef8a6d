"""The survey as HTML: what HR can do with it, the form a leader fills in, and what the network pointed to."""

from __future__ import annotations

from companion.pilot.survey import OWN, About, survey, titles, told
from companion.pilot.survey_picture import (
    NO_NUMBER,
    REST,
    REST_TOLD,
    SHARED,
    Picture,
    others_in_words,
    people_in_words,
    rest_in_words,
)
from companion.ui import forms
from companion.ui.forms import Form
from companion.ui.meetings.take import line
from companion.ui.texts import Texts
from companion.ui.view import inert, paragraphs

TOLD = '<p class="paper-told" role="alert"></p>'


def on_paper(form: Form, k: int, texts: Texts) -> str:
    """The blank form, and the empty sheet."""
    fields = forms.line("network", texts("survey_network"), form.get("network", ""))
    fields += forms.line("who", texts("survey_who"), form.get("who", ""))
    fields += forms.line("date", texts("survey_closes"), form.get("date", ""), "date")
    sheet = line(texts("survey_sheet"), "survey-sheet", {"xlsx": "Excel", "csv": "CSV"})
    return (
        f"<section><h2>{inert(texts('survey_hand_out'))}</h2>{paragraphs(survey().to_hr.to(texts.lang, k=k))}{fields}"
        f"{line(texts('survey_blank'), 'survey-form')}{sheet}{TOLD}</section>"
    )


def from_sheet(texts: Texts) -> str:
    """The way in for answers that were gathered; see survey.js."""
    file = (
        f'<label class="field"><span>{inert(texts("survey_file"))}</span><input type="file" id="survey-file" '
        f'accept=".csv,.xlsx" data-wrong="{inert(texts("survey_file_wrong"))}"></label>'
    )
    show = forms.row(forms.button("survey_show", texts("survey_show"), kind="primary"))
    told_first = paragraphs(survey().to_hr_spreadsheet.to(texts.lang))
    return (
        f"<section><h2>{inert(texts('survey_gathered'))}</h2>{told_first}{file}"
        f'<div id="survey-answers" hidden></div><p class="survey-told" role="status"></p>{show}</section>'
    )


def asked(about: About, form: Form, k: int, texts: Texts) -> str:
    """The form that a leader fills in, as far as it is filled in."""
    known, lang = survey(), texts.lang
    lead = paragraphs(*told(about, "link", k, lang), known.nobody_told.to(lang))
    ticks = "".join(
        forms.tick(f"t.{theme}", f"{title.to(lang)}: {known.themes[theme].to(lang)}", bool(form.get(f"t.{theme}")))
        for theme, title in titles().items()
    )
    own = f"{known.own_theme.text.to(lang)} {known.own_theme.help.to(lang)}"
    areas = "".join(
        forms.area(f"q.{question.id}", question.text.to(lang), form.get(f"q.{question.id}", ""))
        for question in known.questions
    )
    send = forms.row(
        forms.button("reply_send", texts("reply_send"), kind="primary"),
        forms.button("nav", texts("reply_not"), "start", "quiet"),
    )
    return (
        f'{lead}<fieldset class="themes"><legend>{inert(known.instruction.to(lang))}</legend>{ticks}</fieldset>'
        f"{forms.line(f'q.{OWN}', own, form.get(f'q.{OWN}', ''))}{areas}{send}"
    )


def picture_html(found: Picture, texts: Texts) -> str:
    """What the network pointed to, with as many words as are in it."""
    known, lang = survey(), texts.lang
    if found.count is None:
        return paragraphs(known.result.too_few.to(lang, k=found.k))
    items = "".join(_ranked(titles()[one.theme].to(lang), people_in_words(one, lang)) for one in found.ranked)
    html = paragraphs(known.result.counted.to(lang, count=found.count)) + f'<ol class="ranked">{items}</ol>'
    html += f'<p class="soft">{inert(NO_NUMBER.to(lang, k=found.k))}</p>'
    if found.rest:
        html += f"<h2>{inert(REST.to(lang))}</h2><p>{inert(REST_TOLD.to(lang))}</p>"
        html += f'<p class="rest">{inert(rest_in_words(found, lang))}</p>'
    shared = SHARED.to(lang, words=", ".join(found.shared)) if found.shared else ""
    html += paragraphs(shared, others_in_words(found, lang))
    for question in known.questions:
        if said := found.said.get(question.id):
            lines = "".join(f'<li dir="auto">{inert(line)}</li>' for line in said)
            html += f'<h2>{inert(question.text.to(lang))}</h2><ul class="answers">{lines}</ul>'
    return html + paragraphs(known.result.next.to(lang))


def _ranked(title: str, people: str) -> str:
    many = f' <span class="soft">{inert(people)}</span>' if people else ""
    return f"<li>{inert(title)}{many}</li>"
