"""Decides every span of one article: names, then the words of statements and events."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kroniek.identify.forms import Found, Reader, place_mention, tells_of_towns, words_of_form
from kroniek.identify.groups import GroupFinder
from kroniek.identify.ministries import MinistryResolver
from kroniek.identify.people import KnownPeople, Roll
from kroniek.identify.persons import PersonResolver, Row
from kroniek.identify.places import Verdict, cued, judge
from kroniek.identify.words import IdentityWords, identity_words, shared_names
from kroniek.ids import EntityId
from kroniek.model.doc import EVENTS, NAMES, SENTENCES, STATEMENTS, TOKENS, Doc
from kroniek.model.text import PLACES, NameType
from kroniek.packs import PackEntity, Packs, content_entity_id, named_entity_id
from kroniek.spans import Span

_HOME: dict[str, dict[str, float]] = {"nl": {"NL": 0.5, "BE": 0.25}, "en": {}}
_LINKS = frozenset(
    "van of bij voor for from namens door by with met tegen against to aan about over".split()
)
_LONGEST = 12
_CLEAR, _TIMES = 2.0, 3.0
"""How much, and how many times more than of the known body's, an article tells of a country."""
_LEAST_FUNCTION = 3
"""Letters of a word that tells a function."""
_DEFINITE = frozenset({"de", "het", "the"})
STAFF = "the staff of the one it names"
"""Why a phrase stands for an office or embassy, whose name it then is."""
_INDEFINITE = frozenset({"een", "a", "an", "one", "another"})
_ARTICLES = frozenset({"de", "het", "een", "the", "a", "an"})


