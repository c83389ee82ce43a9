from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import doc_of

from kroniek.identify.entities import EntityTable, IdentityFinder
from kroniek.ids import EntityId
from kroniek.model.article import Named
from kroniek.model.chronicle import Entity, Identity
from kroniek.model.doc import ENTITIES, IDENTITIES, RULINGS, Collection, Doc
from kroniek.model.text import NameType
from kroniek.packs import load_packs, named_entity_id
from kroniek.spans import Span


def identified(docs: Sequence[Doc]) -> Collection:
    packs = load_packs()
    collection = Collection(
        tuple(sorted(docs, key=lambda doc: (doc.article.path, doc.article.id)))
    ).with_table(RULINGS, ())
    finder = IdentityFinder.from_packs(packs)
    collection = collection.with_table(IDENTITIES, finder.gather(collection))
    table = EntityTable.from_packs(packs)
    return collection.with_table(ENTITIES, table.gather(collection))


def doc(text: str, language: str = "nl", **fields: object) -> Doc:
    return doc_of(text, language, upto="events", **fields)


def rows(collection: Collection, words: str) -> list[Identity]:
    texts = {doc.article.id: doc.text for doc in collection.docs}
    return [row for row in collection[IDENTITIES] if row.span.of(texts[row.article]) == words]


def meant(collection: Collection, words: str) -> list[str | None]:
    return list(dict.fromkeys(row.entity for row in rows(collection, words)))


@pytest.mark.parametrize(
    ("text", "language", "words", "entity"),
    [
        (
            "Minister Wopke Hoekstra sprak maandag. Daarna vertrok Hoekstra naar Brussel.",
            "nl",
            "Hoekstra",
            "per:wopke-hoekstra",
        ),
        (
            "Burgemeester Ada Kuipers opende de brug. Volgens Kuipers was dat nodig.",
            "nl",
            "Kuipers",
            "per:ada-kuipers",
        ),
        (
            "President Aleksandr Lukasjenko sprak met zijn gast. Loekasjenko lachte.",
            "nl",
            "Loekasjenko",
            "per:alexander-lukashenko",
        ),
        ("Het leger beschoot de stad Charkov.", "nl", "Charkov", "loc:kharkiv"),
        ("Gouverneur Iwan Stap van Charkov zweeg.", "nl", "Charkov", "loc:kharkiv-oblast"),
        ("They want all of Kherson.", "en", "Kherson", "loc:kherson-oblast"),
        ("Twelve drones were shot down over Tula.", "en", "Tula", "loc:tula-oblast"),
        ("Twelve drones were shot down over Moscow.", "en", "Moscow", "loc:moscow"),
        ("Tula Governor Ivan Step was silent.", "en", "Tula", "loc:tula-oblast"),
        ("In Tula raakte een flatgebouw beschadigd.", "nl", "Tula", "loc:tula"),
        (
            "Legerleider Hassan al-Mardini sprak. De strijd tussen Mardini en Dagalo duurt voort.",
            "nl",
            "Mardini",
            "per:hassan-al-mardini",
        ),
        ("In Khartoem en Omdurman vocht de RSF.", "nl", "RSF", "org:rapid-support-forces"),
        ("Shells fell on the Sumy region on Monday.", "en", "Sumy", "loc:sumy-oblast"),
        ("In Den Haag sprak de NAVO over Oekraïne.", "nl", "NAVO", "org:nato"),
        ("De minister sprak in Parijs met Duitsland.", "nl", "Parijs", "loc:paris"),
        ("The White House said nothing on Tuesday.", "en", "White House", "org:white-house"),
    ],
)
def test_a_name_stands_for_whom_the_article_and_the_packs_tell(
    text: str, language: str, words: str, entity: str
) -> None:
    assert meant(identified([doc(text, language)]), words) == [entity]


