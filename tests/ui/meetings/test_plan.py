"""A plan for a meeting, press by press.

Seen to fail: see each test's last sentence.
"""

from __future__ import annotations

import random
import re
from html import unescape
from typing import Any

import pytest

from companion.errors import WrongUse
from companion.facilitation.plan import Wanted, chosen, make_plan
from companion.facilitation.plan_data import FACILITATORS, MEETINGS
from companion.facilitation.plan_facts import clock, quoted, source_of
from companion.ui.meetings.plan_wanted import FIRST_SEEN, near, starts, wanted
from companion.ui.texts import Texts
from companion.vocabulary import LANGS

from .filled import desk, fields, seen

ACUTE = "Jeg vil ikke leve længere"
WISH = {**FIRST_SEEN, "cases": "2", "online": "", "starts": "", "date": "", "place": "", "late": "0"}


def flat(html: str) -> str:
    """What is read in it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(html: str) -> dict[str, str]:
    """What the form on a screen would send, the chosen of each group of radios in it."""
    radios = re.findall(r'type="radio" name="(\w+)" value="(\w+)" checked', html)
    return fields(html) | dict(radios)


def planned(leader: Any, **more: str) -> str:
    return leader.press("plan_make", **(WISH | more))


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_as_first_seen_makes_a_plan(window, lang) -> None:
    """Fails with a default that the engine refuses, or a field that the reader of the form wants under another name."""
    leader = window(lang)
    form = shown(leader.press("tool", "plan"))
    assert {name: form[name] for name in FIRST_SEEN} == FIRST_SEEN
    html = leader.press("plan_make", **form)
    assert leader.told == "" and '<ol class="plan">' in html and html.count("data-focus=") == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_block_says_when_how_long_who_and_what_to_say_and_the_rest_is_folded(window, lang, meeting) -> None:
    """Fails with any part of a block left out of `_block`, or with the parts that are folded left open."""
    minutes = 80 if meeting == "sparring" else 180
    html = planned(window(lang), meeting=meeting, minutes=str(minutes), people="7")
    plan = make_plan(Wanted(meeting=meeting, minutes=minutes, people=7, cases=2), lang)
    items = html.partition('<ol class="plan">')[2].partition("</ol>")[0].split("</li>")[:-1]
    assert len(items) == len(plan.blocks)
    for item, block in zip(items, plan.blocks, strict=True):
        seen, _, folded = item.partition("<details>")
        assert flat(seen).startswith(f"{clock(block.start_min, plan)} {block.minutes} min")
        assert all(text in flat(seen) for text in (block.title, block.roles, quoted(block, plan)))
        assert all(text in flat(folded) for text in (block.how, block.purpose, source_of(block), *block.materials))


def test_what_departs_from_the_method_stands_above_the_list_and_so_do_the_groups(window) -> None:
    """Fails with notes or groups under the list, or left out."""
    html = planned(window(), people="5", cases="2")
    above = flat(html.partition('<ol class="plan">')[0])
    assert "Fem kan ikke deles i grupper på tre eller fire." in above
    assert "Runde 1: én gruppe på fem, heraf to som observatører. Runde 2:" in above


@pytest.mark.parametrize(("lang", "first", "last"), [("da", "9.00", "10.58"), ("en", "9:00", "10:58")])
def test_with_a_time_of_day_the_plan_goes_by_the_clock(window, lang, first, last) -> None:
    """Fails with `starts` not handed to `clock`."""
    times = re.findall(r'class="when"><b>([^<]+)', planned(window(lang), starts="09:00"))
    assert (times[0], times[-1]) == (first, last)


REFUSED = [
    ({"minutes": "60", "cases": "6"}, "74 minutter i stedet for 60.", {"minutes": "74", "cases": "6"}),
    ({"people": "2", "cases": ""}, "3 personer i stedet for 2.", {"people": "3", "cases": ""}),
    ({"cases": "9"}, "6 oplæg i stedet for 9.", {"cases": "6"}),
    ({"minutes": "10", "cases": ""}, "minutter i stedet for 10.", {"cases": ""}),
    ({"meeting": "sparring", "cases": "0"}, "3 oplæg i stedet for 0.", {"cases": "3"}),
]


@pytest.mark.parametrize(("change", "told", "taken"), REFUSED)
def test_an_impossible_wish_is_said_in_words_and_one_press_takes_the_nearest_plan(window, change, told, taken) -> None:
    """Fails with the engine's own sentence on the page, or with `taken` not filling in what is told."""
    leader = window()
    html = planned(leader, starts="09:00", place="Sal 2", **change)
    assert told in flat(html) and "--" not in flat(html) and leader.told == ""
    assert shown(html) | change == shown(html)
    html = leader.press("plan_near", **shown(html))
    form = shown(html)
    assert (
        '<ol class="plan">' in html and form | taken == form and (form["starts"], form["place"]) == ("09:00", "Sal 2")
    )


def test_every_wish_gets_its_plan_or_the_nearest_there_is(window) -> None:
    """250 wishes, drawn once and for all. Fails with `near` giving what has no plan, or with a number that has no words."""
    dice, leader, refused = random.Random(8), window("en"), 0
    for _ in range(250):
        form = WISH | {
            "meeting": dice.choice(MEETINGS),
            "minutes": str(dice.randint(0, 300)),
            "people": str(dice.randint(0, 45)),
            "cases": dice.choice(["", str(dice.randint(0, 9))]),
            "online": dice.choice(["", "1"]),
            "facilitator": dice.choice(FACILITATORS),
        }
        html = leader.press(dice.choice(["plan_make", "plan_late"]), **form)
        assert leader.told == ""
        if '<ol class="plan">' not in html:
            refused += 1
            want = near(wanted(shown(html)))
            assert "The nearest that adds up:" in flat(html) and chosen(want)
            html = leader.press("plan_near", **shown(html))
        assert '<ol class="plan">' in html
    assert 50 < refused < 200


