"""The linter of questions, as one table: what each text is found to be, and why the hard ones are hard."""

from __future__ import annotations

import time

import pytest

from companion.voice.lint import Lint, lint

OK = ""

OPEN = [
    # question words in main order, with a preposition or a lead-in clause in front
    "Hvad sker der, når du ikke er på vagt?",
    "Hvor i kroppen mærker du det?",
    "Hvilken del af det har du selv hånd i hanke med?",
    "På hvilken måde påvirker det dine egne dage?",
    "I hvor høj grad er det her din opgave?",
    "Til hvem ville du ringe, hvis det gik galt i aften?",
    "Hvis du ser et år frem, hvad er så blevet anderledes?",
    "Når du siger ”aldrig”, hvad tænker du så på?",
    "Af alt det, du har nævnt, hvad er så det vigtigste?",
    "Hvis ansvar er det?",
    "Hvad synes du, er det sværeste?",
    "Hvad ved du om, hvordan de andre ser det?",
    "Hvad gør du, når han kommer for sent eller slet ikke kommer?",
    "Hvad taler du om, når du siger ”er det min tur?”",
    "Worklife balance – hvordan får du enderne til at mødes?",
    "In what way does this touch your own days?",
    "To whom does it matter most that this is solved?",
    "What makes this a problem for you and your team?",
    "What, if anything, would you do differently?",
    "When everyone is busy, what happens to the agreements?",
    "Of all the things you have mentioned, which one is yours to change?",
    # fragments and a question word at the end
    "Og hvad så?",
    "Hvad ellers?",
    "Hvordan det?",
    "Og du gjorde hvad?",
    "And then what?",
    "hvad gør du så",
    # open invitations, polite ones too
    "Fortæl om sidste gang, det skete.",
    "Sæt et par ord på, hvad du gerne vil have ud af mødet.",
    "Prøv at beskrive, hvad der skete.",
    "Kan du fortælle lidt mere om det, du kalder dårlig stemning?",
    "Jeg er nysgerrig på, hvad der gør forskellen.",
    "Can you tell me more about what you call a bad atmosphere?",
    "I'd like to hear how you see it yourself.",
    "Tænk på et møde, der gik godt. Hvad gjorde du der?",
    # near advice, near leading, yet neither
    "Hvad har du overvejet at gøre?",
    "Hvad har du allerede prøvet?",
    "Hvad ville du råde en kollega til i samme situation?",
    "Hvad kunne du tænke dig?",
    "Hvad kunne være et første skridt?",
    "Hvad synes du selv, du skal gøre nu?",
    "Hvad forhindrer dig i at gøre mere?",
    "Hvad med dig selv?",
    "What have you tried so far?",
    "What should change?",
    "What do you think you should do now?",
    "Hvordan har du det med det?",
    "Hvad føler du?",
    "How do you feel about it?",
    # the leader's own words, in quotation marks, are the leader's
    "Du kalder ham ”en umulig chef”. Hvad gør han helt konkret?",
    "”Dårligt samarbejde.” Hvad skete der sidst? Er de to ord nok, går du bare videre.",
    'You write: "We have agreed it three times and nothing happens." What happens instead?',
    "Det var det, du håber på. Nu til det, du selv har tænkt: Hvad har du overvejet at gøre?",
    "Hvad siger du, når hun igen siger: ”Det når vi nok, og hvis vi ikke når det i dag, så når vi det nok i morgen”?",
]