@dataclass
class Resolver:
    """Resolves one article at a time; holds nothing between articles but what it was made with."""

    packs: Packs
    groups: GroupFinder
    people: KnownPeople
    roll: Roll
    reader: Reader
    ministries: MinistryResolver
    spelled: Mapping[str, str]
    """Another spelling for a place's name that no pack knows."""

    def resolve(self, doc: Doc, names: Sequence[Found]) -> dict[Span, Row]:
        """A row for each span that names something."""
        words = identity_words(doc.article.language)
        rows: dict[Span, Row] = {}
        persons = PersonResolver(self.packs, self.groups, self.people, self.roll, self.reader)
        rows.update(persons.resolve(doc, [n for n in names if n.type is NameType.PERSON]))
        rows.update(self._places(doc, [n for n in names if n.type in PLACES]))
        others = (NameType.ORGANISATION, NameType.MISCELLANEOUS)
        places = [rows[n.span] for n in names if n.type in PLACES]
        rows.update(self._bodies(doc, [n for n in names if n.type in others], places))
        rows.update(self._credits(doc, rows))
        spans = sorted(rows)
        for span, row in self._phrases(doc, rows, spans, words):
            rows.setdefault(span, row)
        for span, row in _by_function(doc, names, rows):
            rows.setdefault(span, row)
        for span, row in self._lone_armies(doc, rows, words):
            rows.setdefault(span, row)
        return rows

    def _places(self, doc: Doc, names: Sequence[Found]) -> Iterator[tuple[Span, Row]]:
        """Places of the article, judged together."""
        mentions = []
        telling: dict[int, bool] = {}
        last: dict[int, int] = {name.sentence: k for k, name in enumerate(names)}
        for k, name in enumerate(names):
            mention = place_mention(name, names[k - 1] if k else None, doc, self.reader)
            opens = mention.opens if last[name.sentence] == k else None
            if name.sentence not in telling:
                telling[name.sentence] = _tells_of_areas(doc, name.sentence)
            mentions.append(
                mention._replace(
                    opens=opens,
                    area_words=telling[name.sentence],
                    town_words=tells_of_towns(name, doc),
                )
            )
        verdicts = judge(cued(mentions), self._countries(doc))
        for name, verdict in zip(names, verdicts, strict=True):
            yield name.span, self._place_row(name, verdict)

    def _place_row(self, name: Found, verdict: Verdict) -> Row:
        """A settled place, or one of this name that is placed nowhere, with what it may be."""
        if verdict.entity is not None:
            return Row(verdict.entity.id, (), verdict.because)
        made = content_entity_id(self.spelled.get(name.form, name.form), name.type)
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

    def _bodies(
        self, doc: Doc, names: Sequence[Found], places: Sequence[Row]
    ) -> Iterator[tuple[Span, Row]]:
        """Organisations and other names."""
        acronyms = _short_forms(names)
        outlet = doc.article.outlet
        own = _initials(_without_article(words_of_form(outlet.name))) if outlet else ()
        countries = self._countries(doc)
        for place in places:
            known = self.packs.by_id.get(place.entity) if place.entity else None
            if known is not None and known.country:
                countries[known.country] = countries.get(known.country, 0.0) + 0.5
        ministries = self.ministries.rows(doc, names, places)
        for name in names:
            people = self.groups.inhabitants(name.form)
            if name.span in ministries:
                yield name.span, ministries[name.span]
            elif people and name.type is NameType.MISCELLANEOUS:
                yield name.span, Row(people[0], (), "inhabitants")
            elif name.form in acronyms:
                yield name.span, self._body(acronyms[name.form], None, countries)
            elif outlet and name.form in own and name.key not in self.packs.by_form:
                entity = named_entity_id(self.packs, outlet.name, NameType.ORGANISATION)
                yield name.span, Row(entity, (), "initials of the outlet")
            else:
                of = self.ministries.offices.beside(name, doc)
                yield name.span, self._body(name, of, countries)

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
        if found and (code := _foreign(form, found[0], countries)):
            made = content_entity_id(f"{form} {code}", NameType.ORGANISATION)
            return Row(made, (), "that of the country the article speaks of")
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
            for span in event.places:
                country = self.groups.country_of(span.of(doc.text))
                if country and span not in rows:
                    yield span, Row(country, (), "the country of the adjective")

    def _lone_armies(
        self, doc: Doc, rows: Mapping[Span, Row], words: IdentityWords
    ) -> Iterator[tuple[Span, Row]]:
        """Whose "the army" is in an article that names the armed forces of one country only."""
        named = {row.entity for row in rows.values() if row.entity}
        for event in doc[EVENTS]:
            for span in (span for part in event.participants for span in part.spans):
                army = self.groups.army_alone(words_of_form(span.of(doc.text)), words, named)
                if army is not None and span not in rows:
                    yield span, Row(army, (), "the only army the article names")

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
        embassy = self.groups.embassy(words_of_form(text), words)
        if embassy:
            return Row(embassy, (), STAFF)
        within = _within(span, spans)
        inside = [rows[other] for other in within]
        persons = {
            rows[other].entity
            for other in within
            if (rows[other].entity or "").startswith("per:") and _is_head(other, span, doc)
        }
        if len(persons) == 1:
            return Row(next(iter(persons)), (), "the person it names")
        staff = _staff(text, [(span.of(doc.text), rows[span]) for span in within], words)
        if staff:
            return Row(staff, (), STAFF)
        named = {r.entity for r in inside if r.entity}
        tokens = {word.casefold().strip(",.") for word in words_of_form(text)}
        one_body = len(named) == 1 and not next(iter(named)).startswith("per:")
        if one_body and len(inside) == 1:
            shown = within[0].of(doc.text).split()
            extra = tokens - {w.casefold() for w in shown} - words.articles - words.spokespersons
            if not extra - {"van", "of", "the", "bij", "namens", "for", "at"}:
                return Row(next(iter(named)), (), "it speaks for the one it names")
        return None


def _staff(text: str, inside: Sequence[tuple[str, Row]], words: IdentityWords) -> EntityId | None:
    """The staff of the one person a phrase names: "het kantoor van X", "X's office"."""
    if len(inside) != 1:
        return None
    name, row = inside[0]
    rest = [w.lower() for w in text.replace(name, " ").split() if w.lower() not in words.articles]
    if row.entity is None or not row.entity.startswith("per:") or not rest:
        return None
    of = rest[1:] in (["van"], ["of"], [])
    return EntityId(f"org:{row.entity[4:]}-office") if rest[0] in words.bureaus and of else None


def _by_function(
    doc: Doc, names: Sequence[Found], rows: Mapping[Span, Row]
) -> Iterator[tuple[Span, Row]]:
    """Sources and doers told by their function only, where one bears it: "the mayor", "de bond"."""
    wanted = [span for one in doc[STATEMENTS] for span in (*one.source, one.speaker) if span]
    wanted += [span for one in doc[EVENTS] for part in one.participants for span in part.spans]
    open_ones = [span for span in dict.fromkeys(wanted) if span not in rows]
    if not open_ones:
        return
    bearers = _bearers(doc, names, rows)
    for span in open_ones:
        article, _, function = " ".join(span.of(doc.text).lower().split()).partition(" ")
        known = bearers.get(function, ()) if article in _DEFINITE else ()
        if len(known) == 1:
            yield span, Row(next(iter(known)), (), "the only one of that function in the article")


