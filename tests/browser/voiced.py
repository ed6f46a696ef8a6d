"""The app in this process with a voice that says what it is told to, as slowly as it is told to, and a library that is real."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from companion.casebook.casebook import Casebook, utc_now
from companion.library.library import Library
from companion.method.state import Context
from companion.settings import Settings
from companion.ui.ground import bound
from companion.ui.serve import build
from companion.vocabulary import Suggested
from companion.voice import CitedAnswer, Proposal, Wording
from companion.voice.guided import GuidedVoice
from evals.browser import free_port

MODEL = "openai/stub-14b-instruct"
ASKS = {
    "da": "Hvad tror du, teamet ville sige, hvis de hørte dig nu?",
    "en": "What would the team say if they heard you now?",
}
FREELY = {"da": "Hvem venter du egentlig på?", "en": "Whom are you really waiting for?"}
KEYS = {
    "da": ("Hvordan begynder jeg samtalen, så begge bliver i rummet?", "Hvad overser jeg, når jeg udskyder den igen?"),
    "en": ("How do I begin the talk so that both stay in the room?", "What do I miss when I put it off again?"),
}
SHORT = {
    "da": "To i teamet taler ikke sammen, og jeg udskyder den samtale, de venter på.",
    "en": "Two in the team do not speak, and I put off the talk they are waiting for.",
}
SAYS = {
    "da": "I mødes hver anden måned. [1] Den, der er vært, sætter rammen. [2]",
    "en": "You meet every second month. [1] The host sets the frame. [2]",
}


class Scripted(GuidedVoice):
    """`pause`: seconds it thinks; `hold`: until it is let go; `gone`: it does not answer."""

    def __init__(self) -> None:
        self.pause, self.gone, self.asked = 0.0, False, 0
        self.hold = threading.Event()
        self.hold.set()

    def _thinks(self) -> None:
        self.asked += 1
        time.sleep(self.pause)
        self.hold.wait(30)

    def word(self, situation: Any, discretion: Any = None) -> Wording | None:
        self._thinks()
        if self.gone:
            guided = super().word(situation)
            return guided.model_copy(update={"handed_over": True}) if guided else None
        text = (ASKS if situation.step.lets_speak else FREELY)[situation.lang]
        return super().word(situation) if text in situation.asked else Wording(text=text, model=MODEL)

    def propose(self, situation: Any, discretion: Any = None) -> Proposal:
        self._thinks()
        if self.gone:
            return Proposal(handed_over=True)
        return Proposal(Suggested(key_questions=KEYS[situation.lang], dilemma=SHORT[situation.lang], model=MODEL))

    def answer(self, question: str, passages: Any, lang: str, discretion: Any) -> CitedAnswer | None:
        self._thinks()
        return None if self.gone else CitedAnswer(text=SAYS[lang], model=MODEL)

    def warm_up(self) -> None:
        """Nothing to load."""


class Voiced:
    """As the app of its own process is used: its address."""

    def __init__(self, port: int, room: Any, voice: Scripted) -> None:
        self.address, self.room, self.voice = f"http://127.0.0.1:{port}/?key=noegle", room, voice


@contextmanager
def running(folder: Path) -> Iterator[Voiced]:
    """While it lasts."""
    voice, port = Scripted(), free_port()
    settings = Settings(data_dir=folder / "data", model=MODEL, api_base="http://127.0.0.1:9/v1")
    door, room = build(settings, "noegle", "127.0.0.1", port)
    shelf = Library(folder / "index")
    room.furnish(lambda: (Casebook(folder, bytes(range(32)), Context(voice, shelf, utc_now)), shelf, voice))
    room.prepare_library()
    server = uvicorn.Server(
        uvicorn.Config(door, log_level="critical", proxy_headers=False, timeout_graceful_shutdown=1)
    )
    serving = threading.Thread(target=server.run, kwargs={"sockets": [bound("127.0.0.1", port)]})
    serving.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield Voiced(port, room, voice)
    finally:
        voice.hold.set()
        server.should_exit = True
        serving.join()
        room.close()
