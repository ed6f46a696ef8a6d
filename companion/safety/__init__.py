"""When to stop asking: the screen, the words that are said, and the people to turn to."""

from companion.safety.helplines import Helpline, Route, routes, stale
from companion.safety.screen import screen
from companion.safety.words import HelpWords, concern_text, help_words, is_quiet, strain_quote

__all__ = [
    "HelpWords", "Helpline", "Route", "concern_text", "help_words", "is_quiet", "routes", "screen", "stale",
    "strain_quote",
]  # fmt: skip
