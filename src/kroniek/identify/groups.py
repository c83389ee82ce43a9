"""Words for bodies of people that bear no name of their own: armies, governments, inhabitants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kroniek.identify.words import IdentityWords
from kroniek.ids import EntityId
from kroniek.model.text import NameType
from kroniek.packs import Demonym, PackEntity, Packs, slug

_DEFINITE = frozenset({"de", "het", "the"})
_WORDS_OF = 2
"""Words of "army of Mali" before the country."""
_ARMY_STEM, _GOVERNMENT_STEM = _STEMS = ("armed-forces", "government")


@dataclass(frozen=True)
class GroupFinder:
    """Knows whom "the Russian army", "de Oekraïense regering" and "Russians" stand for."""

    packs: Packs
    adjectives: Mapping[EntityId, str]
    """English adjective of each country, lower case with hyphens."""
    peoples: Mapping[EntityId, str]
    """English word for the inhabitants of each place, plural."""
    bodies: Mapping[tuple[str | None, str], EntityId]
    """The armed forces and the government of each country, by its code and the kind of body."""

    @classmethod
    def from_packs(cls, packs: Packs) -> Self:
        """The finder with the packs' demonyms."""
        adjectives: dict[EntityId, str] = {}
        peoples: dict[EntityId, str] = {}
        for demonym in packs.demonyms:
            if demonym.language == "en" and demonym.use == "adjective":
                adjectives.setdefault(demonym.entity, slug(demonym.form))
            if demonym.language == "en" and demonym.use == "inhabitant":
                peoples.setdefault(demonym.entity, demonym.form)
                if demonym.form.endswith("s") and not peoples[demonym.entity].endswith("s"):
                    peoples[demonym.entity] = demonym.form
        bodies: dict[tuple[str | None, str], EntityId] = {}
        for entity in packs.entities:
            if entity.type is NameType.ORGANISATION and entity.id.endswith(_STEMS):
                bodies.setdefault((entity.country, entity.kind or ""), entity.id)
        return cls(packs, adjectives, peoples, bodies)

    def inhabitants(self, form: str) -> tuple[EntityId, str] | None:
        """Id and name of the people a word stands for: ``Russen -> grp:russians``."""
        for demonym in self.packs.demonym_of.get(form.lower(), ()):
            if demonym.use == "inhabitant" and demonym.form == form:
                return self._people(demonym)
        return None

    def names(self) -> Mapping[EntityId, str]:
        """Name of each people by its id: ``grp:russians -> Russians``."""
        return {EntityId(f"grp:{slug(name)}"): name for name in self.peoples.values()}

    def _people(self, demonym: Demonym) -> tuple[EntityId, str]:
        name = self.peoples.get(demonym.entity) or self.packs.by_id[demonym.entity].name
        return EntityId(f"grp:{slug(name)}"), name

    def country_of(self, word: str) -> EntityId | None:
        """The place an adjective belongs to: ``Russische -> gpe:russia``."""
        for demonym in self.packs.demonym_of.get(word.lower(), ()):
            if demonym.use == "adjective":
                return demonym.entity
        return None

    def phrase(self, words: tuple[str, ...], lists: IdentityWords) -> EntityId | None:
        """Whom a noun phrase stands for, articles left out: an army, a government, a form."""
        while words and words[0].lower() in lists.articles:
            words = words[1:]
        if not words:
            return None
        known = self._known(" ".join(words))
        if known is not None:
            return known
        if len(words) == 1:
            people = self.inhabitants(words[0]) if not self.country_of(words[0]) else None
            return people[0] if people else None
        if len(words) > _WORDS_OF and words[1].lower() in lists.of:
            return self._of_country(words, lists)
        country = self.country_of(words[0])
        if country is None or len(words) > 3:
            return None
        last = words[-1].lower()
        if last in lists.armies:
            return self._body(country, _ARMY_STEM, "army")
        if last in lists.governments:
            return self._body(country, _GOVERNMENT_STEM, "government")
        return None

    def _of_country(self, words: tuple[str, ...], lists: IdentityWords) -> EntityId | None:
        """The body behind "army of Mali", "regering van Mali"."""
        form = " ".join(word for word in words[2:] if word.lower() not in lists.articles)
        country = next((e.id for e in self.countries(form)), None)
        head = words[0].lower()
        if country is None or head not in lists.armies | lists.governments:
            return None
        if head in lists.armies:
            return self._body(country, _ARMY_STEM, "army")
        return self._body(country, _GOVERNMENT_STEM, "government")

    def countries(self, form: str) -> tuple[PackEntity, ...]:
        """The countries that bear a name."""
        return tuple(e for e in self.packs.by_form.get(form.casefold(), ()) if e.kind == "country")

    def army_alone(
        self, words: tuple[str, ...], lists: IdentityWords, named: Iterable[EntityId]
    ) -> EntityId | None:
        """Whose "the army" is: the only armed forces among those that the article names."""
        definite = len(words) == 2 and words[0].lower() in _DEFINITE
        if not definite or words[1].lower() not in lists.lone_armies:
            return None
        armies = {one for one in named if one.endswith(_ARMY_STEM)}
        return next(iter(armies)) if len(armies) == 1 else None

    def embassy(self, words: tuple[str, ...], lists: IdentityWords) -> EntityId | None:
        """The embassy that a noun phrase names: "de Russische ambassade in Warschau"."""
        while words and words[0].lower() in lists.articles:
            words = words[1:]
        if len(words) < 4 or words[1].lower() not in lists.embassies or words[2].lower() != "in":
            return None
        country = self.country_of(words[0])
        if country is None or not all(word[0].isupper() for word in words[3:]):
            return None
        adjective = self.adjectives.get(country, slug(self.packs.by_id[country].name))
        places = self.packs.by_form.get(" ".join(words[3:]).casefold(), ())
        seat = max(places, key=lambda p: p.population, default=None)
        place = slug(seat.name if seat else " ".join(words[3:]))
        return EntityId(f"org:{adjective}-embassy-in-{place}")

    def _known(self, form: str) -> EntityId | None:
        """The one organisation that bears the form."""
        found = self.packs.by_form.get(form.casefold(), ())
        organisations = [e.id for e in found if e.type is NameType.ORGANISATION and " " in form]
        return organisations[0] if len(organisations) == 1 else None

    def _body(self, country: EntityId, stem: str, kind: str) -> EntityId:
        """The army or government of a country: the pack's own, or an id made of its adjective."""
        code = self.packs.by_id[country].country
        adjective = self.adjectives.get(country, slug(self.packs.by_id[country].name))
        made = EntityId(f"org:{adjective}-{stem}")
        if made in self.packs.by_id:
            return made
        return self.bodies.get((code, kind)) or made
