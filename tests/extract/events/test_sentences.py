"""Sentences of many subjects: what each tells, and what it must not be taken for."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.helpers import doc_of

from kroniek.extract.events.finder import EventFinder
from kroniek.model.doc import EVENTS, SENTENCES
from kroniek.model.text import SentenceKind
from kroniek.packs import load_packs

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FINDER = EventFinder.from_packs(load_packs())


@pytest.mark.parametrize(("language", "wanted", "text"), ROWS)
def test_sentence_of_any_subject(language: str, wanted: str, text: str) -> None:
    doc = doc_of(text, language, upto="statements")
    told = {(event.type, str(event.realis)) for event in FINDER.annotate(doc)}

    for want in wanted.split(","):
        if want.startswith("!"):
            assert want[1:] not in {kind for kind, _ in told}
        else:
            kind, _, realis = want.partition(":")
            assert (kind, realis or "actual") in told


def test_headline_takes_from_the_text_whether_it_happened() -> None:
    doc = doc_of(
        "Staking in Delfzijl. In Delfzijl wordt komende maandag gestaakt door werknemers.",
        upto="statements",
    )
    head, body = doc[SENTENCES]
    doc = doc.with_layer(SENTENCES, (replace(head, kind=SentenceKind.HEADLINE), body))

    protests = [event for event in FINDER.annotate(doc) if event.type == "protest"]

    assert [str(event.realis) for event in protests] == ["planned"]


def test_the_attack_happened_even_where_more_of_it_is_feared() -> None:
    doc = doc_of(
        "Roemeense troepen vielen maandag Ruse aan. De aanval zou ook Varna kunnen treffen.",
        upto="events",
    )

    attacks = [event for event in doc[EVENTS] if event.type == "invasion_or_attack"]

    assert [str(event.realis) for event in attacks] == ["actual"]


def test_dead_fell_where_the_sentence_before_was() -> None:
    text = "In Burgas ontplofte maandag een bom. Twee soldaten kwamen om."

    (dead,) = (e for e in doc_of(text, upto="events")[EVENTS] if e.type == "casualties")

    assert [span.of(text) for span in dead.places] == ["Burgas"]


def test_time_of_a_relative_clause_behind_is_the_event_s() -> None:
    text = "Premier Smit is terug van zijn bezoek aan Oslo, dat dinsdag plaatsvond."

    (visit,) = (e for e in doc_of(text, upto="events")[EVENTS] if e.type == "visit")

    assert [span.of(text) for span in visit.times] == ["dinsdag"]


def test_who_announced_is_the_pronoun_s_person() -> None:
    text = "President Smit herhaalt een plan dat hij vorig jaar aankondigde."

    (told,) = (e for e in doc_of(text, upto="events")[EVENTS] if e.type == "announcement")

    assert [p.spans[0].of(text) for p in told.participants] == ["Smit"]


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        (
            "nl",
            "Het dorp werd in mei 2024 bevrijd van de zes maanden durende bezetting.",
            {"bevrijd": ["mei 2024"]},
        ),
        (
            "nl",
            "Het leger veroverde de stad na een belegering van drie maanden.",
            {"veroverde": [], "belegering": ["drie maanden"]},
        ),
        (
            "nl",
            "Hij werd dinsdag veroordeeld voor de moord in 2019.",
            {"veroordeeld": ["dinsdag"], "moord": ["2019"]},
        ),
        (
            "en",
            "He was convicted on Monday of the murder in 2019.",
            {"convicted": ["Monday"], "murder": ["2019"]},
        ),
        ("en", "The army attacked the city for three days.", {"attacked": ["three days"]}),
        (
            "nl",
            "Na de aanslag van zondag bezocht de minister het dorp.",
            {"aanslag": ["zondag"], "bezocht": []},
        ),
        ("en", "Sunday's earthquake killed two men in Dorlan.", {"earthquake": ["Sunday"]}),
        ("en", "On Monday he spoke about the earthquake.", {"earthquake": []}),
    ],
)
def test_time_inside_a_noun_phrase_is_of_that_noun(
    language: str, text: str, times: dict[str, list[str]]
) -> None:
    events = doc_of(text, language, upto="events")[EVENTS]
    told = {e.triggers[0].of(text): [span.of(text) for span in e.times] for e in events}

    assert {word: told[word] for word in times} == times


def test_what_a_happening_is_called_is_no_second_happening() -> None:
    text = (
        "Maandag is een ontmoeting van de ministers gepland. De ontmoeting is geen topontmoeting."
    )

    events = doc_of(text, upto="events")[EVENTS]

    assert [[s.of(text) for s in e.triggers] for e in events] == [["ontmoeting", "ontmoeting"]]
    assert events[0].realis == "planned"


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        (
            "en",
            "Gunmen attacked a clinic on Sunday, killing four people and wounding nine.",
            {"killing": ["Sunday"], "wounding": ["Sunday"]},
        ),
        (
            "en",
            "Two people were killed when a missile hit a market on Monday.",
            {"killed": ["Monday"]},
        ),
        ("en", "On Monday troops withdrew after rebels attacked the town.", {"attacked": []}),
        (
            "nl",
            "Rebellen overvielen zondag een konvooi, waarbij twee chauffeurs zijn gedood.",
            {"gedood": ["zondag"]},
        ),
        (
            "nl",
            "Toen dinsdag een bom ontplofte, raakten vier mensen gewond.",
            {"raakten": ["dinsdag"]},
        ),
        ("nl", "Zij zei maandag dat het leger de stad heeft veroverd.", {"veroverd": ["maandag"]}),
    ],
)
def test_a_clause_has_the_time_of_the_one_it_goes_on_from(
    language: str, text: str, times: dict[str, list[str]]
) -> None:
    events = doc_of(text, language, upto="events")[EVENTS]
    told = {e.triggers[0].of(text): [span.of(text) for span in e.times] for e in events}

    assert {word: told.get(word) for word in times} == times
