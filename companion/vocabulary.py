"""The words of the domain, as frozen models. One word for one thing, the same in code, card, eval and page.

Imports nothing of ours. No model ever prints what a leader wrote in a validation error.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["da", "en"]
LANGS: tuple[Lang, ...] = ("da", "en")


class Word(BaseModel):
    """Base of every domain model: frozen, closed to unknown keys, silent about its input when it refuses it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Both(Word):
    """One text in the two languages of the product."""

    da: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def to(self, lang: Lang, **values: object) -> str:
        """The text in `lang`; `{names}` in it are filled from `values`."""
        text = self.da if lang == "da" else self.en
        return text.format(**values) if values else text


class Citation(Word):
    """Where something comes from: the number of a source text ("002") and a heading in it (see knowledge/sources.yaml)."""

    source: str = Field(pattern=r"^\d{3}$")
    section: str = Field(min_length=1)


class Step(Word):
    """A step of a question sequence."""

    name: str
    title: Both
    """Short, for the progress line on the page."""
    heading: Both
    """As it stands in the brief: "Jeg håber"."""
    question: Both
    """The source's own wording in Danish; the English is ours."""
    purpose: Both
    onward: Both
    """Said when the leader leaves this step having answered it: "Det var det, du håber på." """
    to_come: Both
    """Said in front of the question when arriving from an answered step: "Nu til det, du selv har tænkt:"."""
    lets_speak: bool = True
    """False where the step's own question is chosen from the bank (the free "Hv…?")."""


QuestionKind = Literal["source", "deepening", "open", "pause", "review", "done"]
"""The last three are places where the companion waits without asking: a concern was shown, the brief is up for review,
the brief is done."""


class Question(Word):
    """A question as it was put to the leader, words and all."""

    id: str
    """Unique within the case; a reply names the question it answers."""
    step: str
    kind: QuestionKind
    text: str = ""
    """The question sentence itself."""
    lead: str = ""
    """What stands in front of it: a transition, a mirror, or the leader's earlier words about this step."""
    stands: str = ""
    """The leader's own words that already answer this step, and may be left standing; empty when there are none."""
    quoted: bool = False
    """True for the source's own wording, which is exempt from the linter."""
    bank: str = ""
    """Id in the question bank; empty for a source question."""
    changes: str = ""
    """Id of the earlier question this one puts again, so that its answer can be changed."""
    model: str = ""
    """The model that worded it, as litellm names it; empty for what the method and the bank say."""

    @property
    def spoken(self) -> str:
        """Lead and question as one text."""
        return f"{self.lead} {self.text}".strip()


ReplyKind = Literal[
    "answer", "skip", "another", "more", "keep", "add", "back", "goto", "stop", "go_on", "review", "inspire",
    "follow_up", "goal", "names",
]  # fmt: skip


class Reply(Word):
    """What the leader did with a question. Every reply names the question it answers.

    answer: `text` is the answer, also a changed one · skip: leave the step · another: another question instead ·
    more: one more question about `step` · keep: let the earlier words stand · add: further words to the earlier `step` ·
    back: to the question before · goto: to `step`, or to the answered question `target` · stop: enough, make the brief ·
    go_on: continue after a concern was shown · review: `form` holds the leader's brief · inspire: what does the material
    say · follow_up: `form` holds what happened after the meeting · goal: `form` holds
    a goal told to the network · names: `form` holds what the leader says of the names that are hidden (see
    `confidentiality.pseudonyms.told`). What stood half typed goes along in `text` with skip, another, back and goto.
    """

    question_id: str
    kind: ReplyKind
    text: str = ""
    step: str = ""
    target: str = ""
    form: dict[str, str] = Field(default_factory=dict)
    at: dt.datetime | None = None
    """When it was received; the casebook stamps it."""

    @property
    def words(self) -> str:
        """Everything the leader typed in this reply, for the screen."""
        return "\n".join(part for part in (self.text, *self.form.values()) if part)


class Answer(Word):
    """The leader's own words at one step, and the turn they came from."""

    step: str
    text: str
    from_turn: int
    """Index into the case's turns."""
    question_id: str


