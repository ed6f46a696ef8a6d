"""`companion prepare --answers`: the contract, and everything one can put in an answers file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.method.sequence import load_sequence
from companion.vocabulary import LANGS, Lang

STEPS = load_sequence().names()
SAID: dict[Lang, dict[str, object]] = {
    "da": {
        "problem": ["Mette Holm kommer for sent til alle møder.", "I går grinede hun af det."],
        "for_whom": "For holdet og for mig.", "hopes": "At hun bliver, og at Mettes kolleger kan regne med hende.",
        "options": ["Jeg har overvejet at tale med hende.", "Jeg venter til efter jul."],
        "obstacles": "Jeg er bange for at presse hende.", "needs": "Nogen, der har prøvet det.",
        "open": "At jeg selv udsætter det.",
    },
    "en": {
        "problem": ["Priya Shah is late for every meeting.", "Yesterday she laughed about it."],
        "for_whom": "For the team and for me.", "hopes": "That she stays and that Priya's colleagues can count on her.",
        "options": ["I have considered talking to her.", "Waiting until after Christmas."],
        "obstacles": "I am afraid of pressing her.", "needs": "Someone who has tried it.",
        "open": "That I keep putting it off.",
    },
}  # fmt: skip
BRIEF = {
    "date",
    "minutes",
    "key_question",
    "wish",
    "dilemma",
    "answers",
    "skipped",
    "room_step",
    "round",
    "next_time",
    "warnings",
}
ACUTE = {"da": "Jeg vil ikke leve længere.", "en": "I don't want to live anymore."}


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_has_the_keys_of_the_contract(run, answers, lang: Lang) -> None:
    ran = run("prepare", "--answers", answers(**SAID[lang]), "--lang", lang, "--json")
    document = ran.json
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert document.keys() == {"turns", "brief", "concern"} and document["brief"].keys() >= BRIEF
    assert all(
        turn.keys() == {"who", "step", "text", "model"} and turn["who"] in ("companion", "leader")
        for turn in document["turns"]
    )
    assert document["turns"][0]["step"] is None and document["turns"][0]["who"] == "companion"
    assert list(document["brief"]["answers"]) == list(STEPS) and document["brief"]["skipped"] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_points_at_the_turn_that_holds_its_words(run, answers, lang: Lang) -> None:
    document = run("prepare", "--answers", answers(**SAID[lang]), "--lang", lang, "--json").json
    given = [text for said in SAID[lang].values() for text in ([said] if isinstance(said, str) else said)]
    for step, lines in document["brief"]["answers"].items():
        for line in lines:
            turn = document["turns"][line["from_turn"]]
            assert (turn["who"], turn["step"]) == ("leader", step) and turn["text"] in given
            if not re.search("Mette|Priya", turn["text"]):
                assert line["text"] in turn["text"]
    assert {turn["text"] for turn in document["turns"] if turn["who"] == "leader" and turn["text"]} == set(given)


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_is_approved_and_the_genitive_is_kept(run, answers, lang: Lang) -> None:
    document = run("prepare", "--answers", answers(**SAID[lang]), "--lang", lang, "--json").json
    said = str(document["brief"])
    assert not re.search("Mette|Holm|Priya|Shah", said)
    assert {"da": "medarbejder A's kolleger", "en": "employee A's colleagues"}[lang] in said
    assert re.search("Mette Holm|Priya Shah", str(document["turns"]))


def test_what_the_file_chooses_stands_in_the_brief(run, answers) -> None:
    chosen = {
        "date": "2026-12-12",
        "minutes": 15,
        "wish": "Lyt.",
        "key_question": "Hvad gør jeg?",
        "room_step": "hopes",
    }
    brief = run("prepare", "--answers", answers(**SAID["da"], **chosen), "--json").json["brief"]
    assert {name: brief[name] for name in chosen} == chosen
    assert sum(block["minutes"] for block in brief["round"]) == 15


def test_a_person_on_the_list_keeps_the_role_given(run, answers) -> None:
    said = {"problem": "lykke og Karim taler ikke sammen i køkkenet.", "people": {"Karim": "vikaren", "Lykke Dam": ""}}
    text = str(run("prepare", "--answers", answers(**said), "--json").json["brief"]["answers"])
    assert "vikaren" in text and "Karim" not in text


def test_a_missing_step_is_skipped_and_the_brief_says_so(run, answers) -> None:
    ran = run("prepare", "--answers", answers(problem="I går gik vi fra hinanden uden aftale."))
    assert ran.code == 0 and "*Sprunget over: For hvem · Jeg håber" in ran.out


def test_a_missing_step_that_was_touched_stands_with_that_quotation(run, answers) -> None:
    document = run("prepare", "--answers", answers(problem="Vi er få i dag. Jeg håber, at de bliver."), "--json").json
    (line,) = document["brief"]["answers"]["hopes"]
    assert line["text"] == "Jeg håber, at de bliver." and "hopes" not in document["brief"]["skipped"]
    assert document["turns"][line["from_turn"]]["step"] == "problem"


@pytest.mark.parametrize("given", [{}, {"problem": ""}, {"problem": ["", "  "]}, {"problem": None}])
def test_nothing_said_is_a_brief_that_says_so(run, answers, given: dict[str, object]) -> None:
    brief = run("prepare", "--answers", answers(**given), "--json").json["brief"]
    assert brief["answers"] == {} and brief["skipped"] == list(STEPS) and brief["warnings"]


def test_at_most_three_deepening_questions(run, answers) -> None:
    said = {
        step: ["Alle siger altid nej til mig.", "Jeg er bange.", "Hvad skal jeg gøre?", "Igen og igen."]
        for step in STEPS
    }
    document = run("prepare", "--answers", answers(**said), "--json").json
    asked = [turn for turn in document["turns"] if turn["who"] == "companion" and turn["step"]]
    assert len(asked) <= 10
    assert all(sum(turn["step"] == step for turn in asked) <= 3 for step in STEPS)
    spoken = [turn["text"] for turn in document["turns"] if turn["who"] == "leader" and turn["text"]]
    assert len(spoken) == sum(map(len, said.values()))


@pytest.mark.parametrize(
    ("ending", "begins"), [(".md", b"**FORTROLIGT"), (".docx", b"PK"), (".pdf", b"%PDF"), (".PDF", b"%PDF")]
)
def test_a_brief_is_a_file_for_the_owner_alone(run, answers, home: Path, ending: str, begins: bytes) -> None:
    out = home / f"oplæg{ending}"
    ran = run("prepare", "--answers", answers(**SAID["da"]), "--out", out)
    assert (ran.code, ran.out) == (0, "Oplægget er gemt.\n")
    assert out.read_bytes().startswith(begins) and out.stat().st_mode & 0o777 == 0o600


def test_a_file_is_only_overwritten_by_force(run, answers, home: Path) -> None:
    out = home / "brief.md"
    out.write_text("before")
    call = ("prepare", "--answers", answers(**SAID["da"]), "--out", out)
    assert run(*call).code == 2 and out.read_text() == "before"
    assert run(*call, "--force").code == 0 and out.read_text() != "before"


@pytest.mark.parametrize("lang", LANGS)
def test_danger_ends_it_without_a_file_and_the_document_is_printed(run, answers, home: Path, lang: Lang) -> None:
    said = answers(**{**SAID[lang], "hopes": ACUTE[lang]})
    ran = run("prepare", "--answers", said, "--out", home / "x.md", "--json", "--lang", lang)
    assert ran.code == 3 and not (home / "x.md").exists()
    assert ran.json["brief"] is None and ran.json["concern"].keys() == {"level", "step", "signals", "text"}
    assert (ran.json["concern"]["level"], ran.json["concern"]["step"]) == ("acute", "hopes") and "112" in ran.json[
        "concern"
    ]["text"]
    assert ran.json["turns"][-1]["text"] == ran.json["concern"]["text"]
    told = run("prepare", "--answers", said, "--lang", lang)
    assert told.code == 3 and "112" in told.out


@pytest.mark.parametrize("place", ["wish", "key_question"])
def test_danger_in_what_the_file_chooses_ends_it_too(run, answers, place: str) -> None:
    assert run("prepare", "--answers", answers(**{**SAID["da"], place: ACUTE["da"]}), "--json").code == 3


CONCERNS = [
    ("De fryser hende ud og griner ad hende, når hun går.", "duty"),
    ("En beboer med demens slår, når han skal i bad. En medarbejder har blå mærker.", "duty"),
    ("Jeg vågner bare klokken fire hver nat.", "strain"),
]


@pytest.mark.parametrize(("text", "level"), CONCERNS)
def test_duty_and_strain_are_shown_and_it_goes_on(run, answers, text: str, level: str) -> None:
    ran = run("prepare", "--answers", answers(problem=text, hopes="At det stopper."), "--json")
    assert ran.code == 0 and ran.json["brief"]["answers"]["hopes"]
    assert ran.json["concern"]["level"] == level
    assert ran.json["concern"]["text"] in [turn["text"] for turn in ran.json["turns"]]


def test_the_gravest_concern_is_the_one_reported(run, answers) -> None:
    ran = run("prepare", "--answers", answers(problem=CONCERNS[0][0], hopes=CONCERNS[2][0]), "--json")
    assert ran.json["concern"]["level"] == "duty"


def test_nothing_is_stored_without_keep(run, answers, home: Path) -> None:
    run("prepare", "--answers", answers(**SAID["da"]), "--json")
    assert sorted(path.name for path in home.rglob("*")) == ["case.yaml", "cwd"]
    run("prepare", "--answers", answers(**SAID["da"]), "--json", "--keep")
    (case,) = run("data", "list", "--json").json["cases"]
    assert case["stage"] == "done" and case["title"].startswith("Mette Holm kommer")


def test_what_is_said_of_storing_is_true(run, answers) -> None:
    told = [
        run("prepare", "--answers", answers(), "--json", *keep).json["turns"][0]["text"] for keep in ([], ["--keep"])
    ]
    assert "gemmes ikke" in told[0] and "gemmes krypteret" in told[1] and "180 dage" in told[1]


ODD = {
    "emoji": "👍👍", "html": "<script>alert(1)</script> jeg siger det.", "image": "![x](https://x.example/p.png) i går.",
    "right to left": "\u202eomvendt שלום jeg", "long": "Vi talte om planen i går. " * 800, "one letter": "x",
    "endless": "å" * 20_000,
    "format": "{steps} %s {0}", "quotes": '”Han” sagde "nej" til mig.', "separator": "a\u2028b", "number": 42,
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("ending", [".md", ".docx", ".pdf"])
def test_whatever_is_written_becomes_a_brief(run, answers, home: Path, name: str, ending: str) -> None:
    ran = run(
        "prepare", "--answers", answers(problem=ODD[name], open=ODD[name]), "--out", home / f"b{ending}", "--json"
    )
    assert (ran.code, ran.err) == (0, "") and (home / f"b{ending}").stat().st_size > 100
    spoken = [turn["text"] for turn in ran.json["turns"] if turn["who"] == "leader"]
    assert str(ODD[name]) in spoken


@pytest.mark.parametrize("text", ['problem: "a\\0b jeg"', 'problem: "\\ud83d jeg"', 'problem: "a\\x07b jeg"'])
def test_characters_no_text_can_hold(run, answers, text: str) -> None:
    ran = run("prepare", "--answers", answers(text), "--keep", "--json")
    assert ran.code in (0, 2) and "\x00" not in ran.out and "jeg" not in ran.err