def _bearers(
    doc: Doc, names: Sequence[Found], rows: Mapping[Span, Row]
) -> dict[str, set[EntityId]]:
    """Whom the article calls by each word: "mayor Jansen", "Water Board Maas"."""
    tokens = doc[TOKENS]
    found: defaultdict[str, set[EntityId]] = defaultdict(set)
    for name in names:
        row = rows.get(name.span)
        if row is None or row.entity is None or name.type in PLACES:
            continue
        before = tokens[name.first - 1] if name.first else None
        if before is not None and before.text.isalpha() and len(before.text) >= _LEAST_FUNCTION:
            found[before.lower].add(row.entity)
        if len(name.words) > 1 and name.type is not NameType.PERSON:
            found[name.words[0].lower()].add(row.entity)
    return found


def _tells_of_areas(doc: Doc, sentence: int) -> bool:
    """Whether a sentence has words of borders, invasions, regions: an area is meant, not a town."""
    said = doc[SENTENCES][sentence]
    wanted = identity_words(said.language).area_context
    return any(token.lower in wanted for token in doc[TOKENS][said.first : said.last])


def _is_head(name: Span, phrase: Span, doc: Doc) -> bool:
    """Whether a phrase is about the person in it: "president X", not "an aide to president X"."""
    text = doc.text
    role = next((m.role for m in doc[NAMES] if m.span == name and m.role), None)
    led = role is not None and phrase.start <= role.start < name.start
    first = role.start if role is not None and led else name.start
    before = text[phrase.start : first].split()
    after = text[name.end : phrase.end].strip()
    if not before:
        return not after or after[0] in ",(–"
    # "Een adviseur van X, ook bekend als Y" is neither X nor Y.
    lowers = [word.lower() for word in before]
    another = lowers[0] in _INDEFINITE and not _LINKS.isdisjoint(lowers) and before[-1][-1] != ","
    linked = another or lowers[-1] in _LINKS
    return not linked and (not after or after[0] in ",(–")


def _within(span: Span, spans: Sequence[Span]) -> list[Span]:
    """The rows' spans that lie within `span`, in order."""
    found = []
    for k in range(bisect_left(spans, span), len(spans)):
        if spans[k].start >= span.end:
            break
        if span.holds(spans[k]):
            found.append(spans[k])
    return found


def _short_forms(names: Sequence[Found]) -> dict[str, Found]:
    """Acronyms, and first or last words of longer names told before, with the longer name."""
    found: dict[str, Found] = {}
    by_part: dict[tuple[str, ...], Found] = {}
    by_initials: dict[str, Found] = {}
    for name in names:
        words = _without_article(name.words)
        telling = len(words[-1]) > 4 and words[0][:1].isupper()
        if telling and words in by_part and name.form not in found:
            found[name.form] = by_part[words]
        for k in range(1, min(len(words), _LONGEST)):
            by_part.setdefault(words[k:], name)
            if words[k].lower() in _LINKS:
                by_part.setdefault(words[:k], name)
        for initials in _initials(name.words):
            by_initials.setdefault(initials, name)
    for name in names:
        words = _without_article(name.words)
        if len(words) > 1 and words in by_part and name.form not in found:
            found[name.form] = by_part[words]  # a headline's, before the whole name is told
        if name.form in by_initials and name.form.isupper() and name.form not in found:
            found[name.form] = by_initials[name.form]
    return found


def _foreign(form: str, known: PackEntity, countries: Mapping[str, float]) -> str | None:
    """Code of the country whose body is meant, when the known one is of a country hardly told of.

    Only of names that bodies of many countries bear: "Supreme Court", "Openbaar Ministerie".
    """
    if not countries or form.casefold() not in shared_names():
        return None
    top = min(countries, key=lambda code: (-countries[code], code))
    own = countries.get(known.country or "", 0.0)
    clear = countries[top] >= _CLEAR and countries[top] > _TIMES * own
    return top if clear and top != known.country else None


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    """Initials of all words, and of those with a capital; none of a name of one word."""
    if len(words) < 2 or len(words) > _LONGEST:
        return ()
    every = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word[:1].isupper())
    return tuple(made for made in dict.fromkeys((capitals, every)) if len(made) > 1)
