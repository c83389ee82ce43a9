"""What the lexicon knows of a word."""

import pytest

from kroniek.extract.events.lexicon import UNKNOWN, event_lexicon
from kroniek.packs import lexicon


@pytest.mark.parametrize(
    ("language", "word", "kind"),
    [
        ("nl", "drone-aanvallen", "strike"),
        ("nl", "grondaanval", "invasion_or_attack"),
        ("nl", "verrassingsbezoek", "visit"),
        ("nl", "ingenomen", "territory_change"),
        ("nl", "innam", "territory_change"),
        ("nl", "staakt-het-vuren", "agreement"),
        ("nl", "neergeschoten", "air_incident"),
        ("en", "airstrikes", "strike"),
        ("en", "recaptured", "territory_change"),
        ("en", "fled", "movement"),
        ("en", "ceasefire", "agreement"),
    ],
)
def test_word_tells_an_event_of_its_type(language: str, word: str, kind: str) -> None:
    readings = event_lexicon(language).know(word).readings

    assert kind in {reading.type for reading in readings}


@pytest.mark.parametrize("word", ["hartaanval", "instemming", "huisbezoek", "de", "tafel", "lucht"])
def test_word_tells_no_event(word: str) -> None:
    assert event_lexicon("nl").know(word).readings == ()


def test_unknown_words_are_all_one() -> None:
    assert event_lexicon("nl").know("gordijn") is UNKNOWN


def test_separable_verb_waits_for_its_particle() -> None:
    known = event_lexicon("nl").know("viel")

    assert ("aan",) in {split.words for split in known.splits}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_type_of_the_lexicon_has_its_roles(language: str) -> None:
    data = lexicon(f"{language}/events.toml")
    kinds = {*data["types"], *(entry["type"] for entry in data["ambiguous"])} - {""}

    assert kinds <= set(lexicon("event_roles.toml")["types"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_conditions_name_classes_that_exist(language: str) -> None:
    data = lexicon(f"{language}/events.toml")
    named = {
        word
        for entry in data["ambiguous"]
        for key in ("near", "object", "subject")
        for word in entry.get(key, ())
    }

    assert named <= {*data["classes"], "place"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lexicon_is_broad(language: str) -> None:
    lemmas = {
        reading.lemma
        for readings in event_lexicon(language).singles.values()
        for reading in readings
    }

    assert len(lemmas) > 480


def test_every_dutch_verb_of_the_lexicon_is_an_infinitive() -> None:
    data = lexicon("nl/events.toml")
    tables = [*data["types"].values(), *data["ambiguous"]]
    verbs = [
        entry
        for table in tables
        for key in ("verbs", "inverse")
        if isinstance(table.get(key), str)
        for entry in table[key].split()
    ]

    assert [verb for verb in verbs if not verb.endswith("n") or verb.count("|") > 1] == []
