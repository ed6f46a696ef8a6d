"""One paper as a file."""

from __future__ import annotations

from companion.brief.files import KINDS
from companion.errors import WrongUse
from companion.paper.blocks import Paper
from companion.paper.docx import render_docx
from companion.paper.markdown import render_markdown
from companion.paper.pdf import render_pdf
from companion.paper.tidy import tidied


def render(paper: Paper, kind: str) -> bytes:
    """The paper as a file of `kind`, a key of KINDS. The same paper gives the same bytes. Raises PartFailed when the typefaces
    of the PDF are not installed."""
    if kind not in KINDS:
        raise WrongUse("Vælg .md, .docx eller .pdf.", "Choose .md, .docx or .pdf.")
    paper = tidied(paper)
    if kind == ".docx":
        return render_docx(paper)
    if kind == ".pdf":
        return render_pdf(paper)
    return render_markdown(paper).encode("utf-8")
