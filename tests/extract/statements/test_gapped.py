"""Two statements that share a verb, and nouns that are claims of their own."""

import pytest
from tests.helpers import doc_of

from kroniek.model.doc import STATEMENTS


def _told(text: str, language: str) -> list[tuple[str, str]]:
    found = doc_of(text, language, upto="statements")[STATEMENTS]
    return [
        (" ".join(s.of(text) for s in one.source), " ".join(s.of(text) for s in one.content))
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De bakkers spraken van een staking, Jansen van een misverstand.",
            [("De bakkers", "een staking"), ("Jansen", "een misverstand")],
        ),
        (
            "De bakkers spraken van een staking, de derde van Jansen.",
            [("De bakkers", "een staking, de derde van Jansen")],
        ),
    ],
)
def test_a_verb_is_told_once_for_two(text: str, expected: list[tuple[str, str]]) -> None:
    assert _told(text, "nl") == expected


def test_a_report_that_is_denied_is_of_the_name_before_it() -> None:
    text = "The minister dismissed a Times report that the mill had closed."

    assert ("Times", "that the mill had closed") in _told(text, "en")
