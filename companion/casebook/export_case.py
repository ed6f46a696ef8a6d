"""One case in the document of everything stored: each part in a section of its own, left out where there is nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from companion.brief import render_markdown
from companion.casebook.export import CaseExport
from companion.casebook.export_marks import Words, cell, left, quote, table
from companion.confidentiality.restore import merged
from companion.method.sequence import load_sequence
from companion.vocabulary import FollowUp, Hidden, Reply


def case(one: CaseExport, number: int, days: int | None, words: Words) -> Iterator[str]:
    """From the first word to what came of it. `days`: how long it is kept unused."""
    yield f"## {number}. {cell(one.listed.title) or words('untitled')}"
    used = dt.datetime.fromtimestamp(one.listed.used, dt.UTC).date()
    yield words("case_facts", used=words.day(used), language=words(one.lang), id=one.listed.id)
    if days is not None:
        yield words("case_goes", goes=words.day(used + dt.timedelta(days=days)))
    for name, part in _PARTS.items():
        if blocks := list(part(one, words)):
            yield f"### {words(name)}"
            yield from blocks


def _talk(one: CaseExport, words: Words) -> Iterator[str]:
    for turn in one.turns:
        yield f"**{_by(_worded(words(turn.who), turn.model, words), turn.step, one, words)}**"
        yield quote(turn.text) if turn.text.strip() else words("no_answer")
    if one.question and (one.question.spoken or one.question.stands):
        yield f"**{_worded(words('waiting'), one.question.model, words)}**"
        yield quote("\n".join(part for part in (one.question.spoken, one.question.stands) if part))


def _answers(one: CaseExport, words: Words) -> Iterator[str]:
    for answer in one.answers:
        yield from _labelled(_step(answer.step, one, words), answer.text)
    if one.skipped:
        yield words("skipped", steps=" · ".join(_step(step, one, words) for step in one.skipped))


def _touched(one: CaseExport, words: Words) -> Iterator[str]:
    for touch in one.touches:
        yield from _labelled(_step(touch.step, one, words), touch.text)


def _typed(one: CaseExport, words: Words) -> Iterator[str]:
    if one.draft:
        yield from _labelled(words("draft"), one.draft.text)
    for step, text in one.unsent.items():
        yield from _labelled(words("unsent", step=_step(step, one, words)), text)


def _last(one: CaseExport, words: Words) -> Iterator[str]:
    """The last reply as it was sent, and one that is held back."""
    if one.reply:
        yield from _reply(one.reply, words)
    if one.held:
        yield f"**{words('held')}**"
        yield quote(one.held.question.spoken)
        yield from _reply(one.held.reply, words)


def _reply(reply: Reply, words: Words) -> Iterator[str]:
    if reply.at:
        yield words("last_at", at=words.moment(reply.at))
    sent = [reply.text, *(f"{name}: {text}" for name, text in reply.form.items() if text)]
    yield quote("\n".join(sent).strip() or reply.kind)


def _shown(one: CaseExport, words: Words) -> Iterator[str]:
    for concern in one.shown:
        yield from _labelled(_step(concern.step, one, words) if concern.step else words("companion"), concern.text)
    if one.note:
        yield from _labelled(words("note"), one.note)
    if one.days:
        yield words("days", days=" · ".join(cell(day) for day in one.days))
    if one.pointed:
        yield words("pointed", day=cell(one.pointed))
    if one.without_model:
        yield words("without_model")


def _brief(one: CaseExport, words: Words) -> Iterator[str]:
    if one.brief is None:
        return
    yield words("approved" if one.approved else "not_approved")
    yield render_markdown(one.brief).strip()
    if one.brief.warnings:
        yield f"**{words('warnings')}**"
        yield quote("\n".join(one.brief.warnings))


def _suggested(one: CaseExport, words: Words) -> Iterator[str]:
    """What a model proposed for the brief, chosen or not; and the questions of a model's that may stand in it."""
    if one.suggested:
        yield words("suggested_by", model=cell(one.suggested.model))
        if one.suggested.key_questions:
            yield from _labelled(words("suggested_key"), "\n".join(one.suggested.key_questions))
        if one.suggested.dilemma:
            yield from _labelled(words("suggested_dilemma"), one.suggested.dilemma)
    if adopted := [question.text for question in one.trail if question.id in one.adopted]:
        yield from _labelled(words("adopted"), "\n".join(adopted))


