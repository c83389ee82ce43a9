"""What a plain telling is by who tells it: claim, report, accusation, evidence."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act

TOLD = [
    # a party claims what its forces achieve, an official what happened to the enemy
    ("nl", "Kolonel Jan Bos zei dat zijn mannen de brug hadden veroverd.", Act.CLAIM),
    ("nl", "De rebellen zeggen dat zij drie dorpen controleren.", Act.CLAIM),
    ("en", "The army said it had captured the village of Newton.", Act.CLAIM),
    ("en", "Governor Mary Jones said air defences had downed nine drones.", Act.CLAIM),
    # a position of the same party is no claim
    ("en", "The army said it was ready for talks.", Act.STATEMENT),
    ("nl", "Kolonel Jan Bos zei dat hij trots is op zijn dochter.", Act.STATEMENT),
    # who counts the dead reports them
    ("nl", "Burgemeester Jan Bos zei dat er drie mensen zijn omgekomen.", Act.REPORT),
    ("en", "The mayor said two people were killed in the fire.", Act.REPORT),
    ("nl", "Volgens het ministerie zijn er 40 woningen beschadigd.", Act.REPORT),
    ("en", "The central bank said inflation fell to 2.1 percent in May.", Act.REPORT),
    # others have an interest
    ("en", "The lawyer said her client was at home.", Act.CLAIM),
    ("nl", "Volgens bakker Jan Bos is de muur al jaren scheef.", Act.CLAIM),
    # a prosecutor accuses the suspect, and whoever lays blame accuses
    ("nl", "De officier van justitie zei dat de verdachte de loods in brand stak.",
     Act.ACCUSATION),
    ("en", "The baker said the miller was responsible for the fire.", Act.ACCUSATION),
    ("en", "The baker said the vote was rigged.", Act.ACCUSATION),
    # pictures and data show
    ("en", "Satellite images show that the bridge is gone.", Act.EVIDENCE),
    ("nl", "Volgens meetgegevens zakte de brug al in mei.", Act.EVIDENCE),
    ("nl", "Volgens het rapport zakte de brug al in mei.", Act.REPORT),
    # former officials explain
    ("nl", "Volgens oud-ambassadeur Jan Bos draait het om graan.", Act.ANALYSIS),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), TOLD)
def test_a_plain_telling_is_what_its_teller_makes_of_it(language: str, text: str, act: Act) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [statement.act for statement in told] == [act]


def test_how_somebody_was_introduced_counts_when_they_are_named_again() -> None:
    text = (
        "Kolonel Jan Bos ging naar buiten. Het regende. "
        "„De brug is veroverd en het dorp is van ons”, zei Bos."
    )

    assert [s.act for s in doc_of(text, upto="statements")[STATEMENTS]] == [Act.CLAIM]
