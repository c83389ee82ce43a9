"""Which claim of the same text a denial denies."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS
from kroniek.model.text import Act

DENIED = [
    # the denial only points at it
    ("nl", "De gemeente zegt dat de brug veilig is. Bakker Jan Smit betwist dit.",
     "dat de brug veilig is"),
    ("nl", "Boeren zeggen dat zij de schade zagen. De gemeente spreekt dat tegen.",
     "dat zij de schade zagen"),
    ("nl", ("De bond beschuldigt het bedrijf van roof. De directeur wees de beschuldiging "
           "van de hand."), "het bedrijf van roof"),
    ("en", "The Front said it held the bridge. The army denied it.", "it held the bridge"),
    # it names it
    ("nl", "Jansen noemde de bewering van de bakker dat hij dronken was een leugen.",
     "dat hij dronken was een leugen"),
    # it goes on denying
    ("nl", ("Boeren zeggen dat zij de schade zagen. Bakker Jan Smit spreekt dat tegen. „Ik heb "
           "geen enkele melding gezien.”"), "dat zij de schade zagen"),
    # the other side, just before
    ("en", 'The bakers claim that the mill is theirs. "We lost nothing," miller Jan Smit said.',
     "that the mill is theirs"),
    # times between the pronoun and the particle
    ("nl", "De bakker zegt dat de molen draait. De molenaar sprak dat maandag tegen.",
     "dat de molen draait"),
    ("nl", "De bakker zegt dat de molen draait. De molenaar doet dat af als een sprookje.",
     "dat de molen draait"),
    # an accusation of the one who denies, further back
    ("nl", ("De bakker beweert dat Nederlandse molens het graan vergiftigen. De zon schijnt. De "
           "markt zegt dat het brood op is. De Nederlandse ambassade wees de aantijgingen af."),
     "dat Nederlandse molens het graan vergiftigen"),
    # the same words, told by nobody
    ("nl", "Dat er stiekem graan bij komt, zoals op Facebook rondgaat, spreekt bakker Bos tegen.",
     "Dat er stiekem graan bij komt"),
    # the same matter, further on
    ("nl", ("De bakker zegt dat het zeewater de molensteen heeft verwoest. De zon schijnt. Het "
           "regent. De molenaar ontkent dat zeewater de molensteen heeft bereikt."),
     "dat het zeewater de molensteen heeft verwoest"),
]  # fmt: skip

OPEN = [
    # another matter
    ("nl", ("De brandweer zegt dat er veertig huizen zijn verbrand. De reder ontkent dat de "
           "bemanning heeft geslapen.")),
    # nobody claimed it
    ("en", "The reader is old. The army denied shelling the market."),
    # the same source
    ("en", "The army said the bridge was safe. The army denied that it had shelled the market."),
    # nobody said it
    ("nl", "Jansen zou kunnen zeggen dat de brug lek is. De bakker ontkent dat."),
]  # fmt: skip


def _targets(text: str, language: str) -> list[str]:
    told = doc_of(text, language, upto="statements")[STATEMENTS]
    by_id = {one.id: one for one in told}
    return [
        " … ".join(span.of(text) for span in by_id[one.denies].content) if one.denies else ""
        for one in told
        if one.act is Act.DENIAL
    ]


@pytest.mark.parametrize(("language", "text", "claim"), DENIED)
def test_a_denial_leads_to_the_claim_it_denies(language: str, text: str, claim: str) -> None:
    assert set(_targets(text, language)) == {claim}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De bakker zegt dat de molen draait. De molenaar spreekt dat tegen."),
        ("en", "The baker said the mill was turning. The miller denied it."),
    ],
)
def test_what_another_denies_is_a_claim(language: str, text: str) -> None:
    told = doc_of(text, language, upto="statements")[STATEMENTS]

    assert [one.act for one in told] == [Act.CLAIM, Act.DENIAL]


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_a_denial_of_nothing_told_here_leads_nowhere(language: str, text: str) -> None:
    assert set(_targets(text, language)) == {""}
