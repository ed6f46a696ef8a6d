"""What is said when a question is no longer the right thing: one calm text a level, and the words of the help page.

No diagnosis, no name for a feeling, no claim to understand. It says that it has told no one and cannot call anyone.
"""

from __future__ import annotations

import re

from companion.safety.fold import Token, tokens
from companion.safety.learned import CARE, DOUBT
from companion.safety.rules import rulebook
from companion.safety.screen import matches
from companion.vocabulary import Both, Concern, ConcernLevel, Lang, Word

LONGEST_QUOTE = 12
"""Words; a longer clause is not quoted."""
IN_CARE = frozenset({"violence_in_care", "violence_to_staff", "threat_in_care", CARE})
QUIET = IN_CARE | {"violence", "threat"}
"""Signals of violence at work from those one works for; the quiet line is for them when nothing else is at stake."""

_ACUTE = Both(
    da="Nu stopper spørgsmålene. Er nogen i fare lige nu, så ring 112. Ellers kan du ringe til din læge eller "
    "lægevagten, til Livslinien på 70 201 201 eller til en, du stoler på, som kan blive hos dig. Jeg har ikke fortalt "
    "det til nogen og kan ikke tilkalde nogen. Du behøver ikke forklare noget.",
    en="The questions stop here. If anyone is in danger now, call 112. Otherwise you can call your doctor or the "
    "out-of-hours doctor, Livslinien on 70 201 201, or someone you trust who can stay with you. I have told no one "
    "and cannot call anyone. You need not explain.",
)
_DUTY = Both(
    da="Det her kan være noget, du skal handle på, ikke kun tale om. Vent ikke til netværksmødet: Tag fat i din egen "
    "leder eller HR i dag (handler det om din leder: HR eller AMR). TR, whistleblowerordningen og Arbejdstilsynet kan også "
    "spørges. Jeg har ikke fortalt det til nogen. Vil du forberede den samtale eller stoppe her?",
    en="This may call for action, not only talk. Do not wait for the meeting: contact your manager or HR today (if it "
    "concerns your manager: HR or the safety representative). The union representative, the whistleblower scheme and the "
    "Danish Working Environment Authority can be asked too. I have told no one. Prepare that conversation, or stop here?",
)
_QUIET = Both(
    da="Registrér det som en hændelse, og sig det til AMR, hvis det ikke allerede er sket. Jeg har ikke fortalt "
    "det til nogen.",
    en="Register it as an incident and tell the safety representative, if that has not been done. I have told no one.",
)
_STRAIN = Both(
    da="Det er værd at sige til nogen: din egen leder, din læge eller din fagforening. Du bestemmer, om vi fortsætter.",
    en="That is worth telling someone: manager, doctor or union. You decide whether we continue.",
)
_DOUBT = Both(
    da="Jeg kan tage fejl, men er nogen i fare, så ring 112. Din læge, Livslinien på 70 201 201 og en, du stoler på, kan også "
    "høre det her. Du bestemmer, om vi fortsætter.",
    en="I may be mistaken, but if anyone is in danger, call 112. Your doctor, Livslinien on 70 201 201 and someone you trust "
    "can hear this too. You decide whether we continue.",
)
_YOU_DECIDE = Both(da="Du bestemmer, om vi fortsætter.", en="You decide whether we continue.")
_HEARD = Both(da="Jeg har læst det, du skriver om dig selv.", en="I have read what you write about yourself.")
_YOU_WRITE_THAT = Both(da="Du skriver, at {clause}.", en="You write that {clause}.")
_YOU_WRITE = Both(da="Du skriver: ”{quote}”", en="You write: “{quote}”")

_TURN: dict[Lang, dict[str, str]] = {
    "da": {"jeg": "du", "mig": "dig", "min": "din", "mit": "dit", "mine": "dine"},
    "en": {"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "i'm": "you are",
           "i've": "you have", "am": "are", "i’m": "you are", "i’ve": "you have", "was": "were"},
}  # fmt: skip
_FIRST_PERSON: dict[Lang, frozenset[str]] = {
    "da": frozenset({"jeg"}),
    "en": frozenset({"i", "i'm", "i've", "i’m", "i’ve"}),
}
_MOVES = re.compile(r"^(ikke|aldrig|altid|næsten|også|kun|stadig|knap|lige|faktisk|måske|nok|vist|desværre|tit)$", re.I)
"""Adverbs that change place in a Danish subordinate clause; with one of them the leader is quoted instead."""
_FILLER = re.compile(r"\b(?:bare|just)\s+", re.I)
_JOIN = frozenset({"og", "men", "fordi", "selvom", "and", "but", "because", "although", "so", "eller", "or"})
_THAT = frozenset({"at", "that"})
_UNKIND = re.compile(
    r"\b(idiot|dum|elendig|uduelig|ubrugelig|fiasko|taber|svag|stupid|useless|failure|weak|pathetic)", re.I
)


