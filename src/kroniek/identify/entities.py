"""Who or what every name, speaker, participant and place of the articles stands for.

`IdentityFinder` writes one row for each span; `EntityTable` one record for each entity that a row
refers to. Rather two entities too many than one false merge: a full name is one person in all
articles, a surname counts within its article, a place that the text does not settle stays open.

The outlet and author that a page names in its metadata only have no span, so no row; their id is
`packs.named_entity_id`, a pure function of name and type, and `EntityTable` lists them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kroniek.identify.forms import Found, Reader, is_surname_only
from kroniek.identify.groups import GroupFinder
from kroniek.identify.ministries import MinistryResolver
from kroniek.identify.people import KnownPeople, Roll
from kroniek.identify.resolve import STAFF, Resolver
from kroniek.identify.ruled import decided, places_decided
from kroniek.identify.spellings import same_place_name, skeletons
from kroniek.ids import EntityId
from kroniek.model.article import Named
from kroniek.model.chronicle import Entity, Identity
from kroniek.model.doc import (
    ENTITIES,
    EVENTS,
    IDENTITIES,
    NAMES,
    RULINGS,
    SENTENCES,
    STATEMENTS,
    TOKENS,
    Collection,
    Doc,
    Layer,
)
from kroniek.model.text import PLACES, NameType
from kroniek.packs import PackEntity, Packs, named_entity_id

_ARTICLES = frozenset({"de", "het", "the", "a", "an", "een"})
_TYPE_OF_PREFIX = {
    "per": NameType.PERSON,
    "org": NameType.ORGANISATION,
    "gpe": NameType.POLITY,
    "loc": NameType.LOCATION,
    "grp": NameType.MISCELLANEOUS,
    "misc": NameType.MISCELLANEOUS,
}


def credits_of(doc: Doc) -> Iterator[tuple[Named, NameType]]:
    """The outlet and author that the page gives, with the type of each."""
    if doc.article.outlet:
        yield doc.article.outlet, NameType.ORGANISATION
    if doc.article.author:
        yield doc.article.author, NameType.PERSON


@dataclass(frozen=True, slots=True)
class IdentityFinder:
    """Writes a row for every name, and for the spans of statements and events that name someone."""

    packs: Packs
    groups: GroupFinder
    people: KnownPeople
    ministries: MinistryResolver
    name: str = "identities"
    reads: tuple[Layer[Any], ...] = (TOKENS, SENTENCES, NAMES, STATEMENTS, EVENTS, RULINGS)
    writes: Layer[Identity] = IDENTITIES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The finder with the packs' names."""
        groups = GroupFinder.from_packs(packs)
        return cls(packs, groups, KnownPeople(packs), MinistryResolver.from_packs(packs, groups))

    def gather(self, collection: Collection) -> Iterator[Identity]:
        """Rows in order of article, then of span, with what people decided carried out."""
        yield from decided(list(self._rows(collection)), collection[RULINGS], self.packs)

    def _rows(self, collection: Collection) -> Iterator[Identity]:
        """Rows as the program sees it."""
        reader = Reader(self.packs)
        read = [(doc, reader.names(doc)) for doc in collection.docs]
        settled = self._settled(names for _, names in read)
        read = [
            (doc, [n._replace(type=settled.get((n.key, n.nominal), n.type)) for n in names])
            for doc, names in read
        ]
        roll = Roll(self._full_names(names for _, names in read))
        spelled = self._places(names for _, names in read)
        for doc, names in read:
            resolver = Resolver(
                self.packs, self.groups, self.people, roll, reader, self.ministries, spelled
            )
            rows = resolver.resolve(doc, names)
            for span in sorted(rows):
                row = rows[span]
                yield Identity(doc.article.id, span, row.entity, row.candidates, row.because)

    def _settled(self, articles: Iterable[list[Found]]) -> dict[tuple[str, bool], NameType]:
        """The type most often given to each name that no pack knows, where it was given several.

        One organisation that was once taken for a person is not two things.
        """
        counted: defaultdict[str, Counter[NameType]] = defaultdict(Counter)
        for names in articles:
            for name in names:
                if not name.nominal and name.key not in self.packs.by_form:
                    counted[name.key][name.type] += 1
        return {
            (key, False): min(types, key=lambda kind: (-types[kind], kind))
            for key, types in counted.items()
            if len(types) > 1
        }

    def _places(self, articles: Iterable[list[Found]]) -> dict[str, str]:
        """The most used spelling of each place that no pack knows, by every other spelling."""
        counted: Counter[str] = Counter()
        for names in articles:
            for name in names:
                if name.type in PLACES and name.key not in self.packs.by_form:
                    counted[name.form] += 1
        found: dict[str, str] = {}
        by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(counted, key=lambda form: (-counted[form], form)):
            sounds = skeletons(form.split()[-1])
            rivals = dict.fromkeys(known for sound in sounds for known in by_sound[sound][:50])
            same = next((known for known in rivals if same_place_name(known, form)), None)
            if same is not None:
                found[form] = same
            else:
                for sound in sounds:
                    by_sound[sound].append(form)
        return found

    def _full_names(self, articles: Iterable[list[Found]]) -> Counter[str]:
        """How often each full name of a person is used that no pack knows."""
        counted: Counter[str] = Counter()
        for names in articles:
            for name in names:
                unknown = name.key not in self.packs.by_form and not is_surname_only(name.form)
                if name.type is NameType.PERSON and not name.nominal and unknown:
                    counted[name.form] += 1
        return Counter({n: k for n, k in counted.items() if not self.people.by_spelling(n)})


