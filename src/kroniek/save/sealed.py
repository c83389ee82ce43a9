"""A store's file whose rows are under seal: what was altered is refused, never given."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kroniek.ids import ArticleId
from kroniek.save.database import Database, damaged
from kroniek.save.rows import COLUMNS, Value, asking, is_sound, keeping, seal_of_all, sealed


class ArticleRow(NamedTuple):
    """An article as it lies in the file; `next` is what an unfinished build makes of it."""

    id: ArticleId
    path: str
    language: str
    text: str
    record: str
    seal: str
    next: str | None
    next_seal: str | None
    gathered: int

    @property
    def draft(self) -> str:
        """The record as the next chronicle will have it."""
        return self.next or self.record


class SealedDatabase(Database):
    """Reads rows of evidence only if they are as they were written; seals what it writes."""

    def sound(self, table: str, rest: str = "", values: Sequence[Value] = ()) -> Iterator[Any]:
        """Rows of a table, without their seals. Raises StoreError at one that was altered."""
        for row in self.rows(asking(table, rest), values):
            if not is_sound(table, row):
                raise damaged(self.path, f"a row of {table}, {row[0]!r}, is not as it was written")
            yield row[:-1]

    def keep(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Put rows into a table under seal, in place of those of the same keys."""
        self.many(keeping(table), (sealed(table, row) for row in rows))

    def articles(self, where: str, values: Sequence[Value] = ()) -> Iterator[ArticleRow]:
        """Rows of articles. Raises StoreError at one that was altered."""
        names = ", ".join(ArticleRow._fields)
        for row in map(ArticleRow._make, self.rows(f"SELECT {names} {where}", values)):
            whole = is_sound("article", row[: len(COLUMNS["article"]) + 1])
            if not whole or (row.next and not is_sound("next", (row.id, row.next, row.next_seal))):
                raise damaged(self.path, f"the article {row.path!r} is not as it was written")
            yield row

    def meta(self, key: str) -> str | None:
        """A fact about the store itself; None if it was never set."""
        row = next(self.sound("meta", "WHERE key = ?", (key,)), None)
        return None if row is None else row[1]

    def seal_of_chronicle(self) -> str:
        """Digest of all that readers see: articles, their layers, the tables about them."""
        told = (
            "SELECT article, name, round, seal FROM layer"
            " WHERE article IN (SELECT id FROM article WHERE gathered) ORDER BY 1, 2, 3"
        )
        parts = (
            "SELECT 'article', id, seal FROM article WHERE gathered ORDER BY id",
            told,
            "SELECT name, position, seal FROM record ORDER BY name, position",
        )
        return seal_of_all(row for part in parts for row in self.rows(part))

    def seal_of_inputs(self) -> str:
        """Digest of every input and what became of it."""
        return seal_of_all(self.rows("SELECT path, seal FROM input ORDER BY path"))

    def seal_of_index(self) -> str:
        """Digest of the tables that others keep in the file: the search index."""
        ours = ", ".join(f"'{name}'" for name in COLUMNS)
        theirs = f"FROM sqlite_schema WHERE tbl_name NOT IN ({ours})"
        tables = f"SELECT name {theirs} AND type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        names = [row[0] for row in self.rows(f"{tables} ORDER BY name")]
        asked = (
            f"SELECT type, name, sql {theirs} ORDER BY type, name",
            *(f'SELECT * FROM "{name}"' for name in names),  # noqa: S608 (a table's name)
        )
        return seal_of_all(row for sql in asked for row in self.rows(sql))

    def verify_chronicle(self) -> None:
        """Raise StoreError if a row of the finished chronicle is gone, or one too many."""
        if self.meta("chronicle") != self.seal_of_chronicle():
            raise damaged(self.path, "something of the chronicle is gone or was altered")

    def verify_inputs(self) -> None:
        """Raise StoreError if an input is gone. While a build goes on that can not be told."""
        if self.meta("inputs") not in (None, self.seal_of_inputs()):
            raise damaged(self.path, "an input is gone or was altered")
