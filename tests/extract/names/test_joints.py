"""Joints: which small words hold a name together, and which part two names."""

import pytest
from tests.helpers import doc_of

from kroniek.extract.names.joints import Joints
from kroniek.extract.names.words import KnownNames, name_words
from kroniek.model.doc import TOKENS
from kroniek.packs import load_packs

KNOWN = KnownNames.from_packs(load_packs())


def over(text: str, language: str, before: str) -> str | None:
    """What the run of capitals before the word `before` becomes; None if it ends there."""
    tokens = doc_of(text, language, upto="tokens")[TOKENS]
    k = next(n for n, token in enumerate(tokens) if token.text == before)
    first = k
    while first and tokens[first - 1].text[0].isupper():
        first -= 1
    end = Joints(tokens, name_words(language), KNOWN).over(first, k, len(tokens))
    return None if end == k else text[tokens[first].start : tokens[end - 1].end]


@pytest.mark.parametrize(
    ("text", "language", "before", "whole"),
    [
        ("Gisteren sprak Wilma van der Zwaan.", "nl", "van", "Wilma van der Zwaan"),
        ("Zo zei J.P. de Koper.", "nl", "de", "J.P. de Koper"),
        ("Zij mailde Stichting voor Dieren.", "nl", "voor", "Stichting voor Dieren"),
        ("Hij belt het Ministerie van Landbouw.", "nl", "van", "Ministerie van Landbouw"),
        ("He met Ludwig von Quast.", "en", "von", "Ludwig von Quast"),
        ("They asked Secretary of State Hollowell.", "en", "of", "Secretary of State"),
        ("She sued Brundle & Wetherby.", "en", "&", "Brundle & Wetherby"),
        ("He joined the Institute for Rivers.", "en", "for", "Institute for Rivers"),
    ],
)
def test_small_words_hold_a_name_together(
    text: str, language: str, before: str, whole: str
) -> None:
    assert over(text, language, before) == whole


@pytest.mark.parametrize(
    ("text", "language", "before"),
    [
        ("Gisteren sprak Wilma van Duitsland.", "nl", "van"),
        ("Eerst wonnen Feyenoord en Ajax.", "nl", "en"),
        ("Hij zag Poetin in Moskou.", "nl", "in"),
        ("Dat deed de VN van Somalië niet.", "nl", "van"),
        ("She met Merkel in Berlin.", "en", "in"),
        ("He told France and Germany.", "en", "and"),
        ("Then came Tuesday of March.", "en", "of"),
        ("Hij gaf Klaas de bal.", "nl", "de"),
    ],
)
def test_small_words_that_join_no_name_part_two(text: str, language: str, before: str) -> None:
    assert over(text, language, before) is None


def test_a_line_break_parts_a_name() -> None:
    tokens = doc_of("Wilma van\n\nZwaan", "nl", upto="tokens")[TOKENS]

    assert Joints(tokens, name_words("nl"), KNOWN).over(0, 1, len(tokens)) == 1
