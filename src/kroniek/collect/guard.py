"""Reads pieces so that none can harm: what is not plainly harmless, in a process apart.

That process is started once, when it is first needed, and is killed when it takes too much; the
next piece gets a new one. Ordinary pages cost no start: only what passes through two pipes.
"""

import atexit
import os
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from kroniek.collect.child import ANSWERS, Answer, Task
from kroniek.collect.language import LANGUAGES
from kroniek.collect.pieces import Piece
from kroniek.collect.readers import read_piece
from kroniek.model.article import Article, Format, Reason, Refusal
from kroniek.wire import Ended, Process
from kroniek.words.troubles import refused, remedy, trouble

HARMLESS_BYTES = 64 * 1024
"""Plain text up to this size is read in the process itself: it takes a fraction of a second."""
_CHILD = "kroniek.collect.child:serve"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one piece may take."""

    seconds: float = 20.0
    """Of processor time, in all attempts."""
    memory: int = 1 << 30
    """Bytes, with the program itself."""
    wall: float = 120.0
    """Seconds on the clock for one attempt, for what waits instead of computing."""


class Guard:
    """Reads pieces within `bounds`; what can not be read within them is refused."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._child: Process | None = None

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
        child = self._child = self._child or Process(_CHILD)
        seconds = max(self.bounds.seconds * share - 1, 1)
        task = Task(piece, language, plainly, seconds, self.bounds.memory)
        # One that died takes nothing, and gives no answer either.
        child.tell(msgspec.msgpack.encode(task), self.bounds.wall)
        answer = _decoded(child.answer(self.bounds.wall))
        if answer is None or answer.spent:
            ended = self.close()
            if answer is None:
                detail, cure = self._why(ended), remedy("save_article")
                return Refusal(piece.name, Reason.TOO_COSTLY, detail, cure)
        return answer.article or _refusal(answer, piece)

    def _why(self, ended: Ended) -> str:
        """Why the process ended that was reading."""
        if ended.by("SIGXCPU"):
            return trouble("seconds", most=round(self.bounds.seconds))
        if ended.by("SIGKILL"):
            return trouble("stopped", most=round(self.bounds.wall))
        return trouble("broke_down", error=ended.told or f"code {ended.code}")

    def close(self) -> Ended:
        """End the process, if there is one; how it ended."""
        child, self._child = self._child, None
        return child.end() if child is not None and child.owner == os.getpid() else Ended(0, "")


def _decoded(raw: bytes | None) -> Answer | None:
    """An answer; None if there is none, or not all of it."""
    try:
        return ANSWERS.decode(raw) if raw is not None else None
    except msgspec.MsgspecError:
        return None


def _refusal(answer: Answer, piece: Piece) -> Refusal:
    return answer.refusal or refused(piece.name, Reason.DAMAGED, "no_answer", "save_article")


@cache
def shared_guard() -> Guard:
    """The guard of this process, with the usual bounds; its child ends with the process."""
    guard = Guard()
    atexit.register(guard.close)
    return guard
