"""What is in the way of a question, said to whoever is learning to ask: what it does, and what to try."""

from __future__ import annotations

from collections.abc import Iterable

from companion.vocabulary import Both, Lang
from companion.voice.lint import MOST_WORDS, Finding

_TOLD: dict[Finding, Both] = {
    "closed": Both(
        da="Det kan besvares med ja eller nej. Begynd med hvad, hvordan, hvornår eller hvem.",
        en="It can be answered with yes or no. Begin with what, how, when or who.",
    ),
    "stacked": Both(
        da="Der er flere spørgsmål i ét. Stil det vigtigste, og vent på svaret.",
        en="There are several questions in one. Ask the most important and wait for the answer.",
    ),
    "advice": Both(
        da="Der ligger et råd i det. Spørg til det, den anden selv har tænkt.",
        en="There is advice in it. Ask for what the other has thought.",
    ),
    "leading": Both(
        da="Det lægger et svar i munden på den anden. Tag din egen vurdering ud.",
        en="It puts an answer in the other’s mouth. Take your own judgement out.",
    ),
    "long": Both(
        da="Det er på over {most} ord. Skær ned til det, du vil vide.",
        en="It has more than {most} words. Cut down to what you want to know.",
    ),
    "none": Both(da="Der er ikke noget spørgsmål endnu.", en="There is no question yet."),
}


def told(findings: Iterable[Finding], lang: Lang) -> str:
    """One sentence or two for each, the weightiest first; "" for none."""
    return " ".join(_TOLD[finding].to(lang, most=MOST_WORDS) for finding in findings)
