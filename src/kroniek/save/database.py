"""Opening a store's file: for writing where that is possible, otherwise only for reading.

What SQLite says of a file that can not be used becomes a StoreError with a remedy.
"""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from kroniek.closing import Closing
from kroniek.errors import StoreBusyError, StoreDamagedError, StoreError

SUFFIX = ".kroniek"
"""How a store's name should end."""
WAIT_S = 3.0
"""How long to wait for another process that writes, in seconds."""


def damaged(path: Path, problem: str) -> StoreDamagedError:
    """The file is a store, but something in it is not as it was written."""
    return StoreDamagedError(
        str(path),
        f"is damaged ({problem})",
        f"see what it is: kroniek check {path}; mend it from the articles:"
        f" kroniek build --fresh {path}",
    )


def unwritable(path: Path, problem: str) -> StoreError:
    """The file can be read, perhaps, but not written."""
    return StoreError(
        str(path),
        f"can not be written ({problem})",
        "mend the rights to the file and its folder, or build another store elsewhere",
    )


def told(path: Path, error: sqlite3.DatabaseError | UnicodeDecodeError) -> Exception:
    """An error of SQLite in words the user can act on; our own mistakes as they are."""
    if isinstance(error, sqlite3.ProgrammingError):
        return error
    problem, name = str(error), getattr(error, "sqlite_errorname", "")
    match name.removeprefix("SQLITE_").partition("_")[0]:
        case "BUSY" | "LOCKED":
            return StoreBusyError(str(path))
        case "NOTADB":
            return not_ours(path)
        case "READONLY":
            return unwritable(path, problem)
        case "CANTOPEN":
            remedy = "name another file or mend its rights"
            return StoreError(str(path), f"can not be opened ({problem})", remedy)
        case "FULL" | "IOERR":
            return unfinished(path, problem)
        case _:
            return damaged(path, problem)


def not_written(path: Path, error: OSError) -> StoreError:
    """Why the system did not do what it was asked beside a store: the disk, or the rights."""
    problem = error.strerror or str(error)
    disk = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
    return unfinished(path, problem) if disk else unwritable(path, problem)


def not_ours(path: Path) -> StoreError:
    """Another program's file, or a store whose first bytes are damaged: its name must tell."""
    if path.suffix == SUFFIX:
        return damaged(path, "its first bytes are not those of a store")
    return StoreError(str(path), "is no Kroniek store", "name another file")


def unfinished(path: Path, problem: str) -> StoreError:
    """The disk is full, or did not do what it was asked."""
    return StoreError(
        str(path),
        f"could not be read or written ({problem})",
        "what was finished is kept; make room on the disk, or see whether it is sound, and give the"
        " same command again",
    )


def writable(path: Path) -> bool:
    """Whether SQLite may write the file, and the files of its log beside it."""
    folder = os.access(path.absolute().parent, os.W_OK | os.X_OK)
    return folder and (os.access(path, os.W_OK) or not path.exists())


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the file, for reading only if it or its folder can not be written.

    Raises sqlite3.DatabaseError, and StoreError where only a writer could read the file's log.
    """
    if writable(path):
        return _connect(path, "rwc")
    log, index = (Path(f"{path}-{name}") for name in ("wal", "shm"))
    if not log.exists() or not log.stat().st_size:
        # Nobody can be writing: without the log, without locks, as a file that never changes.
        return _connect(path, "ro&immutable=1")
    if not index.exists():
        raise StoreError(
            str(path),
            "was left by a build that did not finish, and may not be written",
            "copy it, with the files of its name that end in -wal and -shm, to a folder of yours",
        )
    return _connect(path, "ro")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=WAIT_S,
        isolation_level=None,
        check_same_thread=False,
    )


class Database(Closing):
    """An SQLite file. Methods raise StoreError or StoreBusyError if the file can not be used.

    A `lenient` one gives texts that are damaged, with U+FFFD for bytes that are no UTF-8.
    """

    def __init__(self, path: Path, *, lenient: bool = False) -> None:
        self.path = path
        try:
            self._file = connect(path)
        except sqlite3.DatabaseError as error:
            raise told(path, error) from error
        if lenient:
            self._file.text_factory = lambda raw: raw.decode("utf-8", "replace")

    def close(self) -> None:
        """Close the file. Further calls fail."""
        self._file.close()

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a command that gives nothing back."""
        try:
            self._file.execute(sql, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise told(self.path, error) from error

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a command once for each row of values."""
        try:
            self._file.executemany(sql, rows)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise told(self.path, error) from error

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows that a question gives, as they are asked for."""
        try:
            yield from self._file.execute(sql, values)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise told(self.path, error) from error

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:  # noqa: ANN401 (as SQLite has it)
        """The first value of the first row; None if there is no row."""
        rows = list(self.rows(sql, values))
        return rows[0][0] if rows else None

    @contextmanager
    def transaction(self, kind: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[None]:
        """All or nothing; a deferred one that only reads sees one state throughout."""
        self.do(f"BEGIN {kind}")
        try:
            yield
            self.do("COMMIT")
        except BaseException:
            if self._file.in_transaction:  # SQLite has rolled back already after some errors
                with suppress(sqlite3.DatabaseError):  # what went wrong first is to be told
                    self._file.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the file throughout, within a transaction of its own if there is none."""
        if self._file.in_transaction:
            yield
        else:
            with self.transaction("DEFERRED"):
                yield
