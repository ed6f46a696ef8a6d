"""Meeting plans: to the minute, no block too short, groups of three or four or the exception said, refusals that help."""

from __future__ import annotations

import random
import re
from itertools import groupby

import pytest

from companion.errors import WrongUse
from companion.facilitation.plan import MOST, Plan, Wanted, chosen, make_plan, nearest
from companion.facilitation.plan_data import FACILITATORS, MEETINGS, meetings
from companion.facilitation.plan_groups import groups_in_words, rounds
from companion.facilitation.plan_solve import Frame, Slot, allot, fits, shared
from companion.vocabulary import LANGS

WORKED = Wanted(meeting="following", minutes=120, people=6, cases=2)
EXAMPLE = [
    (0, 5, "arrival", "Telefonerne væk. Det, der siges her, bliver her."),
    (5, 15, "follow-up", "Hvad satte du dig for, og hvad skete der?"),
    (20, 30, "theme", "Hold fokus på din egen rolle som leder."),
    (50, 10, "pause", "Vi starter igen til tiden."),
    (60, 5, "groups", "Er nogen af jer part i det? Så byt nu."),
    (65, 20, "round", "Efter 12 minutter: ”Nu erfaringerne.”"),
    (85, 15, "together", "Hvilket spørgsmål flyttede noget? Genfortæl ikke, hvad der blev sagt."),
    (100, 10, "agreements", "Hvem spørger dig næste gang?"),
    (110, 8, "evaluation", "Hvad har især været godt i dag? Hvad savnede vi?"),
    (118, 2, "close", "Tak. Tag jeres papirer med."),
]


def any_wanted(dice: random.Random) -> Wanted:
    """A meeting somebody might ask for; one in many cannot be had."""
    return Wanted(
        meeting=dice.choice(MEETINGS),
        minutes=dice.randint(-5, 300),
        people=dice.choice([*range(3, 13), *range(1, 43)]),
        cases=dice.choice([None, 0, 1, 2, 3, 4, dice.randint(-1, 42)]),
        online=dice.random() < 0.3,
        facilitator=dice.choice(FACILITATORS),
        late=dice.choice([0, 0, 0, 15, dice.randint(-2, 60)]),
    )


def faults(plan: Plan) -> list[str]:
    """Everything a plan must not be, by name."""
    wanted, known, found = plan.wanted, meetings(), []
    ends = [block.start_min + block.minutes for block in plan.blocks]
    if [wanted.late, *ends] != [*(block.start_min for block in plan.blocks), wanted.minutes]:
        found.append("sum")
    layout = chosen(wanted)
    slots = iter(zip(layout.slots, layout.entries, strict=True))
    for block in plan.blocks:
        slot, (source, _) = (None, (known.pause, 0)) if block.id == "pause" else next(slots, (None, (known.pause, 0)))
        least, _, most = source.minutes.for_each_of(0) if slot is None else slot[:3]
        found += [] if least <= block.minutes <= most and block.id == source.id else ["bounds"]
    stretches = [list(run) for pause, run in groupby(plan.blocks, lambda block: block.id == "pause") if not pause]
    lengths = [sum(block.minutes for block in run) for run in stretches]
    if max(lengths) > known.pause_after or (len(lengths) > 1 and min(lengths) < known.shortest_stretch):
        found.append("pause")
    for sizes in plan.groups:
        odd = [size for size in sizes if size not in (3, 4)]
        if sum(sizes) != wanted.people or (odd and not any("observ" in note for note in plan.notes)):
            found.append("groups")
    if sum(len(sizes) for sizes in plan.groups) != plan.cases or (wanted.cases not in (None, plan.cases)):
        found.append("cases")
    return found


def test_the_worked_example_block_by_block() -> None:
    plan = make_plan(WORKED, "da")
    assert [(one.start_min, one.minutes, one.id, one.say) for one in plan.blocks] == EXAMPLE
    assert plan.groups == ((3, 3),) and plan.notes == ()
    assert [slot.usual for slot in chosen(WORKED).slots] == [row[1] for row in EXAMPLE if row[2] != "pause"]
    told = {one.id: f"{one.title} {one.how}" for one in plan.blocks}
    assert "2 minutter til hver" in told["follow-up"] and "to grupper på tre" in told["groups"]
    assert "5 min. åbning · 10 min. to og to · 15 min. sammen" in told["theme"]
    assert re.findall(r"(\d+) min\.", told["round"]) == ["2", "10", "5", "2", "1"]


