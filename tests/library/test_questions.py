"""How well everyday questions find their cards, and cases what bears on them: floors a little under what evals/ measures, so
that a change that costs quality is noticed. `python -m evals.retrieval` and `python -m evals.inspire` print the figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from companion.library.cards import load_cards
from companion.library.library import Library
from companion.library.phrases import learned_from
from companion.library.words import tokens
from companion.vocabulary import LANGS, Lang
from evals.inspire import __main__ as inspiring
from evals.retrieval import __main__ as retrieval

FLOORS = {
    ("tuned", "da"): retrieval.Figures(first=0.70, third=0.80, mrr=0.75, refused=0.85, withheld=0.05),
    ("tuned", "en"): retrieval.Figures(first=0.65, third=0.84, mrr=0.74, refused=0.85, withheld=0.05),
    ("reported", "da"): retrieval.Figures(first=0.60, third=0.74, mrr=0.65, refused=0.80, withheld=0.08),
    ("reported", "en"): retrieval.Figures(first=0.60, third=0.74, mrr=0.65, refused=0.60, withheld=0.08),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("library"))
    yield library
    library.close()


@pytest.mark.parametrize(("name", "lang"), FLOORS)
def test_everyday_questions_find_their_card(library: Library, name: str, lang: Lang) -> None:
    asked = [one for one in retrieval.read(name) if one["lang"] == lang]
    got = retrieval.figures(asked, lambda text, _: [passage.card for passage in library.search(text, lang)])
    floor = FLOORS[name, lang]
    assert all(got[at] >= floor[at] for at in range(4)) and got.withheld <= floor.withheld, got


@pytest.mark.parametrize("name", ["tuned", "reported"])
def test_the_questions_are_none_of_those_learned_from(name: str) -> None:
    known = {card.id for card in load_cards()}
    learned = {" ".join(tokens(phrase.text)) for phrase in learned_from(load_cards())}
    for one in retrieval.read(name):
        assert known.issuperset(one["cards"]) and " ".join(tokens(one["text"])) not in learned, one["text"]


@pytest.mark.parametrize("name", ["tuned", "reported"])
def test_what_is_shown_after_a_case_bears_on_it(library: Library, name: str) -> None:
    """Precision over filling the page; nothing twice; and each with the leader's own words it was chosen for."""
    cases = inspiring.read(name)
    shown = [(case, library.for_case(case["answers"], case["lang"])) for case in cases]
    borne = [one.passage.card in case["bears"] + case["touches"] for case, found in shown for one in found]
    assert len(borne) >= 6 and sum(borne) / len(borne) >= 0.6
    assert all(one.because.removesuffix(" …") in "\n".join(case["answers"]) for case, found in shown for one in found)
    again = [
        library.for_case(case["answers"], case["lang"], without=[one.passage.card for one in found])
        for case, found in shown
    ]
    assert not any(
        {one.passage.card for one in first} & {one.passage.card for one in then}
        for (_, first), then in zip(shown, again, strict=True)
    )


def test_there_are_questions_enough_in_both_languages() -> None:
    every = [one for name in ("tuned", "reported") for one in retrieval.read(name)]
    asked = {lang: sum(bool(one["cards"]) for one in every if one["lang"] == lang) for lang in LANGS}
    assert asked["da"] >= 160 and asked["en"] >= 60 and sum(one["source"] is None for one in every) >= 30
