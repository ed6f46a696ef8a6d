"""Papers to take along from a tool: each with what it is called, in every kind of file it is made as."""

from __future__ import annotations

from collections.abc import Mapping

from companion.ui.view import inert

KINDS = {"pdf": "PDF", "docx": "Word", "md": "Markdown"}
"""Ending of the file to what it is called."""


def take(title: str, *lines: str) -> str:
    """The lines under a heading, and the place where it is told that a paper could not be made."""
    told = '<p class="paper-told" role="alert"></p>'
    return f'<section class="papers"><h2>{inert(title)}</h2>{"".join(lines)}{told}</section>'


def line(label: str, name: str, kinds: Mapping[str, str] = KINDS) -> str:
    """One paper of the tool's, by the name it has there."""
    buttons = "".join(
        f'<button type="button" class="quiet" data-paper="{name}.{ending}" aria-label="{inert(label)}: {inert(words)}">'
        f"{inert(words)}</button>"
        for ending, words in kinds.items()
    )
    return f'<p class="paper-line"><span>{inert(label)}</span>{buttons}</p>'


def calendar(label: str, name: str, words: str) -> str:
    """The one kind of file a calendar reads."""
    return line(label, name, {"ics": words})
