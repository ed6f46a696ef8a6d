"""The practice ground: who asks openly and takes up the other's words gets to the bottom of a case, who does not stays on top.

Seen to fail: with the layer left out of `_opened`, one layer at a time; with `followed` always None, the good scripts; with an
answer for closed questions too, the closed; with `_HEARD_FIRST` reversed, the advice; without `_before`, one's own words.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from companion.errors import LibraryProblem, WrongUse
from companion.facilitation.practice import MOST_CHARACTERS, Turn, ask, talk
from companion.facilitation.practice_cases import PracticeCase, find_case, load_practice, practice_cases
from companion.facilitation.practice_summary import counted, summary
from companion.facilitation.themes import steps
from companion.library.sources import load_sources
from companion.resources import folder
from companion.safety.screen import screen
from companion.vocabulary import LANGS, Lang
from companion.voice.lint import lint

IDS = [case.id for case in practice_cases()]
EVERY = list(product(IDS, LANGS))
GOOD = yaml.safe_load((Path(__file__).parent / "practice_talks.yaml").read_text(encoding="utf-8"))
CLOSED: dict[Lang, list[str]] = {
    "da": [
        "Er det et problem?", "Er det længe siden?", "Har I talt om det?", "Ved de andre det?", "Er det altid sådan?",
        "Kan du lide det?", "Er der andre?", "Sker det tit?", "Har du tid?", "Er det svært?",
    ],
    "en": [
        "Is it a problem?", "Do you have a plan?", "Have you talked about it?", "Do the others know?",
        "Is it always like that?",
        "Do you like it?", "Are there others?", "Does it happen often?", "Do you have time?", "Is it in writing?",
    ],
}  # fmt: skip
ADVICE: dict[Lang, list[str]] = {
    "da": ["Har du prøvet at tale med dem?", "Du skal bare sige det.", "Jeg ville holde et møde.", "Du kunne skrive det ned."],
    "en": ["Have you tried talking to them?", "You should just say it.", "I would hold a meeting.", "You could write it down."],
}  # fmt: skip
TRIED = {"da": "prøvet", "en": "tried"}
STAYS: dict[Lang, tuple[str, ...]] = {
    "da": ("Hvad sker der, når du siger ”{hook}”?", "Du sagde ”{hook}”. Hvad gør du så?"),
    "en": ("What happens when you say “{hook}”?", "You said “{hook}”. What do you do then?"),
}


def deepest(turns: tuple[Turn, ...]) -> int:
    return max((turn.answer.layer for turn in turns if turn.answer), default=0)


def own(lang: Lang) -> list[str]:
    """The source's own questions, in order, without the free one."""
    return [step.question.to(lang) for step in steps()][:-1]


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_open_questions_that_follow_reach_the_deepest_layer(case: str, lang: Lang) -> None:
    turns = talk(find_case(case), GOOD[case][lang], lang)
    assert len(turns) <= 10 and not [turn.question for turn in turns if turn.findings]
    assert deepest(turns) == 3


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_wherever_one_begins_staying_with_the_words_goes_deeper_one_layer_at_a_time(case: str, lang: Lang) -> None:
    for first, stay, hook in product(own(lang), STAYS[lang], (0, -1)):
        turns: tuple[Turn, ...] = (ask(find_case(case), (), first, lang),)
        while len(turns) < 10 and deepest(turns) < 3:
            before = turns[-1].answer
            assert before is not None
            question = stay.format(hook=before.hooks.to(lang)[hook].translate({8221: 8217, 8220: 8216}))
            turns = (*turns, ask(find_case(case), turns, question, lang))
            assert turns[-1].followed and turns[-1].answer and turns[-1].answer.layer <= before.layer + 1
        assert deepest(turns) == 3


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_the_sources_own_questions_get_what_they_ask_for_and_nothing_beneath_it(case: str, lang: Lang) -> None:
    turns = talk(find_case(case), own(lang), lang)
    assert [turn.answer.step if turn.answer else "" for turn in turns] == [step.name for step in steps()][:-1]
    assert deepest(turns) == 1 and not any(turn.findings for turn in turns)


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_closed_questions_get_a_few_words_and_never_beyond_the_first_layer(case: str, lang: Lang) -> None:
    turns = talk(find_case(case), CLOSED[lang], lang)
    assert deepest(turns) <= 1 and {turn.kind for turn in turns} == {"closed"}
    assert max(len(turn.reply.split()) for turn in turns) <= 9 and len({turn.reply for turn in turns}) == len(turns)


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_advice_has_been_tried(case: str, lang: Lang) -> None:
    turns = talk(find_case(case), ADVICE[lang] * 2, lang)
    assert {turn.kind for turn in turns} == {"advice"} and deepest(turns) == 0
    assert TRIED[lang] in turns[0].reply and len({turn.reply for turn in turns[:6]}) == 6
    assert turns[-1].reply == find_case(case).advice[-1].to(lang)


