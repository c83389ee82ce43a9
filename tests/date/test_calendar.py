import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from tests.helpers import article_of

from kroniek.date.known import KINDS, KnownHappenings, Term
from kroniek.date.values import of_value
from kroniek.edtf import edtf
from kroniek.extract.text.quotes import QuoteFinder
from kroniek.extract.text.sentences import SentenceFinder
from kroniek.extract.text.tokens import TokenFinder
from kroniek.model.doc import SENTENCES, TOKENS, Doc
from kroniek.model.time import Interval
from kroniek.packs import PACKS, CalendarRow, TermRow, data, load_packs, rows
from kroniek.pipeline import annotate

BODIES = {"EU:commission", "EU:council", "EU:parliament", "NATO", "UN", "VA"}
CONCERNED = "UA RU BY US GB FR DE PL NL BE TR EE LV LT HU IT ES CA EU:commission NATO UN".split()
OFFICES = {
    "chancellor",
    "commander",
    "defence",
    "foreign",
    "pope",
    "premier",
    "president",
    "secretary-general",
}


def calendar_of(pack: str) -> list[CalendarRow]:
    folder = data(f"packs/{pack}")
    return [CalendarRow(*cells) for cells in rows(folder, "calendar.tsv", CalendarRow._fields)]


@cache
def known() -> KnownHappenings:
    return KnownHappenings.from_packs(load_packs())


def known_in(sentence: str, language: str) -> set[tuple[str, str]]:
    """Day and kind of every known happening that a sentence tells."""
    packs = load_packs()
    steps = [kind.from_packs(packs) for kind in (TokenFinder, SentenceFinder, QuoteFinder)]
    doc = annotate(Doc(article_of(sentence, language)), steps)
    told = known().tellings(doc[TOKENS], doc[SENTENCES])
    return {(str(telling.known.days.low), telling.known.kind) for telling in told}


def by_office() -> dict[tuple[str, str], list[TermRow]]:
    found = defaultdict(list)
    for term in load_packs().terms:
        found[term.office, term.country].append(term)
    return {key: sorted(terms, key=lambda term: term.since) for key, terms in found.items()}


def test_the_packs_know_at_least_400_happenings_of_2014_to_2025() -> None:
    years = [row.date[:4] for row in load_packs().calendar]

    assert len([year for year in years if "2014" <= year <= "2025"]) >= 600
    assert len([row for row in calendar_of("ukraine-war") if row.date >= "2014"]) >= 300
    assert all(years.count(str(year)) >= 20 for year in range(2014, 2026))


@pytest.mark.parametrize("pack", PACKS)
def test_calendar_stands_in_order_of_time_without_doubles(pack: str) -> None:
    table = calendar_of(pack)

    assert [row.date for row in table] == sorted(row.date for row in table)
    assert len({(row.date, row.kind, row.what) for row in table}) == len(table)
    assert len({row.words for row in table}) == len(table)


def test_happenings_have_valid_days_words_and_a_source() -> None:
    for row in load_packs().calendar:
        groups = [group.split(",") for group in row.words.split(" & ")]

        assert edtf(of_value(row.date)) == row.date, row
        assert row.kind in KINDS, row
        assert row.what, row
        assert row.what[-1] != ".", row
        assert row.source.strip(), row
        for word in (word for group in groups for word in group):
            stem = word.rstrip("*")
            assert re.fullmatch(r"[^\s,&*A-Z]+\*?", word), (row, word)
            assert stem.isdigit() or len(stem) >= (3 if word != stem else 2), (row, word)


def test_no_happening_is_known_by_one_common_word() -> None:
    single = {row.words for row in load_packs().calendar if " & " not in row.words}

    assert single == {"bataclan", "shayrat,sharyat,sjayrat", "vrbetice,vrbětice"}


def test_one_happening_is_not_in_two_packs() -> None:
    whats = [(row.date, row.kind, row.what) for pack in PACKS for row in calendar_of(pack)]

    assert len(set(whats)) == len(whats)


def test_terms_stand_in_order_and_begin_before_they_end() -> None:
    terms = load_packs().terms

    assert [t[:2] for t in terms] == sorted(t[:2] for t in terms)
    for term in terms:
        assert term.office in OFFICES, term
        assert re.fullmatch(r"[^\s,A-Z]{2,}(,[^\s,A-Z]{2,})*", term.names), term
        assert len(set(term.names.split(","))) == term.names.count(",") + 1, term
        since = date.fromisoformat(term.since)
        assert not term.until or since < date.fromisoformat(term.until), term


def test_no_two_persons_hold_one_office_at_once() -> None:
    for key, terms in by_office().items():
        for first, second in pairwise(terms):
            assert first.until, (key, first)
            assert first.until <= second.since, (key, first, second)


def test_every_country_of_a_term_is_known_to_the_packs() -> None:
    countries = {e.country for e in load_packs().entities if e.kind == "country"}

    assert {term.country for term in load_packs().terms} <= countries | BODIES


def test_countries_concerned_have_their_offices_from_2014_on() -> None:
    held = by_office()

    for country in CONCERNED:
        offices = {office for office, of in held if of == country}
        assert offices & {"president", "premier", "chancellor", "secretary-general"}, country
        if country not in BODIES:
            assert {"foreign", "defence"} <= offices, country
        for office in offices & {"president", "premier", "foreign"}:
            assert held[office, country][0].since <= "2016-12-31", (office, country)
    assert len(load_packs().terms) >= 400