@dataclass(frozen=True, slots=True)
class EntityTable:
    """Writes a record for every entity that a row refers to, and for outlets and authors."""

    packs: Packs
    groups: GroupFinder
    name: str = "entities"
    reads: tuple[Layer[Any], ...] = (NAMES, EVENTS, IDENTITIES, RULINGS)
    writes: Layer[Entity] = ENTITIES

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The table with the packs' facts."""
        return cls(packs, GroupFinder.from_packs(packs))

    def gather(self, collection: Collection) -> Iterator[Entity]:
        """Records in order of id."""
        forms, types = self._seen(collection)
        peoples = self.groups.names()
        for people in forms.keys() & peoples.keys():
            forms[people][peoples[people]] += sum(forms[people].values()) + 1
        for entity in sorted(forms):
            known = self.packs.by_id.get(entity)
            if known is not None:
                yield _from_pack(known)
            else:
                yield self._made(entity, forms[entity], types[entity])

    def _seen(
        self, collection: Collection
    ) -> tuple[Mapping[EntityId, Counter[str]], Mapping[EntityId, Counter[NameType]]]:
        """Forms and types that each entity has in the articles."""
        forms: defaultdict[EntityId, Counter[str]] = defaultdict(Counter)
        types: defaultdict[EntityId, Counter[NameType]] = defaultdict(Counter)
        docs = {doc.article.id: doc for doc in collection.docs}
        named = {
            article: {m.span: m.type for m in doc[NAMES] if not m.nominal}
            for article, doc in docs.items()
        }
        for row in collection[IDENTITIES]:
            for entity in (row.entity, *row.candidates):
                if entity is not None:
                    forms[entity].update(())
            kind = named[row.article].get(row.span)
            if row.entity is not None and row.because == STAFF:
                told = row.span.of(docs[row.article].text).split()
                forms[row.entity][" ".join(told[told[0].lower() in _ARTICLES :])] += 1
            elif row.entity is not None and kind is not None:
                words = row.span.of(docs[row.article].text)
                forms[row.entity][" ".join(words.split())] += 1
                types[row.entity][kind] += 1
        for entity in places_decided(collection[RULINGS]):
            forms[entity].update(())
        for doc in collection.docs:
            for entity in self._adjectives(doc):
                forms[entity].update(())
            for credit, kind in credits_of(doc):
                entity = named_entity_id(self.packs, credit.name, kind)
                forms[entity][credit.name] += 1
                types[entity][kind] += 1
        return forms, types

    def _adjectives(self, doc: Doc) -> Iterator[EntityId]:
        """Places whose adjectives tell who takes part in events ("Irish troops"), for link."""
        for event in doc[EVENTS]:
            for participant in event.participants:
                if participant.stands_for is not None:
                    yield participant.stands_for
                for span in participant.spans:
                    for word in span.of(doc.text).lower().split():
                        for demonym in self.packs.demonym_of.get(word.strip(".,"), ()):
                            yield demonym.entity

    def _made(self, entity: EntityId, forms: Counter[str], types: Counter[NameType]) -> Entity:
        """A record of what no pack knows: its most used form is its name."""
        ordered = sorted(forms, key=lambda form: (-forms[form], -len(form), form))
        if entity.startswith("per:"):
            ordered.sort(key=lambda form: (is_surname_only(form), -forms[form], form))
        prefix, _, rest = entity.partition(":")
        fallback = rest.replace("-", " ").capitalize()
        kind = _TYPE_OF_PREFIX[prefix]
        if prefix == "loc" and types:
            kind = min(types, key=lambda k: (-types[k], k))
        if "-ministry-of-" in rest:
            # "Buitenlandse Zaken" alone would not tell one country's from another's.
            ordered.insert(0, rest.replace("-", " ").title().replace(" Of ", " of "))
        name = ordered[0] if ordered else fallback
        return Entity(entity, kind, name, tuple(ordered[1:]))


def _from_pack(known: PackEntity) -> Entity:
    return Entity(
        known.id,
        known.type,
        known.name,
        known.aliases,
        known.geonameid,
        known.lat,
        known.lon,
        known.radius_km,
        known.country,
        known.kind if known.type not in {NameType.ORGANISATION, NameType.PERSON} else None,
        known.pack,
    )
