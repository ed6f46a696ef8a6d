"""The voice of a language model, any that litellm reaches, held to the method: it speaks through the gate, passes the checks,
and where it does not, the guided voice speaks in its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from companion.confidentiality.discretion import Answer, Discretion
from companion.settings import Settings
from companion.vocabulary import Lang, Passage, Suggested
from companion.voice import CitedAnswer, Posed, Proposal, SetWish, Situation, Wording, prompts, telling
from companion.voice.checks import Ground, mirror_of, parted, unfit, unfit_answer, unfit_dilemma
from companion.voice.exchange import Exchange, Judged, Prompted, Way
from companion.voice.guided import GuidedVoice, mirror
from companion.voice.outputs import Cited, Sketch, Told, Worded
from companion.voice.tailor import tailored

MOST_KEY_QUESTIONS = 3
Passages = Callable[[str, Lang], Sequence[Passage]]


class ModelVoice:
    """Words deepening questions and the free one, proposes for the brief, answers from the material, and fits the
    questions of a set. Safe to use from several threads."""

    def __init__(
        self, gate: Way, settings: Settings, passages: Passages, rest: Callable[[float], None] = time.sleep
    ) -> None:
        """`passages`: those of the product's own material that bear on a text, the nearest first; asked without any call out.
        `rest`: how it waits before it tries again."""
        self._model = settings.model
        self._exchange = Exchange(gate, settings, rest=rest)
        self._passages = passages
        self._guided = GuidedVoice()
        self._warm_up = gate.warm_up

    def warm_up(self) -> None:
        """Load what the first call would wait for."""
        self._warm_up()

    def word(self, situation: Situation, discretion: Discretion) -> Wording:
        """The model's question where it is fit to be put; else the guided voice's."""
        passages = self._passages(situation.answer, situation.lang)
        name: Prompted = "question" if situation.step.lets_speak else "open"
        values = (telling.of_a_step if name == "question" else telling.of_the_whole)(situation, passages)
        judge = partial(_question, _ground(situation, discretion, name))
        outcome = self._exchange.ask(name, Worded, values, situation.lang, discretion, judge)
        heard = {"names": outcome.names, "concern": outcome.concern}
        if outcome.value is not None:
            return outcome.value.model_copy(update={"model": self._model, **heard})
        wording = self._guided.word(situation) or Wording(text="")
        return wording.model_copy(update={"handed_over": outcome.gone, **heard})

    def propose(self, situation: Situation, discretion: Discretion) -> Proposal:
        """Key questions and the dilemma in one sentence, as far as they are fit to be shown."""
        values = {"told": telling.told(situation)}
        judge = partial(_sketch, _ground(situation, discretion, "brief"), self._model)
        outcome = self._exchange.ask("brief", Sketch, values, situation.lang, discretion, judge)
        return Proposal(outcome.value, outcome.names, outcome.gone)

    def answer(
        self, question: str, passages: Sequence[Passage], lang: Lang, discretion: Discretion
    ) -> CitedAnswer | None:
        """What the passages say to a question; None when they do not answer it, or the model does not. The passages must be the
        product's own."""
        if not passages:
            return None
        asked = telling.cut(question, telling.MOST_OF_THE_ANSWER)
        values = {"question": asked, "passages": telling.of_the_material(passages)}
        judge = partial(_cited, question, passages, lang, self._model)
        made = self._exchange.ask("answer", Told, values, lang, discretion, judge).value
        return made if made and made.text else None

    def tailor(
        self, wish: SetWish, questions: Sequence[Posed], lang: Lang, discretion: Discretion
    ) -> tuple[str, ...] | None:
        """The texts of a set in its order, fitted to the wish where that came out fit; None where none did. Not to be asked
        once somebody may be in danger."""
        return tailored(self._exchange, wish, questions, lang, discretion)


def _ground(situation: Situation, discretion: Discretion, name: str) -> Ground:
    """What a model's words are held against."""
    return Ground(
        lang=situation.lang,
        said=tuple(text for one in situation.told for text in one.texts) or (situation.answer,),
        answer=situation.answer,
        asked=situation.asked,
        names=discretion.names,
        roster=tuple(discretion.roster),
        system=prompts.prompt(name).head(situation.lang),
        may_mirror=situation.may_mirror,
    )


def _question(ground: Ground, output: Worded, answer: Answer) -> Judged[Wording]:
    ground = ground._replace(names=answer.names)
    question, quotation = answer.restored(output.question), answer.restored(output.mirror)
    if findings := unfit(question.text, question.unknown, ground):
        return Judged(None, findings, output.concern)
    in_front, alone = parted(question.text)
    words = mirror_of(in_front or quotation.text, ground) if ground.may_mirror else ""
    lead = mirror(words, ground.lang) if words else ""
    return Judged(Wording(text=alone, lead=lead, mirrored=bool(lead)), concern=output.concern)


def _sketch(ground: Ground, model: str, output: Sketch, answer: Answer) -> Judged[Suggested]:
    """What is fit of it; all the findings when nothing is."""
    ground = ground._replace(names=answer.names)
    found: list[str] = []
    questions: list[str] = []
    for text in output.key_questions[:MOST_KEY_QUESTIONS]:
        question = answer.restored(text)
        findings = unfit(question.text, question.unknown, ground)
        found += findings
        questions += [] if findings or question.text in questions else [question.text.strip()]
    sentence = answer.restored(output.dilemma)
    findings = unfit_dilemma(sentence.text, sentence.unknown, ground)
    dilemma = "" if findings else sentence.text.strip()
    if questions or dilemma:
        return Judged(Suggested(key_questions=tuple(questions), dilemma=dilemma, model=model))
    return Judged(None, tuple(dict.fromkeys([*found, *findings])))


def _cited(
    question: str, passages: Sequence[Passage], lang: Lang, model: str, output: Told, answer: Answer
) -> Judged[CitedAnswer]:
    """An answer that is empty is one too: the passages do not answer."""
    told = output.model_copy(update={"sentences": tuple(_restored(one, answer) for one in output.sentences)})
    if findings := unfit_answer(told, question, passages, lang):
        return Judged(None, findings)
    text = " ".join(f"{one.text.strip()} {_marks(one)}".strip() for one in told.sentences)
    return Judged(CitedAnswer(text=text, model=model))


def _restored(one: Cited, answer: Answer) -> Cited:
    return one.model_copy(update={"text": answer.restored(one.text).text})


def _marks(one: Cited) -> str:
    return "".join(f"[{number}]" for number in one.passages)
