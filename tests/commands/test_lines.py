"""`lint` and `screen`: one object a line in, one out, same order; a bad line spoils no other."""

from __future__ import annotations

import json

import pytest

from companion.vocabulary import LANGS

GOOD = {
    "lint": ({"text": "Hvad sker der?"}, {"ok": True, "findings": []}),
    "screen": ({"text": "Vi talte om planen."}, {"level": "none", "signals": []}),
}
BAD: list[str | bytes] = [
    "",
    "x",
    "[]",
    "{}",
    '{"text": 1}',
    '{"text": null}',
    '"x"',
    b"\xff\xfe",
    "{" * 50,
    "[" * 100_000,
]


@pytest.mark.parametrize("command", GOOD)
@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_line_gives_an_error_in_its_place_and_the_rest_goes_on(run, command: str, lang: str) -> None:
    given, expected = GOOD[command]
    good = json.dumps(given).encode()
    lines = [good, *(line.encode() if isinstance(line, str) else line for line in BAD), good]
    ran = run(command, "--jsonl", "--lang", lang, typed=b"\n".join(lines))
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err, len(said)) == (2, "", len(lines))
    assert said[0] == said[-1] == expected and all(item.keys() == {"error"} for item in said[1:-1])
    assert ("linjen" in said[1]["error"]) is (lang == "da")


def test_the_order_is_kept(run) -> None:
    texts = ["Hvad sker der?", "Er du sur?", "Har du prøvet at spørge?", "Hvad nu?"]
    ran = run("lint", "--jsonl", typed="\n".join(json.dumps({"text": text}) for text in texts))
    said = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0 and [item["ok"] for item in said] == [True, False, False, True]
    assert "closed" in said[1]["findings"] and "advice" in said[2]["findings"]


def test_no_lines_are_no_fault(run) -> None:
    ran = run("screen", "--jsonl", typed="")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_source_quotation_is_exempt(run) -> None:
    asked = {"text": "Er det sådan?", "quoted": True}
    assert json.loads(run("lint", "--jsonl", typed=json.dumps(asked)).out)["ok"] is True
    assert json.loads(run("lint", "--jsonl", typed=json.dumps({**asked, "quoted": "yes"})).out)["ok"] is False


@pytest.mark.parametrize("text", ["👍", "\u202e", "a\x00b", "å" * 20_000, "<script>", "\ud83d", " "])
@pytest.mark.parametrize("command", GOOD)
def test_whatever_stands_in_a_line_is_judged(run, command: str, text: str) -> None:
    ran = run(command, "--jsonl", typed=json.dumps({"text": text}))
    assert ran.code == 0 and json.loads(ran.out).keys() == GOOD[command][1].keys()


@pytest.mark.parametrize("command", GOOD)
def test_one_text_from_the_line_or_from_standard_input(run, command: str) -> None:
    given, expected = GOOD[command]
    assert run(command, given["text"]).json == run(command, typed=given["text"]).json == expected


def test_acute(run) -> None:
    assert run("screen", "Jeg vil ikke leve længere.").json["level"] == "acute"
