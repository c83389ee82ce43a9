"""What an article decides of its names as a whole."""

from dataclasses import replace

from kroniek.extract.names.sight import fitted_trust
from kroniek.extract.names.types import ORGANISATION, PLACE
from kroniek.extract.names.votes import shares_of

TRUST = replace(fitted_trust(), told=0.2, packs=0.1)


def test_of_a_name_that_nobody_knows_the_reader_has_its_whole_say() -> None:
    assert shares_of(TRUST, set(), None, told=False) == [1.0] * 4


def test_what_the_packs_know_is_hardly_made_something_else() -> None:
    shares = shares_of(TRUST, {PLACE}, None, told=False)
    assert shares[PLACE] == 1.0
    assert shares[ORGANISATION] == TRUST.packs


def test_where_the_text_says_that_a_place_s_name_is_a_firm_s_the_packs_give_way() -> None:
    shares = shares_of(TRUST, {PLACE}, {ORGANISATION}, told=True)
    assert shares[ORGANISATION] == 1.0
    assert shares[PLACE] == TRUST.told
