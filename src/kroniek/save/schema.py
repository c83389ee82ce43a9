"""Makes a store's tables, and tells a store from other files."""

from importlib import resources

from kroniek.errors import StoreError
from kroniek.save.database import Database

SCHEMA_VERSION = "4"
_APPLICATION_ID = 0x4B524F4E  # "KRON", so that `file` and we can tell a store from any database


def prepare(db: Database, *, create: bool) -> None:
    """Make the tables of an empty file if `create`; raises StoreError if it is none of ours."""
    known = db.one("PRAGMA application_id")
    empty = not db.one("SELECT count(*) FROM sqlite_schema")
    if known != _APPLICATION_ID and not (create and empty):
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
            f"has schema {version}, this program knows {SCHEMA_VERSION}",
            "build it anew under another name",
        )


def _make(db: Database) -> None:
    if db.one("SELECT count(*) FROM sqlite_schema"):
        return  # another process was faster
    db.do(f"PRAGMA application_id = {_APPLICATION_ID}")
    for command in resources.files("kroniek.save").joinpath("schema.sql").read_text().split(";\n"):
        db.do(command)
    db.do("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
