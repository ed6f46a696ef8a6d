"""The tools, in the order in which they stand on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.ui.access import may
from companion.ui.meetings.case import Case
from companion.ui.meetings.feedback import FeedbackTool
from companion.ui.meetings.plan import PlanTool
from companion.ui.meetings.practice import Practice
from companion.ui.meetings.questions import Questions
from companion.ui.meetings.roles import RolesTool
from companion.ui.meetings.rules import RulesTool
from companion.ui.meetings.tool import Tool
from companion.ui.network.evaluation import EvaluationTool
from companion.ui.network.reply import Reply

if TYPE_CHECKING:
    from companion.ui.meetings.desk import Desk


def all_of(desk: Desk) -> tuple[Tool, ...]:
    """Each made anew for one page. The network's evaluation belongs to the group: it lies here where HR's desk is not."""
    own = () if may(desk.pages.roles, "place", "network") else (EvaluationTool(desk),)
    return (
        Questions(desk),
        Case(desk),
        PlanTool(desk),
        RolesTool(desk),
        RulesTool(desk),
        FeedbackTool(desk),
        *own,
        Practice(desk),
        Reply(desk),
    )  # fmt: skip
