"""One CaseBrief on paper: Markdown, Word, PDF, and a fragment for the page. `layout` says what stands there, in order.

The heavy libraries are imported by the renderer that needs them, when it is called.
"""

from companion.brief.docx import render_docx
from companion.brief.html import render_html
from companion.brief.markdown import render_markdown
from companion.brief.pdf import render_pdf
from companion.brief.reading import TOO_LONG_WORDS, reading_seconds, word_count

__all__ = [
    "TOO_LONG_WORDS",
    "reading_seconds",
    "render_docx",
    "render_html",
    "render_markdown",
    "render_pdf",
    "word_count",
]