@pytest.mark.parametrize("seed", range(6))
def test_every_plan_holds_and_every_refusal_helps(seed: int) -> None:
    dice, made, refused = random.Random(seed), 0, 0
    for _ in range(600):
        wanted = any_wanted(dice)
        if chosen(wanted):
            made += 1
            assert not faults(make_plan(wanted, dice.choice(LANGS))), wanted
        else:
            refused += 1
            with pytest.raises(WrongUse) as told:
                make_plan(wanted, "da")
            other = Wanted.model_validate({**wanted.model_dump(), **flags(told.value.say("da"))})
            assert other != wanted and other == nearest(wanted)
            assert not faults(make_plan(other, "en")), (wanted, other)
    assert made > 100 and refused > 100


def flags(message: str) -> dict[str, int]:
    """What a refusal says to change."""
    return {name: int(value) for name, value in re.findall(r"--(\w+) (\d+)", message)}


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        ({"start_min": 1}, "sum"),
        ({"minutes": 6}, "sum"),
        ({"minutes": 1}, "bounds"),
        ({"minutes": 60}, "pause"),
        ({"id": "close"}, "bounds"),
    ],
)
def test_a_spoiled_plan_is_seen(spoiled: dict, fault: str) -> None:
    plan = make_plan(WORKED, "da")
    first = plan.blocks[0].model_copy(update=spoiled)
    assert fault in faults(plan.model_copy(update={"blocks": (first, *plan.blocks[1:])}))


@pytest.mark.parametrize(
    ("spoiled", "fault"),
    [
        ({"groups": ((2, 4),)}, "groups"),
        ({"groups": ((3, 4),)}, "groups"),
        ({"groups": ((6,),)}, "cases"),
        ({"cases": 3}, "cases"),
    ],
)
def test_spoiled_groups_are_seen(spoiled: dict, fault: str) -> None:
    assert fault in faults(make_plan(WORKED, "da").model_copy(update=spoiled))


@pytest.mark.parametrize(
    ("people", "cases", "sizes"),
    [
        (3, 1, ((3,),)),
        (4, 1, ((4,),)),
        (5, 1, ((5,),)),
        (5, 2, ((5,), (5,))),
        (6, 1, ((6,),)),
        (6, 3, ((3, 3), (6,))),
        (7, 2, ((4, 3),)),
        (9, 2, ((5, 4),)),
        (12, 3, ((4, 4, 4),)),
        (12, 4, ((3, 3, 3, 3),)),
        (12, 5, ((4, 4, 4), (6, 6))),
        (40, 10, ((4,) * 10,)),
        (40, 2, None),
        (9, 1, None),
    ],
)
def test_who_sits_together(people: int, cases: int, sizes: tuple | None) -> None:
    assert rounds(people, cases) == sizes


@pytest.mark.parametrize("people", range(6, MOST + 1))
def test_without_a_number_of_cases_all_groups_are_three_or_four(people: int) -> None:
    plan = make_plan(Wanted(meeting="following", minutes=150, people=people), "da")
    assert plan.groups and {size for sizes in plan.groups for size in sizes} <= {3, 4}


@pytest.mark.parametrize(
    ("sizes", "da", "en"),
    [
        ((3, 3), "to grupper på tre", "two groups of three"),
        ((4, 3), "én gruppe på fire og én gruppe på tre", "one group of four and one group of three"),
        ((5,), "én gruppe på fem, heraf to som observatører", "one group of five, two of them observing"),
    ],
)
def test_groups_in_words(sizes: tuple, da: str, en: str) -> None:
    assert (groups_in_words(sizes, "da"), groups_in_words(sizes, "en")) == (da, en)


@pytest.mark.parametrize("minutes", range(15, 21))
def test_most_of_a_round_goes_to_questions(minutes: int) -> None:
    parts = next(block for block in meetings().blocks if block.id == "round").parts
    given = shared(tuple(Slot(part.least, part.usual, minutes) for part in parts), minutes)
    assert sum(given) == minutes and 2 * given[1] >= minutes
    assert all(had >= part.least for had, part in zip(given, parts, strict=True))


def test_a_late_start_ends_on_time() -> None:
    plan = make_plan(WORKED.model_copy(update={"late": 15}), "da")
    assert (plan.blocks[0].start_min, plan.blocks[-1].start_min + plan.blocks[-1].minutes) == (15, 120)
    assert {one.id for one in plan.blocks} == {row[2] for row in EXAMPLE} and "15 minutter" in plan.notes[0]


