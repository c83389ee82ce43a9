"""Names that a text spells out before their initials."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import NAMES


def names(text: str) -> list[str]:
    doc = doc_of(text, "en" if text.startswith("She") else "nl", upto="names")
    return [one.span.of(text) for one in doc[NAMES] if not one.nominal]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Zij werkt bij het Centrum voor Wonen en de Zorg (CWZ) in Zwolle.",
            "Centrum voor Wonen en de Zorg",
        ),
        (
            "De Vereniging voor behoud van molens (VBM) is boos.",
            "Vereniging voor behoud van molens",
        ),
        (
            "Hij belde de Dienst voor Ruimte, Milieu en Landbouwkunde (Drimla).",
            "Dienst voor Ruimte, Milieu en Landbouwkunde",
        ),
        (
            "She heads the Centre for Coastal Studies and Harbours (CCSH) in Leeds.",
            "Centre for Coastal Studies and Harbours",
        ),
    ],
)
def test_a_name_that_its_initials_spell_out_is_one(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("Poetin sprak met Jansen en de burgemeester (PvdA) knikte.", "Poetin sprak met Jansen"),
        ("Wilders bezocht Zwolle en Deventer (PVV).", "Zwolle en Deventer"),
        ("In Venlo wil Jansen (VVD) een brug.", "Venlo wil Jansen"),
    ],
)
def test_a_party_behind_a_name_spells_out_nothing(text: str, no_name: str) -> None:
    assert not any(no_name in name for name in names(text))
