"""The collection as a reader looks at it: lines with their cites, statements with their chain.

Views are made from the tables on demand and hold text, not only spans; every one keeps the article
id and span that lead back to the sentence.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kroniek.correct.decisions import is_hidden, of_statements
from kroniek.ids import ArticleId, EntityId, StatementId
from kroniek.model.article import Article
from kroniek.model.chronicle import Dispute, Entity, Entry, Forecast, Report
from kroniek.model.doc import (
    COPIES,
    DATING,
    DISPUTES,
    ENTITIES,
    ENTRIES,
    EVENTS,
    FORECASTS,
    IDENTITIES,
    RULINGS,
    SENTENCES,
    STATEMENTS,
    Collection,
    Doc,
)
from kroniek.model.judgement import Ruling
from kroniek.model.text import Sentence, Statement
from kroniek.model.time import DateClass, Interval
from kroniek.spans import Span
from kroniek.views.items import UNNAMED, Cite, DatingView, Line, StatementView
from kroniek.words.disputes import told_about
from kroniek.words.naming import named_for

__all__ = ["UNNAMED", "Cite", "DatingView", "Line", "StatementView", "Views"]

_ById = Mapping[StatementId, Statement]


@dataclass(frozen=True)
class Views:
    """Everything that can be looked up in a collection. Indexes are made on first use.

    With a `language`, entities bear the name that articles of that language use most, so that a
    Dutch reader meets "Rusland"; without one they bear the name they are known by.
    """

    collection: Collection
    language: str | None = None

    def spoken(self, language: str) -> "Views":
        """The same collection with names as readers of `language` know them."""
        return replace(self, language=language)

    @cached_property
    def docs(self) -> Mapping[ArticleId, Doc]:
        """Documents by article id, in order of path."""
        return {doc.article.id: doc for doc in self.collection.docs}

    @cached_property
    def entities(self) -> Mapping[EntityId, Entity]:
        """Entities by id, named in the language of these views."""
        known = self.collection[ENTITIES]
        if self.language is None:
            return {entity.id: entity for entity in known}
        return named_for(known, self.collection.docs, self.identified, self.language)

    @cached_property
    def identified(self) -> Mapping[ArticleId, Mapping[Span, EntityId]]:
        """Entity of each span that was identified, by article."""
        found: dict[ArticleId, dict[Span, EntityId]] = {doc: {} for doc in self.docs}
        for row in self.collection[IDENTITIES]:
            if row.entity is not None:
                found[row.article][row.span] = row.entity
        return found

    @cached_property
    def _statements(self) -> Mapping[tuple[ArticleId, StatementId], StatementView]:
        return {
            (doc.article.id, statement.id): self._statement(doc, statement, by_id)
            for doc in self.collection.docs
            for by_id in ({one.id: one for one in doc[STATEMENTS]},)
            for statement in doc[STATEMENTS]
        }

    @cached_property
    def ruled(self) -> Mapping[tuple[ArticleId, StatementId], tuple[Ruling, ...]]:
        """What people decided on statements, by article and statement."""
        return of_statements(self.docs, self.collection[RULINGS])

    @cached_property
    def _hidden(self) -> frozenset[tuple[ArticleId, StatementId]]:
        """Statements that people hid: lists leave them out, lines and chains keep them."""
        return frozenset(key for key, rulings in self.ruled.items() if is_hidden(rulings))

    @cached_property
    def every_line(self) -> tuple[Line, ...]:
        """All lines of the chronicle, in order of the time told."""
        return tuple(self.line(entry) for entry in self.collection[ENTRIES])

    @cached_property
    def lines_of(self) -> Mapping[str, tuple[Line, ...]]:
        """Lines by the id of each article, place and participant they tell of, in order."""
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.every_line:
            entry = line.entry
            articles = (report.article for report in entry.reports)
            for key in dict.fromkeys((*entry.places, *entry.participants, *articles)):
                found[key].append(line)
        return {key: tuple(held) for key, held in found.items()}

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[StatementView, ...]]:
        """Statements by the id of their article and of who is known to say them, in order."""
        found: defaultdict[str, list[StatementView]] = defaultdict(list)
        for view in self.statements():
            found[view.article.id].append(view)
            if view.speaker is not None:
                found[view.speaker].append(view)
        return {key: tuple(held) for key, held in found.items()}

    @cached_property
    def disputes(self) -> Mapping[str, Dispute]:
        """Disputes by id, in order; what they are about in the language of these views."""
        known = self.collection[DISPUTES]
        if self.language is None:
            return {one.id: one for one in known}
        return {one.id: replace(one, about=told_about(one, self.language)) for one in known}

    @property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Forecasts, in order."""
        return self.collection[FORECASTS]

    def entity_name(self, entity: EntityId | None) -> str | None:
        """Name of an entity; None for None."""
        return self.entities[entity].name if entity is not None else None

    def title(self, article: Article) -> str:
        """The article's title; without one its first words, at most 80 characters."""
        if article.title is not None:
            return " ".join(article.title.of(article.text).split())
        told = next((s for s in self.docs[article.id][SENTENCES] if s.kind == "body"), None)
        words = " ".join((told.span.of(article.text) if told else article.text).split())
        return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"

    def outlet(self, article: Article) -> str:
        """The outlet's name; where the text gives none the file's, with that of what holds it."""
        if article.outlet:
            return article.outlet.name
        holder, mark, inner = article.path.partition("#")
        return f"{holder.rsplit('/', 1)[-1]}{mark}{inner}"

    def sentence_at(self, article: ArticleId, span: Span) -> Sentence | None:
        """The sentence in which `span` begins; None if it lies in none."""
        sentences = self.docs[article][SENTENCES]
        found = bisect_right(sentences, span.start, key=lambda one: one.span.start) - 1
        return sentences[found] if found >= 0 and span.start < sentences[found].span.end else None

    def sentence_span(self, article: ArticleId, span: Span) -> Span:
        """Where the sentence stands in which `span` begins; `span` itself if it lies in none."""
        sentence = self.sentence_at(article, span)
        return sentence.span if sentence else span

    def _statement(self, doc: Doc, statement: Statement, by_id: _ById) -> StatementView:
        text = doc.text
        sentence = self.sentence_at(doc.article.id, statement.content[0])
        return StatementView(
            article=doc.article,
            statement=statement,
            chain=tuple(self._chain(doc, statement, by_id)),
            content=" … ".join(" ".join(span.of(text).split()) for span in statement.content),
            sentence=sentence.span if sentence else statement.content[0],
            speaker=self.identified[doc.article.id].get(statement.speaker or Span(0, 0)),
        )

    def stated(self, article: ArticleId, statement: StatementId | None) -> StatementView | None:
        """A statement of an article in words; None for None, the outlet's own voice."""
        return self._statements[article, statement] if statement is not None else None

    def _chain(self, doc: Doc, statement: Statement, by_id: _ById) -> Iterator[str]:
        """Who said it, who reported that, … and last the outlet."""
        here: Statement | None = statement
        while here is not None:
            yield self._source(doc, here)
            here = by_id[here.within] if here.within else None
        yield self.outlet(doc.article)

    def _source(self, doc: Doc, statement: Statement) -> str:
        known = self.identified[doc.article.id].get(statement.speaker or Span(0, 0))
        if known is not None:
            return self.entities[known].name
        spans = statement.source or ((statement.speaker,) if statement.speaker else ())
        return " ".join(" ".join(span.of(doc.text).split()) for span in spans) or UNNAMED

    # -- what readers ask for

    def counts(self) -> dict[str, int]:
        """How many of each thing the store holds."""
        docs = self.collection.docs
        return {
            "articles": len(docs),
            "statements": len(self._statements) - len(self._hidden),
            "events": sum(len(doc[EVENTS]) for doc in docs),
            "entries": len(self.collection[ENTRIES]),
            "disputes": len(self.disputes),
            "forecasts": len(self.forecasts),
            "copies": len(self.collection[COPIES]),
            "doubts": len(list(self.doubts())),
        }

    def lines(
        self, *, place: str | None = None, since: date | None = None, until: date | None = None
    ) -> Iterator[Line]:
        """Lines of the chronicle in order of the time told.

        `place` keeps lines at a place of that name or alias (case aside) or entity id; `since` and
        `until` keep those that may have happened from, or up to and including, a day.
        """
        wanted = Interval(since, until)
        for line in self.every_line:
            if line.when.meets(wanted) and (place is None or self._at(line.entry, place)):
                yield line

    def _at(self, entry: Entry, place: str) -> bool:
        folded = place.casefold()
        for key in entry.places:
            known = self.entities[key]
            if folded in {form.casefold() for form in (key, known.name, *known.aliases)}:
                return True
        return False

    def line(self, entry: Entry) -> Line:
        """One entry with its cites."""
        return Line(
            entry=entry,
            places=tuple(self.entities[key] for key in entry.places),
            people=tuple(self.entities[key] for key in entry.participants),
            cites=tuple(self._cite(report) for report in entry.reports),
            disputes=tuple(self.disputes[key] for key in entry.disputes),
        )

    def _cite(self, report: Report) -> Cite:
        doc = self.docs[report.article]
        return Cite(
            article=doc.article,
            outlet=self.outlet(doc.article),
            published_on=doc[DATING][0].published,
            sentence=" ".join(report.sentence.of(doc.text).split()),
            span=report.sentence,
            statement=self.stated(report.article, report.statement),
        )

    def statements(
        self, *, speaker: str | None = None, act: str | None = None
    ) -> Iterator[StatementView]:
        """Statements by article and place in it; `speaker` (part of a name) and `act` keep some."""
        for key, view in self._statements.items():
            if key in self._hidden or (act is not None and view.act != act):
                continue
            if speaker is None or self._says(view, speaker.casefold()):
                yield view

    def _says(self, view: StatementView, folded: str) -> bool:
        """Whether the source, under any of its names, has these words in it."""
        known = self.entities[view.speaker] if view.speaker else None
        forms = (view.chain[0], *((known.name, *known.aliases) if known else ()))
        return any(folded in form.casefold() for form in forms)

    def dating(self, article: ArticleId) -> DatingView:
        """The dating of one article."""
        doc = self.docs[article]
        return DatingView(doc.article, self.title(doc.article), doc[DATING][0])

    def datings(self) -> Iterator[DatingView]:
        """The dating of every article, in order of path."""
        return (self.dating(article) for article in self.docs)

    def doubts(self) -> Iterator[DatingView]:
        """Articles whose date is contradicted, incomplete or unknown, in order of path."""
        return (view for view in self.datings() if view.dating.verdict is not DateClass.CONSISTENT)

    def doubted_dates(self) -> Iterator[DatingView]:
        """Articles whose declared date the evidence contradicts."""
        for view in self.datings():
            if view.dating.stated is not None and view.dating.stated.contradicted:
                yield view
