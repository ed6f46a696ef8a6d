"""Papers to print: one of every block in both languages, cards, and ways to stretch them."""

from __future__ import annotations

from companion.paper.blocks import (
    Bars,
    Block,
    Break,
    Card,
    Cards,
    Heading,
    Moment,
    Panel,
    Paper,
    Points,
    Signatures,
    Table,
    Text,
    Write,
)
from companion.vocabulary import Lang

_DA: tuple[Block, ...] = (
    Panel("Mødets spørgsmål", "Hvad skal der til, for at vi tør tage det svære op her?"),
    Heading("Før mødet"),
    Text("Læs planen igennem én gang, og bestem, hvem der holder øje med tiden. Resten kan I finde på vejen."),
    Points(("Stol til alle i én kreds", "Ur, som alle kan se", "Papir og blyanter"), boxes=True),
    Heading("Mødet"),
    Moment(
        "0:00", "10 min.", "Velkommen",
        ("Sig, hvad mødet er til, og hvornår det slutter. Tag en runde, hvor alle siger ét ord om, hvordan de er landet.",),
        "Telefonerne væk. Det, der siges her, bliver her.",
        ("Materialer: dagsorden på tavlen", "Kilde: Sparring i netværk for ledere, Første møde"),
    ),
    Moment(
        "0:10", "25 min.", "To og to om det, der fylder",
        ("Gå sammen med en, du ikke kender så godt. Den ene fortæller, den anden spørger.", "Byt efter ti minutter."),
        "Spørg, og lyt. Byt, når jeg siger til.",
    ),
    Moment("0:35", "20 min.", "Første sparringsrunde", ("Én læser op, de andre stiller åbne spørgsmål.",)),
    Heading("Roller"),
    Table(
        ("Rolle", "Hvad du gør", "Du siger måske"),
        (
            ("Den, der har oplægget", "Læser op og svarer. Må gerne være i tvivl.", "”Det ved jeg ikke endnu.”"),
            ("Den, der spørger", "Stiller åbne spørgsmål, ét ad gangen.\nGiver ingen råd.", "”Hvad har du selv tænkt?”"),
            ("Den, der holder tiden", "Siger til, når der er to minutter tilbage.", "”Vi har to minutter.”"),
        ),
        (0.24, 0.46, 0.30),
    ),
    Heading("Efter mødet"),
    Points(("Skriv ned, hvad I aftalte.", "Send datoen for næste møde samme dag.", "Spørg den, der var stille."), ordered=True),
    Write("Det tager jeg med hjem", 3),
    Bars("Så længe talte vi", (("Velkomst", 10, "10 min."), ("To og to", 25, "25 min."), ("Runden", 18.5, "18½ min."))),
    Signatures(("Leder af netværket", "Den, der holder tiden")),
    Text("Kan printes igen. Der står ingen navne i planen.", quiet=True),
)  # fmt: skip
_EN: tuple[Block, ...] = (
    Panel("The question of the meeting", "What would it take for us to raise the hard things here?"),
    Heading("Before the meeting"),
    Text("Read the plan through once, and decide who keeps the time. The rest you can find on the way."),
    Points(("A chair for everyone in one circle", "A clock that all can see", "Paper and pencils"), boxes=True),
    Heading("The meeting"),
    Moment(
        "9.20", "10 min.", "Welcome",
        ("Say what the meeting is for and when it ends. Take a round where everyone says one word about how they are.",),
        "Phones away. What is said here stays here.",
        ("Materials: agenda on the board", "Source: Sparring i netværk for ledere, Første møde"),
    ),
    Moment(
        "9.30", "25 min.", "In pairs about what is on your mind",
        ("Join someone you do not know so well. One tells, the other asks.", "Change after ten minutes."),
        "Ask, and listen. Change when I say so.",
    ),
    Table(
        ("Role", "What you do"),
        (("Who has the case", "Reads aloud and answers."), ("Who asks", "Open questions, one at a time.\nNo advice.")),
        (0.35, 0.65),
    ),
    Points(("Write down what you agreed.", "Send the date of the next meeting."), ordered=True),
    Points(("What surprised you?", "What will you try?")),
    Write("What I take home", 2),
    Bars("How long we talked about each", (("Welcome", 10, "10 min"), ("In pairs", 25, "25 min"), ("Nothing", 0, "0 min"))),
    Signatures(("Chair of the network", "Time keeper", "Employer")),
    Text("May be printed again.", quiet=True),
)  # fmt: skip
_QUESTIONS: dict[Lang, tuple[str, ...]] = {
    "da": (
        "Hvad er det vigtigste for dig lige nu?",
        "Hvornår gik det sidst godt, og hvad gjorde du selv for, at det lykkedes?",
        "Hvad ville en kollega, der vil dig det godt, lægge mærke til i det, du fortæller?",
        "Hvem?",
    ),
    "en": (
        "What matters most to you right now?",
        "When did it last go well, and what did you do yourself to make it work?",
        "What would a colleague who wishes you well notice in what you are telling us?",
        "Who?",
    ),
}


def everything(lang: Lang = "da") -> Paper:
    """One of every block but cards."""
    if lang == "da":
        return Paper(
            "da", "Første møde i netværket", _DA, "Til den, der leder mødet", "120 minutter · 8 personer · oplæg: 2",
            "Bygger på Sparring i netværk for ledere, BFA.",
        )  # fmt: skip
    return Paper(
        "en", "The first meeting of the network", _EN, "For whoever leads the meeting", "120 minutes · 8 people · cases: 2",
        "Built on Sparring i netværk for ledere, BFA.",
    )  # fmt: skip


def of_cards(count: int = 11, lang: Lang = "da", text: str = "") -> Paper:
    """Cards alone; `text` on each of them, or questions of different length."""
    below = (
        "Erfaringer · Sparring i netværk for ledere" if lang == "da" else "Experiences · Sparring i netværk for ledere"
    )
    asked = _QUESTIONS[lang]
    cards = tuple(Card(text or asked[place % len(asked)], below, str(place + 1)) for place in range(count))
    title = "Spørgsmål at trække" if lang == "da" else "Questions to draw"
    foot = (
        "Bygger på Sparring i netværk for ledere, BFA."
        if lang == "da"
        else "Built on Sparring i netværk for ledere, BFA."
    )
    return Paper(
        lang, title, (Cards(cards),), "", "Klip langs stregerne." if lang == "da" else "Cut along the lines.", foot
    )


def of(*blocks: Block, lang: Lang = "da", title: str = "Et ark") -> Paper:
    """A paper of these blocks and nothing else."""
    return Paper(lang, title, blocks)


def mixed(lang: Lang = "da") -> Paper:
    """Everything, then cards, then a page more."""
    paper, cards = everything(lang), of_cards(lang=lang)
    return Paper(
        lang, paper.title, (*paper.blocks, Break(), *cards.blocks, Heading("Til sidst"), Text("Tak for i dag."))
    )
