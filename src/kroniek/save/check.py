"""Looks a whole store over: the file, every seal, every span, every reference.

Nothing is changed, and nothing that is found stops the rest: what SQLite can still read is checked
and what is damaged is named, with the sentence where it can be told.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from kroniek.errors import StoreDamagedError, StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article
from kroniek.model.doc import (
    ENTITIES,
    ENTRIES,
    EVENTS,
    HAPPENINGS,
    LAYERS,
    RULINGS,
    STATEMENTS,
    TABLES,
    TOKENS,
    Layer,
)
from kroniek.save.database import Database
from kroniek.save.pointers import Pointer, pointers
from kroniek.save.records import decoder_of
from kroniek.save.rows import asking, is_sound
from kroniek.save.schema import differences
from kroniek.save.store import Store

Kind = Literal["file", "row", "text", "lost", "record", "span", "reference"]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written.

    `kind`: the ``file`` as SQLite sees it; a ``row`` whose seal is broken; an article's ``text``;
    something ``lost``; a ``record`` that is none; a ``span`` outside its text; a ``reference`` to
    nothing. `where` is the path of an article or input, or a table; `part` a layer. `detail` is
    English; `quote` holds the sentence or line that is damaged, where that can be told.
    """

    kind: Kind
    where: str
    part: str | None = None
    detail: str = ""
    quote: str | None = None


@dataclass(slots=True)
class Checked:
    """What was looked at, and what was found damaged, in the order it was looked at."""

    rows: int = 0
    articles: int = 0
    spans: int = 0
    references: int = 0
    damages: list[Damage] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether all is as it was written."""
        return not self.damages


def check(path: Path) -> Checked:
    """Look the store at `path` over; a build may go on meanwhile.

    Raises StoreError if there is no store, or one of another version. One that is too damaged to be
    opened is a finding.
    """
    found = Checked()
    try:
        with Store(path) as store:
            _Checker(store, found).run()
    except StoreDamagedError as error:
        found.damages.append(Damage("lost", path.name, detail=error.problem))
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What records can point at in an article."""

    path: str
    text: str
    sound: bool


_ENDS = (". ", "? ", "! ", "\n")


