"""Heads and tails of pages: headline among menus, writer, days, links below the text."""

import pytest

from kroniek.collect.fragments import credit_of
from kroniek.collect.furniture import furniture_of
from kroniek.collect.layout import layout_of
from kroniek.collect.lines import lines_of
from kroniek.collect.wording import wording
from kroniek.model.article import BOILERPLATE

TEXT = (
    "De veerdienst over de Ee ligt stil sinds de schipper dinsdag is opgestapt. De gemeente zoekt "
    "een vervanger, zegt wethouder Ans Prins.\n\n"
    "Forenzen moeten twintig kilometer omrijden. Volgende week praat de raad erover."
)
TITLE = "Veerdienst over de Ee ligt stil"


@pytest.mark.parametrize(
    "head",
    [
        f"Ga naar hoofdinhoud\nDe Eebode\nZoeken\nInloggen\n{TITLE}\nMies Kuiper\n3 mei 2022, 6:30",
        f"Het Eeblog\nMijn kijk op het water\nHome Over mij Contact Archief\n{TITLE}\n3 mei 2022",
        f"De Eebode\nHet nieuws van de oever\n{TITLE}\nGepubliceerd\n3 mei 2022\nDoor\nRedactie",
        f"Home / Regio / Eedorp\n{TITLE}\nWie wil er nog varen?\n3 mei 2022",
        f"Abonneer voor 1 euro\nDe Eebode\nNieuws Sport Regio Weer\n{TITLE}\nLeestijd 2 min",
    ],
)
def test_the_headline_is_found_among_menus_mottos_and_credits(head: str) -> None:
    text = f"{head}\n\n{TEXT}"
    found = layout_of(text, "nl")

    assert found.title is not None
    assert found.title.of(text) == TITLE


def test_writer_function_and_day_on_lines_of_their_own_are_read() -> None:
    text = f"{TITLE}\nMies Kuiper\nCorrespondent Oost\n3 mei 2022 om 10:05\n\n{TEXT}"
    found = layout_of(text, "nl")

    assert found.author is not None
    assert found.author.name == "Mies Kuiper"
    assert [one.value for one in found.declared] == ["2022-05-03"]
    assert "Correspondent Oost" in {r.span.of(text) for r in found.regions}


def test_a_subhead_of_two_capitals_is_no_writer() -> None:
    text = f"{TITLE}\n\n{TEXT}\n\nEe Noord\n\n{TEXT}"

    assert layout_of(text, "nl").author is None


@pytest.mark.parametrize(
    ("line", "language", "days", "author"),
    [
        ("ANP | 20 juni 2023 14:37", "nl", ["2023-06-20"], None),
        (
            "Mies Kuiper 6 mei 2024, 16:20 Laatste update: 17:45",
            "nl",
            ["2024-05-06"],
            "Mies Kuiper",
        ),
        ("12-05-21, 07:15 Laatste update: 08:40", "nl", ["2021-05-12"], None),
        ("Nieuwsbericht | 22-02-2024 | 11:00", "nl", ["2024-02-22"], None),
        ("Vandaag, 07:45 • Aangepast vandaag, 09:12", "nl", [], None),
        ("Wed 7 May 2025 07.15 BST", "en", ["2025-05-07"], None),
        ("21/09/2023 16:10 (GMT+4)", "en", ["2023-09-21"], None),
        (
            "Tom Field, Staff Reporter | Posted: August 21, 2023 at 6:05 a.m.",
            "en",
            ["2023-08-21"],
            "Tom Field",
        ),
        (
            "By: Ann Lee, Senior Fellow · July 12, 2023 · 6 min read",
            "en",
            ["2023-07-12"],
            "Ann Lee",
        ),
    ],
)
def test_a_credit_line_is_taken_apart(
    line: str, language: str, days: list[str], author: str | None
) -> None:
    found = credit_of(lines_of(line)[0], language, wording(), under_title=True)

    assert found is not None
    assert [one.value for one in found.declared] == days
    assert (found.author.name if found.author else None) == author


@pytest.mark.parametrize(
    "line",
    [
        "Op 3 mei 2022 brak de dijk bij Eedorp.",
        "Eedorp wacht tot 3 mei 2022 op een nieuwe pont",
        "Om 14:37 ging het licht uit in de haven",
    ],
)
def test_a_line_that_tells_something_is_no_credit(line: str) -> None:
    assert credit_of(lines_of(line)[0], "nl", wording(), under_title=True) is None


def test_links_below_the_text_go_with_the_prompt_above_them() -> None:
    links = "Best gelezen\n1 Brug blijft open\n2 Zo warm wordt het\nColofon\n© De Eebode"
    text = f"{TITLE}\n\n{TEXT}\n\n{links}"
    found = {r.span.of(text) for r in layout_of(text, "nl").regions if r.kind in BOILERPLATE}

    assert found == set(links.split("\n"))