class Touch(Word):
    """A sentence in which an earlier answer already spoke about a later step."""

    step: str
    text: str
    from_turn: int


class Turn(Word):
    """One utterance of a sitting. The welcome has no step."""

    who: Literal["companion", "leader"]
    step: str | None
    text: str
    model: str = ""
    """The model that worded it, where one did."""


ConcernLevel = Literal["none", "strain", "duty", "acute"]


class Concern(Word):
    """What the screen found in a text: how serious, and by which signals (names of rules, never the leader's words)."""

    level: ConcernLevel
    signals: tuple[str, ...] = ()


class ShownConcern(Word):
    """A concern as it was shown to the leader, at the step where it arose."""

    level: ConcernLevel
    step: str | None
    signals: tuple[str, ...]
    text: str


IdentifierKind = Literal[
    "person", "organisation", "place", "cpr", "cvr", "phone", "email", "address", "date", "account", "url", "other"
]
"""Other: handle, number plate."""


class Hidden(Word):
    """An identifier of a case: every way it was written, the fullest first, and the number of the placeholder that stands
    for it in whatever leaves the machine."""

    kind: IdentifierKind
    number: int
    forms: tuple[str, ...] = Field(min_length=1)
    rejected: bool = False
    """True when the leader said that it is no name: it is not hidden, and its number is not given to another."""
    marked: bool = False
    """True when the leader marked it, or listed it among the people of the case."""

    @property
    def placeholder(self) -> str:
        """As it stands in a text: "[PERSON_1]" for the first person."""
        return f"[{self.kind.upper()}_{self.number}]"


class Names(Word):
    """What is hidden in a case, in the order in which it was first seen. It lies with the case and goes with it."""

    hidden: tuple[Hidden, ...] = ()


class Receipt(Word):
    """What left the machine, or was held back: written before the call is made, and once more when it has ended."""

    id: str
    at: dt.datetime
    what: Literal["question", "brief", "answer", "questions", "embedding"]
    model: str
    """As litellm names it."""
    host: str
    replaced: int
    """How many identifiers stood in the text as placeholders."""
    sent: str
    """The exact text that left; empty when the call was held back."""
    outcome: Literal["sent", "answered", "failed", "held_back"]
    tokens_in: int = 0
    """What the model counted in what it was sent, and in what it said; 0 where it did not tell."""
    tokens_out: int = 0


class Person(Word):
    """A person named in a case and what the brief calls them. The name itself is printed only where it was approved."""

    name: str
    role: str
    approved: bool = False


class BriefLine(Word):
    """A line of the brief: the leader's own sentence and the turn it came from."""

    text: str
    from_turn: int


class RoundBlock(Word):
    """One part of the sparring round: minutes, and what happens."""

    minutes: int
    what: str


class CaseBrief(Word):
    """The case brief a leader takes to the meeting. Field order is the order of the page."""

    lang: Lang
    date: dt.date | None = None
    minutes: int = 18
    key_question: str
    wish: str
    dilemma: str
    answers: dict[str, tuple[BriefLine, ...]]
    """By step, in the order of the sequence; steps without words are absent."""
    skipped: tuple[str, ...] = ()
    room_step: str | None = None
    """The step left for the room: its question opens the round."""
    room_question: str = ""
    round: tuple[RoundBlock, ...] = ()
    next_time: str = ""
    warnings: tuple[str, ...] = ()
    headings: dict[str, str] = Field(default_factory=dict)
    """Step name to its heading in the brief's language."""


class Suggested(Word):
    """What a model proposes for the brief. Nothing of it is in a brief unless the leader chooses it."""

    key_questions: tuple[str, ...]
    dilemma: str
    """One sentence; empty when there is none that may be shown."""
    model: str


class Passage(Word):
    """A piece of the material that bears on a question, with where it stands. `score`: 0 to 1, higher is nearer."""

    card: str
    title: str
    text: str
    source: str
    section: str
    score: float


class FollowUp(Word):
    """What happened after the meeting: the return loop."""

    held: bool
    tried: str = ""
    learned: str = ""
    next: str = ""
    asked_by: str = ""
    at: dt.datetime
