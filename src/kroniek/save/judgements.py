"""What people decided, kept twice: in the store, and line by line in a file beside it.

The file (``NAME.kroniek.judgements.jsonl``, JSON Lines) is only ever appended to. It outlives the
store: one that is built anew, or built fresh after damage, takes its judgements from there. Both
are brought together before every build, so a crash between the two writes loses neither.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kroniek.edtf import days_written
from kroniek.errors import StoreError
from kroniek.ids import JudgementId, digest
from kroniek.model.judgement import Anchor, Judgement, Subject, Verb
from kroniek.save.database import damaged
from kroniek.save.sealed import SealedDatabase

_WHEN = "%Y-%m-%dT%H:%M:%SZ"
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

    def every(self) -> list[Judgement]:
        """Every judgement in the store or the file, in the order in which they were made."""
        return self._together(self._told()[0], self.all())

    def bring_together(self) -> tuple[BadLine, ...]:
        """Give the store what only the file has, and the file what only the store has.

        The store then has them in the order of the file, so that two stores with one file agree.
        Gives the lines of the file that can not be read.
        """
        told, bad = self._told()
        kept = self.all()
        written = {one.id for one in told}
        self._append([one for one in kept if one.id not in written])
        every = self._together(told, kept)
        if [one.id for one in every] != [one.id for one in kept]:
            with self._db.transaction("IMMEDIATE"):
                self._db.do("DELETE FROM judgement")
                self._keep(every)
        return bad

    @staticmethod
    def _together(told: Sequence[Judgement], kept: Sequence[Judgement]) -> list[Judgement]:
        """By the time at which they were made, and then as they stand in the file."""
        first: dict[JudgementId, Judgement] = {}
        for one in (*told, *kept):
            first.setdefault(one.id, one)
        return sorted(first.values(), key=lambda one: one.when)

    def _told(self) -> tuple[list[Judgement], tuple[BadLine, ...]]:
        """What the file tells, each once, and its lines that can not be read."""
        found: dict[JudgementId, Judgement] = {}
        bad: list[BadLine] = []
        for number, line in self._lines():
            if isinstance(line, str):
                bad.append(BadLine(number, line))
            elif found.setdefault(line.id, line) != line:
                bad.append(BadLine(number, f"another judgement has the id {line.id!r}"))
        return list(found.values()), tuple(bad)

    def bad_lines(self) -> tuple[BadLine, ...]:
        """The lines of the file that can not be read."""
        return self._told()[1]

    def _lines(self) -> Iterator[tuple[int, Judgement | str]]:
        """The lines of the file by number: a judgement, or why it is none."""
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
                    judgement = _DECODE(line)
                except (msgspec.MsgspecError, UnicodeError) as error:
                    yield number, str(error)
                else:
                    yield number, unsound(judgement) or judgement


def _torn(file: Path) -> bool:
    """Whether a line was cut off while it was being written."""
    if not file.exists() or not file.stat().st_size:
        return False
    with file.open("rb") as raw:
        raw.seek(-1, os.SEEK_END)
        return raw.read(1) != b"\n"


_SIDES = {Verb.SAME: 2, Verb.NOT_SAME: 2, Verb.SPLIT: 2, Verb.UNDO: 0}
_WITH_VALUE = frozenset({Verb.DATE, Verb.PLACE, Verb.UNDO})


_PLACE = re.compile(r"(loc|gpe):\S+")


def unsound(one: Judgement) -> str | None:
    """Why a judgement can not be carried out as it is written; None if it can."""
    wanted = _SIDES.get(one.verb, 1)
    if len(one.sides) != wanted or not all(one.sides):
        return f"{one.verb!r} takes {wanted} sides with quotations"
    if (one.verb in _WITH_VALUE) != bool(one.value):
        return f"{one.verb!r} takes {'a' if one.verb in _WITH_VALUE else 'no'} value"
    if not is_instant(one.when):
        return f"{one.when!r} is no time such as 2024-05-03T12:00:00Z"
    if one.verb is Verb.DATE:
        try:
            days_written(one.value or "")
        except ValueError as error:
            return str(error)
    if one.verb is Verb.PLACE and not _PLACE.fullmatch(one.value or ""):
        return f"{one.value!r} is no id of a place, such as loc:utrecht"
    for anchor in (anchor for side in one.sides for anchor in side):
        if anchor.span.start < 0 or anchor.span.size != len(anchor.exact) or not anchor.exact:
            return f"{anchor.span} does not hold {anchor.exact!r}"
    return None


def is_instant(when: str) -> bool:
    """Whether this is a time in UTC, to the second, as judgements write it."""
    try:
        return datetime.strptime(when, _WHEN).replace(tzinfo=UTC).strftime(_WHEN) == when
    except ValueError:
        return False