def test_a_list_that_ends_the_article_is_kept() -> None:
    text = f"{TITLE}\n\n{TEXT}\n\nDe tijden:\nHeen om 8 uur\nTerug om 9 uur"

    assert [r for r in layout_of(text, "nl").regions if r.kind in BOILERPLATE] == []


@pytest.mark.parametrize(
    "head",
    [
        f"De Eebode\nRegio ▸ Eedorp\nBREAKING:\n{TITLE}\nDoor Mies Kuiper",
        f"EPD HULP – wij helpen\nBericht 14 – stand per 3 mei\n{TITLE}\nHOOFDPUNTEN\n• Boot weg",
        f"De Eebode\nStart ∙ Over mij ∙ Archief ∙ RSS\n{TITLE}\nMies Kuiper\n3 mei 2022",
        f"Doorgestuurd van Ee Nieuws\n{TITLE}\n3 mei 2022",
    ],
)
def test_prompts_items_and_menus_are_no_headline(head: str) -> None:
    text = f"{head}\n\n{TEXT}"
    found = layout_of(text, "nl")

    assert found.title is not None
    assert found.title.of(text) == TITLE


def test_a_labelled_subject_is_the_title() -> None:
    text = f"Gemeente Ee\nDatum: 3 mei 2022\nBijlagen: 1\nOnderwerp: Stand van de pont\n\n{TEXT}"
    found = layout_of(text, "nl")

    assert found.title is not None
    assert found.title.of(text) == "Stand van de pont"


FURNITURE = """\
Enkel voor abonnees
Verder lezen?
Sluit een proefabonnement af: 4 weken voor € 4
Lees hieronder verder
Dit liveblog is gesloten. Lees verder in ons nieuwe liveblog.
[update 3 mei: reactie van de schipper toegevoegd]
Zaaknummer: Z/22/1188
Met vriendelijke groet,
Noot voor de pers – niet voor publicatie
Stichting Eehulp | KvK 41200000 | IBAN NL00 BANK 0123 4567 89
Postbus 118, 3500 AC Eedorp
Aan de cijfers kunnen geen rechten worden ontleend.
Pagina 2 van 64
Je ontvangt deze mail omdat je je hebt ingeschreven voor de Eebrief.
Mies Kuiper heeft dit gerepost
412 reposts  37 citaten  1.906 vind-ik-leuks
👍 812  🔥 240  😢 97
Met de steun van het Eefonds
This post is for paid subscribers
Show earlier posts
A correction was made on May 3, 2022: An earlier version misspelled a name.
How to cite: Kuiper, M., The Ferry, Ee Papers 03/22.
(Reporting by Ann Lee; Editing by Tom Field)
Tom Field contributed from Utrecht.
Printed in Eedorp. ISSN 2049-0000
This article is more than 5 years old
Missing some posts in this thread? You can try to force a refresh
The Ee Review © The Quay Press Ltd 2012–2026
Page 1 of 38
• • •""".split("\n")


@pytest.mark.parametrize("line", FURNITURE)
def test_what_pages_say_of_themselves_is_furniture(line: str) -> None:
    assert furniture_of(lines_of(line)[0], wording()) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Van de 64 pagina’s zijn er 2 openbaar gemaakt, zei de wethouder.",
        "De rechter gaf de gemeente 3 mei gelijk: de pont mag blijven varen.",
        "Tom Field covers himself with glory, his mother told the court.",
        "De stichting kreeg met de steun van het Eefonds een nieuwe pont, meldt de gemeente.",
        "Hij woont nu met zijn zoon op de Kade 12 in Eedorp.",
        "The ferry company is registered in Utrecht, according to the council.",
        "Het artikel van de grondwet stamt uit 1848.",
    ],
)
def test_sentences_with_such_words_are_no_furniture(line: str) -> None:
    assert furniture_of(lines_of(line)[0], wording()) is None


