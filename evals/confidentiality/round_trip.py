"""`python -m evals.confidentiality.round_trip`: are the names right again when a masked text comes back changed?

Every text is masked, every placeholder in it is changed in one way, and the whole is restored, twice: alone, as what a model
writes of its own accord, and beside what was sent, as a copy or a quotation of it. A text counts as exact when the original
stands there to the last character. Alone it can only do so where text and roster write each person in one way: of the others
it is counted whether the right person stands there in another form. No wrong person may ever stand anywhere.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from companion.confidentiality.pseudonyms import Masked, Restorer, learned, mask, restore
from companion.vocabulary import Names
from evals.confidentiality.drifts import RESTORING, VISIBLE, Drift, at_random
from evals.confidentiality.marked import HERE, read
from evals.confidentiality.round_trip_texts import HAND, Text, made

MADE = 120
SEED = 5
_GENITIVE = re.compile(r"(?:['’]s|s|['’](?=\s\w|$))(?!\w)")
_BEFORE_TEN = "Vi er Amalie, Benjamin, Cecilie, Ditte, Emilie, Frederikke, Gunnar, Hjalmar og Ingeborg."


class Place(NamedTuple):
    """A placeholder in a masked text: the words in front of it, what it stands for, its genitive."""

    lead: str
    token: str
    name: str
    ending: str


class Sample(NamedTuple):
    """A text to be sent round: its places, the words after the last, and how each person is written in it."""

    masked: Masked
    places: list[Place]
    tail: str
    forms: dict[str, set[str]]

    @property
    def one_form(self) -> bool:
        """True when each person is written in one way only, in the text and on the roster; a genitive is no other way."""
        return all(len(_written(list(_known(self, token)))) == 1 for token in self.forms)


def _written(forms: Sequence[str]) -> list[str]:
    """The forms that are no genitive of another."""
    return [
        form for form in forms if not any(form != one and _GENITIVE.fullmatch(form.removeprefix(one)) for one in forms)
    ]


def samples() -> list[Sample]:
    """Every text that holds anything to hide: by hand, made, and the stories the detector was tuned on."""
    texts = [Text(text) for text in HAND] + made(MADE, SEED)
    texts += [Text(story.text, story.people) for story in read(HERE / "tuned.jsonl")]
    found = [sample(one, Names()) for one in texts]
    return [one for one in found if one.places]


def sample(text: Text, names: Names) -> Sample:
    """A text masked and taken apart."""
    masked = mask(text.text, names, text.people)
    places, last = [], 0
    forms: dict[str, set[str]] = {}
    for entity in masked.entities:
        ending = _GENITIVE.match(text.text, entity.end)
        places.append(
            Place(text.text[last : entity.start], entity.placeholder, entity.text, ending.group() if ending else "")
        )
        last = ending.end() if ending else entity.end
        forms.setdefault(entity.placeholder, set()).add(entity.text)
    return Sample(masked, places, text.text[last:], forms)


def drifted(one: Sample, drift: Drift) -> tuple[str, list[str]] | None:
    """The text as it comes back, and what should stand at each place; None where the drift changes nothing."""
    out, expected, changed = "", [], False
    for place in one.places:
        pair = drift(place.token, place.name, place.ending)
        changed = changed or pair is not None
        came, wanted = pair or (place.token + place.ending, place.name + place.ending)
        out += place.lead + came
        expected.append(wanted)
    return (out + one.tail, expected) if changed else None


def judged(one: Sample, expected: Sequence[str], text: str) -> Counter[str]:
    """What stands at each place of a restored text: exact, another form of the same, a wrong person, or something else."""
    wanted = "".join(place.lead + words for place, words in zip(one.places, expected, strict=True)) + one.tail
    if text == wanted:
        return Counter(exact=len(expected))
    pattern = "".join(re.escape(place.lead) + "(.*?)" for place in one.places) + re.escape(one.tail)
    match = re.fullmatch(pattern, text, re.DOTALL)
    if match is None:
        return Counter(broken=len(expected))
    return Counter(_judged(one, *pair) for pair in zip(one.places, expected, match.groups(), strict=True))


def _judged(one: Sample, place: Place, wanted: str, there: str) -> str:
    if there == wanted:
        return "exact"
    own = one.forms[place.token]
    if any(re.fullmatch(_loosely(wanted, place, form), there) for form in own | set(_known(one, place.token))):
        return "form"
    others = {form for token, forms in one.forms.items() if token != place.token for form in forms - own}
    return "wrong" if any(re.search(rf"(?<!\w){re.escape(form)}", there) for form in others) else "broken"


def _known(one: Sample, token: str) -> Iterator[str]:
    return (form for hidden in one.masked.names.hidden if hidden.placeholder == token for form in hidden.forms)


def _loosely(wanted: str, place: Place, form: str) -> str:
    """What should stand there, with another form of the name and any genitive."""
    at = wanted.find(place.name)
    after = wanted[at + len(place.name) :].removesuffix(place.ending)
    return re.escape(wanted[:at]) + re.escape(form) + re.escape(after) + r"(?:['’]?s|['’])?" if at >= 0 else r"(?!)"


class Reading(NamedTuple):
    """One kind of drift: texts exact of texts tried, alone (each person written in one way) and beside what was sent;
    and how many places show another form of the right person, a wrong person, or anything else."""

    alone: list[bool]
    beside: list[bool]
    places: Counter[str]


def reading(found: Sequence[Sample], drift: Drift, put_back: Callable[[str, Sample], str] | None = None) -> Reading:
    """Every text under one kind of drift."""
    alone, beside, places = [], [], Counter[str]()
    for one in found:
        back = drifted(one, drift)
        if back is None or _unfit(one, drift):
            continue
        text, expected = back
        first = judged(one, expected, put_back(text, one) if put_back else restore(text, one.masked.names).text)
        second = judged(one, expected, restore(text, one.masked.names, [one.masked]).text)
        if one.one_form:
            alone.append(set(first) == {"exact"})
        beside.append(set(second) == {"exact"})
        places += first + (Counter() if put_back else second)
    return Reading(alone, beside, places)


def _unfit(one: Sample, drift: Drift) -> bool:
    """Half a bracket tells nothing in a text with brackets of its own, and a bare word nothing inside another word."""
    around = [*(place.lead for place in one.places), one.tail]
    if drift is RESTORING["half a bracket"]:
        return any(char in part for part in around for char in "[]")
    if drift in (RESTORING["no brackets"], RESTORING["italic, underscores"]):
        return any(re.search(r"\w$|[.,\\]$", part) for part in around[:-1] if part) or any(
            re.match(r"\w|[.,]\d", part) for part in around[1:]
        )
    return False


def streamed(text: str, one: Sample) -> str:
    """Put back piece by piece, in pieces of one to nine characters."""
    rng, restorer, out = random.Random(len(text)), Restorer(one.masked.names), ""
    while text:
        cut = rng.randint(1, 9)
        out += restorer.feed(text[:cut])
        text = text[cut:]
    return out + restorer.flush()


def after_ten() -> list[Sample]:
    """The made texts in a case that already has nine people: theirs are 10, 11, 12 …, beside 1."""
    names = learned(Names(), _BEFORE_TEN)
    return [sample(Text(f"Amalie ved det. {one.text}", one.people), names) for one in made(MADE, SEED)]


def lines() -> Iterator[str]:
    """The table, a kind of drift a line."""
    found = samples()
    single = sum(one.one_form for one in found)
    yield f"{len(found)} texts, {sum(len(one.places) for one in found)} placeholders; {single} write each person in one way"
    yield f"{'comes back as':36}{'alone':>18}{'beside sent':>18}{'other form':>12}{'wrong':>7}{'broken':>8}"
    total: list[Reading] = []
    for name, drift in RESTORING.items():
        total.append(reading(found, drift))
        yield _line(name, total[-1])
    total.append(reading(found, at_random(random.Random(SEED))))
    yield _line("any of these, at random", total[-1])
    total.append(reading(found, RESTORING["as sent"], streamed))
    yield _line("in pieces", total[-1])
    ten = after_ten()
    for name in ("as sent", "no brackets", "genitive in the bracket"):
        total.append(reading(ten, RESTORING[name]))
        yield _line(f"10 beside 1, {name}", total[-1])
    yield _line("all that restore", _sum(total))
    stay = [reading(found, drift) for drift in VISIBLE.values()]
    yield from (_line(f"stays: {name}", one) for name, one in zip(VISIBLE, stay, strict=True))
    yield _line("all that stay visible", _sum(stay))


def _sum(readings: Sequence[Reading]) -> Reading:
    return Reading(
        [held for one in readings for held in one.alone],
        [held for one in readings for held in one.beside],
        sum((one.places for one in readings), Counter[str]()),
    )


def _line(name: str, one: Reading) -> str:
    places = one.places
    return f"{name:36}{_of(one.alone):>18}{_of(one.beside):>18}{places['form']:>12}{places['wrong']:>7}{places['broken']:>8}"


def _of(held: Sequence[bool]) -> str:
    return f"{sum(held)}/{len(held)} {sum(held) / len(held):.4f}" if held else "–"


if __name__ == "__main__":
    for line in lines():
        print(line, flush=True)
    sys.exit(0)
