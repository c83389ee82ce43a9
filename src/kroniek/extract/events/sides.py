"""The two sides of the conflict that an article tells of, and who is meant where it names nobody.

News of a war names both sides somewhere and then goes on: "a missile hit Varna", "the truce held".
Where one pair stands out among those that fight, agree or take ground from one another in the
article, the side that an event leaves out follows from the one it names or from the land it is in.
What follows points to the words where the side was named.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kroniek.extract.events.coreference import Telling
from kroniek.extract.events.doers import DoerWords, doer_words
from kroniek.extract.events.surroundings import Reach
from kroniek.ids import EntityId
from kroniek.model.text import PLACES, NameType, Participant, Realis
from kroniek.spans import Span

Group = Sequence[Telling]

_OPPOSED: Mapping[str, tuple[str, str]] = {
    "invasion_or_attack": ("attacker", "target"),
    "strike": ("attacker", "target"),
    "encirclement": ("attacker", "target"),
    "territory_change": ("taker", "loser"),
    "occupation": ("occupier", "target"),
    "annexation": ("actor", "loser"),
}
"""Types of what one side does to the other: role of the doer and of the other."""
_SHARED: Mapping[str, str] = {
    "battle": "side",
    "agreement": "party",
    "negotiation": "participant",
    "meeting": "participant",
}
"""Types of what both do together: the role of both."""
_GROUND = frozenset({"target", "territory", "loser"})
_BODIES = frozenset({NameType.ORGANISATION, NameType.MISCELLANEOUS})
_DEFINITE = frozenset({"de", "het", "the"})
_WEIGHT: Mapping[str, int] = {"battle": 1, "agreement": 2, "negotiation": 1, "meeting": 0}
"""How much a pair counts by what its sides do together: those that fight may be allies."""
_FOUGHT = 2
"""How much an attack counts, or fighting of a state on another's ground."""


class Side(NamedTuple):
    """One side: a key that is equal for equal sides, and the participant that named it."""

    key: str
    participant: Participant


def sides_told(groups: Sequence[Group], reach: Reach, language: str) -> list[Group]:
    """The groups, with the sides that their events leave out where the article makes them plain."""
    cast = _Cast(reach, doer_words(language))
    pair = cast.pair(groups)
    if pair is None:
        return list(groups)
    return [cast.completed(group, pair) for group in groups]


