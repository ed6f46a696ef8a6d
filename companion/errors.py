"""Everything that can go wrong and be told. Each error says, in both languages, what happened and what to do next.

SparringsrumError
├── WrongUse          exit 2: the call was not as it should be
├── Refused           exit 3: refused for confidentiality or safety
│   ├── StaleReply            the reply names a question that is no longer open
│   └── HeldBack              a call out was not made, since something in it might have identified someone
└── PartFailed        exit 4: an outside part (disk, database, key, index, model) failed
    ├── KeyProblem
    ├── StoreProblem
    ├── LibraryProblem
    └── ModelProblem          a model did not answer, or not so that it can be used

No message carries what a leader wrote.
"""

from __future__ import annotations

from typing import Literal

from companion.vocabulary import Both, Lang

ModelTrouble = Literal["unset", "unreachable", "timeout", "status", "unreadable"]
_MODEL: dict[ModelTrouble, Both] = {
    "unset": Both(
        da="Modellen kan ikke kaldes, som den er sat op. Se efter i COMPANION_MODEL, COMPANION_EMBEDDING_MODEL og "
        "udbyderens nøgle.",
        en="The model cannot be called as it is set up. Check COMPANION_MODEL, COMPANION_EMBEDDING_MODEL and the "
        "provider's key.",
    ),
    "unreachable": Both(
        da="Der er ingen forbindelse til {host}. Se efter, om modellen kører, og om adressen er rigtig.",
        en="There is no connection to {host}. Check that the model is running and that the address is right.",
    ),
    "timeout": Both(
        da="{host} svarede ikke i tide. Prøv igen, eller giv den længere tid med COMPANION_MODEL_TIMEOUT.",
        en="{host} did not answer in time. Try again, or give it longer with COMPANION_MODEL_TIMEOUT.",
    ),
    "status": Both(
        da="{host} svarede med fejl {status}. Se efter, om nøglen og modellens navn er rigtige, eller vent lidt.",
        en="{host} answered with error {status}. Check the key and the model's name, or wait a little.",
    ),
    "unreadable": Both(
        da="Svaret fra {host} kan ikke læses. Se efter, om adressen er den rigtige, eller vælg en anden model.",
        en="The answer from {host} cannot be read. Check that the address is the right one, or choose another model.",
    ),
}


class SparringsrumError(Exception):
    """Base. `exit_code` is what the command line ends with."""

    exit_code = 4

    def __init__(self, da: str, en: str) -> None:
        super().__init__(en)
        self.message = Both(da=da, en=en)

    def say(self, lang: Lang) -> str:
        """The message in `lang`, ending in what to do."""
        return self.message.to(lang)


class WrongUse(SparringsrumError):
    """The call was not as it should be."""

    exit_code = 2


class Refused(SparringsrumError):
    """Refused for confidentiality or safety."""

    exit_code = 3


class StaleReply(Refused):
    """The reply names a question that is no longer the open one; its text stays with whoever sent it."""

    def __init__(self) -> None:
        super().__init__(
            "Det spørgsmål er allerede besvaret, måske i et andet vindue. Din tekst står her stadig; hent siden igen for at "
            "se, hvor du er.",
            "That question has already been answered, perhaps in another window. Your text is still here; reload the page to "
            "see where you are.",
        )


class HeldBack(Refused):
    """Something that might identify someone was left in a call out, or nobody can be sure that it was not: nothing was sent."""

    def __init__(self) -> None:
        super().__init__(
            "Intet er sendt. Der kan stå noget, som kan identificere nogen, i det, der skulle være sendt. Sparringen går "
            "videre uden model. Se efter i ”Navne vi skjuler”, om der mangler et navn.",
            "Nothing was sent: what was to be sent may hold something that identifies someone. The sparring goes on without "
            "a model. Look in “Names we hide” whether a name is missing.",
        )


class PartFailed(SparringsrumError):
    """An outside part failed."""


class KeyProblem(PartFailed):
    """The key is missing, of the wrong length, or not the one the cases were written with."""


class StoreProblem(PartFailed):
    """The casebook cannot be read or written."""


class LibraryProblem(PartFailed):
    """The index or the cards cannot be read."""


class ModelProblem(PartFailed):
    """A model did not answer, or not so that it can be used. `kind` is all there is to know and to log."""

    def __init__(self, kind: ModelTrouble, host: str = "", status: int = 0, retry_after: float | None = None) -> None:
        """`host`: whom it was about; `status`: what it answered; `retry_after`: seconds it asked to be left alone."""
        values = {"host": host or "COMPANION_API_BASE", "status": status}
        super().__init__(_MODEL[kind].to("da", **values), _MODEL[kind].to("en", **values))
        self.kind, self.host, self.status, self.retry_after = kind, host, status, retry_after
