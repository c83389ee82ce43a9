"""The part of a store that holds inputs and articles, and facts about the store itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from kroniek.closing import Closing
from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article, Refusal
from kroniek.save.database import Database, damaged
from kroniek.save.inputs import InputRecord
from kroniek.save.judgements import JudgementLog
from kroniek.save.records import Record, decoder_of, encoded
from kroniek.save.rows import COLUMNS, Value, seal, sealed
from kroniek.save.schema import prepare
from kroniek.save.sealed import SealedDatabase

ARTICLES: msgspec.json.Decoder[Article] = decoder_of(Article)
"""Articles from JSON."""
BECAME: msgspec.json.Decoder[dict[ArticleId, ArticleId]] = decoder_of(dict[ArticleId, ArticleId])
"""What articles that vanished have become, from JSON."""


class ArticleStore(Closing):
    """Inputs, and the articles they led to: those readers see, and the drafts of the next build."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self._building = False
        if not create and not path.is_file():
            raise StoreError(
                str(path), "no such store", f"make one: kroniek build {path} FOLDER-WITH-ARTICLES"
            )
        self._db = SealedDatabase(path)
        prepare(self._db, create=create)

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

    def refuse(self, article: ArticleId, refusal: Refusal) -> None:
        """Refuse all inputs that lead to an article; they are read again when they are given."""
        for one in self._inputs("WHERE article = ?", (article,)):
            told = InputRecord.of(replace(refusal, path=one.path), "", "", one.place)
            self.keep_input(replace(told, within=one.within, withdrawn=one.withdrawn))

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
        path = self._decoded(ARTICLES, known.draft).path
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
            new = self._decoded(ARTICLES, row.draft)
            self._replace((article, new.path, new.language, new.text, row.draft))

    def articles(self) -> Iterator[Article]:
        """All articles of the last finished chronicle, in order of path."""
        for row in self._db.articles("FROM article WHERE gathered ORDER BY path, id"):
            yield self._decoded(ARTICLES, row.record)

    def article(self, article_id: ArticleId) -> Article | None:
        """One article of the last finished chronicle; None if it has none of this id."""
        found = self._db.articles("FROM article WHERE id = ? AND gathered", (article_id,))
        row = next(found, None)
        return self._decoded(ARTICLES, row.record) if row else None

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
            yield self._decoded(ARTICLES, record)

    def draft_record(self, article_id: ArticleId) -> str:
        """One of the drafts as JSON."""
        return next(self._db.articles("FROM article WHERE id = ?", (article_id,))).draft

    def draft(self, article_id: ArticleId) -> Article | None:
        """One of the drafts; None if there is none of this id."""
        where = "FROM article WHERE id IN (SELECT id FROM draft WHERE id = ?)"
        row = next(self._db.articles(where, (article_id,)), None)
        return self._decoded(ARTICLES, row.draft) if row else None

    def vanished(self) -> Iterator[Article]:
        """Articles of the last finished chronicle that no input leads to any longer."""
        for row in self._db.articles(
            "FROM article WHERE gathered AND id NOT IN (SELECT id FROM draft) ORDER BY path, id"
        ):
            yield self._decoded(ARTICLES, row.record)

    def arrived(self) -> Iterator[Article]:
        """Drafts that the last finished chronicle does not have."""
        for row in self._db.articles(
            "FROM article WHERE NOT gathered AND id IN (SELECT id FROM draft) ORDER BY path, id"
        ):
            yield self._decoded(ARTICLES, row.draft)

    @property
    def became(self) -> dict[ArticleId, ArticleId]:
        """What articles that vanished have become: moved and edited in one go."""
        told = self.meta("became")
        if told is None:
            return {}
        return self._decoded(BECAME, told)

    def note_became(self, more: Mapping[ArticleId, ArticleId]) -> None:
        """Keep what articles have become beside what is known of others."""
        if more:
            self.set_meta("became", encoded({**self.became, **more}))

    def drafts_without(self, key: str) -> list[ArticleId]:
        """Articles that lack the layers they should have, in order of path.

        Those are drafts whose layers were not made of them by the steps of this key, and articles
        that only withdrawn inputs lead to, if they have no layers at all.
        """
        rows = self._db.rows(
            "SELECT id, path FROM draft WHERE changed OR NOT EXISTS"
            " (SELECT 1 FROM layer WHERE article = id AND round = 1 AND key = ?)"
            " UNION SELECT id, path FROM article WHERE id NOT IN (SELECT id FROM draft)"
            " AND id IN (SELECT article FROM input) AND id NOT IN (SELECT article FROM layer)"
            " ORDER BY path, id",
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
