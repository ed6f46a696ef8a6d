"""What a browser would send of a form with radio buttons in it: the one that is chosen, or nothing."""

from __future__ import annotations

import html
import re

from tests.ui.meetings.filled import fields


def sent(page: str) -> dict[str, str]:
    """The fields of the form on a screen."""
    radios = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)"( checked)?', page)
    chosen = {name: html.unescape(value) for name, value, on in radios if on}
    names = {name for name, _, _ in radios}
    return {name: value for name, value in fields(page).items() if name not in names} | chosen


def papers(page: str) -> set[str]:
    """The papers that are offered, without their endings."""
    return {name.rpartition(".")[0] for name in re.findall(r'data-paper="([^"]+)"', page)}
