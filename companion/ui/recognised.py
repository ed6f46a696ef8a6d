"""The last thing before a brief is approved: what may still show who it is about. It informs, and never stands in the way."""

from __future__ import annotations

from companion.brief.words import quoted
from companion.confidentiality.residue import knows_the_workplace
from companion.method.compose import still_shows
from companion.method.state import State
from companion.ui.texts import Texts
from companion.ui.view import inert, paragraphs
from companion.vocabulary import CaseBrief


def recognised(state: State, brief: CaseBrief, texts: Texts) -> str:
    """The leader's own words and the reason, each, in the language of the brief; and who in the room knows the workplace."""
    found = [(quoted(one.words, brief.lang), one.reason) for one in still_shows(brief, state)]
    rows = "".join(f'<li dir="auto">{inert(words)}: {inert(reason)}</li>' for words, reason in found)
    lead = texts("residue_lead" if rows else "residue_none")
    listed = f"<ul>{rows}</ul>" if rows else ""
    asked = f'<div lang="{brief.lang}">{listed}{paragraphs(knows_the_workplace(brief.lang))}</div>'
    return f'<section class="step residue"><h2>{texts("residue_heading")}</h2>{paragraphs(lead)}{asked}</section>'