def test_a_full_name_is_one_person_in_all_articles_and_in_any_spelling() -> None:
    found = identified(
        [
            doc("De woordvoerder heet Taras Sjevtsjenkovitsj, aldus de krant.", path="a.txt"),
            doc("The spokesman is called Taras Shevchenkovich, a paper says.", "en", path="b.txt"),
        ]
    )

    left, right = (meant(found, f"Taras {name}") for name in ("Sjevtsjenkovitsj", "Shevchenkovich"))
    assert left == right
    assert len(left) == 1


def test_two_articles_with_the_same_bare_surname_speak_of_two_persons() -> None:
    found = identified(
        [
            doc("Trainer Veldkampman was tevreden. „Mooi”, zei Veldkampman.", path="a.txt"),
            doc("Wethouder Veldkampman trad af. „Helaas”, zei Veldkampman.", path="b.txt"),
        ]
    )

    assert len(meant(found, "Veldkampman")) == 2


def test_families_whose_names_sound_alike_are_not_merged() -> None:
    found = identified(
        [
            doc("De voorzitter, Klaas Pieterse, sprak.", path="a.txt"),
            doc("De voorzitter, Klaas Peterse, sprak.", path="b.txt"),
        ]
    )

    assert meant(found, "Klaas Pieterse") != meant(found, "Klaas Peterse")


def test_a_village_that_the_text_does_not_place_stays_open_with_its_candidates() -> None:
    text = "Oekraïne viel Rusland binnen. Er wordt gevochten bij Popovka, melden bronnen."
    found = identified([doc(text)])

    row = rows(found, "Popovka")[0]
    assert row.entity is not None
    entity = {entity.id: entity for entity in found[ENTITIES]}[row.entity]
    assert len(row.candidates) > 1
    assert (entity.lat, entity.country, entity.geonameid) == (None, None, None)


def test_an_army_and_a_people_are_known_by_their_words() -> None:
    found = identified([doc("Het Russische leger trok terug. De Russen vielen Kiev aan.")])

    entities = {row.entity for row in found[IDENTITIES]}
    assert "grp:russians" in entities


def test_every_entity_that_a_row_refers_to_has_a_record() -> None:
    found = identified(
        [
            doc("Popovka en Parijs. Jan de Boer sprak met Poetin.", path="a.txt"),
            doc("Mary Jones met Putin in Paris.", "en", path="b.txt"),
        ]
    )

    known = {entity.id for entity in found[ENTITIES]}
    for row in found[IDENTITIES]:
        assert set(row.candidates) <= known
        assert row.entity is None or row.entity in known


def test_outlet_and_author_known_from_metadata_only_are_in_the_table() -> None:
    one = doc("Er gebeurde niets.", outlet=Named("De Verre Bode"), author=Named("Jo van Veen"))
    found = {entity.id: entity for entity in identified([one])[ENTITIES]}

    for name, kind in (
        ("De Verre Bode", NameType.ORGANISATION),
        ("Jo van Veen", NameType.PERSON),
    ):
        assert found[named_entity_id(load_packs(), name, kind)].name == name


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        (
            "Volgens een verpleegkundige van het Westelijk Ziekenhuis vielen er doden.",
            "nl",
            "een verpleegkundige van het Westelijk Ziekenhuis",
        ),
        (
            "Een woordvoerder van premier Karel Visser zei dat dit klopt.",
            "nl",
            "Een woordvoerder van premier Karel Visser",
        ),
        (
            "A spokesperson for Transport Minister Anna Bolt said the plan was dead.",
            "en",
            "A spokesperson for Transport Minister Anna Bolt",
        ),
        (
            "Een adviseur van rebellenleider Ahmed Mardini, ook bekend als Zibo, sprak het tegen.",
            "nl",
            "Een adviseur van rebellenleider Ahmed Mardini, ook bekend als Zibo",
        ),
    ],
)
def test_who_is_known_by_a_post_or_relation_only_is_not_the_one_it_names(
    text: str, language: str, source: str
) -> None:
    assert all(row.entity is None for row in rows(identified([doc(text, language)]), source))


