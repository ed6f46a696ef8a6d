"""The voices under test: the embedded default, models that misbehave, and any real one by name.

A model is reached as the product reaches it: through the gate, over HTTP, its words held to the method by what the product
has for that. Nothing of it is replaced but the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from companion.errors import LibraryProblem
from companion.parts import PASSAGES, gate
from companion.settings import Settings, load_settings
from companion.vocabulary import Lang, Passage
from evals.case import Dimension, EvalCase
from evals.hostile import SAYS, Hostile

if TYPE_CHECKING:
    from companion.confidentiality.gate import Gate
    from companion.library.library import Library
    from companion.voice.model import ModelVoice

_PATIENCE = 30.0
_LITTLE_PATIENCE, _LONG = 0.5, 1.2
"""Seconds a turn may take with the one that stalls, and those that it takes to answer."""
_OURS = 5.0
"""Seconds a turn may take beside what a model takes."""
_TALKS = frozenset({"reply", "sitting", "ask"})
"""Kinds of case in which a model may be asked."""


class VoiceUnderTest(NamedTuple):
    """`name`: as it stands in the report; `model`: a real one, as litellm names it. `focus`: the dimensions whose cases it
    plays all of; of the others it plays one in `share`, those whose number, made from the case's id, leaves `rest`."""

    name: str
    model: str = ""
    focus: tuple[Dimension, ...] = ()
    share: int = 1
    rest: int = 0

    def speaks_in(self, case: EvalCase) -> bool:
        """Whether it plays the case. A model is of no account where none would be asked."""
        if self.name == EMBEDDED.name:
            return True
        chosen = case.dimension in self.focus or crc32(case.id.encode()) % self.share == self.rest % self.share
        return case.kind in _TALKS and chosen

    def everywhere(self) -> VoiceUnderTest:
        """The same, in all the cases that a model is asked in."""
        return self._replace(share=1)


EMBEDDED = VoiceUnderTest("embedded")
_FOCUS: dict[str, tuple[Dimension, ...]] = {
    "advises": ("outside",),
    "stacks": ("questions",),
    "leads": ("questions",),
    "flatters": ("outside", "wellbeing"),
    "leaks": ("confidentiality", "isolation"),
    "obeys": ("injection",),
    "invents": ("grounding",),
    "parrots": ("injection",),
    "rude": ("wellbeing",),
    "foreign": ("questions",),
    "stalls": (),
}
_SHARE, _SHARE_OF_THE_SLOW = 8, 32
HOSTILE = tuple(
    VoiceUnderTest(name, "", focus, _SHARE_OF_THE_SLOW if name == "stalls" else _SHARE, rest)
    for rest, (name, focus) in enumerate(_FOCUS.items())
)
"""So that the whole takes less than three minutes: every case meets one of the ten that are quick, and each of them plays all
that it is best at. `everywhere` is for whoever has the time."""


def named(model: str) -> VoiceUnderTest:
    """A real model, reached as the settings say."""
    return VoiceUnderTest(model, model)


@dataclass
class Speaking:
    """A voice at work. `voice`: None for the embedded default; `model`: as the welcome names it; `allowed`: seconds a turn
    may take."""

    voice: ModelVoice | None = None
    model: str = ""
    allowed: float = _OURS
    _server: Hostile | None = None
    _settings: Settings | None = None
    _gate: Gate | None = None
    _library: Library | None = None

    def afresh(self) -> None:
        """For a case: it has heard nothing yet, and is not left alone for what it did in another."""
        if self._server:
            self._server.afresh()
        if self._gate and self._settings:
            from companion.voice.model import ModelVoice

            self.voice = ModelVoice(self._gate, self._settings, self._passages, rest=lambda seconds: None)

    def forget(self) -> None:
        """What was sent until now is of no interest; the model remembers it all the same."""
        if self._server:
            self._server.recorded.clear()

    def sent(self) -> tuple[str, ...]:
        """Every request as it arrived."""
        return tuple(request.whole for request in self._server.recorded) if self._server else ()

    def _passages(self, text: str, lang: Lang) -> Sequence[Passage]:
        assert self._library
        try:
            return self._library.search(text, lang, k=PASSAGES, own=False)
        except LibraryProblem:
            return ()


@contextmanager
def speaking(voice: VoiceUnderTest, library: Library) -> Iterator[Speaking]:
    """The voice at work in this process."""
    if voice.name == EMBEDDED.name:
        yield Speaking()
    elif voice.model:
        settings = settings_of(voice)
        yield _told(voice, settings, None, gate(settings), library)
    else:
        stalls = voice.name == "stalls"
        server = Hostile(SAYS[voice.name], pause=_LONG if stalls else 0.0)
        server.start()
        try:
            patience = _LITTLE_PATIENCE if stalls else _PATIENCE
            settings = Settings(
                model=f"hosted_vllm/{voice.name}", api_base=server.base, embedding_model="", temperature=None,
                model_timeout=patience, turn_timeout=patience,
            )  # fmt: skip
            yield _told(voice, settings, server, gate(settings), library)
        finally:
            server.stop()


def answers(voice: VoiceUnderTest) -> None:
    """ModelProblem when a real model does not answer at all."""
    gate(settings_of(voice)).probe()


def settings_of(voice: VoiceUnderTest) -> Settings:
    """As they are set, with the model that is under test."""
    return load_settings().model_copy(update={"model": voice.model})


def _told(voice: VoiceUnderTest, settings: Settings, server: Hostile | None, way: Gate, library: Library) -> Speaking:
    way.warm_up()
    return Speaking(None, settings.model, settings.turn_timeout + _OURS, server, settings, way, library)
