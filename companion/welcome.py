"""What is said before the first word: a machine, voluntary, what is stored where and for how long, who can read it."""

from __future__ import annotations

from companion.vocabulary import Both, Lang, Turn

_HELLO = Both(
    da="Hej. Jeg er en maskine, ikke et menneske. Jeg stiller spørgsmål; erfaringerne får du i dit netværk. Det er "
    "frivilligt og tager cirka tolv minutter.",
    en="Hello. I am a machine, not a person. I ask; experience comes from your network. It is voluntary, about twelve "
    "minutes.",
)
_KEPT = Both(
    da="Dine ord gemmes krypteret på {place}; de slettes, når du ikke har brugt dem i {days} dage, eller når du selv gør "
    "det.",
    en="Your words stay encrypted on {place}; they are deleted when you have not used them for {days} days, or when you "
    "do it yourself.",
)
_NOT_KEPT = Both(da="Dine ord gemmes ikke.", en="Your words are not stored.")
_WHO = Both(
    da="HR og din leder har ikke adgang. Den, der administrerer maskinen, kan komme til nøglen. Ingen sprogmodel er "
    "koblet på; intet forlader maskinen.",
    en="HR and your manager have no access. Whoever administers the machine can get at the key. No language model is "
    "connected; nothing leaves the machine.",
)
_WHO_WITH = Both(
    da="HR og din leder har ikke adgang. Den, der administrerer maskinen, kan komme til nøglen. Det, der skal til for at "
    "spørge og søge bedre, sendes til {models} med mærker i stedet for navne; du kan læse hver tekst, der er sendt.",
    en="HR and your manager have no access. Whoever administers the machine can get at the key. What it takes to ask and "
    "search better is sent to {models} with marks in place of names; you can read every text that was sent.",
)
_WHO_WITH_NOT_KEPT = Both(
    da="HR og din leder har ikke adgang. Det, der skal til for at spørge og søge bedre, sendes til {models} med mærker i "
    "stedet for navne. Vil du bagefter kunne læse hver tekst, der er sendt, så gem oplægget med --keep.",
    en="HR and your manager have no access. What it takes to ask and search better is sent to {models} with marks in place "
    "of names. To be able to read every text that was sent afterwards, keep the case with --keep.",
)
_WHO_NOT_KEPT = Both(
    da="HR og din leder har ikke adgang. Ingen sprogmodel er koblet på; intet forlader maskinen.",
    en="HR and your manager have no access. No language model is connected; nothing leaves the machine.",
)
_DANGER = Both(da="Er nogen i livsfare, så ring 112.", en="If a life is in danger, call 112.")
OWN_MACHINE = Both(da="denne maskine", en="this machine")
SERVER = Both(da="serveren, hvor Sparringsrum kører", en="the server that runs Sparringsrum")


def welcome_parts(
    lang: Lang, kept: bool = True, days: int = 180, place: Both = OWN_MACHINE, models: str = ""
) -> tuple[str, str, str, str]:
    """Hello, what is stored, who can read it, and where acute help is: each a paragraph for the page. `models`: what
    something may be sent to, by name and host."""
    stored = _KEPT.to(lang, place=place.to(lang), days=days) if kept else _NOT_KEPT.to(lang)
    alone, connected = (_WHO, _WHO_WITH) if kept else (_WHO_NOT_KEPT, _WHO_WITH_NOT_KEPT)
    who = connected if models else alone
    return _HELLO.to(lang), stored, who.to(lang, models=models), _DANGER.to(lang)


def welcome_turn(lang: Lang, kept: bool = True, days: int = 180, place: Both = OWN_MACHINE, models: str = "") -> Turn:
    """The welcome as the first turn of a case; it has no step."""
    return Turn(who="companion", step=None, text=" ".join(welcome_parts(lang, kept, days, place, models)))