class _Checker:
    """Goes through the tables one after the other; references are followed when all are known."""

    def __init__(self, store: Store, found: Checked) -> None:
        self._store, self._found = store, found
        self._articles: dict[str | None, _Known] = {}
        self._ids: set[tuple[str, object]] = set()
        self._references: list[tuple[Pointer, str, str | None]] = []

    def run(self) -> None:
        path = self._store.path
        with Database(path, lenient=True) as self._db, self._db.transaction("DEFERRED"):
            for line in self._asked("PRAGMA integrity_check"):
                if line[0] != "ok":
                    self._add("file", path.name, str(line[0]))
            for line in differences(self._db):
                self._add("file", path.name, line)
            for table in ("meta", "next", "judgement"):
                for row in self._rows(table):
                    self._sealed(table, row, str(row[0]))
            self._texts()
            self._layers()
            self._tables()
            self._inputs()
        self._follow()
        self._found.articles = len(self._articles)
        self._store.verify()
        if not self._store.index_is_sound():
            self._add("row", self._store.path.name, "the search index is not as it was written")

    def _add(self, kind: Kind, where: str, detail: str, **more: str | None) -> None:
        self._found.damages.append(Damage(kind, where, detail=detail, **more))

    # -- rows

    def _asked(self, sql: str, where: str | None = None) -> Iterator[Any]:
        """The rows that a question gives, as far as SQLite can read them."""
        try:
            yield from self._db.rows(sql)
        except StoreError as error:
            self._add("file", where or self._store.path.name, error.problem)

    def _rows(self, table: str, rest: str = "") -> Iterator[Any]:
        for row in self._asked(asking(table, rest), table):
            self._found.rows += 1
            yield row

    def _sealed(self, table: str, row: Sequence[Any], where: str, part: str | None = None) -> bool:
        """Whether the row is as it was written; it is noted if it is not."""
        sound = is_sound(table, row)
        if not sound:
            detail = f"a row of the table {table!r} is not as it was written"
            self._add("row", where, detail, part=part, quote=_line_of(row[-2]))
        return sound

    def _inputs(self) -> None:
        led: set[object] = set()
        for row in self._rows("input"):
            if self._sealed("input", row, str(row[0])) and row[4] is not None:
                led.add(row[4])
                if row[4] not in self._articles:
                    self._add("lost", str(row[0]), f"its article {row[4]} is gone")
        for key, known in self._articles.items():
            if key not in led:
                self._add("lost", known.path, "no input leads to this article")

    def _texts(self) -> None:
        for row in self._rows("article", "ORDER BY path"):
            key, path, _, text, record, _ = row
            known = _Known(str(path), str(text), sound=is_sound("article", row))
            self._articles[key] = known
            self._ids.add(("article", key))
            article = self._record(Article, record, known.path)
            if not known.sound:
                detail, quote = _altered(known.text, article)
                self._add("text", known.path, detail, quote=quote)
            elif article is not None:
                self._point(pointers(article, Article, article.id), known.path, None)

    def _layers(self) -> None:
        by_name = {layer.name: layer for layer in LAYERS}
        for row in self._rows("layer", "ORDER BY article, name, round"):
            key, name, _, _, records, _ = row
            known = self._articles.get(key)
            where = known.path if known else str(key)
            if known is None:
                self._add("lost", where, "the article of this layer is gone", part=str(name))
            if self._sealed("layer", row, where, str(name)) and known:
                self._layer(ArticleId(key), known, by_name.get(name), records)

    def _layer(
        self, key: ArticleId, known: _Known, layer: Layer[Any] | None, records: object
    ) -> None:
        if layer is None:
            self._add("record", known.path, "a layer that no step writes")
            return
        kind = {STATEMENTS.name: "statement", EVENTS.name: "event"}.get(layer.name)
        for record in self._record(layer, records, known.path) or ():
            if kind:
                self._ids.add((kind, (key, record.id)))
            if layer is TOKENS and known.sound and record.span.of(known.text) != record.text:
                detail = f"the token {record.text!r} is not at {record.start}–{record.end}"
                self._add("span", known.path, detail, part=layer.name)
                return
            self._point(pointers(record, layer.record, key), known.path, layer.name)

    def _tables(self) -> None:
        by_name = {table.name: table for table in TABLES}
        kinds = {
            RULINGS.name: "judgement",
            ENTITIES.name: "entity",
            HAPPENINGS.name: "happening",
            ENTRIES.name: "entry",
        }
        for row in self._rows("record", "ORDER BY name, position"):
            name, position, told, _ = row
            where = f"{name} {position}"
            table = by_name.get(name)
            if not self._sealed("record", row, where, str(name)) or table is None:
                continue
            record = self._record(table, told, where)
            if record is not None:
                self._ids.add((kinds.get(name, name), getattr(record, "id", None)))
                self._point(pointers(record, table.record, None), where, name)

    # -- what records say

    def _record(self, kind: Any, told: Any, where: str) -> Any:  # noqa: ANN401 (of that kind)
        """A record, or the records of a layer; None, noted, if it is none."""
        try:
            return decoder_of(kind).decode(told)
        except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
            self._add("record", where, str(error), part=getattr(kind, "name", None))
            return None

    def _point(self, told: Iterable[Pointer], where: str, part: str | None) -> None:
        """Check that spans lie in their text, and keep references for later."""
        for one in told:
            if one.kind != "span":
                self._references.append((one, where, part))
                continue
            self._found.spans += 1
            known = self._articles.get(one.article)
            start, end = one.value
            if known is None:
                self._add("span", where, f"{start}–{end} of an article that is gone", part=part)
            elif not 0 <= start <= end <= len(known.text):
                detail = f"{start}–{end} of a text of {len(known.text)} characters"
                self._add("span", where, detail, part=part)

    def _follow(self) -> None:
        for one, where, part in self._references:
            self._found.references += 1
            inner = one.kind in ("statement", "event")
            if (one.kind, (one.article, one.value) if inner else one.value) not in self._ids:
                detail = f"the {one.kind} {one.value} is not there"
                self._add("reference", where, detail, part=part)


def _line_of(told: object) -> str | None:
    """The line, subject or name of a record of a table, as JSON; None if it has none."""
    try:
        record = msgspec.json.decode(told if isinstance(told, str) else b"")
    except (msgspec.MsgspecError, UnicodeError):
        return None
    if not isinstance(record, dict):
        return None
    return next((str(record[key]) for key in ("line", "about", "name") if key in record), None)


def _altered(text: str, article: Article | None) -> tuple[str, str | None]:
    """What is wrong with an article that is not as it was written, and its damaged sentence.

    Its text lies in the store twice, so that two places differ unless both were hit alike.
    """
    if article is None:
        return "what is known of the article can not be read", None
    at = next((k for k, (a, b) in enumerate(zip(text, article.text, strict=False)) if a != b), None)
    if at is None:
        same = len(text) == len(article.text)
        return ("what is known of the article" if same else "the text") + " was altered", None
    right = hashlib.sha256(text.encode()).hexdigest() == article.sha256
    return f"the text was altered at character {at}", _sentence(article.text if right else text, at)


def _sentence(text: str, at: int) -> str:
    """The words around a place, from full stop to full stop, at most 200 characters each way."""
    before, after = text[max(0, at - 200) : at], text[at : at + 200]
    start = max((before.rfind(mark) + len(mark) for mark in _ENDS if mark in before), default=0)
    end = min((after.find(mark) + 1 for mark in _ENDS if mark in after), default=len(after))
    return " ".join((before[start:] + after[:end]).split())
