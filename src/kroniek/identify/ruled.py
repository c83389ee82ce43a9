"""What people decided on who is who, carried out on the rows that the program made.

"A is B" gives every row of A the entity of B; "A is not B" gives the rows of B an entity of their
own, or takes back what made the two one; a place that was decided takes the rows of what was
judged. Later decisions win.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kroniek.ids import ArticleId, EntityId, JudgementId, digest
from kroniek.model.chronicle import Identity
from kroniek.model.judgement import Place, Ruling, Subject, Verb, holding
from kroniek.packs import Packs

_VERBS = (Verb.SAME, Verb.NOT_SAME, Verb.PLACE)
_ALIKE = 0.5
"""Share of characters from which a row is the one that was judged, when its words have changed."""


class _Rows:
    """Rows that can be given another entity, found by place and by entity. Lives for one call."""

    def __init__(self, rows: Sequence[Identity]) -> None:
        self.rows = list(rows)
        self._at: defaultdict[Place, list[int]] = defaultdict(list)
        self._in: defaultdict[ArticleId, list[int]] = defaultdict(list)
        self._of: defaultdict[EntityId, set[int]] = defaultdict(set)
        for number, row in enumerate(rows):
            self._at[Place(row.article, row.span)].append(number)
            self._in[row.article].append(number)
            if row.entity is not None:
                self._of[row.entity].add(number)

    def at(self, side: Iterable[Place]) -> list[int]:
        """The rows that stand at the places; where none does, the one that overlaps it most."""
        found: dict[int, None] = {}
        for place in side:
            found.update(dict.fromkeys(self._at.get(place) or self._near(place)))
        return list(found)

    def _near(self, place: Place) -> list[int]:
        shares = [(_shared(place, self.rows[k]), -k) for k in self._in.get(place.article, ())]
        share, number = max(shares, default=(0.0, 0))
        return [-number] if share >= _ALIKE else []

    def named(self, side: Iterable[Place]) -> list[EntityId]:
        """The entities that the words of a side stand for, in order.

        Most of its words must agree: one that has come to stand for another thing takes nothing
        along.
        """
        entities = [self.rows[k].entity for k in self.at(side)]
        counted = Counter(entity for entity in entities if entity is not None)
        most = max(counted.values(), default=0)
        return [entity for entity, number in counted.items() if 2 * number >= most]

    def of(self, entities: Iterable[EntityId]) -> set[int]:
        """The rows of these entities."""
        return {number for entity in entities for number in self._of.get(entity, ())}

    def give(self, numbers: Iterable[int], entity: EntityId, ruling: Ruling) -> None:
        """Give rows another entity."""
        for number in sorted(numbers):
            row = self.rows[number]
            if row.entity is not None:
                self._of[row.entity].discard(number)
            self._of[entity].add(number)
            self.rows[number] = replace(row, entity=entity, candidates=(), because=ruling.said)


def _shared(place: Place, row: Identity) -> float:
    """Share of characters that a place and a row have in common (Jaccard index)."""
    low, high = max(place.span.start, row.span.start), min(place.span.end, row.span.end)
    both = max(0, high - low)
    return both / (place.span.size + row.span.size - both or 1)


def decided(rows: Sequence[Identity], rulings: Iterable[Ruling], packs: Packs) -> list[Identity]:
    """The rows, in their order, with every ruling on entities carried out."""
    found = _Rows(rows)
    for ruling in _lasting(found, holding(rulings, _VERBS, Subject.ENTITY)):
        match ruling.judgement.verb:
            case Verb.SAME:
                _same(found, ruling, packs)
            case Verb.NOT_SAME:
                _apart(found, ruling)
            case _:
                side, value = ruling.sides[0], EntityId(ruling.judgement.value or "")
                found.give(found.of(found.named(side)) | set(found.at(side)), value, ruling)
    return found.rows


_Joins = dict[JudgementId, frozenset[EntityId]]


def _lasting(rows: _Rows, rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings without those that made one what was later told apart; `rows` as they were."""
    kept: dict[JudgementId, Ruling] = {}
    joins: _Joins = {}
    for ruling in rulings:
        if ruling.judgement.verb is Verb.SAME:
            joins[ruling.id] = frozenset(k for side in ruling.sides for k in rows.named(side))
        elif ruling.judgement.verb is Verb.NOT_SAME:
            one, two = (frozenset(rows.named(side)) for side in ruling.sides)
            while one and two and not one & two and (link := _latest_link(joins, one, two)):
                del joins[link], kept[link]
        kept[ruling.id] = ruling
    return list(kept.values())


def _latest_link(
    joins: _Joins, one: frozenset[EntityId], two: frozenset[EntityId]
) -> JudgementId | None:
    """The latest join of those that make one of `one` and `two`; None if none do."""
    reached, used, waiting = set(one), set[JudgementId](), list(joins)
    while touching := [join for join in waiting if joins[join] & reached]:
        used.update(touching)
        waiting = [join for join in waiting if join not in used]
        reached.update(entity for join in touching for entity in joins[join])
    if not reached & two:
        return None
    return next(join for join in reversed(joins) if join in used)


def _same(rows: _Rows, ruling: Ruling, packs: Packs) -> None:
    """All rows of either side as the second's entity, unless only the first is one packs know."""
    one, two = (rows.named(side) for side in ruling.sides)
    together = [*two, *one]
    if together:
        entity = next((entity for entity in together if entity in packs.by_id), together[0])
        rows.give(rows.of(together) | set(rows.at(ruling.places)), entity, ruling)


def _apart(rows: _Rows, ruling: Ruling) -> None:
    """Rows that share the second side's words in its articles, as an entity of their own."""
    one, two = (rows.named(side) for side in ruling.sides)
    shared = [entity for entity in two if entity in one]
    if not shared:
        return
    where = {place.article for place in ruling.sides[1]} - {
        place.article for place in ruling.sides[0]
    }
    other = EntityId(f"{shared[0]}~{digest(ruling.judgement.id, length=6)}")
    at = set(rows.at(ruling.sides[1]))
    meant = {k for k in rows.of(shared) if k in at or rows.rows[k].article in where}
    rows.give(meant, other, ruling)


def places_decided(rulings: Sequence[Ruling]) -> list[EntityId]:
    """Places that people named by their id, of entities and of lines; no row need refer to them."""
    return [
        EntityId(ruling.judgement.value or "")
        for subject in (Subject.ENTITY, Subject.ENTRY)
        for ruling in holding(rulings, (Verb.PLACE,), subject)
    ]
