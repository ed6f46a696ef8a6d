"""The short look at the brief in a terminal: choose, strike, name people, and it is approved."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from companion.brief import reading_seconds, word_count
from companion.commands.terminal import line, say
from companion.method.compose import (
    LEAST_MINUTES,
    MOST_MINUTES,
    asked_freely,
    in_roles,
    key_questions,
    offers,
    shown_line,
)
from companion.method.sequence import load_sequence
from companion.method.state import State
from companion.vocabulary import Both, CaseBrief, Lang, Reply

Form = dict[str, str]
_LOOK = Both(
    da="Se det igennem, før du tager det med. Det er dine egne ord: {words} ord, cirka {seconds} sekunder læst højt.",
    en="Look it over before you take it along. These are your own words: {words} words, about {seconds} seconds aloud.",
)
_KEY = Both(
    da="Mit spørgsmål til de andre: {text}\nEnter beholder det, n viser et andet, eller skriv dit eget:",
    en="My question to the others: {text}\nEnter keeps it, n shows another, or write your own:",
)
_KEY_PROPOSED = Both(
    da="Forslag fra sprogmodellen {model}: {text}\nEnter bruger det, n viser et andet, eller skriv dit eget:",
    en="Proposed by the language model {model}: {text}\nEnter uses it, n shows another, or write your own:",
)
_DILEMMA = Both(
    da="Kort, i dine egne ord: {own}\nForslag fra sprogmodellen {model}: {text}\nEnter beholder dine egne ord, j bruger "
    "forslaget, eller skriv det selv:",
    en="In short, in your own words: {own}\nProposed by the language model {model}: {text}\nEnter keeps your own words, y "
    "uses the proposal, or write it yourself:",
)
_HEADING = Both(
    da="Sprogmodellen {model} har formuleret det spørgsmål, du svarede på til sidst: {text}\nj lader det stå som overskrift i "
    "oplægget, Enter lader det være:",
    en="The language model {model} worded the question you answered last: {text}\ny lets it stand as a heading in the brief, "
    "Enter leaves it out:",
)
_WISH = Both(
    da="Jeg ønsker:\n{choices}\nVælg et nummer (Enter: 1), eller skriv dit eget:",
    en="What I want from you:\n{choices}\nChoose a number (Enter: 1), or write your own:",
)
_DATE = Both(da="Mødets dato, fx 2027-03-12 (Enter: ingen):", en="Date of the meeting, e.g. 2027-03-12 (Enter: none):")
_NO_DATE = Both(da="Skriv datoen som 2027-03-12.", en="Write the date like 2027-03-12.")
_MINUTES = Both(
    da="Rundens længde i minutter, {least}–{most} (Enter: {now}):",
    en="Minutes for the round, {least}–{most} (Enter: {now}):",
)
_NO_MINUTES = Both(da="Skriv et tal derimellem.", en="Write a number between them.")
_STRIKE = Both(
    da="Numre på de linjer, du vil beholde for dig selv, fx 2 5 (Enter: ingen):",
    en="Numbers of the lines to keep to yourself, e.g. 2 5 (Enter: none):",
)
_NO_LINES = Both(da="Der er kun linje 1 til {last}.", en="There are only lines 1 to {last}.")
_PERSON = Both(
    da="{name} kaldes ”{role}”. Enter beholder det, j bruger navnet, eller skriv en anden rolle:",
    en="{name} is called “{role}”. Enter keeps that, y uses the name, or write another role:",
)
_YES, _NO = ("j", "ja", "y", "yes"), ("n", "nej", "no")


def look_over(state: State) -> Reply:
    """The brief's lines and choices, one at a time; the reply approves it as the leader left it. What a model proposes is
    said to be that, and stands in the brief only where the leader takes it."""
    brief, lang = state["brief"], state["lang"]
    assert brief is not None
    if state["note"]:
        say(state["note"])
    say(_LOOK.to(lang, words=word_count(brief), seconds=reading_seconds(brief)))
    for warning in brief.warnings:
        say(warning)
    say(_lines(state))
    form = {"approved": "1", "key_question": _key_question(state, brief)}
    form |= _dilemma(state, brief) | _heading(state) | {"wish": _wish(lang)}
    form |= _struck(len(state["lines"]), lang) | _people(state)
    form |= {"minutes": _minutes(brief, lang), "date": _date(lang)}
    return Reply(question_id=state["question"].id, kind="review", form=form)


def _lines(state: State) -> str:
    """The lines under their headings, numbered as they are struck; in the order of the steps."""
    rows, sequence = [], load_sequence(state["sequence"])
    for step in sequence.steps:
        mine = [(place, line) for place, line in enumerate(state["lines"], start=1) if line.step == step.name]
        rows += [step.heading.to(state["lang"])] if mine else []
        rows += [f"  {place:2}  {shown_line(one, state)}" for place, one in mine]
    return "\n".join(rows)


def _key_question(state: State, brief: CaseBrief) -> str:
    """The one that stands first; a model's own come when another is asked for."""
    suggested = state["suggested"]
    proposed = [in_roles(text, state) for text in suggested.key_questions] if suggested else []
    offered = list(dict.fromkeys([brief.key_question, *proposed, *key_questions(state)]))
    place = 0
    while True:
        text = offered[place % len(offered)]
        if suggested and text in proposed and text != brief.key_question:
            asked = _KEY_PROPOSED.to(state["lang"], text=text, model=suggested.model)
        else:
            asked = _KEY.to(state["lang"], text=text)
        typed = line(asked)
        if typed.lower() != "n":
            return typed or text
        place += 1