def test_what_is_left_out_is_said() -> None:
    plan = make_plan(Wanted(meeting="following", minutes=45, people=6, cases=2), "da")
    assert "theme" not in {one.id for one in plan.blocks} and plan.notes == ("Der er ikke tid til: Tema.",)


@pytest.mark.parametrize(
    ("wanted", "changed"),
    [
        ({"minutes": 20}, {"minutes"}),
        ({"minutes": 1000}, {"minutes"}),
        ({"cases": 7}, {"cases"}),
        ({"people": 41, "cases": None}, {"people"}),
        ({"people": 2, "cases": 1}, {"people"}),
        ({"people": 12, "cases": 1}, {"cases"}),
        ({"meeting": "sparring", "minutes": 60, "cases": 0}, {"cases"}),
        ({"late": 120}, {"late"}),
    ],
)
def test_the_nearest_changes_as_little_as_can_be(wanted: dict, changed: set[str]) -> None:
    asked = WORKED.model_copy(update=wanted)
    other = nearest(asked)
    assert chosen(other) and not chosen(asked)
    assert {name for name in Wanted.model_fields if getattr(asked, name) != getattr(other, name)} == changed


@pytest.mark.parametrize(
    ("wanted", "id", "said"),
    [
        ({"online": True}, "groups", "grupperum"),
        ({"facilitator": "rolling"}, "agreements", "faciliterer næste gang"),
        ({"facilitator": "outside"}, "groups", "ikke med i en gruppe"),
        ({"people": 24, "cases": 6}, "follow-up", "tre borde med otte"),
    ],
)
def test_how_the_meeting_is_held_is_heard(wanted: dict, id: str, said: str) -> None:
    def how(plan: Plan) -> str:
        return next(one.how for one in plan.blocks if one.id == id)

    assert said in how(make_plan(WORKED.model_copy(update=wanted), "da")) and said not in how(make_plan(WORKED, "da"))


def test_small_sums_against_every_combination() -> None:
    slots, frame = (Slot(2, 5, 6), Slot(8, 10, 15, True), Slot(1, 2, 4, True)), Frame(Slot(2, 3, 4), 5, 20)
    for minutes in range(60):
        brute = _every_sum(slots, frame)
        assert fits(slots, minutes, frame) == (minutes in brute), minutes
        if minutes in brute:
            assert sum(given for _, given in allot(slots, minutes, frame)) == minutes


def _every_sum(slots: tuple[Slot, ...], frame: Frame) -> set[int]:
    """The minutes that can be had, by trying everything."""
    found = set()
    stack = [(0, 0, 0, 0)]
    while stack:
        index, total, stretch, pauses = stack.pop()
        if stretch > frame.stretch or (pauses and index == len(slots) and stretch < frame.shortest):
            continue
        if index == len(slots):
            found |= {total} if pauses or total <= frame.stretch else set()
            continue
        for given in range(slots[index].least, slots[index].most + 1):
            stack.append((index + 1, total + given, stretch + given, pauses))
            if index and slots[index].pause_before and stretch >= frame.shortest:
                for rest in range(frame.pause.least, frame.pause.most + 1):
                    stack.append((index + 1, total + rest + given, given, pauses + 1))
    return found


@pytest.mark.parametrize("people", [3, 6, 7, 11, 12, 13, 40])
def test_nobody_is_promised_more_than_there_is(people: int) -> None:
    """Two minutes each to present oneself and five to be interviewed, as the source has it."""
    blocks = {one.id: one for one in make_plan(Wanted(meeting="first", minutes=130, people=people), "da").blocks}
    assert "2 minutter til hver" in blocks["presentation"].how and "5 minutter til hver" in blocks["interviews"].how
    assert blocks["presentation"].minutes > 2 * meetings().people_in_a_round(people)
    assert blocks["interviews"].minutes >= 5 * (2 + people % 2)


def test_a_pause_right_after_the_beginning_is_seen() -> None:
    plan = make_plan(WORKED, "da")
    early = (plan.blocks[0], plan.blocks[1].model_copy(update={"id": "pause"}), *plan.blocks[2:])
    assert "pause" in faults(plan.model_copy(update={"blocks": early}))


def test_the_same_is_asked_the_same_is_answered() -> None:
    assert make_plan(WORKED, "en") == make_plan(WORKED, "en")
