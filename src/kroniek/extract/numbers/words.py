"""The words around numbers: units, money, approximation, what counts nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kroniek.extract.names.words import name_words
from kroniek.packs import lexicon


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The lists of one language, lower case."""

    approximate_before: frozenset[str]
    approximate_pairs: frozenset[str]
    """Two or more words, joined by ``_``."""
    vague: frozenset[str]
    dozens: frozenset[str]
    range_words: frozenset[str]
    not_counting_before: frozenset[str]
    time_units: frozenset[str]
    before_years: frozenset[str]
    stops: frozenset[str]
    plain_adjectives: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    """Nouns that stand in the singular after a number."""
    units: Mapping[str, str]
    money: Mapping[str, str]


@cache
def number_words(language: str) -> NumberWords:
    """The lists of a language, ``nl`` or ``en``, read once."""
    lists = lexicon(f"{language}/numbers.toml")
    shared = lexicon("shared/units.toml")

    def of(key: str) -> frozenset[str]:
        return frozenset(lists[key].split())

    return NumberWords(
        approximate_before=of("approximate_before"),
        approximate_pairs=of("approximate_pairs"),
        vague=of("vague"),
        dozens=of("dozens"),
        range_words=of("range_words"),
        not_counting_before=of("not_counting_before"),
        time_units=of("time_units"),
        before_years=of("before_years"),
        stops=(of("stops") | name_words(language).function) - of("adjectives"),
        plain_adjectives=of("adjectives_without_e"),
        singulars=of("singulars"),
        plurals=frozenset(lists["irregular"]["plurals"].split()),
        units=shared["units"],
        money=shared["money"],
    )
