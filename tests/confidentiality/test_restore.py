"""Placeholders become names again however they come back; whatever is not exactly one of them stays as it is."""

from __future__ import annotations

import random
import re
import time

import pytest

from companion.confidentiality.pseudonyms import Restorer, learned, mask, restore, told
from companion.vocabulary import Hidden, Lang, Names

NAMES = Names(
    hidden=(
        Hidden(kind="person", number=1, forms=("Mette Holm", "Mette")),
        Hidden(kind="person", number=2, forms=("Jonas",)),
        Hidden(kind="person", number=10, forms=("Bo",)),
        Hidden(kind="organisation", number=1, forms=("AUH",)),
        Hidden(kind="other", number=1, forms=("[PERSON_1]",)),
        Hidden(kind="person", number=3, forms=("[PERSON_2]",), rejected=True),
        Hidden(kind="place", number=1, forms=("Vejle",), rejected=True),
    )
)

RESTORED: list[tuple[str, str]] = [
    # case, spaces, underscore
    ("[PERSON_1], [person_2] og [Person_10]", "Mette, Jonas og Bo"),
    ("[ PERSON 1 ], [PERSON_ 2] og [PERSON10]", "Mette, Jonas og Bo"),
    ("[PERSON-1], [PERSON–2] og [PERSON\u00a010]", "Mette, Jonas og Bo"),
    ("[PERSON_\n1]", "Mette"),
    # brackets lost or others
    ("PERSON_1 og person_2.", "Mette og Jonas."),
    ("PERSON-1 og PERSON\u00a02", "Mette og Jonas"),
    ("[PERSON_1 siger nej til PERSON_2].", "[Mette siger nej til Jonas]."),
    ("[PERSON_1 siger nej.\nPERSON_2] siger ja.", "Mette siger nej.\nJonas siger ja."),
    ("{PERSON_1} <PERSON_2> 【PERSON_10】 [[PERSON_1]] (PERSON_2)", "Mette Jonas Bo [Mette] (Jonas)"),
    ("[PERSON_1, PERSON_2]", "[Mette, Jonas]"),
    # markdown
    ("**[PERSON_1]** og *PERSON_2* og `[PERSON_10]`", "**Mette** og *Jonas* og `Bo`"),
    ("[PERSON\\_1], \\[PERSON\\_2\\] og PERSON\\_10", "Mette, Jonas og Bo"),
    ("_PERSON_1_, __PERSON_2__ og ~~[PERSON_10]~~", "_Mette_, __Jonas__ og ~~Bo~~"),
    ("[**PERSON_1**]", "Mette"),
    ("C:\\[PERSON_1]", "C:\\Mette"),
    # HTML, percent escapes
    ("&#91;PERSON_1&#93; &lsqb;PERSON&lowbar;2&rsqb; &#x5B;PERSON_10&#x5d;", "Mette Jonas Bo"),
    ("&amp;#91;PERSON_1&amp;#93; %5BPERSON_2%5D &lt;PERSON_10&gt;", "Mette Jonas Bo"),
    ("<b>[PERSON_1]</b>&nbsp;[PERSON&nbsp;2]", "<b>Mette</b>&nbsp;Jonas"),
    # other characters
    ("［PERSON＿1］ ［ＰＥＲＳＯＮ＿２］ [PERSON_１０]", "Mette Jonas Bo"),
    ("[PER\u00adSON_1] [PERSON_\u200b2] P\u2060ERSON_10", "Mette Jonas Bo"),
    ("”[PERSON_1]” \"[PERSON_2]\" '[PERSON_10]'", "”Mette” \"Jonas\" 'Bo'"),
    # beside other words
    ("[PERSON_1]-sagen og pre[PERSON_2]post", "Mette-sagen og preJonaspost"),
    ("[PERSON_1]² og ([PERSON_2])", "Mette² og (Jonas)"),
    # what leads to another, what was said to be no name, what was typed by the leader: in one pass
    ("[PERSON_3] i [PLACE_1] skrev [OTHER_1]", "Jonas i Vejle skrev [PERSON_1]"),
]


@pytest.mark.parametrize(("text", "expected"), RESTORED)
def test_restored(text: str, expected: str) -> None:
    restored = restore(text, NAMES)
    assert (restored.text, restored.unknown) == (expected, ())


