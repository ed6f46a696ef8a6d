"""What is said of a question on the practice ground: what it did, and what to try. Never a mark, never points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from companion.facilitation.findings import told
from companion.facilitation.practice_cases import CaseAnswer
from companion.vocabulary import Both, Lang
from companion.voice.lint import Finding

if TYPE_CHECKING:
    from companion.facilitation.practice import Kind

_TOOK = (
    Both(da="Det var åbent, og du tog fat i ”{words}”.", en="That was open, and you took up “{words}”."),
    Both(da="Du blev ved ”{words}” og lod resten stå åbent.", en="You stayed with “{words}” and left the rest open."),
    Both(
        da="Kort og åbent, og det bygger på det, du hørte: ”{words}”.",
        en="Short, open, and built on what you heard: “{words}”.",
    ),
)
_DEEPER = Both(
    da="Svaret kom et stykke længere ind. Lad der være lidt stille, før du spørger igen.",
    en="The answer came from further in. Leave a little silence before you ask again.",
)
_STAYED = Both(
    da="Du bad om mere og gav den anden plads. Næste gang kan du gentage et af ordene, f.eks. ”{hook}”.",
    en="You asked for more and gave the other room. Next time you can repeat some of the words, such as “{hook}”.",
)
_OPEN = (
    Both(
        da="Det var åbent og til at svare på. Prøv nu at tage fat i noget af det, du hørte, f.eks. ”{hook}”.",
        en="That was open and easy to answer. Now try taking up something you heard, such as “{hook}”.",
    ),
    Both(
        da="Et åbent spørgsmål om noget nyt. Der blev sagt ”{hook}”; hvad kunne du spørge om dér?",
        en="An open question about something new. The words “{hook}” were said; what could you ask about there?",
    ),
    Both(
        da="Du spurgte åbent. Bliver du ved ”{hook}”, kommer der måske mere.",
        en="You asked openly. If you stay with “{hook}”, there may be more to come.",
    ),
)
_ALL = Both(
    da="Det var åbent. Nu er det meste sagt, så du kan godt slutte og se, hvordan det gik.",
    en="That was open. Most has been said now, so you can end here and see how it went.",
)
_LOST = Both(
    da="Det var åbent, men den anden kunne ikke høre, hvad du spurgte til. Brug et ord, der allerede er sagt.",
    en="That was open, but the other could not tell what you were asking about. Use a word that has been said.",
)
_RUDE = Both(
    da="Det kan såre, og så lukker den anden i. Spørg i stedet til det, der skete.",
    en="That can hurt, and then the other closes up. Ask about what happened instead.",
)


def feedback(
    kind: Kind, findings: Sequence[Finding], words: str | None, answer: CaseAnswer | None, before: int, lang: Lang
) -> str:
    """One or two sentences. `words`: what the question took up of the other's, "" for a mere "tell me more", None for nothing;
    `before`: questions asked before it, so that the same is not said in the same way."""
    if kind == "rude":
        return _RUDE.to(lang)
    if kind in findings:
        return told([one for one in findings if one == kind], lang)
    if findings:
        return told(findings[-1:], lang)
    if answer is None:
        return (_ALL if kind == "open" else _LOST).to(lang)
    hook = answer.hooks.to(lang)[0]
    if words:
        deeper = f" {_DEEPER.to(lang)}" if answer.layer == 3 else ""
        return f"{_TOOK[before % len(_TOOK)].to(lang, words=_inside(words))}{deeper}"
    if words == "":
        return _STAYED.to(lang, hook=_inside(hook))
    return _OPEN[before % len(_OPEN)].to(lang, hook=_inside(hook))


def _inside(words: str) -> str:
    """As it stands inside quotation marks."""
    return words.translate({ord("”"): "’", ord("“"): "‘"})