@pytest.mark.parametrize(
    ("text", "language", "source", "entity", "name"),
    [
        (
            "De Ierse ambassade in Lissabon zei dat het niet klopt.",
            "nl",
            "De Ierse ambassade in Lissabon",
            "org:irish-embassy-in-lisbon",
            "Ierse ambassade in Lissabon",
        ),
        (
            "Premier Karel Dorsman zweeg. Het kantoor van Dorsman zei dat het niet klopt.",
            "nl",
            "Het kantoor van Dorsman",
            "org:karel-dorsman-office",
            "kantoor van Dorsman",
        ),
    ],
)
def test_embassies_and_offices_of_persons_speak_for_themselves(
    text: str, language: str, source: str, entity: str, name: str
) -> None:
    found = identified([doc(text, language)])

    assert meant(found, source) == [entity]
    assert {e.id: e.name for e in found[ENTITIES]}[EntityId(entity)] == name


@pytest.mark.parametrize(
    ("text", "language", "words", "entity"),
    [
        (
            "In Kyiv, Odesa, Charkiv en Dnipro vielen doden. Het Openbaar Ministerie zweeg.",
            "nl",
            "Openbaar Ministerie",
            "org:openbaar-ministerie-ua",
        ),
        (
            "In Utrecht werd een man berecht. Het Openbaar Ministerie zweeg.",
            "nl",
            "Openbaar Ministerie",
            "org:openbaar-ministerie",
        ),
        (
            "Supreme Court blocks plan. The UK Supreme Court ruled in London on Monday.",
            "en",
            "Supreme Court",
            "org:uk-supreme-court",
        ),
    ],
)
def test_a_body_of_a_name_that_many_bear_is_that_of_the_articles_country(
    text: str, language: str, words: str, entity: str
) -> None:
    assert meant(identified([doc(text, language)]), words) == [entity]


def test_the_outlets_initials_stand_for_the_outlet() -> None:
    text = "The front line has hardly moved. CMR assesses that the attack will fail."
    found = identified([doc(text, "en", outlet=Named("Centre for Military Reading"))])

    assert meant(found, "CMR") == ["org:centre-for-military-reading"]


def test_a_minister_named_after_a_comma_speaks_not_the_ministry() -> None:
    text = "De Franse minister van Defensie, Anne Dubois, zei dinsdag dat het niet kan."
    found = identified([doc(text)])

    assert meant(found, "De Franse minister van Defensie, Anne Dubois") == ["per:anne-dubois"]


def test_a_credit_in_the_text_has_a_row() -> None:
    text = "Bron: De Verre Bode. Er gebeurde niets."
    found = identified([doc(text, outlet=Named("De Verre Bode", Span(6, 19)))])

    assert meant(found, "De Verre Bode") == ["org:de-verre-bode"]


TEXTS = (
    "Burgemeester Ada Kuipers sprak in Soemy. Kuipers zweeg over de regio Soemy.",
    "De stad Koersk ligt in Rusland. President Poetin sprak er met Ada Kuipers.",
    "In Utrecht zei Kuipers niets. Het Russische leger wel.",
    "Taras Sjevtsjenkovitsj woont in Lviv. Sjevtsjenkovitsj werkt bij Reuters.",
)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_input_does_not_matter(order: list[int]) -> None:
    docs = [doc(text, path=f"{k}.txt") for k, text in enumerate(TEXTS)]
    packs = load_packs()

    def made(docs: Sequence[Doc]) -> tuple[set[Identity], list[Entity]]:
        collection = Collection(tuple(docs)).with_table(RULINGS, ())
        rows = tuple(IdentityFinder.from_packs(packs).gather(collection))
        collection = collection.with_table(IDENTITIES, rows)
        return set(rows), list(EntityTable.from_packs(packs).gather(collection))

    assert made([docs[k] for k in order]) == made(docs)