def _lines(one: CaseExport, words: Words) -> Iterator[str]:
    head = [words(name) for name in ("line", "line_edited", "line_shared")]
    rows = [[cell(line.said), cell(line.text), words("yes" if line.share else "no")] for line in one.lines]
    yield from [table(head, rows)] if rows else []


def _people(one: CaseExport, words: Words) -> Iterator[str]:
    head = [words(name) for name in ("person", "role", "name_stands")]
    rows = [[cell(who.name), cell(who.role), words("yes" if who.approved else "no")] for who in one.people]
    yield from [table(head, rows)] if rows else []


def _roster(one: CaseExport, words: Words) -> Iterator[str]:
    yield from [quote("\n".join(one.roster))] if one.roster else []


def _names(one: CaseExport, words: Words) -> Iterator[str]:
    if not one.names.hidden:
        return
    yield words("names_lead")
    head = [words(name) for name in ("placeholder", "written", "what", "how")]
    yield table(head, ([cell(hidden.placeholder), *_hidden(hidden, words)] for hidden in one.names.hidden))


def _hidden(hidden: Hidden, words: Words) -> list[str]:
    """How it is written, as what, and whether it is hidden; one that was said to be another leads there."""
    if merged(hidden):
        return ["", words(f"kind_{hidden.kind}"), words("same_as", placeholder=cell(hidden.forms[0]))]
    how = "rejected" if hidden.rejected else "marked" if hidden.marked else "found"
    return [cell(", ".join(hidden.forms)), words(f"kind_{hidden.kind}"), words(how)]


def _receipts(one: CaseExport, words: Words) -> Iterator[str]:
    yield from left(one.receipts, words)


def _inspiration(one: CaseExport, words: Words) -> Iterator[str]:
    if one.inspiration == ():
        yield words("inspiration_none")
    for found in one.inspiration or ():
        yield f"**{cell(found.passage.title)}**"
        yield quote(found.passage.text)
        yield from [words("ask_them", question=cell(found.experience))] if found.experience else []
        yield from [words("because", words=cell(found.because))] if found.because else []


def _meeting(one: CaseExport, words: Words) -> Iterator[str]:
    if one.meeting:
        yield words("meeting_on", date=words.day(dt.date.fromisoformat(one.meeting)))
    if one.goal:
        yield from _labelled(words("goal"), one.goal)
    if one.asked_by:
        yield words("asked_by", name=cell(one.asked_by))
    for told in one.follow_ups:
        yield from _follow_up(told, words)


def _follow_up(told: FollowUp, words: Words) -> Iterator[str]:
    yield words("follow_up" if told.held else "follow_up_off", at=words.day(told.at.date()))
    for name in ("tried", "learned", "next"):
        if text := getattr(told, name):
            yield from _labelled(words(name), text)
    if told.asked_by:
        yield words("asked_by", name=cell(told.asked_by))


def _labelled(label: str, text: str) -> Iterable[str]:
    return (f"**{label}**", quote(text))


def _worded(who: str, model: str, words: Words) -> str:
    """With the model that worded it, where one did."""
    return words("worded", who=who, model=cell(model)) if model else who


def _by(who: str, step: str | None, one: CaseExport, words: Words) -> str:
    return words("step_of", who=who, step=_step(step, one, words)) if step else who


def _step(name: str, one: CaseExport, words: Words) -> str:
    """The step as the progress line names it."""
    sequence = load_sequence(one.sequence)
    return sequence.step(name).title.to(words.lang) if name in sequence.names() else cell(name)


_PARTS = {
    "talk": _talk,
    "answers": _answers,
    "touched": _touched,
    "typed": _typed,
    "last": _last,
    "shown": _shown,
    "suggested": _suggested,
    "brief": _brief,
    "lines": _lines,
    "people": _people,
    "roster": _roster,
    "names": _names,
    "receipts": _receipts,
    "inspiration": _inspiration,
    "meeting": _meeting,
}
"""Each section's heading in knowledge/export.yaml, in the order of the document."""
