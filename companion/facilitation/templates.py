"""Questions for a theme that has no bank: templates by direction, format and depth, filled with what was typed.

What cannot stand inside a sentence (a question, a whole sentence, markup, a name, more than six words) is left out and the
question is asked of "the theme"; what the linter would take for our own judgement ("dårlig stemning") stands as a quotation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from companion.confidentiality.pseudonyms import mask
from companion.facilitation.themes import BankQuestion, bad_bank, citations, read_bank
from companion.library.words import tokens
from companion.resources import folder
from companion.vocabulary import LANGS, Both, Citation, Lang, Names, Word
from companion.voice.lint import lint

MOST_WORDS = 6
MOST_CHARACTERS = 60
_QUOTED = Both(da="”{words}”", en="“{words}”")
_PLAIN = re.compile(r"[\w\s,&/’'.+–-]+")
"""Letters, digits and the marks that stand inside a phrase: no markup, no emoji, no quotation."""
_CAPITAL = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April",
    "May", "June", "July", "August", "September", "October", "November", "December", "Danish", "English", "German",
    "Swedish", "Norwegian", "European", "Christmas", "Easter",
})  # fmt: skip
"""What keeps its capital inside an English sentence."""


class Templates(Word):
    """knowledge/facilitation/templates.yaml."""

    card: str
    """The card the angles come from."""
    plainly: Both
    no_phrase: tuple[str, ...]
    questions: tuple[BankQuestion, ...]

    @property
    def citation(self) -> Citation:
        """Where the angles stand."""
        return citations()[self.card]


@cache
def templates() -> Templates:
    """The templates of the product. LibraryProblem when the file is not as it should be."""
    path = folder("knowledge") / "facilitation" / "templates.yaml"
    found = read_bank(path, Templates)
    if found.card not in citations() or any("{theme}" not in text for one in found.questions for text in _both(one)):
        raise bad_bank(path, "card, {theme}")
    return found


def phrase(typed: str) -> str:
    """What was typed as it stands inside a sentence; "" where it cannot."""
    words = unicodedata.normalize("NFC", " ".join(typed.split())).strip(" .,–-/&'’+")
    few = words and len(words.split()) <= MOST_WORDS and len(words) <= MOST_CHARACTERS
    if not few or not _PLAIN.fullmatch(words) or not any(map(str.isalpha, words)) or ". " in words:
        return ""
    if tokens(words)[0] in templates().no_phrase or mask(words, Names()).entities or "none" not in lint(words).findings:
        return ""
    lowers = words[1:2].islower() and words.split()[0] not in _CAPITAL
    return words[0].lower() + words[1:] if lowers else words


def as_title(typed: str, lang: Lang) -> str:
    """What was typed as the title of a set: also what cannot stand inside a sentence, but nothing long, and nobody's name."""
    words = unicodedata.normalize("NFC", " ".join(typed.split()))
    short = 0 < len(words) <= MOST_CHARACTERS and not mask(words, Names()).entities
    return phrase(typed) or (_QUOTED.to(lang, words=words) if short else templates().plainly.to(lang))


def filled(question: BankQuestion, words: Mapping[Lang, str]) -> BankQuestion:
    """The template with the phrase in place of {theme} in each language; "" stands for "the theme"."""
    said = {lang: _filled(question.text.to(lang), words[lang], templates().plainly.to(lang), lang) for lang in LANGS}
    return question.model_copy(update={"text": Both(**said)})


def without_theme(question: BankQuestion) -> Both:
    """What a template asks, whatever it is filled with."""
    return Both(**{lang: question.text.to(lang).replace("{theme}", "…") for lang in LANGS})


def _filled(text: str, words: str, plainly: str, lang: Lang) -> str:
    tried = [words, _QUOTED.to(lang, words=words), plainly] if words else [plainly]
    said = (_opening(text.replace("{theme}", one)) for one in tried)
    return next((one for one in said if lint(one).ok), text.replace("{theme}", plainly))


def _opening(text: str) -> str:
    return text[0].upper() + text[1:]


def _both(question: BankQuestion) -> tuple[str, str]:
    return question.text.da, question.text.en
