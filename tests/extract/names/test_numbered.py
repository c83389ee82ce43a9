"""Numbered units: where the name of a brigade begins and ends."""

import pytest
from tests.helpers import doc_of

from kroniek.extract.names.numbered import numbered_units
from kroniek.extract.names.shapes import Run
from kroniek.extract.names.words import name_words
from kroniek.model.doc import SENTENCES, TOKENS


def units(text: str, language: str, run: str = "") -> list[str]:
    """The units in the first sentence, where `run` was found to be capitals in a row."""
    doc = doc_of(text, language)
    tokens, sentence = doc[TOKENS], doc[SENTENCES][0]
    start = text.find(run) if run else -1
    held = [k for k, t in enumerate(tokens) if start <= t.start and t.end <= start + len(run)]
    runs = [Run(held[0], held[-1] + 1, initial=False)] if run else []
    found = numbered_units(tokens, runs, sentence, name_words(language))
    return [text[tokens[one.first].start : tokens[one.last - 1].end] for one in found]


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("Gisteren rukte de 47e brigade op.", "nl", "47e brigade"),
        ("De 3de gemechaniseerde brigade hield stand.", "nl", "3de gemechaniseerde brigade"),
        ("Daar vocht het 2e bataljon.", "nl", "2e bataljon"),
        ("The 3rd Tank Army crossed the river.", "en", "3rd Tank Army"),
        ("Soldiers of the 21st mechanized brigade fled.", "en", "21st mechanized brigade"),
        ("The 101st Airborne Division landed.", "en", "101st Airborne Division"),
        ("The 1st Tank Division fired.", "en", "1st Tank Division"),
    ],
)
def test_a_unit_runs_from_its_number_to_its_noun(text: str, language: str, unit: str) -> None:
    assert units(text, language) == [unit]


def test_the_own_name_of_a_unit_belongs_to_it() -> None:
    assert units("The 47th Brigade Magura fired.", "en", "Brigade Magura") == [
        "47th Brigade Magura"
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Op de 3e dag kwam de brigade.", "nl"),
        ("Het was de 47e keer.", "nl"),
        ("Hij werd 2e in Parijs.", "nl"),
        ("Er kwamen 47 brigades.", "nl"),
        ("The 21st century army is small.", "en"),
        ("On the 3rd of May the army left.", "en"),
        ("The 47th President spoke to a brigade.", "en"),
        ("She came 2nd.", "en"),
    ],
)
def test_a_number_of_something_else_names_no_unit(text: str, language: str) -> None:
    assert units(text, language) == []
