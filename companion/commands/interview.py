"""`companion prepare` in a terminal: one question at a time, then a short look at the brief."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from companion.brief import reading_seconds
from companion.brief.words import date_in_words
from companion.casebook.casebook import OWN, Casebook
from companion.casebook.summary import Draft
from companion.commands.look_over import look_over
from companion.commands.terminal import Left, Said, answer, commands, line, say
from companion.errors import WrongUse
from companion.method.state import State
from companion.safety.helplines import Route, routes
from companion.safety.words import help_words
from companion.vocabulary import Both, Lang, Question, Reply
from companion.welcome import welcome_turn

_EMPTY = Both(
    da="Der står ikke noget endnu. Skriv et par ord, eller skriv /spring.",
    en="There is nothing here yet. Write a few words, or write /skip.",
)
_CHANGING = Both(
    da="Du retter et svar. De senere svar bliver stående. Før skrev du: ”{words}”",
    en="You are changing an answer. The later ones stay. Before, you wrote: “{words}”",
)
_UNSENT = Both(da="Du var i gang med: ”{words}”", en="You had begun: “{words}”")
_MAY_KEEP = Both(da="Skriv /behold for at lade det stå.", en="Write /keep to let it stand.")
_NOTHING_STANDS = Both(da="Her står endnu ikke noget, der kan blive stående.", en="Nothing stands here yet.")
_NO_MORE = Both(
    da="Jeg har ikke flere spørgsmål her. Svar, eller spring over.",
    en="I have no more questions here. Answer, or skip.",
)
_WORDED = Both(
    da="(Formuleret af sprogmodellen {model}. /anden giver et andet.)",
    en="(Worded by the language model {model}. /another gives another.)",
)
_ON_ITS_WAY = Both(da="Modtaget. Det næste er på vej.", en="Received. What comes next is on its way.")
_A_WHILE = 1.5
"""Seconds without a word after which the leader is told that something is coming: a model may take its time."""
_GO_ON = Both(da="Skriv v for at gå videre eller s for at stoppe:", en="Write g to go on or s to stop:")
_ON, _OFF = ("v", "videre", "g", "go", "go on"), ("s", "stop")
_LEFT_KEPT = Both(
    da="Vi stopper her. Det, du har svaret, er gemt. Start `companion`, når du vil fortsætte.",
    en="We stop here. What you answered is kept. Start `companion` when you want to continue.",
)
_LEFT = Both(
    da="Vi stopper her. Intet er gemt, og der er ikke lavet noget oplæg.",
    en="We stop here. Nothing is stored, and no brief was made.",
)
_CLOSE = Both(
    da="Dit oplæg ligger klar og tager {seconds} sekunder at læse højt. Den {date} er det de andres tur til at spørge.",
    en="Your brief is ready: {seconds} seconds aloud. On {date} it is the others’ turn to ask.",
)
_CLOSE_UNDATED = Both(
    da="Dit oplæg ligger klar og tager {seconds} sekunder at læse højt. På næste møde er det de andres tur til at "
    "spørge.",
    en="Your brief is ready: {seconds} seconds aloud. At the next meeting it is the others’ turn to ask.",
)
_NOBODY = (
    "Der kommer ingen svar fra terminalen. Kør det i en terminal, eller brug --answers FIL.yaml.",
    "No answers come from the terminal. Run it in one, or use --answers FILE.yaml.",
)


def interview(book: Casebook, lang: Lang, kept: bool, days: int, models: str = "") -> State:
    """A whole sitting. Ends with an approved brief, or where the leader left; with `kept` the answers stay. `models`: what
    something may be sent to, by name and host."""
    welcome = welcome_turn(lang, kept, days, models=models)
    case_id = book.begin(OWN, lang, start=State(turns=[welcome]))
    say(welcome.text)
    say(commands(lang))
    try:
        while (state := book.look(OWN, case_id))["question"].kind != "done":
            reply = _reply(state)
            if reply is None:
                raise Left("")
            _take(book, case_id, reply, lang)
    except Left as left:
        return _left(book, case_id, left, lang, kept)
    say(_closing(state))
    return state


def _take(book: Casebook, case_id: str, reply: Reply, lang: Lang) -> None:
    """The reply; words in front of /stop and /more are an answer first, and the press follows it."""
    if reply.kind not in ("stop", "more") or not reply.text:
        _send(book, case_id, reply, lang)
        return
    state = _send(book, case_id, Reply(question_id=reply.question_id, kind="answer", text=reply.text), lang)
    if state["question"].kind not in ("pause", "review"):
        if state["note"]:
            say(state["note"])
        then = Reply(question_id=state["question"].id, kind=reply.kind, step=reply.step)
        _send(book, case_id, then, lang)


def _send(book: Casebook, case_id: str, reply: Reply, lang: Lang) -> State:
    """Where the case stands after the reply. Whoever will not wait for what comes next may leave: the reply is received."""
    book.receive(OWN, case_id, reply)
    try:
        with _patience(lang):
            return book.carry_on(OWN, case_id)
    except KeyboardInterrupt:
        raise Left("") from None


@contextmanager
def _patience(lang: Lang) -> Iterator[None]:
    """Says that something is coming when it takes a while."""
    told = Timer(_A_WHILE, say, [_ON_ITS_WAY.to(lang)])
    told.start()
    try:
        yield
    finally:
        told.cancel()


def _closing(state: State) -> str:
    brief, lang = state["brief"], state["lang"]
    assert brief is not None
    if not brief.date:
        return _CLOSE_UNDATED.to(lang, seconds=reading_seconds(brief))
    return _CLOSE.to(lang, seconds=reading_seconds(brief), date=date_in_words(brief.date, lang))


def _left(book: Casebook, case_id: str, left: Left, lang: Lang, kept: bool) -> State:
    """A polite end; what stood half written is kept as the page keeps it. WrongUse when nobody was there at all."""
    state = book.look(OWN, case_id)
    if kept and left.half:
        book.keep_draft(OWN, case_id, Draft(question_id=state["question"].id, text=left.half))
    if not left.half and not any(turn.who == "leader" for turn in state["turns"]):
        book.delete(OWN, case_id)
        raise WrongUse(*_NOBODY)
    say((_LEFT_KEPT if kept else _LEFT).to(lang))
    return state


def _reply(state: State) -> Reply | None:
    """What the leader does where the case stands; None when they leave it there."""
    match state["question"].kind:
        case "pause":
            return _after_concern(state)
        case "review":
            return look_over(state)
        case _:
            return _in_sitting(state)


def _after_concern(state: State) -> Reply | None:
    """People to turn to, and the choice: nothing but a plain word goes on."""
    lang, said = state["lang"], state["shown"][-1]
    words = help_words(said.level, lang)
    say("\n\n".join([said.text, *(_route(route) for route in routes(said.level, lang)), words.closing]))
    while (typed := line(_GO_ON.to(lang)).lower()) not in (*_ON, *_OFF):
        continue
    return Reply(question_id=state["question"].id, kind="go_on") if typed in _ON else None


def _route(route: Route) -> str:
    name = "" if route.name == route.title else f" ({route.name})"
    return f"  {route.title}{name}: {route.text} {route.href if route.href.startswith('https:') else ''}".rstrip()


def _in_sitting(state: State) -> Reply | None:
    """The open question, and what the leader does with it; asked again until that is something."""
    lang, question = state["lang"], state["question"]
    _ask(state)
    while True:
        said = answer(lang)
        if said.press == "pause":
            raise Left(said.text)
        if said.press == "help":
            say(commands(lang))
        elif said.press == "answer" and not said.text:
            say(_EMPTY.to(lang))
        elif said.press == "keep" and not question.stands:
            say(_NOTHING_STANDS.to(lang))
        else:
            return _sent(question, said)


def _sent(question: Question, said: Said) -> Reply:
    """The reply: the words that are to stand, or those that stood there."""
    assert said.press not in ("pause", "help")
    if said.press == "keep":
        return Reply(question_id=question.id, kind="keep", text=question.stands)
    step = question.step if said.press == "more" else ""
    return Reply(question_id=question.id, kind=said.press, text=said.text, step=step)


def _ask(state: State) -> None:
    """The quiet line if there is one, the question, who worded it where that was a model, and what there is to know about
    it."""
    lang, question = state["lang"], state["question"]
    if state["note"]:
        say(state["note"])
    if _repeated(state):
        say(_NO_MORE.to(lang))
    say(question.spoken)
    if question.model:
        say(_WORDED.to(lang, model=question.model))
    before = next((old.text for old in state["answers"] if question.changes == old.question_id), "")
    half = state["unsent"].get(question.step, "")
    if before:
        say(_CHANGING.to(lang, words=before))
    if question.stands:
        say(_MAY_KEEP.to(lang))
    if half:
        say(_UNSENT.to(lang, words=half))


def _repeated(state: State) -> bool:
    """True when another question was asked for and there was none."""
    asked = [turn.text for turn in state["turns"] if turn.who == "companion"]
    return state["plan"].do == "another" and asked[-2:] == [asked[-1]] * 2
