"""The store: one SQLite file that holds what was read and what was found in it.

Articles and the layers found on them are written in batches, each in one transaction, so that an
interrupted build keeps what it had; tables about all articles are replaced in one transaction, and
with it readers go over from one finished chronicle to the next. Until then they see none of what a
build has added or changed. Other processes may read while one writes (write-ahead log).

Every row is under seal (see `rows`) and compared with it whenever it is read: what was damaged on
disk is refused, never shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.doc import LAYERS, TABLES, Collection, Doc, Layer
from kroniek.save import lock
from kroniek.save.articles import ARTICLES, ArticleStore
from kroniek.save.database import damaged, unwritable, writable
from kroniek.save.records import BY_NAME, PASSING, decoder_of, encoded


class Store(ArticleStore):
    """An open store. Use as a context manager; it closes the file.

    Reading gives the last finished chronicle. Raises StoreError when the path is no store, one of
    another version, damaged, or can not be written when it should; StoreBusyError when another
    process writes.
    """

    def _layer(self, name: str, records: str) -> Any:  # noqa: ANN401 (of the layer's own type)
        if name not in BY_NAME:
            raise damaged(self.path, f"no layer is called {name!r}")
        return self._decoded(decoder_of(BY_NAME[name]), records)

    # -- building and reading as a whole

    def seal_index(self) -> None:
        """The search index is as it should be; `check` tells when it no longer is."""
        self.set_meta("index", self._db.seal_of_index())

    def index_is_sound(self) -> bool:
        """Whether the search index is as it was written; True if there is none."""
        with self._db.snapshot():
            return self.meta("index") in (None, self._db.seal_of_index())

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
        """Replace the layers of one article alone by those of `doc`, made by the steps of `key`."""
        told = {name: encoded(found) for name, found in doc.layers.items() if name not in PASSING}
        self.put_encoded(doc.article.id, told, key)

    def put_encoded(self, article: ArticleId, layers: Mapping[str, str], key: str) -> None:
        """Replace the layers of one article alone by these, JSON by name, made by steps of `key`.

        Layers of another key that readers see are gone then: they must wait for the build's end.
        """
        self._take_next(article)
        if self.meta("key") not in (None, key) and self.article(article) is not None:
            self.set_meta("reread", key)
        self._db.do("DELETE FROM layer WHERE article = ? AND round = 1", (article,))
        self._insert(article, 1, key, layers)

    def _insert(self, article: ArticleId, number: int, key: str, layers: Mapping[str, str]) -> None:
        """Add layers of one round of an article."""
        self._db.keep(
            "layer",
            ((article, name, number, key, told) for name, told in sorted(layers.items())),
        )

    def put_redated(self, docs: Iterable[Doc], layers: Iterable[Layer[Any]], key: str) -> None:
        """Replace the second round of all articles by these `layers` of `docs`."""
        self._db.do("DELETE FROM layer WHERE round = 2")
        names = [layer.name for layer in layers]
        for doc in docs:
            told = {name: encoded(doc.layers[name]) for name in names}
            self._insert(doc.article.id, 2, key, told)

    def doc(self, article: Article, *, alone: bool = False) -> Doc:
        """An article with all its layers; `alone` leaves out what its neighbours changed."""
        where = "WHERE article = ? AND round <= ? ORDER BY round"
        rows = self._db.sound("layer", where, (article.id, 1 if alone else 2))
        return self.doc_of(article, {name: records for _, name, _, _, records in rows})

    def doc_of(self, article: Article, layers: Mapping[str, str]) -> Doc:
        """An article with these layers, which are JSON by name."""
        return Doc(
            article,
            MappingProxyType(
                {name: self._layer(name, records) for name, records in layers.items()}
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
        docs = (self.doc(self._decoded(ARTICLES, row.draft), alone=True) for row in rows)
        every = {layer.name for layer in LAYERS if layer.kept}
        return tuple(doc for doc in docs if every <= doc.layers.keys())

    def collection(self) -> Collection:
        """The last finished chronicle: all articles with their layers, and all tables."""
        docs = tuple(self.doc(article) for article in list(self.articles()))
        return Collection(
            docs, MappingProxyType({table.name: self.table(table) for table in TABLES})
        )
