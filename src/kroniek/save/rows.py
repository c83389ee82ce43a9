"""Rows of evidence under seal, so that one that was altered, swapped or lost is found.

SQLite does not notice a flipped bit in a text. Every row carries the digest of its table's name and
of all it says, its key included; the digest of a chronicle's digests tells whether a row is gone.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

Value = str | int | None

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "meta": ("key", "value"),
        "input": (
            *("path", "sha256", "key", "outcome", "article", "reason", "detail", "remedy", "place"),
            *("within", "withdrawn"),
        ),
        "article": ("id", "path", "language", "text", "record"),
        "next": ("id", "next"),
        "layer": ("article", "name", "round", "key", "records"),
        "record": ("name", "position", "record"),
        "judgement": ("number", "id", "record"),
    }
)
"""What the seal of a row covers, by table. ``next`` is the second half of ``article``."""

_DIGEST_BYTES = 16  # chance alone passes a wrong row once in 10^38


def seal(table: str, values: Sequence[Value]) -> str:
    """Digest of one row: BLAKE2b of 16 bytes in hexadecimal, the same on every machine.

    Lengths and types are part of it, so that no two rows say the same in other columns.
    """
    parts = [table.encode()]
    for value in values:
        if value is None:
            parts.append(b"\0n")
            continue
        number = isinstance(value, int)
        raw = str(int(value) if number else value).encode("utf-8", "surrogatepass")
        parts += (b"\0%c%d:" % (b"i" if number else b"t", len(raw)), raw)
    return hashlib.blake2b(b"".join(parts), digest_size=_DIGEST_BYTES).hexdigest()


def is_sound(table: str, row: Sequence[Value]) -> bool:
    """Whether a row that `asking` gave, seal last, is as it was written."""
    return seal(table, row[:-1]) == row[-1]


def sealed(table: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """The values of a row with its seal, as `keeping` wants them."""
    return (*values, seal(table, values))


def keeping(table: str) -> str:
    """SQL that puts a row into its table, in place of one of the same key."""
    names = (*COLUMNS[table], "seal")
    marks = ", ".join("?" * len(names))
    return f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


def asking(table: str, rest: str = "") -> str:
    """SQL that gives the rows of a table, each with its seal last; `rest` is a WHERE or ORDER BY.

    Of ``next`` there are as many rows as articles that have one.
    """
    names = ", ".join(COLUMNS[table])
    if table == "next":
        return f"SELECT {names}, next_seal FROM article WHERE next IS NOT NULL {rest}"  # noqa: S608
    return f"SELECT {names}, seal FROM {table} {rest}"  # noqa: S608


def seal_of_all(rows: Iterable[Sequence[Value]]) -> str:
    """Digest of many rows, each of its key and seal, in the order given."""
    found = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for row in rows:
        found.update(seal("", row).encode())
    return found.hexdigest()
