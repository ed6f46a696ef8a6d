"""A window at the material: asking, reading the answers, and taking in documents. For the tests of that place."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from fpdf import FPDF
from playwright.sync_api import TimeoutError as TimedOut

from evals.browser import App

from .leader import Visit, flat

OFTEN = {"da": "Hvor tit skal vi mødes?", "en": "How often should we meet?"}
BEYOND = {"da": "Hvad er hovedstaden i Frankrig?", "en": "What is the capital of France?"}
PARKING = (
    "Parkering ved havnen koster tyve kroner i timen, og billetten skal ligge i forruden. Kommer du med tog, går der en bus "
    "fra stationen hvert tiende minut, og turen tager et kvarter. Cykler kan stå i gården bag porten, som lukkes klokken "
    "seks. Bilerne, der hører til huset, lånes ved at skrive sig på listen i forhallen. Tanken skal være halvt fuld, når "
    "bilen kommer hjem, og nøglen hænges på krogen ved døren. Sker der skader, ringer man til vagten med det samme."
)
ABOUT_COFFEE = "Kaffen i Kolding står klar klokken otte, og den, der er vært, har husket kagen."
HOSTING = (
    f"{ABOUT_COFFEE} Værten låser op et kvarter før, sætter stole i rundkreds og lægger sedler og blyanter frem. Har nogen "
    "ondt ved at komme op ad trappen, mødes vi i stuen i stedet. Efter mødet vasker to af os op, og resten tager flasker og "
    "papir med ned. Regningen for brød og kage sender værten til kassereren senest en uge efter. Glemte ting ligger i kurven."
)
COFFEE = "Hvem er vært, og hvornår står kaffen klar i Kolding?"

NEWEST = "() => document.querySelector('#panel .answers [data-focus]')?.dataset.focus || ''"
"""Other answers than before, even when they say the same."""


def at_the_material(visit, lang: str = "da", width: int = 1280) -> Visit:
    """A window there, once the index is whole. One press at a time: an answer that comes late would overtake what follows."""
    leader = visit(lang, width)
    leader.go("material")
    until = time.monotonic() + 60
    while not leader.page.locator("#panel .answers").count():
        assert time.monotonic() < until
        leader.page.evaluate("document.getElementById('told')?.remove()")
        leader._press("ask", OFTEN[lang].split()[0])
        with suppress(TimedOut):
            leader.page.wait_for_selector("#panel .answers, #told[role=alert]", timeout=5_000)
    leader.go("start").go("material")
    return leader


def asks(leader: Visit, question: str) -> str:
    """What the page answers."""
    before = leader.page.evaluate(NEWEST)
    leader.field("question").fill(question)
    leader._press("ask")
    leader.page.wait_for_function(f"(before) => ({NEWEST})() !== before", arg=before)
    assert leader.too_wide() == 0
    return answers(leader)


def answers(leader: Visit) -> str:
    return flat(leader.page.locator("#panel .answers").inner_text())


def at(leader: Visit) -> str:
    """What has the focus, read aloud."""
    return flat(leader.page.evaluate("document.activeElement.innerText"))


def unfolded(leader: Visit) -> Visit:
    """The own documents in sight; a change of colours folds them."""
    if leader.page.locator("#own").get_attribute("open") is None:
        leader.page.click("#own summary")
    return leader


def taken_in(leader: Visit, *files: Path) -> str:
    """Files chosen and added; what the page says when it is done."""
    unfolded(leader).page.set_input_files("#own-files", files)
    leader.page.click("#own-add")
    leader.page.wait_for_selector("#own-told p")
    leader.page.wait_for_function("!document.getElementById('own-add').disabled", timeout=60_000)
    return flat(leader.page.locator("#own-told").inner_text())


def host_list(folder: Path) -> Path:
    """A pdf of two pages; what is asked about is on the second."""
    made = FPDF()
    made.set_font("helvetica", size=12)
    for text in (PARKING, HOSTING):
        made.add_page()
        made.multi_cell(0, 8, text)
    path = folder / "Huskeliste til værten.pdf"
    made.output(str(path))
    return path


def left(app: App) -> list[Path]:
    """What lies in the temporary folders of the run, but for the lock that says it lives and what Gradio keeps there."""
    return [path for path in app._folder.glob("data/tmp/run-*/*") if path.is_file()]
