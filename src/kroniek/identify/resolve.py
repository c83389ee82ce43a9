"""Decides every span of one article: names, then the words of statements and events."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kroniek.identify.forms import Found, Reader, place_mention, words_of_form
from kroniek.identify.groups import GroupFinder
from kroniek.identify.people import (
    KnownPeople,
    Roll,
    given_fits,
    in_article,
    lone_surname_id,
    surname_fits,
)
from kroniek.identify.places import Verdict, cued, judge
from kroniek.identify.words import IdentityWords, identity_words
from kroniek.ids import ArticleId, EntityId
from kroniek.model.doc import EVENTS, STATEMENTS, TOKENS, Doc
from kroniek.model.text import PLACES, NameType
from kroniek.packs import PackEntity, Packs, content_entity_id, named_entity_id
from kroniek.spans import Span

_HOME: dict[str, dict[str, float]] = {"nl": {"NL": 0.5, "BE": 0.25}, "en": {}}
_ARTICLES = frozenset({"de", "het", "een", "the", "a", "an"})


class Row(NamedTuple):
    """What a span stands for; None with candidates when that is open."""

    entity: EntityId | None
    candidates: tuple[EntityId, ...]
    because: str


@dataclass
class Resolver:
    """Resolves one article at a time; holds nothing between articles but what it was made with."""

    packs: Packs
    groups: GroupFinder
    people: KnownPeople
    roll: Roll
    reader: Reader

    def resolve(self, doc: Doc, names: Sequence[Found]) -> dict[Span, Row]:
        """A row for each span that names something."""
        words = identity_words(doc.article.language)
        rows: dict[Span, Row] = {}
        rows.update(self._persons(doc, [n for n in names if n.type is NameType.PERSON]))
        rows.update(self._places(doc, [n for n in names if n.type in PLACES], words))
        others = (NameType.ORGANISATION, NameType.MISCELLANEOUS)
        rows.update(self._bodies(doc, [n for n in names if n.type in others]))
        rows.update(self._credits(doc, rows))
        spans = sorted(rows)
        for span, row in self._phrases(doc, rows, spans, words):
            rows.setdefault(span, row)
        return rows

    def _persons(self, doc: Doc, names: Sequence[Found]) -> Iterator[tuple[Span, Row]]:
        """Full names first; then what is left of them, from left to right."""
        named = [name for name in names if not name.nominal]
        full = in_article(named)
        known = {form: self._full(form) for form in dict.fromkeys(full.values())}
        before: list[str] = []
        for name in names:
            if name.nominal:
                yield name.span, self._nominal(name, named, full, known)
            elif name.form in full:
                before.append(full[name.form])
                yield name.span, known[full[name.form]]
            else:
                yield name.span, self._surname(name, before, known, doc.article.id)

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
        if not fitting:
            fitting = [form for form in known if given_fits(name.form, form)]
            fitting = [] if own else fitting
        entities = {known[form].entity for form in fitting}
        if len(entities) == 1:
            return Row(
                known[fitting[0]].entity, known[fitting[0]].candidates, f"short for {fitting[0]}"
            )
        if len(entities) > 1:
            famous = [e.id for e in own if e.id in entities]
            nearest = next((form for form in reversed(before) if form in fitting), None)
            if len(famous) == 1:
                return Row(famous[0], (), "best known by this name among those in the article")
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
        return Row(
            lone_surname_id(name.form, article), tuple(bearers), "a name of this article only"
        )

    def _nominal(
        self, name: Found, named: Sequence[Found], full: dict[str, str], known: dict[str, Row]
    ) -> Row:
        """Whom "the president" takes up: the last person named with that role."""
        head = words_of_form(name.form)[-1].casefold() if name.form else ""
        for other in reversed([n for n in named if n.span.start < name.span.start]):
            if other.role and head in other.role.casefold().split() and other.form in full:
                row = known[full[other.form]]
                return Row(row.entity, row.candidates, f"named before as {other.role}")
        return Row(None, (), "a description that names nobody")

    def _places(
        self, doc: Doc, names: Sequence[Found], words: IdentityWords
    ) -> Iterator[tuple[Span, Row]]:
        """Places of the article, judged together."""
        mentions = []
        last: dict[int, int] = {name.sentence: k for k, name in enumerate(names)}
        for k, name in enumerate(names):
            mention = place_mention(name, names[k - 1] if k else None, doc, words, self.reader)
            mentions.append(mention if last[name.sentence] == k else mention._replace(opens=None))
        verdicts = judge(cued(mentions), self._countries(doc))
        for name, verdict in zip(names, verdicts, strict=True):
            yield name.span, self._place_row(name, verdict)

    def _place_row(self, name: Found, verdict: Verdict) -> Row:
        """A settled place, or one of this name that is placed nowhere, with what it may be."""
        if verdict.entity is not None:
            return Row(verdict.entity.id, (), verdict.because)
        made = content_entity_id(name.form, name.type)
        if verdict.candidates or made in self.packs.by_id:
            made = EntityId(f"{made}-unplaced")
        return Row(made, tuple(place.id for place in verdict.candidates), verdict.because)

    def _countries(self, doc: Doc) -> dict[str, float]:
        """Weight of each country in the article's adjectives and inhabitants, and at home."""
        weights = defaultdict(float, _HOME.get(doc.article.language, {}))
        demonyms, by_id = self.packs.demonym_of, self.packs.by_id
        for token in doc[TOKENS]:
            if token.lower in demonyms and token.text[:1].isupper():
                country = by_id[demonyms[token.lower][0].entity].country
                if country:
                    weights[country] += 0.5
        return weights

    def _bodies(self, doc: Doc, names: Sequence[Found]) -> Iterator[tuple[Span, Row]]:
        """Organisations and other names."""
        acronyms = _acronyms(names)
        countries = self._countries(doc)
        tokens = doc[TOKENS]
        for name in names:
            people = self.groups.inhabitants(name.form)
            before = tokens[name.first - 1] if name.first else None
            adjective = self.groups.country_of(before.text) if before else None
            if people and name.type is NameType.MISCELLANEOUS:
                yield name.span, Row(people[0], (), "inhabitants")
            elif name.form in acronyms:
                yield name.span, self._body(acronyms[name.form], None, countries)
            else:
                yield name.span, self._body(name, adjective, countries)

    def _body(self, name: Found, of: EntityId | None, countries: dict[str, float]) -> Row:
        """An organisation by its name, and the country whose adjective stands before it."""
        form = name.form
        first, _, rest = form.partition(" ")
        if first.lower() in _ARTICLES and rest:
            form = rest
        found = self.reader.candidates(name.form, name.type) or self.reader.candidates(
            form, name.type
        )
        if of is not None:
            code = self.packs.by_id[of].country
            if own := [e for e in found if e.country in (code, None)]:
                found = tuple(own)
            elif found and found[0].kind in {"ministry", "parliament", "court", "agency"}:
                made = content_entity_id(f"{form} {code}", NameType.ORGANISATION)
                return Row(made, (), "the name with its country")
        if len(found) > 1:
            ranked = sorted(found, key=lambda e: (-countries.get(e.country or "", 0.0), e.id))
            first_weight, second = (countries.get(e.country or "", 0.0) for e in ranked[:2])
            if first_weight == second:
                return Row(None, tuple(e.id for e in ranked), "several of this name are known")
            return Row(ranked[0].id, (), "the one of the country the article speaks of")
        if found:
            return Row(found[0].id, (), f"known by this name in the pack {found[0].pack}")
        return Row(content_entity_id(form, name.type), (), "the name")

    def _credits(self, doc: Doc, rows: dict[Span, Row]) -> Iterator[tuple[Span, Row]]:
        """Outlet and author where the text itself shows them."""
        pairs = ((doc.article.outlet, NameType.ORGANISATION), (doc.article.author, NameType.PERSON))
        for credit, kind in pairs:
            if credit is not None and credit.span is not None and credit.span not in rows:
                entity = named_entity_id(self.packs, credit.name, kind)
                yield credit.span, Row(entity, (), "the page's own credit")

    def _phrases(
        self, doc: Doc, rows: dict[Span, Row], spans: Sequence[Span], words: IdentityWords
    ) -> Iterator[tuple[Span, Row]]:
        """Words of statements and events that name someone, or stand for a body of people."""
        for statement in doc[STATEMENTS]:
            speaker = statement.speaker
            row = self._phrase(doc, speaker, rows, spans, words) if speaker else None
            if speaker and row:
                yield speaker, row
            for span in statement.source:
                found = row or self._phrase(doc, span, rows, spans, words)
                if found:
                    yield span, found
        for event in doc[EVENTS]:
            wanted = [span for p in event.participants for span in p.spans]
            for span in (*wanted, *event.places):
                found = self._phrase(doc, span, rows, spans, words)
                if found:
                    yield span, found

    def _phrase(
        self,
        doc: Doc,
        span: Span,
        rows: dict[Span, Row],
        spans: Sequence[Span],
        words: IdentityWords,
    ) -> Row | None:
        """What a noun phrase stands for; None when it names nothing."""
        if span in rows:
            return rows[span]
        text = span.of(doc.text)
        if len(text) > 200:
            return None
        body = self.groups.phrase(words_of_form(text), words)
        if body:
            return Row(body, (), "the words stand for it")
        inside = [rows[other] for other in _within(span, spans)]
        persons = {r.entity for r in inside if r.entity and r.entity.startswith("per:")}
        if len(persons) == 1:
            return Row(next(iter(persons)), (), "the person it names")
        named = {r.entity for r in inside if r.entity}
        tokens = {word.casefold().strip(",.") for word in words_of_form(text)}
        if len(named) == 1 and len(inside) == 1:
            shown = next(s for s in _within(span, spans)).of(doc.text).split()
            extra = tokens - {w.casefold() for w in shown} - words.articles - words.spokespersons
            if not extra - {"van", "of", "the", "bij", "namens", "for", "at"}:
                return Row(next(iter(named)), (), "it speaks for the one it names")
        return None


def _within(span: Span, spans: Sequence[Span]) -> list[Span]:
    """The rows' spans that lie within `span`, in order."""
    found = []
    for k in range(bisect_left(spans, span), len(spans)):
        if spans[k].start >= span.end:
            break
        if span.holds(spans[k]):
            found.append(spans[k])
    return found


def _acronyms(names: Sequence[Found]) -> dict[str, Found]:
    """Acronyms that are the initials of a longer name of the article that no pack knows."""
    found: dict[str, Found] = {}
    full = [name for name in names if len(name.words) > 1]
    for name in names:
        if name.form.isupper() and 2 <= len(name.form) <= 6 and name.form not in found:
            for other in full:
                capitals = "".join(w[0] for w in other.words if w[:1].isupper())
                every = "".join(w[0] for w in other.words).upper()
                if name.form in {capitals, every}:
                    found[name.form] = other
                    break
    return found