@pytest.mark.parametrize(("case", "lang"), EVERY)
def test_nothing_is_told_twice_and_when_all_is_told_that_is_said(case: str, lang: Lang) -> None:
    said: Any = {"da": ("Hvad sker der for dig?", "fortalt"), "en": ("What is it like for you?", "told")}
    question, end = said[lang]
    turns = talk(find_case(case), [question] * 34, lang)
    told = [turn.answer.id for turn in turns if turn.answer]
    assert len(told) == len(set(told)) == len(find_case(case).answers) and end in turns[-1].reply


@pytest.mark.parametrize(
    ("question", "kind", "words"),
    [
        ("Hvad skete der, og hvem var der?", "stacked", "flere spørgsmål"),
        ("Er du ikke bare bange?", "leading", "lægger et svar"),
        ("Er du dum?", "rude", "såre"),
        ("Du er en idiot", "rude", "såre"),
        ("😀", "lost", "ikke noget spørgsmål"),
        ("Hej.", "lost", "ikke noget spørgsmål"),
        ("", "lost", "ikke noget spørgsmål"),
        ("Hvad er hovedstaden i Danmark?", "lost", "et ord, der allerede er sagt"),
        ("Hvad sker der, " + "når det sker " * 60, "lost", "over 20 ord"),
        ("Hvad er det, der sker, når du om morgenen lægger planen og ser, at der er et hul om natten igen?", "open", "20 ord"),
        ("<b onclick=x>Hvad</b> skete der sidst?", "open", "åbent"),
        ("Hvad ville være dumt at gøre?", "open", "åben"),
    ],
)  # fmt: skip
def test_each_kind_of_question_is_met_and_told_kindly(question: str, kind: str, words: str) -> None:
    turn = ask(find_case("night-shift"), (), question, "da")
    assert turn.kind == kind and words in turn.feedback and turn.reply
    assert turn.feedback.count(". ") <= 2 and not any(sign in turn.feedback for sign in ("!", "%", "point"))


def test_what_was_taken_up_is_said_in_the_others_words() -> None:
    case = find_case("night-shift")
    turns = talk(case, ["Hvad skete der sidst?", "Hvad sker der, når de kigger ned i bordet?", "Fortæl mere."], "da")
    assert not turns[0].followed and "f.eks. ”kiggede ned i bordet”" in turns[0].feedback
    assert turns[1].followed and "”kiggede ned i bordet”" in turns[1].feedback
    assert turns[2].followed and "gav den anden plads" in turns[2].feedback and deepest(turns[:2]) == 2


def test_who_repeats_their_own_words_has_followed_nothing() -> None:
    case = find_case("night-shift")
    turns = talk(case, ["Hvad har du overvejet med en turnus?", "Hvad ville en turnus gøre?"], "da")
    assert "turnus" in turns[0].reply and not any(turn.followed for turn in turns)


def test_the_same_questions_make_the_same_talk_and_one_taken_back_leaves_no_trace() -> None:
    case, good = find_case("the-star"), GOOD["the-star"]["da"]
    turns = talk(case, good, "da")
    assert turns == talk(case, good, "da") and talk(case, good[:-1], "da") == turns[:-1]


def test_no_feedback_is_the_same_three_times_in_a_row() -> None:
    told = [turn.feedback.split("”")[0] for turn in talk(find_case("two-chairs"), own("da"), "da")]
    assert all(len(set(told[at : at + 3])) == 3 for at in range(len(told) - 2))


def test_the_summary_counts_questions_and_names_the_one_that_opened_most() -> None:
    case = find_case("night-shift")
    asked = [
        "Hvad skete der sidst?",
        "Hvad sker der, når de kigger ned i bordet?",
        "Hvorfor ved du, at hun kommer?",
        "Er det svært?",
        "Har du prøvet at tale med hende?",
        "Hvad håber du, og hvad frygter du?",
    ]
    told = summary(case, talk(case, asked, "da"), "da")
    assert counted(told, "da") == (
        "4 af 6 var åbne.",
        "5 af 6 spurgte om én ting.",
        "6 af 6 var korte.",
        "5 af 6 var uden råd.",
        "2 af 6 byggede på det, den anden sagde.",
    )
    assert (
        told.best and told.best.question == "Hvorfor ved du, at hun kommer?" and "ikke var sagt højt" in told.best.why
    )
    assert told.close == case.close.da and "ét ord" in told.next_time.text
    assert told.next_time.section in load_sources()[told.next_time.source].headings


