"""Who wrote a page: bylines with titles, places, functions and addresses; names alone; desks."""

import pytest

from kroniek.collect.layout import layout_of

BODY = (
    "De veerdienst over de Ee ligt stil sinds de schipper dinsdag is opgestapt. De gemeente zoekt "
    "een vervanger, zegt wethouder Ans Prins.\n\n"
    "Forenzen moeten twintig kilometer omrijden. Volgende week praat de raad erover."
)
TITLE = "Veerdienst over de Ee ligt stil"


def author(head: str, foot: str = "", language: str = "nl") -> str | None:
    found = layout_of(f"{TITLE}\n{head}\n\n{BODY}\n\n{foot}", language).author
    return found.name if found else None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Door Mies Kuiper en Joost Vos", "Mies Kuiper"),
        ("By Ann Lee in Utrecht and Tom Field in London", "Ann Lee"),
        ("By Tom Field  @tomfield  Local Democracy Reporter", "Tom Field"),
        ("Tekst: Mies Kuiper | Beeld: Joost Vos", "Mies Kuiper"),
        ("Onze correspondent Mies Kuiper", "Mies Kuiper"),
        ("Samengesteld door: Mies van der Kuip, coördinator", "Mies van der Kuip"),
        ("Opgesteld door: Drs. A.M. Kuiper (voorzitter), Ing. T. Vos", "A.M. Kuiper"),
        ("Author: Inspector M. O’Lee", "M. O’Lee"),
        ("Posted by Ann Lee ∙ 3 hours ago ∙ filed under ferries", "Ann Lee"),
        ("Edited by Ann Lee and Tom Field, with Joost Vos in Utrecht", "Ann Lee"),
        ("Gepubliceerd op 3 maart jl. door Mies Kuiper, m.kuiper@eebode.example", "Mies Kuiper"),
        ("Mies Kuiper en Joost Vos\n3 maart 2021, 08:15", "Mies Kuiper"),
        ("Dr Ann Lee & Tom Field\nSenior Fellow", "Ann Lee"),
        ("Mies Kuiper\n@mieskuiper", "Mies Kuiper"),
        ("Geplaatst op 3 maart 2021 door Redactie", None),
        ("By Newsroom", None),
        ("EPD BUI 24/09 16:22", None),
        ("Eedorp, 3 maart 2021", None),
    ],
)
def test_the_first_person_a_credit_names_is_the_writer(line: str, name: str | None) -> None:
    assert author(line) == name


def test_a_name_in_capitals_signs_where_the_foot_tells_of_the_writer() -> None:
    assert author("AAFJE ZWEMMER", "Aafje Zwemmer is redacteur van de Eebode.") == "AAFJE ZWEMMER"


def test_a_title_that_heads_every_page_of_a_report_is_no_writer() -> None:
    text = f"Botsing Te Water\n3 maart 2021\n\n{BODY}\n\nBotsing Te Water\n\n{BODY}"

    assert layout_of(text, "nl").author is None


def test_a_place_in_capitals_is_no_writer() -> None:
    assert author("DEN HAAG\n3 maart 2021, 08:15") is None


def test_the_house_behind_a_byline_and_the_site_behind_a_title_are_outlets() -> None:
    byline = f"By ANN LEE and TOM FIELD, Quay Newswire\nUpdated May 3, 2021\n\n{BODY}"
    title = f"{TITLE} | De Kade\n3 maart 2021\n\n{BODY}"

    first, second = layout_of(byline, "en"), layout_of(title, "nl")

    assert first.outlet is not None
    assert first.outlet.name == "Quay Newswire"
    assert second.outlet is not None
    assert second.outlet.name == "De Kade"
    assert second.title is not None
    assert second.title.of(title) == TITLE
