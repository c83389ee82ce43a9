"""Pairs of tellings worth comparing: those that share a block, never all with all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kroniek.link.geography import Atlas
from kroniek.link.kinds import blocks_of, near
from kroniek.link.likeness import firm
from kroniek.link.tellings import Telling
from kroniek.model.text import Realis

LARGEST_BLOCK = 24
"""Members of a larger block are compared with this many neighbours only, in order of day."""

_WEEK, _NARROW, _MONTHS, _WIDE = 7, 21, 30, 100
_STEPS = 12
"""Parts of a text whose events are compared with the same part of its copies."""
_MOST_HEADLINES = 6
_MOST_ENTITIES = 6


def _keys(telling: Telling, atlas: Atlas) -> Iterator[tuple[object, ...]]:
    """Blocks a telling falls in: type with entity and time, or with two entities."""
    within = list(_within(telling, atlas))
    for block in blocks_of(telling.event.type):
        yield from ((block, *key) for key in within)


def _within(telling: Telling, atlas: Atlas) -> Iterator[tuple[object, ...]]:
    own = {*telling.places, *telling.people}
    entities = sorted(
        {*telling.places, *telling.people, *telling.around},
        key=lambda entity: (entity not in own, -atlas.weight(entity), entity),
    )[:_MOST_ENTITIES]
    special = {entity for entity in entities if not atlas.is_wide(entity)}
    for entity in entities:
        yield from ((entity, *when) for when in _when(telling, special=entity in special))
    for at, entity in enumerate(entities):
        for other in entities[at + 1 :]:
            if entity in special or other in special:
                yield tuple(sorted((entity, other)))
    if len(entities) == 1:
        yield entities[0], telling.trigger
    if telling.copied:
        yield telling.origin, telling.trigger
        step = int(telling.position * _STEPS)
        yield telling.origin, "at", step
        yield telling.origin, "at", step + 1


def _when(telling: Telling, *, special: bool) -> Iterator[tuple[str, int]]:
    """Weeks and months a telling with known days touches; of a mere country, weeks only."""
    if telling.width <= (_NARROW if special else _WEEK):
        for week in range(telling.low // _WEEK, telling.high // _WEEK + 1):
            yield "week", week
    if special and telling.width <= _WIDE:
        for month in range(telling.low // _MONTHS, telling.high // _MONTHS + 1):
            yield "month", month


def _headlines(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Each article's headlines with what its body tells: they share no names at times."""
    heads: defaultdict[str, list[int]] = defaultdict(list)
    bodies: defaultdict[str, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        (heads if telling.headline else bodies)[telling.article].append(at)
    for article, found in heads.items():
        for head in found[:_MOST_HEADLINES]:
            for body in bodies[article][:LARGEST_BLOCK]:
                yield (head, body) if head < body else (body, head)


def _taken_up(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """What a text comes back to, with the nearest event of its type; else the only near one."""
    for at, telling in enumerate(tellings):
        if not telling.taken_up:
            continue
        akin: list[int] = []
        for before in range(at - 1, max(-1, at - 1 - LARGEST_BLOCK), -1):
            other = tellings[before]
            if other.article != telling.article:
                break
            if other.event.type == telling.event.type:
                akin = [before]
                break
            if near(other.event.type, telling.event.type):
                akin.append(before)
        if len(akin) == 1:
            yield akin[0], at


def candidates(tellings: Sequence[Telling], atlas: Atlas) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first) that share a block, each once, in a fixed order.

    Linear in the number of tellings: a block of n gives at most n times `LARGEST_BLOCK` pairs.
    """
    blocks: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        if firm(telling) or telling.event.realis is Realis.NEGATED:
            for key in _keys(telling, atlas):
                blocks[key].append(at)
    seen = dict.fromkeys((*_headlines(tellings), *_taken_up(tellings)))
    yield from seen
    for members in blocks.values():
        if len(members) > LARGEST_BLOCK:
            members.sort(key=lambda at: (tellings[at].low, tellings[at].high, at))
        for place, left in enumerate(members):
            for right in members[place + 1 : place + 1 + LARGEST_BLOCK]:
                pair = (left, right) if left < right else (right, left)
                if left != right and pair not in seen:
                    seen[pair] = None
                    yield pair
