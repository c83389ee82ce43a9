"""The page speaking to its reader is told from sentences of the story."""

import pytest

from kroniek.collect.layout import layout_of
from kroniek.collect.lines import lines_of
from kroniek.collect.prompts import is_prompt, prompts
from kroniek.model.article import BOILERPLATE

BODY = (
    "De veerdienst over de Ee ligt stil sinds de schipper dinsdag is opgestapt. De gemeente zoekt "
    "een vervanger, zegt wethouder Ans Prins.\n\n{line}\n\n"
    "Forenzen moeten twintig kilometer omrijden. Volgende week praat de raad erover."
)
ENGLISH = (
    "The ferry across the Wey has stopped since its skipper resigned on Tuesday. The town is "
    "looking for another, councillor Ann Prince said.\n\n{line}\n\n"
    "Commuters have to drive twenty miles. The council will discuss it next week."
)


@pytest.mark.parametrize(
    "line",
    [
        "Wil je vaker zulke verhalen lezen? Meld je aan voor onze nieuwsbrief en mis niets.",
        "Vind je dit artikel waardevol? Met een donatie help je onze redactie verder.",
        "Onze journalistiek kost geld. Word abonnee en lees onbeperkt verder: 2 euro per maand.",
        "Enjoying this post? Subscribe for free and get new stories in your inbox.",
        "Our journalism is free because of readers like you. Please consider a donation today.",
        "The Wey Letter is reader-supported. To support my work, become a paid subscriber.",
    ],
)
def test_a_page_that_asks_its_reader_for_something_is_a_prompt(line: str) -> None:
    assert is_prompt(lines_of(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "De omroep verloor vorig jaar duizenden abonnees aan een gratis nieuwsbrief.",
        "„Meld je aan voor onze nieuwsbrief”, zei de directeur tegen de lezers.",
        "De krant vroeg haar lezers om een donatie, meldde het persbureau.",
        "You could hear the guns from our street every morning.",
        "The newspaper told its readers to subscribe or lose the site.",
        "We slept in the cellar and read the news by candle, she wrote.",
    ],
)
def test_a_sentence_that_tells_of_papers_and_readers_is_no_prompt(line: str) -> None:
    assert not is_prompt(lines_of(line)[0])


def test_an_article_that_is_about_accounts_keeps_its_sentences() -> None:
    told = (
        "Klik op instellingen en log in op je account om de meldingen uit te zetten.",
        "Kies daarna een nieuw wachtwoord en lees de privacyverklaring voor je akkoord gaat.",
        "Schrijf je wachtwoord nooit in een mail en klik niet op advertenties in je mailbox.",
    )

    assert prompts(lines_of("\n".join(told)), set()) == ()


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Ga direct naar de inhoud", "nl"),
        ("Lees verder onder de advertentie", "nl"),
        ("Al abonnee? Log dan in.", "nl"),
        ("Klik om te delen op X (Wordt in een nieuw venster geopend)", "nl"),
        ("Dit artikel verscheen eerder in weekblad De Overzet.", "nl"),
        ("Correctie 3 mei: in een eerdere versie stond een andere naam.", "nl"),
        ("De mening in deze column komt voor rekening van de auteur.", "nl"),
        ("Bron: Persdienst Oost", "nl"),
        ("Skip to main content", "en"),
        ("Article continues after ad", "en"),
        ("View on X", "en"),
        ("1.2K likes", "en"),
        ("Thanks for reading The Wey Letter!", "en"),
        ("Reporting by Ann Prince in Guildford; Editing by Tom Field", "en"),
        ("The views expressed here are those of the author alone.", "en"),
        ("This article was amended on 3 May to correct a name.", "en"),
        ("Your email address will not be published. Required fields are marked *", "en"),
        ("Comments are closed", "en"),
    ],
)
def test_a_notice_of_the_page_between_paragraphs_is_furniture(line: str, language: str) -> None:
    text = (BODY if language == "nl" else ENGLISH).format(line=line)

    regions = layout_of(text, language).regions

    assert [r.span.of(text) for r in regions if r.kind in BOILERPLATE] == [line]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Kijk ook eens naar de dienstregeling. Die klopt al jaren niet.", "nl"),
        ("Volg het geld, zei een oude schipper altijd tegen mij.", "nl"),
        ("Bronnen bij de gemeente zeggen dat er nog geen vervanger is.", "nl"),
        ("Het artikel in de krant maakte hem woedend, vertelt zijn zus.", "nl"),
        ("12:40", "nl"),
        ("Subscribe to that idea and you will never cross a river again.", "en"),
        ("Read the contract and you will see why he left.", "en"),
        ("Update the timetable, she told them, or close the pier.", "en"),
        ("Follow the towpath for an hour and you reach the old lock.", "en"),
        ("Corrections at the shipyard came too late to save it.", "en"),
    ],
)
def test_a_sentence_that_begins_as_a_prompt_stays_in_the_story(line: str, language: str) -> None:
    text = (BODY if language == "nl" else ENGLISH).format(line=line)

    assert [r for r in layout_of(text, language).regions if r.kind in BOILERPLATE] == []
