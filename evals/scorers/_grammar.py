"""The small words by which a question shows what it is, Danish and English together."""

from __future__ import annotations

import re


def _all(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _all(
    """hvad hvem hvordan hvorfor hvornår hvor hvilken hvilket hvilke hvorledes hvormed hvorved hvorfra hvortil
    what who whom whose which when where why how what's who's where's how's what’s who’s where’s how’s"""
)
WHICH = _all("hvilken hvilket hvilke which whose")
DEGREE = _all("mange meget længe langt ofte tit stor stort godt tæt much many long far often big close well")
RELATIVE = _all("hvor who whom which whose when where")
SUBJECT = _all(
    """jeg du han hun den det de vi man der som en et din dit dine min mit mine hans hendes jeres deres vores ens
    you he she it they we that there the a an your my his her their our this these those someone somebody"""
)
"""Behind a question word they make it one that is told of: "hvad du gør"."""
PRONOUN = _all("jeg du han hun den det de vi man der nogen you he she it they we there anyone anybody")
WHOM = _all("jeg du han hun vi man you he she we they it")
VERB = _all(
    """er var har havde kan kunne vil ville skal skulle må måtte bør burde gør gjorde bliver blev får fik går gik kommer
    kom siger sagde tror synes ved vidste mener mærker tænker tænkte føler ser så sker skete mangler betyder hører håber ønsker
    is are was were am do does did has have had can could will would should may might must shall matters makes made
    happens happened gets got says said comes came changes changed helps helped keeps kept stands
    isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shouldn't"""
)
BEFORE = _all(
    """og men så eller for altså okay ja nej godt nå nu først sidst til på i fra med ved af om under over mellem hos efter
    mod ud hen and but so or well then now first finally in to from with at of by about on between among under through
    since until next also ok yes no"""
)
"""What may stand in front of a question word."""
IF = _all("""hvis når da mens fordi selvom om inden efter siden hvorvidt if while because although after before once""")
AND = _all("og eller men samt plus and or but")
INVITES = re.compile(
    r"(?:(?:og|så|and|so|please|prøv(?: engang)? at|try to) )?"
    r"(?:fortæl|beskriv|uddyb|giv (?:mig )?(?:et|nogle) eksemp|sig (?:gerne |lidt )?(?:mere|noget mere)|"
    r"sæt (?:et par )?ord på|forestil dig|tænk (?:på|tilbage)|vis mig|nævn|tag mig med|lad mig høre|jeg er nysgerrig|jeg gad|"
    r"mon\b|tell me|tell us|describe|say (?:a (?:bit|little) )?more|give (?:me )?an? |walk me|talk me|take me|"
    r"think (?:of|back)|imagine|picture|share|name (?:one|a|the|two)|show me|put (?:some |a few )?words|paint|i wonder|"
    r"i(?:'|’)m curious|i am curious)",
    re.IGNORECASE,
)
"""How a sentence begins that asks one to tell."""
