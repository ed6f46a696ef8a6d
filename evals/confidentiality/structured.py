"""How many structured identifiers the detector covers, in the spellings used in Denmark, and what it masks for nothing.

`python -m evals.confidentiality.structured [--json] [--show]` reads 300 sentences a kind (two thirds Danish) and 300
look-alikes; seeded, all made up. The generator (this file and structured.yaml) was written from knowledge of the
formats, without having seen the detector or its tests.

In the yaml `[…]` marks what has to be covered: its letters and digits, by entities of any kind. A look-alike is masked
when an entity touches its mark. ¤ is a digit, € one from 2 to 9, £ a capital, ¢ a small letter, ~ a space, _ nothing;
<name> is a fact drawn for the sentence or, failing that, another rule.
"""

from __future__ import annotations

import json
import random
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from companion.confidentiality.detect import find

COUNT, SEED = 300, 20260503
LOOK_ALIKE = "look-alike"
EXPECTED = {
    **{kind: kind for kind in ("cpr", "cvr", "phone", "email", "address", "date", "account", "url")},
    "handle": "other",
    "plate": "other",
}
"""The kinds read, each with the kind of entity the command line promises for it."""
SIGNS = {"¤": "0123456789", "€": "23456789", "£": "ABCDEFGHJKLMNPRSTUVXYZ", "¢": "abcdefghjklmnprstuvxyz"}
IBANS = {"DK": "¤" * 14, "DE": "¤" * 18, "GB": "££££" + "¤" * 14, "SE": "¤" * 20, "NO": "¤" * 11, "PL": "¤" * 24}
RULES = {
    name: ["" if each == "_" else each.replace("~", " ") for each in re.split(r" \| |\n", text.strip("\n"))]
    for name, text in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")).items()
}


class Sentence(NamedTuple):
    """A text, what in it has to be covered as (start, end) in code points, and its language."""

    text: str
    marks: list[tuple[int, int]]
    lang: str


def sentences(kind: str, count: int = COUNT) -> list[Sentence]:
    """As many different sentences with this kind in them, every third English; the same at every call."""
    rng = random.Random(f"{SEED} {kind}")
    seen: dict[str, Sentence] = {}
    while len(seen) < count:
        lang = "en" if len(seen) % 3 == 2 else "da"
        written = _fill(f"<{kind}.{lang}>", rng, _facts(rng)).replace(".].", ".]")
        one = _unmarked(written, lang)
        seen.setdefault(one.text, one)
    return list(seen.values())


def _fill(rule: str, rng: random.Random, facts: dict[str, str]) -> str:
    def slot(name: str) -> str:
        return facts[name] if name in facts else _fill(rng.choice(RULES[name]), rng, facts)

    text = re.sub(r"<([\w.-]+)>", lambda found: slot(found[1]), rule)
    return re.sub("[¤€£¢]", lambda found: rng.choice(SIGNS[found[0]]), text)


def _unmarked(written: str, lang: str) -> Sentence:
    text, marks = "", []
    for at, piece in enumerate(re.split(r"[\[\]]", written)):
        if at % 2:
            marks.append((len(text), len(text) + len(piece)))
        text += piece
    return Sentence(text, marks, lang)


def _facts(rng: random.Random) -> dict[str, str]:
    """What is drawn once for a sentence: numbers with their check digits, a name, a house number and a day."""
    cvr = _cvr(rng)
    iban, number, letter = _iban(rng), str(rng.randint(1, 180)), rng.choice("ABCDEF")
    facts = {"cpr": _cpr(rng), "cvr": cvr, "cvr44": f"{cvr[:4]} {cvr[4:]}", "cvr22": _grouped(cvr, 2)}
    facts |= {"ib": iban, "ib4": _grouped(iban, 4), "num": number, "let": letter, "small": letter.lower()}
    first, last = rng.choice(RULES["first-name"]), rng.choice(RULES["last-name"])
    facts |= {"first": first, "First": first.title(), "FIRST": first.upper(), "last": last, "Last": last.title()}
    return facts | {"i": first[0], "nn": f"{rng.randint(61, 99)}"} | _day(rng)


def _day(rng: random.Random) -> dict[str, str]:
    """A day and a month with a year of birth (y) and the year of an event at work (e)."""
    day, month, born, event = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1945, 2005), rng.randint(2023, 2026)
    da, en = RULES["months.da"][month - 1], RULES["months.en"][month - 1]
    facts = {"d": str(day), "dd": f"{day:02}", "m": str(month), "mm": f"{month:02}", "month": da, "mon": da[:3]}
    facts |= {"Month": en, "Mon": en[:3], "th": {1: "st", 2: "nd", 3: "rd"}.get(day % 20, "th")}
    return facts | {"y": str(born), "yy": str(born)[2:], "e": str(event), "ee": str(event)[2:]}


