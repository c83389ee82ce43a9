"""One build at a time: a lock that its process holds, and that goes when the process goes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kroniek.errors import StoreBusyError
from kroniek.save.database import not_written


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Hold the right to build `store`. Raises StoreBusyError at once if another holds it.

    The operating system holds the lock for the open file `STORE-lock`; a file that a killed build
    left behind locks nothing. Where there are no such locks (Windows), SQLite's own have to do.
    """
    if sys.platform == "win32":
        yield
        return
    path = Path(f"{store}-lock")
    file = _locked(store, path)
    try:
        yield
    finally:
        with suppress(OSError):  # what went wrong before is to be told; what is left locks nothing
            path.unlink()
        os.close(file)


def _locked(store: Path, path: Path) -> int:
    """The open lock file. One that its last holder took away meanwhile does not count."""
    if sys.platform == "win32":
        raise AssertionError
    import fcntl  # noqa: PLC0415 (not on every system)

    while True:
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise not_written(store, error) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        except BlockingIOError as error:
            os.close(file)
            raise StoreBusyError(str(store)) from error
        except FileNotFoundError:
            pass
        os.close(file)
