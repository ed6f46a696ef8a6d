"""Why a document is not taken in, and what to do about it. No message names the file or repeats anything of it."""

from __future__ import annotations

from typing import Literal, get_args

from companion.errors import LibraryProblem, WrongUse
from companion.vocabulary import Both

Kind = Literal["pdf", "docx", "pptx", "md", "txt"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LARGEST = 50_000_000
"""Bytes of a file."""
MOST_PAGES = 2_000
LONGEST = 10_000_000
"""Characters of a document; 2,000 densely set pages."""
UNPACKED = 250_000_000
"""Bytes of a docx or pptx when all of it is unpacked."""

Reason = Literal[
    "empty", "too_big", "too_long", "locked", "scanned", "garbled", "bomb", "hostile", "other", "old", "damaged", "heavy",
    "unknown", "folder", "missing", "forbidden", "special",
]  # fmt: skip
_SAVE_AGAIN = Both(
    da="Åbn den i det program, den er lavet i, og gem den på ny.",
    en="Open it in the program it was made with and save it anew.",
)
_WHY: dict[Reason, Both] = {
    "empty": Both(
        da="Der er ingen tekst i filen. Vælg en, der har noget at læse.",
        en="There is no text in the file. Choose one with something to read.",
    ),
    "too_big": Both(
        da=f"Filen fylder mere end {LARGEST // 1_000_000} MB. Gem den uden billeder, eller del den op.",
        en=f"The file is larger than {LARGEST // 1_000_000} MB. Save it without pictures, or split it.",
    ),
    "too_long": Both(
        da=f"Filen er længere end {MOST_PAGES // 1000}.000 sider. Del den op, og tag de dele med, du har brug for.",
        en=f"The file is longer than {MOST_PAGES:,} pages. Split it, and take in the parts you need.",
    ),
    "locked": Both(
        da="Filen er låst med en adgangskode. Gem en kopi uden adgangskode, og brug den.",
        en="The file is locked with a password. Save a copy without one, and use that.",
    ),
    "scanned": Both(
        da="Siderne er billeder uden tekst. Lad et program genkende teksten (OCR), eller brug den fil, siderne blev "
        "skrevet ud fra.",
        en="The pages are pictures without text. Let a program recognise the text (OCR), or use the file they were "
        "printed from.",
    ),
    "garbled": Both(
        da="Teksten i filen kan ikke læses som bogstaver. Gem den som docx eller som txt i UTF-8.",
        en="The text in the file cannot be read as letters. Save it as docx, or as txt in UTF-8.",
    ),
    "bomb": Both(
        da=f"Pakket ud fylder filen mere end {UNPACKED // 1_000_000} MB, og derfor er den ikke læst. "
        "Gem den som pdf, eller del den op.",
        en=f"Unpacked, the file takes more than {UNPACKED // 1_000_000} MB, and so it was not read. "
        "Save it as pdf, or split it.",
    ),
    "hostile": Both(
        da="Filen indeholder noget, der ikke hører til i et dokument, og derfor er den ikke læst. Stoler du på den, så "
        "gem den som pdf.",
        en="The file holds something that does not belong in a document, and so it was not read. If you trust it, save "
        "it as pdf.",
    ),
    "other": Both(
        da="Indholdet er af en anden slags, end filens navn siger. Åbn den i det program, den er lavet i, og gem den som "
        "pdf, docx, pptx, md eller txt.",
        en="The content is of another kind than the file's name says. Open it in the program it was made with, and save "
        "it as pdf, docx, pptx, md or txt.",
    ),
    "old": Both(
        da="Filen er i det gamle Office-format. Åbn den, og gem den som docx eller pptx.",
        en="The file is in the old Office format. Open it, and save it as docx or pptx.",
    ),
    "damaged": Both(
        da=f"Filen er beskadiget og kan ikke læses. Hent den igen. {_SAVE_AGAIN.da}",
        en=f"The file is damaged and cannot be read. Fetch it again. {_SAVE_AGAIN.en}",
    ),
    "heavy": Both(
        da="Filen er for tung at læse: Det tog for lang tid eller for meget hukommelse. Del den op, eller gem den som txt.",
        en="The file is too heavy to read: it took too long or too much memory. Split it, or save it as txt.",
    ),
    "unknown": Both(
        da="Den slags fil kan ikke læses. Gem den som pdf, docx, pptx, md eller txt.",
        en="That kind of file cannot be read. Save it as pdf, docx, pptx, md or txt.",
    ),
    "folder": Both(
        da="Det er en mappe. Vælg filerne i den.",
        en="That is a folder. Choose the files in it.",
    ),
    "missing": Both(
        da="Filen findes ikke. Se efter, om den er flyttet eller har et andet navn.",
        en="The file does not exist. Check whether it was moved or has another name.",
    ),
    "forbidden": Both(
        da="Filen kan ikke åbnes. Giv dig selv læseadgang, eller kopiér den til en mappe, du ejer.",
        en="The file cannot be opened. Allow yourself to read it, or copy it to a folder you own.",
    ),
    "special": Both(
        da="Det er ikke en almindelig fil. Gem indholdet i en fil, og vælg den.",
        en="That is not an ordinary file. Save the content in a file, and choose that.",
    ),
}
REASONS: tuple[Reason, ...] = get_args(Reason)


class Unreadable(Exception):
    """Raised where a document is read, with the reason alone; whoever asked makes an error of it with `refusal`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(reason: Reason) -> WrongUse:
    """The error to tell, in both languages."""
    return WrongUse(_WHY[reason].da, _WHY[reason].en)


def not_kept() -> LibraryProblem:
    """Told when the disk or the folder takes no document."""
    return LibraryProblem(
        "Dokumentet kan ikke gemmes. Se efter, om der er plads på disken, og om der må skrives i datamappen "
        "(COMPANION_DATA_DIR). Intet er lagt ind.",
        "The document cannot be kept. Check that the disk has room and that the data folder (COMPANION_DATA_DIR) may be "
        "written. Nothing was taken in.",
    )


def not_removed() -> LibraryProblem:
    """Told when the folder lets nothing be removed."""
    return LibraryProblem(
        "Dokumentet kan ikke fjernes. Se efter, om der må skrives i datamappen (COMPANION_DATA_DIR).",
        "The document cannot be removed. Check that the data folder (COMPANION_DATA_DIR) may be written.",
    )


def no_reader() -> LibraryProblem:
    """Told when the process that reads documents cannot be started."""
    return LibraryProblem(
        "Dokumenter kan ikke læses lige nu, for læseren kan ikke startes. Luk andre programmer, og prøv igen; bliver det "
        "ved, så installér Sparringsrum igen.",
        "Documents cannot be read right now, since the reader cannot be started. Close other programs and try again; if "
        "it goes on, install Sparringsrum again.",
    )
