"""Which time expressions of a sentence belong to a telling.

A time belongs to the event of its clause, unless it stands inside the noun phrase of something
else: "freed from the six-month occupation" says how long the occupation lasted, not when freedom
came; "convicted of the murder in 2019" dates the murder.
"""

from typing import NamedTuple

from kroniek.extract.events.frames import Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.sifting import Found
from kroniek.extract.events.surroundings import Reach, covered
from kroniek.extract.grammar.chunks import ADVERB, CONTENT, DETERMINER, NAME
from kroniek.model.time import TimeExpression, TimexType

_BESIDE = 3
_WITHIN_PHRASE = frozenset({CONTENT, NAME, ADVERB})


class _Place(NamedTuple):
    """Where a time expression stands: tokens ``[first, last)`` of the sentence, and its clause."""

    first: int
    last: int
    clause: int


def times_of(item: Found, scene: Scene, reach: Reach) -> list[TimeExpression]:
    """Time expressions of the clause; failing these, one of a clause without another event."""
    times = reach.times_in(item.sentence.span)
    if not times:
        return []
    chunks = scene.chunks
    around = chunks.phrase_at.get(scene.hit.first)
    owned = (
        scene.form in NOUNS and around is not None and around.preposition in scene.words.frame["of"]
    )
    others = {chunks.clause_of[hit.first] for hit in item.hits} - {scene.clause}
    starts = [token.start for token in item.tokens]
    own: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        tokens = covered(item.tokens, starts, time.span)
        if not tokens:
            continue
        at = _Place(tokens[0], tokens[-1] + 1, chunks.clause_of[tokens[0]])
        noun = _noun_of(scene, at, time.type)
        if noun is not None and noun != scene.hit.first:
            continue
        distance = abs(at.first - scene.hit.first)
        if at.clause == scene.clause:
            if owned and noun is None and not 0 < at.first - scene.hit.first <= _BESIDE:
                continue  # "on Sunday he spoke of the visit"
            own.append((0 if noun is None else -1, distance, time))
        elif _tells_of_it(item, scene, at) or (
            at.clause not in others and not chunks.clauses[at.clause].relative
        ):
            own.append((1, distance, time))
    own.sort(key=lambda found: found[:2])
    inner = [time for rank, _, time in own if rank <= 0]
    return inner or [time for _, _, time in own[:1]]


def _tells_of_it(item: Found, scene: Scene, at: _Place) -> bool:
    """Whether a time stands in the relative clause right behind, before any other event in it."""
    clauses = scene.chunks.clauses
    if at.clause != scene.clause + 1 or not clauses[at.clause].relative:
        return False
    return not any(clauses[at.clause].first <= hit.first < at.first for hit in item.hits)


def _noun_of(scene: Scene, at: _Place, kind: TimexType) -> int | None:
    """The token of the noun that a time is part of; None if it stands free in its clause."""
    if kind is TimexType.DURATION:
        return _measured(scene, at) or _behind_of(scene, at)
    return _charged(scene, at)


def _measured(scene: Scene, at: _Place) -> int | None:
    """The noun behind "the six months long", "a three-day": the last of its phrase."""
    lowers, tags = scene.chunks.lowers, scene.chunks.tags
    lasting = scene.words.frame["lasting"]
    k = at.last
    while k < len(lowers) and lowers[k] in lasting:
        k += 1
    lead = at.first - 1
    led = lead >= 0 and tags[lead] == DETERMINER
    text = scene.chunks.tokens[at.last - 1].lower
    if not (led or k > at.last or text.endswith(scene.words.measures)):
        return None
    end = k
    while end < len(tags) and tags[end] in _WITHIN_PHRASE and end - k < _BESIDE:
        end += 1
    return end - 1 if end > k else None


def _behind_of(scene: Scene, at: _Place) -> int | None:
    """The noun before "of three months"."""
    lowers, tags = scene.chunks.lowers, scene.chunks.tags
    of = at.first - 1
    if of > 0 and lowers[of] in scene.words.frame["of"] and tags[of - 1] == CONTENT:
        return of - 1
    return None


def _charged(scene: Scene, at: _Place) -> int | None:
    """The noun before "in 2019" in "convicted of the murder in 2019": what the charge is."""
    chunks = scene.chunks
    k = at.first - 1
    if k < 1 or chunks.lowers[k] not in scene.words.frame["at"]:
        return None
    phrase = chunks.phrase_at.get(k - 1)
    if phrase is None or phrase.preposition not in scene.words.frame["charge"]:
        return None
    charged = any(
        scene.chunks.lowers[n] in scene.words.frame["charging"]
        for n in range(chunks.clauses[phrase.clause].first, chunks.clauses[phrase.clause].last)
    )
    return phrase.last - 1 if charged else None
