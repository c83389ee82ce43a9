"""One happening told for different days."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kroniek.link.numbers import Found
from kroniek.link.scene import Scene
from kroniek.link.tellings import Telling
from kroniek.model.chronicle import DisputeKind
from kroniek.model.text import Realis

_UNIQUE = frozenset(
    {
        "visit", "call", "agreement", "annexation", "election", "death", "court_case", "accident",
        "disaster", "territory_change", "withdrawal_from_process", "arrest", "launch", "meeting",
    }
)  # fmt: skip
"""Types of which the same people seldom do two in the same place within days."""

_NARROW = 3
_DAYS_APART = 5
_TOLD_APART = 14
_LEAST_WORDS = 0.3
_LEAST_WEIGHT = 3.0
_LARGEST_BLOCK = 24


def date_disputes(scene: Scene) -> Iterator[Found]:
    """Tellings that agree in all but the day, and tell a day each."""
    blocks: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in scene.tellings:
        dated = telling.width <= _NARROW and telling.event.times
        if dated and telling.event.type in _UNIQUE and telling.event.realis is Realis.ACTUAL:
            special = [
                p for p in sorted({*telling.places, *telling.people}) if not scene.atlas.is_wide(p)
            ]
            for pair in combinations(special, 2):
                blocks[telling.event.type, *pair].append(telling)
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda telling: (telling.low, telling.order))
        for at, one in enumerate(block):
            for two in block[at + 1 : at + 1 + _LARGEST_BLOCK]:
                if two.low - one.high > _DAYS_APART:
                    break
                if _same_but_for_the_day(scene, one, two):
                    yield DisputeKind.DATE, _about(scene, one), (scene.side(one), scene.side(two))


def _same_but_for_the_day(scene: Scene, one: Telling, two: Telling) -> bool:
    if one.origin == two.origin or two.low <= one.high:
        return False
    if abs(one.told.low.toordinal() - two.told.low.toordinal()) > _TOLD_APART:
        return False
    if one.trigger != two.trigger and one.language == two.language:
        return False
    shared = {*one.places, *one.people} & {*two.places, *two.people}
    weight = sum(scene.atlas.weight(entity) for entity in shared)
    union = len(one.stems | two.stems)
    words = len(one.stems & two.stems) / union if union else 0.0
    if weight < _LEAST_WEIGHT or (one.language == two.language and words < _LEAST_WORDS):
        return False
    return not scene.forbidden(one, two, but_for_the_day=True)


def _about(scene: Scene, telling: Telling) -> str:
    return telling.event.triggers[0].of(scene.pages[telling.article].doc.text)
