"""What numbers are about is told in the reader's language; what an article says is not changed."""

from dataclasses import replace

import pytest

from kroniek.library import Kroniek
from kroniek.model.chronicle import Dispute, DisputeKind
from kroniek.packs import lexicon
from kroniek.words.disputes import told_about


@pytest.mark.parametrize(
    ("about", "dutch", "english"),
    [
        ("people wounded: twaalf / acht", "gewonden: twaalf / acht", "wounded: twaalf / acht"),
        ("soldiers dead: 5 / 7", "omgekomen militairen: 5 / 7", "dead soldiers: 5 / 7"),
        ("houses: 30 / 40", "huizen: 30 / 40", "houses: 30 / 40"),
        ("schepen: 3 / 4", "schepen: 3 / 4", "schepen: 3 / 4"),
        ("3 / 4", "3 / 4", "3 / 4"),
    ],
)
def test_what_a_number_counts_is_told_in_the_reader_s_language(
    demo: Kroniek, about: str, dutch: str, english: str
) -> None:
    dispute = replace(next(demo.disputes()), kind=DisputeKind.NUMBER, about=about)

    assert told_about(dispute, "nl") == dutch
    assert told_about(dispute, "en") == english


def test_other_disputes_are_about_words_of_an_article(demo: Kroniek) -> None:
    dispute: Dispute = replace(
        next(demo.disputes()), kind=DisputeKind.WORDING, about="people wounded: bevrijd"
    )

    assert told_about(dispute, "nl") == dispute.about


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_class_of_counted_things_has_a_word(language: str) -> None:
    labels, classes = lexicon(f"{language}/labels.toml"), lexicon(f"{language}/wording.toml")

    assert set(classes["counted"]) <= set(labels["counted"])
    assert set(classes["outcome"]) == set(labels["outcome_of"])