NEWS = """\
Met steun van de buurlanden hebben de troepen een olieopslag in Oostdam geraakt.
Het bataljon is een onderdeel van het leger van de republiek.
Zaterdag in Eedorp vielen zes doden bij een brand.
Morgen in Oostdam praten de ministers over het verdrag.
Volgende week in Oostdam praten beide delegaties verder.
UPDATE 14:30 – Twaalf doden bij de brand op de markt
Update 3 mei: het dodental is opgelopen tot twaalf.
Stond op de lijst van verdachten.
Staat in brand
Zaterdag in Eedorp
Met steun van Westland
Goedemorgen! Vannacht brak de dijk bij de haven van Eedorp.
De btw op boeken gaat omhoog naar 21 procent.
Btw op boeken omhoog naar 21 procent
Het kabinet schrapt de btw-verhoging op cultuur.
In samenwerking met de politie zijn drie mannen opgepakt.
Gefinancierd door de buren vuurde de militie raketten af.
Ondersteund door artillerie rukten de troepen op naar Eedorp.
Met medewerking van de politie is de verdachte opgepakt.
Mede door de regen liep de kelder onder.
Van de brug was geen spoor te zien.
Contact met de bemanning is verbroken.
Dit onderzoek werd gefinancierd door de provincie en kostte drie ton.
Dit bericht is eerder door de minister ontkend en later bevestigd.
Giften boven de duizend euro moeten worden gemeld, vindt de Kamer.
In Oostdam, nummer 2 van het land, won de oppositie.
Hulp nodig? De boeren wachten nog altijd op geld.
Ja, ik heb het gedaan
Door de redactie van het blad liep een schok.
Steun ons, riep de burgemeester.
De rechter sprak hem vrij.
Morgen valt er sneeuw.
Supported by artillery, troops advanced on the river.
Sponsored by a neighbour, the militia fired rockets at the base.
Produced in Westland, the drones hit the port.
Produced by a state firm, the missiles hit a school.
Disaster: 12 dead as dam bursts
Supported by Westland
Captured at dawn
Captured by government forces, the town lies in ruins.
Captured on Tuesday, the soldiers were shown on television.
Saved from the sea, the migrants were taken to the island.
Published in March, the report blamed the pilot.
Designed in Westland, the tank burned within minutes.
Registered in Westland, the tanker sank on Friday.
The firm is a registered company in Westland.
A registered charity ran the camp where 40 died.
In partnership with its neighbour, the navy will build a frigate.
Powered by diesel, the boat reached the coast at night.
Presented by the prosecution were photographs of the body.
Fighting was reported from the river.
With material from abroad, rebels built rockets.
Additional reporting duties were set by the council
Update 14:30: Twelve dead on the market
UPDATE 14:30 – Twelve dead
Update, 3 May: death toll rises to 12
May 3, 2022: updated laws came into force.
Correction: markets fell by 10 per cent on Monday.
The views expressed by the general angered the capital.
Opinions are divided on the treaty.
Press office staff were killed on Monday.
Media contacts were cut by the ministry
For further details of the attack, police are seeking witnesses.
By continuing the siege, the army breaks the law.
If you value peace, stop the arms.
That's all from the river, the mayor said
Premium prices for gas hit homes.
Paid killers shot him.
Launched an attack two days ago
Permission to leave was granted to 400 prisoners.
Copyright laws will change, ministers said.
Help us, the children said.
Deze tekst is met inkt geschreven, zegt de archivaris.
This text was read aloud in the chamber.
The ministry is not responsible for the deaths.
The council has paused its work on the bridge.
He won.
Snow fell.""".split("\n")


@pytest.mark.parametrize("line", NEWS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_sentence_of_the_news_is_furniture_nowhere(line: str, place: int) -> None:
    paragraphs = TEXT.split("\n\n")
    paragraphs.insert(place, line)
    text = "\n\n".join((TITLE, *paragraphs))
    found = layout_of(text, "nl").regions

    assert line not in {one.span.of(text) for one in found if one.kind in BOILERPLATE}


@pytest.mark.parametrize(
    "line",
    [
        "De Eebode is een uitgave van Eemedia BV.",
        "Voor meer informatie: zie www.eebode.example.",
        "[update 14:30: naam van de schipper verbeterd]",
        "Update 14:30 – In een eerdere versie van dit artikel stond een andere naam.",
        "Rectificatie: in dit bericht stond een verkeerde naam.",
        "For more information, visit www.quay.example.",
        "By signing up, you agree to the terms.",
        "The views expressed are those of the author.",
        "Additional reporting by Ann Lee in Utrecht and Tom Field.",
        "Tom Field contributed to this report.",
        "3 May 2022: Added link to the list of ferries.",
        "Supported by the Quay Foundation",
        "Deze tekst is automatisch vertaald uit het Engels en kan fouten bevatten.",
        "Noot voor de pers: neem contact op met Mies Kuiper.",
        "The Quay is not responsible for the content of external sites.",
        "This live page is now closed.",
        "Letters to the editor should be sent to the office in Utrecht.",
        "This text was machine translated from Dutch.",
        "Captured on May 3, 2022",
    ],
)
def test_what_a_page_alone_says_is_furniture_though_it_ends_as_a_sentence(line: str) -> None:
    assert furniture_of(lines_of(line)[0], wording()) is not None


def test_a_headline_may_hold_the_day_that_the_credit_repeats() -> None:
    text = f"EPD Studies\nEe River Daily Report, May 3, 2022\nAnn Lee\nMay 3, 2022, 8 pm\n\n{TEXT}"
    found = layout_of(text, "en")

    assert found.title is not None
    assert found.title.of(text) == "Ee River Daily Report, May 3, 2022"
    assert "2022-05-03" in {one.value for one in found.declared}


def test_the_issue_at_the_foot_gives_a_date() -> None:
    text = f"{TITLE}\n\n{TEXT}\n\nUit De Eebode nr. 38, 20 september 2021\nReageren? Mail ons."

    assert [one.value for one in layout_of(text, "nl").declared] == ["2021-09-20"]
