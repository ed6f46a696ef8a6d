"""The wordings of advice, Danish and English: those that are advice wherever they stand, and those that are in a statement."""

from __future__ import annotations

import re

from evals.scorers._text import any_of

_I = r"\b(?:jeg|vi|i|we)(?: vil| ville| would|'d|’d| can| kan)?(?: nok| strongly| gerne)? "
_TRIED = r"prøvet|overvejet|forsøgt|tænkt (?:på|over)|tried|considered|thought (?:of|about)"
_DO = (
    r"tale|snakke|tage|skrive|gå|sige|give|ringe|sætte|fyre|prøve|spørge|bede|invitere|indkalde|flytte|aftale|lade|holde|"
    r"talk|take|write|go|say|give|call|speak|start|ask|tell|have|set|warn|try|invite|move|let|hold|put|arrange|bring|offer"
)
_SETS = r"tager|holder|indkalder|sætter|ringer|skriver|siger|giver|taler|snakker|fyrer|beder|booker"
_GOOD = r"en (?:god )?idé|godt|bedst|bedre|klogt|smart|på tide|tid til|nødvendigt|en mulighed"
_WISE = r"(?:an|a good) idea|best|better|wise|good|time to|worth|helpful|possible|an option"

DISGUISED = any_of(
    _I + r"(?:foreslår?|anbefaler?|råder?|suggest|recommend|advise|urge)\b",
    r"\b(?:mit|et godt|bedste) råd\b|\bmin anbefaling\b|\b(?:my|some|good|best) (?:advice|tip|suggestion|recommendation)\b",
    r"\bhvis jeg var dig\b|\bif i were you\b|\bi dit sted\b|\bin your (?:place|shoes)\b",
    rf"\b(?:jeg ville|i would|i'd|i’d) (?:\w+ )?(?:{_DO})\b",
    r"\bhvad med (?:at|en|et|om)\b|\bhvad siger du til at\b|\bhow about\b|\bwhat about \w+ing\b",
    r"\bhvad hvis (?:du|i|man)\b|\bwhat if (?:you|we)\b",
    r"\bhvorfor ikke\b|\bhvorfor \w+r du (?:ikke|dog|bare)\b|\bwhy not\b|\bwhy (?:don't|don’t|do not) you\b",
    r"(?:^|[,;:–—] |\b(?:og|men|eller|and|but|or) )(?:har|have|havde|had) (?:du|i|you)"
    rf"(?: selv| nogensinde| ever| already| allerede)? (?:{_TRIED})\b",
    r"\b(?:burde|bør|skulle|skal|kunne|kan|vil|ville) (?:du|i|det) ikke\b|\b(?:should|could|would|can)n['’]t (?:you|it)\b",
    r"\b(?:would|will|could|might|ville|vil|kunne) (?:it|det)(?: måske| perhaps)? "
    rf"(?:help|hjælpe|give mening|make sense|være (?:{_GOOD})|be (?:{_WISE}))\b",
    r"\b(?:how|hvordan) (?:might|could|would|kunne|ville|kan) [^?]{3,60}\b(?:help|hjælpe|gavne)\b",
    r"\bdon['’]t you think|\bsynes du ikke\b|\bmon ikke du\b",
    rf"\b(?:hvornår|hvilken dag|when|what day|which day) (?:vil|skal|will|are|do|can|kan) (?:du|you) (?:going to )?(?:{_DO})\b",
    rf"\b(?:hvornår|hvilken dag) (?:{_SETS}) du\b",
    r"\b(?:vigtigste|bedste|første|best|first|important)(?: thing| way| skridt| step)? (?:er|is|would be|vil være) (?:at|to)\b",
    rf"\b(?:er|var|ville|is|was) (?:det|it) (?:ikke |not )?(?:{_GOOD}|an idea|time to)\b",
    r"\b(?:en|one) (?:mulighed|option|vej|way) (?:er|kunne være|is|would be|could be)\b",
    r"\b(?:de fleste|most|mange|many|andre|other) (?:ledere|leaders|managers)\b",
    r"\bdet (?:hjælper|plejer at hjælpe|kan betale sig) (?:ofte |tit )?(?:at)?\b|\bit (?:often |usually )?(?:helps|pays) to\b",
    r"\bmåske (?:kunne|skulle|bør|er det tid)\b|\b(?:maybe|perhaps) (?:you|it is time|it's time)\b",
)
"""Advice also where a question word stands in front of it."""
MODAL = any_of(
    r"\b(?:du|man|i|you|one) (?:bør|burde|skal|skulle|må (?:hellere|godt)|er nødt til|gør klogt i|behøver (?:bare|blot))\b",
    r"\b(?:du|man) (?:kunne|kan) (?:jo|også|eventuelt|måske|fx|med fordel|\w+ med)\b",
    rf"\b(?:du|man|you) (?:kunne|could|can)(?: \w+)? (?:{_DO})\b",
    rf"\b(?:kunne|kan|skulle|vil|could|can|would|will) (?:du|i|you)(?: \w+)? (?:{_DO})\b"
    r"(?! (?:noget |lidt |a bit )?(?:mere|more|me\b))",
    r"\byou(?: really| probably| might| may)? (?:should|ought|must|need to|have to|had better|want to)\b|\byou['’]d better\b",
    r"^(?:måske )?(?:bør|burde|skal|skulle) du\b|^(?:should|ought|must) you\b|\bit might help\b",
    rf"\bdet (?:er|vil være|ville være|kan være|kunne være) (?:{_GOOD})\b",
    rf"\bit (?:is|would be|might be|may be|could be) (?:{_WISE})\b",
)
"""Advice in a sentence that is no open question: in one it may be asked for ("Hvad tror du, du skal gøre?")."""
ORDER = re.compile(
    r"^(?:(?:og|så|men|først|bare|måske|and|so|first|just|maybe|perhaps|please) )*"
    r"(?:tag|tal|snak|prøv|bed|få|lad|start|begynd|husk|overvej|sørg|ring|send|stop|hold|find|lav|book|invit[eé]r|skriv|spørg|"
    r"sig (?:det|til|fra)|giv (?:ham|hende|dem|dig)|indkald|aftal|drop|vent|vær|undgå|fyr|flyt|gå|gør|sæt (?!ord)|lyt|vis|kom|"
    r"bliv|meld|forbered|følg|inddrag|involv[eé]r|vælg|brug|skab|tænk over|"
    r"talk|try|ask|let (?:him|her|them|go)|let['’]s|start|begin|remember|consider|make|set|keep|give (?:him|her|them|yourself)|"
    r"tell (?:him|her|them|the|your)|call|send|stop|find|invite|write|be|avoid|fire|move|don['’]t|never|schedule|speak|focus|"
    r"listen|show|go|get|do|stay|look|use|choose|bring|involve|document|prepare|follow|wait|"
    r"have a|take (?:a|the|him|her|it|some|them|time))\b",
    re.IGNORECASE,
)
"""A sentence that begins by telling what to do; invitations to tell are looked for before it."""
