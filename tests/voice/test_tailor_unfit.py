"""A set of questions and a model that misbehaves, over real HTTP: nothing unfit gets into the set, and it stays whole.

Fails in the row concerned with a check left out of checks.py or tailor.py; else with an answer put in by place though its
number is wrong, or an exception let through.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.vocabulary import LANGS, Lang
from companion.voice import prompts
from evals.stub import Reply, chat
from tests.voice.fitting import CLOSED, FITTED, Tailor, free, said, the_set

UNFIT: list[tuple[str, str, dict[Lang, str]]] = [
    ("advice", "advice none", {
        "da": "Du bør tale med parterne i køkkenet.", "en": "You should talk to the parties in the kitchen."}),
    ("advice that asks", "closed advice", {
        "da": "Har du prøvet at tale med parterne?", "en": "Have you tried talking to the parties?"}),
    ("closed", "closed", CLOSED),
    ("stacked", "stacked", {
        "da": "Hvad siger parterne om din rolle, og hvem spørger dem?",
        "en": "What do the parties say about your role, and who asks them?"}),
    ("leading", "leading", {
        "da": "Hvorfor er du så bange for parterne i konflikten?", "en": "Why are you so afraid of the parties?"}),
    ("praise", "praise", {
        "da": "Godt gået! Hvad ville parterne fortælle om din rolle?",
        "en": "Well done! What would the parties say about your role?"}),
    ("a name", "name", {
        "da": "Hvad ville Torben fortælle om din rolle?", "en": "What would Torben say about your role so far?"}),
    ("a placeholder", "placeholder", {
        "da": "Hvad ville [PERSON_1] fortælle om din rolle?", "en": "What would [PERSON_1] say about your role so far?"}),
    ("nobody's placeholder", "placeholder", {
        "da": "Hvad ville [PERSON_7] fortælle om din rolle?", "en": "What would [PERSON_7] say about your role so far?"}),
    ("a figure", "fact", {
        "da": "Hvad ville parterne fortælle om din rolle siden 2019?", "en": "What have the 17 parties said of your role?"}),
    ("a fact", "fact", {
        "da": "Hvad sagde parterne om din rolle i går?", "en": "What did the parties say about your role yesterday?"}),
    ("other words", "reflection", {
        "da": "Hvad ville parterne fortælle om fusionen og budgettet?",
        "en": "What would the parties say about the merger and the budget?"}),
    ("markup", "markup", {
        "da": "Hvad ville **parterne** fortælle om din rolle?", "en": "What would the **parties** say about your role?"}),
    ("HTML", "markup", {
        "da": "Hvad ville <b>parterne</b> fortælle om din rolle?", "en": "What would <b>both</b> say about your role?"}),
    ("a link", "link", {
        "da": "Hvad ville parterne fortælle på www.raad.dk?", "en": "What would the parties say on www.advice.com?"}),
    ("unseen characters", "characters", {
        "da": "Hvad ville par\u200bterne fortælle om din rolle?", "en": "What would the par\u200bties say of your role?"}),
    ("the other language", "language", {
        "da": "What would each party say about your role so far?",
        "en": "Hvad ville hver af parterne fortælle om din rolle indtil nu?"}),
    ("the prompt", "prompt", {
        "da": "Hvem hos jer ville mærke det først, hvis ferieplanen blev lavet om?",
        "en": "Who at your workplace would notice first if the holiday plan were changed?"}),
    ("another of the set", "repeat", {"da": "Hvad har du brug for?", "en": "What do you need?"}),
    ("another's place", "step", {
        "da": "Hvad har du lettest ved at forstå i køkkenet?", "en": "What in the kitchen do you find easier to understand?"}),
    ("nothing of its own", "step", {"da": "Hvad med køkkenet?", "en": "How is it in the kitchen?"}),
    ("empty", "empty", {"da": " ", "en": ""}),
    ("no end", "length", {
        "da": "Hvad ville parterne fortælle? " * 20, "en": "What would the parties say? " * 20}),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("found", "text"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_what_is_unfit_is_asked_for_once_more_and_never_stands(
    tailor: Tailor, capfd, lang: Lang, found: str, text: dict[Lang, str]
) -> None:
    """A set in which but one question is sent."""
    second = free(lang)[1]
    only = [each.model_copy(update={"quoted": at != second}) for at, each in enumerate(the_set(lang))]
    came = tailor(lang, said(text[lang]), questions=only)
    assert came.texts is None and len(came.requests) == 2
    assert set(found.split()) <= set(capfd.readouterr().err.split())


HEAD = {lang: prompts.prompt("tailor").head(lang) for lang in LANGS}
WHOLE: list[tuple[str, Callable[[Lang], str | Reply], str]] = [
    ("fewer", lambda lang: said(*FITTED[lang][:3]), "unfit count"),
    ("more", lambda lang: said(*FITTED[lang], FITTED[lang][0]), "unfit count"),
    ("with the quoted ones", lambda lang: said(*(each.text for each in the_set(lang))), "unfit count"),
    ("none", lambda lang: said(), "unfit count"),
    ("every one closed", lambda lang: said(*[CLOSED[lang]] * 4), "unfit closed"),
    ("another order", lambda lang: said(*FITTED[lang][::-1]), "unfit"),
    ("no text", lambda lang: "", "unfit empty"),
    ("other keys", lambda lang: '{"question": "Hvad?"}', "unfit empty"),
    ("objects", lambda lang: '{"questions": [{"text": "Hvad?"}]}', "unfit empty"),
    ("a bare question", lambda lang: FITTED[lang][0], "unfit empty"),
    ("cut off", lambda lang: said(*FITTED[lang])[:-40], "unfit empty"),
    ("HTML", lambda lang: "<html><body>Sign in</body></html>", "unfit empty"),
    ("the prompt", lambda lang: HEAD[lang], "unfit"),
    ("500", lambda lang: Reply(500, b"{}"), "500"),
    ("200 with HTML", lambda lang: Reply(200, b"<html>Sign in</html>", "text/html"), "unreadable"),
    ("slow", lambda lang: chat(said(*FITTED[lang]), pause=3.0), "timeout"),
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("reply", "kind"), [row[1:] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_with_no_answer_to_use_the_set_stays_whole(
    tailor: Tailor, capfd, lang: Lang, reply: Callable[[Lang], str | Reply], kind: str
) -> None:
    came = tailor(lang, reply(lang), model_timeout=0.7, turn_timeout=1.6)
    assert came.texts is None and 1 <= len(came.requests) <= 2
    log = [line for line in capfd.readouterr().err.splitlines() if line.startswith("companion:")]
    assert len(log) == 1 and log[0].startswith(f"companion: model {kind}"), log
    assert {receipt.what for receipt in came.receipts} == {"questions"} and len(came.receipts) == len(came.requests)
    assert "Mette" not in "".join(request.whole for request in came.requests)
