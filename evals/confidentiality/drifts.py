"""What happens to a placeholder on its way through a model, a page or a mail program. Knows nothing of how it is restored.

A drift is given a placeholder, the name it stands for and the genitive that follows, and says what comes back in their place
and what should then be read there; None where it does not apply.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Drift = Callable[[str, str, str], tuple[str, str] | None]

_FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_HIDDEN = "\u00ad\u200b\u200c\u2060\ufeff"
_OTHER_GENITIVE = {"s": "'s", "'s": "s", "’s": "s", "'": "s", "’": "'s"}


def _becomes(change: Callable[[str], str]) -> Drift:
    return lambda token, name, ending: (change(token) + ending, name + ending)


def _within(before: str, after: str) -> Drift:
    return lambda token, name, ending: (before + token + after + ending, before + name + after + ending)


def _inner(token: str) -> str:
    return token[1:-1]


def _hidden(token: str) -> str:
    return "".join(char + _HIDDEN[at % len(_HIDDEN)] for at, char in enumerate(token[:-1])) + token[-1]


def _other_genitive(token: str, name: str, ending: str) -> tuple[str, str] | None:
    return (token + _OTHER_GENITIVE[ending], name + ending) if ending else None


def _genitive_inside(token: str, name: str, ending: str) -> tuple[str, str] | None:
    return (f"[{_inner(token)}{ending}]", name + ending) if ending.endswith("s") else None


RESTORING: dict[str, Drift] = {
    "as sent": _becomes(str),
    "small letters": _becomes(str.lower),
    "one capital": _becomes(str.title),
    "spaces in the bracket": _becomes(lambda t: f"[ {_inner(t)} ]"),
    "space for underscore": _becomes(lambda t: t.replace("_", " ")),
    "hyphen for underscore": _becomes(lambda t: t.replace("_", "-")),
    "no-break space": _becomes(lambda t: t.replace("_", "\u00a0")),
    "space after underscore": _becomes(lambda t: t.replace("_", "_ ")),
    "no brackets": _becomes(_inner),
    "half a bracket": _becomes(lambda t: t[:-1]),
    "other brackets": _becomes(lambda t: "{" + _inner(t) + "}"),
    "bold": _within("**", "**"),
    "italic": _within("*", "*"),
    "italic, underscores": _within("_", "_"),
    "code": _within("`", "`"),
    "escaped underscore": _becomes(lambda t: t.replace("_", "\\_")),
    "escaped throughout": _becomes(lambda t: f"\\[{_inner(t)}\\]".replace("_", "\\_")),
    "HTML numbers": _becomes(lambda t: f"&#91;{_inner(t)}&#x5D;"),
    "HTML names": _becomes(lambda t: f"&lsqb;{_inner(t)}&rsqb;".replace("_", "&lowbar;")),
    "HTML tags around": _within("<b>", "</b>"),
    "percent escapes": _becomes(lambda t: f"%5B{_inner(t)}%5D"),
    "full width": _becomes(lambda t: t.translate(_FULL)),
    "full-width brackets": _becomes(lambda t: f"［{_inner(t)}］"),
    "hidden characters": _becomes(_hidden),
    "Danish quotes": _within("”", "”"),
    "English quotes": _within('"', '"'),
    "another genitive": _other_genitive,
    "genitive in the bracket": _genitive_inside,
}

VISIBLE: dict[str, Drift] = {
    "an invented number": lambda token, name, ending: _same(token.replace("]", "77]") + ending),
    "a translated word": lambda token, name, ending: _same("[NAVN" + token[token.index("_") :] + ending),
    "a changed word": lambda token, name, ending: _same(token.replace("_", "E_") + ending),
    "zero for O": lambda token, name, ending: _same(token.replace("O", "0") + ending) if "O" in token else None,
    "a name in its place": lambda token, name, ending: _same("Wilfred" + ending),
    "no number": lambda token, name, ending: _same(token[: token.index("_")] + "]" + ending),
    "number in letters": lambda token, name, ending: _same(token[: token.index("_")] + "_EN]" + ending),
    "a second number": lambda token, name, ending: _same(token.replace("]", "_2]") + ending),
    "part of a longer word": lambda token, name, ending: _same("X" + _inner(token) + "Y" + ending),
}


def _same(token: str) -> tuple[str, str]:
    return token, token


def at_random(rng: random.Random) -> Drift:
    """Another of the restoring drifts at every placeholder; those that need the whole line are left out."""
    kinds = [drift for name, drift in RESTORING.items() if name != "half a bracket"]
    return lambda token, name, ending: rng.choice(kinds)(token, name, ending) or (token + ending, name + ending)
