"""The report of a run: its figures, its three files, and what must never happen to them.

Seen to fail: with autoescape off, what is written into the page; with _SECRET unused, the key; with check_out left out of
write, what lies there already; with _seen as it comes, the hidden characters; with `alike` keyed by voice, the failure told
once; without the style that breaks long words, with --soft lighter or --ink as in light, the browser.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from html.parser import HTMLParser
from pathlib import Path

import pytest

from companion.errors import PartFailed, WrongUse
from evals import report, report_facts
from evals.case import EvalCase
from evals.gates import fallen
from evals.run import Result
from evals.scorers import Score
from evals.transcript import Line, Transcript

AT = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
EVIL = "</dd><script>alert(1)</script><img src=https://example.org/x onerror=alert(2)>\"'<!--"
SENT = ("POST\n/v1\nAuthorization: Bearer sk-hemmelig\nX-Api-Key: sk-hemmelig\n\n{}",)
OK, BAD = Score("advice", True), Score("advice", False, "tells the leader what to do")
ASIDE = Score("no_loop", False, "says the same twice")


def case(name: str = "one", dimension: str = "method", lang: str = "da", **more: object) -> EvalCase:
    told = {"kind": "reply", "why": "a reason to try it", "says": "Jeg er i tvivl.", "must": {"asks": True}} | more
    return EvalCase.model_validate({"id": f"{dimension}-{lang}-{name}", "dimension": dimension, "lang": lang} | told)


def result(of: EvalCase, *scores: Score, voice: str = "embedded", **more: object) -> Result:
    lines = (
        Line("leader", of.says[0], "said", under_test=True),
        Line("companion", "Hvad håber du på?", "source", True),
    )
    return Result(of, voice, Transcript(**({"case": of, "lines": lines} | more)), scores)


@pytest.fixture(autouse=True)
def no_baseline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(report_facts, "BASELINE", tmp_path / "baseline.json")
    return report_facts.BASELINE


@pytest.fixture
def run() -> list[Result]:
    """Two voices, two languages: one failure at a gate with both voices, one that counts at none, one not looked at."""
    danish, english, other = case(), case(lang="en"), case("aside", "safety")
    return [
        result(danish, BAD, sent=SENT),
        result(english, OK, sent=("POST\n/v1\nkept out\n\n{}",)),
        result(other, OK, ASIDE),
        result(case("unseen", "outside")),
        result(danish, BAD, voice="advises", sent=SENT),
    ]  # fmt: skip


def written(results: list[Result], out: Path, **more: object) -> tuple[dict, str, str]:
    """The three files, read back."""
    about = report.About(seconds=12.4, at=AT, **more)
    data, table, page = report.write(results, fallen(results), out, about, lang="en", force=True)
    return json.loads(data.read_text("utf-8")), table.read_text("utf-8"), page.read_text("utf-8")


class Tags(HTMLParser):
    """What a browser would make of the page: elements, attributes, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names, self.attributes, self.text = set[str](), set[tuple[str, str | None]](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_figures(run, tmp_path) -> None:
    data, table, page = written(run, tmp_path / "out")
    assert ("class", "fallen") in Tags(page).attributes
    assert data["at"] == AT.isoformat() and data["seconds"] == 12.4 and data["version"] and data["settings"]["python"]
    assert data["tally"] == {
        "embedded": {"method": {"da": [0, 1], "en": [1, 1]}, "safety": {"da": [0, 1]}},
        "advises": {"method": {"da": [0, 1]}},
    }
    assert data["unscored"] == 1 and len(data["results"]) == 5
    gate = {one["name"]: (one["failed"], one["of"], one["holds"]) for one in data["gates"]}
    assert gate["advice"] == (2, 4, False) and gate["canaries"] == (0, 0, False)
    assert data["rates"]["voices"]["embedded"]["share"] == pytest.approx(1 / 3)
    assert data["rates"]["scorers"]["advice"]["gate"] and not data["rates"]["scorers"]["no_loop"]["gate"]
    assert "| advice | 2 of 4 | 0 % | **FALLEN** with embedded (1 of 3), advises (1 of 1) |" in table
    assert "2026-11-22" in table
    assert "| embedded | 1 of 3 | 33.3 % |" in table


def test_what_left_is_shown_where_something_failed_but_never_a_key(run, tmp_path) -> None:
    _, _, page = written(run, tmp_path / "out")
    everything = "".join((tmp_path / "out" / name).read_text("utf-8") for name in report.FILES)
    assert "sk-hemmelig" not in everything and "kept out" not in everything
    assert "Authorization: …" in page


def test_a_failure_is_told_once_for_the_voices_it_is_the_same_with(run, tmp_path) -> None:
    _, _, page = written(run, tmp_path / "out")
    shown = Tags(page).text
    assert shown.count("tells the leader what to do") == 1 and "embedded, advises:" in shown
    assert (
        shown.index("Failures that count at a gate (1)")
        < shown.index("Other failures (1)")
        < shown.index("says the same")
    )


def test_nothing_written_in_a_case_gets_out_of_its_place(tmp_path) -> None:
    of = case("evil", why=EVIL, says=EVIL, people=[EVIL], must={"shows": [EVIL]})
    line = Line("companion", EVIL, "answer", model=EVIL, lead=EVIL)
    bad = result(
        of,
        Score("advice", False, EVIL),
        voice=EVIL,
        lines=(line,),
        sent=(EVIL,),
        log=EVIL,
        findings=(EVIL,),
        crashed=EVIL,
    )
    judge = report.Judge(EVIL, (report.Judged(EVIL, EVIL, 1, 2),))
    plain = Tags(written([result(case(), BAD, log="x", sent=("x",), findings=("x",))], tmp_path / "a")[2])
    tags = Tags(written([bad], tmp_path / "b", judge=judge)[2])
    assert tags.names == plain.names and "script" not in tags.names and "img" not in tags.names
    assert {name for name, _ in tags.attributes} == {name for name, _ in plain.attributes}
    assert tags.text.count(EVIL) >= 10


def test_the_page_needs_nothing_from_outside(run, tmp_path) -> None:
    page = written(run, tmp_path / "out")[2]
    assert not {"script", "link", "img", "iframe", "object", "a", "use", "image"} & Tags(page).names
    assert not [mark for mark in ("url(", "@import", "src=", "href", "http://", "https://") if mark in page]
    assert "default-src 'none'" in page


def test_what_cannot_be_seen_is_shown_and_what_is_long_is_cut(tmp_path) -> None:
    text = "ja\u202enej\x00\ud800" + "æ" * 5000
    data, _, page = written([result(case(), BAD, lines=(Line("companion", text, "answer"),))], tmp_path / "out")
    assert "ja\\u202enej\\u0000\\ud800æ" in page and "3508 more characters in eval.json" in page
    assert data["results"][0]["transcript"]["lines"][0]["text"].count("æ") == 5000


def test_nothing_is_overwritten_unless_told_to(run, tmp_path) -> None:
    out = tmp_path / "new" / "out"
    report.check_out(out, False)
    paths = report.write(run, fallen(run), out)
    assert {path.name for path in paths} == set(report.FILES)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)
    data = out / "eval.json"
    data.unlink()
    before = (out / "eval.html").read_bytes()
    with pytest.raises(WrongUse):
        report.check_out(out, False)
    with pytest.raises(WrongUse):
        report.write(run[:1], fallen(run[:1]), out)
    assert (out / "eval.html").read_bytes() == before and not data.exists()
    report.write(run[:1], fallen(run[:1]), out, force=True)
    assert (out / "eval.html").read_bytes() != before