FOUND = [
    ("Er du tilfreds med den aftale?", "closed"),
    ("Og har de andre sagt noget?", "closed"),
    ("Når du ser på det nu, er du så tilfreds med din indsats?", "closed"),
    ("Hvis han ringer i morgen, tager du så telefonen?", "closed"),
    ("Vil du hellere have ro på nu eller en løsning, der holder?", "closed"),
    ("Hvad er vigtigst for dig lige nu, teamets ro eller resultatet?", "closed"),
    ("Hvad vil du helst: blive eller gå?", "closed"),
    ("Du tog altså samtalen alene?", "closed"),
    ("Mon han selv ved det?", "closed"),
    ("Kan du fortælle, om du er enig?", "closed"),
    ("When you look at it now, is it still a problem?", "closed"),
    ("What you described just now, is that typical?", "closed"),
    ("So did you tell her?", "closed"),
    ("Can you tell me if you have talked to HR?", "closed"),
    ("Du er mest bekymret for de nye, ikke?", "closed leading"),
    ("So the real problem is your own manager, right?", "closed leading"),
    ("Hvad gjorde du, og hvordan gik det?", "stacked"),
    ("Hvad er problemet? Hvem rammer det?", "stacked"),
    ("Hvad gjorde du og hvorfor?", "stacked"),
    ("Hvordan er det et problem – og for hvem?", "stacked"),
    ("Fortæl om mødet, og hvad sagde du så?", "stacked"),
    ("When did it happen and who was there?", "stacked"),
    ("Hvad sagde hun, og var du enig?", "closed stacked"),
    ("Hvad nu hvis du bare tog snakken med det samme?", "advice"),
    ("Hvad med at bede om hjælp?", "advice"),
    ("Hvorfor ikke lade teamet bestemme?", "advice"),
    ("Hvad forhindrer dig i bare at spørge hende?", "advice"),
    ("Hvordan ville det være at lade hende styre næste møde?", "advice"),
    ("Du bør sætte en grænse. Hvordan vil du gøre det?", "advice"),
    ("What if you asked her directly?", "advice"),
    ("Why don't you ask her directly?", "advice"),
    ("How about asking for help?", "advice"),
    ("Har du prøvet at sige det til ham?", "closed advice"),
    ("Har du overvejet at tage HR med?", "closed advice"),
    ("Kunne det være en idé at begynde mødet med en runde?", "closed advice"),
    ("Ville det hjælpe, hvis du skrev det ned først?", "closed advice"),
    ("Have you considered involving HR?", "closed advice"),
    ("Mon ikke du skulle tale med ham først?", "closed advice leading"),
    ("Hvor skuffet blev du, da hun sagde op?", "leading"),
    ("Hvorfor bliver du ved med at udskyde samtalen?", "leading"),
    ("Hvor meget koster hans dovenskab resten af holdet?", "leading"),
    ("Hvordan håndterer du så umulig en chef?", "leading"),
    ("Hvad er det ved din usikkerhed, der gør det svært?", "leading"),
    ("Det må være hårdt for dig. Hvad gør du nu?", "leading"),
    ("Why haven't you told her long ago?", "leading"),
    ("Surely he knew, so what did he say?", "leading"),
    ("Synes du ikke, at han burde have sagt det selv?", "closed leading"),
    ("Er det ikke bare, fordi du er konfliktsky?", "closed leading"),
    ("Don't you think he should have told you himself?", "closed leading"),
    ("Tak for det.", "none"),
    ("", "none"),
    ("   \n ", "none"),
    ("🙂🙂🙂", "none"),
    ("?", "none"),
    ("Du skriver: ”Hvad skal jeg gøre?”", "none"),
    ("Hvad du gør nu, er op til dig.", "none"),
    ("Du kunne tale med hende på tomandshånd.", "advice none"),
    ("I would bring it up at the next meeting.", "advice none"),
    ("Det lyder som stress.", "leading none"),
    ("You must feel let down.", "leading none"),
]


@pytest.mark.parametrize("text", OPEN)
def test_may_be_asked(text: str) -> None:
    assert lint(text) == Lint(ok=True)


@pytest.mark.parametrize(("text", "findings"), FOUND)
def test_is_found(text: str, findings: str) -> None:
    assert lint(text) == Lint(ok=False, findings=tuple(findings.split()))


@pytest.mark.parametrize("text", ["Falder det dig nemt at bestemme?", "Har du prøvet at tie? Hvorfor?", ""])
def test_a_marked_source_quotation_is_exempt(text: str) -> None:
    assert lint(text, quoted=True) == Lint(ok=True)


def test_long_counts_the_question_sentence_alone_and_no_quotation() -> None:
    twenty = "Hvad tænker du om " + "ord " * 15 + "her?"
    assert lint("Det var dine ord om det, der skete i går. " * 3 + twenty).ok
    assert lint(twenty.replace("her?", "her, ”" + "ord " * 30 + "”?")).ok
    assert lint(twenty.replace("her?", "her nu?")).findings == ("long",)


@pytest.mark.parametrize("text", [text for text in OPEN if "”" not in text and text.endswith("?")])
def test_small_words_in_front_change_nothing(text: str) -> None:
    assert lint(f"Og {text[0].lower()}{text[1:]}").ok


@pytest.mark.parametrize(("text", "findings"), [row for row in FOUND if row[1] and row[0].endswith("?")])
def test_what_is_found_stays_found_behind_a_neutral_sentence(text: str, findings: str) -> None:
    assert set(findings.split()) - {"none"} <= set(lint(f"Tak for dine ord. {text}").findings)


PIECES = "a|hvad er du |hvad, |”|\"|'a |<b>|<|\0|🙂|.|?|Hvad? |og hvad gør |«»„“|når du |keep on |it is "


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_any_long_text_is_read_in_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    lint("Hvad?")
    start = time.perf_counter()
    lint(text)
    assert time.perf_counter() - start < 2


def test_markup_and_invisible_characters_do_not_hide_a_question() -> None:
    assert lint("<b>Har du</b> pr\u00adøvet at\0 sige det?").findings == ("closed", "advice")
    assert lint("\u202eHvad gør du?\u200b <script>alert(1)</script>").ok