@pytest.mark.parametrize("lang", LANGS)
def test_what_moved_is_said_only_where_it_was_told(lang: Lang) -> None:
    for case in practice_cases():
        assert summary(case, talk(case, GOOD[case.id][lang], lang), lang).close == case.close.to(lang)
        shallow = summary(case, talk(case, CLOSED[lang], lang), lang)
        assert shallow.close != case.close.to(lang) and shallow.best is None and shallow.open == 0


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (CLOSED["da"], "hvad eller hvordan"),
        ([*ADVICE["da"], "Hvad håber du?"], "dine råd"),
        (["Er det svært?", "Hvad gnaver?", "Hvordan gnaver det?"], "hvad eller hvordan"),
        (["Er det svært?", "Hvad håber du?", "Hvad har du brug for?"], "ét ord"),
        (["Hvad skete der?", "Hvad håber du?"], "ét ord"),
        (["Hvad gnaver?", "Hvad er luksus ved det?"], "stille"),
        (["Hvad gnaver, og hvad er luksus?", "Hvordan gnaver det, og hvem gnaver det?"], "Stil ét spørgsmål"),
        ([], "stille"),
    ],
)
def test_one_thing_to_try_is_what_was_rarest(asked: list[str], words: str) -> None:
    case = find_case("night-shift")
    assert words in summary(case, talk(case, asked, "da"), "da").next_time.text


def test_the_texts_of_every_case_are_fit_to_be_read() -> None:
    assert len(IDS) >= 8
    for case in practice_cases():
        pools = (*case.advice, *case.leading, *case.stacked, *case.lost, case.opening, case.close, case.line)
        texts = [*pools, *(answer.text for answer in case.answers)]
        for text, lang in product(texts, LANGS):
            assert screen(text.to(lang)).level == "none", text.to(lang)
            assert "!" not in text.to(lang) and '"' not in text.to(lang)


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[..., Path]:
    """A folder with one case, changed as told."""

    def write(change: Callable[[dict[str, Any]], Any], name: str = "two-chairs") -> Path:
        good = folder("knowledge") / "facilitation" / "practice" / "two-chairs.yaml"
        raw = yaml.safe_load(good.read_text(encoding="utf-8"))
        change(raw)
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda raw: raw.pop("close"), "close"),
        (lambda raw: raw.update(mood="glad"), "mood"),
        (lambda raw: raw["answers"][0].update(layer=4), "answers.0.layer"),
        (lambda raw: raw["answers"][0].update(step="moon"), "step"),
        (lambda raw: raw["answers"][0].update(id="chairs-2"), "twice"),
        (lambda raw: raw["answers"][0]["hooks"].update(da=["det står her ikke"]), "chairs-1"),
        (lambda raw: raw.update(answers=[one for one in raw["answers"] if one["step"] != "hopes"]), "each step"),
        (lambda raw: raw.update(answers=[one for one in raw["answers"] if one["layer"] < 3]), "layer"),
        (lambda raw: raw["short"].update(yes=[]), "short.yes"),
    ],
)
def test_a_case_that_is_not_as_it_should_be_is_named(spoilt, change: Callable[[Any], Any], fault: str) -> None:
    with pytest.raises(LibraryProblem, match=fault):
        load_practice(spoilt(change))


def test_a_case_bears_the_name_of_its_file_and_an_unknown_one_is_told_with_those_there_are(spoilt) -> None:
    with pytest.raises(LibraryProblem, match="file's name"):
        load_practice(spoilt(lambda raw: None, "three-chairs"))
    with pytest.raises(WrongUse, match="two-chairs"):
        find_case("moon")


def test_the_good_scripts_are_for_every_case_and_clean() -> None:
    assert list(GOOD) == IDS
    assert all(lint(question).ok for case in GOOD.values() for lang in LANGS for question in case[lang])
    assert max(len(question) for case in GOOD.values() for lang in LANGS for question in case[lang]) < MOST_CHARACTERS


def test_a_case_is_frozen() -> None:
    assert isinstance(practice_cases()[0], PracticeCase) and practice_cases() is practice_cases()
