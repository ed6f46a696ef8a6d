"""Texts for the round trip: written by hand, and made of sentences and names. Made up; no real person or workplace."""

from __future__ import annotations

import random
from typing import NamedTuple

HAND: tuple[str, ...] = (
    "Mette Holm har meldt sig syg. Mette Holms vagter er hos Jonas, og Jonas' børn er små.",
    "Jeg har lovet Lars at tie. Lars’ kone ringede fra 20 30 40 50 i går.",
    "”Du må jo fyre mig,” sagde Bo og grinede. Bos grin er væk nu.",
    "Anna's vagt, Bodils vagt og Thomas' vagt passer ikke sammen.",
    "Skriv til mette.holm@firma.dk eller ring på +45 2030 4050. CPR er 010180-1234.",
    "Hun bor Skolegade 12, 2. th, 8000 Aarhus C, og bilen er AB 12 345.",
    "Jensen Byg A/S har opsagt aftalen. Det var Henning, der læste den for mig.",
    "* Pia er ny\n* Ole er gammel\n* Pias makker er Ole\n\n**Ole** vil ikke.",
    "Han kalder det [noget med Henriette], og det står i <b>Henriettes</b> mail.",
    "Mette-sagen fylder. Anne-Mette og Karl-Erik taler ikke sammen.",
    "Jeg skrev [PERSON_1] i stedet for Kirsten, fordi jeg ville skjule hende.",
    "Fatima sagde: 'Spørg Abdullahi.' Abdullahi svarede ikke Fatima.",
    "Łukasz og Şule er uenige. Şules liste er længere end Łukaszs.",
    "🙂 Gry skrev: 👍🏽. Grys svar var 😀.",
    "Jeg (Torben) og min chef (Birgitte) har talt om Kaspers løn: 1234 konto 0012345678.",
    "Peter, Inge, Pia, Ole, Gry, Bodil, Kasper, Lone, Henning, Torben, Birgitte og Kirsten mødtes. Peter talte, "
    "Inge hørte på Pias ord, og Kirsten gik før Torben.",
    "AUH's plan er ny, og AUH's leder er Gitte.",
    "Alex' idé, Fritz' idé og Max' idé: Max og Alex er enige.",
    "Anna's shifts are long, and James' shifts are short. James knows.",
    "Priya told Tom Baker's manager on Monday. Tom Baker was not asked.",
    "I emailed priya.shah@firm.co.uk. Priya hasn't answered, and Charles's phone is off.",
    "My deputy, Siobhan O'Brien, left. Siobhan O'Brien's desk is empty.",
    "It says \\[draft\\] and _urgent_: Grace, call Hannah! Hannah’s number is 20304050.",
    "Thomas & Anna met at 14:00 (100%). Anna &amp; Thomas agreed; see https://firm.example/anna?x=1.",
)


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words(
    """Mette Jonas Birgitte Kasper Lone Henning Torben Kirsten Gitte Fatima Abdullahi Thomas Lars Niels Alex Fritz Inge
    Ole Pia Bodil Siobhan Priya Charles James Hannah Oleksandr Yusuf Zoë Łukasz Åse Jørgen Søren"""
)
_LAST = _words("Holm Vestergaard Nygaard Kovalenko Lindqvist Baker Shah Mortensen Bruun Kjærsgaard Hassan Fuglsang")
_DA = (
    "{a} kom for sent igen, og {b} sagde ikke noget.",
    "Det er {a_} opgave, men {b} gør den hver gang.",
    "Jeg har talt med {a} om {b_} fravær.",
    "I går ringede {a} og spurgte, om {b} var med.",
    "”Jeg gider ikke mere,” sagde {a} til {b}.",
    "Min souschef, {a}, er på {b_} side.",
    "Hvis {a} siger op, følger {b} efter.",
    "Hverken {a} eller {b} vil med til mødet, og {a_} plan er væk.",
    "{b_} kalender er fuld (spørg {a}).",
)
_EN = (
    "{a} was late again, and {b} said nothing.",
    "It is {a_} job, but {b} does it every time.",
    "I spoke to {a} about {b_} absence.",
    "Yesterday {a} called and asked about {b}.",
    '"I have had enough," {a} told {b}.',
    "My deputy, {a}, takes {b_} side.",
    "If {a} leaves, {b} will follow.",
    "Neither {a} nor {b} wants to come, and {a_} plan is gone.",
)


class Text(NamedTuple):
    """A text and the people its leader listed."""

    text: str
    people: tuple[str, ...] = ()


def made(count: int, seed: int) -> list[Text]:
    """`count` texts of four to six sentences about two to four people, every second one English."""
    rng = random.Random(seed)
    return [_made(rng, at % 2 == 0) for at in range(count)]


def _made(rng: random.Random, danish: bool) -> Text:
    firsts = rng.sample(_FIRST, rng.randint(2, 4))
    names = [f"{first} {rng.choice(_LAST)}" if rng.random() < 0.4 else first for first in firsts]
    sentences = []
    for sentence in rng.sample(_DA if danish else _EN, rng.randint(4, 6)):
        a, b = rng.sample(names, 2)
        sentences.append(sentence.format(a=a, b=b, a_=_owner(a, danish), b_=_owner(b, danish)))
    return Text(" ".join(sentences), tuple(names) if rng.random() < 0.5 else ())


def _owner(name: str, danish: bool) -> str:
    """The genitive as a careful writer has it."""
    if danish:
        return name + "'" if name[-1] in "sxz" else name + "s"
    return name + "'s"
