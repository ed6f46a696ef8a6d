"""Twelve replies of about 500 characters, as a Danish leader might write them. Made up; no real workplace."""

from __future__ import annotations

REPLIES: tuple[str, ...] = (
    "Vi lagde to teams sammen efter sommerferien, og de arbejder stadig hver for sig. Den ene halvdel skriver alt ned "
    "og vil have en fast aftale, før de går i gang. Den anden halvdel ringer til kunden og finder ud af det "
    "undervejs. På teammødet i mandags sad de på hver sin side af bordet, og da jeg spurgte, hvem der tager de nye "
    "henvendelser, blev der helt stille. Jeg endte med at fordele dem selv, og det har jeg nu gjort tre uger i træk, "
    "selv om jeg havde lovet mig selv at lade være. Det holder ikke.",
    "Det skete igen i går. Mette kom ind på mit kontor og sagde, at hun havde brugt en hel formiddag på at rette op "
    "på noget, som Jonas havde lovet en kunde. Jonas siger, at han bare gjorde, som han plejer. Ingen af dem har talt "
    "med hinanden om det, de kommer begge to til mig. Jeg hørte på dem begge og sagde, at jeg ville tænke over det. "
    "Bagefter slog det mig, at jeg efterhånden er den eneste, der ved, hvad alle i afdelingen laver, og at de regner "
    "med, at jeg holder styr på det. Det er ikke holdbart.",
    "Det er en udfordring for kunderne, der får to forskellige svar, alt efter hvem der tager telefonen. Det er det "
    "for de nye, som ikke ved, hvis måde de skal lære. Og så er det en udfordring for mig, for jeg bruger det meste "
    "af min tid på at oversætte mellem folk, der sidder fem meter fra hinanden. Min egen chef mærker det ikke endnu, "
    "tallene er gode nok. Men hun har spurgt to gange, hvornår jeg er klar med planen for næste år, og den har jeg "
    "ikke fået skrevet en eneste linje på. Det fylder ret meget.",
    "Jeg håber, at de om et halvt år fordeler opgaverne selv, uden at jeg er i rummet. At Mette kan sige til Jonas, "
    "at der mangler noget i en sag, og at han kan høre det uden at gå i forsvar. Jeg håber også, at vi finder en "
    "måde, der er vores fælles, og som vi kan vise en ny medarbejder på en formiddag. For mig selv håber jeg på to "
    "sammenhængende timer om ugen, hvor jeg kan arbejde med planen. Og så vil jeg gerne gå glad hjem fra teammødet om "
    "mandagen igen, det er længe siden. Jeg savner det faktisk.",
    "Jeg har overvejet at lave en fast turnus, så ingen skal diskutere, hvem der tager hvad. Jeg har tænkt på at "
    "sætte dem sammen to og to på tværs i en måned. Jeg har også tænkt på at lade dem beskrive hver deres måde for "
    "hinanden på et møde, hvor jeg selv ikke siger noget. En kollega foreslog en konsulent udefra, men det føles for "
    "stort. Og så er der muligheden for at vente til efter nytår, hvor to nye begynder, og gribe det an som en "
    "begyndelse for hele afdelingen på én gang. Det frister mig faktisk.",
    "Turnussen tror jeg faktisk godt, de ville gå med til, men så er det igen mig, der har fundet på den. Det er det, "
    "der holder mig fra det. Når jeg kommer med en løsning, nikker de, og fjorten dage efter er vi tilbage ved det "
    "gamle. Jeg kunne spørge dem, hvad de selv ville foreslå, men sidst jeg gjorde det, blev det til en lang snak om, "
    "hvordan det var i det gamle team. Jeg fik det ikke lukket, og folk gik fra mødet med en fornemmelse af, at "
    "ingenting var blevet besluttet. Det gad jeg godt undgå.",
    "Det, der holder mig tilbage, er nok, at jeg selv kommer fra det ene team. Jeg var deres leder i fire år, før vi "
    "blev lagt sammen. Hvis jeg stiller krav til Jonas og hans folk, kommer det til at lyde, som om jeg holder med "
    "mine egne. Så jeg har været forsigtig og ladet dem køre videre, som de plejer. Mette har sagt det ligeud: at jeg "
    "er strengere mod dem, jeg kender. Det har hun måske ret i. Jeg er også bange for, at Jonas finder noget andet, "
    "for han er meget dygtig til det, han kan. Det tænker jeg på.",
    "Jeg mangler at vide, hvad de selv synes er svært. Jeg har min egen forklaring, men jeg har ikke spurgt dem hver "
    "for sig. Jeg mangler også en at øve samtalen med Jonas sammen med, en, der ikke kender ham. Og jeg har brug for "
    "at høre, hvordan andre har gjort, da de stod med to teams, der skulle blive til ét. Ikke en model, men hvad de "
    "helt konkret sagde på det første møde, og hvad de gjorde, da det gik i stå. Tid har jeg brug for, men det er "
    "vist mit eget ansvar at tage den. Det må jeg selv i gang med.",
    "Hvis jeg venter til foråret, tror jeg, at de to grupper er blevet endnu mere sikre på, at det er de andre, den "
    "er gal med. De nye vil vælge side i løbet af den første uge. Og jeg vil være blevet endnu bedre til at fordele "
    "opgaver, som ikke er mine. Omvendt kan der også ske det, at de finder ud af det uden mig, hvis jeg virkelig "
    "holdt op med at gribe ind. Det har jeg aldrig prøvet i mere end to dage. På den tredje dag ringede en kunde, og "
    "så tog jeg sagen alligevel, som jeg plejer. Det kan jeg ikke blive ved med.",
    "Der var en uge i oktober, hvor det faktisk gik. Jeg var på kursus, og der var nedbrud i systemet, så alle måtte "
    "hjælpe hinanden. Da jeg kom hjem, fortalte de om det, begge grupper, og de grinede ad de samme ting. Jonas havde "
    "lavet en tavle, hvor man kunne se, hvem der havde hvilken kunde, og Mette havde skrevet en kort vejledning ved "
    "siden af. Mandagen efter var tavlen væk, for nu virkede systemet jo igen. Jeg spurgte ikke, hvorfor den var "
    "taget ned, og det ærgrer mig nu. Jeg burde have spurgt dem.",
    "Jeg kan mærke, at jeg helst vil have, at de kan lide mig alle sammen. Det er ikke noget, jeg er stolt af at "
    "skrive. Når der bliver stille på et møde, fylder jeg stilheden ud, og så er det mig, der har bestemt. Hvis jeg "
    "turde lade der være stille et minut, ville der nok være en, der sagde noget. Jeg tror, det ville være Jonas. Og "
    "så ville Mette være uenig, og så ville vi være i gang med den samtale, som vi har gået uden om hele efteråret, "
    "fordi ingen af os vidste, hvor den ville ende. Det må vi finde ud af.",
    "Det næste skridt er, at jeg taler med dem hver for sig inden jul, en halv time hver, og kun spørger. Jeg vil "
    "begynde med Jonas, for det er den samtale, jeg helst vil udskyde. Jeg vil spørge ham, hvad der skulle til, for "
    "at tavlen kom op at hænge igen. Og så vil jeg lade være med at fordele opgaver på mandag og se, hvad der sker. "
    "Jeg har sagt til min egen chef, at planen for næste år bliver en uge forsinket, og det var hun helt rolig ved, "
    "så den undskyldning har jeg ikke længere. Nu er det op til mig.",
)
"""What is said at a turn; a sitting has at most ten questions, the last two are asked for at the review."""