def _dilemma(state: State, brief: CaseBrief) -> Form:
    """The leader's own sentence, unless they take the model's or write another."""
    suggested = state["suggested"]
    text = in_roles(suggested.dilemma, state) if suggested else ""
    if not suggested or not text or text == brief.dilemma:
        return {}
    typed = line(_DILEMMA.to(state["lang"], own=brief.dilemma or "–", text=text, model=suggested.model))
    return {"dilemma": text if typed.lower() in _YES else typed} if typed and typed.lower() not in _NO else {}


def _heading(state: State) -> Form:
    """A free question that a model worded stands over its answer only where the leader lets it."""
    free = (asked_freely(state, step) for step in load_sequence(state["sequence"]).steps)
    asked = next((one for one in free if one and one.model and one.id not in state["adopted"]), None)
    if asked is None:
        return {}
    typed = line(_HEADING.to(state["lang"], text=in_roles(asked.text, state), model=asked.model))
    return {f"adopt.{asked.id}": "1"} if typed.lower() in _YES else {}


def _wish(lang: Lang) -> str:
    wishes = [wish.text.to(lang) for wish in offers().wishes]
    choices = "\n".join(f"  {place}  {wish}" for place, wish in enumerate(wishes, start=1))
    typed = line(_WISH.to(lang, choices=choices)) or "1"
    return wishes[int(typed) - 1] if typed.isdecimal() and 1 <= int(typed) <= len(wishes) else typed


def _struck(count: int, lang: Lang) -> Form:
    while count:
        typed = [int(number) for number in re.findall(r"\d{1,6}", line(_STRIKE.to(lang)))]
        if all(1 <= number <= count for number in typed):
            return {f"share.{number - 1}": "" for number in typed}
        say(_NO_LINES.to(lang, last=count))
    return {}


def _people(state: State) -> Form:
    """Each person by role unless the leader says that this name may stand."""
    form: Form = {}
    for place, person in enumerate(state["people"]):
        typed = line(_PERSON.to(state["lang"], name=person.name, role=person.role))
        form |= {f"approve.{place}": "1"} if typed.lower() in _YES else {f"role.{place}": typed or person.role}
    return form


def _minutes(brief: CaseBrief, lang: Lang) -> str:
    asked = _MINUTES.to(lang, least=LEAST_MINUTES, most=MOST_MINUTES, now=brief.minutes)
    while True:
        typed = line(asked) or str(brief.minutes)
        if typed.isdecimal() and len(typed) < 4 and LEAST_MINUTES <= int(typed) <= MOST_MINUTES:
            return typed
        say(_NO_MINUTES.to(lang))


def _date(lang: Lang) -> str:
    """ISO, or as it is written in Denmark: 12.3.2027."""
    while typed := line(_DATE.to(lang)):
        for parts in (re.findall(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", typed), _reversed(typed)):
            found = _day(parts[0]) if parts else None
            if found:
                return found.isoformat()
        say(_NO_DATE.to(lang))
    return ""


def _reversed(typed: str) -> list[tuple[str, str, str]]:
    return [(year, month, day) for day, month, year in re.findall(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$", typed)]


def _day(parts: Sequence[str]) -> dt.date | None:
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None
