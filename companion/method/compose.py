"""Composes the CaseBrief from the leader's lines and choices. Persons stand by role unless their name was approved."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from pydantic import Field

from companion.brief.reading import TOO_LONG_WORDS, read_out, word_count
from companion.confidentiality.mentions import known_as
from companion.confidentiality.residue import Residue, knows_the_workplace, residue
from companion.confidentiality.roles import people as people_in
from companion.confidentiality.roles import with_roles
from companion.method.sequence import Sequence, load_sequence
from companion.method.state import DraftLine, State
from companion.resources import load_yaml
from companion.vocabulary import Both, BriefLine, CaseBrief, Lang, Person, Question, RoundBlock, Step, Word
from companion.voice import notice

LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 10, 18, 60
_OPEN_QUESTION = re.compile(
    r"(?:hv(?:ad|em|or\w*|ilke\w*)|how|wh(?:at|o|om|en|ere|ich))\b.{8,}\?\s*$", re.IGNORECASE | re.DOTALL
)
"""A question of the leader's own that can head the brief; "måske en samtale?" cannot."""


class _Wish(Word):
    id: str
    text: Both


class _Block(Word):
    id: str
    minutes: int
    what: Both


class _KeyQuestion(Word):
    signals: tuple[str, ...]
    text: Both


class Offers(Word):
    """knowledge/brief.yaml: what the review page offers and the leader may let stand."""

    wishes: tuple[_Wish, ...]
    next_time: Both
    round: tuple[_Block, ...]
    key_questions: tuple[_KeyQuestion, ...]


class Choices(Word):
    """What the leader decides about a brief beside its lines."""

    key_question: str
    wish: str
    dilemma: str
    room_step: str | None = None
    minutes: int = Field(default=USUAL_MINUTES, ge=LEAST_MINUTES, le=MOST_MINUTES)
    date: dt.date | None = None
    next_time: str = ""


@cache
def offers() -> Offers:
    """The offers; read once."""
    return Offers.model_validate(load_yaml("brief.yaml"))


def choices(state: State) -> Choices:
    """What an earlier brief of this case chose; else what is offered first."""
    before, offered = state["brief"], _offered(state)
    if before is None:
        return offered
    kept = before.model_dump(include={"key_question", "wish", "room_step", "minutes", "date", "next_time"})
    return Choices(dilemma=before.dilemma or offered.dilemma, **kept)


def choices_anew(before: State, state: State) -> Choices:
    """The same after the leader said something of the names: words that stood as they were preset stand so again, the rest
    as the leader wrote it."""
    chosen, said = choices(state), [_first_sentence(state), *key_questions(state)]
    preset = {in_roles(text, before): in_roles(text, state) for text in said}
    fresh = {name: preset.get(getattr(chosen, name)) for name in ("key_question", "dilemma")}
    return chosen.model_copy(update={name: text for name, text in fresh.items() if text})


def _offered(state: State) -> Choices:
    return Choices(
        key_question=in_roles(key_questions(state)[0], state),
        wish=offers().wishes[0].text.to(state["lang"]),
        dilemma=in_roles(_first_sentence(state), state),
        room_step="needs" if "needs" in state["skipped"] else None,
        next_time=offers().next_time.to(state["lang"]),
    )


def _first_sentence(state: State) -> str:
    """The dilemma is preset to the leader's first sentence on the problem."""
    first = load_sequence(state["sequence"]).names()[0]
    return next((line.said for line in state["lines"] if line.step == first and line.share), "")


def key_questions(state: State) -> list[str]:
    """Key questions to choose from: the leader's own first, then offered ones by what the case speaks of."""
    lang = state["lang"]
    said = "\n".join(answer.text for answer in state["answers"])
    own = [line.said[:1].upper() + line.said[1:] for line in state["lines"] if _OPEN_QUESTION.match(line.said)]
    found = {name: place for place, name in enumerate(notice.signals(said, "problem"))}
    ranked = sorted(
        offers().key_questions, key=lambda offer: min((found.get(s, 99) for s in offer.signals), default=99)
    )
    suited = [offer for offer in ranked if found.keys() & set(offer.signals) or "any" in offer.signals]
    return list(dict.fromkeys([*own, *(offer.text.to(lang) for offer in suited)]))


def brief(state: State, chosen: Choices) -> CaseBrief:
    """The brief as it would be printed now, with warnings for the page."""
    lang, sequence = state["lang"], load_sequence(state["sequence"])

    def roles(text: str) -> str:
        return in_roles(text, state)

    answers = {
        step: tuple(BriefLine(text=roles(line.text or line.said), from_turn=line.from_turn) for line in lines)
        for step in sequence.names()
        if (lines := [line for line in state["lines"] if line.step == step and line.share])
    }
    answered = {answer.step for answer in state["answers"]}
    made = CaseBrief(
        lang=lang,
        date=chosen.date,
        minutes=chosen.minutes,
        key_question=roles(chosen.key_question),
        wish=roles(chosen.wish),
        dilemma=roles(chosen.dilemma),
        answers=answers,
        skipped=tuple(step for step in sequence.names() if step not in answered),
        room_step=chosen.room_step,
        room_question=_room_question(sequence, chosen.room_step, lang),
        round=round_of(chosen.minutes, lang),
        next_time=roles(chosen.next_time),
        headings={step.name: _heading(state, step, lang) for step in sequence.steps},
    )
    return made.model_copy(update={"warnings": _warnings(made, state)})


