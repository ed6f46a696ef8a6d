"""What is noticed in a leader's words: each signal in both languages, and its near misses."""

from __future__ import annotations

import time

import pytest

from companion.resources import load_yaml
from companion.voice import notice

SIGNALS = [
    ("asks_advice", "Hvad skal jeg gøre?", "Hvad jeg gør, ved jeg godt nu her."),
    ("asks_advice", "What should I do?", "What I should have done is clear to me."),
    ("promise", "Jeg har lovet at tie.", "Det lover godt for os alle her."),
    ("promise", "I have promised to keep quiet.", "A promising start for all of us."),
    ("night", "Jeg vågner klokken fire.", "Vi har nattevagter på huset her."),
    ("night", "I wake at four.", "The wake was held on Monday here."),
    ("laughed", "Og jeg grinede med.", "Han er en grim fyr, synes jeg."),
    ("laughed", "He laughed at me.", "He left the room with me then."),
    ("takes_over", "Jeg tager selv badene.", "Hun tager selv badene for os."),
    ("takes_over", "I do the baths myself.", "She does the baths herself for us."),
    ("solution_first", "Jeg skal bare have talt med ham.", "Jeg skal til møde med ham i dag."),
    ("solution_first", "I just need to talk to him.", "I talked to him just before noon."),
    ("absolute", "Han svarer aldrig.", "Han svarer sjældent på det, vi skriver."),
    ("absolute", "She always leaves.", "She leaves at four on most of our days."),
    ("contradiction", "På den ene side vil jeg gerne.", "På den side af huset bor vi."),
    ("contradiction", "I want to help, but I can't.", "I help them with what I can do."),
    ("feeling", "Jeg er bange for det.", "Han er vred over det, tror jeg."),
    ("feeling", "I feel torn.", "The paper was torn by me today."),
    ("dont_know", "Jeg ved ikke hvordan.", "Jeg ved hvordan, og vi gør det."),
    ("dont_know", "I don't know how.", "I know how, and we do it now."),
    ("repeat", "Vi har aftalt det tre gange.", "Vi har aftalt det for nylig her."),
    ("repeat", "We agreed three times.", "We agreed on it with them recently."),
    ("postponed", "Jeg har udskudt det.", "Jeg har gjort det, som vi sagde."),
    ("postponed", "I keep putting it off.", "I put it on the table for us."),
    ("fear_of_loss", "Hun kan sige op.", "Hun siger det op ad væggen til os."),
    ("fear_of_loss", "She will resign.", "She will sign it for us today."),
    ("conflict", "De taler ikke sammen.", "De taler sammen, når vi er der."),
    ("boss", "Min chef svarer ikke.", "Chefkonsulenten svarer os ikke."),
    ("friend", "Hun er min ven.", "Venstre side af huset er vores."),
    ("deadline", "Det sker i morgen.", "Det sker en gang imellem for os."),
    ("deadline", "It is on Monday.", "It is on the table for us all."),
    ("uncertain", "Måske er det mig.", "Det er mig, der har gjort det."),
    ("short", "Dårlig stemning.", "Der var dårlig stemning på mødet i går."),
    (
        "abstract",
        "Vi har et stort problem med vores samarbejde.",
        "I går gik samarbejdet galt, da hun sagde det til os.",
    ),
    ("others_only", "De kommer for sent til alle møder.", "De kommer for sent til mine møder."),
    ("many", "Og så er der planen. " * 40, "Og så er der planen, som vi har."),
]


@pytest.mark.parametrize(("name", "with_it", "without"), SIGNALS)
def test_a_signal_and_its_near_miss(name: str, with_it: str, without: str) -> None:
    assert name in notice.signals(with_it, "problem")
    assert name not in notice.signals(without, "problem")


def test_a_solution_is_early_only_where_it_is_early() -> None:
    text = "Jeg skal bare have talt med ham."
    assert "solution_first" in notice.signals(text, "hopes")
    assert "solution_first" not in notice.signals(text, "options")


SLOTS = [
    ("time", "Jeg vågner klokken fire hver nat.", "klokken fire"),
    ("time", "I wake at 4 a.m. each night.", "at 4"),
    ("time", "Jeg sover dårligt.", ""),
    ("deadline", "I morgen spørger de.", "i morgen"),
    ("deadline", "On 1 April it is told.", "on 1 april"),
    ("absolute", "Det er ALTID mig.", "altid"),
    ("feeling", "Jeg er så frustreret.", "frustreret"),
]


@pytest.mark.parametrize(("name", "text", "words"), SLOTS)
def test_a_slot_is_filled_with_the_leaders_exact_words(name: str, text: str, words: str) -> None:
    assert notice.slot(name, text) == words


TOUCHES = [
    ("for_whom", "Det går ud over aftenholdet."),
    ("for_whom", "It wears on the team."),
    ("hopes", "Jeg håber, at de bliver."),
    ("hopes", "I hope they stay."),
    ("options", "Jeg har overvejet at bytte om."),
    ("options", "I have considered swapping."),
    ("obstacles", "Jeg er bange for at miste hende."),
    ("obstacles", "I am afraid to lose her."),
    ("needs", "Jeg har brug for ro."),
    ("needs", "I need some peace."),
]


@pytest.mark.parametrize(("step", "sentence"), TOUCHES)
def test_what_an_answer_says_of_a_later_step(step: str, sentence: str) -> None:
    text = f"Planen er uklar. {sentence} Sådan er det."
    assert notice.touched(text, [step]) == [(step, sentence)]
    assert notice.touched("Planen er uklar.", [step]) == []


@pytest.mark.parametrize(
    "words", ["Han er en idiot.", "Det er min skyld.", "Jeg er en dårlig leder.", "She is lazy.", "I blame myself."]
)
def test_insults_and_self_blame_are_not_repeated(words: str) -> None:
    assert not notice.may_be_mirrored(words) and notice.telling_sentence(words, ()) == ""


@pytest.mark.parametrize(
    "text", ["", "   ", "👍", "…", "!!!", "\u202e", "x" * 20_000, "altid " * 4_000, "a.b." * 5_000, "(" * 20_000]
)
def test_whatever_is_written_is_read_quickly(text: str) -> None:
    began = time.perf_counter()
    notice.signals(text, "problem"), notice.touched(text, ["hopes", "needs"]), notice.sentences(text)
    assert time.perf_counter() - began < 1


def test_every_signal_named_in_the_bank_can_be_noticed() -> None:
    """That a person is named is found where names are found; the rest here."""
    known = {*load_yaml("signals.yaml")["signals"], "short", "abstract", "others_only", "many", "any", "person"}
    steps = [step["name"] for step in load_yaml("sequences", "sparring.yaml")["steps"]]
    named = {
        signal
        for step in steps
        for question in load_yaml("questions", f"{step}.yaml")
        for signal in question["signals"]
    }
    assert named <= known
