"""Takes over what is sound of a damaged store into a new one, and sets the damaged file aside.

The new store holds every input and article whose seal is whole, with the judgements; a fresh build
then reads the inputs that still lie in their place again. The damaged file is never deleted.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from kroniek.errors import StoreError
from kroniek.ids import ArticleId
from kroniek.model.article import Article, Reason
from kroniek.save import lock
from kroniek.save.articles import BECAME
from kroniek.save.check import check
from kroniek.save.database import Database, not_written
from kroniek.save.inputs import InputRecord
from kroniek.save.records import decoder_of
from kroniek.save.rows import asking, is_sound
from kroniek.save.store import Store
from kroniek.words.troubles import remedy, trouble


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done about a damaged store."""

    aside: Path
    """Where the damaged file lies now."""
    damages: int
    inputs: int
    """Inputs that were taken over, whose articles may yet have to be read again."""
    articles: int
    lost: tuple[str, ...]
    """Paths of inputs whose article was damaged: it is gone unless it can be read again."""


def mend(path: Path) -> Mended | None:
    """Set a damaged store aside and put one in its place with what is sound; None if it is whole.

    At any moment, even after a kill, `path` is one of the two and the damaged file is kept. Raises
    StoreBusyError while another process builds, and StoreError where nothing can be written.
    """
    if not path.is_file() or not path.stat().st_size:
        return None
    with lock.held(path):
        damages = check(path).damages
        return _mended(path, len(damages)) if damages else None


def _mended(path: Path, damages: int) -> Mended:
    draft = path.with_name(f"{path.name}-mending")
    try:
        _forget(draft)
    except OSError as error:
        raise not_written(path, error) from error
    inputs = articles = 0
    lost = []
    with Store(draft, create=True) as store, store.transaction():
        store.judgements.take_over(_sound(path, "judgement"))
        store.note_became(_became(path))
        for record, article in _taken_over(path):
            store.add_input(record, article)
            inputs += 1
            articles += article is not None
            if record.detail == trouble("copy_damaged"):
                lost.append(record.path)
    try:
        aside = _set_aside(path)
        draft.replace(path)
    except OSError as error:
        raise not_written(path, error) from error
    return Mended(aside, damages, inputs, articles, tuple(lost))


def _sound(path: Path, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table that are as they were written, as far as the file can be read."""
    with suppress(StoreError), Database(path, lenient=True) as db:
        for row in db.rows(asking(table)):
            if is_sound(table, row):
                yield row[:-1]


def _became(path: Path) -> dict[ArticleId, ArticleId]:
    """What articles that vanished have become, as far as the damaged store knows."""
    told = dict(_sound(path, "meta")).get("became")
    return BECAME.decode(told) if told is not None else {}


def _taken_over(path: Path) -> Iterator[tuple[InputRecord, Article | None]]:
    """Inputs with their articles; all are to be read again if that can be done."""
    articles = {row[0]: row[-1] for row in _sound(path, "article")}
    for row in _sound(path, "input"):
        record = replace(InputRecord(*row), withdrawn=bool(row[-1]), key="")
        told = articles.get(record.article)
        if record.article is None or told is not None:
            yield record, decoder_of(Article).decode(told) if told is not None else None
        else:
            yield (
                replace(
                    record,
                    sha256="",
                    outcome="refused",
                    article=None,
                    reason=str(Reason.UNREADABLE),
                    detail=trouble("copy_damaged"),
                    remedy=remedy("put_back"),
                ),
                None,
            )


def _set_aside(path: Path) -> Path:
    """Give the file a second name, of a number not yet taken, and its log the same."""
    for number in count(1):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if aside.exists() and not aside.samefile(path):
            continue
        if not aside.exists():
            _linked(path, aside)
        for end in ("-wal", "-shm"):  # a log that stays would be taken for that of the new file
            with suppress(FileNotFoundError):
                Path(f"{path}{end}").replace(f"{aside}{end}")
        return aside
    raise AssertionError


def _linked(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # no such links on this file system
        shutil.copy2(path, other)


def _forget(draft: Path) -> None:
    """Take away what an earlier attempt that was killed has left."""
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{draft}{end}").unlink()
