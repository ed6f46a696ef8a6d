"""Screen: is this still a matter for questions? Sees every text before anything else does."""

from __future__ import annotations

from companion.method.compose import offers, shown_line
from companion.method.state import Held, State
from companion.safety.screen import screen as screened
from companion.safety.words import concern_text, is_quiet, strain_quote
from companion.vocabulary import Concern, Reply, ShownConcern, Turn


def screen(state: State) -> State:
    """What the last reply gives reason for. Danger, and a loud duty, stop the questions; the rest is one quiet line."""
    reply = state["reply"]
    words = fresh_words(state, reply) if reply else ""
    concern = screened(words) if words else None
    if reply is None or concern is None or concern.level == "none" or _told(state, concern):
        return State(concern=None)
    step = state["question"].step
    text = concern_text(concern, state["lang"], strain_quote(words))
    shown = ShownConcern(level=concern.level, step=step, signals=concern.signals, text=text)
    update = State(shown=[*state["shown"], shown])
    if stops(concern):
        return update | State(concern=concern, held=Held(reply=reply, question=state["question"]))
    turn = Turn(who="companion", step=step, text=text)
    return update | State(concern=None, note=text, turns=[*state["turns"], turn])


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
    """True when nothing new is said: the same signals were spoken to before. Danger to life is always said again."""
    new = set(concern.signals)
    return concern.level != "acute" and any(
        said.level == concern.level and new <= set(said.signals) for said in state["shown"]
    )
