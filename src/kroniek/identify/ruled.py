"""What people decided on who is who, carried out on the rows that the program made.

"A is B" gives every row of A the entity of B; "A is not B" gives the rows of B an entity of their
own; a place that was decided takes the rows of what was judged. Later decisions win.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kroniek.ids import EntityId, digest
from kroniek.model.chronicle import Identity
from kroniek.model.judgement import Place, Ruling, Subject, Verb, holding
from kroniek.packs import Packs

_VERBS = (Verb.SAME, Verb.NOT_SAME, Verb.PLACE)


def decided(rows: Sequence[Identity], rulings: Iterable[Ruling], packs: Packs) -> list[Identity]:
    """The rows, in their order, with every ruling on entities carried out."""
    found = list(rows)
    for ruling in holding(rulings, _VERBS, Subject.ENTITY):
        match ruling.judgement.verb:
            case Verb.SAME:
                found = _same(found, ruling, packs)
            case Verb.NOT_SAME:
                found = _apart(found, ruling)
            case _:
                value = EntityId(ruling.judgement.value or "")
                wanted = _named(found, ruling.sides[0])
                found = _given(found, wanted, frozenset(ruling.sides[0]), value, ruling)
    return found


def _named(rows: Iterable[Identity], side: Iterable[Place]) -> dict[EntityId, None]:
    """The entities that the words of a side stand for, in order."""
    at = frozenset(side)
    return dict.fromkeys(
        row.entity for row in rows if row.entity is not None and Place(row.article, row.span) in at
    )


def _given(
    rows: Iterable[Identity],
    entities: Iterable[EntityId],
    places: frozenset[Place],
    entity: EntityId,
    ruling: Ruling,
) -> list[Identity]:
    """The rows of `entities`, and those at `places`, given another entity."""
    wanted = frozenset(entities)
    return [
        replace(row, entity=entity, candidates=(), because=ruling.said)
        if row.entity in wanted or Place(row.article, row.span) in places
        else row
        for row in rows
    ]


def _same(rows: list[Identity], ruling: Ruling, packs: Packs) -> list[Identity]:
    """All rows of either side as the second's entity, unless only the first is one packs know."""
    one, two = (_named(rows, side) for side in ruling.sides)
    together = [*two, *one]
    if not together:
        return rows
    known = [entity for entity in together if entity in packs.by_id]
    entity = known[0] if known else together[0]
    return _given(rows, together, ruling.places, entity, ruling)


def _apart(rows: list[Identity], ruling: Ruling) -> list[Identity]:
    """Rows that share the second side's words in its articles, as an entity of their own."""
    one, two = (_named(rows, side) for side in ruling.sides)
    shared = [entity for entity in two if entity in one]
    if not shared:
        return rows
    where = {place.article for place in ruling.sides[1]} - {
        place.article for place in ruling.sides[0]
    }
    other = EntityId(f"{shared[0]}~{digest(ruling.judgement.id, length=6)}")
    at = frozenset(ruling.sides[1])
    return [
        replace(row, entity=other, candidates=(), because=ruling.said)
        if row.entity in shared and (row.article in where or Place(row.article, row.span) in at)
        else row
        for row in rows
    ]


def places_decided(rulings: Sequence[Ruling]) -> list[EntityId]:
    """Places that people named by their id, of entities and of lines; no row need refer to them."""
    return [
        EntityId(ruling.judgement.value or "")
        for subject in (Subject.ENTITY, Subject.ENTRY)
        for ruling in holding(rulings, (Verb.PLACE,), subject)
    ]
