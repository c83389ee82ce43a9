"""The store: one SQLite file that holds what was read and what was found in it.

Articles and the layers found on them are written in batches, each in one transaction, so that an
interrupted build keeps what it had; tables about all articles are replaced in one transaction.
Other processes may read while one writes (write-ahead log).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self

import msgspec

from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article, Refusal
from kroniek.model.doc import LAYERS, TABLES, Collection, Doc, Layer

SCHEMA_VERSION = "1"
_APPLICATION_ID = 0x4B524F4E  # "KRON", so that `file` and we can tell a store from any database


@dataclass(frozen=True, slots=True)
class InputRecord:
    """What became of one input: `article` if it was read, `reason` … `remedy` if refused."""

    path: str
    sha256: str
    key: str
    outcome: Literal["read", "partly", "refused"]
    article: ArticleId | None = None
    reason: str | None = None
    detail: str | None = None
    remedy: str | None = None

    @classmethod
    def of(cls, result: Article | Refusal, sha256: str, key: str) -> Self:
        """The record of reading one file of these bytes with code and data of this key."""
        if isinstance(result, Refusal):
            refused = (str(result.reason), result.detail, result.remedy)
            return cls(result.path, sha256, key, "refused", None, *refused)
        if result.losses:
            self._db.execute(
                "DELETE FROM layer WHERE article NOT IN"
                " (SELECT article FROM input WHERE article IS NOT NULL)"
            )
        self._db.execute(
            "DELETE FROM article WHERE id NOT IN"
            " (SELECT article FROM input WHERE article IS NOT NULL)"
        )

    def articles(self) -> Iterator[Article]:
        """All articles, in order of path."""
        for (record,) in self._db.execute("SELECT record FROM article ORDER BY path, id"):
            yield _ARTICLES.decode(record)

    def articles_without(self, key: str) -> list[ArticleId]:
        """Articles whose layers were not made by the steps of this key, in order of path."""
        rows = self._db.execute(
            "SELECT id FROM article WHERE NOT EXISTS"
            " (SELECT 1 FROM layer WHERE article = id AND key = ?) ORDER BY path, id",
            (key,),
        )
        return [ArticleId(row[0]) for row in rows]

    def article(self, article_id: ArticleId) -> Article | None:
        """One article; None if the store has none of this id."""
        row = self._db.execute("SELECT record FROM article WHERE id = ?", (article_id,)).fetchone()
        return _ARTICLES.decode(row[0]) if row else None

    # -- layers and tables

    def put_layers(self, doc: Doc, key: str) -> None:
        """Replace the layers of one article by those of `doc`, made by the steps of `key`."""
        self._db.execute("DELETE FROM layer WHERE article = ?", (doc.article.id,))
        self._db.executemany(
            "INSERT INTO layer VALUES (?, ?, ?, ?)",
            [
                (doc.article.id, name, key, _ENCODE(records).decode())
                for name, records in sorted(doc.layers.items())
            ],
        )

    def doc(self, article: Article) -> Doc:
        """An article with all its layers."""
        rows = self._db.execute("SELECT name, records FROM layer WHERE article = ?", (article.id,))
        return Doc(
            article,
            MappingProxyType({name: _decoder(name).decode(records) for name, records in rows}),
        )

    def put_tables(self, tables: Mapping[str, Iterable[Any]]) -> None:
        """Replace all tables about the articles together."""
        self._db.execute("DELETE FROM record")
        for name, rows in sorted(tables.items()):
            self._db.executemany(
                "INSERT INTO record VALUES (?, ?, ?)",
                ((name, k, _ENCODE(row).decode()) for k, row in enumerate(rows)),
            )

    def table(self, table: Layer[Any]) -> tuple[Any, ...]:
        """The rows of one table, in order."""
        decode = _decoder(table.name).decode
        rows = self._db.execute(
            "SELECT record FROM record WHERE name = ? ORDER BY position", (table.name,)
        )
        return tuple(decode(row[0]) for row in rows)

    def collection(self) -> Collection:
        """Everything: all articles with their layers, and all tables."""
        docs = tuple(self.doc(article) for article in list(self.articles()))
        return Collection(
            docs, MappingProxyType({table.name: self.table(table) for table in TABLES})
        )
