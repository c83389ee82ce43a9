"""The process that reads what may be hostile: started by `kroniek.collect.guard`, see `wire`.

Tasks and answers are MessagePack.
"""

from dataclasses import dataclass

import msgspec

from kroniek import wire
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
    """Read tasks and write answers, until the other end closes."""
    tasks, answers = wire.ends()
    while (raw := wire.get(tasks)) is not None:
        task = TASKS.decode(raw)
        wire.limit(task.seconds, task.memory)
        answer = carried_out(task)
        wire.put(answers, msgspec.msgpack.encode(answer))
        if answer.spent:
            return
