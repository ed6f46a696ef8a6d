"""The fixed words of the paper, in both languages, and how it writes dates, times and quotations."""

from __future__ import annotations

import unicodedata
from datetime import date

from companion.vocabulary import Both, Lang

LANGUAGE_TAG: dict[Lang, str] = {"da": "da-DK", "en": "en-GB"}

TITLE = Both(da="Oplæg til sparring", en="Brief for a sparring round")
"""The document title. Neutral, since titles travel in file metadata."""

CONFIDENTIAL = Both(
    da="FORTROLIGT. Bliver i netværket, ikke til rapportering.",
    en="CONFIDENTIAL. Stays in the network, not for reporting.",
)
KEY_QUESTION = Both(da="Mit spørgsmål", en="My question")
WISH = Both(da="Jeg ønsker", en="What I want from you")
PARTY = Both(da="Er du part i det her?", en="Are you party to this?")
PARTY_ASK = Both(da="Så sig det nu.", en="Then say so now.")
DILEMMA = Both(da="Kort", en="In short")
SKIPPED = Both(da="Sprunget over: {steps}", en="Skipped: {steps}")
ROOM = Both(da="Første spørgsmål til mig", en="First question to me")
ROUND = Both(da="Runden", en="The round")
MINUTE = Both(da="Minut", en="Minute")
NEXT_TIME = Both(da="Næste gang fortæller jeg", en="Next time I will tell you")
FOOT = Both(
    da="Ordene er mine egne eller valgt af mig; personer står med deres rolle eller med navn, hvor jeg har valgt det. "
    "Rundens form: Sparring i netværk for ledere, BFA.",
    en="The words are my own or chosen by me; people appear by role, or by name where I chose to. "
    "Form of the round: Sparring i netværk for ledere, BFA.",
)
UNPRINTABLE = Both(
    da="{mark} står for tegn, som denne skrift ikke har. De står i Word-udgaven.",
    en="{mark} stands for characters this typeface lacks. They are in the Word version.",
)

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "da": ("januar", "februar", "marts", "april", "maj", "juni",
           "juli", "august", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
_QUOTES: dict[Lang, tuple[str, str]] = {"da": ("”", "”"), "en": ("“", "”")}
_ANY_QUOTE = '"”“„«»'
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides and isolates: left open, they would turn the rest of the paper around."""


def date_in_words(day: date, lang: Lang) -> str:
    """12. marts 2026 · 12 March 2026, whatever the machine's locale."""
    month = _MONTHS[lang][day.month - 1]
    return f"{day.day}. {month} {day.year}" if lang == "da" else f"{day.day} {month} {day.year}"


def minutes_in_words(minutes: int, lang: Lang) -> str:
    """18 minutter · 1 minute."""
    one, more = ("minut", "minutter") if lang == "da" else ("minute", "minutes")
    return f"{minutes} {one if minutes == 1 else more}"


def aloud_in_words(seconds: int, lang: Lang) -> str:
    """80 sekunder læst højt; from two minutes on in whole minutes, where seconds say nothing."""
    if seconds < 120:
        return Both(da="{n} sekunder læst højt", en="{n} seconds read aloud").to(lang, n=seconds)
    time = minutes_in_words(round(seconds / 60), lang)
    return Both(da="cirka {time} læst højt", en="about {time} read aloud").to(lang, time=time)


def quoted(text: str, lang: Lang) -> str:
    """The text in the language's quotation marks, once: a leader who wrote their own pair around it keeps one pair."""
    inner = text[1:-1]
    if len(text) > 2 and text[0] in _ANY_QUOTE and text[-1] in _ANY_QUOTE and not set(inner) & set(_ANY_QUOTE):
        text = inner
    opening, closing = _QUOTES[lang]
    return f"{opening}{text}{closing}"


def clean(text: str) -> str:
    """One line of characters that any document format can carry.

    White space becomes single spaces (no-break spaces stay); control characters, noncharacters and direction overrides
    go; half a surrogate pair leaves U+FFFD; letters written as base and accent are composed.
    """
    kept = "".join(_kept(char) for char in text)
    return unicodedata.normalize("NFC", " ".join(part for part in kept.split(" ") if part)).strip()


def _kept(char: str) -> str:
    if char in "\u00a0\u202f":
        return char
    if char.isspace():
        return " "
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    nonchar = ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"
    return "" if nonchar or char in _DIRECTION or unicodedata.category(char) == "Cc" else char