def test_a_late_start_shows_the_plan_for_it_and_the_way_back(window) -> None:
    """Fails with `late` not carried in the form, or with the press for it still there."""
    leader = window()
    html = leader.press("plan_late", **shown(planned(leader, starts="09:00")))
    assert re.findall(r'class="when"><b>([^<]+)', html)[0] == "9.15" and shown(html)["late"] == "15"
    assert "Planen begynder 15 minutter for sent" in flat(html) and 'data-do="plan_late"' not in html
    html = leader.press("plan_make", **shown(html))
    assert re.findall(r'class="when"><b>([^<]+)', html)[0] == "9.00" and shown(html)["late"] == "0"


def test_where_a_late_start_leaves_too_little_time_there_are_fewer_cases_not_a_later_end(window) -> None:
    """Fails with `nearest` in place of `near`: 74 minutes."""
    form = WISH | {"cases": "6", "minutes": "74"}
    html = window().press("plan_late", **form)
    assert "kan ikke nås, når I begynder for sent" in flat(html) and "oplæg i stedet for 6" in flat(html)
    want = wanted(form | {"late": "15"})
    assert (near(want).minutes, near(want).late) == (74, 15) and near(want).cases < 6


WRONG = [
    ({"minutes": ""}, "plan_minutes_wrong"),
    ({"minutes": "to timer"}, "plan_minutes_wrong"),
    ({"minutes": "99999999999999"}, "plan_minutes_wrong"),
    ({"minutes": "-5"}, "plan_minutes_wrong"),
    ({"people": "²"}, "plan_people_wrong"),
    ({"cases": "x"}, "plan_cases_wrong"),
    ({"starts": "25:00"}, "plan_starts_wrong"),
    ({"starts": "09:00+02:00"}, "plan_starts_wrong"),
    ({"date": "2027-02-30"}, "plan_date_wrong"),
    ({"meeting": "x"}, "tool_gone"),
    ({"facilitator": ""}, "tool_gone"),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("change", "told"), WRONG)
def test_what_cannot_be_read_is_told_and_nothing_moves(window, lang, change, told) -> None:
    """Fails with a field read unguarded: the page then says that the program is at fault."""
    leader = window(lang)
    before = leader.press("tool", "plan")
    assert planned(leader, **change) == before and Texts(lang)(told) in unescape(leader.told)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["plan-facilitator", "plan-participants"])
def test_a_paper_says_what_the_screen_says(window, lang, name) -> None:
    """Fails with a paper made without `starts`, or of another wish than the form's."""
    from companion.paper.render import render

    leader = window(lang)
    _, make = desk(leader).paper(name)
    form = shown(planned(leader, starts="09:00", minutes="110"))
    made = make(form, lang)
    text = render(made.paper, ".md").decode()
    plan = make_plan(Wanted(meeting="following", minutes=110, people=6, cases=2), lang)
    times = [clock(block.start_min, plan, starts(form)) for block in plan.blocks]
    assert all(block.title in text for block in plan.blocks) and all(time in text for time in times)
    assert re.fullmatch(r"[a-z-]+", made.stem.to(lang))


def test_the_calendar_wants_a_day_and_a_time_and_carries_the_place(window) -> None:
    """Fails with the day, the time or the place left out."""
    _, make = desk(window()).paper("plan-calendar")
    for form in (WISH, WISH | {"starts": "09:00"}, WISH | {"date": "2027-03-12"}):
        with pytest.raises(WrongUse, match="Enter date and time"):
            make(form, "da")
    content = make(WISH | {"starts": "09:00", "date": "2027-03-12", "place": " Sal 2 "}, "da").calendar.decode()
    assert (
        "DTSTART:20270312T080000Z" in content and "DTEND:20270312T100000Z" in content and "LOCATION:Sal 2\r" in content
    )


@pytest.mark.parametrize("name", ["plan-facilitator", "plan-participants", "plan-calendar"])
def test_a_paper_of_what_has_no_plan_is_refused_in_the_words_of_the_page(window, name) -> None:
    """Fails with `make_plan` asked first: its sentence is for a terminal."""
    _, make = desk(window()).paper(name)
    with pytest.raises(WrongUse) as refused:
        make(WISH | {"minutes": "60", "cases": "6", "starts": "09:00", "date": "2027-03-12"}, "da")
    assert "74 minutter i stedet for 60" in refused.value.say("da") and "74 minutes" in refused.value.say("en")
    assert "--" not in refused.value.say("da") + refused.value.say("en")


def test_the_place_is_all_that_is_typed_and_danger_in_it_stops_the_tool(window) -> None:
    """Fails with `typed` giving nothing."""
    leader = window()
    tool, _ = desk(leader).paper("plan-calendar")
    assert tool.typed(WISH | {"place": "Sal 2"}) == "Sal 2"
    html = planned(leader, place=ACUTE)
    assert 'href="tel:112"' in html and '<ol class="plan">' not in html and ACUTE not in seen(html)


@pytest.mark.parametrize("place", ["<img src=x onerror='1'>{{1}}${2}`3`", '"></form><script>1</script>'])
def test_an_odd_place_stays_in_its_field_as_it_is(window, place) -> None:
    """Fails with `inert` left out of the field."""
    html = planned(window(), place=place)
    assert "<script" not in html and "<img" not in html and "${" not in html and "{{" not in html
    assert shown(html)["place"] == place
