from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kroniek.model import chronicle, text, time
from kroniek.packs import data, lexicon
from kroniek.words import LANGUAGES, preferred_language

FILES = sorted(
    file.name
    for file in data("nl").iterdir()
    if file.name in {"cli.toml", "labels.toml", "web.toml"}
)


def _keys(table: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


@pytest.mark.parametrize("file", FILES)
def test_dutch_and_english_have_the_same_texts(file: str) -> None:
    dutch, english = (set(_keys(lexicon(f"{language}/{file}"))) for language in LANGUAGES)

    assert dutch == english


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(file: str, language: str) -> None:
    def texts(table: Mapping[str, Any]) -> Iterator[str]:
        for value in table.values():
            yield from texts(value) if isinstance(value, dict) else (value,)

    assert all(text.strip() for text in texts(lexicon(f"{language}/{file}")))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("status", chronicle.Status),
        ("act", text.Act),
        ("certainty", text.Certainty),
        ("polarity", text.Polarity),
        ("said", text.Said),
        ("form", text.Form),
        ("realis", text.Realis),
        ("evidence", text.Evidence),
        ("dispute", chronicle.DisputeKind),
        ("direction", chronicle.Direction),
        ("copy", chronicle.CopyKind),
        ("verdict", time.DateClass),
        ("name", text.NameType),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_record_has_a_word(language: str, kind: str, values: Any) -> None:
    assert {str(value) for value in values} == set(lexicon(f"{language}/labels.toml")[kind])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:nl"}, "nl"),
        ({"LC_ALL": "nl_BE", "LANG": "en_US"}, "nl"),
        ({}, "en"),
    ],
)
def test_the_language_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert preferred_language(environment) == language


def test_the_compiled_catalogue_is_that_of_its_source() -> None:
    folder = data("locale/nl/LC_MESSAGES")
    with folder.joinpath("messages.po").open("rb") as po:
        source = read_po(po, locale="nl")
    with folder.joinpath("messages.mo").open("rb") as mo:
        compiled = read_mo(mo)

    def texts(catalogue: Catalog) -> list[list[str]]:
        return sorted([*_all(one.id), *_all(one.string)] for one in catalogue if one.id)

    assert texts(source) == texts(compiled)


def _all(text: object) -> list[str]:
    """A message's text, or its plural forms."""
    return [text] if isinstance(text, str) else [str(one) for one in cast("list[str]", text)]
