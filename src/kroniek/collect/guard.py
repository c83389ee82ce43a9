"""Reads pieces so that none can harm: what is not plainly harmless, in a process apart.

That process is started once, when it is first needed, and is killed when it takes too much; the
next piece gets a new one. Ordinary pages cost no start: only what passes through two pipes.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from functools import cache
from typing import IO, BinaryIO, cast

import msgspec

from kroniek.collect.child import ANSWERS, Answer, Task, get, put
from kroniek.collect.language import LANGUAGES
from kroniek.collect.pieces import Piece
from kroniek.collect.readers import read_piece
from kroniek.model.article import Article, Format, Reason, Refusal
from kroniek.words.troubles import refused, remedy, trouble

HARMLESS_BYTES = 64 * 1024
"""Plain text up to this size is read in the process itself: it takes a fraction of a second."""
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]);"
    "from kroniek.collect.child import serve; serve()"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one piece may take."""

    seconds: float = 20.0
    """Of processor time, in all attempts."""
    memory: int = 1 << 30
    """Bytes, with the program itself."""
    wall: float = 120.0
    """Seconds on the clock for one attempt, for what waits instead of computing."""


class _Child:
    """A running process that reads."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._told = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 (closed in `end`)
        # -P: nothing in the current folder is taken for a module.
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and code)
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._told,
            start_new_session=True,  # an interruption at the keyboard is the parent's affair
        )

    def ask(self, task: Task, wall: float) -> Answer | None:
        """The answer to one task; None if the process died over it, or was killed."""
        watch = threading.Timer(wall, self._process.kill)
        watch.start()
        try:
            put(cast("BinaryIO", self._process.stdin), task)
            raw = get(cast("BinaryIO", self._process.stdout))
            return ANSWERS.decode(raw) if raw is not None else None
        except (OSError, msgspec.MsgspecError):
            return None  # it died while it was spoken to
        finally:
            watch.cancel()

    def end(self) -> tuple[int, str]:
        """Kill it; gives how it ended and the last line it wrote."""
        code = self._process.poll()
        if code is None:
            try:
                # One that died may not have been buried; one that lives is killed.
                code = self._process.wait(0.2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # there was something left that it did not take
        self._told.seek(0)
        lines = self._told.read(1 << 20).decode("utf-8", "replace").strip().splitlines()
        self._told.close()
        return code, lines[-1][:200] if lines else ""


class Guard:
    """Reads pieces within `bounds`; what can not be read within them is refused."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._child: _Child | None = None

    def read(self, piece: Piece, language: str | None = None) -> Article | Refusal:
        """The article in `piece`, or why there is none. Raises ValueError as `read_piece` does."""
        known = language is None or language in LANGUAGES
        if not known or (piece.format is Format.TEXT and len(piece.raw) <= HARMLESS_BYTES):
            return read_piece(piece, language)
        if piece.format is Format.TEXT:
            return self._attempt(piece, language, plainly=False, share=1.0)
        found = self._attempt(piece, language, plainly=False, share=0.7)
        if isinstance(found, Refusal) and found.reason is Reason.TOO_COSTLY:
            # Once more, without the clever reader.
            again = self._attempt(piece, language, plainly=True, share=0.3)
            if isinstance(again, Article):
                told = trouble("all_taken", why=found.detail)
                return replace(again, losses=(*again.losses, told))
        return found

    def _attempt(
        self, piece: Piece, language: str | None, *, plainly: bool, share: float
    ) -> Article | Refusal:
        if self._child is not None and self._child.owner != os.getpid():
            self._child = None  # it belongs to the process that we were forked from
        child = self._child = self._child or _Child()
        seconds = max(self.bounds.seconds * share - 1, 1)
        task = Task(piece, language, plainly, seconds, self.bounds.memory)
        answer = child.ask(task, self.bounds.wall)
        if answer is None or answer.spent:
            code, told = self.close()
            if answer is None:
                detail, cure = self._why(code, told), remedy("save_article")
                return Refusal(piece.name, Reason.TOO_COSTLY, detail, cure)
        return answer.article or _refusal(answer, piece)

    def _why(self, code: int, told: str) -> str:
        """Why the process ended that was reading."""
        if code == -_signal("SIGXCPU"):
            return trouble("seconds", most=round(self.bounds.seconds))
        if code == -_signal("SIGKILL"):
            return trouble("stopped", most=round(self.bounds.wall))
        return trouble("broke_down", error=told or f"code {code}")

    def close(self) -> tuple[int, str]:
        """End the process, if there is one; gives how it ended and the last line it wrote."""
        child, self._child = self._child, None
        return child.end() if child is not None and child.owner == os.getpid() else (0, "")


def _signal(name: str) -> int:
    """The number of a signal; one that no process ends with where the system lacks it."""
    import signal  # noqa: PLC0415

    return int(getattr(signal, name, 1 << 20))


def _refusal(answer: Answer, piece: Piece) -> Refusal:
    return answer.refusal or refused(piece.name, Reason.DAMAGED, "no_answer", "save_article")


@cache
def shared_guard() -> Guard:
    """The guard of this process, with the usual bounds; its child ends with the process."""
    guard = Guard()
    atexit.register(guard.close)
    return guard


def unbounded() -> tuple[str, ...]:
    """In English, the bounds that this system can not set; the clock's holds everywhere."""
    try:
        import resource  # noqa: F401, PLC0415 (not on every system)
    except ImportError:
        return ("processor time", "memory")
    return () if sys.platform.startswith("linux") else ("memory",)
