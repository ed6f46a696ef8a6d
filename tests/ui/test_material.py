"""Ask the material, press by press, with a library that finds what it is told to find.

Seen to fail: with the screen after the search, the acute questions; with `inert` left out of a passage, the one of angles;
with the prefix "own-" taken for a document, the card "own-motivation"; with `_remove` open to all, the server.
"""

from __future__ import annotations

import re
from typing import get_args

import pytest

from companion.errors import LibraryProblem
from companion.library.cards import Kind, load_cards
from companion.library.refusals import KINDS
from companion.library.sources import load_sources
from companion.ui.asking import EXAMPLES
from companion.ui.material import MOST
from companion.ui.texts import Texts
from companion.vocabulary import LANGS, Passage

ACUTE = "Hvad gør jeg, jeg vil ikke leve længere"
HANDBOOK = "0123456789abcdef"
OFTEN = Passage(
    card="how-often", title="Hvor ofte", text="Hver anden måned.", source="002", section="Følgende møder", score=0.9
)
OWN = Passage(
    card=f"own-{HANDBOOK}-2",
    title="Håndbog <b>.pdf",
    text="Stykke 2.",
    source="Håndbog <b>.pdf",
    section="side 4",
    score=0.8,
)


def flat(html: str) -> str:
    """What is read in it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_question_gets_its_passages_and_where_they_stand(window, books) -> None:
    books.found = (OFTEN, OFTEN.model_copy(update={"card": "own-motivation", "title": "Din egen grund"}))
    html = window().press("ask", question="  Hvor tit skal vi mødes? ")
    assert books.asked == [("Hvor tit skal vi mødes?", "da", None)]
    for told in (
        "Hvor ofte",
        "Hver anden måned.",
        "Kilde: Sparring i netværk for ledere, ”Følgende møder”",
        "Din egen grund",
    ):
        assert told in flat(html)
    assert 'data-do="card" data-with="how-often"' in html and 'data-do="card" data-with="own-motivation"' in html
    assert html.count("data-focus=") == 1 and "Eget dokument" not in html


def test_with_a_model_to_search_by_that_is_said_and_the_question_goes_out_under_its_owners_receipts(
    window, books, room, searching
) -> None:
    for one, told, under in (
        (room, "Dit spørgsmål bliver ikke gemt.", None),
        (searching, "sendes til openai/e5", "me"),
    ):
        html = window(room=one).press("ask", question="Hvor tit?")
        assert told in html and books.under.pop() == under
        assert ("en kvittering bliver gemt" in html) == (under is not None)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_in_it_is_said_plainly_and_what_to_do(window, lang) -> None:
    html, texts = window(lang).press("ask", question="?!"), Texts(lang)
    assert texts("material_none") in html and texts("material_none_do") in html and "<article" not in html


BAD = ["", "   \n", "\u200b\u200e", "\x00", "x" * (MOST + 1), "😀" * (MOST + 1)]


@pytest.mark.parametrize("question", BAD, ids=lambda text: repr(text[:5]))
def test_a_question_that_is_none_or_too_long_is_told_and_nothing_moves(window, books, question) -> None:
    leader = window()
    before = leader.press("nav", "material")
    assert leader.press("ask", question=question) == before and 'role="alert"' in leader.told
    assert books.asked == [] and (f"på {len(question)} tegn" in leader.told) is (len(question) > MOST)


ODD = ["x" * MOST, "😀" * MOST, "<img src=x onerror='1'>{{1}}${2}`3`", '"></textarea><script>1</script>', "a\u202eb"]


@pytest.mark.parametrize("question", ODD, ids=lambda text: text[:5])
def test_an_odd_question_is_asked_as_it_is_and_stays_in_the_field(window, books, question) -> None:
    books.found = (OFTEN.model_copy(update={"title": question, "text": question}),)
    html = window().press("ask", question=question)
    assert books.asked[0][0] == question
    assert "<script" not in html and "<img" not in html and "${" not in html and "{{" not in html
    (field,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html)
    assert len(field) >= len(question)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("question", [ACUTE, f"{ACUTE}. {'x ' * MOST}"], ids=["short", "too long"])
@pytest.mark.parametrize("ready", [True, False])
def test_at_danger_there_is_help_alone_and_nothing_is_searched(window, books, lang, question, ready) -> None:
    books.found, books.is_ready = (OFTEN,), ready
    html = window(lang).press("ask", question=question)
    assert 'href="tel:112"' in html and "70 201 201" in html and Texts(lang)("material_acute") in html
    assert books.asked == [] and "<textarea" not in html and ACUTE not in html and "own-files" not in html


CONCERNS = [
    ("Jeg vågner klokken fire hver nat og kan ikke mere. Hvad siger materialet?", "Din fagforening"),
    ("En medarbejder bliver chikaneret af en kollega hver dag. Hvad gør vi?", "Arbejdstilsynet"),
    ("En beboer med demens slår, når han skal i bad. Hvad gør vi?", "Registrér det som en hændelse"),
]


@pytest.mark.parametrize(("question", "person"), CONCERNS)
def test_strain_and_duty_show_people_above_the_passages(window, books, question, person) -> None:
    books.found = (OFTEN,)
    html = window().press("ask", question=question)
    assert 0 < html.index(person) < html.index("Hver anden måned.") and "tel:112" not in html


def test_an_ordinary_question_shows_no_help(window, books) -> None:
    books.found = (OFTEN,)
    assert "turn-to" not in window().press("ask", question="Hvor tit skal vi mødes?")


@pytest.mark.parametrize("lang", LANGS)
def test_the_place_opens_at_once_and_says_so_when_the_index_is_not_ready(window, books, lang) -> None:
    books.is_ready, leader = False, window(lang)
    assert Texts(lang)("material_heading") in flat(leader.press("nav", "material"))
    before = leader.panel
    assert leader.press("ask", question="Hvor tit?") == before and Texts(lang)("material_not_ready") in leader.told
    books.is_ready = True
    assert "<textarea" in leader.press("ask", question="Hvor tit?") and books.asked


def test_before_the_library_is_there_the_place_opens_too(window, room) -> None:
    room._library = None
    leader = window()
    assert "Materialet bliver gjort klar" in leader.press("nav", "material")
    leader.press("ask", question="Hvor tit?")
    assert "Materialet bliver gjort klar" in leader.told


def test_an_index_that_cannot_be_built_is_told_and_tried_again_by_the_next_question(window, books, room) -> None:
    books.is_ready, books.trouble = False, LibraryProblem("Disken er fuld. Gør plads.", "The disk is full.")
    room.prepare_library()
    leader = window()
    leader.press("ask", question="Hvor tit?")
    assert "Disken er fuld. Gør plads." in leader.told
    books.trouble = None
    assert "Det står der ikke noget om" in leader.press("ask", question="Hvor tit?")


@pytest.mark.parametrize("lang", LANGS)
def test_an_example_is_a_question_one_can_press(window, books, lang) -> None:
    leader = window(lang)
    html = leader.press("nav", "material")
    for name in EXAMPLES:
        example = Texts(lang)(name)
        assert f'data-do="ask" data-with="{example}"' in html
        assert example in leader.press("ask", example, question="Noget andet") and books.asked[-1][0] == example


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["sparring-exercise", "loneliness", "own-motivation", "hr-role"])
def test_a_whole_card_says_what_it_stands_on(window, lang, name) -> None:
    html, texts = window(lang).press("card", name, asked="Hvad?"), Texts(lang)
    read, card = flat(html), next(card for card in load_cards() if card.id == name)
    source = load_sources()[card.source]
    asks = texts("inspire_ask", question=card.ask_of_the_network(lang)) if card.experience else card.title.to(lang)
    facts = (card.title.to(lang), texts(f"kind_{card.kind}"), source.title, card.section, source.kind.to(lang), asks)
    for told in (*facts, source.publisher or ""):
        assert flat(Texts(lang)("card_source_title", title=told))[1:-1] in read.replace("&#x27;", "'")
    assert (texts("card_steps") in read) is bool(card.steps)
    assert 'data-do="ask_back"' in html and 'name="asked" value="Hvad?"' in html


def test_back_from_a_card_stand_the_same_answers(window, books) -> None:
    books.found, leader = (OFTEN,), window()
    before = leader.press("ask", question="Hvor <tit>?")
    leader.press("card", "how-often", asked="Hvor <tit>?")
    again = leader.press("ask_back", asked="Hvor <tit>?")
    assert re.sub(r"\d{6,}", "", again) == re.sub(r"\d{6,}", "", before)


@pytest.mark.parametrize(
    ("do", "with_"), [("card", "no-such"), ("card", "../x"), ("piece", "own-x-1"), ("piece", f"own-{HANDBOOK}-9")]
)
def test_what_is_no_longer_there_is_told(window, books, make, do, with_) -> None:
    books.documents.here[HANDBOOK] = make()
    leader = window()
    leader.press(do, with_, asked="Hvad?")
    assert leader.panel == "" and "Det findes ikke længere" in leader.told


@pytest.mark.parametrize(("lang", "cite"), [("da", "Eget dokument: Håndbog"), ("en", "Own document: Håndbog")])
def test_an_own_document_is_marked_as_own(window, books, lang, cite) -> None:
    books.found = (OWN, OFTEN)
    html = window(lang).press("ask", question="Hvad?")
    assert cite in html and "&lt;b&gt;.pdf, side 4" in html and html.count("passage own") == 1
    assert f'data-do="piece" data-with="own-{HANDBOOK}-2"' in html


@pytest.mark.parametrize(("number", "near"), [(1, [1, 2]), (2, [1, 2, 3]), (3, [2, 3])])
def test_a_piece_is_read_with_the_ones_around_it(window, books, make, number, near) -> None:
    books.documents.here[HANDBOOK] = make()
    html = window().press("piece", f"own-{HANDBOOK}-{number}", asked="Hvad?")
    assert [int(found) for found in re.findall(r"Stykke (\d)\.", html)] == near
    assert f"side {number + 2}" in html and "Netværk › Aftaler" in html and 'data-do="ask_back"' in html


def test_the_list_tells_what_each_document_is(window, books, make) -> None:
    books.documents.here = {
        HANDBOOK: make(),
        "1" * 16: make("1" * 16, name="dias.pptx", kind="pptx", lang="en", pages=1),
        "2" * 16: make("2" * 16, name="note.txt", kind="txt", pages=None, pieces=make().pieces[:1]),
    }
    books.documents.bad = {"3" * 16}
    leader = window()
    read = flat(leader.press("nav", "material"))
    assert "<b>.pdf" not in leader.panel and "Egne dokumenter (4)" in read and "lagt ind 20. november 2026" in read
    for told in (
        "PDF, 12 sider, 3 stykker, dansk",
        "PowerPoint, 1 dias, 3 stykker, engelsk",
        "tekst, 1 stykke, dansk",
        "ikke kan læses",
    ):
        assert told in read


def test_one_is_asked_once_before_a_document_goes_and_the_question_stays(window, books, make) -> None:
    books.documents.here, books.found = {HANDBOOK: make()}, (OWN,)
    leader, form = window(), {"question": "Halvt skrevet", "asked": "Hvad?"}
    sure = leader.press("own_sure", HANDBOOK, **form)
    assert HANDBOOK in books.documents.here and '<details class="aside" id="own" open>' in sure
    kept = leader.press("own_sure", "", **form)
    assert 'data-do="own_remove"' in sure and 'data-do="own_remove"' not in kept
    books.found = ()
    gone = leader.press("own_remove", HANDBOOK, **form)
    assert books.documents.here == {} and "Dokumentet er fjernet." in gone
    for html in (sure, kept, gone):
        assert "Halvt skrevet</textarea>" in html and 'name="asked" value="Hvad?"' in html and "<h2" in html
        assert html.count("data-focus=") == 1
    assert "Stykke 2." in sure and "Stykke 2." not in gone


def test_a_damaged_document_can_be_removed(window, books) -> None:
    books.documents.bad = {HANDBOOK}
    assert "ikke kan læses" not in window().press("own_remove", HANDBOOK) and not books.documents.bad


def test_a_document_like_a_case_carries_the_warning_with_the_way_out_beside_it(window, books, make) -> None:
    books.documents.here = {HANDBOOK: make(case_signs=("a_person_by_name",))}
    html = window().press("nav", "material")
    assert html.index("handle om bestemte personer") < html.index("Fjern det igen") and ">Fjern</button>" not in html


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_server_the_list_is_there_and_no_way_in_or_out(window, books, make, server, lang) -> None:
    books.documents.here = {HANDBOOK: make(case_signs=("a_person_by_name",))}
    leader, texts = window(lang, server), Texts(lang)
    html = leader.press("nav", "material")
    assert "PDF, 12" in html and texts("own_shared") in html and texts("own_unencrypted") not in html
    assert "own-files" not in html and "own_sure" not in html and "own_remove" not in html
    for do in ("own_remove", "own_sure"):
        leader.press(do, HANDBOOK)
        assert HANDBOOK in books.documents.here and 'data-do="own_remove"' not in leader.panel
    assert texts("own_shared") in leader.panel


def test_on_an_own_machine_it_says_above_the_button_that_nothing_there_is_encrypted(window) -> None:
    html = window().press("nav", "material")
    assert html.index("ligger ukrypteret på denne maskine") < html.index('id="own-files"') < html.index('id="own-add"')


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_has_its_word(lang) -> None:
    words = [Texts(lang)(f"kind_{kind}") for kind in get_args(Kind)] + [Texts(lang)(f"own_{kind}") for kind in KINDS]
    assert len(set(words)) == len(get_args(Kind)) + len(KINDS)
    assert len(load_sources()) == 5 and "fem" in Texts("da")("material_lead") and "five" in Texts("en")("material_lead")
