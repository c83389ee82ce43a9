from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.search.terms import terms
from kroniek.spans import Span


def found_by(text: str, key: str, language: str = "nl") -> list[str]:
    """The words of a text that are found by a key."""
    whole = Span(0, len(text))
    return [one.span.of(text) for one in terms(text, whole, language) if key in one.keys]


@pytest.mark.parametrize(
    ("text", "verb", "marked"),
    [
        ("De troepen rukken snel op.", "oprukken", ["rukken", "op"]),
        ("De troepen proberen op te rukken.", "oprukken", ["op", "rukken"]),
        ("De gemeente kondigde dinsdag een verbod aan.", "aankondigen", ["kondigde", "aan"]),
        ("De minister riep de partijen op om te praten.", "oproepen", ["riep", "op"]),
        ("Zij hield al die tijd vol dat het klopte.", "volhouden", ["hield", "vol"]),
        ("De raad zal in moeten grijpen.", "ingrijpen", ["in", "grijpen"]),
        ("Het leger valt het buurland binnen", "binnenvallen", ["valt", "binnen"]),
        ("Zij spreekt dat tegen.", "tegenspreken", ["spreekt", "tegen"]),
        ("Daarop gaf hij toe dat het misging.", "toegeven", ["gaf", "toe"]),
        ("De stad werd ingenomen.", "innemen", ["ingenomen"]),
        ("Valt het leger het land binnen?", "binnenvallen", ["Valt", "binnen"]),
    ],
)
def test_a_split_verb_is_put_together(text: str, verb: str, marked: list[str]) -> None:
    assert found_by(text, verb) == marked


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Hij nam plaats in de auto.", "innemen"),
        ("De boot viel op door zijn kleur.", "doorvallen"),
        ("Zij gaf geld aan de kerk.", "aangeven"),
        ("Hij stond stil. Toen ging hij weg.", "wegstaan"),
        ("De trein kwam uit Utrecht.", "uitkomen"),
    ],
)
def test_a_preposition_makes_no_verb(text: str, verb: str) -> None:
    assert found_by(text, verb) == []


def test_a_name_is_not_read_as_a_word() -> None:
    text = "Burgemeester Vossen zag vossen."
    name = (Span(13, 19), ("liekevossen", "vossen"))

    keys = [one.keys for one in terms(text, Span(0, len(text)), "nl", [name])]

    assert "vos" not in keys[1]
    assert "vos" in keys[3]


def test_a_noun_run_together_with_a_name_is_found_by_both() -> None:
    text = "Het Venlogebied liep onder."
    name = (Span(4, 15), ("venlo", "venlogebied"))

    assert "gebied" in terms(text, Span(0, len(text)), "nl", [name])[1].keys


def test_words_of_another_language_stand_for_themselves() -> None:
    text = "Die Städte brennen."

    assert [one.keys for one in terms(text, Span(0, len(text)), "de")][1] == ("stadte", "stadte")


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["nl", "en", "de"]))
def test_terms_lie_in_the_text_in_order_and_their_keys_are_plain(text: str, language: str) -> None:
    found = terms(text, Span(0, len(text)), language)

    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(one.word and one.lemma and one.span.of(text) for one in found)
    assert all(key.isascii() and key.isalnum() for one in found for key in one.keys)
