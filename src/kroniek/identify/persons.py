"""Decides whom the persons' names of one article, and its descriptions of persons, stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.identify.forms import Found, Reader, words_of_form
from kroniek.identify.groups import GroupFinder
from kroniek.identify.people import (
    KnownPeople,
    Roll,
    ShortNames,
    in_article,
    lone_surname_id,
)
from kroniek.ids import ArticleId, EntityId
from kroniek.model.doc import Doc
from kroniek.model.text import NameType
from kroniek.packs import Packs
from kroniek.spans import Span


class Row(NamedTuple):
    """What a span stands for; None with candidates when that is open."""

    entity: EntityId | None
    candidates: tuple[EntityId, ...]
    because: str


class Holder(NamedTuple):
    """A person named before, and the words of the role given there."""

    row: Row
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
        short = ShortNames(known)
        before: dict[str, int] = {}
        holders: dict[tuple[str, str | None], Holder] = {}
        for k, name in enumerate(names):
            if name.nominal:
                yield name.span, self._described(name, holders)
                continue
            if name.form in full:
                before[full[name.form]] = k
                row = known[full[name.form]]
            else:
                row = self._surname(name, before, known, short) or self._stranger(
                    name, doc.article.id
                )
            if name.role:
                self._note(holders, row, name.role)
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
        self, name: Found, before: Mapping[str, int], known: dict[str, Row], short: ShortNames
    ) -> Row | None:
        """Which of the article's full names a surname or given name stands for; None for none."""
        own = self.reader.candidates(name.form, NameType.PERSON)
        fitting = short.of_surname(name.form)
        if not fitting and not own:
            fitting = short.of_given(name.form)
        entities = {known[form].entity for form in fitting}
        if len(entities) == 1:
            entity, candidates, _ = known[fitting[0]]
            return Row(entity, candidates, f"short for {fitting[0]}")
        if entities:
            famous = [entity.id for entity in own if entity.id in entities]
            if len(famous) == 1:
                return Row(famous[0], (), "best known by this name among those in the article")
            told = [form for form in fitting if form in before]
            if told:
                nearest = max(told, key=lambda form: before[form])
                return Row(known[nearest].entity, (), f"short for {nearest}, the last named")
            ids = tuple(sorted(entity for entity in entities if entity))
            return Row(None, ids, "several persons of this name in the article")
        return None

    def _stranger(self, name: Found, article: ArticleId) -> Row:
        """Who a surname stands for that no full name in the article explains."""
        own = self.reader.candidates(name.form, NameType.PERSON)
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

    def _note(self, holders: dict[tuple[str, str | None], Holder], row: Row, role: str) -> None:
        """Remember who was last named with each word of a role, with and without the country."""
        words = words_of_form(role)
        country = self._country(words)
        known = self.packs.by_id.get(row.entity) if row.entity else None
        if country is None and known:
            country = known.country
        for word in words:
            for key in (None, country):
                holders[word.casefold().strip(","), key] = Holder(row, role)

    def _described(self, name: Found, holders: Mapping[tuple[str, str | None], Holder]) -> Row:
        """Whom "the Russian president" takes up: the last one named with that role and country."""
        words = words_of_form(name.form)
        if words:
            holder = holders.get((words[-1].casefold(), self._country(words)))
            if holder is not None:
                entity, candidates, _ = holder.row
                return Row(entity, candidates, f"named before as {holder.role}")
        return Row(None, (), "a description that names nobody")
