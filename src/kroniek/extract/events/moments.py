"""Which time expressions of a sentence belong to a telling.

A time belongs to the event of its clause, unless it stands inside the noun phrase of something
else: "freed from the six-month occupation" says how long the occupation lasted, not when freedom
came; "convicted of the murder in 2019" dates the murder. A clause without a time of its own has
that of the clause it only goes on from: "attacked a post on Sunday, killing two".
"""

from functools import cache
from typing import NamedTuple

from kroniek.extract.events.frames import VERBAL, Scene
from kroniek.extract.events.hits import NOUNS
from kroniek.extract.events.sifting import Found
from kroniek.extract.events.surroundings import Reach, covered
from kroniek.extract.grammar.chunks import (
    ADVERB,
    CONTENT,
    DETERMINER,
    EVENT_VERB,
    NAME,
    NON_FINITE,
)
from kroniek.model.time import TimeExpression, TimexType
from kroniek.packs import words

_BESIDE = 3
_ANTECEDENT = 6
"""A relative clause tells of an event that stands at most so many tokens before it."""
_WITHIN_PHRASE = frozenset({CONTENT, NAME, ADVERB})
_EVENT_VERBS = frozenset({EVENT_VERB, NON_FINITE})


class _Place(NamedTuple):
    """Where a time expression stands: tokens ``[first, last)`` of the sentence, and its clause."""

    first: int
    last: int
    clause: int


class _ClauseWords(NamedTuple):
    """Words of one language by which clauses and phrases share a time."""

    same_time: frozenset[str]
    joining: frozenset[str]
    aside: frozenset[str]


@cache
def _clause_words(language: str) -> _ClauseWords:
    path = f"{language}/dating.toml"
    return _ClauseWords(*(words(path, "clauses", key) for key in ("same_time", "and", "aside")))


def times_of(item: Found, scene: Scene, reach: Reach) -> list[TimeExpression]:
    """Time expressions of the clause; failing these, the nearest that the clause shares."""
    starts = [token.start for token in item.tokens]
    own: list[tuple[int, int, TimeExpression]] = []
    for time in reach.times_in(item.sentence.span):
        tokens = covered(item.tokens, starts, time.span)
        if not tokens:
            continue
        at = _Place(tokens[0], tokens[-1] + 1, scene.chunks.clause_of[tokens[0]])
        rank = _rank(item, scene, at, time.type)
        if rank is not None:
            own.append((rank, abs(at.first - scene.hit.first), time))
    own.sort(key=lambda found: found[:2])
    inner = [time for rank, _, time in own if rank <= 0]
    return inner or [time for _, _, time in own[:1]]


def _rank(item: Found, scene: Scene, at: _Place, kind: TimexType) -> int | None:
    """How well a time fits the telling, the least best; None if it is another's.

    Below 1 it is of its own phrase or clause, above of a clause that tells no other event, or that
    this one goes on from.
    """
    noun = _noun_of(item, scene, at, kind)
    if noun is not None and not scene.hit.first <= noun < scene.hit.last:
        return None
    aside = _stands_aside(scene)
    if at.clause == scene.clause:
        if aside and noun is None and not _right_behind(scene, at):
            return None  # "on Sunday he spoke of the visit"
        return 0 if noun is None else -1
    chunks = scene.chunks
    others = {chunks.clause_of[hit.first] for hit in item.hits} - {scene.clause}
    free = at.clause not in others and not chunks.clauses[at.clause].relative
    if free or _tells_of_it(item, scene, at):
        return 1
    return 2 if not aside and _shared(item, scene, at.clause) else None


def _right_behind(scene: Scene, at: _Place) -> bool:
    """Whether no verb stands between the trigger and a time behind it: "the visit in May"."""
    between = scene.chunks.tags[scene.hit.last : at.first]
    return scene.hit.first < at.first and VERBAL.isdisjoint(between)


