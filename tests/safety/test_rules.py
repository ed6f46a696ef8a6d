"""The pattern language, and that the rules on disk keep to it."""

from __future__ import annotations

import re

import pytest

from companion.errors import PartFailed
from companion.resources import load_yaml
from companion.safety.fold import APART, fold, tokens
from companion.safety.patterns import BAG, Compiler
from companion.safety.rules import FILES, rulebook

_FORMS = [("Vågnér", "vaagner"), ("DON’T", "dont"), ("jeeeg", "jeg"), ("s\u200belv", "selv"), ("ｄｏｅｄ", "doed")]


@pytest.mark.parametrize(("written", "folded"), _FORMS)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_words_know_where_they_stand() -> None:
    text = "Ja, det gør. Den 1. april!"
    words = tokens(text)
    assert [text[word.start : word.end] for word in words] == ["Ja", "det", "gør", "Den", "1", "april"]
    assert [word.sentence for word in words] == [0, 0, 0, 1, 1, 1]
    assert [word.opens for word in words] == [True, True, False, True, False, False]


@pytest.mark.parametrize("line", ["<nobody> slår", "jeg ~9 dør", ""])
def test_a_pattern_that_cannot_be_read_says_so(line: str) -> None:
    with pytest.raises(PartFailed, match="knowledge/safety"):
        Compiler({}).patterns(line)


def test_names_are_unique_and_every_level_has_rules() -> None:
    rules = rulebook().rules
    assert len({rule.name for rule in rules}) == len(rules)
    assert {rule.level for rule in rules} == {"acute", "duty", "strain"}


@pytest.mark.parametrize("file", FILES)
def test_may_be_missing_is_never_said_of_the_last_element(file: str) -> None:
    """With the last element missing a pattern says less than it looks like."""
    lines = [line for rule in load_yaml("safety", f"{file}.yaml").get("rules", ()) for line in rule.get("says", ())]
    assert [line for line in lines if re.search(r"\?$", line) and not line.endswith(" selv?")] == []


def test_a_bag_holds_in_any_order_and_not_across_a_full_stop() -> None:
    compiler = Compiler({})
    (bag,) = compiler.patterns("livsforsikring & dækker & hvis jeg")
    assert bag.bag and len(bag.elements) == 3
    assert "{hvis jeg}" in {"{" + name + "}" for name in compiler.falls.values()}
    assert BAG < APART


@pytest.mark.parametrize(("line", "denies"), [("<neg> ~2 leve", True), ("taler ~1 ikke", True), ("slår", False)])
def test_a_pattern_knows_whether_it_carries_its_own_no(line: str, denies: bool) -> None:
    compiler = Compiler({"neg": "ikke never"})
    assert {pattern.denies for pattern in compiler.compiled([line])} == {denies}
