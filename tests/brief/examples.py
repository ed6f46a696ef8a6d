"""Briefs to render: the example of the house, in both languages, and ways to stretch it."""

from __future__ import annotations

from datetime import date
from typing import Any

from companion.vocabulary import BriefLine, CaseBrief, Lang, RoundBlock

_HEADINGS = {
    "da": {
        "problem": "Problemet", "for_whom": "For hvem", "hopes": "Jeg håber", "options": "Overvejet",
        "obstacles": "Det holder mig tilbage", "needs": "Jeg har brug for", "open": "Endnu et spørgsmål",
    },
    "en": {
        "problem": "The problem", "for_whom": "For whom", "hopes": "I hope", "options": "Considered",
        "obstacles": "What holds me back", "needs": "What I need", "open": "One more question",
    },
}  # fmt: skip
_SAID: dict[Lang, dict[str, tuple[str, ...]]] = {
    "da": {
        "problem": ("Vi har talt sammen to gange og er begge gange gået fra hinanden uden at aftale noget.",),
        "for_whom": (
            "For kollegerne, der tager vagterne.",
            "For hende, fordi de taler om det i kaffestuen.",
            "Og for mig: Jeg udskyder næste samtale.",
        ),
        "hopes": ("At hun bliver hos os, og at de andre kan regne med deres fri.",),
        "options": (
            "Faste hverdagsvagter.",
            "At spørge, om hun vil have tillidsrepræsentanten med.",
            "At vente til efter påske.",
        ),
        "obstacles": ("Jeg er bange for at presse hende så hårdt, at hun siger op.",),
    },
    "en": {
        "problem": ("We have talked twice and parted both times without agreeing on anything.",),
        "for_whom": (
            "For the colleagues who take the shifts.",
            "For her, because they talk about it over coffee.",
            "And for me: I keep putting off the next talk.",
        ),
        "hopes": ("That she stays with us, and that the others can count on their days off.",),
        "options": (
            "Fixed weekday shifts.",
            "Asking whether she wants the union representative there.",
            "Waiting until after Easter.",
        ),
        "obstacles": ("I am afraid of pressing her so hard that she resigns.",),
    },
}
_FIELDS: dict[Lang, dict[str, str]] = {
    "da": {
        "key_question": "Hvordan tager jeg den tredje samtale, så vi ender med en aftale?",
        "wish": "Spørg først, erfaringer bagefter. Ikke jura.",
        "dilemma": "En erfaren medarbejder er ofte fraværende op til weekenden, og teamets tålmodighed er ved at "
        "slippe op.",
        "room_question": "Hvad har du brug for?",
        "next_time": "om samtalen blev holdt, og hvad vi aftalte.",
    },
    "en": {
        "key_question": "How do I hold the third talk so that we end with an agreement?",
        "wish": "Ask first, experiences afterwards. No law.",
        "dilemma": "An experienced employee is often absent just before the weekend, and the team's patience is "
        "running out.",
        "room_question": "What do you need?",
        "next_time": "whether the talk was held, and what we agreed.",
    },
}
_ROUND: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Jeg læser op.",
        "Én spørger, de andre lytter og noterer. Åbne spørgsmål, ét ad gangen.",
        "Erfaringer og andre muligheder. Jeg lytter.",
        "Mit næste skridt.",
        "Tak.",
    ),
    "en": (
        "I read aloud.",
        "One asks, the others listen and take notes. Open questions, one at a time.",
        "Experiences and other possibilities. I listen.",
        "My next step.",
        "Thanks.",
    ),
}

_MORE = "Medarbejderne i hjemmeplejens aftenvagter fortæller, at vagtplanlægningen belaster samarbejdet."


def lines(*texts: str, turn: int = 2) -> tuple[BriefLine, ...]:
    """The sentences of one turn."""
    return tuple(BriefLine(text=text, from_turn=turn) for text in texts)


def example(lang: Lang = "da", **changed: Any) -> CaseBrief:
    """The brief of an experienced employee's absence, with fields `changed`."""
    said = {step: lines(*texts, turn=2 * n) for n, (step, texts) in enumerate(_SAID[lang].items(), start=1)}
    minutes = (2, 9, 5, 1, 1)
    fields: dict[str, Any] = {
        **_FIELDS[lang],
        "lang": lang,
        "date": date(2026, 3, 12),
        "answers": said,
        "skipped": ("open",),
        "room_step": "needs",
        "round": tuple(RoundBlock(minutes=m, what=w) for m, w in zip(minutes, _ROUND[lang], strict=True)),
        "warnings": ("Et navn står endnu i teksten.",),
        "headings": _HEADINGS[lang],
    }
    return CaseBrief(**{**fields, **changed})


def of_words(count: int, lang: Lang = "da") -> CaseBrief:
    """The example, each step going on until `count` words are read aloud, in long Danish ones."""
    from companion.brief import word_count

    brief = example(lang)
    more = _MORE.split()
    answers = {step: " ".join(line.text for line in said) for step, said in brief.answers.items()}
    missing, steps = count - word_count(brief), list(answers)
    for n in range(missing):
        answers[steps[n % len(steps)]] += " " + more[n // len(steps) % len(more)]
    return brief.model_copy(update={"answers": {step: lines(text) for step, text in answers.items()}})


HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown image": "![x](https://evil.example/a.png) og [klik](javascript:alert(1))",
    "markdown block": "# Overskrift\n\n- punkt\n\n```\nkode\n```",
    "autolink": "se https://evil.example, www.evil.example og a@evil.example <https://evil.example>",
    "table": "a | b | c",
    "template": "{{7*7}} ${process.env} `id`",
    "right to left": "\u202eDrejet om\u202c שלום مرحبا",
    "control": "en\x00to\x07tre\x1b[31mfire\x0b\x0cfem\x85seks\u2028syv",
    "surrogate": "halv \ud83d emoji",
    "nonchar": "a\ufffeb\uffffc",
    "emoji": "godt 👍🏽 gået 👨‍👩‍👧",
    "cjk": "王小明 og 田中",
    "endless": "å" * 20000,
    "long": "Vi har talt om det. " * 1000,
    "spaces": "   \n\t ",
    "entities": "&lt;b&gt; &amp; &#x41;",
    "braces": "{steps} {0} {mark}",
}