VISIBLE: list[tuple[str, tuple[str, ...]]] = [
    ("[PERSON_4], [PERSON_11] og [PERSON_100]", ("[PERSON_4]", "[PERSON_11]", "[PERSON_100]")),
    ("PERSON_12 og **[ORGANISATION_2]**", ("PERSON_12", "[ORGANISATION_2]")),
    ("[PERSON_0] [PERSON_123456789]", ("[PERSON_0]", "[PERSON_123456789]")),
    ("[PERSONE_1] [NAVN_1] [PERSONER_1] [PERS0N_1]", ("[PERSONE_1]", "[NAVN_1]", "[PERSONER_1]")),
    ("[Figur_1] [note 1] [se 2] [1]", ()),
    ("XPERSON_1 PERSON_1X MY_PERSON_1 PERSON_1_2 PERSON_1.5 PERSON_1²", ()),
    ("[PERSON_1_2] [PERSON_1²] [PERSON] [PERSON_EN] [PERSON_X1]", ()),
    ("Person 1 og person-1 er øvelsens personer; PERSON 1 også.", ()),
    ("Kirsten siger nej.", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "unknown"), VISIBLE)
def test_what_is_not_exactly_a_placeholder_of_the_case_stays(text: str, unknown: tuple[str, ...]) -> None:
    restored = restore(text, NAMES)
    assert (restored.text, restored.unknown) == (text, unknown)


