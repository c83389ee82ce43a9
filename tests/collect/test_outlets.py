"""Whose page it is: names in heads, mottos and sections beside them, holders of copyright."""

import pytest

from kroniek.collect.layout import layout_of
from kroniek.collect.outlets import without_legal_form

BODY = (
    "De veerdienst over de Ee ligt stil sinds de schipper dinsdag is opgestapt. De gemeente zoekt "
    "een vervanger, zegt wethouder Ans Prins.\n\n"
    "Forenzen moeten twintig kilometer omrijden. Volgende week praat de raad erover."
)
TITLE = "Veerdienst over de Ee ligt stil"


def outlet(head: str, foot: str = "") -> str | None:
    found = layout_of(f"{head}\n{TITLE}\n\n{BODY}\n\n{foot}", "nl").outlet
    return found.name if found else None


@pytest.mark.parametrize(
    ("head", "foot", "name"),
    [
        # the head shows the plain name, the foot a company
        ("De Eetijding\nMenu\nZoeken", "© 1998-2025 Eetijding Media B.V.", "De Eetijding"),
        ("Eekoerier\nRegio\nSport\nWin", "© 2025 Oever Uitgeverij NV", "Eekoerier"),
        ("hetEewoord\nHet Eewoord | Regio", "redactie@heteewoord.example", "Het Eewoord"),
        ("OEVERLICHT – nieuws van het water", "© Stichting Oeverlicht, Eedorp", "OEVERLICHT"),
        ("Home\nMinisterie van Water\nNieuws", "", "Ministerie van Water"),
        ("Wad & Wind\nJaargang 3", "Mail naar info@wadenwind.example", "Wad & Wind"),
        # the head has none: the holder's name without its legal form
        (
            "Regio\nEedorp",
            "© 2001-2025 Eebode Digitaal B.V. Alle rechten voorbehouden.",
            "Eebode Digitaal",
        ),
        ("Regio", "Alle rechten voorbehouden © 2025 De Oever nv – Kade 1, Eedorp", "De Oever"),
        ("Regio", "Copyright © 2025 vertaling door Het Veer. Overname met link mag.", "Het Veer"),
        ("Regio", "De Kade © 2019", "De Kade"),
        # a company's word goes where the page shows the name without it
        ("Regio", "Volg De Oever op Facebook\n© 2025 De Oever Media BV", "De Oever"),
        # initials in the head give way to the full name
        ("EPD | REGIO", "(c) Copyright Eedorp Pers Dienst 2025", "Eedorp Pers Dienst"),
        # kickers and places are no outlets
        ("Regio\nEedorp", "Lees alles uit Eedorp in onze nieuwsbrief", None),
        ("Regio", "© Foto's: Mies Kuiper", None),
    ],
)
def test_head_and_foot_together_tell_the_outlet(head: str, foot: str, name: str | None) -> None:
    assert outlet(head, foot) == name


def test_a_headline_with_a_colon_is_no_outlet_with_a_motto() -> None:
    text = f"Waterschap: dijk bij de Ee houdt het wel\n\n{BODY}"
    found = layout_of(text, "nl")

    assert found.outlet is None
    assert found.title is not None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("De Oever B.V.", "De Oever"),
        ("Quay Newspapers plc", "Quay Newspapers"),
        ("Wereldwijd vzw", "Wereldwijd"),
        ("Quay Press Nig. Ltd.", "Quay Press"),
        ("Ltd", "Ltd"),
    ],
)
def test_legal_forms_are_no_part_of_a_name(name: str, plain: str) -> None:
    assert without_legal_form(name) == plain
