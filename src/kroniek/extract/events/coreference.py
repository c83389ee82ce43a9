"""Tellings of one happening in one article, brought together.

A text comes back to what it told: the headline and the first paragraphs, "visited" and then "the
visit". Two tellings are one event when their types are of one family, nothing they say of who,
where and how contradicts, and something positive binds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kroniek.extract.events.hits import NOUNS
from kroniek.extract.grammar.inflection import Form
from kroniek.ids import EntityId, StatementId
from kroniek.model.text import Participant, Realis, Tense
from kroniek.spans import Span

REACH = 60
"""How many earlier events of a family a telling is compared with: time stays linear."""


_STATES = frozenset({"posture", "occupation", "annexation", "sanction", "negotiation", "agreement"})
"""Families of what lasts: the same word again means the same, unless something contradicts."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger with what its sentence says. Keys are upper case for names."""

    triggers: tuple[Span, ...]
    sentence: Span
    number: int
    """Of the sentence, from 0."""
    type: str
    family: str
    lemma: str
    form: Form
    definite: bool
    headline: bool
    participants: tuple[Participant, ...]
    who: tuple[tuple[str, str], ...]
    """Role and key, one for each participant."""
    places: tuple[Span, ...]
    where: tuple[str, ...]
    times: tuple[Span, ...]
    when: tuple[tuple[str, str], ...]
    """Kind and arguments of the date, as read."""
    tense: Tense
    realis: Realis
    statement: StatementId | None
    clause: int = 0
    """In the sentence."""
    paragraph: int = 0
    towns: tuple[Span, ...] = ()
    """Of the places those that are towns or countries."""
    names_place: bool = False
    """Whether its sentence names any place."""
    loose: bool = False
    """A noun without a verb that says whether it happened: others of its group say so."""

    @property
    def place_in_text(self) -> tuple[int, int]:
        """Sentence and clause."""
        return self.number, self.clause


@dataclass(slots=True)
class Group:
    """Tellings of one happening, in text order."""

    tellings: list[Telling]
    who: dict[str, set[str]] = field(default_factory=dict)
    where: set[str] = field(default_factory=set)
    when: dict[str, set[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    realis: Realis | None = None
    """As first told; None as long as only headlines without a verb told it."""

    def add(self, telling: Telling) -> None:
        """Take in one more telling."""
        self.tellings.append(telling)
        if self.realis is None and not telling.loose:
            self.realis = telling.realis
        self.lemmas.add(telling.lemma)
        for role, key in telling.who:
            if key.isupper():
                self.who.setdefault(role, set()).add(key)
                self.names.add(key)
        self.where.update(telling.where)
        self.names.update(telling.where)
        for kind, arguments in telling.when:
            self.when.setdefault(kind, set()).add(arguments)


_UTTERED = frozenset({"announcement", "statement", "publication"})
"""Families of what one says: said again by the same it is another one."""
_MANY = frozenset({"participant", "party", "side"})
"""Roles that several may take: another name in them contradicts nothing."""


def _contradict(group: Group, telling: Telling) -> bool:
    """Whether the two name others in the same role, other places or other times."""
    for role, key in telling.who:
        known = group.who.get(role) if key.isupper() and role not in _MANY else None
        if known and key not in known:
            return True
    if telling.where and group.where and group.where.isdisjoint(telling.where):
        return True
    return any(
        kind in group.when and arguments not in group.when[kind] for kind, arguments in telling.when
    )


def _bound(group: Group, telling: Telling) -> bool:
    """Whether something says that the two are one."""
    last = group.tellings[-1]
    near = telling.number - last.number <= 3
    shared = len(group.names.intersection((*(key for _, key in telling.who), *telling.where)))
    again = telling.lemma in group.lemmas
    if telling.form in NOUNS and telling.definite:
        return near or shared > 0 or (telling.family in _STATES and again)
    if telling.place_in_text == last.place_in_text and NOUNS & {telling.form, last.form}:
        return True  # "signed … an agreement"
    if telling.family in _UTTERED and not last.headline:
        return False
    if last.headline:
        return shared > 0
    if telling.family in _STATES - {"agreement"} and again:
        return True
    if shared and (telling.definite or last.form in NOUNS or again):
        return True
    return shared >= 2


def _as_real(group: Group, telling: Telling) -> bool:
    """Whether the two agree on whether it happened; "the attack" takes it from what was told."""
    if group.realis is None or group.realis is telling.realis:
        return True
    if telling.loose:
        # "The visit is a courtesy" takes for granted that it came or is to come.
        return telling.headline or group.realis in _CERTAIN
    anaphor = telling.definite and telling.form in NOUNS and telling.realis in _OPEN
    return anaphor and group.realis is Realis.ACTUAL


_CERTAIN = frozenset({Realis.ACTUAL, Realis.PLANNED})
_OPEN = frozenset({Realis.PLANNED, Realis.HYPOTHETICAL})


def gather(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Groups of tellings in the order of their first triggers."""
    groups: list[Group] = []
    by_family: dict[str, list[Group]] = {}
    for telling in tellings:
        rivals = by_family.setdefault(telling.family, [])
        home = next(
            (
                group
                for group in reversed(rivals[-REACH:])
                if _as_real(group, telling)
                and not _contradict(group, telling)
                and _bound(group, telling)
            ),
            None,
        )
        if home is None:
            home = Group([])
            groups.append(home)
            rivals.append(home)
        home.add(telling)
    return [group.tellings for group in groups]


def merged_participants(tellings: Iterable[Telling]) -> tuple[Participant, ...]:
    """Participants of all tellings; one named twice in a role is kept once, with all its spans."""
    found: dict[tuple[str, str], dict[Span, None]] = {}
    states: dict[tuple[str, str], EntityId] = {}
    named: set[tuple[str, str]] = set()
    for telling in tellings:
        for participant, key in zip(telling.participants, telling.who, strict=True):
            found.setdefault(key, {}).update(dict.fromkeys(participant.spans))
            if participant.stands_for is not None:
                states.setdefault(key, participant.stands_for)
            if not participant.implied:
                named.add(key)
    return tuple(
        Participant(key[0], tuple(spans), states.get(key), implied=key not in named)
        for key, spans in found.items()
    )
