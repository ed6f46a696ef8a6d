"""A brief as a file: which kinds there are, and what the browser calls them."""

from __future__ import annotations

from companion.brief import render_docx, render_markdown, render_pdf
from companion.vocabulary import CaseBrief

KINDS = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
"""File ending to media type."""


def brief_as(kind: str, brief: CaseBrief) -> bytes:
    """The brief as a file of `kind`, a key of KINDS."""
    if kind == ".docx":
        return render_docx(brief)
    if kind == ".pdf":
        return render_pdf(brief)
    return render_markdown(brief).encode("utf-8")