def _heading(state: State, step: Step, lang: Lang) -> str:
    """The step's heading; the free question stands as it was asked, or the answer to it means nothing to the room. One that
    a model worded stands there only where the leader lets it."""
    asked = asked_freely(state, step)
    stands = asked is not None and (not asked.model or asked.id in state["adopted"])
    return in_roles(asked.text, state) if asked and stands else step.heading.to(lang)


def asked_freely(state: State, step: Step) -> Question | None:
    """The first question the leader answered at a step whose question is not the method's own."""
    answered = {answer.question_id for answer in state["answers"]}
    asked = (question for question in state["trail"] if question.step == step.name and question.id in answered)
    return None if step.lets_speak else next(asked, None)


def _room_question(sequence: Sequence, room_step: str | None, lang: Lang) -> str:
    return sequence.step(room_step).question.to(lang) if room_step else ""


def round_of(minutes: int, lang: Lang) -> tuple[RoundBlock, ...]:
    """The round in whole minutes that sum to `minutes`; most of it stays with the questions (source 002)."""
    plan = {block.id: block for block in offers().round}
    fixed = {"read": 2, "step": 1, "thanks": 1}
    left = minutes - sum(fixed.values())
    share = max(2, round(left * plan["share"].minutes / (plan["share"].minutes + plan["ask"].minutes)))
    spent = fixed | {"share": share, "ask": left - share}
    return tuple(RoundBlock(minutes=spent[name], what=block.what.to(lang)) for name, block in plan.items())


_TOO_LONG = Both(
    da="Oplægget er på {words} ord. Op til {most} kan læses op på halvandet minut; stryg det, de andre kan spørge om.",
    en="The brief has {words} words. Up to {most} can be read in a minute and a half; strike what the others can ask.",
)
_NOTHING = Both(
    da="Der står endnu ikke noget med dine egne ord i oplægget.",
    en="The brief does not hold any of your own words yet.",
)


def plain_warnings(made: CaseBrief) -> tuple[str, ...]:
    """What is to be said of its length."""
    count = word_count(made)
    too_long = [_TOO_LONG.to(made.lang, words=count, most=TOO_LONG_WORDS)] if count > TOO_LONG_WORDS else []
    return (*too_long, *([] if made.answers else [_NOTHING.to(made.lang)]))


def still_shows(made: CaseBrief, state: State) -> tuple[Residue, ...]:
    """What may identify someone in the brief as it would be read aloud."""
    said = [line.text for step in made.answers for line in read_out(made, step)]
    texts = [made.key_question, made.wish, made.dilemma, *said, made.next_time]
    return residue(texts, state["people"], made.lang, state["names"])


def _warnings(made: CaseBrief, state: State) -> tuple[str, ...]:
    """What the leader should know before taking the brief along: its length, who can still be recognised, and last, where
    there is anything to read, who in the room knows the workplace."""
    shows = [one.to(made.lang) for one in still_shows(made, state)]
    asked = [knows_the_workplace(made.lang)] if made.answers else []
    return (*plain_warnings(made), *shows, *asked)


def shown_line(line: DraftLine, state: State) -> str:
    """A line as the review page shows it: persons by role."""
    return in_roles(line.text or line.said, state)


def in_roles(text: str, state: State) -> str:
    """A text of the case as the brief has it. What the product itself offers stands as it is: it names nobody."""
    if text in _offered_words(state["lang"]):
        return text
    return with_roles(text, state["people"], state["lang"], state["names"])


@cache
def _offered_words(lang: Lang) -> frozenset[str]:
    """Every wish, question and closing line that a brief is preset with."""
    made = offers()
    texts = [*(wish.text for wish in made.wishes), *(key.text for key in made.key_questions), made.next_time]
    return frozenset(text.to(lang) for text in texts)


def mark_of(person: Person, state: State) -> str:
    """What a form calls a person, "PERSON_2": their place in the list changes when the leader says something of the names,
    this does not."""
    home = known_as(person.name, state["names"])
    return home.placeholder[1:-1] if home else ""


def cast(state: State, *more: str) -> list[Person]:
    """The people of the case as its words, and `more` of them, now have it; roles and approvals stay with whom they were
    given to."""
    texts = [*(answer.text for answer in state["answers"]), *(line.text for line in state["lines"]), *more]
    return list(people_in(texts, state["lang"], state["roster"], state["names"], state["people"]))