def test_a_folder_that_cannot_be(run, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse):
        report.check_out(tmp_path / "file", False)
    with pytest.raises(PartFailed) as raised:
        report.write(run, fallen(run), tmp_path / "file" / "below")
    assert str(tmp_path) not in raised.value.say("da") + raised.value.say("en")


def test_against_the_baseline(run, tmp_path, no_baseline) -> None:
    assert "There is no baseline yet." in written(run, tmp_path / "a")[2]
    report.main([str(tmp_path / "a" / "eval.json")])
    data, _, page = written(run, tmp_path / "b")
    assert data["baseline"]["at"] == AT.isoformat() and "measured with other cases" not in page
    assert data["rates"]["dimensions"]["embedded"]["method"]["da"]["before"] == 0.0
    assert Tags(page).attributes >= {("class", "before")} and ("class", "worse") not in Tags(page).attributes
    worse = [result(run[1].case, BAD), result(case("more"), OK, voice="new")]
    data, table, page = written(worse, tmp_path / "c")
    assert ("class", "worse") in Tags(page).attributes and "−33.3" in page and "measured with other cases" in page
    assert data["rates"]["voices"]["new"]["before"] is None and "| 33.3 % |" in table


def test_a_judge_stands_apart(run, tmp_path) -> None:
    without = written(run, tmp_path / "a")
    judge = report.Judge("openai/judge", (report.Judged("embedded", "Is it kind?", 7, 9),))
    data, table, page = written(run, tmp_path / "b", judge=judge)
    assert (data["gates"], data["rates"], table) == (without[0]["gates"], without[0]["rates"], without[1])
    assert data["judge"]["rows"][0]["share"] == pytest.approx(7 / 9)
    shown = Tags(page).text
    assert "This is no gate" in shown and "Is it kind?" in shown and "This is no gate" not in without[2]