class _Cast(NamedTuple):
    """What is asked of one article."""

    reach: Reach
    words: DoerWords

    def side(self, participant: Participant, key: str) -> Side | None:
        """The side a participant is: a state, a body, an army by adjective or alone."""
        states, span = self.reach.states, participant.spans[0]
        form = span.of(self.reach.text)
        if participant.stands_for is not None:
            owner = states.owner_of(participant.stands_for)
            return Side(owner or participant.stands_for, participant)
        mention = self.reach.name_at(span)
        if mention is not None:
            state = states.countries.get(form.casefold()) or states.peoples.get(form.casefold())
            if state is not None:
                return Side(state, participant)
            words = participant.spans[-1].of(self.reach.text).lower().split()
            adjectives = (states.of_adjective(word) for word in words)
            state = states.of_body(form) or next((one for one in adjectives if one), None)
            if state is not None and mention.type is NameType.ORGANISATION:
                return Side(state, replace(participant, stands_for=state))
            body = mention.type in _BODIES
            return Side(self._short(form) or key, participant) if body else None
        first, _, rest = form.lower().partition(" ")
        if not rest or rest.split()[-1] not in self.words.forces:
            return None
        state = states.of_adjective(first)
        if state is not None:
            return Side(state, participant)
        return Side(rest, participant) if first in _DEFINITE else None

    def _short(self, form: str) -> str:
        """The initials of a name, where the article uses them as its name too."""
        initials = "".join(word[0] for word in form.split() if word[:1].isupper())
        short = len(initials) > 1 and initials.casefold() in self.reach.forms
        return initials if short else ""

    def sides(self, group: Group, roles: Iterable[str]) -> list[Side]:
        """The different sides that take one of the roles."""
        found: dict[str, Side] = {}
        for participant, (role, key) in _told(group):
            side = self.side(participant, key) if role in roles else None
            if side is not None:
                found.setdefault(side.key, side)
        return list(found.values())

    def lands(self, group: Group) -> set[str]:
        """The countries that its places, or the ground it is about, lie in."""
        states, text = self.reach.states, self.reach.text
        spans = [span for telling in group for span in telling.places]
        ground = [p.spans[-1] for p, (role, _) in _told(group) if role in _GROUND]
        found: set[str | None] = set()
        for span in (*spans, *ground):
            mention = self.reach.name_at(span)
            if mention is None:
                found |= {states.of_adjective(word) for word in span.of(text).lower().split()}
            elif mention.type in PLACES:
                found.add(states.land_of(span.of(text)))
        return {land for land in found if land is not None}

    def pair(self, groups: Sequence[Group]) -> tuple[Side, Side] | None:
        """The pair that stands out; None if there is none, or another as much."""
        counted: Counter[tuple[str, str]] = Counter()
        named: dict[str, list[Side]] = {}
        for group in groups:
            for side in self._opponents(group):
                named.setdefault(side.key, []).append(side)
            met = sorted({side.key for side in self._opponents(group)} | self._ground(group))
            if len(met) == 2:
                alone = len(self._opponents(group)) == 1
                weight = _FOUGHT if alone else _WEIGHT.get(group[0].type, _FOUGHT)
                counted[met[0], met[1]] += weight
        best = counted.most_common(2)
        if not best or best[0][1] < _FOUGHT or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        left, right = (self._told_as(key, named.get(key, ())) for key in best[0][0])
        return (left, right) if left is not None and right is not None else None

    def _opponents(self, group: Group) -> list[Side]:
        """The sides that do something to one another, or together."""
        kind = group[0].type
        roles = _OPPOSED.get(kind) or ((_SHARED[kind],) if kind in _SHARED else ())
        return self.sides(group, roles)

    def _ground(self, group: Group) -> set[str]:
        """Of a state that attacks or fights alone, the land in which it does."""
        kind = group[0].type
        if kind not in _OPPOSED and kind != "battle":
            return set()
        sides = self.sides(group, _OPPOSED.get(kind, ("side", ""))[:1])
        state = len(sides) == 1 and sides[0].key.startswith("gpe:")
        return self.lands(group) if state else set()

    def _told_as(self, key: str, told: Sequence[Side]) -> Side | None:
        """How a side is told most often: as a state, or by its army; else by a place in it."""
        armies = [side for side in told if side.participant.stands_for is None]
        named = [side for side in told if side not in armies or self._is_name(side)]
        if told:
            return (named or armies)[0] if 2 * len(named) >= len(told) else armies[0]
        span = self.reach.country_at(EntityId(key)) or self._place_in(key)
        return Side(key, Participant("", (span,), EntityId(key))) if span is not None else None

    def _place_in(self, key: str) -> Span | None:
        """The first place of a country that the article names."""
        states, text = self.reach.states, self.reach.text
        named = (m.span for m in self.reach.names if m.type in PLACES)
        return next((span for span in named if states.land_of(span.of(text)) == key), None)

    def _is_name(self, side: Side) -> bool:
        return self.reach.name_at(side.participant.spans[0]) is not None

    def completed(self, group: Group, pair: tuple[Side, Side]) -> Group:
        """The group with what follows from the pair."""
        kind = group[0].type
        if kind in _OPPOSED:
            told = self._opposed(group, pair, *_OPPOSED[kind])
            return self._on_ground(told, pair, _OPPOSED[kind][0])
        if kind in _SHARED:
            return self._shared(group, pair, _SHARED[kind])
        if kind == "air_incident" and group[0].lemma in self.words.downings:
            return self._downed(group, pair)
        return group

    def _downed(self, group: Group, pair: tuple[Side, Side]) -> Group:
        """Drones of one side, or over the land of the other, are shot down by the other."""
        if self._somebody(group, "actor"):
            return group
        states, text = self.reach.states, self.reach.text
        targets = [p.spans[-1] for p, (role, _) in _told(group) if role == "target"]
        words = [word for span in targets for word in span.of(text).lower().split()]
        owners: set[str] = {
            state for word in words if (state := states.of_adjective(word)) is not None
        }
        if owners:
            return _added(group, "actor", _across(pair, set(owners)))
        over = self.lands(group)
        found = [side for side in pair if over == {side.key}]
        return _added(group, "actor", found[0] if found else None)

    def _opposed(self, group: Group, pair: tuple[Side, Side], doer: str, other: str) -> Group:
        """An attack by nobody named in the land of one side is by the other."""
        if self._somebody(group, doer):
            doers = self.sides(group, {doer})
            lost = group[0].type == "territory_change" and group[0].realis is Realis.ACTUAL
            if not lost or len(doers) != 1 or self._somebody(group, other):
                return group
            return _added(group, other, _across(pair, {doers[0].key}))
        hit = {side.key for side in self.sides(group, {other})}
        if group[0].type == "territory_change" and group[0].realis in _UNSURE and hit:
            return group  # who might give up a town might do so by himself
        if group[0].realis is Realis.NEGATED:
            return group
        hit = hit or self.lands(group)
        found = _across(pair, hit)
        if found is not None and group[0].lemma in self.words.regained:
            found = _across(pair, {found.key})  # what is retaken is retaken by who owns it
        return _added(group, doer, found)

    def _on_ground(self, group: Group, pair: tuple[Side, Side], doer: str) -> Group:
        """Where one state attacks another and no place is told: in the other's land."""
        if any(telling.places for telling in group):
            return group
        other = _across(pair, {side.key for side in self.sides(group, {doer})})
        span = self.reach.country_at(EntityId(other.key)) if other is not None else None
        return group if span is None else [replace(group[0], places=(span,)), *group[1:]]

    def _shared(self, group: Group, pair: tuple[Side, Side], role: str) -> Group:
        """A truce, a battle, "the two sides": between the two."""
        takers = [one for one, (own, _) in _told(group) if own == role]
        several = [one for one in takers if self._both(one)]
        if (takers and not several) or len(self.sides(group, {role})) > 1:
            return group
        of_both = group[0].type == "battle" or self._truce(group)
        if not several and not of_both:
            return group
        lands = {side.key for side in pair if side.key.startswith("gpe:")}
        if group[0].type == "battle" and lands and self.lands(group) - lands:
            return group  # fought elsewhere
        return _added(_added(group, role, pair[0]), role, pair[1])

    def _somebody(self, group: Group, role: str) -> bool:
        """Whether a participant in a role is one who acts, and no missile."""
        for participant, (own, _) in _told(group):
            if own != role:
                continue
            words = participant.spans[0].of(self.reach.text).lower().split()
            if self.reach.name_at(participant.spans[0]) is not None or participant.stands_for:
                return True
            if not self.words.is_thing(words[-1]):
                return True
        return False

    def _both(self, participant: Participant) -> bool:
        """Whether the words are "both sides", "the two countries"."""
        words = participant.spans[0].of(self.reach.text).lower().split()
        return words[-1] in self.words.parties and len(words) < _LONG

    def _truce(self, group: Group) -> bool:
        """Whether a trigger is a word for the end of fighting."""
        spans = [span for telling in group for span in telling.triggers]
        return any(span.of(self.reach.text).lower() in self.words.truces for span in spans)


_LONG = 5
_UNSURE = frozenset({Realis.PLANNED, Realis.HYPOTHETICAL})


def _told(group: Group) -> Iterator[tuple[Participant, tuple[str, str]]]:
    for telling in group:
        yield from zip(telling.participants, telling.who, strict=True)


def _ordered(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def _across(pair: tuple[Side, Side], keys: set[str]) -> Side | None:
    """The other side of the one that is told; None if both are, or none."""
    met = [side for side in pair if side.key in keys]
    if len(met) != 1:
        return None
    return pair[1] if met[0] is pair[0] else pair[0]


def _added(group: Group, role: str, side: Side | None) -> Group:
    """The group with one participant more."""
    if side is None:
        return group
    first = group[0]
    known = side.participant
    state = known.stands_for
    one = Participant(role, known.spans, state, implied=True)
    return [
        replace(
            first,
            participants=(*first.participants, one),
            who=(*first.who, (role, side.key.upper())),
        ),
        *group[1:],
    ]
