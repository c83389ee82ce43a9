"""Decides which country's ministry each name of one means, in one article."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from kroniek.identify.forms import Found
from kroniek.identify.groups import GroupFinder
from kroniek.identify.offices import Offices
from kroniek.identify.persons import Row
from kroniek.ids import EntityId
from kroniek.model.doc import TOKENS, Doc
from kroniek.packs import Packs
from kroniek.spans import Span

_ADJECTIVE, _PLACE = 0.5, 1.0
_LEAST, _MARGIN = 2.0, 2.0
"""How much, and how many times more than of the next, an article must speak of a country that is
meant unsaid: a foreign drone's adjective does not make the ministry a foreign one."""


class _Told(NamedTuple):
    """A name of a ministry, with the country that the text gives it."""

    span: Span
    department: str
    country: EntityId | None


@dataclass(frozen=True, slots=True)
class MinistryResolver:
    """Gives each ministry to the country that the text says; without one it may stay open."""

    packs: Packs
    offices: Offices

    @classmethod
    def from_packs(cls, packs: Packs, groups: GroupFinder) -> Self:
        """The resolver with the packs' ministries."""
        return cls(packs, Offices(packs, groups))

    def rows(self, doc: Doc, names: Sequence[Found], places: Iterable[Row]) -> dict[Span, Row]:
        """A row for each of the names that is a ministry's."""
        told = [found for name in names if (found := self._told(name, doc)) is not None]
        if not told:
            return {}
        countries: defaultdict[str, set[EntityId]] = defaultdict(set)
        for one in told:
            if one.country:
                countries[one.department].add(one.country)
        subject = self._subject(doc, places)
        return {one.span: self._row(one, countries[one.department], subject) for one in told}

    def _told(self, name: Found, doc: Doc) -> _Told | None:
        """The name as a ministry; None if it is none, or a body of one country only."""
        department, own = self.offices.department(name.form)
        if department is None:
            return None
        country = own or self.offices.told(name, doc)
        if country is None and "department" in name.key and name.key in self.packs.by_form:
            return None  # "Justice Department" is what only one country calls it
        return _Told(name.span, department, country)

    def _row(self, one: _Told, countries: set[EntityId], subject: EntityId | None) -> Row:
        """The ministry of the country beside it, else of the one country it can be."""
        if one.country:
            entity = self.offices.ministry(one.country, one.department)
            return Row(entity, (), "the name with its country")
        if len(countries) > 1:
            entities = sorted(self.offices.ministry(c, one.department) for c in countries)
            return Row(
                None, tuple(entities), "the article names this ministry of several countries"
            )
        country = next(iter(countries), subject)
        if country is None:
            known = self.offices.anywhere(one.department)
            return Row(None, known, "the text does not say of which country")
        entity = self.offices.ministry(country, one.department)
        return Row(entity, (), "the one of the country the article speaks of")

    def _subject(self, doc: Doc, places: Iterable[Row]) -> EntityId | None:
        """The country that the article speaks of far more than of any other."""
        weights: defaultdict[str, float] = defaultdict(float)
        by_id, demonyms = self.packs.by_id, self.packs.demonym_of
        for token in doc[TOKENS]:
            if token.lower in demonyms and token.text[:1].isupper():
                weights[by_id[demonyms[token.lower][0].entity].country or ""] += _ADJECTIVE
        for row in places:
            known = by_id.get(row.entity) if row.entity else None
            if known is not None:
                weights[known.country or ""] += _PLACE
        weights.pop("", None)
        ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked or ranked[0][1] < _LEAST:
            return None
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return None
        return self.offices.of_code(ranked[0][0])
