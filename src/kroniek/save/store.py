"""The store: one SQLite file that holds what was read and what was found in it.

Articles and the layers found on them are written in batches, each in one transaction, so that an
interrupted build keeps what it had; tables about all articles are replaced in one transaction, and
with it readers go over from one finished chronicle to the next. Until then they see none of what a
build has added or changed. Other processes may read while one writes (write-ahead log).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self, TypeVar

import msgspec

from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article, Refusal
from kroniek.model.doc import LAYERS, TABLES, Collection, Doc, Layer
from kroniek.save import lock
from kroniek.save.database import Database, damaged, unwritable, writable
from kroniek.save.schema import prepare


@dataclass(frozen=True, slots=True)
class InputRecord:
    """What became of one input: `article` if it was read, `reason` … `remedy` if refused.

    A file that holds many inputs has none itself; each of these is `within` its path.
    """

    path: str
    sha256: str
    key: str
    outcome: Literal["read", "partly", "refused"]
    article: ArticleId | None = None
    reason: str | None = None
    detail: str | None = None
    remedy: str | None = None
    place: str | None = None
    """Absolute, as it was when the input was last given; None if it is not known."""
    within: str | None = None

    @property
    def holds_others(self) -> bool:
        """Whether it is a file of many inputs, each of which has a record of its own."""
        return self.article is None and self.outcome != "refused"

    @classmethod
    def of(cls, result: Article | Refusal, sha256: str, key: str, place: str | None = None) -> Self:
        """The record of reading one file of these bytes with code and data of this key."""
        if isinstance(result, Refusal):
            refused = (str(result.reason), result.detail, result.remedy)
            return cls(result.path, sha256, key, "refused", None, *refused, place)
        if result.losses:
            lost = "; ".join(result.losses)
            return cls(result.path, sha256, key, "partly", result.id, None, lost, place=place)
        return cls(result.path, sha256, key, "read", result.id, place=place)


@cache
def _decoder(layer_name: str) -> msgspec.json.Decoder[Any]:
    """Decoder of all records of a layer; of one record of a table."""
    found = [layer for layer in (*LAYERS, *TABLES) if layer.name == layer_name]
    if not found:
        raise msgspec.ValidationError(f"no layer is called {layer_name!r}")
    layer = found[0]
    one: Any = layer.record
    return msgspec.json.Decoder(tuple[one, ...] if layer in LAYERS else one)


_PASSING = frozenset(layer.name for layer in LAYERS if not layer.kept)
_Record = TypeVar("_Record")
_ENCODE = msgspec.json.Encoder(order="deterministic").encode
_ARTICLES: msgspec.json.Decoder[Article] = msgspec.json.Decoder(Article)


class Store:
    """An open store. Use as a context manager; it closes the file.

    Reading gives the last finished chronicle. Raises StoreError when the path is no store, one of
    another version, damaged, or can not be written when it should; StoreBusyError when another
    process writes.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self._building = False
        if not create and not path.is_file():
            raise StoreError(
                str(path), "no such store", f"make one: kroniek build {path} FOLDER-WITH-ARTICLES"
            )
        self._db = Database(path)
        prepare(self._db, create=create)

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

    # -- reading records

    def _decoded(self, decoder: msgspec.json.Decoder[_Record], record: str) -> _Record:
        try:
            return decoder.decode(record)
        except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
            raise damaged(self.path, str(error)) from error

    def _layer(self, name: str, records: str) -> Any:  # noqa: ANN401 (of the layer's own type)
        try:
            decoder = _decoder(name)
        except msgspec.ValidationError as error:
            raise damaged(self.path, str(error)) from error
        return self._decoded(decoder, records)

    # -- building and reading as a whole

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build; may be nested. Raises StoreBusyError if another holds it."""
        if self._building:
            yield
            return
        if not writable(self.path):
            raise unwritable(self.path, "it or its folder is read-only")
        with lock.held(self.path):
            self._building = True
            try:
                yield
            finally:
                self._building = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written inside is kept together or not at all."""
        with self._db.transaction("IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the store, whatever another process writes meanwhile.

        Raises StoreError if the store holds no finished chronicle that could be read.
        """
        with self._db.transaction("DEFERRED"):
            self._check_finished()
            yield

    def _check_finished(self) -> None:
        remedy = f"finish it: kroniek build {self.path}"
        if self.meta("gathered") is None:
            raise StoreError(str(self.path), "no build of this store was finished", remedy)
        if self.meta("reread") is not None:
            raise StoreError(
                str(self.path),
                "its articles are being read anew by another version of Kroniek, and that build"
                " was not finished",
                remedy,
            )

    @property
    def unfinished(self) -> bool:
        """Whether a build has begun since the last finished chronicle."""
        return self.meta("unfinished") is not None

    def meta(self, key: str) -> str | None:
        """A fact about the store itself; None if it was never set."""
        value: str | None = self._db.one("SELECT value FROM meta WHERE key = ?", (key,))
        return value

    def set_meta(self, key: str, value: str) -> None:
        """Set a fact about the store itself."""
        self._db.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # -- inputs and articles

    def inputs(self) -> list[InputRecord]:
        """Every input ever given, in order of path."""
        rows = self._db.rows(
            "SELECT path, sha256, key, outcome, article, reason, detail, remedy, place, within"
            " FROM input ORDER BY path"
        )
        return [InputRecord(*row) for row in rows]

    def add_input(self, record: InputRecord, article: Article | None) -> None:
        """Keep what became of an input, and its article if it gave one.

        Two inputs with the same text are one article; the first path in order names it.
        """
        if article is not None:
            self._add_article(article)
        self._db.do(
            "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.path,
                record.sha256,
                record.key,
                record.outcome,
                record.article,
                record.reason,
                record.detail,
                record.remedy,
                record.place,
                record.within,
            ),
        )

    def move_input(self, path: str, place: str) -> None:
        """An input lies elsewhere now, and so do those it holds that lay where it did."""
        self._db.do(
            "UPDATE input SET place = ? WHERE within = ?"
            " AND place = (SELECT place FROM input WHERE path = ?)",
            (place, path, path),
        )
        self._db.do("UPDATE input SET place = ? WHERE path = ?", (place, path))

    def drop_input(self, path: str) -> None:
        """Forget an input that gave no article."""
        self._db.do("DELETE FROM input WHERE path = ? AND article IS NULL", (path,))

    def misnamed(self) -> set[str]:
        """Paths of inputs after which an article should be called, but is not.

        That comes about when the input it was called after has got another text.
        """
        rows = self._db.rows(
            "SELECT min(i.path) FROM input AS i JOIN draft AS d ON d.id = i.article GROUP BY d.id"
            " HAVING min(i.path) <> d.path"
        )
        return {row[0] for row in rows}

    def _add_article(self, article: Article) -> None:
        new = _ENCODE(article).decode()
        rows = self._db.rows(
            "SELECT coalesce(next ->> '$.path', path), gathered, record FROM article WHERE id = ?",
            (article.id,),
        )
        known = next(iter(list(rows)), None)
        if known is None:
            self._db.do(
                "INSERT INTO article (id, path, language, text, record) VALUES (?, ?, ?, ?, ?)",
                (article.id, article.path, article.language, article.text, new),
            )
            return
        path, gathered, record = known
        if path < article.path and self._db.one(
            "SELECT 1 FROM input WHERE path = ? AND article = ?", (path, article.id)
        ):
            return
        self._db.do(
            "UPDATE article SET next = ? WHERE id = ?",
            (None if new == record else new, article.id),
        )
        if not gathered:
            self._take_next(article.id)

    def _take_next(self, article: ArticleId) -> None:
        """Put the next record of an article, if it has one, in place of the one it has."""
        self._db.do(
            "DELETE FROM layer WHERE article = ? AND EXISTS"
            " (SELECT 1 FROM article WHERE id = layer.article AND next IS NOT NULL)",
            (article,),
        )
        self._db.do(
            "UPDATE article SET path = next ->> '$.path', language = next ->> '$.language',"
            " record = next, next = NULL WHERE id = ? AND next IS NOT NULL",
            (article,),
        )

    def articles(self) -> Iterator[Article]:
        """All articles of the last finished chronicle, in order of path."""
        for (record,) in self._db.rows(
            "SELECT record FROM article WHERE gathered ORDER BY path, id"
        ):
            yield self._decoded(_ARTICLES, record)

    def article(self, article_id: ArticleId) -> Article | None:
        """One article of the last finished chronicle; None if it has none of this id."""
        record = self._db.one("SELECT record FROM article WHERE id = ? AND gathered", (article_id,))
        return self._decoded(_ARTICLES, record) if record else None

    # -- drafts: articles as the next chronicle will have them

    def draft_records(self) -> Iterator[str]:
        """Every article an input leads to, as JSON, in order of path."""
        for (record,) in self._db.rows("SELECT record FROM draft ORDER BY path, id"):
            yield record

    def drafts(self) -> Iterator[Article]:
        """Every article an input leads to, in order of path."""
        for record in self.draft_records():
            yield self._decoded(_ARTICLES, record)

    def draft(self, article_id: ArticleId) -> Article | None:
        """One of the drafts; None if there is none of this id."""
        record = self._db.one("SELECT record FROM draft WHERE id = ?", (article_id,))
        return self._decoded(_ARTICLES, record) if record else None

    def drafts_without(self, key: str) -> list[ArticleId]:
        """Drafts whose layers were not made of them by the steps of this key, in order of path."""
        rows = self._db.rows(
            "SELECT id FROM draft WHERE changed OR NOT EXISTS"
            " (SELECT 1 FROM layer WHERE article = id AND round = 1 AND key = ?) ORDER BY path, id",
            (key,),
        )
        return [ArticleId(row[0]) for row in rows]

    def is_shown(self, article_id: ArticleId, key: str) -> bool:
        """Whether readers see another record of this article, with layers of this key.

        Then what is made of the draft must wait until the next chronicle is finished.
        """
        return self.meta("key") == key and bool(
            self._db.one(
                "SELECT 1 FROM article WHERE id = ? AND gathered AND next IS NOT NULL",
                (article_id,),
            )
        )

    def finish(self, state: str, key: str) -> None:
        """Make the drafts the articles of the finished chronicle; drop what no input leads to."""
        self._db.do("DELETE FROM layer WHERE article NOT IN (SELECT id FROM draft)")
        self._db.do("DELETE FROM article WHERE id NOT IN (SELECT id FROM draft)")
        self._db.do("UPDATE article SET gathered = 1 WHERE NOT gathered")
        self._db.do("DELETE FROM meta WHERE key IN ('unfinished', 'reread')")
        self.set_meta("gathered", state)
        self.set_meta("key", key)

    # -- layers and tables

    def put_layers(self, doc: Doc, key: str) -> None:
        """Replace the layers of one article alone by those of `doc`, made by the steps of `key`.

        Layers of another key that readers see are gone then: they must wait for the build's end.
        """
        article = doc.article.id
        self._take_next(article)
        if self.meta("key") not in (None, key) and self.article(article) is not None:
            self.set_meta("reread", key)
        self._db.do("DELETE FROM layer WHERE article = ? AND round = 1", (article,))
        self._insert(article, 1, key, doc.layers)

    def _insert(
        self, article: ArticleId, number: int, key: str, layers: Mapping[str, Iterable[Any]]
    ) -> None:
        """Add layers of one round of an article."""
        self._db.many(
            "INSERT INTO layer VALUES (?, ?, ?, ?, ?)",
            [
                (article, name, number, key, _ENCODE(records).decode())
                for name, records in sorted(layers.items())
                if name not in _PASSING
            ],
        )

    def put_redated(self, docs: Iterable[Doc], layers: Iterable[Layer[Any]], key: str) -> None:
        """Replace the second round of all articles by these `layers` of `docs`."""
        self._db.do("DELETE FROM layer WHERE round = 2")
        names = [layer.name for layer in layers]
        for doc in docs:
            self._insert(doc.article.id, 2, key, {name: doc.layers[name] for name in names})

    def doc(self, article: Article, *, alone: bool = False) -> Doc:
        """An article with all its layers; `alone` leaves out what its neighbours changed."""
        rows = self._db.rows(
            "SELECT name, records FROM layer WHERE article = ? AND round <= ? ORDER BY round",
            (article.id, 1 if alone else 2),
        )
        latest: dict[str, str] = dict(rows)
        return Doc(
            article,
            MappingProxyType(
                {name: self._layer(name, records) for name, records in latest.items()}
            ),
        )

    def put_tables(self, tables: Mapping[str, Iterable[Any]]) -> None:
        """Replace all tables about the articles together. The second round is put beside them."""
        self._db.do("DELETE FROM record")
        for name, rows in sorted(tables.items()):
            self._db.many(
                "INSERT INTO record VALUES (?, ?, ?)",
                ((name, k, _ENCODE(row).decode()) for k, row in enumerate(rows)),
            )

    def table(self, table: Layer[Any]) -> tuple[Any, ...]:
        """The rows of one table, in order."""
        rows = self._db.rows(
            "SELECT record FROM record WHERE name = ? ORDER BY position", (table.name,)
        )
        return tuple(self._layer(table.name, row[0]) for row in rows)

    def collection(self) -> Collection:
        """The last finished chronicle: all articles with their layers, and all tables."""
        docs = tuple(self.doc(article) for article in list(self.articles()))
        return Collection(
            docs, MappingProxyType({table.name: self.table(table) for table in TABLES})
        )