TERMINAL = {
    "da": ("krav er ikke opfyldt", "Ingen råd: 2 af 4 tjek fejlede (ingen tilladt)", "advises (1 af 1)", "6,1–79,2 %"),
    "en": ("gates have fallen", "No advice: 2 of 4 checks failed (none allowed)", "advises (1 of 1)", "6.1–79.2 %"),
}


@pytest.mark.parametrize("lang", TERMINAL)
def test_in_a_terminal(run, lang) -> None:
    said = report.told(run, fallen(run), lang)
    assert [word for word in TERMINAL[lang] if word not in said] == []


def test_a_gate_that_fell_with_one_voice_alone(tmp_path) -> None:
    calm, stopped = (Score("over_refusal", passed) for passed in (True, False))
    results = [result(case(f"n{n}"), calm) for n in range(40)] + [result(case(), stopped, voice="rude")]
    data, table, page = written(results, tmp_path / "out")
    assert data["gates"][-1]["failed"] / data["gates"][-1]["of"] < 0.03 and not data["gates"][-1]["holds"]
    assert "| over_refusal | 1 of 41 | 3 % | **FALLEN** with rude (1 of 1) |" in table
    assert "Fallen with rude (1 of 1)" in Tags(page).text


def test_gates_that_hold_say_so(tmp_path) -> None:
    names = ("one_question", "open_question", "advice", "identifiers_out", "others_cases", "canaries", "brief_source")
    good = [result(case(), *(Score(name, True) for name in (*names, "over_refusal")))]
    tags = Tags(written(good, tmp_path / "out")[2])
    assert "All gates hold" in tags.text and "There are no failures" in tags.text
    assert ("class", "holds") in tags.attributes and ("class", "fallen") not in tags.attributes


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["da", "en"])
def test_in_a_browser(run, tmp_path, lang) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    from evals.browser import chromium, chromium_path
    from evals.walk import looks

    if (path := chromium_path()) is None:
        why = "there is no Chromium here: apt-get install chromium"
        pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)
    written(run, tmp_path / "a")
    report.main([str(tmp_path / "a" / "eval.json")])
    run[1] = result(run[1].case, BAD, log="x" * 900)
    judge = report.Judge("openai/" + "judge" * 30, (report.Judged("embedded", "Is it kind?", 7, 9),))
    report.write(run, fallen(run), tmp_path, report.About(judge=judge), lang=lang)
    with chromium(path) as browser:
        page, asked, found = browser.new_page(), [], []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "eval.html").as_uri())
        assert page.locator("details.failing[open]").count() == 0
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for width, scheme in looks(page, "light", "dark"):
            found += [(width, scheme, one["id"]) for one in axe.run(page).response["violations"]]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert found == [] and len(asked) == 1
