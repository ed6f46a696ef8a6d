"""The README's picture of the flow, generated from the graph: `python -m evals.readme_graph` puts it in its place.

A test holds the README to it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from companion.method.graph import build

BEGIN, END = "<!-- graph -->", "<!-- /graph -->"
README = Path(__file__).parents[1] / "README.md"
_DRAWN = re.compile(r"^\s*(\w+) (-->|-\.->) +(\w+);$")


def picture() -> str:
    """The graph as a fenced mermaid block: LangGraph's own drawing without its styling, and without the `__end__` it adds
    of its own accord; a sitting waits in `listen`, it never ends."""
    drawn = build().get_graph().draw_mermaid(with_styles=False)
    edges = [match.groups() for line in drawn.splitlines() if (match := _DRAWN.match(line))]
    rows = [f"    {start.strip('_')} {arrow} {end}" for start, arrow, end in edges if end != "__end__"]
    return "\n".join([BEGIN, "```mermaid", "graph TD", *rows, "```", END])


def in_place(text: str) -> str:
    """`text` with the picture between its marks. ValueError when the marks are not there, once, in order."""
    parts = re.split(f"{BEGIN}.*?{END}", text, flags=re.DOTALL)
    if len(parts) != 2:
        raise ValueError(f"the README must hold {BEGIN} and {END}, once")
    return picture().join(parts)


def main() -> int:
    """Rewrite the README; exit code 0."""
    README.write_text(in_place(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
