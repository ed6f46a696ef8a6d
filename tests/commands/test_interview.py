"""`companion prepare` in a terminal: one question at a time, commands in both languages, and a polite end."""

from __future__ import annotations

from pathlib import Path

import pytest

PLAIN = "I går gik vi fra hinanden uden en aftale om planen."
KEEP_ALL = "\n\n\n\n\n"
"""Enter at the key question, the wish, what to strike, the minutes and the date."""


def rest(da: bool = True) -> str:
    return ("/oplæg\n" if da else "/stop\n") + KEEP_ALL


def test_a_sitting_becomes_a_brief_and_standard_output_holds_nothing_else(run) -> None:
    ran = run("prepare", typed=f"{PLAIN}\nOg det er os begge.\n\n{rest()}")
    assert ran.code == 0 and ran.out.startswith("**FORTROLIGT.") and "Og det er os begge." in ran.out
    assert ran.err.startswith("Hej. Jeg er en maskine") and ran.err.count("/spring ") == 1
    assert "Dit oplæg ligger klar" in ran.err


@pytest.mark.parametrize(
    "words",
    ["/skip /another /back /help /stop", "/spring /anden /tilbage /hjælp /oplæg", "/SKIP /Anden /BACK /help /STOP"],
)
def test_commands_of_both_languages(run, words: str) -> None:
    ran = run("prepare", "--lang", "en", "--json", typed=words.replace(" ", "\n") + "\n" + KEEP_ALL)
    assert ran.code == 0 and ran.json["brief"]["answers"] == {}


def test_words_before_stop_and_more_are_an_answer(run) -> None:
    ran = run("prepare", "--json", typed=f"{PLAIN}\n/mere\nFordi vi var trætte.\n/oplæg\n{KEEP_ALL}")
    assert [line["text"] for line in ran.json["brief"]["answers"]["problem"]] == [PLAIN, "Fordi vi var trætte."]


def test_what_was_half_written_is_shown_when_the_step_comes_back(run) -> None:
    ran = run("prepare", typed=f"halvt skrevet\n/spring\n/tilbage\n{rest()}")
    assert "Du var i gang med: ”halvt skrevet”" in ran.err


def test_earlier_words_may_stand(run) -> None:
    ran = run("prepare", "--json", typed=f"Vi er få i dag. Jeg håber, at de bliver.\n\n/spring\n/behold\n{rest()}")
    assert [line["text"] for line in ran.json["brief"]["answers"]["hopes"]] == ["Jeg håber, at de bliver."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\n", "Der står ikke noget endnu."),
        ("/xyz\n", "Den kommando kender jeg ikke."),
        ("/behold\n", "Her står endnu ikke noget"),
    ],
)
def test_what_is_nothing_is_asked_for_again(run, typed: str, said: str) -> None:
    ran = run("prepare", "--json", typed=f"{typed}{PLAIN}\n\n{rest()}")
    assert said in ran.err and ran.json["brief"]["dilemma"] == PLAIN


def test_the_look_over_is_the_leaders(run) -> None:
    said = "Karim siger nej. I går gik han. Han kommer igen.\n\n/oplæg\n"
    typed = f"{said}n\n\n2\n9\n2\nmin kollega\nfemten\n15\nsnart\n12.3.2027\n"
    brief = run("prepare", "--json", typed=typed).json["brief"]
    assert [line["text"] for line in brief["answers"]["problem"]] == ["Min kollega siger nej.", "Han kommer igen."]
    assert (brief["minutes"], brief["date"], brief["wish"]) == (
        15,
        "2027-03-12",
        "Fortæl, hvad I selv har stået i. Ikke råd.",
    )


@pytest.mark.parametrize(("typed", "named"), [("j", True), ("", False), ("vikaren", False)])
def test_a_name_stands_only_where_it_was_approved(run, typed: str, named: bool) -> None:
    ran = run("prepare", typed=f"Karim siger nej til os.\n\n/oplæg\n\n\n\n{typed}\n\n\n")
    assert ran.code == 0 and ("Karim" in ran.out) is named


DANGER = "Jeg vil ikke leve længere."


def test_danger_is_shown_with_people_to_turn_to_and_stop_ends_it(run, home: Path) -> None:
    ran = run("prepare", "--out", home / "x.md", "--json", typed=f"{DANGER}\n\n\nhvad\ns\n")
    assert ran.code == 3 and ran.json["brief"] is None and not (home / "x.md").exists()
    assert "112" in ran.err and "Din læge" in ran.err


def test_after_danger_the_leader_may_go_on(run) -> None:
    ran = run("prepare", "--json", typed=f"{DANGER}\n\nv\n{rest()}")
    assert ran.code == 0 and ran.json["brief"]["dilemma"] == DANGER


def test_stopping_at_a_duty_is_no_failure(run) -> None:
    ran = run("prepare", "--json", typed="De fryser hende ud og griner ad hende, når hun går.\n\ns\n")
    assert ran.code == 0 and ran.json["brief"] is None and ran.json["concern"]["level"] == "duty"


def test_end_of_input_is_a_polite_end_and_what_was_kept_is_there(run, home: Path) -> None:
    ran = run("prepare", "--keep", "--out", home / "b.md", typed=f"{PLAIN}\n\n")
    assert ran.code == 0 and "er gemt" in ran.err and ran.out == "" and not (home / "b.md").exists()
    (case,) = run("data", "list", "--json").json["cases"]
    assert case["title"].startswith("I går gik vi")


def test_pause_keeps_what_is_half_written_as_a_draft(run) -> None:
    from companion.__main__ import casebook
    from companion.settings import load_settings

    run("prepare", "--keep", typed="halvt skrevet\n/pause\n")
    with casebook(load_settings()) as book:
        (case,) = book.cases("me")
        draft = book.draft("me", case.id)
    assert draft and draft.text == "halvt skrevet"


def test_interrupted_it_stops_politely(run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter([PLAIN, "", "halvt"])

    def typed() -> str:
        for line in lines:
            return line
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", typed)
    ran = run("prepare", "--keep")
    assert ran.code == 0 and "Vi stopper her." in ran.err
    assert len(run("data", "list", "--json").json["cases"]) == 1


def test_without_keep_the_end_says_that_nothing_is_stored(run, home: Path) -> None:
    ran = run("prepare", typed=f"{PLAIN}\n\n")
    assert ran.code == 0 and "Intet er gemt" in ran.err and not (home / "data").exists()


def test_bytes_that_are_no_text_are_no_fault(run) -> None:
    ran = run("prepare", "--json", typed=b"a\x00b \xff\xfe vi gik\n\n/stop\n\n\n\n\n\n")
    assert ran.code == 0 and "\x00" not in ran.out
