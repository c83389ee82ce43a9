"""Decides whom the persons' names of one article, and its descriptions of persons, stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.identify.forms import Found, Reader, words_of_form
from kroniek.identify.groups import GroupFinder
from kroniek.identify.people import (
    KnownPeople,
    Roll,
    given_fits,
    in_article,
    lone_surname_id,
    surname_fits,
)
from kroniek.ids import ArticleId, EntityId
from kroniek.model.doc import Doc
from kroniek.model.text import NameType
from kroniek.packs import PackEntity, Packs
from kroniek.spans import Span


class Row(NamedTuple):
    """What a span stands for; None with candidates when that is open."""

    entity: EntityId | None
    candidates: tuple[EntityId, ...]
    because: str


class Holder(NamedTuple):
    """A person named before, with the words of the role given there and the role's country."""

    row: Row
    words: frozenset[str]
    country: str | None
    role: str


@dataclass(frozen=True, slots=True)
class PersonResolver:
    """Reads an article's persons from left to right, full names first."""

    packs: Packs
    groups: GroupFinder
    people: KnownPeople
    roll: Roll
    reader: Reader

    def resolve(self, doc: Doc, names: Sequence[Found]) -> Iterator[tuple[Span, Row]]:
        """A row for each name and description, in text order."""
        full = in_article(name for name in names if not name.nominal)
        known = {form: self._full(form) for form in dict.fromkeys(full.values())}
        before: list[str] = []
        holders: list[Holder] = []
        for name in names:
            if name.nominal:
                yield name.span, self._described(name, holders)
                continue
            if name.form in full:
                before.append(full[name.form])
                row = known[full[name.form]]
            else:
                row = self._surname(name, before, known, doc.article.id)
            if name.role:
                holders.append(self._holder(row, name.role))
            yield name.span, row

    def _full(self, form: str) -> Row:
        """Who bears a full name."""
        found = self.reader.candidates(form, NameType.PERSON) or self.people.by_spelling(form)
        if len(found) == 1:
            return Row(found[0].id, (), f"known by this name in the pack {found[0].pack}")
        if found:
            return Row(None, tuple(e.id for e in found), "several persons of this name are known")
        return Row(self.roll.entity(form), (), "the full name")

    def _surname(
        self, name: Found, before: Sequence[str], known: dict[str, Row], article: ArticleId
    ) -> Row:
        """Who a surname or a given name alone stands for."""
        fitting = [form for form in known if surname_fits(name.form, form)]
        own = self.reader.candidates(name.form, NameType.PERSON)
        if not fitting and not own:
            fitting = [form for form in known if given_fits(name.form, form)]
        entities = {known[form].entity for form in fitting}
        if len(entities) == 1:
            entity, candidates, _ = known[fitting[0]]
            return Row(entity, candidates, f"short for {fitting[0]}")
        if entities:
            famous = [entity.id for entity in own if entity.id in entities]
            if len(famous) == 1:
                return Row(famous[0], (), "best known by this name among those in the article")
            nearest = next((form for form in reversed(before) if form in fitting), None)
            if nearest:
                return Row(known[nearest].entity, (), f"short for {nearest}, the last named")
            ids = tuple(sorted(entity for entity in entities if entity))
            return Row(None, ids, "several persons of this name in the article")
        return self._stranger(name, own, article)

    def _stranger(self, name: Found, own: Sequence[PackEntity], article: ArticleId) -> Row:
        """Who a surname stands for that no full name in the article explains."""
        found = own or self.people.by_spelling(name.form)
        if len(found) == 1:
            return Row(found[0].id, (), "best known by this name")
        if found:
            return Row(None, tuple(e.id for e in found), "several persons of this name are known")
        bearers = self.roll.bearers(name.form)
        if len(bearers) == 1 and len(name.form) > 3:
            return Row(bearers[0], (), "the only person of this name in the collection")
        made = lone_surname_id(name.form, article)
        return Row(made, tuple(bearers), "a name of this article only")

    def _country(self, words: Sequence[str]) -> str | None:
        """Code of the country whose adjective is among the words."""
        for word in words:
            place = self.groups.country_of(word)
            if place is not None:
                return self.packs.by_id[place].country
        return None

    def _holder(self, row: Row, role: str) -> Holder:
        words = words_of_form(role)
        country = self._country(words)
        known = self.packs.by_id.get(row.entity) if row.entity else None
        if country is None and known:
            country = known.country
        return Holder(row, frozenset(word.casefold().strip(",") for word in words), country, role)

    def _described(self, name: Found, holders: Sequence[Holder]) -> Row:
        """Whom "the Russian president" takes up: the last one named with that role and country."""
        words = words_of_form(name.form)
        head = words[-1].casefold() if words else ""
        country = self._country(words)
        for holder in reversed(holders):
            if head in holder.words and country in (None, holder.country):
                entity, candidates, _ = holder.row
                return Row(entity, candidates, f"named before as {holder.role}")
        return Row(None, (), "a description that names nobody")
