"""`companion charter` in a terminal: one question at a time, with examples to take by their number and choices weighed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from companion.commands.charter_answers import Agreed
from companion.commands.terminal import Left, Said, answer, line, say
from companion.errors import WrongUse
from companion.pilot.charter import CharterQuestion, Option, charter
from companion.vocabulary import Both, Lang

_HOW = Both(
    da="Skriv på så mange linjer, I vil, og slut med en tom linje. Et tal alene tager det eksempel eller den mulighed, der har "
    "nummeret. /spring: det aftaler vi sammen · /tilbage: spørgsmålet før · /stop: vis aftalen · /pause: stop uden aftale",
    en="Write as many lines as you like and end with an empty one. A number alone takes the example or option of that number. "
    "/skip: we agree on this together · /back: the question before · /stop: show the charter · /pause: stop without one",
)
_WAY = Both(
    da="Enter: en kort aftale ({short} spørgsmål). a: det hele ({all} spørgsmål):",
    en="Enter: a short charter ({short} questions). a: all of it ({all} questions):",
)
_PROGRESS = Both(da="Spørgsmål {now} af {all} · {section}", en="Question {now} of {all} · {section}")
_EMPTY = Both(
    da="Der står ikke noget endnu. Skriv et par ord, eller skriv /spring.",
    en="There is nothing here yet. Write a few words, or write /skip.",
)
_STANDS = Both(da="Her står: ”{words}” Enter lader det stå.", en="Here stands: “{words}” Enter lets it stand.")
_NUMBER = Both(da="Vælg et nummer fra 1 til {last}.", en="Choose a number from 1 to {last}.")
_DATE = Both(
    da="Hvornår ser I på aftalen igen, fx 2027-06-01 (Enter: skriv datoen i hånden):",
    en="When do you look at the charter again, e.g. 2027-06-01 (Enter: write the date by hand):",
)
_NO_DATE = Both(da="Skriv datoen som 2027-06-01.", en="Write the date like 2027-06-01.")
_LEFT = Both(
    da="Vi stopper her. Intet er gemt, og der er ikke lavet nogen aftale.",
    en="We stop here. Nothing is stored, and no charter was made.",
)
_NOBODY = (
    "Der kommer ingen svar fra terminalen. Kør det i en terminal, eller brug --answers FIL.yaml.",
    "No answers come from the terminal. Run it in one, or use --answers FILE.yaml.",
)
Hears = Callable[[str], bool]
"""Screens what was written and tells whom to turn to; False where the questions stop."""


def ask(lang: Lang, hears: Hears) -> Agreed | None:
    """All that was answered; None where the leader left, or where danger stopped it."""
    answers: dict[str, str] = {}
    together: set[str] = set()
    say(f"{charter().words.intro.to(lang)}\n\n{_HOW.to(lang)}")
    try:
        questions = charter().questions(_short(lang))
        place = 0
        while place < len(questions):
            one = questions[place]
            said = _answer(one, (place + 1, len(questions)), answers.get(one.id, ""), lang)
            if not hears(_typed(one, said.text)):
                return None
            if said.text:
                answers[one.id] = said.text
            if said.press == "stop":
                break
            if said.press != "back":
                together = together | {one.id} if said.press == "skip" else together - {one.id}
            place = max(place - 1, 0) if said.press == "back" else place + 1
        kept = {name: text for name, text in answers.items() if name not in together}
        return Agreed(kept, tuple(one.id for one in questions if one.id in together), _day(lang) if kept else None)
    except Left:
        if not answers and not together:
            raise WrongUse(*_NOBODY) from None
        say(_LEFT.to(lang))
        return None


def _short(lang: Lang) -> bool:
    counts = {"short": len(charter().questions(True)), "all": len(charter().questions())}
    return line(_WAY.to(lang, **counts)).lower() not in ("a", "all", "alt", "alle")


def _typed(one: CharterQuestion, text: str) -> str:
    return charter().typed({one.id: text})


def _answer(one: CharterQuestion, place: tuple[int, int], before: str, lang: Lang) -> Said:
    """What is said to one question; asked again until that is something."""
    _put(one, place, before, lang)
    while True:
        said = answer(lang)
        if said.press == "pause":
            raise Left(said.text)
        if said.press in ("another", "more", "keep", "help"):
            say(_HOW.to(lang))
        elif said.press == "answer" and not (said.text or before):
            say(_EMPTY.to(lang))
        elif (text := _taken(one, said.text or before, lang)) is None:
            say(_NUMBER.to(lang, last=len(one.options)))
        else:
            return Said(said.press, text)


def _taken(one: CharterQuestion, text: str, lang: Lang) -> str | None:
    """The example or the option's line where its number was written. Any other number is an answer ("how many are you?"), but
    at a choice, where it is None."""
    offered = [option.line.to(lang) for option in one.options] or [example.to(lang) for example in one.examples]
    by_number = {str(number): line for number, line in enumerate(offered, start=1)}
    return by_number.get(text, None if one.options and text.isdecimal() else text)


def _put(one: CharterQuestion, place: tuple[int, int], before: str, lang: Lang) -> None:
    now, last = place
    section = charter().section_of(one).title.to(lang)
    offered = [_weighed(option, lang) for option in one.options] or [example.to(lang) for example in one.examples]
    numbered = "\n".join(f"  {number}  {text}" for number, text in enumerate(offered, start=1))
    stands = _STANDS.to(lang, words=before) if before else ""
    head = f"{_PROGRESS.to(lang, now=now, all=last, section=section)}\n{one.text.to(lang)}\n{one.help.to(lang)}"
    say("\n\n".join(part for part in (head, numbered, stands) if part))


def _weighed(option: Option, lang: Lang) -> str:
    """An option, what speaks for it, and what is to be thought about."""
    words = charter().words
    parts = ((words.in_favour, option.in_favour), (words.against, option.against))
    told = [f"{title.to(lang)}: {' '.join(reason.to(lang) for reason in reasons)}" for title, reasons in parts]
    return "\n     ".join((option.title.to(lang), *told))


def _day(lang: Lang) -> dt.date | None:
    while typed := line(_DATE.to(lang)):
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed, re.ASCII)
        try:
            return dt.date(*map(int, found.groups())) if found else dt.date.fromisoformat(typed)
        except ValueError:
            say(_NO_DATE.to(lang))
    return None
