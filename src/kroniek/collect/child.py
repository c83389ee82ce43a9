"""The process that reads what may be hostile: it can be killed, and takes no more than it is given.

Started by `kroniek.collect.guard` and spoken to over pipes: each message is its length in four
bytes and then MessagePack. When its other end closes, it leaves.
"""

import logging
import os
import sys
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from kroniek.collect.pieces import Piece
from kroniek.model.article import Article, Reason, Refusal
from kroniek.words.troubles import refused


@dataclass(frozen=True, slots=True)
class Task:
    """One piece to read; `seconds` of processor time and `memory` in bytes are all it may take."""

    piece: Piece
    language: str | None
    plainly: bool
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task: one of the two. After a `spent` one the process leaves."""

    article: Article | None = None
    refusal: Refusal | None = None
    spent: bool = False


TASKS = msgspec.msgpack.Decoder(Task)
ANSWERS = msgspec.msgpack.Decoder(Answer)


def put(stream: BinaryIO, message: Task | Answer) -> None:
    """Write one message."""
    raw = msgspec.msgpack.encode(message)
    stream.write(len(raw).to_bytes(4, "big"))
    stream.write(raw)
    stream.flush()


def get(stream: BinaryIO) -> bytes | None:
    """The bytes of the next message; None when the other end has closed, or died on the way."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, "big")
    raw = stream.read(size)
    return raw if len(raw) == size else None


def limit(seconds: float, memory: int) -> None:
    """Let this process take `seconds` more of processor time, and `memory` bytes in all.

    Where the system knows no such limits (Windows) nothing is done; the parent's clock remains.
    """
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds: the signal comes when the limit is reached, which kills.
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    for kind, value in (
        (resource.RLIMIT_CPU, most),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        known = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (known, hard))
        except (ValueError, OSError):
            continue  # this system does not know this one


def carried_out(task: Task) -> Answer:
    """Read the piece of a task."""
    from kroniek.collect.readers import read_piece  # noqa: PLC0415 (once the process is limited)

    try:
        found = read_piece(task.piece, task.language, plainly=task.plainly)
    except MemoryError:
        return _spent(task, "memory", most=task.memory // (1 << 20))
    except RecursionError:
        return _spent(task, "nested")
    return Answer(article=found) if isinstance(found, Article) else Answer(refusal=found)


def _spent(task: Task, code: str, **values: object) -> Answer:
    refusal = refused(task.piece.name, Reason.TOO_COSTLY, code, "save_article", **values)
    return Answer(refusal=refusal, spent=True)


def serve() -> None:
    """Read tasks from standard input and write answers to standard output, until it closes."""
    tasks = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between the messages.
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    while (raw := get(tasks)) is not None:
        task = TASKS.decode(raw)
        limit(task.seconds, task.memory)
        answer = carried_out(task)
        put(answers, answer)
        if answer.spent:
            return
