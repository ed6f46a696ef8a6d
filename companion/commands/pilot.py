"""`companion pilot report`: how much the tool is used, in the terminal, as a file or as JSON. It needs no key to any case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from companion.commands import saved
from companion.paper.markdown import render_markdown
from companion.paper.tidy import tidied
from companion.pilot.counts import PILOT_FILE, Counts
from companion.pilot.report import report
from companion.pilot.report_papers import ENDINGS, report_file, report_paper
from companion.settings import Settings
from companion.vocabulary import Both, Lang

_SAVED = Both(da="Rapporten er gemt.", en="The report is saved.")
_CLOSED = Both(
    da="Perioden er lukket. Nøglen og alt, der var talt for den enkelte, er slettet; kun rapportens tal er tilbage.",
    en="The period is closed. The key and everything counted of anybody are deleted; only the report's figures are left.",
)


class Out(NamedTuple):
    """Where the report is written, and whether the period ends with it."""

    path: Path | None = None
    force: bool = False
    close: bool = False


def run(settings: Settings, out: Out, as_json: bool, lang: Lang) -> int:
    """On standard output, or in a file; with both, the file and the JSON. A period is not closed before its report is safe."""
    saved.check(out.path, out.force, ENDINGS)
    counts = Counts.open(settings.data_dir / PILOT_FILE)
    made = report(counts.table(settings.pilot_k))
    if out.path:
        saved.save(out.path, report_file(made, out.path.suffix.lower(), lang), out.force)
    if as_json:
        print(json.dumps(made.model_dump(mode="json"), ensure_ascii=False))
    else:
        print(_SAVED.to(lang) if out.path else render_markdown(tidied(report_paper(made, lang))))
    if out.close:
        counts.close_period()
        if not as_json:
            print(_CLOSED.to(lang))
    return 0