@pytest.mark.parametrize(
    ("day", "language", "sentence"),
    [
        ("2014-02-20", "nl", "Op het Maidan-plein, de Maidan, schoten sluipschutters op betogers."),
        ("2014-08-29", "nl", "Bij Ilovajsk werden honderden Oekraïense soldaten omsingeld."),
        ("2015-02-18", "en", "Ukrainian forces withdrew from Debaltseve."),
        ("2015-02-27", "nl", "Oppositieleider Boris Nemtsov werd bij het Kremlin vermoord."),
        ("2018-08-31", "en", "A bomb killed the separatist leader Zakharchenko in a café."),
        ("2019-04-21", "nl", "Zelensky won de presidentsverkiezingen met grote voorsprong."),
        ("2022-03-10", "nl", "In Antalya spraken Lavrov en Koeleba elkaar."),
        ("2022-06-25", "nl", "De Russen hebben Severodonetsk ingenomen."),
        ("2022-09-08", "en", "Ukrainian troops retook Balakliya."),
        ("2022-10-06", "nl", "De EU-landen werden het eens over een achtste sanctiepakket."),
        ("2022-11-09", "nl", "Sjojgoe beval de terugtrekking uit Cherson."),
        ("2022-11-17", "en", "The court convicted Girkin and two others over MH17."),
        ("2023-05-05", "nl", "Prigozjin schold in een video Sjojgoe en Gerasimov uit om munitie."),
        ("2023-09-22", "en", "A missile struck the headquarters of the fleet in Sevastopol."),
        ("2024-06-13", "nl", "De G7 werd het eens over een lening van 50 miljard dollar."),
        (
            "2024-10-28",
            "nl",
            "NAVO-chef Rutte bevestigde dat Noord-Koreaanse troepen in Koersk zijn.",
        ),
        ("2025-03-08", "nl", "Russische militairen kropen door een gasleiding naar Soedzja."),
        ("2025-06-25", "en", "In The Hague the NATO allies agreed on 5 per cent for defence."),
        ("2025-11-28", "nl", "Jermak, de stafchef van Zelensky, is opgestapt."),
        ("2016-11-08", "en", "Trump defeated Clinton in the presidential election."),
        ("2020-03-11", "nl", "De WHO heeft de corona-uitbraak, covid-19, tot pandemie verklaard."),
        ("2022-10-20", "en", "Liz Truss resigned after weeks of chaos."),
        ("2022-12-18", "nl", "Argentinië won de WK-finale van Frankrijk na strafschoppen."),
        ("2024-07-21", "en", "Biden dropped out of the race and backed Harris."),
        ("2024-12-04", "nl", "Barnier viel na een motie van wantrouwen."),
        ("2025-05-08", "nl", "Prevost werd in het conclaaf tot paus gekozen en heet Leo XIV."),
        ("2025-06-03", "nl", "Wilders trok de PVV uit het kabinet om het asielbeleid."),
        ("2025-10-29", "nl", "D66 van Jetten won de verkiezingen."),
    ],
)
def test_sentence_tells_of_a_known_happening(day: str, language: str, sentence: str) -> None:
    assert (day, "point") in known_in(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "In Charkov vielen gisteren raketten op een woonwijk."),
        ("nl", "Zelensky sprak maandag met Macron over wapens voor Oekraïne."),
        ("nl", "De Russen vielen vrijdag aan bij Pokrovsk en Toretsk."),
        ("nl", "De verkiezingen in Duitsland zijn volgende maand."),
        ("nl", "Johnson en May spraken elkaar in het Lagerhuis."),
        ("nl", "Russische drones troffen dinsdag een flat in Odesa."),
        ("en", "Trump said on Sunday that he would speak with Putin by phone."),
        ("en", "Yesterday missiles hit Kyiv and Dnipro, killing four people."),
        ("en", "The EU is working on a new package of sanctions."),
        ("en", "Clinton would beat Trump in a general election match-up, a poll found last week."),
        ("en", "Israel and Hamas traded blame for the stalled talks in Doha."),
        ("en", "A truce in Gaza is not near, officials said on Monday."),
    ],
)
def test_sentence_of_the_day_tells_of_no_known_happening(language: str, sentence: str) -> None:
    assert {kind for _, kind in known_in(sentence, language)} <= {"start"}


@pytest.mark.parametrize(
    ("office", "name", "since", "until"),
    [
        ("premier", "jatsenjoek", date(2014, 2, 27), date(2016, 4, 14)),
        ("premier", "wilmès", date(2019, 10, 27), date(2020, 10, 1)),
        ("foreign", "wilmès", date(2020, 10, 1), date(2022, 7, 14)),
        ("defence", "hennis", date(2012, 11, 5), date(2017, 10, 4)),
        ("commander", "muzhenko", date(2014, 7, 3), date(2019, 5, 21)),
        ("president", "leyen", date(2019, 12, 1), None),
    ],
)
def test_holder_of_an_office_is_known_with_the_term(
    office: str, name: str, since: date, until: date | None
) -> None:
    assert Term(office, name, Interval(since, until)) in known().terms[name]