def _stands_aside(scene: Scene) -> bool:
    """Whether the trigger is a noun that is only spoken of: "after the attack", "of the visit"."""
    around = scene.chunks.phrase_at.get(scene.hit.first)
    if scene.form not in NOUNS or around is None:
        return False
    return around.preposition in _clause_words(scene.words.language).aside


def _shared(item: Found, scene: Scene, other: int) -> bool:
    """Whether the clause of the trigger happens when clause `other` does."""
    own = scene.clause
    if other < own:
        return all(_goes_on(item, scene, k) for k in range(other + 1, own + 1)) or (
            other == own - 1
            and _of_same_time(scene, other)
            and not scene.chunks.clauses[own].opener
        )
    return other == own + 1 and _of_same_time(scene, other)


def _of_same_time(scene: Scene, clause: int) -> bool:
    same_time = _clause_words(scene.words.language).same_time
    return scene.chunks.clauses[clause].opener in same_time


def _goes_on(item: Found, scene: Scene, clause: int) -> bool:
    """Whether a clause has the time of the one before it.

    "…, wounding two", "… waarbij twee doden vielen", "… and burned it", "a raid that killed two".
    """
    chunks = scene.chunks
    this = chunks.clauses[clause]
    language = scene.words.language
    first = chunks.lowers[this.first]
    if _of_same_time(scene, clause):
        return True
    if this.opener in _clause_words(language).joining:
        return scene.form not in NOUNS
    if this.relative:
        return any(
            this.first - _ANTECEDENT <= hit.first < this.first
            and chunks.clause_of[hit.first] == clause - 1
            for hit in item.hits
        )
    return language == "en" and first.endswith("ing") and not this.opener


def _tells_of_it(item: Found, scene: Scene, at: _Place) -> bool:
    """Whether a time stands in the relative clause behind the trigger and dates it.

    Not if the clause tells another event first, nor if it is of another noun: "withdraw from the
    towns, which they took in May".
    """
    clauses = scene.chunks.clauses
    if at.clause != scene.clause + 1 or not clauses[at.clause].relative:
        return False
    relative = clauses[at.clause]
    inside = [hit.first for hit in item.hits if relative.first <= hit.first < relative.last]
    if any(first < at.first for first in inside):
        return False
    verbs = [first for first in inside if scene.chunks.tags[first] in _EVENT_VERBS]
    return not verbs or relative.first - scene.hit.last <= 1


def _noun_of(item: Found, scene: Scene, at: _Place, kind: TimexType) -> int | None:
    """The token of the noun that a time is part of; None if it stands free in its clause."""
    if kind is TimexType.DURATION:
        return _measured(scene, at) or _behind_of(scene, at)
    noun = _charged(scene, at) or _possessed(scene, at)
    if noun is not None:
        return noun
    noun = _behind_of(scene, at)  # of no event: "the evening of 3 May"
    return noun if any(hit.first <= (noun or -1) < hit.last for hit in item.hits) else None


def _measured(scene: Scene, at: _Place) -> int | None:
    """The noun behind "the six months long", "a three-day": the last of its phrase."""
    lowers, tags = scene.chunks.lowers, scene.chunks.tags
    lasting = scene.words.frame["lasting"]
    k = at.last
    while k < len(lowers) and lowers[k] in lasting:
        k += 1
    if k + 1 < len(lowers) and lowers[k] in scene.words.frame["of"]:  # "six weeks of strikes"
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


def _possessed(scene: Scene, at: _Place) -> int | None:
    """The noun behind "Sunday's"."""
    tags = scene.chunks.tags
    if not scene.chunks.tokens[at.last - 1].lower.endswith(("'s", "’s")):
        return None
    end = at.last
    while end < len(tags) and tags[end] in _WITHIN_PHRASE and end - at.last < _BESIDE:
        end += 1
    return end - 1 if end > at.last else None


def _behind_of(scene: Scene, at: _Place) -> int | None:
    """The noun before "of three months", "of Sunday"."""
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
