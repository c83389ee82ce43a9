"""The build behind a decision: one at a time, in a thread of its own, while pages are read."""

import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path

from kroniek.errors import KroniekError, StoreBusyError
from kroniek.library import Kroniek

AGAIN_S = 1.0
"""How long to wait before trying again while another process builds the store, in seconds."""


class _StoppedError(Exception):
    """The server stops, and with it what is being built."""


@dataclass(frozen=True, slots=True)
class Doing:
    """How far a build is: its stage, how much of it is done, how much there is.

    The stage is ``wait`` while another process builds.
    """

    stage: str
    done: int = 0
    total: int = 0


@dataclass
class Rebuild:
    """Brings a store's chronicle up to date when asked.

    Asked while it works, it works once more afterwards. What another process holds it waits for:
    the decisions are in the store, and whichever build comes first carries them out.
    """

    store: Path
    _lock: threading.Condition = field(default_factory=threading.Condition, repr=False)
    _asked: bool = False
    _stopped: bool = False
    _doing: Doing | None = None
    _problem: str | None = None

    @property
    def doing(self) -> Doing | None:
        """What is being done; None if nothing is."""
        return self._doing

    @property
    def problem(self) -> str | None:
        """Why the last build could not be made; None if it could."""
        return self._problem

    def ask(self) -> None:
        """Have the chronicle brought up to date; comes back at once."""
        with self._lock:
            self._asked = True
            if self._doing is None:
                self._doing = Doing("wait")
                threading.Thread(target=self._work, name="rebuild").start()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is being done; whether that came true in so many seconds."""
        with self._lock:
            return self._lock.wait_for(lambda: self._doing is None, seconds)

    def stop(self) -> None:
        """Leave off at the next step and wait for that; the next build goes on with it."""
        with self._lock:
            self._stopped = True
            self._lock.notify_all()
            self._lock.wait_for(lambda: self._doing is None)

    def _work(self) -> None:
        try:
            while self._taken():
                self._build()
        except BaseException:
            # A mistake of ours: it is told on the terminal, and the next decision tries again.
            self._ended()
            raise

    def _taken(self) -> bool:
        """Whether there is something to do; takes it on, or ends the work."""
        with self._lock:
            wanted, self._asked = self._asked and not self._stopped, False
            if not wanted:
                self._ended()
            return wanted

    def _ended(self) -> None:
        with self._lock:
            self._doing = None
            self._lock.notify_all()

    def _build(self) -> None:
        self._problem = None
        try:
            with Kroniek(self.store, create=False) as k:
                use = k.reader_use()
            # With the reader its chronicle was made with, or nothing would be as it was.
            read_along = use.model is not None or use.problem is not None
            with Kroniek(self.store, create=False, reader=read_along) as k:
                k.build(progress=self._note)
        except StoreBusyError:
            with self._lock:
                self._doing, self._asked = Doing("wait"), True
                self._lock.wait_for(lambda: self._stopped, AGAIN_S)
        except _StoppedError:
            pass  # as if interrupted: what is done is kept
        except (KroniekError, sqlite3.Error, OSError) as error:
            self._problem = str(error)

    def _note(self, stage: str, done: int, total: int) -> None:
        if self._stopped:
            raise _StoppedError
        self._doing = Doing(stage, done, total)
