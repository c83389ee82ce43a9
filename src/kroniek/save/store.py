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

SCHEMA_VERSION = "2"
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
            lost = "; ".join(result.losses)
            return cls(result.path, sha256, key, "partly", result.id, None, lost)
        return cls(result.path, sha256, key, "read", result.id)


@cache
def _decoder(layer_name: str) -> msgspec.json.Decoder[Any]:
    """Decoder of all records of a layer; of one record of a table."""
    layer = next(layer for layer in (*LAYERS, *TABLES) if layer.name == layer_name)
    one: Any = layer.record
    return msgspec.json.Decoder(tuple[one, ...] if layer in LAYERS else one)


_ENCODE = msgspec.json.Encoder(order="deterministic").encode
_ARTICLES: msgspec.json.Decoder[Article] = msgspec.json.Decoder(Article)


class Store:
    """An open store. Use as a context manager; it closes the file.

    Raises StoreError when the path is no store, or one of another version.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if not create and not path.is_file():
            raise StoreError(
                str(path), "no such store", f"make one: kroniek build {path} FOLDER-WITH-ARTICLES"
            )
        try:
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._prepare(create=create)
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise StoreError(str(path), "is no Kroniek store", "name another file") from error
            raise StoreError(
                str(path), f"can not be opened ({error})", "name another file or mend its rights"
            ) from error

    def _prepare(self, *, create: bool) -> None:
        known = self._db.execute("PRAGMA application_id").fetchone()[0]
        empty = not self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if known != _APPLICATION_ID and not (create and empty):
            raise StoreError(str(self.path), "is no Kroniek store", "name another file")
        self._db.execute("PRAGMA foreign_keys = ON")
        if empty:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            schema = resources.files("kroniek.save").joinpath("schema.sql").read_text("utf-8")
            self._db.executescript(f"BEGIN; {schema} COMMIT;")
            self.set_meta("schema", SCHEMA_VERSION)
        if self.meta("schema") != SCHEMA_VERSION:
            raise StoreError(
                str(self.path),
                f"has schema {self.meta('schema')}, this program knows {SCHEMA_VERSION}",
                "build it anew under another name",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Further calls fail."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is kept together or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def meta(self, key: str) -> str | None:
        """A fact about the store itself; None if it was never set."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Set a fact about the store itself."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # -- inputs and articles

    def inputs(self) -> list[InputRecord]:
        """Every input ever given, in order of path."""
        rows = self._db.execute(
            "SELECT path, sha256, key, outcome, article, reason, detail, remedy"
            " FROM input ORDER BY path"
        )
        return [InputRecord(*row) for row in rows]

    def add_input(self, record: InputRecord, article: Article | None) -> None:
        """Keep what became of an input, and its article if it gave one.

        Two inputs with the same text are one article; the first path in order names it.
        """
        if article is not None:
            self._add_article(article)
        self._db.execute(
            "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.path,
                record.sha256,
                record.key,
                record.outcome,
                record.article,
                record.reason,
                record.detail,
                record.remedy,
            ),
        )

    def _add_article(self, article: Article) -> None:
        known = self._db.execute("SELECT path FROM article WHERE id = ?", (article.id,)).fetchone()
        if known is not None and known[0] < article.path:
            return
        self._db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " path = excluded.path, language = excluded.language, text = excluded.text,"
            " record = excluded.record",
            (article.id, article.path, article.language, article.text, _ENCODE(article).decode()),
        )
        self._db.execute("DELETE FROM layer WHERE article = ?", (article.id,))

    def drop_orphans(self) -> None:
        """Drop articles (and their layers) that no input leads to any longer."""
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
            " (SELECT 1 FROM layer WHERE article = id AND round = 1 AND key = ?) ORDER BY path, id",
            (key,),
        )
        return [ArticleId(row[0]) for row in rows]

    def article(self, article_id: ArticleId) -> Article | None:
        """One article; None if the store has none of this id."""
        row = self._db.execute("SELECT record FROM article WHERE id = ?", (article_id,)).fetchone()
        return _ARTICLES.decode(row[0]) if row else None

    # -- layers and tables

    def put_layers(self, doc: Doc, key: str) -> None:
        """Replace all layers of one article by those of `doc`, made by the steps of `key`."""
        self._db.execute("DELETE FROM layer WHERE article = ?", (doc.article.id,))
        self._insert(doc.article.id, 1, key, doc.layers)

    def _insert(
        self, article: ArticleId, number: int, key: str, layers: Mapping[str, Iterable[Any]]
    ) -> None:
        """Add layers of one round of an article."""
        self._db.executemany(
            "INSERT INTO layer VALUES (?, ?, ?, ?, ?)",
            [
                (article, name, number, key, _ENCODE(records).decode())
                for name, records in sorted(layers.items())
            ],
        )

    def put_redated(self, docs: Iterable[Doc], layers: Iterable[Layer[Any]], key: str) -> None:
        """Replace the second round of all articles by these `layers` of `docs`."""
        self._db.execute("DELETE FROM layer WHERE round = 2")
        names = [layer.name for layer in layers]
        for doc in docs:
            self._insert(doc.article.id, 2, key, {name: doc.layers[name] for name in names})

    def doc(self, article: Article, *, alone: bool = False) -> Doc:
        """An article with all its layers; `alone` leaves out what its neighbours changed."""
        rows = self._db.execute(
            "SELECT name, records FROM layer WHERE article = ? AND round <= ? ORDER BY round",
            (article.id, 1 if alone else 2),
        )
        latest = dict(rows.fetchall())
        return Doc(
            article,
            MappingProxyType(
                {name: _decoder(name).decode(records) for name, records in latest.items()}
            ),
        )

    def put_tables(self, tables: Mapping[str, Iterable[Any]]) -> None:
        """Replace all tables about the articles together. The second round is put beside them."""
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
