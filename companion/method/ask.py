"""Ask: put the next question. One at a time; the source's own words first, deepening ones as the voice proposes."""

from __future__ import annotations

from langgraph.runtime import Runtime

from companion.method.screen import raised
from companion.method.sequence import Sequence, load_sequence
from companion.method.speak import asked_so_far, discretion, told, voice_for
from companion.method.state import Context, Plan, State
from companion.vocabulary import Both, Question, Step, Touch, Turn
from companion.voice import Situation, Wording, notice
from companion.voice.guided import GuidedVoice
from companion.voice.lint import lint

_ALREADY = Both(da="Du skrev allerede: ”{words}”", en="You already wrote: “{words}”")
_NO_MORE = Both(
    da="Jeg har ikke flere spørgsmål her. Svar, eller spring over.",
    en="I have no more questions here. Answer, or skip.",
)
_ON_ITS_OWN = Both(
    da="Sprogmodellen svarer ikke lige nu; spørgsmålet her er fra den faste samling.",
    en="The language model is not answering right now; this question is from the fixed collection.",
)
_NOTHING = Wording(text="")
_MIRROR_EVERY = 3
"""At most every third question mirrors the leader's words (voice.md)."""


def ask(state: State, runtime: Runtime[Context]) -> State:
    """The next question as `weigh` planned it."""
    plan, sequence = state["plan"], load_sequence(state["sequence"])
    if plan.do == "again":
        return _again(state, plan)
    if plan.do == "same":
        return _put(state, state["question"])
    step = sequence.step(plan.step)
    if plan.do == "source" and step.lets_speak:
        return _put(state, _source(state, sequence, step))
    wording = _wording(state, plan, step, runtime.context)
    heard = raised(state, wording.concern, step.name if step.lets_speak else state["question"].step)
    if heard.get("concern"):
        return heard | State(names=wording.names or state["names"])
    return heard | _worded(state | heard, sequence, step, wording)


def _wording(state: State, plan: Plan, step: Step, context: Context) -> Wording:
    """What the voice proposes, if the linter lets it through; else what the guided voice proposes, without a text when it has
    nothing more."""
    situation = Situation(
        lang=state["lang"],
        step=step,
        signals=plan.signals,
        answer=grown_from(state, step),
        used=tuple(state["used"]),
        may_mirror=plan.do == "deepen" and _mirror_is_due(state),
        told=told(state),
        asked=asked_so_far(state),
    )
    wording = voice_for(state, context).word(situation, discretion(state, context)) or _NOTHING
    if wording.text and not lint(wording.text).ok:
        heard = {"names": wording.names, "concern": wording.concern}
        return (GuidedVoice().word(situation) or _NOTHING).model_copy(update=heard)
    return wording


def _worded(state: State, sequence: Sequence, step: Step, wording: Wording) -> State:
    """The question as worded; where there is none, one that needs no words of its own."""
    if wording.text:
        return _from_bank(state, sequence, step, wording)
    if state["plan"].do == "another":
        note = f"{state['note']} {_NO_MORE.to(state['lang'])}".strip()
        return _put(state, state["question"]) | State(note=note)
    return _put(state, state["question"] if state["plan"].do != "source" else _source(state, sequence, step))


def _mirror_is_due(state: State) -> bool:
    """Rarely, and never beside a note that has just quoted the leader."""
    since = state["asked"] + 1 - state["mirrored"]
    return not state["note"] and (not state["mirrored"] or since >= _MIRROR_EVERY)


def grown_from(state: State, step: Step) -> str:
    """The leader's words a question grows out of: the last answer at the step; the whole case for the free question."""
    here = [answer.text for answer in state["answers"] if answer.step == step.name]
    if here and step.lets_speak:
        return here[-1]
    return "\n".join(answer.text for answer in state["answers"])


def _source(state: State, sequence: Sequence, step: Step) -> Question:
    """The step's own question, opened with what the leader already said about it, or with a plain transition."""
    lang = state["lang"]
    touch = touch_for(state, step.name)
    lead = _ALREADY.to(lang, words=touch.text) if touch else _transition(state, sequence, step)
    return Question(
        id=_next_id(state),
        step=step.name,
        kind="source",
        text=step.question.to(lang),
        lead=lead,
        stands=touch.text if touch else "",
        quoted=True,
    )


def touch_for(state: State, step: str) -> Touch | None:
    """What an earlier answer already said about `step`, when the step has no words of its own yet."""
    if any(answer.step == step for answer in state["answers"]):
        return None
    return next((touch for touch in state["touches"] if touch.step == step), None)


def _transition(state: State, sequence: Sequence, step: Step) -> str:
    """Half a sentence that closes the last step and opens this one; nothing before the first. A step that was passed
    over, or answered by not knowing, is not said to be done."""
    if not state["trail"]:
        return ""
    before = state["trail"][-1].step
    said = [answer.text for answer in state["answers"] if answer.step == before]
    answered = before != step.name and bool(said) and "dont_know" not in notice.signals(said[-1], before)
    closing = sequence.step(before).onward.to(state["lang"]) if answered else ""
    return f"{closing} {step.to_come.to(state['lang'])}".strip()


def _from_bank(state: State, sequence: Sequence, step: Step, wording: Wording) -> State:
    """A worded question as a question of the case, with the counts it moves."""
    counted = state["plan"].do == "deepen"
    first_free = state["plan"].do == "source"
    question = Question(
        id=_next_id(state),
        step=step.name,
        kind="open" if not step.lets_speak else "deepening",
        text=wording.text,
        lead=_transition(state, sequence, step) if first_free else wording.lead,
        bank=wording.bank,
        model=wording.model,
    )
    update = _put(state, question) | _of_the_model(state, wording)
    update["used"] = [*state["used"], wording.bank] if wording.bank else state["used"]
    update["deepened"] = [*state["deepened"], step.name] if counted else state["deepened"]
    update["mirrored"] = state["asked"] + 1 if wording.mirrored else state["mirrored"]
    return update


def _of_the_model(state: State, wording: Wording) -> State:
    """What a call out leaves in the case: names that were hidden for it; that it was made in vain, said once, in half a
    sentence, where nothing else is said above the question."""
    update = State(without_model=wording.handed_over, names=wording.names or state["names"])
    if wording.handed_over and not state["without_model"] and not state["note"]:
        update["note"] = _ON_ITS_OWN.to(state["lang"])
    elif wording.handed_over and state["note"]:
        update["without_model"] = state["without_model"]
    return update


def _again(state: State, plan: Plan) -> State:
    """An answered question put once more, so that its answer can be changed."""
    earlier = next(question for question in state["trail"] if question.id == plan.target)
    kept = earlier.model_copy(update={"id": _next_id(state), "changes": earlier.id, "lead": "", "stands": ""})
    return _put(state, kept)


def _next_id(state: State) -> str:
    return f"q{state['asked'] + 1}"


def _put(state: State, question: Question) -> State:
    """`question` as the open one, under an id of its own, with its turn."""
    fresh = question.model_copy(update={"id": _next_id(state)})
    turn = Turn(who="companion", step=fresh.step, text=fresh.spoken, model=fresh.model)
    return State(question=fresh, asked=state["asked"] + 1, turns=[*state["turns"], turn], reply=None)
