"""Whether two tellings are one happening: reasons for, and reasons that forbid it."""

from dataclasses import dataclass
from typing import NamedTuple

from kroniek.ids import EntityId
from kroniek.link.geography import Atlas, Relation
from kroniek.link.kinds import PERSONAL, WORDY, comparable, near
from kroniek.link.tellings import Telling
from kroniek.model.text import Realis

ENOUGH = 4.6
"""Least score of a pair that is one happening: rather two lines too many than one false merge."""

_LEAST_SPECIFIC = 0.7
_LEAST_COMMON_WORDS = 0.15
_TOLD_TWICE = 1.2
"""Off for two events of one body: its own text kept them apart."""
_COMES_BACK = 4.5
"""For a definite noun and what its article told before."""
_UNDATED = 0.65
"""Of what days are worth, where they only follow from the tense."""
_STEP = 0.07
"""Share of the text by which a translation's sentences may be out of step."""
_LEAST_SUMMED = 0.08
_ALIKE_SENTENCES = 0.55
_HALF, _BOTH = 0.6, 0.45
"""Of its weight, for what stands beside the one event, or beside both."""
_WIDTHS = (
    (1, 2.0, "same day"),
    (3, 1.6, "days meet"),
    (8, 1.3, "same week"),
    (31, 0.9, "same month"),
    (400, 0.5, "days meet"),
)
"""Days the wider of two intervals has, at most; what it is worth that they meet."""
_SAME_NEWS, _OLD_NEWS = 7, 45


class Likeness(NamedTuple):
    """How strongly two tellings belong together; `because` in words the reader will see."""

    score: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparer:
    """Decides on pairs, with the places and their relations at hand."""

    atlas: Atlas

    def compare(self, one: Telling, two: Telling) -> Likeness | None:
        """Reasons and their sum; None when something forbids that they are one happening.

        Symmetric. The score has no unit; `ENOUGH` is the bar.
        """
        if self.forbidden(one, two):
            return None
        same_type = one.event.type == two.event.type
        wordy = one.event.type in WORDY and two.event.type in WORDY
        words, bond = _words(one, two), _bond(one, two)
        specific, shared = self._shared(one, two)
        if specific < _LEAST_SPECIFIC and not bond.known:
            return None
        if wordy and words < _LEAST_COMMON_WORDS and not bond.known:
            return None
        days, told = _days(one, two)
        score = bond.weight + days + specific + min(2.0, 3 * words)
        score += (0.5 if wordy else 1.5) if same_type else 0.4
        if one.trigger == two.trigger:
            score += 0.5
        because = [f"both {one.event.type}" if same_type else "related types of event"]
        because += told + shared + bond.because
        if words >= _LEAST_COMMON_WORDS:
            because.append("told in the same words")
        return Likeness(score, tuple(because))

    def forbidden(self, one: Telling, two: Telling) -> bool:
        """Whether a specific contradicts: type, realis, days, places, doers."""
        kinds = one.event.type, two.event.type
        if kinds[0] != kinds[1] and not near(*kinds):
            return True
        if not comparable(one.event.realis, two.event.realis):
            return True
        if one.low > two.high or two.low > one.high or _told_apart(one, two):
            return True
        if self.atlas.related(one.places, two.places) is Relation.APART:
            return True
        return self._other_doers(one, two) or _swapped(one, two)

    def _other_doers(self, one: Telling, two: Telling) -> bool:
        if one.event.type in PERSONAL and one.event.type == two.event.type:
            mine, theirs = self._persons(one.agents), self._persons(two.agents)
            if mine and theirs and not mine & theirs:
                return True
            mine, theirs = self._persons(one.patients), self._persons(two.patients)
            if mine and theirs and not mine & theirs:
                return True
        return self._other_sides(one.agents, two.agents)

    def _other_sides(self, mine: frozenset[EntityId], theirs: frozenset[EntityId]) -> bool:
        """Whether the doers belong to different countries altogether."""
        one = {self.atlas.country_of(entity) for entity in mine} - {None}
        two = {self.atlas.country_of(entity) for entity in theirs} - {None}
        return bool(one and two and not one & two and not mine & theirs)

    def _persons(self, entities: frozenset[EntityId]) -> set[EntityId]:
        return {entity for entity in entities if self.atlas.is_person(entity)}

    def _shared(self, one: Telling, two: Telling) -> tuple[float, list[str]]:
        """Weight of shared places and participants, and which."""
        because: list[str] = []
        weight = 0.0
        places = sorted(set(one.places) & set(two.places), key=lambda e: (-self.atlas.weight(e), e))
        if places:
            weight += self.atlas.weight(places[0])
            because.append(f"same place {self._name(places[0])}")
        elif self.atlas.related(one.places, two.places) is Relation.INSIDE:
            weight += 0.4
            because.append("one place inside the other")
        elif one.places and two.places:
            weight -= 0.8
        people = sorted(
            (one.people & two.people) | (one.people & {*two.places}) | (two.people & {*one.places}),
            key=lambda e: (-self.atlas.weight(e), e),
        )
        for entity in [entity for entity in people if entity not in places[:1]][:2]:
            weight += self.atlas.weight(entity)
            because.append(f"both with {self._name(entity)}")
        return weight + self._beside(one, two, because), because

    def _beside(self, one: Telling, two: Telling, because: list[str]) -> float:
        """What it adds that one names beside it what the other tells, or both name it beside."""
        mine, theirs = {*one.places, *one.people}, {*two.places, *two.people}
        half = (mine & two.around) | (theirs & one.around)
        shared = [(self.atlas.weight(entity) * _HALF, entity) for entity in half]
        shared += [
            (self.atlas.weight(entity) * _BOTH, entity) for entity in one.around & two.around
        ]
        best = sorted(shared, key=lambda item: (-item[0], item[1]))[:2]
        because += [f"near {self._name(entity)}" for _, entity in best]
        return sum(weight for weight, _ in best)

    def _name(self, key: EntityId) -> str:
        entity = self.atlas.entities.get(key)
        return entity.name if entity is not None else key


