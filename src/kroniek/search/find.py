"""Asks the index: sentences found, best first, with the words that were looked for marked."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from kroniek.errors import StoreDamagedError
from kroniek.ids import ArticleId
from kroniek.model.time import Interval
from kroniek.search.index import is_sound
from kroniek.search.plan import Plan, Planner, Sought
from kroniek.search.query import Query
from kroniek.search.terms import Term, terms
from kroniek.spans import Span

# Weights of the index's columns for bm25: a word or name itself, then its lemma, then what it is a
# part of, then who says it, where, what.
_RANK = "bm25(search, 2.0, 1.0, 0.5, 2.0, 0.5, 0.5, 0.5)"


_LIKE = 78.0
"""Likeness of spellings in hundredths (rapidfuzz's ratio) from which one is offered for another."""
_LEAST_LIKE, _MOST_LIKE = 4, 3
TextOf = Callable[[ArticleId], str]


class Tables(Protocol):
    """The store's file, as far as searching needs it."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows that a question gives."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found. `marks` are spans of the article's text inside `span`, in order."""

    article: ArticleId
    path: str
    title: str
    outlet: str
    published: Interval
    span: Span
    kind: str
    words: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the hits, best first, and how many there are; `ignored` was not understood.

    `apart`: where no sentence has all that was asked for, the articles that have it in several;
    `similar`: words and names of the texts, folded, that are spelled like one that is not there.
    """

    hits: tuple[Hit, ...]
    total: int
    articles: int
    ignored: tuple[str, ...] = ()
    apart: int = 0
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` hits from number `start`, 0 being the best one.

    `apart`: what is asked for may stand in several sentences of an article.
    """

    limit: int
    start: int = 0
    apart: bool = False


def search(tables: Tables, text_of: TextOf, query: Query, page: Page) -> Found:
    """The hits of one page; `text_of` knows the texts.

    Equally good hits come in order of path and place. Raises StoreDamagedError if a row of the
    index is not as it was written, so that no wrong words are shown for a sentence.
    """
    if not query.asks:
        return Found((), 0, 0, query.ignored)
    languages = tuple(row[0] for row in tables.rows("SELECT DISTINCT language FROM passage"))
    planner = Planner(languages, lambda key: _is_name(tables, key))
    plan = planner.plan(query, apart=page.apart)
    total, articles = _counts(tables, plan)
    if not total:
        several = len(query.groups) > 1 and not page.apart
        apart = _counts(tables, planner.plan(query, apart=True))[1] if several else 0
        return Found((), 0, 0, query.ignored, apart, tuple(_similar(tables, plan.sought)))
    source, values = _source(plan)
    rank = f"{_RANK}, p.id" if plan.match else "p.id"
    rows = tables.rows(
        f"SELECT t.*, p.* {source} ORDER BY {rank} LIMIT ? OFFSET ?",
        (*values, page.limit, page.start),
    )
    hits = tuple(_hit(tables, text_of, row, plan) for row in list(rows))
    return Found(hits, total, articles, query.ignored)


def _counts(tables: Tables, plan: Plan) -> tuple[int, int]:
    """How many sentences a plan finds, in how many articles."""
    source, values = _source(plan)
    asked = f"SELECT count(*), count(DISTINCT p.article) {source}"
    ((total, articles),) = tables.rows(asked, values)
    return total, articles


def _source(plan: Plan) -> tuple[str, tuple[Any, ...]]:
    """The FROM and WHERE of a plan, with its values."""
    conditions, values = plan.conditions, plan.values
    tables = "FROM passage AS p JOIN told AS t ON t.article = p.article"
    if plan.match:
        tables = (
            "FROM search JOIN passage AS p ON p.id = search.rowid"
            " JOIN told AS t ON t.article = p.article"
        )
        conditions, values = ("search MATCH ?", *conditions), (plan.match, *values)
    return f"{tables} WHERE {' AND '.join(conditions) or '1'}", values


def _similar(tables: Tables, sought: Sequence[Sought]) -> Iterator[str]:
    """Words and names like those that are nowhere in the texts, likest first."""
    asked = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
    absent = [
        one for one in sought if one.exact and not list(tables.rows(asked, (one.expression(),)))
    ]
    if not absent:
        return
    known = sorted(
        term
        for (term,) in tables.rows(
            "SELECT DISTINCT term FROM search_terms WHERE col IN ('words', 'names')"
        )
        if len(term) >= _LEAST_LIKE
    )
    for one in absent:
        key = max(sorted(one.exact), key=len)
        if len(key) >= _LEAST_LIKE:
            near = extract(key, known, scorer=ratio, limit=_MOST_LIKE, score_cutoff=_LIKE)
            yield from (term for term, _, _ in near)


def _is_name(tables: Tables, key: str) -> bool:
    asked = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
    return bool(list(tables.rows(asked, (f'names : "{key}"',))))


def _hit(tables: Tables, text_of: TextOf, row: Sequence[Any], plan: Plan) -> Hit:
    told, passage = row[:8], row[8:]
    if not is_sound(told) or not is_sound(passage[1:]):
        raise StoreDamagedError(
            str(tables.path),
            "its search index is damaged",
            f"make it anew: kroniek build {tables.path} --fresh",
        )
    article, path, title, outlet, _, low, high, _ = told
    _, _, start, end, kind, language, named, _ = passage
    text, span = text_of(ArticleId(article)), Span(start, end)
    names = [(Span(first, last), keys.split()) for first, last, keys in json.loads(named)]
    found = terms(text, span, language, names)
    return Hit(
        article=ArticleId(article),
        path=path,
        title=title,
        outlet=outlet,
        published=_days(low, high),
        span=span,
        kind=kind,
        words=span.of(text),
        marks=tuple(marks(found, names, plan.sought)),
    )


def _days(low: str, high: str) -> Interval:
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    return Interval(None if first == date.min else first, None if last == date.max else last)


def marks(
    found: Sequence[Term], names: Sequence[tuple[Span, Sequence[str]]], sought: Sequence[Sought]
) -> list[Span]:
    """Where what was looked for stands, in order; spans that touch or overlap are one."""
    spans: set[Span] = set()
    for one in sought:
        spans |= {term.span for term in found if _meets(term, one)}
        spans |= {
            span
            for span, keys in names
            if not one.exact.isdisjoint(keys)
            or (one.prefix and any(key.startswith(one.prefix) for key in keys))
        }
        for phrase in one.phrases:
            spans |= set(_runs(found, phrase))
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _meets(term: Term, one: Sought) -> bool:
    if one.prefix and any(key.startswith(one.prefix) for key in term.keys):
        return True
    return term.word in one.exact or not one.lemmas.isdisjoint((term.lemma, *term.parts))


def _runs(found: Sequence[Term], phrase: Sequence[str]) -> Iterator[Span]:
    """The words of each place where the phrase stands, word by word or lemma by lemma."""
    for keys in ([term.word for term in found], [term.lemma for term in found]):
        for at in range(len(keys) - len(phrase) + 1):
            if tuple(keys[at : at + len(phrase)]) == tuple(phrase):
                yield Span(found[at].span.start, found[at + len(phrase) - 1].span.end)
