"""Makes the search index of a finished chronicle, in the store's own file."""

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, Protocol

from kroniek.ids import ArticleId, EntityId, digest
from kroniek.model.chronicle import Entity
from kroniek.model.doc import (
    DATING,
    ENTITIES,
    EVENTS,
    IDENTITIES,
    NAMES,
    SENTENCES,
    STATEMENTS,
    Collection,
    Doc,
)
from kroniek.model.text import PLACES, NameType, Sentence, Statement
from kroniek.search.fold import bare, folded, joined, words_in
from kroniek.search.lexicon import LANGUAGES, analyser_version
from kroniek.search.terms import terms
from kroniek.spans import Span

Heading = tuple[str, str]
"""Title and outlet of an article, as readers see them."""
_INITIALS = 2
_NOTE = re.compile(r"\(.*?\)")


class Tables(Protocol):
    """The store's file, as far as the index needs it."""

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a command that gives nothing back."""

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a command once for each row of values."""


def write(tables: Tables, collection: Collection, headings: Mapping[ArticleId, Heading]) -> None:
    """Put the index of `collection` in the place of what index there was.

    Belongs into the transaction that finishes the chronicle. Deterministic: the same chronicle
    gives the same rows.
    """
    sql = resources.files("kroniek.search").joinpath("search.sql").read_text("utf-8")
    for command in sql.split(";\n"):
        tables.do(command)
    tables.many(
        "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (sealed(_told(doc, headings[doc.article.id])) for doc in collection.docs),
    )
    # FTS5 takes no rows while another command of the same connection still gives some.
    for number, row in enumerate(_passages(collection), start=1):
        facts = (number, *sealed(row.facts))
        tables.do("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", facts)
        tables.do(
            "INSERT INTO search (rowid, words, lemmas, parts, names, speakers, places, types)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *row.columns),
        )


@cache
def index_key() -> str:
    """Digest of what the index is made by: code, word lists, lemmas. Another key, another index."""
    parts: list[bytes] = [analyser_version().encode()]
    for folder in ("kroniek.search", *(f"kroniek_data.{one}" for one in LANGUAGES)):
        for file in sorted(resources.files(folder).iterdir(), key=lambda file: file.name):
            mine = folder == "kroniek.search" and file.name.endswith((".py", ".sql"))
            if mine or file.name == "search.toml":
                parts.append(file.read_bytes())
    return digest(*(hashlib.sha256(part).hexdigest() for part in parts))


def sealed(values: Sequence[str | int]) -> tuple[str | int, ...]:
    """The values of a row with their digest, by which `is_sound` tells that none was altered."""
    return (*values, digest(*values, length=16))


def is_sound(row: Sequence[str | int]) -> bool:
    """Whether a row, seal last, is as it was written."""
    return sealed(row[:-1]) == tuple(row)


def _told(doc: Doc, heading: Heading) -> tuple[str, ...]:
    title, outlet = heading
    published = doc[DATING][0].published
    words = " ".join(folded(span.of(outlet)) for span in words_in(outlet))
    low, high = published.earliest or date.min, published.latest or date.max
    days = low.isoformat(), high.isoformat()
    return (doc.article.id, doc.article.path, title, outlet, f" {words} ", *days)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the two tables hold of one sentence."""

    facts: tuple[str | int, ...]
    columns: tuple[str, ...]


def _passages(collection: Collection) -> Iterator[_Row]:
    names = {entity.id: name_keys(entity) for entity in collection[ENTITIES]}
    meant: defaultdict[ArticleId, dict[Span, tuple[EntityId, ...]]] = defaultdict(dict)
    for row in collection[IDENTITIES]:
        meant[row.article][row.span] = (row.entity,) if row.entity else row.candidates
    for doc in collection.docs:
        yield from _Article(doc, names, meant[doc.article.id]).rows()


class NameKeys(NamedTuple):
    """Every way an entity is written, each as one folded word.

    `whole`: its names, and of a person the surnames; `given`: first names of persons.
    """

    whole: tuple[str, ...]
    given: tuple[str, ...] = ()


def name_keys(entity: Entity) -> NameKeys:
    """The keys of an entity's name and aliases."""
    whole: dict[str, None] = {}
    given: dict[str, None] = {}
    for form in (entity.name, *entity.aliases):
        whole |= dict.fromkeys((joined(bare(form)), joined(_NOTE.sub("", form))))
        words = [folded(bare(span.of(form))) for span in words_in(form)]
        if entity.type is NameType.PERSON and len(words) > 1:
            whole |= dict.fromkeys(word for word in words[-1:] if len(word) > _INITIALS)
            given |= dict.fromkeys(word for word in words[:1] if len(word) > _INITIALS)
    return NameKeys(tuple(key for key in whole if key), tuple(given))


