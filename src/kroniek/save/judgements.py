"""What people decided, kept twice: in the store, and line by line in a file beside it.

The file (``NAME.kroniek.judgements.jsonl``, JSON Lines) is only ever appended to. It outlives the
store: one that is built anew, or built fresh after damage, takes its judgements from there. Both
are brought together before every build, so a crash between the two writes loses neither.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kroniek.errors import StoreError
from kroniek.ids import JudgementId, digest
from kroniek.model.judgement import Anchor, Judgement, Subject, Verb
from kroniek.save.database import damaged
from kroniek.save.sealed import SealedDatabase

_DECODE = msgspec.json.Decoder(Judgement).decode
_ENCODE = msgspec.json.Encoder(order="deterministic").encode


class BadLine(NamedTuple):
    """A line of the file that can not be read: it stays there, and is told."""

    number: int
    """From 1."""
    problem: str


def mirror_of(store: Path) -> Path:
    """The file beside a store that keeps its judgements."""
    return Path(f"{store}.judgements.jsonl")


def judgement_id(
    number: int,
    judged: tuple[Verb, Subject, str | None],
    sides: Sequence[Sequence[Anchor]],
    told: tuple[str, str, str],
) -> JudgementId:
    """An id made of what was decided, by whom, when and why, and of how many there were before."""
    anchors = [(a.path, a.exact, a.span) for side in sides for a in side]
    return JudgementId(f"j-{digest(number, *judged, *anchors, *told, length=8)}")


class JudgementLog:
    """The judgements of one store, oldest first. Methods raise StoreError."""

    def __init__(self, db: SealedDatabase, store: Path) -> None:
        self._db = db
        self._store = store
        self.mirror = mirror_of(store)

    def all(self) -> list[Judgement]:
        """Every judgement in the store, in the order in which they were made."""
        return [
            self._decoded(record) for _, _, record in self._db.sound("judgement", "ORDER BY number")
        ]

    def _decoded(self, record: str) -> Judgement:
        try:
            return _DECODE(record)
        except msgspec.MsgspecError as error:
            raise damaged(self._store, f"a judgement: {error}") from error

    def add(self, judgements: Sequence[Judgement]) -> None:
        """Keep judgements behind those there are: in the store, then in the file."""
        with self._db.transaction("IMMEDIATE"):
            self._keep(judgements)
        self._append(judgements)

    def _keep(self, judgements: Sequence[Judgement]) -> None:
        first = 1 + (self._db.one("SELECT max(number) FROM judgement") or 0)
        self._db.keep(
            "judgement",
            [(first + k, one.id, _ENCODE(one).decode()) for k, one in enumerate(judgements)],
        )

    def take_over(self, rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows of another store's table here too; `bring_together` does the rest."""
        self._db.keep("judgement", rows)

    def _append(self, judgements: Sequence[Judgement]) -> None:
        """Add lines to the file and have them on the disk before going on."""
        if not judgements:
            return
        try:
            torn = _torn(self.mirror)
            with self.mirror.open("ab") as file:
                if torn:
                    file.write(b"\n")
                file.writelines(_ENCODE(one) + b"\n" for one in judgements)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StoreError(
                str(self.mirror),
                f"judgements are in the store, but could not be written here ({error.strerror})",
                "make room or mend the rights, and build again",
            ) from error

    def bring_together(self) -> tuple[BadLine, ...]:
        """Give the store what only the file has, and the file what only the store has.

        Gives the lines of the file that can not be read.
        """
        lines = list(self._lines())
        told = [one for one in lines if isinstance(one, Judgement)]
        kept = self.all()
        known = {one.id for one in kept}
        new = [one for one in dict.fromkeys(told) if one.id not in known]
        if new:
            with self._db.transaction("IMMEDIATE"):
                self._keep(new)
        written = {one.id for one in told}
        self._append([one for one in kept if one.id not in written])
        return tuple(one for one in lines if isinstance(one, BadLine))

    def bad_lines(self) -> tuple[BadLine, ...]:
        """The lines of the file that can not be read."""
        return tuple(one for one in self._lines() if isinstance(one, BadLine))

    def _lines(self) -> Iterator[Judgement | BadLine]:
        try:
            raw = self.mirror.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(
                str(self.mirror),
                f"can not be read ({error.strerror})",
                "mend its rights: it holds what people decided",
            ) from error
        for number, line in enumerate(raw.split(b"\n"), start=1):
            if line.strip():
                try:
                    yield _DECODE(line)
                except (msgspec.MsgspecError, UnicodeError) as error:
                    yield BadLine(number, str(error))


def _torn(file: Path) -> bool:
    """Whether a line was cut off while it was being written."""
    if not file.exists() or not file.stat().st_size:
        return False
    with file.open("rb") as raw:
        raw.seek(-1, os.SEEK_END)
        return raw.read(1) != b"\n"