class HelpWords(Word):
    """The words of the page that is shown instead of a question."""

    heading: str
    lead: str
    closing: str
    back: str
    """The button back to the brief."""
    leave: str
    """The button that closes for today."""
    prepare: str = ""
    """The button to prepare the conversation that is due; only at duty."""


_HEADINGS: dict[ConcernLevel, Both] = {
    "acute": Both(da="Jeg stopper spørgsmålene her.", en="I am stopping the questions here."),
    "duty": Both(da="Det her kan kalde på handling.", en="This may call for action."),
    "strain": Both(da="Det er værd at sige til nogen.", en="That is worth telling someone."),
}
_LEADS: dict[ConcernLevel, Both] = {
    "acute": Both(
        da="Det, du skriver, er vigtigere end oplægget. Tal med et menneske nu. Du behøver ikke forklare mig noget.",
        en="What you write matters more than the brief. Talk to a person now. You need not explain anything to me.",
    ),
    "duty": Both(
        da="Som leder kan du have pligt til at handle. Vent ikke til netværksmødet: Tag fat i nogen i dag.",
        en="As a leader you may be obliged to act. Do not wait for the meeting: contact someone today.",
    ),
    "strain": _YOU_DECIDE,
}
_CLOSING = Both(
    da="Jeg har ikke fortalt det til nogen og kan ikke tilkalde nogen.",
    en="I have told no one and cannot call anyone.",
)
_BACK = Both(da="Gå tilbage til oplægget", en="Back to the brief")
_LEAVE = Both(da="Luk for i dag", en="Close for today")
_PREPARE = Both(da="Forbered den samtale", en="Prepare that conversation")


def help_words(level: ConcernLevel, lang: Lang) -> HelpWords:
    """Heading, lead, closing line and buttons of the help page for a level other than none."""
    return HelpWords(
        heading=_HEADINGS[level].to(lang),
        lead=_LEADS[level].to(lang),
        closing=_CLOSING.to(lang),
        back=_BACK.to(lang),
        leave=_LEAVE.to(lang),
        prepare=_PREPARE.to(lang) if level == "duty" else "",
    )


def concern_text(concern: Concern, lang: Lang, quote: str = "", again: bool = False) -> str:
    """What the companion says to a concern; `quote` (from `strain_quote`) opens what is said to strain. `again`: strain was
    spoken to before, and where to turn is said once."""
    if concern.level == "acute":
        return _ACUTE.to(lang)
    if concern.level == "duty":
        return (_QUIET if is_quiet(concern) else _DUTY).to(lang)
    if DOUBT in concern.signals and concern.level == "strain":
        return _DOUBT.to(lang)
    if concern.level == "strain":
        return f"{_heard(quote, lang)} {(_YOU_DECIDE if again else _STRAIN).to(lang)}"
    return ""


def is_quiet(concern: Concern) -> bool:
    """Is it work with people who hit, and nothing more: a line beside the next question rather than a page?"""
    known = {CARE} | {rule.name for rule in rulebook().rules if rule.level == "duty"}
    duty = known & set(concern.signals)
    return concern.level == "duty" and bool(duty & IN_CARE) and duty <= QUIET


def strain_quote(text: str) -> str:
    """The leader's own clause that carries the strain, exactly as written, at most twelve words; else empty."""
    words = tokens(text)
    for match in matches(text):
        if match.rule.level != "strain":
            continue
        clause = _clause(words, match.first, match.last)
        quote = " ".join(text[clause[0].start : clause[-1].end].split())
        if len(clause) <= LONGEST_QUOTE and not _UNKIND.search(quote):
            return quote
    return ""


def _clause(words: list[Token], first: int, last: int) -> list[Token]:
    """The words from the start of the clause of `first` to the end of the clause of `last` (slots)."""
    at = {word.slot: index for index, word in enumerate(words)}
    start, end = at[first], at[last]
    while start and not words[start].opens and words[start - 1].word not in _JOIN:
        start -= 1
    while end + 1 < len(words) and not words[end + 1].opens and words[end + 1].word not in _JOIN:
        end += 1
    if words[start].word in _THAT and start < end:
        start += 1
    return words[start : end + 1]


def _heard(quote: str, lang: Lang) -> str:
    if not quote:
        return _HEARD.to(lang)
    clause = _turned(quote, lang)
    if clause:
        return _YOU_WRITE_THAT.to(lang, clause=clause)
    stop = "" if quote[-1] in ".!?…" else "."
    return _YOU_WRITE.to(lang, quote=quote[0].upper() + quote[1:] + stop)


def _turned(quote: str, lang: Lang) -> str:
    """ "Jeg vågner klokken fire" as "du vågner klokken fire"; empty where the sentence would not survive it."""
    words = _FILLER.sub("", quote).rstrip(".!?… ").split()
    turn = _TURN[lang]
    if len(words) < 3 or words[0].casefold() not in _FIRST_PERSON[lang]:
        return ""
    if any(_MOVES.match(word) for word in words) or any(word in ("jeg", "Jeg", "I") for word in words[1:]):
        return ""
    return " ".join(turn.get(word.casefold(), word) for word in words)
