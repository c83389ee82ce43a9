"""What is new among the inputs goes into a store; what is as it was is not read again.

A file of many inputs is skipped as a whole while its bytes are the same; if they are not, only
those in it that are new or changed are read. An interruption costs at most one batch of work.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from kroniek.collect.files import (
    Input,
    apart,
    digest_of,
    is_absent,
    listing,
    numbered,
    pieces_of,
)
from kroniek.collect.guard import shared_guard
from kroniek.collect.holders.walk import Options
from kroniek.collect.pieces import Lost, Piece
from kroniek.correct.successors import successors
from kroniek.library.withdrawals import withdrawn
from kroniek.model.article import Article, Refusal
from kroniek.pipeline import Progress
from kroniek.save.inputs import InputRecord
from kroniek.save.store import Store

BATCH = 50
"""Inputs or articles in one transaction: what an interruption can cost."""
_MOST_LOSSES = 20
"""Losses of one file that are told one by one."""

Taken = tuple[InputRecord, Article | None]
"""What became of an input that was read, with its article."""
_Step = Taken | InputRecord | None
"""An input that was read; a record to keep as it is told; or an input that is as it was."""


def names_in_store(listed: Iterable[Input], records: Sequence[InputRecord]) -> dict[str, str]:
    """Names that files have in a store, by place: also of those that have been moved since.

    A file has been moved if one of its name and with its bytes is gone from where it was.
    """
    files = [record for record in records if record.within is None]
    names = {record.place: record.path for record in files if record.place}
    by_name = {record.path: record for record in files}
    for item in sorted(listed, key=lambda item: item.place):
        record = by_name.get(item.name)
        if item.place in names or record is None or not (record.place and is_absent(record.place)):
            continue
        if digest_of(item) == record.sha256:
            del names[record.place], by_name[item.name]
            names[item.place] = item.name
    return names


def _opened(place: str | None) -> bool:
    """Whether a folder that could not be read when it was an input can be read now."""
    return place is not None and Path(place).is_dir() and os.access(place, os.R_OK | os.X_OK)


@dataclass(frozen=True, slots=True)
class Intake:
    """How inputs are read into a store; `key` is that of the code and data that read them."""

    store: Store
    key: str
    language: str | None = None
    options: Options = field(default_factory=Options)
    batch: int = BATCH

    def take(
        self, paths: Sequence[Path], progress: Progress, incoming: Sequence[Input] = ()
    ) -> int:
        """Read what is new or changed among `paths` and `incoming`; gives how many were read."""
        listed = [*incoming, *listing(paths, most_bytes=self.options.limits.most_bytes)]
        records = self.store.inputs()
        found = apart(listed, names_in_store(listed, records))
        new = self._keep(self._steps(found, records), len(found), progress)
        with self.store.transaction():
            given = {one.place for one in found}
            folders = [path for path in paths if path.is_dir()]
            for record in withdrawn(self.store.inputs(), folders, given):
                self.store.keep_input(record)
                self.store.set_meta("unfinished", self.key)
            for record in records:
                unread = record.article is None and not record.holds_others
                if unread and record.place not in given and _opened(record.place):
                    self.store.drop_input(record.path)
            self._rename(found)
            gone = list(self.store.vanished())
            if gone:
                self.store.note_became(successors(gone, self.store.arrived()))
        return new

    def _keep(self, steps: Iterator[_Step], files: int, progress: Progress) -> int:
        """Put what the steps give into the store, batch by batch."""
        done = new = 0
        last = False
        while not last:
            with self.store.transaction():
                before, size = new, 0
                for step in islice(steps, self.batch):
                    size += 1
                    if isinstance(step, InputRecord):
                        self.store.keep_input(step)
                    elif step is not None:
                        self.store.add_input(*step)
                        new += 1
                if new > before:
                    self.store.set_meta("unfinished", self.key)
            last = size < self.batch
            done += size
            if size:
                progress(done, max(done, files))
        return new

    def _steps(self, found: Sequence[Input], records: Sequence[InputRecord]) -> Iterator[_Step]:
        known = {record.path: record for record in records}
        taken = {item.name for item in found} | {one.path for one in records if one.within is None}
        for item in found:
            yield from self._file(item, known, taken)

    def _file(
        self, item: Input, known: Mapping[str, InputRecord], taken: set[str]
    ) -> Iterator[_Step]:
        """What becomes of one file, and of all it holds, unless it is as the store has it."""
        sha256 = digest_of(item)
        if isinstance(sha256, Refusal):
            yield InputRecord.of(sha256, "", self.key, item.place), None
            return
        record = known.get(item.name)
        if record is not None and self._is_same(record, sha256):
            if record.place == item.place:
                yield None
                return
            yield replace(record, place=item.place)
            for one in known.values():
                if one.within == item.name and one.place == record.place:
                    yield replace(one, place=item.place)
        elif item.holds_others:
            yield from self._container(item, sha256, known, taken)
        else:
            for found in pieces_of(item, self.options):
                if not isinstance(found, Lost):  # only a file of many inputs loses one
                    now = found.sha256 if isinstance(found, Piece) else sha256
                    yield self._read(found, now, item.place)

    def _is_same(self, record: InputRecord, sha256: str) -> bool:
        return (record.sha256, record.key) == (sha256, self.key) and not record.withdrawn

    def _read(self, found: Piece | Refusal, sha256: str, place: str) -> Taken:
        result = shared_guard().read(found, self.language) if isinstance(found, Piece) else found
        article = result if isinstance(result, Article) else None
        return InputRecord.of(result, sha256, self.key, place), article

    def _container(
        self,
        item: Input,
        sha256: str,
        known: Mapping[str, InputRecord],
        taken: set[str],
    ) -> Iterator[_Step]:
        """What becomes of all that a file holds, and then of the file itself."""
        seen: set[str] = set()
        losses: list[Lost] = []
        for found in self._named(item, taken):
            if isinstance(found, Lost):
                losses.append(found)
                continue
            name = found.name if isinstance(found, Piece) else found.path
            seen.add(name)
            yield self._part(found, known.get(name), item)
        yield _container_record(item, losses, len(seen), sha256, self.key), None
        for record in known.values():
            gone = record.within == item.name and record.path not in seen
            if gone and not losses and not record.withdrawn:
                yield replace(record, withdrawn=True)

    def _part(self, found: Piece | Refusal, record: InputRecord | None, item: Input) -> _Step:
        """What becomes of one input within a file."""
        sha256 = found.sha256 if isinstance(found, Piece) else ""
        if isinstance(found, Piece) and record is not None:
            kept = replace(record, place=item.place, within=item.name, withdrawn=False)
            if (record.sha256, record.key) == (sha256, self.key):
                return None if kept == record else kept
        taken, article = self._read(found, sha256, item.place)
        return replace(taken, within=item.name), article

    def _named(self, item: Input, taken: set[str]) -> Iterator[Piece | Refusal | Lost]:
        """All that a file holds, each under a name that no other input has."""
        names: set[str] = set()
        for found in pieces_of(item, self.options):
            if isinstance(found, Lost):
                yield found
                continue
            told = found.name if isinstance(found, Piece) else found.path
            name = numbered(told, names, taken)
            names.add(name)
            if isinstance(found, Piece):
                yield replace(found, name=name)
            else:
                yield replace(found, path=name)

    def _rename(self, found: Sequence[Input]) -> None:
        """Read again what an article should be called after, but is not."""
        misnamed = self.store.misnamed()
        if not misnamed:
            return
        records = {one.path: one for one in self.store.inputs()}
        taken = {item.name for item in found} | {
            one.path for one in records.values() if one.within is None
        }
        holding = {records[name].within for name in misnamed}
        for item in (*found, *self._elsewhere(misnamed, found, records)):
            if item.name not in misnamed | holding:
                continue
            for one in self._named(item, taken - {item.name}):
                if isinstance(one, Piece) and one.name in misnamed:
                    record, article = self._read(one, one.sha256, item.place)
                    self.store.add_input(replace(record, within=records[one.name].within), article)

    def _elsewhere(
        self, names: Set[str], found: Sequence[Input], records: Mapping[str, InputRecord]
    ) -> list[Input]:
        """The files of inputs of these names that were not given now, where they still lie."""
        files = {records[records[name].within or name].place for name in names}
        given = {item.place for item in found}
        paths = [Path(place) for place in sorted(filter(None, files)) if place not in given]
        listed = listing(paths, most_bytes=self.options.limits.most_bytes)
        return apart(listed, names_in_store(listed, list(records.values())))


def _container_record(
    item: Input, losses: Sequence[Lost], held: int, sha256: str, key: str
) -> InputRecord:
    """What became of a file of `held` inputs; those in it have records of their own."""
    if not held:
        first = losses[0]  # nothing without a loss: see `pieces_of`
        refusal = Refusal(item.name, first.reason, first.detail, first.remedy)
        return InputRecord.of(refusal, sha256, key, item.place)
    if not losses:
        return InputRecord(item.name, sha256, key, "read", place=item.place)
    told = "; ".join(dict.fromkeys(one.detail for one in losses[:_MOST_LOSSES]))
    return InputRecord(
        item.name, sha256, key, "partly", None, None, told, losses[0].remedy, item.place
    )
