"""The words of the report, as knowledge/pilot/report.yaml has them."""

from __future__ import annotations

from functools import cache

from pydantic import ValidationError

from companion.errors import LibraryProblem
from companion.pilot.suppress import BY_WEEK, RATED
from companion.resources import load_yaml
from companion.vocabulary import Both, Word


class ReportWords(Word):
    """Every text, by what it is for."""

    title: Both
    over: Both
    span: Both
    nothing_yet: Both
    open: Both
    closed: Both
    week: Both
    limit_label: Both
    limit: Both
    intro: Both
    hidden: Both
    mark: str
    legend: Both
    totals: Both
    what: Both
    how_many: Both
    until: Both
    people: Both
    at_least: Both
    by_week: Both
    by_month: Both
    no_week: Both
    kinds: dict[str, Both]
    how_far: Both
    reached: Both
    how_far_note: Both
    ratings: dict[str, Both]
    one_answer: Both
    answers: Both
    scale: Both
    mean: Both
    no_ratings: Both
    how_made: Both
    points: tuple[Both, ...]
    foot: Both
    steps: tuple[Both, ...]
    """The titles of the sequence's steps; they stand with the sequence."""


@cache
def report_words() -> ReportWords:
    """The file as read once. Raises LibraryProblem when it is not as it should be."""
    try:
        steps = [step["title"] for step in load_yaml("sequences", "sparring.yaml")["steps"]]
        words = ReportWords.model_validate(load_yaml("pilot", "report.yaml") | {"steps": steps})
        if (*words.kinds, *words.ratings) != (*BY_WEEK, *RATED):
            raise KeyError("kinds")
    except (ValidationError, KeyError, TypeError) as problem:
        raise LibraryProblem(
            "knowledge/pilot/report.yaml kan ikke læses. Ret filen, eller installér Sparringsrum igen.",
            "knowledge/pilot/report.yaml cannot be read. Mend the file, or install Sparringsrum again.",
        ) from problem
    return words
