import time
from pathlib import Path

import pytest

from kroniek.errors import PackError
from kroniek.ids import EntityId
from kroniek.model.text import NameType
from kroniek.packs import (
    PACKS,
    content_entity_id,
    data,
    load_packs,
    named_entity_id,
    rows,
    slug,
)


@pytest.mark.parametrize(
    ("form", "entity"),
    [
        ("Oekraïne", "gpe:ukraine"),
        ("Wit-Rusland", "gpe:belarus"),
        ("VS", "gpe:united-states"),
        ("Parijs", "loc:paris"),
        ("Den Haag", "loc:the-hague"),
        ("Charkov", "loc:kharkiv"),
        ("Bachmoet", "loc:bakhmut"),
        ("Soedzja", "loc:sudzha"),
        ("Avdiivka", "loc:avdiivka"),
        ("Krim", "loc:crimea"),
        ("Donbas", "loc:donbas"),
        ("Dnjepr", "loc:dnipro-river"),
        ("Zwarte Zee", "loc:black-sea"),
        ("Noord-Brabant", "loc:north-brabant-province"),
        ("Oost-Vlaanderen", "loc:east-flanders-province"),
        ("Tsjetsjenië", "loc:chechnya-republic"),
        ("Poetin", "per:vladimir-putin"),
        ("Zelenskyy", "per:volodymyr-zelensky"),
        ("Loekasjenko", "per:alexander-lukashenko"),
        ("Mark Rutte", "per:mark-rutte"),
        ("NAVO", "org:nato"),
        ("Witte Huis", "org:white-house"),
        ("Tweede Kamer", "org:tweede-kamer"),
        ("Russische leger", "org:russian-armed-forces"),
        ("Wagner-groep", "org:wagner-group"),
        ("persbureau Reuters", "org:reuters"),
    ],
)
def test_the_packs_know_a_name_in_its_dutch_and_english_spellings(form: str, entity: str) -> None:
    assert entity in {known.id for known in load_packs().by_form[form.casefold()]}


@pytest.mark.parametrize(
    ("form", "use", "entity"),
    [
        ("Russische", "adjective", "gpe:russia"),
        ("Russen", "inhabitant", "gpe:russia"),
        ("Oekraiense", "adjective", "gpe:ukraine"),
        ("Chinese", "adjective", "gpe:china"),
        ("Americans", "inhabitant", "gpe:united-states"),
        ("Vlamingen", "inhabitant", "loc:flanders"),
        ("Tsjetsjeense", "adjective", "loc:chechnya-republic"),
    ],
)
def test_words_for_belonging_to_a_place_lead_to_it(form: str, use: str, entity: str) -> None:
    found = load_packs().demonym_of[form.lower()]

    assert (use, entity) in {(demonym.use, demonym.entity) for demonym in found}


def test_demonyms_and_outlets_lead_to_entities_of_the_packs() -> None:
    packs = load_packs()

    assert {demonym.entity for demonym in packs.demonyms} <= packs.by_id.keys()
    assert {outlet.entity for outlet in packs.outlets} <= packs.by_id.keys()


def test_ids_are_unique_and_no_alias_is_empty_or_the_name_again() -> None:
    packs = load_packs()

    assert len(packs.by_id) == len(packs.entities)
    for entity in packs.entities:
        assert all(alias.strip() and alias != entity.name for alias in entity.aliases), entity


def test_countries_have_no_coordinates_and_all_have_a_code() -> None:
    countries = [entity for entity in load_packs().entities if entity.kind == "country"]

    assert len(countries) >= 200
    assert all(entity.lat is None and entity.country for entity in countries)


@pytest.mark.parametrize("pack", PACKS)
def test_every_table_names_its_licence_in_its_first_line(pack: str) -> None:
    for file in data(f"packs/{pack}").iterdir():
        if file.name.endswith(".tsv"):
            head = "".join(file.read_text(encoding="utf-8").splitlines()[:3])
            assert "Apache-2.0" in head or "CC BY 4.0" in head, file.name


def test_the_packs_stay_small_and_load_fast() -> None:
    size = sum(
        len(file.read_bytes())
        for pack in PACKS
        for file in data(f"packs/{pack}").iterdir()
        if file.is_file()
    )
    began = time.process_time()
    load_packs.__wrapped__()

    assert size <= 8_000_000
    assert time.process_time() - began < 1.0  # 0.13 s on an idle machine


def test_a_pack_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PackError, match="no such pack"):
        load_packs.__wrapped__(("atlantis",))


@pytest.mark.parametrize(
    ("table", "problem"),
    [("a\tb\n1\n", "1 cells"), ("b\ta\n", "wrong header"), ("# x\n", "header")],
)
def test_a_table_with_a_fault_is_refused(tmp_path: Path, table: str, problem: str) -> None:
    (tmp_path / "t.tsv").write_text(table, encoding="utf-8")

    with pytest.raises(PackError, match=problem):
        list(rows(tmp_path, "t.tsv", ("a", "b")))


@pytest.mark.parametrize(
    ("name", "kind", "entity"),
    [
        ("NU.nl", NameType.ORGANISATION, "org:nu-nl"),
        ("Reuters", NameType.ORGANISATION, "org:reuters"),
        ("De Onbekende Bode", NameType.ORGANISATION, "org:de-onbekende-bode"),
        ("Jo van Veen", NameType.PERSON, "per:jo-van-veen"),
        ("Paris", NameType.PERSON, "per:paris"),
    ],
)
def test_a_name_outside_any_text_has_an_id(name: str, kind: NameType, entity: str) -> None:
    assert named_entity_id(load_packs(), name, kind) == entity


def test_a_name_without_letters_has_an_id_too() -> None:
    assert content_entity_id("…", NameType.PERSON) != content_entity_id("!", NameType.PERSON)
    assert slug("Çavuşoğlu's") == "cavusoglus"


def test_an_entity_of_two_packs_keeps_its_first_facts() -> None:
    packs = load_packs()

    assert packs.by_id[EntityId("loc:bakhmut")].geonameid == 713174
    assert packs.digest == load_packs.__wrapped__().digest
