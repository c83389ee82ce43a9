"""Makes a store's tables, and tells a store from other files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import resources

from kroniek.errors import StoreError
from kroniek.save.database import Database, damaged
from kroniek.save.rows import keeping, sealed

SCHEMA_VERSION = "5"
_APPLICATION_ID = 0x4B524F4E  # "KRON", so that `file` and we can tell a store from any database

_TABLES = ("meta", "input", "article", "layer", "record")


def prepare(db: Database, *, create: bool) -> None:
    """Make the tables of an empty file if `create`; raises StoreError if it is none of ours."""
    known = db.one("PRAGMA application_id")
    empty = not db.one("SELECT count(*) FROM sqlite_schema")
    if known != _APPLICATION_ID and not (create and empty):
        names = {row[0] for row in db.rows("SELECT name FROM sqlite_schema")}
        if names.issuperset(_TABLES):
            raise damaged(db.path, "it does not say that it is a store")
        raise StoreError(str(db.path), "is no Kroniek store", "name another file")
    db.do("PRAGMA foreign_keys = ON")
    if empty:
        db.do("PRAGMA journal_mode = WAL")
        with db.transaction("IMMEDIATE"):
            _make(db)
    version = db.one("SELECT value FROM meta WHERE key = 'schema'")
    if version != SCHEMA_VERSION:
        raise StoreError(
            str(db.path),
            f"was made by another version of Kroniek (schema {version}, this one knows"
            f" {SCHEMA_VERSION})",
            "build it anew from the articles, under another name:"
            " kroniek build NEW-STORE FOLDER-WITH-ARTICLES",
        )


def _make(db: Database) -> None:
    if db.one("SELECT count(*) FROM sqlite_schema"):
        return  # another process was faster
    db.do(f"PRAGMA application_id = {_APPLICATION_ID}")
    for command in _commands():
        db.do(command)
    db.do(keeping("meta"), sealed("meta", ("schema", SCHEMA_VERSION)))


def _commands() -> list[str]:
    """What makes the tables, one SQL command each."""
    return resources.files("kroniek.save").joinpath("schema.sql").read_text("utf-8").split(";\n")


def differences(db: Database) -> Iterator[str]:
    """Tables, indexes and views of a file that are not as we make them, in English."""
    asked = "SELECT type || ' ' || name, sql FROM sqlite_schema"
    with closing(sqlite3.connect(":memory:")) as other:
        for command in _commands():
            other.execute(command)
        ours = dict(other.execute(asked))
    theirs = dict(db.rows(asked))
    yield from (
        f"{name} is not as Kroniek makes it"
        for name in sorted(ours)
        if theirs.get(name, 0) != ours[name]
    )
