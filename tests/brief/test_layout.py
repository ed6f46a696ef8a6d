"""What stands on the paper, and in which order."""

from __future__ import annotations

import pytest

from companion.brief.layout import Ask, Foot, Head, Quiet, Round, Said, blocks, texts
from companion.vocabulary import BriefLine, Lang, RoundBlock

from .examples import example, lines


def _names() -> list[str]:
    return [getattr(block, "label", type(block).__name__) for block in blocks(example())]


def test_the_order_of_the_page() -> None:
    assert _names() == [
        "Head", "Mit spørgsmål", "Jeg ønsker", "Er du part i det her?", "Kort",
        "Problemet", "For hvem", "Jeg håber", "Overvejet", "Det holder mig tilbage", "Quiet",
        "Første spørgsmål til mig", "Runden", "Næste gang fortæller jeg", "Foot",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "line", "facts", "party", "quotation"),
    [
        ("da", "FORTROLIGT. Bliver i netværket, ikke til rapportering.",
         "12. marts 2026 · 18 minutter · 45 sekunder læst højt", "Så sig det nu.",
         "”For kollegerne, der tager vagterne. For hende, fordi de taler om det i kaffestuen. "
         "Og for mig: Jeg udskyder næste samtale.”"),
        ("en", "CONFIDENTIAL. Stays in the network, not for reporting.",
         "12 March 2026 · 18 minutes · 45 seconds read aloud", "Then say so now.",
         "“For the colleagues who take the shifts. For her, because they talk about it over coffee. "
         "And for me: I keep putting off the next talk.”"),
    ],
)  # fmt: skip
def test_the_words_in_both_languages(lang: Lang, line: str, facts: str, party: str, quotation: str) -> None:
    head, ask, wish, part, dilemma, problem, for_whom, *_ = blocks(example(lang))
    assert head == Head(line, facts)
    assert isinstance(ask, Ask)
    assert isinstance(wish, Said)
    assert isinstance(part, Said) and part.paragraphs == (party,)
    assert isinstance(dilemma, Said) and dilemma.paragraphs[0][0] not in "”“"
    assert isinstance(problem, Said)
    assert isinstance(for_whom, Said) and for_whom.paragraphs == (quotation,)


def test_two_turns_are_two_quotations() -> None:
    said = (*lines("Først.", "Og så.", turn=2), BriefLine(text="Senere.", from_turn=6))
    block = next(b for b in blocks(example(answers={"hopes": said})) if isinstance(b, Said) and b.label == "Jeg håber")
    assert block.paragraphs == ("”Først. Og så.”", "”Senere.”")


@pytest.mark.parametrize(
    ("skipped", "room_step", "said"),
    [
        (("for_whom", "open"), "needs", "Sprunget over: For hvem · Endnu et spørgsmål"),
        (("needs", "open"), "needs", "Sprunget over: Endnu et spørgsmål"),
        (("needs",), "needs", None),
        ((), None, None),
        (("hidtil_ukendt",), None, "Sprunget over: Hidtil ukendt"),
    ],
)
def test_skipped_steps_are_said_in_one_line(skipped: tuple[str, ...], room_step: str | None, said: str | None) -> None:
    quiet = [block.text for block in blocks(example(skipped=skipped, room_step=room_step)) if isinstance(block, Quiet)]
    assert quiet == ([said] if said else [])


def test_the_round_runs_from_minute_to_minute() -> None:
    parts = (RoundBlock(minutes=2, what="Læs"), RoundBlock(minutes=10, what="Spørg"), RoundBlock(minutes=5, what="Hør"))
    (shown,) = (block for block in blocks(example(round=parts)) if isinstance(block, Round))
    assert shown.rows == (("0–2", "Læs"), ("2–12", "Spørg"), ("12–17", "Hør"))


def test_what_is_empty_is_left_out() -> None:
    empty = example(
        date=None, key_question=" ", wish="", dilemma="\n", answers={"hopes": lines("  ")}, skipped=(),
        room_question="", round=(), next_time="",
    )  # fmt: skip
    head, party, foot = blocks(empty)
    assert head == Head("FORTROLIGT. Bliver i netværket, ikke til rapportering.", "18 minutter")
    assert isinstance(party, Said) and isinstance(foot, Foot)


def test_warnings_stay_off_the_paper() -> None:
    paper = " ".join(text for block in blocks(example()) for text in texts(block))
    assert "Et navn står endnu" not in paper
