"""What a model answered, however it was wrapped; and the schemas it was asked to keep."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from companion.voice.outputs import Output, Sketch, Told, Worded, schema
from companion.voice.reader import MOST_READ, read

PLAIN = '{"mirror": "", "question": "Hvad gør du?"}'
ASKED = Worded(question="Hvad gør du?")

READ = [
    PLAIN,
    f"\ufeff \n{PLAIN}\n",
    f"```json\n{PLAIN}\n```",
    f"Her er mit svar:\n```\n{PLAIN}\n```\nHåber det hjælper!",
    f"Gerne. {PLAIN} Sig til.",
    f"<think>Måske {{hvad}} … {{}}</think>{PLAIN}",
    f"<thinking>\nFørst …\n</thinking>\n\n{PLAIN}",
    f"første udkast</think>{PLAIN}",
    f"[{PLAIN}]",
    f'{{"output": {PLAIN}}}',
    '{"mirror": "", "question": "Hvad gør du?",}',
    "{“mirror”: “”, “question”: “Hvad gør du?”}",
    '{"question": "Hvad gør du?"}',
    '{"mirror": null, "question": "Hvad gør du?", "language": "da"}',
    f'{{"question": "Hvad så?", "note": 1}} … nej: {PLAIN}',
    "Hvad gør du?",
    "Spørgsmål: Hvad gør du?",
    "”Hvad gør du?”",
    "```\nHvad gør du?\n```",
]
UNREAD = [
    "",
    "   \n",
    "[]",
    f"[{PLAIN}, {PLAIN}]",
    "{}",
    '{"question": ["Hvad gør du?"]}',
    '{"question": {"text": "Hvad gør du?"}}',
    '{"sentences": []}',
    '{"mirror": "", "question": "Hvad gø',
    '[{"question": "Hvad gør du?"',
    "<html><body>Bad gateway</body></html>",
    "<think>Hvad gør du?",
    "42",
    "true",
    "{" * 30_000,
    "[" * 30_000,
    "Hvad " * 200,
    "\ud800{",
]


@pytest.mark.parametrize("text", READ)
def test_is_read(text: str) -> None:
    assert read(text, Worded) == ASKED


@pytest.mark.parametrize("text", UNREAD)
def test_says_nothing_that_can_be_used(text: str) -> None:
    assert read(text, Worded) is None


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (
            '{"mirror": "Og {så", "question": "Hvad \\"gør\\" du?"} ok',
            Worded,
            {"concern": "none", "mirror": "Og {så", "question": 'Hvad "gør" du?'},
        ),
        ('x {"key_questions": ["a?", "b?"], "dilemma": "c"}', Sketch, {"key_questions": ("a?", "b?"), "dilemma": "c"}),
        ('{"key_questions": ["a?"]}', Sketch, {"key_questions": ("a?",), "dilemma": ""}),
        (
            '{"question": "Hvad er ”det”?",}',
            Worded,
            {"concern": "none", "mirror": "", "question": "Hvad er ”det”?"},
        ),
        ('{"concern": "duty"}', Worded, {"concern": "duty", "mirror": "", "question": ""}),
        ('{"sentences": []}', Told, {"sentences": ()}),
        (
            '{"sentences": [{"text": "a", "passages": ["1", 2]}]}',
            Told,
            {"sentences": ({"text": "a", "passages": (1, 2)},)},
        ),
    ],
)
def test_every_kind(text: str, kind: type[Output], said: dict[str, Any]) -> None:
    output = read(text, kind)
    assert output is not None
    assert output.model_dump() == said


@pytest.mark.parametrize("kind", [Sketch, Told])
def test_plain_words_are_a_question_and_nothing_else(kind: type[Output]) -> None:
    assert read("Hvad gør du?", kind) is None


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ('"strain"', "strain"), ('"duty"', "duty"), ('" Acute\\n"', "acute"), ('"none"', "none"), ('""', "none"),
        ('"akut"', "none"), ('"acute or duty"', "none"), ("null", "none"), ("3", "none"), ("true", "none"),
        ('["acute"]', "none"), ('{"level": "acute"}', "none"),
    ],
)  # fmt: skip
def test_a_concern_is_a_level_or_none(value: str, level: str) -> None:
    output = read(f'{{"concern": {value}, "question": "Hvad gør du?"}}', Worded)
    assert output == ASKED.model_copy(update={"concern": level})


@pytest.mark.parametrize("value", ["none", "", "akut"])
def test_without_a_concern_there_must_be_a_question(value: str) -> None:
    assert read(f'{{"concern": "{value}"}}', Worded) is None


def test_an_answer_far_too_long_is_refused_unread() -> None:
    assert read(PLAIN + " " * MOST_READ, Worded) is None
    start = time.thread_time()
    assert read(PLAIN * 60_000, Worded) is None
    assert time.thread_time() - start < 0.01


@pytest.mark.parametrize(
    "piece", ["{", "}", "[", '{"a":', '"', "\\", ", ", "\n", "```", "<think>", "</think>", "{}", "“", " "]
)
def test_any_long_text_is_read_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    start = time.thread_time()
    for kind in (Worded, Sketch, Told):
        read(text, kind)
    assert time.thread_time() - start < 0.15


@pytest.mark.parametrize("kind", [Worded, Sketch, Told])
def test_the_schema_is_of_the_strict_form_that_servers_take(kind: type[Output]) -> None:
    whole = schema(kind)
    text = json.dumps(whole)
    assert not any(word in text for word in ('"title"', '"$ref"', '"$defs"', '"default"'))
    objects = [part for part in _parts(whole) if part.get("type") == "object"]
    assert objects
    for part in objects:
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])


def _parts(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [*([value] if isinstance(value, dict) else []), *(part for one in inner for part in _parts(one))]
