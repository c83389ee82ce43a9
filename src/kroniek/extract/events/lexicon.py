"""Words that tell an event: the lexicon of ``{language}/events.toml``, looked up by form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from kroniek.extract.grammar.inflection import (
    Form,
    Inflected,
    dutch_verb,
    english_verb,
    irregular,
    noun_forms,
)
from kroniek.packs import lexicon


class Conditions(NamedTuple):
    """What must hold for a word of two minds; empty conditions always hold."""

    near: tuple[str, ...] = ()
    """Classes of words, one of which stands in the sentence."""
    words_near: frozenset[str] = frozenset()
    words_next: frozenset[str] = frozenset()
    words_prev: frozenset[str] = frozenset()
    topic: str = ""
    subject_named: bool = False
    subject_person: bool = False
    subject: tuple[str, ...] = ()
    """Classes of words, one of which does it; ``place`` is any place by name."""
    object: tuple[str, ...] = ()
    """Classes of words, one of which is the object; the name of a place will do as well."""
    object_person: bool = False
    named: bool = False
    """Somebody or something named takes part."""
    plural: bool = False
    counted: bool = False
    """A number stands in its phrase or, of a verb, in its subject; or people "fell"."""
    place: bool = False
    """The clause names a place."""
    main: bool = False
    """Somebody named does it, as the main verb, and not before what is told."""


class Reading(NamedTuple):
    """One way to read a written form: it tells an event of `type`, empty if it tells none."""

    type: str
    lemma: str
    form: Form
    inverse: bool
    """Whether the subject takes the role of the object; of a noun: whether itself does."""
    conditions: Conditions | None
    order: int
    """Of readings that hold, the lowest is taken."""
    object_role: str = ""
    """Role of the object where it is not the type's."""


class Split(NamedTuple):
    """The rest of a verb of several words: ``("in",)`` for "nam … in"."""

    words: tuple[str, ...]
    reading: Reading
    close: bool = False
    """Whether nothing may stand between: "called on" but not "called her on Friday"."""


class Known(NamedTuple):
    """What the lexicon knows of a word."""

    readings: tuple[Reading, ...]
    splits: tuple[Split, ...]
    phrases: tuple[Split, ...]
    classes: tuple[str, ...]
    seconds: frozenset[str] = frozenset()
    """Second words of the phrases."""
    firsts: frozenset[str] = frozenset()
    """First words of what splits off; one of them must stand behind the verb."""
    lasts: frozenset[str] = frozenset()
    """Last words of what splits off; one of them must stand before the verb."""


UNKNOWN = Known((), (), (), ())
_MEMO = 50_000
_HEAD = 4
"""Letters a noun needs at least to be looked for at the end of a compound."""


@dataclass(frozen=True)
class EventLexicon:
    """Triggers of one language. `know` answers what a lower-case word can be."""

    language: str
    singles: Mapping[str, tuple[Reading, ...]]
    splits: Mapping[str, tuple[Split, ...]]
    phrases: Mapping[str, tuple[Split, ...]]
    heads: Mapping[str, tuple[Reading, ...]]
    """Nouns with which compounds end."""
    classes: Mapping[str, tuple[str, ...]]
    no_compounds: tuple[str, ...]
    roles: Mapping[str, Mapping[str, str]]
    states: Mapping[str, frozenset[str]]
    """Roles of each type in which a capital stands for its country."""
    attributive: frozenset[str]
    purpose: frozenset[str]
    compound_heads: frozenset[str]
    """English nouns behind which a noun only tells their kind: "launch customer"."""
    memo: dict[str, Known] = field(default_factory=dict, compare=False, repr=False)

    def know(self, lower: str) -> Known:
        """What a word in lower case can be; remembered in `memo`, for most words come again."""
        known = self.memo.get(lower)
        if known is None:
            known = self._look_up(lower)
            if len(self.memo) < _MEMO:
                self.memo[lower] = known
        return known

    def _look_up(self, lower: str) -> Known:
        word = lower[:-2] if lower.endswith(("'s", "’s")) else lower
        readings = self.singles.get(word, ())
        classes = self.classes.get(word, ())
        if self.language == "nl" or "-" in word:
            readings = readings or self._compound(word)
            classes = classes or self._compound_class(word)
        splits, phrases = self.splits.get(word, ()), self.phrases.get(word, ())
        if not (readings or splits or phrases or classes):
            return UNKNOWN
        return Known(
            readings,
            splits,
            phrases,
            classes,
            frozenset(split.words[0] for split in phrases),
            frozenset(split.words[0] for split in splits),
            frozenset(split.words[-1] for split in splits),
        )

    def _compound(self, word: str) -> tuple[Reading, ...]:
        if len(word) < _HEAD + 3 or len(word) > 60 or word.endswith(self.no_compounds):
            return ()
        for cut in range(2, len(word) - _HEAD + 1):
            readings = self.heads.get(word[cut:])
            if readings is not None:
                return readings
        return ()

    def _compound_class(self, word: str) -> tuple[str, ...]:
        if len(word) > 60:
            return ()
        for cut in range(3, len(word) - _HEAD + 1):
            classes = self.classes.get(word[cut:])
            if classes is not None:
                return classes
        return ()