def _days(one: Telling, two: Telling) -> tuple[float, list[str]]:
    """What meeting days are worth: the narrower both, the more."""
    width = max(one.width, two.width)
    sure = 1.0 if one.event.times and two.event.times else _UNDATED
    for widest, weight, word in _WIDTHS:
        if width <= widest:
            return weight * sure, [word]
    return _news_cycle(one, two), []


def _news_cycle(one: Telling, two: Telling) -> float:
    """Without known days: reports of one week mostly tell of one thing, of other months seldom."""
    if not one.told.known or not two.told.known:
        return -0.5
    apart = abs(one.told.low.toordinal() - two.told.low.toordinal())
    return 0.5 if apart <= _SAME_NEWS else 0.0 if apart <= _OLD_NEWS else -0.6


def _words(one: Telling, two: Telling) -> float:
    """Share of content words in common (Jaccard); 0 between languages."""
    union = len(one.stems | two.stems)
    return len(one.stems & two.stems) / union if union and one.language == two.language else 0.0


class _Bond(NamedTuple):
    """What ties two tellings beyond what they tell: copies, or one article's own layout.

    `known` stands in for shared names.
    """

    weight: float
    known: bool
    because: list[str]


def _bond(one: Telling, two: Telling) -> _Bond:
    """Whether copies tell both in one place, or a headline sums up the body."""
    words = _words(one, two)
    same_type = one.event.type == two.event.type
    if one.article == two.article:
        if same_type and one.headline != two.headline:
            return _Bond(1.8, words >= _LEAST_SUMMED, ["headline and body of one article"])
        if two.taken_up != one.taken_up and (two.taken_up or one.headline):
            return _Bond(_COMES_BACK, known=True, because=["the text comes back to it"])
        return _Bond(-_TOLD_TWICE, known=False, because=[])
    if one.copied and one.origin == two.origin:
        if words >= _ALIKE_SENTENCES and one.trigger == two.trigger and not _others(one, two):
            return _Bond(3.0, known=True, because=["the same sentence in a copy"])
        step = abs(one.position - two.position)
        if same_type and one.language != two.language and step <= _STEP:
            return _Bond(2.2, known=True, because=["the same place in a translation"])
    return _Bond(0.0, known=False, because=[])


def _others(one: Telling, two: Telling) -> bool:
    """Whether the two name other people and places altogether: one sentence, other names."""
    mine = {*one.places, *one.people} | one.around
    theirs = {*two.places, *two.people} | two.around
    return bool(mine and theirs and not mine & theirs)


def _swapped(one: Telling, two: Telling) -> bool:
    """Whether the doer of the one is the undergoer of the other, and the other way round too."""
    return bool(
        (one.agents & two.patients and not one.agents & two.agents)
        or (two.agents & one.patients and not one.agents & two.agents)
    )


def _told_apart(one: Telling, two: Telling) -> bool:
    """Whether one article itself tells the two apart: in one breath, as a new one, or as not so."""
    if one.article != two.article:
        return False
    if one.event.sentences[:1] == two.event.sentences[:1]:
        return True
    later = max(one, two, key=lambda telling: telling.event.triggers[0].start)
    if later.anew:
        return True
    return (one.event.realis is Realis.NEGATED) != (two.event.realis is Realis.NEGATED)


def firm(telling: Telling) -> bool:
    """Whether the text tells it of one particular occasion."""
    return telling.event.realis in {Realis.ACTUAL, Realis.PLANNED, Realis.DENIED}
