"""Screen: is this still a matter for questions? Sees every text before anything else does."""

from __future__ import annotations

import datetime as dt

from companion.brief.words import date_in_words
from companion.method.compose import offers, shown_line
from companion.method.state import Held, State
from companion.safety.outside import asked_for, outside_text
from companion.safety.screen import ORDER
from companion.safety.screen import screen as screened
from companion.safety.words import concern_text, is_quiet, strain_quote
from companion.vocabulary import Both, Concern, ConcernLevel, Reply, ShownConcern, Turn

BY_A_MODEL = "model"
"""The signal of a concern that a model raised."""
_SAID = frozenset({"answer", "add"})
"""Replies in which something may be asked of the companion itself; in a form the same words are for the others."""
_ONWARD = frozenset({"answer", "keep", "add", "skip", "stop"})
"""Replies after which a line may stand that has nothing to do with what was said."""
_DAYS_ALONE = 3
"""After so many days without a meeting it is said that there are people, and again after as many more."""
_HERE = Both(
    da="Du har nu været her flere forskellige dage med den samme udfordring. ",
    en="You have now been here on several different days with the same challenge. ",
)
_PEOPLE = Both(
    da="Jeg kan blive ved med at spørge, men jeg har aldrig prøvet noget selv. Det har de andre i dit netværk, og du "
    "behøver ikke vente til næste møde med at ringe til en af dem.",
    en="I can go on asking, but I have never been through anything myself. The others in your network have, and you need "
    "not wait for the next meeting to call one of them.",
)
_MEETING = Both(
    da="Den {date} kan du tage den med til de andre. Er det længe at vente, så ring til en af dem.",
    en="On {date} you can take it to the others. If that is long to wait, call one of them.",
)
_STILL_HERE = Both(
    da="Vi er her igen med den samme udfordring. Hvem du end tager den med til, netværket, din egen leder eller en "
    "kollega, får du noget andet, end jeg kan give.",
    en="Here we are again with the same challenge. Whoever you take it to, the network, your own manager or a colleague, "
    "you will get something other than I can give.",
)


def screen(state: State) -> State:
    """What the last reply gives reason for. Danger, and a loud duty, stop the questions; the rest is one quiet line: strain
    or a quiet duty first, then what the companion was asked for, then that there are people to take this to."""
    reply = state["reply"]
    words = fresh_words(state, reply) if reply else ""
    concern = screened(words) if words else None
    if reply is None:
        return State(concern=None)
    if concern is None or concern.level == "none" or _told(state, concern):
        return State(concern=None) | (_asked_outside(state, reply) or _back_to_people(state, reply))
    again = any(said.level == "strain" for said in state["shown"])
    text = concern_text(concern, state["lang"], strain_quote(words), again)
    return _shown(state, concern, text, state["question"].step, reply)


def raised(state: State, level: ConcernLevel, step: str) -> State:
    """What follows where a model takes what was said at `step` for graver than anything that was shown in this case: the same
    as when the screen does. It raises, it never lowers, and each level once."""
    before = max((ORDER.index(said.level) for said in state["shown"]), default=0)
    if ORDER.index(level) <= before:
        return State()
    concern = Concern(level=level, signals=(BY_A_MODEL,))
    onward = Reply(question_id=state["question"].id, kind="go_on")
    return _shown(state, concern, concern_text(concern, state["lang"]), step, onward)


def _shown(state: State, concern: Concern, text: str, step: str, reply: Reply) -> State:
    """A concern as it is shown: the questions stop and `reply` waits, or a line stands above the next. What waits behind a
    pause already goes on waiting: what came upon it was taken in as it came."""
    shown = ShownConcern(level=concern.level, step=step, signals=concern.signals, text=text)
    update = State(shown=[*state["shown"], shown])
    if stops(concern):
        waits = state["held"] if state["question"].kind == "pause" else None
        return update | State(concern=concern, held=waits or Held(reply=reply, question=state["question"]))
    return update | State(concern=None) | _noted(state, text, step)


def stops(concern: Concern) -> bool:
    """True where the questions stop until the leader chooses: danger to life, or a duty that is not said quietly."""
    return concern.level == "acute" or (concern.level == "duty" and not is_quiet(concern))


def fresh_words(state: State, reply: Reply) -> str:
    """What the leader wrote that the screen has not seen: a form sends back much that was screened as it was said."""
    seen = {said for line in state["lines"] for said in (line.said, line.text, shown_line(line, state))}
    if brief := state["brief"]:
        seen |= {brief.key_question, brief.wish, brief.dilemma, brief.next_time}
    seen |= {wish.text.to(state["lang"]) for wish in offers().wishes}
    seen |= {key.text.to(state["lang"]) for key in offers().key_questions}
    parts = (reply.text, *reply.form.values())
    return "\n".join(part for part in parts if part and part not in seen)


def _told(state: State, concern: Concern) -> bool:
    """True when nothing new is said: the same signals were spoken to before, or quietly the same line. Danger to life is
    always said again."""
    new, quiet = set(concern.signals), is_quiet(concern)
    same = [Concern(level=said.level, signals=said.signals) for said in state["shown"] if said.level == concern.level]
    return concern.level != "acute" and any(new <= set(said.signals) or (quiet and is_quiet(said)) for said in same)


def _asked_outside(state: State, reply: Reply) -> State:
    """What is said when the companion is asked for something it does not do; the next question follows as it would have."""
    kind = asked_for(reply.text) if reply.kind in _SAID else ""
    if not kind:
        return State()
    before = state.get("outside", [])
    return State(outside=[*before, kind]) | _noted(state, outside_text(kind, state["lang"], before.count(kind)))


def _back_to_people(state: State, reply: Reply) -> State:
    """What is said to a leader who comes back alone, day after day, with the same case."""
    days, pointed = state.get("days", []), state.get("pointed", "")
    if reply.kind not in _ONWARD or not days:
        return State()
    met = _last_meeting(state, days[-1])
    alone = [day for day in days if day > max(met, pointed)]
    if len(alone) < _DAYS_ALONE:
        return State()
    return State(pointed=days[-1]) | _noted(state, _people(state, again=pointed > met))


def _last_meeting(state: State, today: str) -> str:
    """The ISO date of the last meeting that was held, or whose date has passed; empty when there was none."""
    held = [told.at.date().isoformat() for told in state["follow_ups"] if told.held]
    return max([*held, *(date for date in [state["meeting"]] if date < today)], default="")


def _people(state: State, again: bool) -> str:
    lang, meeting = state["lang"], state["meeting"]
    if again:
        return _STILL_HERE.to(lang)
    if meeting >= state["days"][-1]:
        return _HERE.to(lang) + _MEETING.to(lang, date=date_in_words(dt.date.fromisoformat(meeting), lang))
    return _HERE.to(lang) + _PEOPLE.to(lang)


def _noted(state: State, text: str, step: str | None = None) -> State:
    """One line above the next question, and in the conversation; with a step where it is about what was said there."""
    turn = Turn(who="companion", step=step, text=text)
    return State(note=text, turns=[*state["turns"], turn])
