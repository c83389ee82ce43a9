import pytest
from tests.identify.test_entities import doc, identified, meant, rows

from kroniek.identify.offices import department_of
from kroniek.ids import EntityId
from kroniek.model.doc import ENTITIES


@pytest.mark.parametrize(
    ("text", "language", "words", "entity"),
    [
        (
            "Het Omaanse ministerie van Buitenlandse Zaken maakte dat maandag bekend.",
            "nl",
            "Omaanse ministerie van Buitenlandse Zaken",
            "org:omani-ministry-of-foreign-affairs",
        ),
        (
            "De Deense minister van Defensie zei dat dit klopt.",
            "nl",
            "Defensie",
            "org:danish-ministry-of-defence",
        ),
        (
            "De nieuwe Noorse demissionair minister van Defensie zei dat dit klopt.",
            "nl",
            "Defensie",
            "org:norwegian-ministry-of-defence",
        ),
        (
            "Het ministerie van Defensie van Mali zei dat dit klopt.",
            "nl",
            "ministerie van Defensie",
            "org:malian-ministry-of-defence",
        ),
        (
            "Jordaniës minister van Buitenlandse Zaken zei dat dit klopt.",
            "nl",
            "Buitenlandse Zaken",
            "org:jordanian-ministry-of-foreign-affairs",
        ),
        (
            "De Nederlandse minister van Defensie ontkende dat.",
            "nl",
            "Defensie",
            "org:dutch-ministry-of-defence",
        ),
        (
            "Norway's Ministry of Foreign Affairs said it would help.",
            "en",
            "Ministry of Foreign Affairs",
            "org:norwegian-ministry-of-foreign-affairs",
        ),
        (
            "The Egyptian Foreign Ministry said nothing on Sunday.",
            "en",
            "Egyptian Foreign Ministry",
            "org:egyptian-ministry-of-foreign-affairs",
        ),
        (
            "Brazil's Supreme Court said it would rule.",
            "en",
            "Supreme Court",
            "org:supreme-court-br",
        ),
        (
            "De Schotse minister van Defensie zei dat dit klopt.",
            "nl",
            "Defensie",
            "org:scottish-ministry-of-defence",
        ),
        ("The State Department said nothing.", "en", "State Department", "org:us-state-department"),
        (
            "The Justice Department declined to comment.",
            "en",
            "Justice Department",
            "org:us-department-of-justice",
        ),
    ],
)
def test_the_country_beside_a_ministry_says_whose_it_is(
    text: str, language: str, words: str, entity: str
) -> None:
    assert meant(identified([doc(text, language)]), words) == [entity]


def test_the_same_ministry_of_two_countries_is_two_things_and_a_bare_one_stays_open() -> None:
    found = identified(
        [
            doc(
                "Het Ierse ministerie van Defensie zweeg. De Deense minister van Defensie sprak. "
                "Later zei het ministerie van Defensie niets."
            )
        ]
    )

    assert meant(found, "Ierse ministerie van Defensie") == ["org:irish-ministry-of-defence"]
    assert meant(found, "Defensie") == ["org:danish-ministry-of-defence"]
    row = rows(found, "ministerie van Defensie")[0]
    assert row.entity is None
    assert row.candidates == ("org:danish-ministry-of-defence", "org:irish-ministry-of-defence")


def test_a_ministry_without_any_country_stays_open() -> None:
    found = identified([doc("Het ministerie van Defensie zei dat een Russische drone neerkwam.")])

    assert meant(found, "ministerie van Defensie") == [None]


def test_a_ministry_is_that_of_the_country_the_article_speaks_of() -> None:
    text = "In Den Haag, Utrecht en Amsterdam is betoogd. Het ministerie van Defensie zweeg."

    assert meant(identified([doc(text)]), "ministerie van Defensie") == [
        "org:dutch-ministry-of-defence"
    ]


def test_one_ministry_is_one_entity_in_both_languages_and_its_name_tells_its_country() -> None:
    found = identified(
        [
            doc("Het Ierse ministerie van Defensie zweeg maandag.", path="a.txt"),
            doc("The Irish Ministry of Defense was silent on Monday.", "en", path="b.txt"),
        ]
    )

    ministry = EntityId("org:irish-ministry-of-defence")
    assert meant(found, "Ierse ministerie van Defensie") == [ministry]
    names = {entity.id: entity.name for entity in found[ENTITIES]}
    assert len([key for key in names if key.endswith("-of-defence")]) == 1
    assert names[ministry] == "Irish Ministry of Defence"


def test_the_city_after_a_ministry_tells_its_country_in_however_many_words() -> None:
    text = "In Gent, Brugge en Luik brandt het. Het ministerie van Defensie in Den Haag zweeg."

    assert meant(identified([doc(text)]), "ministerie van Defensie") == [
        "org:dutch-ministry-of-defence"
    ]


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("ministerie van Defensie", "defence"),
        ("Defence Ministry", "defence"),
        ("Department of Defense", "defence"),
        ("Ministry of Magic", "magic"),
        ("Buitenlandse Zaken", "foreign-affairs"),
        ("State Department", None),
        ("Fire Department", None),
        ("Energy", None),
        ("Labour", None),
        ("Rode Kruis", None),
    ],
)
def test_a_department_is_read_from_the_names_of_ministries_only(
    name: str, department: str | None
) -> None:
    assert department_of(name.split()) == department