def _grouped(number: str, size: int) -> str:
    return " ".join(number[at : at + size] for at in range(0, len(number), size))


def _divides(number: str, weights: str) -> bool:
    return sum(int(digit) * int(weight) for digit, weight in zip(number, weights, strict=True)) % 11 == 0


def _cpr(rng: random.Random) -> str:
    """Born 1930–2020; half with a valid modulus 11, one in ten a replacement number (day + 60)."""
    born, valid = date(1930, 1, 1) + timedelta(days=rng.randrange(33000)), rng.random() < 0.5
    six = f"{born.day + 60 * (rng.random() < 0.1):02}{born:%m%y}"
    seventh = "0123" if born.year < 1937 else "012349" if born.year < 2000 else "456789"
    four = ""
    while not four or _divides(six + four, "4327654321") is not valid:
        four = f"{rng.choice(seventh)}{rng.randrange(1000):03}"
    joined = [six + between + four for between in ("-", "-", "-", "-", "", "", "", " ", " ", " - ", "–", " – ")]
    return rng.choice([*joined, f"{_grouped(six, 2)}-{four}", f"{_grouped(six, 2)} {four}"])


def _cvr(rng: random.Random) -> str:
    while not _divides(number := str(rng.randint(10_000_000, 49_999_999)), "27654321"):
        pass
    return number


def _iban(rng: random.Random) -> str:
    country = rng.choice(list(IBANS))
    account = _fill(IBANS[country], rng, {})
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{account}{country}00")) % 97
    return f"{country}{check:02}{account}"


def read() -> dict[str, Any]:
    """Per kind how many were covered fully, partly or not, and how many of the full ones as the promised kind."""
    kinds = {kind: _reading(kind, expected) for kind, expected in EXPECTED.items()}
    return {"kinds": kinds, "look_alikes": _reading(LOOK_ALIKE, None)}


def _reading(kind: str, expected: str | None) -> dict[str, Any]:
    figures: dict[str, Any] = {"n": 0, "full": 0, "part": 0, "missed": 0, "full_da": 0, "full_en": 0, "as_kind": 0}
    shown = []
    for one in sentences(kind):
        needed = {at for start, end in one.marks for at in range(start, end) if one.text[at].isalnum()}
        touching = [entity for entity in find(one.text) if needed & set(range(entity.start, entity.end))]
        left = needed - {at for entity in touching for at in range(entity.start, entity.end)}
        outcome = "full" if not left else "part" if touching else "missed"
        figures["n"] += 1
        figures[outcome] += 1
        figures[f"full_{one.lang}"] += outcome == "full"
        figures["as_kind"] += outcome == "full" and all(str(entity.kind) == expected for entity in touching)
        if (outcome == "full") == (expected is None) or outcome == "part":
            shown.append(f"{outcome:7}{one.text}  ← {', '.join(f'{each.kind} {each.text!r}' for each in touching)}")
    if expected is None:
        return {"n": figures["n"], "masked": figures["full"] + figures["part"], "shown": shown}
    return {**figures, "shown": shown}


def table(reading: dict[str, Any]) -> str:
    """A line a kind; full da is of 200, full en of 100, and as kind counts the full ones that bore the promised kind."""
    columns = ("n", "full", "part", "missed", "full_da", "full_en", "as_kind")
    lines = [f"{'':10}" + "".join(f"{column.replace('_', ' '):>9}" for column in columns)]
    for kind, figures in reading["kinds"].items():
        lines.append(f"{kind:10}" + "".join(f"{figures[column]:9}" for column in columns))
    alike = reading["look_alikes"]
    return "\n".join([*lines, f"look-alikes masked: {alike['masked']} of {alike['n']}"])


def main(options: list[str]) -> int:
    """Print the table or the JSON; with --show also the sentences behind what was not covered or masked for nothing."""
    if set(options) - {"--json", "--show"}:
        print("usage: python -m evals.confidentiality.structured [--json] [--show]", file=sys.stderr)
        return 2
    reading = read()
    every = {**reading["kinds"], LOOK_ALIKE: reading["look_alikes"]}
    shown = {name: figures.pop("shown") for name, figures in every.items()}
    if "--json" in options:
        print(json.dumps(reading | ({"shown": shown} if "--show" in options else {}), ensure_ascii=False, indent=1))
        return 0
    if "--show" in options:
        print("\n".join(f"{name:11}{line}" for name, lines in shown.items() for line in lines))
    print(table(reading))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
