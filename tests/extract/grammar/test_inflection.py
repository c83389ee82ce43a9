"""Forms of verbs and nouns."""

import pytest

from kroniek.extract.grammar.inflection import (
    Form,
    dutch_prefix,
    dutch_verb,
    english_verb,
    noun_forms,
)


def written(forms: tuple[tuple[str, Form], ...], form: Form) -> list[str]:
    return [word for word, kind in forms if kind is form]


@pytest.mark.parametrize(
    ("infinitive", "third", "past", "participle", "attributive"),
    [
        ("nemen", "neemt", "nam", "genomen", "genomen"),
        ("veroveren", "verovert", "veroverde", "veroverd", "veroverde"),
        ("bombarderen", "bombardeert", "bombardeerde", "gebombardeerd", "gebombardeerde"),
        ("be~schieten", "beschiet", "beschoot", "beschoten", "beschoten"),
        ("over~vallen", "overvalt", "overviel", "overvallen", "overvallen"),
        ("bezoeken", "bezoekt", "bezocht", "bezocht", "bezochte"),
        ("bezetten", "bezet", "bezette", "bezet", "bezette"),
        ("doden", "doodt", "doodde", "gedood", "gedode"),
        ("evacueren", "evacueert", "evacueerde", "geëvacueerd", "geëvacueerde"),
        ("eisen", "eist", "eiste", "geëist", "geëiste"),
        ("onder~tekenen", "ondertekent", "ondertekende", "ondertekend", "ondertekende"),
        ("sneuvelen", "sneuvelt", "sneuvelde", "gesneuveld", "gesneuvelde"),
        ("hacken", "hackt", "hackte", "gehackt", "gehackte"),
        ("geven", "geeft", "gaf", "gegeven", "gegeven"),
        ("reizen", "reist", "reisde", "gereisd", "gereisde"),
        ("ver~liezen", "verliest", "verloor", "verloren", "verloren"),
        ("ver~oordelen", "veroordeelt", "veroordeelde", "veroordeeld", "veroordeelde"),
        ("om~singelen", "omsingelt", "omsingelde", "omsingeld", "omsingelde"),
        ("komen", "komt", "kwam", "gekomen", "gekomen"),
        ("gaan", "gaat", "ging", "gegaan", "gegane"),
    ],
)
def test_dutch_verb_has_its_principal_parts(
    infinitive: str, third: str, past: str, participle: str, attributive: str
) -> None:
    forms = dutch_verb(infinitive)

    assert third in written(forms, Form.PRESENT)
    assert past in written(forms, Form.PAST)
    assert participle in written(forms, Form.PARTICIPLE)
    assert attributive in written(forms, Form.ATTRIBUTIVE)


@pytest.mark.parametrize(
    ("infinitive", "third", "past", "participle", "gerund"),
    [
        ("attack", "attacks", "attacked", "attacked", "attacking"),
        ("stop", "stops", "stopped", "stopped", "stopping"),
        ("die", "dies", "died", "died", "dying"),
        ("annex", "annexes", "annexed", "annexed", "annexing"),
        ("occupy", "occupies", "occupied", "occupied", "occupying"),
        ("shoot", "shoots", "shot", "shot", "shooting"),
        ("take", "takes", "took", "taken", "taking"),
        ("agree", "agrees", "agreed", "agreed", "agreeing"),
        ("flee", "flees", "fled", "fled", "fleeing"),
    ],
)
def test_english_verb_has_its_principal_parts(
    infinitive: str, third: str, past: str, participle: str, gerund: str
) -> None:
    forms = english_verb(infinitive)

    assert third in written(forms, Form.PRESENT)
    assert past in written(forms, Form.PAST)
    assert participle in written(forms, Form.PARTICIPLE)
    assert gerund in written(forms, Form.GERUND)


@pytest.mark.parametrize(
    ("infinitive", "prefix"),
    [("bezoeken", "be"), ("bellen", ""), ("geven", ""), ("verven", ""), ("ontploffen", "ont")],
)
def test_prefix_is_one_only_before_a_whole_verb(infinitive: str, prefix: str) -> None:
    assert dutch_prefix(infinitive) == prefix


@pytest.mark.parametrize(
    ("entry", "language", "forms"),
    [
        ("aanval+len", "nl", ["aanval", "aanvallen"]),
        ("stad/steden", "nl", ["stad", "steden"]),
        ("strijd!", "nl", ["strijd"]),
        ("rel+len!", "nl", ["rel", "rellen"]),
        ("raid", "en", ["raid", "raids"]),
        ("embargo", "en", ["embargo", "embargoes"]),
        ("casualty", "en", ["casualty", "casualties"]),
        ("fighting!", "en", ["fighting"]),
    ],
)
def test_noun_entry_gives_singular_and_plural(entry: str, language: str, forms: list[str]) -> None:
    assert [form.written for form in noun_forms(entry, language)] == forms
