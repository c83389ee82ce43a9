"""Capitals that name nothing, and capitals that look like them and do name something."""

import pytest
from tests.helpers import doc_of

from kroniek.extract.names.shapes import Run, begins, look_around
from kroniek.extract.names.unnamed import is_unnamed
from kroniek.extract.names.words import KnownNames, name_words
from kroniek.model.doc import SENTENCES, TOKENS
from kroniek.packs import load_packs

KNOWN = KnownNames.from_packs(load_packs())


def unnamed(text: str, language: str, run: str) -> bool:
    """Whether the words `run` of `text` name nothing."""
    doc = doc_of(text, language)
    tokens, sentences = doc[TOKENS], doc[SENTENCES]
    start = text.index(run)
    held = [k for k, t in enumerate(tokens) if start <= t.start and t.end <= start + len(run)]
    sentence = next(s for s in sentences if s.first <= held[0] < s.last)
    whole = Run(held[0], held[-1] + 1, initial=begins(tokens, held[0], sentence))
    seen = look_around(tokens, sentences)
    return is_unnamed(tokens, whole, name_words(language), KNOWN, seen)


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("Het Russische leger trok op.", "nl", "Russische"),
        ("Zij volgen de IT-bedrijven.", "nl", "IT-bedrijven"),
        ("Hij kocht een T-shirt.", "nl", "T-shirt"),
        ("Daarna sprak de President zelf.", "nl", "President"),
        ("Omdat het regende, bleven zij.", "nl", "Omdat"),
        ("The Russian army moved.", "en", "Russian"),
        ("A Moscow-backed mayor fled.", "en", "Moscow-backed"),
        ("Brundle (R-La.) voted against.", "en", "R-La"),
        ("Then the President spoke.", "en", "President"),
        ("Because it rained, they stayed.", "en", "Because"),
        ("They met on May 3 in the hall.", "en", "May"),
        ("It cost US$ 5.", "en", "US"),
    ],
)
def test_capitals_that_name_nothing_are_no_names(text: str, language: str, run: str) -> None:
    assert unnamed(text, language, run)


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("Gisteren sprak Poetin weer.", "nl", "Poetin"),
        ("Zij woont in Frankrijk.", "nl", "Frankrijk"),
        ("Dat meldt de WHO vandaag.", "nl", "WHO"),
        ("Later kwam Koperslager terug.", "nl", "Koperslager"),
        ("He left the US today.", "en", "US"),
        ("They fled to France.", "en", "France"),
        ("Later Pettigrove denied it.", "en", "Pettigrove"),
        ("She asked Theresa May twice.", "en", "Theresa May"),
        ("He leads the White House.", "en", "White House"),
    ],
)
def test_capitals_that_name_something_are_kept(text: str, language: str, run: str) -> None:
    assert not unnamed(text, language, run)


@pytest.mark.parametrize(
    ("text", "language", "run"),
    [
        ("They asked a French Senator twice.", "en", "Senator"),
        ("He was Secretary of State then.", "en", "Secretary of State"),
    ],
)
def test_titles_alone_are_no_names(text: str, language: str, run: str) -> None:
    assert unnamed(text, language, run)
