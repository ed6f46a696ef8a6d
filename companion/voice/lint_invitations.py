"""Open invitations: "Fortæl om …", "Can you tell me more about …", "Jeg er nysgerrig på, hvad …".

A polite request to tell ("Kan du fortælle …") is an invitation, though its form is that of a yes/no question, because
nobody answers it with yes. With "om du …" or "whether you …" behind it, it is closed after all.
"""

from __future__ import annotations

from collections.abc import Sequence

from companion.voice.lint_words import framed, pattern, without_fillers


def invites(parts: Sequence[str]) -> bool:
    """Whether these words, from their beginning, ask the leader to tell."""
    return bool(pattern("invitation", "asks").search(framed(without_fillers(parts))))


def ponders(parts: Sequence[str]) -> bool:
    """An imperative that asks for a thought ("Tænk på en gang, hvor …"): counted only when nothing else is asked."""
    return bool(pattern("invitation", "ponders").search(framed(without_fillers(parts))))


def asks_whether(line: str) -> bool:
    """An invitation to answer yes or no: "Fortæl, om du er enig"."""
    return bool(pattern("invitation", "whether").search(line))
