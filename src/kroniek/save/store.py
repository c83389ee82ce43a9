"""The store: one SQLite file that holds what was read and what was found in it.

Articles and the layers found on them are written in batches, each in one transaction, so that an
interrupted build keeps what it had; tables about all articles are replaced in one transaction, and
with it readers go over from one finished chronicle to the next. Until then they see none of what a
build has added or changed. Other processes may read while one writes (write-ahead log).

Every row is under seal (see `rows`) and compared with it whenever it is read: what was damaged on
disk is refused, never shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

import msgspec

from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.doc import LAYERS, TABLES, Collection, Doc, Layer
from kroniek.save import lock
from kroniek.save.database import Database, damaged, unwritable, writable
from kroniek.save.inputs import InputRecord
from kroniek.save.judgements import JudgementLog
from kroniek.save.records import BY_NAME, PASSING, Record, decoder_of, encoded
from kroniek.save.rows import COLUMNS, Value, seal, sealed
from kroniek.save.schema import prepare
from kroniek.save.sealed import SealedDatabase

_ARTICLES: msgspec.json.Decoder[Article] = decoder_of(Article)


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
        self._db = SealedDatabase(path)
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

    @property
    def tables(self) -> Database:
        """The open file, for what keeps tables of its own in it (the search index)."""
        return self._db

    @property
    def judgements(self) -> JudgementLog:
        """What people decided, with the file beside the store."""
        return JudgementLog(self._db, self.path)

    # -- reading records

    def _decoded(self, decoder: msgspec.json.Decoder[Record], record: str) -> Record:
        try:
            return decoder.decode(record)
        except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
            raise damaged(self.path, str(error)) from error

    def _layer(self, name: str, records: str) -> Any:  # noqa: ANN401 (of the layer's own type)
        if name not in BY_NAME:
            raise damaged(self.path, f"no layer is called {name!r}")
        return self._decoded(decoder_of(BY_NAME[name]), records)

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
        self._db.verify_chronicle()

    def verify(self) -> None:
        """Raise StoreError if a row that was finished is gone or another, as far as seals tell."""
        with self._db.snapshot():
            if self.meta("gathered") is not None and self.meta("reread") is None:
                self._db.verify_chronicle()
            self._db.verify_inputs()

    @property
    def unfinished(self) -> bool:
        """Whether a build has begun since the last finished chronicle."""
        return self.meta("unfinished") is not None

    def meta(self, key: str) -> str | None:
        """A fact about the store itself; None if it was never set."""
        return self._db.meta(key)

    def set_meta(self, key: str, value: str) -> None:
        """Set a fact about the store itself."""
        self._db.keep("meta", [(key, value)])

    # -- inputs and articles

    def inputs(self) -> list[InputRecord]:
        """Every input ever given, in order of path."""
        with self._db.snapshot():
            self._db.verify_inputs()
            return self._inputs("ORDER BY path")

    def _inputs(self, rest: str, values: Sequence[Value] = ()) -> list[InputRecord]:
        rows = self._db.sound("input", rest, values)
        return [replace(InputRecord(*row), withdrawn=bool(row[-1])) for row in rows]

    def add_input(self, record: InputRecord, article: Article | None) -> None:
        """Keep what became of an input, and its article if it gave one.

        Two inputs with the same text are one article; the first path in order names it.
        """
        if article is not None:
            self._add_article(article)
        self.keep_input(record)

    def keep_input(self, record: InputRecord) -> None:
        """Keep what became of an input whose article, if it gave one, is in the store already."""
        self._db.do("DELETE FROM meta WHERE key = 'inputs'")
        self._db.keep("input", [[getattr(record, name) for name in COLUMNS["input"]]])

    def move_input(self, path: str, place: str) -> None:
        """An input lies elsewhere now, and so do those it holds that lay where it did."""
        known = self._inputs("WHERE path = ?", (path,))
        held = [one for one in known if one.holds_others]
        inside = self._inputs("WHERE within = ?", (path,)) if held else []
        for one in (*known, *(one for one in inside if one.place == held[0].place)):
            self.keep_input(replace(one, place=place))

    def forget_readings(self) -> None:
        """Have every input that is given again read again, though it is as it was."""
        for one in self.inputs():
            self.keep_input(replace(one, key=""))

    def drop_input(self, path: str) -> None:
        """Forget an input that gave no article."""
        self._db.do("DELETE FROM meta WHERE key = 'inputs'")
        self._db.do("DELETE FROM input WHERE path = ? AND article IS NULL", (path,))

    def misnamed(self) -> set[str]:
        """Paths of inputs after which an article should be called, but is not.

        That comes about when the input it was called after has got another text.
        """
        rows = self._db.rows(
            "SELECT min(i.path) FROM input AS i JOIN draft AS d ON d.id = i.article"
            " WHERE NOT i.withdrawn GROUP BY d.id HAVING min(i.path) <> d.path"
        )
        return {row[0] for row in rows}

    def _add_article(self, article: Article) -> None:
        new = encoded(article)
        row = (article.id, article.path, article.language, article.text, new)
        known = next(self._db.articles("FROM article WHERE id = ?", (article.id,)), None)
        if known is None:
            self._db.keep("article", [row])
            return
        path = self._decoded(_ARTICLES, known.draft).path
        if path < article.path and self._db.one(
            "SELECT 1 FROM input WHERE path = ? AND article = ? AND NOT withdrawn",
            (path, article.id),
        ):
            return
        if known.gathered:
            self._set_next(article.id, None if new == known.record else new)
        elif new != known.draft:
            self._replace(row)

    def _set_next(self, article: ArticleId, record: str | None) -> None:
        """What the next chronicle will have of an article that readers see; None: the same."""
        mark = None if record is None else seal("next", (article, record))
        self._db.do(
            "UPDATE article SET next = ?, next_seal = ? WHERE id = ?", (record, mark, article)
        )

    def _replace(self, row: Sequence[Value]) -> None:
        """Put another record of an article in place of the one it has, whose layers are then void.

        `row` has the columns of the table.
        """
        self._db.do("DELETE FROM layer WHERE article = ?", (row[0],))
        names = ", ".join(f"{name} = ?" for name in (*COLUMNS["article"], "seal"))
        self._db.do(
            f"UPDATE article SET {names}, next = NULL, next_seal = NULL WHERE id = ?",  # noqa: S608
            (*sealed("article", row), row[0]),
        )

    def _take_next(self, article: ArticleId) -> None:
        """Put the next record of an article, if it has one, in place of the one it has."""
        for row in list(
            self._db.articles("FROM article WHERE id = ? AND next NOT NULL", (article,))
        ):
            new = self._decoded(_ARTICLES, row.draft)
            self._replace((article, new.path, new.language, new.text, row.draft))

    def articles(self) -> Iterator[Article]:
        """All articles of the last finished chronicle, in order of path."""
        for row in self._db.articles("FROM article WHERE gathered ORDER BY path, id"):
            yield self._decoded(_ARTICLES, row.record)

    def article(self, article_id: ArticleId) -> Article | None:
        """One article of the last finished chronicle; None if it has none of this id."""
        found = self._db.articles("FROM article WHERE id = ? AND gathered", (article_id,))
        row = next(found, None)
        return self._decoded(_ARTICLES, row.record) if row else None

    # -- drafts: articles as the next chronicle will have them

    def draft_records(self) -> Iterator[str]:
        """Every article an input leads to, as JSON, in order of path."""
        ids = [row[0] for row in self._db.rows("SELECT id FROM draft ORDER BY path, id")]
        for key in ids:
            for row in self._db.articles("FROM article WHERE id = ?", (key,)):
                yield row.draft

    def drafts(self) -> Iterator[Article]:
        """Every article an input leads to, in order of path."""
        for record in self.draft_records():
            yield self._decoded(_ARTICLES, record)

    def draft(self, article_id: ArticleId) -> Article | None:
        """One of the drafts; None if there is none of this id."""
        where = "FROM article WHERE id IN (SELECT id FROM draft WHERE id = ?)"
        row = next(self._db.articles(where, (article_id,)), None)
        return self._decoded(_ARTICLES, row.draft) if row else None

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
        """Make the drafts the articles of the finished chronicle; drop what no input leads to.

        What only withdrawn inputs lead to stays, untold.
        """
        for table, column in (("layer", "article"), ("article", "id")):
            self._db.do(
                f"DELETE FROM {table} WHERE {column} NOT IN"  # noqa: S608 (names of ours)
                " (SELECT article FROM input WHERE article IS NOT NULL)"
            )
        self._db.do("UPDATE article SET gathered = id IN (SELECT id FROM draft)")
        self._db.do("DELETE FROM meta WHERE key IN ('unfinished', 'reread')")
        self.set_meta("gathered", state)
        self.set_meta("key", key)
        self.set_meta("chronicle", self._db.seal_of_chronicle())
        self.set_meta("inputs", self._db.seal_of_inputs())

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
        self._db.keep(
            "layer",
            (
                (article, name, number, key, encoded(records))
                for name, records in sorted(layers.items())
                if name not in PASSING
            ),
        )

    def put_redated(self, docs: Iterable[Doc], layers: Iterable[Layer[Any]], key: str) -> None:
        """Replace the second round of all articles by these `layers` of `docs`."""
        self._db.do("DELETE FROM layer WHERE round = 2")
        names = [layer.name for layer in layers]
        for doc in docs:
            self._insert(doc.article.id, 2, key, {name: doc.layers[name] for name in names})

    def doc(self, article: Article, *, alone: bool = False) -> Doc:
        """An article with all its layers; `alone` leaves out what its neighbours changed."""
        where = "WHERE article = ? AND round <= ? ORDER BY round"
        rows = self._db.sound("layer", where, (article.id, 1 if alone else 2))
        latest: dict[str, str] = {name: records for _, name, _, _, records in rows}
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
            self._db.keep("record", ((name, k, encoded(row)) for k, row in enumerate(rows)))

    def table(self, table: Layer[Any]) -> tuple[Any, ...]:
        """The rows of one table, in order."""
        rows = self._db.sound("record", "WHERE name = ? ORDER BY position", (table.name,))
        return tuple(self._layer(table.name, row[2]) for row in rows)

    def withdrawn(self) -> tuple[Doc, ...]:
        """Articles that only withdrawn inputs lead to, as far as they have all layers."""
        where = (
            "FROM article WHERE id IN (SELECT article FROM input)"
            " AND id NOT IN (SELECT id FROM draft) ORDER BY path, id"
        )
        rows = list(self._db.articles(where))
        docs = (self.doc(self._decoded(_ARTICLES, row.draft), alone=True) for row in rows)
        every = {layer.name for layer in LAYERS if layer.kept}
        return tuple(doc for doc in docs if every <= doc.layers.keys())

    def collection(self) -> Collection:
        """The last finished chronicle: all articles with their layers, and all tables."""
        docs = tuple(self.doc(article) for article in list(self.articles()))
        return Collection(
            docs, MappingProxyType({table.name: self.table(table) for table in TABLES})
        )
