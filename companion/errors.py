"""Everything that can go wrong and be told. Each error says, in both languages, what happened and what to do next.

SparringsrumError
├── WrongUse          exit 2: the call was not as it should be
├── Refused           exit 3: refused for confidentiality or safety
│   └── StaleReply            the reply names a question that is no longer open
└── PartFailed        exit 4: an outside part (disk, database, key, index, model) failed
    ├── KeyProblem
    ├── StoreProblem
    └── LibraryProblem

No message carries what a leader wrote.
"""

from __future__ import annotations

from companion.vocabulary import Both, Lang


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


class PartFailed(SparringsrumError):
    """An outside part failed."""


class KeyProblem(PartFailed):
    """The key is missing, of the wrong length, or not the one the cases were written with."""


class StoreProblem(PartFailed):
    """The casebook cannot be read or written."""


class LibraryProblem(PartFailed):
    """The index or the cards cannot be read."""