@dataclass(slots=True)
class _Builder:
    """Gathers the forms while the lexicon is read."""

    language: str
    singles: defaultdict[str, list[Reading]]
    splits: defaultdict[str, list[Split]]
    phrases: defaultdict[str, list[Split]]
    heads: defaultdict[str, list[Reading]]
    order: int = 0
    object_role: str = ""

    def entries(self, kind: str, table: Mapping[str, Any], conditions: Conditions | None) -> None:
        """Add the verbs, nouns and phrases of one table of the lexicon."""
        self.order += 1
        self.object_role = table.get("object_role", "")
        inverses = table.get("inverse", "")
        undergone = set(inverses.split()) if isinstance(inverses, str) else set()
        for key, inverse in (("verbs", bool(table.get("inverse") is True)), ("inverse", True)):
            entries = table.get(key, "")
            for entry in entries.split() if isinstance(entries, str) else ():
                if key == "inverse" or entry not in undergone:
                    self._verb(entry, kind, inverse, conditions)
        for entry in table.get("nouns", "").split():
            self._noun(entry, kind, conditions)
        for entry in table.get("people", "").split():
            self._noun(entry, kind, conditions, people=True)
        for entry in table.get("phrases", "").split():
            reading = self._reading(kind, entry, Form.PHRASE, conditions)
            self._phrase(tuple(entry.split("_")), reading)

    def _reading(
        self,
        kind: str,
        lemma: str,
        form: Form,
        conditions: Conditions | None = None,
        *,
        inverse: bool = False,
    ) -> Reading:
        return Reading(kind, lemma, form, inverse, conditions, self.order, self.object_role)

    def _phrase(self, words: tuple[str, ...], reading: Reading) -> None:
        if len(words) == 1:
            self.singles[words[0]].append(reading)
        else:
            self.phrases[words[0]].append(Split(words[1:], reading))

    def _noun(
        self, entry: str, kind: str, conditions: Conditions | None, *, people: bool = False
    ) -> None:
        for written, form in noun_forms(entry, self.language):
            words = tuple(written.split("_"))
            reading = self._reading(kind, entry.partition("+")[0].rstrip("!"), form, conditions)
            reading = reading._replace(inverse=people)
            self._phrase(words, reading)
            if len(words) == 1 and not people and not entry.endswith("!") and len(written) >= _HEAD:
                self.heads[written].append(reading)

    def _verb(self, entry: str, kind: str, inverse: bool, needs: Conditions | None) -> None:  # noqa: FBT001
        close = False
        if self.language == "nl":
            particle, _, base = entry.rpartition("|")
            rest = tuple(particle.split("_")) if particle else ()
            forms: Iterable[Inflected] = dutch_verb(base)
        else:
            base, _, particle = entry.partition("|")
            rest = tuple(particle.split("_")) if particle else ()
            base, *more = base.split("_")
            close, rest = bool(more), (*more, *rest)
            forms = english_verb(base)
        skip = irregular(self.language).skip
        for written, form in forms:
            if written in skip:
                continue
            reading = self._reading(kind, entry, form, needs, inverse=inverse)
            self._verb_form(written, rest, reading, close=close)

    def _verb_form(
        self, written: str, rest: tuple[str, ...], reading: Reading, *, close: bool
    ) -> None:
        if not rest:
            self.singles[written].append(reading)
            return
        if self.language == "nl" and len(rest) == 1:
            self.singles[rest[0] + written].append(reading)
            if reading.form is Form.INFINITIVE:
                self.phrases[rest[0]].append(Split(("te", written), reading))
        self.splits[written].append(Split(rest, reading, close))


def _conditions(table: Mapping[str, Any]) -> Conditions:
    return Conditions(
        near=tuple(table.get("near", ())),
        words_near=frozenset(table.get("words_near", ())),
        words_next=frozenset((*table.get("next", ()), *table.get("words_next", ()))),
        words_prev=frozenset(table.get("words_prev", ())),
        topic=table.get("topic", ""),
        subject_named=table.get("subject_named", False),
        subject_person=table.get("subject_person", False),
        subject=tuple(table.get("subject", ())),
        object=tuple(table.get("object", ())),
        object_person=table.get("object_person", False),
        named=table.get("named", False),
        plural=table.get("plural", False),
        counted=table.get("counted", False),
        place=table.get("place", False),
        main=table.get("main", False),
    )


def _tables(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Conditions | None]]:
    """Words with conditions first: a reading without any is what remains."""
    for table in data["ambiguous"]:
        yield table["type"], table, _conditions(table)
    for kind, table in data["types"].items():
        yield kind, table, None


def _frozen(found: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {word: tuple(dict.fromkeys(items)) for word, items in found.items()}


@cache
def event_lexicon(language: str) -> EventLexicon:
    """The lexicon of ``nl`` or ``en``, its forms made once."""
    data = lexicon(f"{language}/events.toml")
    builder = _Builder(
        language, defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    )
    for kind, table, conditions in _tables(data):
        builder.entries(kind, table, conditions)
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for name, members in data["classes"].items():
        for word in members.split():
            classes[word].append(name)
    return EventLexicon(
        language=language,
        singles=_frozen(builder.singles),
        splits=_frozen(builder.splits),
        phrases=_frozen(builder.phrases),
        heads=_frozen(builder.heads),
        classes=_frozen(classes),
        no_compounds=tuple(
            word
            for table in data["types"].values()
            for word in table.get("no_compounds", "").split()
        ),
        roles=lexicon("event_roles.toml")["types"],
        states={k: frozenset(v) for k, v in lexicon("event_roles.toml")["states"].items()},
        attributive=frozenset(lexicon("event_roles.toml")["attributive"]),
        purpose=frozenset(lexicon("event_roles.toml")["purpose"]),
        compound_heads=frozenset(data["compounds"]["heads"].split()),
    )
