import pytest

from kroniek.ids import EntityId
from kroniek.library import Kroniek
from kroniek.model.chronicle import Entity
from kroniek.model.text import NameType
from kroniek.words.naming import named_for, usual_name


def _entity(name: str, *aliases: str, kind: NameType = NameType.POLITY) -> Entity:
    return Entity(EntityId(f"e:{name}"), kind, name, aliases)


@pytest.mark.parametrize(
    ("entity", "used", "name"),
    [
        (_entity("Belgium", "België"), {"België": 3}, "België"),
        (_entity("Belgium", "België"), {"Belgium": 3, "België": 2}, "Belgium"),
        (_entity("Belgium", "België"), {}, "Belgium"),
        (_entity("Belgium", "België"), {"Belgisch": 9}, "Belgium"),
        (_entity("the Front", "the Front's"), {"the Front's": 9}, "the Front"),
        (_entity("A", "B"), {"A": 1, "B": 1}, "A"),
        (
            _entity("Anna Jansen", "Jansen", "Anne Jansen", kind=NameType.PERSON),
            {"Jansen": 9, "Anne Jansen": 1},
            "Anne Jansen",
        ),
        (_entity("Anna Jansen", "Jansen", kind=NameType.PERSON), {"Jansen": 9}, "Anna Jansen"),
        (_entity("Jansen", kind=NameType.PERSON), {"Jansen": 2}, "Jansen"),
    ],
)
def test_a_thing_is_called_what_articles_call_it_most(
    entity: Entity, used: dict[str, int], name: str
) -> None:
    assert usual_name(entity, used) == name


def test_a_province_is_told_apart_from_its_capital() -> None:
    town = Entity(EntityId("t"), NameType.POLITY, "Utrecht", kind="city")
    province = Entity(EntityId("p"), NameType.POLITY, "Utrecht", kind="province")
    oblast = Entity(EntityId("o"), NameType.POLITY, "Sumy Oblast", kind="oblast")

    found = named_for([town, province, oblast], [], {}, "nl")

    assert [one.name for one in found.values()] == ["Utrecht", "Utrecht (provincie)", "Sumy Oblast"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_thing_under_another_name_is_still_found_by_its_own(demo: Kroniek, language: str) -> None:
    spoken = demo.views.spoken(language)

    for key, entity in demo.views.entities.items():
        shown = spoken.entities[key]
        assert entity.name in (shown.name, *shown.aliases)
        assert shown.id == entity.id


def test_names_of_pages_follow_the_language_of_their_reader(demo: Kroniek) -> None:
    names = {
        language: {entity.name for entity in demo.views.spoken(language).entities.values()}
        for language in ("nl", "en")
    }

    assert names["nl"] != names["en"]
    assert not any(name.endswith(("'s", "’s")) for name in names["nl"])
