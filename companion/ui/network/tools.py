"""HR's tools, in the order in which they stand on their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.ui.meetings.tool import Tool
from companion.ui.network.charter import CharterTool
from companion.ui.network.contacts import ContactsTool
from companion.ui.network.evaluation import EvaluationTool
from companion.ui.network.pack import PackTool
from companion.ui.network.report import ReportTool
from companion.ui.network.survey import SurveyTool
from companion.ui.network.year import YearTool

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


def all_of(desk: Desk) -> tuple[Tool, ...]:
    """Each made anew for one page."""
    return (
        CharterTool(desk),
        YearTool(desk),
        SurveyTool(desk),
        EvaluationTool(desk),
        ReportTool(desk),
        PackTool(desk),
        ContactsTool(desk),
    )  # fmt: skip
