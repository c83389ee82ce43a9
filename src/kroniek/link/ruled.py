"""What people decided on lines of the chronicle: which tellings are one, when and where it was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kroniek.edtf import days_written
from kroniek.ids import ArticleId, EntityId
from kroniek.link.tellings import Telling
from kroniek.model.chronicle import Dispute, Happening
from kroniek.model.judgement import Place, Ruling, Subject, Verb, holding, quotes

_JOINING = (Verb.SAME, Verb.NOT_SAME, Verb.SPLIT)


@dataclass(frozen=True, slots=True)
class Bonds:
    """Which tellings, by number, must be one happening, and which pairs must not; with reasons."""

    joined: tuple[tuple[tuple[int, ...], str], ...] = ()
    parted: frozenset[tuple[int, int]] = frozenset()

    def forbid(self, left: int, right: int) -> bool:
        """Whether the two were told apart."""
        return (min(left, right), max(left, right)) in self.parted


class Tellings:
    """Tellings by where their triggers stand."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._at: dict[ArticleId, list[int]] = defaultdict(list)
        self._tellings = tellings
        for number, telling in enumerate(tellings):
            self._at[telling.article].append(number)

    def at(self, places: Iterable[Place]) -> dict[int, None]:
        """Numbers of the tellings with a trigger at one of the places, in order."""
        return dict.fromkeys(
            number
            for place in places
            for number in self._at.get(place.article, ())
            if any(span.overlaps(place.span) for span in self._tellings[number].event.triggers)
        )


def bonds_of(tellings: Sequence[Telling], rulings: Sequence[Ruling]) -> Bonds:
    """What the rulings ask of the grouping. Of two on the same pair the later one holds."""
    joined: dict[tuple[int, ...], str] = {}
    parted: set[tuple[int, int]] = set()
    shelf = Tellings(tellings)
    for ruling in holding(rulings, _JOINING, Subject.ENTRY):
        one, two = (list(shelf.at(side)) for side in ruling.sides)
        pairs = {(min(a, b), max(a, b)) for a in one for b in two if a != b}
        if ruling.judgement.verb is Verb.SAME:
            parted -= pairs
            joined[tuple(sorted({*one, *two}))] = ruling.said
        else:
            parted |= pairs
            joined = {
                group: said
                for group, said in joined.items()
                if not any(a in group and b in group for a, b in pairs)
            }
    return Bonds(tuple(joined.items()), frozenset(parted))


def decided(
    happenings: Iterable[Happening], tellings: Sequence[Telling], rulings: Sequence[Ruling]
) -> Iterator[Happening]:
    """The happenings with the days and places that people decided in place of the program's."""
    numbers = {telling.key: number for number, telling in enumerate(tellings)}
    shelf = Tellings(tellings)
    ruled: dict[int, dict[Verb, Ruling]] = defaultdict(dict)
    for ruling in holding(rulings, (Verb.DATE, Verb.PLACE), Subject.ENTRY):
        for number in shelf.at(ruling.places):
            ruled[number][ruling.judgement.verb] = ruling
    for happening in happenings:
        found: dict[Verb, Ruling] = {}
        for member in happening.members:
            found.update(ruled.get(numbers[member], {}))
        yield _decided(happening, found)


def _decided(happening: Happening, found: Mapping[Verb, Ruling]) -> Happening:
    for verb, ruling in sorted(found.items()):
        value = ruling.judgement.value or ""
        because = f"{happening.because}; {ruling.said}"
        if verb is Verb.DATE:
            happening = replace(happening, days=days_written(value), because=because)
        else:
            place = EntityId(value)
            others = tuple(one for one in happening.participants if one != place)
            happening = replace(happening, places=(place,), participants=others, because=because)
    return happening


def shown(disputes: Iterable[Dispute], rulings: Sequence[Ruling]) -> Iterator[Dispute]:
    """The disputes but for those that people hid: all of whose sides they quoted."""
    hidden = [ruling.places for ruling in holding(rulings, (Verb.HIDE,), Subject.DISPUTE)]
    for dispute in disputes:
        sides = [Place(side.article, side.span) for side in dispute.sides]
        if not any(quotes(places, sides) for places in hidden):
            yield dispute