GENITIVES: list[tuple[str, str]] = [
    # Danish, by its small words
    ("Det er [PERSON_1]s og [PERSON_2]s vagt, ikke [PERSON_1]'s.", "Det er Mettes og Jonas' vagt, ikke Mettes."),
    ("Hvad er [PERSON_2]'s, [PERSON_2]' og [PERSON_1]' plan?", "Hvad er Jonas', Jonas' og Mettes plan?"),
    ("Det er [PERSON_1s] og [PERSON_2's] og PERSON_1s plan", "Det er Mettes og Jonas' og Mettes plan"),
    ("Det er **[PERSON_2]**s og <b>[PERSON_1]</b>’s plan", "Det er **Jonas**' og <b>Mette</b>s plan"),
    ("Hvad er [ORGANISATION_1]s plan og [organisation_1]'s mål?", "Hvad er AUH's plan og AUH's mål?"),
    ("Hvad siger ’[PERSON_1]’ og han?", "Hvad siger ’Mette’ og han?"),
    # English
    ("What is [PERSON_1]s and [PERSON_2]s plan?", "What is Mette's and Jonas's plan?"),
    ("What is [PERSON_2]' plan, and what is [PERSON_1]&#39;s?", "What is Jonas' plan, and what is Mette&#39;s?"),
    # neither
    ("[PERSON_1]s [PERSON_2]s", "Mettes Jonas'"),
    ("[PERSON_1]sagen [PERSON_1] s", "Mettesagen Mette s"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GENITIVES)
def test_the_genitive_is_right_for_the_name_and_the_language(text: str, expected: str) -> None:
    assert restore(text, NAMES).text == expected


@pytest.mark.parametrize(("lang", "expected"), [("da", "Mettes"), ("en", "Mette's")])
def test_the_language_can_be_told(lang: Lang, expected: str) -> None:
    assert restore("[PERSON_1]s", NAMES, lang=lang).text == expected


SHOWN: list[tuple[tuple[str, ...], str]] = [
    (("Mette Holm",), "Mette Holm"),
    (("Mette Holm Jensen", "Mette", "Holm"), "Mette"),
    (("Mette Holm Jensen", "Mette Holm", "Mette"), "Mette Holm"),
    (("mette", "Mette"), "Mette"),
    (("mette",), "mette"),
    (("Anna", "Anna's"), "Anna"),
    (("Vlodkas", "Vlodka"), "Vlodka"),
]


@pytest.mark.parametrize(("forms", "expected"), SHOWN)
def test_a_person_is_shown_as_the_leader_speaks_of_them_in_passing(forms: tuple[str, ...], expected: str) -> None:
    names = Names(hidden=(Hidden(kind="person", number=1, forms=forms),))
    assert restore("[PERSON_1]", names).text == expected


EXACT = [
    "Mette Holm kom. Mettes vagt er Holms vagt, og Mette Holms plan er Mettes.",
    "Anna's vagt og Annas plan er Jonas' og Jonas's.",
    "jeg er træt af gry, sagde Gry. Gry Holm og gry",
    "Ring 20 30 40 50 eller 20304050.",
    "Jeg skrev [PERSON_1] og person_2 og &#91;PERSON_1&#93; om Mette.",
    "”[Mette]” **Mette**s _Mette_ {Mette} \\Mette\\ (Mette)",
    "METTES VAGT ER JONAS' VAGT",
    "My deputy, James' friend, knows James's plan and Annas plan. Anna's!",
    "🙂 Åse\u0301s vagt\r\n\tÅses\u00a0plan",
]


@pytest.mark.parametrize("text", EXACT)
def test_a_copy_of_what_was_sent_comes_back_to_the_letter(text: str) -> None:
    masked = mask(text, Names(), ["Gry Holm"])
    assert masked.entities and masked.restored(masked.text).text == text
    assert masked.restored(re.sub(r"\[([A-Z]+)_(\d+)\]", r"&#91;\1 \2]", masked.text)).text == text


ONE_FORM = [text for text in EXACT if not text.startswith(("Mette Holm", "Anna's", "jeg er", "Ring", "My"))]


@pytest.mark.parametrize("text", ONE_FORM)
def test_where_each_is_written_in_one_way_the_names_alone_bring_it_back(text: str) -> None:
    masked = mask(text, Names())
    assert restore(masked.text, masked.names).text == text


def test_a_genitive_the_leader_writes_her_own_way_comes_back_her_way() -> None:
    masked = mask("Det er Anna's vagt, og det er Bodils.", Names())
    assert restore(masked.text, masked.names).text == "Det er Anna's vagt, og det er Bodils."
    assert restore("Hvad er [PERSON_2]'s?", masked.names).text == "Hvad er Bodils?"


def test_a_quotation_gets_the_form_that_stood_there() -> None:
    sent = mask("Mette Holm råbte ad Jonas. Bagefter græd Mette på gangen. Mette Holm er min ven.", Names())
    asked = (
        "Du skriver: ”Bagefter græd [PERSON_1] på gangen.” Og: ”[PERSON_1] råbte ad [PERSON_2].” Hvad gør [PERSON_1]?"
    )
    assert sent.restored(asked).text == (
        "Du skriver: ”Bagefter græd Mette på gangen.” Og: ”Mette Holm råbte ad Jonas.” Hvad gør Mette?"
    )


def test_no_placeholder_is_ever_another_person() -> None:
    people = re.findall(r"\w+", "Amalie Bodil Cecilie Ditte Emilie Frederikke Gunnar Hjalmar Ingeborg Johanne Kirsten")
    names = learned(Names(), "", people)
    for number, name in enumerate(people, 1):
        for text in (f"[PERSON_{number}]", f"PERSON_{number}", f"[person {number}]s"):
            assert restore(f"0 {text} 0", names).text in (f"0 {name} 0", f"0 {name}s 0")


def test_what_was_told_reaches_what_is_on_its_way() -> None:
    names = learned(Names(), "Mette og Mulle er syge.")
    names = told(names, {"do": "same", "which": "[PERSON_2]", "with": "[PERSON_1]"})
    assert restore("[PERSON_2]s plan er [PERSON_1]s", names).text == "Mettes plan er Mettes"


@pytest.mark.parametrize("seed", range(20))
def test_in_pieces_nothing_is_cut_in_two(seed: int) -> None:
    rng = random.Random(seed)
    text = " ".join(one for one, _ in rng.sample([*RESTORED, *GENITIVES], 12)) + " og det er [PERSON_99] ikke"
    restorer, rest, out = Restorer(NAMES, "da"), text, ""
    while rest:
        cut = rng.randint(1, 12)
        out += restorer.feed(rest[:cut])
        rest = rest[cut:]
    out += restorer.flush()
    assert (out, restorer.unknown) == (restore(text, NAMES, lang="da").text, ("[PERSON_99]",))


def test_what_can_be_shown_is_shown_before_the_end() -> None:
    restorer = Restorer(NAMES)
    assert restorer.feed("Hvad siger [PERSON_1] til det? " * 20).startswith("Hvad siger Mette til det? ")


@pytest.mark.parametrize(
    "piece", ["[PERSON_1] ", "[PERSON_", "[", "&#91;", "\\[", "__", "PERSON_1", "[PERSON_1", "'", "\u200b"]
)
def test_restoring_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = []
        for _ in range(3):
            began = time.process_time()
            restore(text, NAMES)
            best.append(time.process_time() - began)
        return min(best)

    assert seconds(80_000) < 8 * seconds(20_000) + 0.05
