"""The two sides of the conflict that an article tells of, and who is meant where it names nobody.

News of a war names both sides somewhere and then goes on: "a missile hit Varna", "the truce held".
Where one pair stands out among those that fight, agree or take ground from one another in the
article, the side that an event leaves out follows from the one it names or from the land it is in.
What follows points to the words where the side was named. A wrong doer is the gravest error a
chronicle can make: nothing follows where the land is contested, the act needs no army, a third
side fights too, or the sentence tells of another time or leaves open who it was.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
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

    @property
    def is_state(self) -> bool:
        """Whether it is a country, with land of its own."""
        return self.key.startswith("gpe:")


class Pair(NamedTuple):
    """The two that stand out."""

    left: Side
    right: Side
    foes: Mapping[str, frozenset[str]]
    """By key, those told to have attacked, or to be attacked by, a side."""

    def across(self, keys: Set[str]) -> Side | None:
        """The other side of the one that is told; None if both are, or none."""
        met = [side for side in (self.left, self.right) if side.key in keys]
        if len(met) != 1:
            return None
        return self.right if met[0] is self.left else self.left

    def foe(self, keys: Set[str]) -> Side | None:
        """The other side, where both are states: in a civil war land tells nothing."""
        return self.sole(keys) if self.left.is_state and self.right.is_state else None

    def sole(self, keys: Set[str]) -> Side | None:
        """The other side, where no third is told to fight the one."""
        other = self.across(keys)
        if other is None:
            return None
        own = self.left if other is self.right else self.right
        return other if self.foes.get(own.key) == frozenset({other.key}) else None


def sides_told(groups: Sequence[Group], reach: Reach, language: str) -> list[Group]:
    """The groups, with the sides that their events leave out where the article makes them plain."""
    conflict = _Conflict(reach, doer_words(language))
    pair = conflict.pair(groups)
    if pair is None:
        return list(groups)
    return [conflict.completed(group, pair) for group in groups]


class _Conflict(NamedTuple):
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

    def pair(self, groups: Sequence[Group]) -> Pair | None:
        """The pair that stands out; None if there is none, or another as much."""
        counted: Counter[tuple[str, str]] = Counter()
        named: dict[str, list[Side]] = {}
        foes: dict[str, set[str]] = {}
        for group in groups:
            if group[0].realis not in _CERTAIN:
                continue  # who might attack is nobody's foe yet
            opponents = self._opponents(group)
            for side in opponents:
                named.setdefault(side.key, []).append(side)
            met = sorted({side.key for side in opponents} | self._ground(group))
            if len(met) != 2:
                continue
            counted[met[0], met[1]] += self._weight(group, alone=len(opponents) == 1)
            if self._fight(group):
                foes.setdefault(met[0], set()).add(met[1])
                foes.setdefault(met[1], set()).add(met[0])
        best = counted.most_common(2)
        if not best or best[0][1] < _FOUGHT or (len(best) > 1 and best[0][1] == best[1][1]):
            return None
        left, right = (self._told_as(key, named.get(key, ())) for key in best[0][0])
        if left is None or right is None:
            return None
        return Pair(left, right, {key: frozenset(own) for key, own in foes.items()})

    def _weight(self, group: Group, *, alone: bool) -> int:
        """How much what two do together makes them the two of the article."""
        return _FOUGHT if alone else _WEIGHT.get(group[0].type, _FOUGHT)

    def _fight(self, group: Group) -> bool:
        """Whether it happened that one fought the other."""
        fighting = group[0].type in _OPPOSED or group[0].type == "battle"
        return fighting and group[0].realis is Realis.ACTUAL

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
        state = len(sides) == 1 and sides[0].is_state
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

    def completed(self, group: Group, pair: Pair) -> Group:
        """The group with what follows from the pair."""
        kind = group[0].type
        if self._open(group):
            return group
        if kind in _OPPOSED:
            return self._opposed(group, pair, *_OPPOSED[kind])
        if kind in _SHARED:
            return self._shared(group, pair, _SHARED[kind])
        if kind == "air_incident" and group[0].lemma in self.words.downings:
            return self._downed(group, pair)
        return group

    def _open(self, group: Group) -> bool:
        """Whether the sentences tell of another year, or leave open who it was."""
        text = self.reach.text
        times = [span for telling in group for span in telling.times]
        if any(_YEARS.search(span.of(text)) for span in times):
            return True
        told = " ".join(telling.sentence.of(text).lower() for telling in group)
        return any(words in told for words in self.words.unsettled)

    def _contested(self, group: Group) -> bool:
        """Whether a place of its sentences is held by another than its owner, or may be."""
        text, held = self.reach.text, self.words.held
        for sentence in {telling.sentence: None for telling in group}:
            if not held.isdisjoint(re.findall(r"[\w-]+", sentence.of(text).lower())):
                return True
            places = (m for m in self.reach.names_in(sentence) if m.type in PLACES)
            if any(self.reach.states.contested(m.span.of(text)) for m in places):
                return True
        spans = [span for telling in group for span in telling.places]
        return any(self.reach.states.contested(span.of(text)) for span in spans)

    def _at_war(self, group: Group) -> bool:
        """Whether it is what only armies do: taking land, blows from afar."""
        if group[0].type not in _ALSO_OF_CRIME:
            return True
        told = " ".join(telling.sentence.of(self.reach.text).lower() for telling in group)
        words = " " + re.sub(r"[^\w-]+", " ", told)
        return any(f" {word}" in words for word in self.words.warfare)

    def _downed(self, group: Group, pair: Pair) -> Group:
        """Drones of one side are shot down by the other, in the land of one of the two."""
        first = group[0]
        if self._somebody(group, "actor") or first.realis is not Realis.ACTUAL:
            return group
        states, text = self.reach.states, self.reach.text
        targets = [p.spans[-1] for p, (role, _) in _told(group) if role == "target"]
        words = [word for span in targets for word in span.of(text).lower().split()]
        owners = {state for word in words if (state := states.of_adjective(word)) is not None}
        over = self.lands(group) - owners
        placed = any(telling.places for telling in group)
        if owners:
            found = pair.foe(owners)
            outside = placed and found is not None and over != {found.key}
            return group if outside else _added(group, "actor", found)
        arms = any(self.words.is_of_state(word) for word in words)
        if not arms or self._contested(group):
            return group
        side = next((one for one in (pair.left, pair.right) if over == {one.key}), None)
        other = pair.across(over)
        foe = pair.foe({other.key}) if other is not None else None
        return _added(group, "actor", side if foe is not None else None)

    def _opposed(self, group: Group, pair: Pair, doer: str, other: str) -> Group:
        """An attack by nobody named in the land of one side is by the other."""
        if group[0].realis is not Realis.ACTUAL:
            return group  # who might do it, or did not, nobody has told
        if self._somebody(group, doer):
            doers = self.sides(group, {doer})
            lost = group[0].type == "territory_change"
            if not lost or len(doers) != 1 or self._somebody(group, other):
                return group
            states = {side.key for side in (pair.left, pair.right) if side.is_state}
            elsewhere = len(states) > 1 and not self.lands(group) <= states
            return group if elsewhere else _added(group, other, pair.sole({doers[0].key}))
        if not self._at_war(group) or self._contested(group):
            return group
        hit = {side.key for side in self.sides(group, {other})} or self.lands(group)
        found = pair.foe(hit) if len(hit) == 1 else None
        if found is not None and group[0].lemma in self.words.regained:
            found = pair.across({found.key})  # what is retaken is retaken by who owns it
        return _added(group, doer, found)

    def _shared(self, group: Group, pair: Pair, role: str) -> Group:
        """A truce, a battle, "the two sides": between the two."""
        takers = [one for one, (own, _) in _told(group) if own == role]
        several = [one for one in takers if self._both(one)]
        if (takers and not several) or len(self.sides(group, {role})) > 1:
            return group
        of_both = group[0].type == "battle" or self._truce(group)
        if not several and not of_both:
            return group
        if not several and pair.right.key not in pair.foes.get(pair.left.key, ()):
            return group  # the two are not told to fight
        lands = {side.key for side in (pair.left, pair.right) if side.is_state}
        if lands and (self.lands(group) - lands or (not several and self._abroad(group, lands))):
            return group  # fought elsewhere
        return _added(_added(group, role, pair.left), role, pair.right)

    def _abroad(self, group: Group, lands: set[str]) -> bool:
        """Whether its sentences name a place that is in neither land."""
        text, states = self.reach.text, self.reach.states
        named = (m for telling in group for m in self.reach.names_in(telling.sentence))
        places = (m.span.of(text) for m in named if m.type in PLACES)
        return any(states.land_of(place) not in lands for place in places)

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
_CERTAIN = frozenset({Realis.ACTUAL, Realis.PLANNED})
_ALSO_OF_CRIME = frozenset({"invasion_or_attack", "strike"})
"""Types that tell of single men, bombers and arsonists too."""
_YEARS = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\bago\b|geleden|(?:last|vorig) (?:year|jaar)|decade|eeuw"
)


def _told(group: Group) -> Iterator[tuple[Participant, tuple[str, str]]]:
    for telling in group:
        yield from zip(telling.participants, telling.who, strict=True)


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