@dataclass(frozen=True, slots=True)
class _Article:
    """One article with what its names stand for."""

    doc: Doc
    names: Mapping[EntityId, NameKeys]
    meant: Mapping[Span, tuple[EntityId, ...]]

    def rows(self) -> Iterator[_Row]:
        """One row for each sentence, in order."""
        sentences = self.doc[SENTENCES]
        names = _by_sentence(
            sentences, ((name.span, name) for name in self.doc[NAMES] if not name.nominal)
        )
        said = _by_sentence(
            sentences, ((span, one) for one in self.doc[STATEMENTS] for span in one.content)
        )
        events = _by_sentence(
            sentences, ((span, one) for one in self.doc[EVENTS] for span in one.triggers)
        )
        for k, sentence in enumerate(sentences):
            named = [(one.span, one.type, self._keys(one.span)) for one in names[k]]
            placed = [span for one in events[k] for span in one.places]
            yield self._row(
                sentence,
                [(span, keys) for span, _, keys in named],
                {
                    "speakers": (key for one in said[k] for key in self._speakers(one)),
                    "places": (
                        *(key for _, kind, keys in named if kind in PLACES for key in keys),
                        *(key for span in placed for key in self._keys(span)),
                    ),
                    "types": (folded(one.type) for one in events[k]),
                },
            )

    def _row(
        self,
        sentence: Sentence,
        named: Sequence[tuple[Span, tuple[str, ...]]],
        fields: Mapping[str, Iterable[str]],
    ) -> _Row:
        text, span = self.doc.text, sentence.span
        found = terms(text, span, sentence.language, named)
        told = [[where.start, where.end, " ".join(keys)] for where, keys in named]
        facts = (
            *(self.doc.article.id, span.start, span.end, str(sentence.kind), sentence.language),
            json.dumps(told),
        )
        columns = (
            " ".join(term.word for term in found),
            " ".join(term.lemma for term in found),
            " ".join(part for term in found for part in term.parts),
            " ".join(key for _, keys in named for key in keys),
            *(" ".join(dict.fromkeys(fields[name])) for name in ("speakers", "places", "types")),
        )
        return _Row(facts, columns)

    def _keys(self, span: Span) -> tuple[str, ...]:
        """Keys of what a name stands for, or may stand for; of the name itself if nobody knows.

        Where a given name is written, those of the other spellings are keys as well.
        """
        meant = self.meant.get(span, ())
        found = dict.fromkeys(key for one in meant for key in self.names[one].whole)
        written = span.of(self.doc.text)
        if len(written.split()) > 1:
            found |= dict.fromkeys(key for one in meant for key in self.names[one].given)
        return tuple(found) or tuple(key for key in (joined(bare(written)),) if key)

    def _speakers(self, one: Statement) -> Iterator[str]:
        """Keys of who says it, and the words that name the source."""
        if one.speaker is not None and one.speaker in self.meant:
            yield from self._keys(one.speaker)
        for span in one.source:
            for where in words_in(self.doc.text, span.start, span.end):
                yield folded(bare(where.of(self.doc.text)))


def _by_sentence(
    sentences: Sequence[Sentence], items: Iterable[tuple[Span, Any]]
) -> defaultdict[int, list[Any]]:
    """Things by the number of each sentence that their span touches."""
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for span, item in items:
        for k in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            if item not in found[k]:
                found[k].append(item)
    return found
