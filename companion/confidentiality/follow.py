"""Whether a word at the start of a sentence is used as a name: what follows it tells ("Bo siger", "Bo her")."""

from __future__ import annotations

from companion.confidentiality.lexicon import everyday, lexicon, words_of
from companion.confidentiality.tokens import Token

_VERBS = words_of(
    """er var har havde vil ville kan kunne skal skulle må måtte bør bliver blev får fik går gik kommer kom siger sagde
    mener mente synes syntes tror troede føler følte ved vidste arbejder arbejdede græder græd spørger spurgte svarer
    svarede ringer ringede skriver skrev tager tog giver gav holder holdt står stod sidder sad ser så hører hørte møder
    mødte virker virkede gør gjorde laver lavede lader lod bruger brugte ønsker ønskede håber håbede starter startede
    stopper stoppede rejser rejste råber råbte griner grinede klager klagede glemmer glemte nægter nægtede trækker trak
    falder faldt forlader forlod hjælper hjalp taler talte snakker snakkede fortæller fortalte foreslår foreslog vælger
    valgte begynder begyndte bor boede savner savnede elsker hader kender kendte leder ledte sygemeldte sagsøger afviser
    afviste lover lovede afbryder afbrød undgår undgik påstår påstod skælder skældte træder
    is was has had does did says said tells told thinks thought feels felt wants wanted comes came goes went makes made
    takes took gets got knows knew asks asked needs needed works worked keeps kept leaves left quit quits seems seemed
    called calls wrote writes never always refuses refused cried cries complains complained started starts stopped
    believes believed can't won't doesn't didn't isn't wasn't hasn't"""
)
ASKS = words_of("will may can do so ask")
"""English words that open a sentence: a first name after them is another's."""
_SAYS_MORE = frozenset({"som", "der", "min", "mit", "vores", "en", "who", "my", "our", "a"})
"""What is said of somebody after the comma: "May, som er elev", "Dag, en ung nordmand"."""
_TITLED = frozenset({"og", "and", "samt", "eller", "or", "&"})
_SMALL = words_of(
    """og i på til fra af med for om at der som ved hos under over men eller så når hvis da ikke har også selv nu her
    and in on at to from of with for by but or when if who that not also now here as about after before"""
)
_PRONOUNS = words_of("jeg vi han hun de du i she he they we")


def speaks_as_name(words: list[Token], at: int) -> bool:
    """True when the next word is a finite verb, a surname, or "og" with another name."""
    if at + 1 >= len(words):
        return False
    here, after = words[at], words[at + 1]
    if after.gap.strip() or after.opens:
        return after.gap.strip() == "," and after.key in _SAYS_MORE
    if after.capital and after.text != "I":
        return _surname(here, after)
    if after.key in _TITLED and at + 2 < len(words):
        second = words[at + 2]
        return second.key in _PRONOUNS or (second.capital and lexicon().named(second.stem))
    if after.key in _VERBS:
        return True
    return not everyday(here.key) and after.key.endswith(("er", "ede", "te")) and everyday(after.key)


def owns(words: list[Token], at: int) -> bool:
    """True when an unknown word in -s is a genitive: what follows is a thing, not a verb or a small word."""
    word = words[at]
    if not word.key.endswith("s") or word.key.endswith(("ss", "us", "is", "os")) or at + 1 >= len(words):
        return False
    after = words[at + 1]
    return after.gap == " " and not after.capital and after.key not in _VERBS | _SMALL and everyday(after.key)


def _surname(here: Token, after: Token) -> bool:
    lex = lexicon()
    if after.key in lex.allowed or after.acronym or len(after.text) < 2:
        return False
    if here.key in ASKS:
        return after.stem in lex.last and after.stem not in lex.first
    if not lex.named(here.stem):
        return after.stem in lex.last and after.stem not in lex.first
    return lex.named(after.stem) or not everyday(after.key)
