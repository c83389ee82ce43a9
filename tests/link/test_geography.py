"""How places lie to one another."""

import pytest
from tests.link.builder import WORLD

from kroniek.link.geography import Atlas, Relation

ATLAS = Atlas.of(WORLD.values())


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("Dorn", "Dorn", Relation.SAME),
        ("Dorn", "Dornse", Relation.INSIDE),
        ("Dorn", "Arland", Relation.INSIDE),
        ("Dorn", "Velm", Relation.APART),
        ("Dorn", "Borland", Relation.APART),
        ("Oster", "Dorn", Relation.APART),
        ("Dorn", "Kuijper", Relation.UNKNOWN),
    ],
)
def test_places_are_the_same_inside_or_apart(left: str, right: str, relation: Relation) -> None:
    one, two = WORLD[left].id, WORLD[right].id

    assert ATLAS.relation(one, two) is relation
    assert ATLAS.relation(two, one) is relation


def test_sets_of_places_are_as_near_as_their_nearest() -> None:
    velm, dorn, oster = (WORLD[name].id for name in ("Velm", "Dorn", "Oster"))

    assert ATLAS.related((velm, dorn), (dorn, oster)) is Relation.SAME
    assert ATLAS.related((velm,), ()) is Relation.UNKNOWN
