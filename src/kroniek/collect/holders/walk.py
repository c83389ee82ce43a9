"""What a file of many inputs holds, whatever its kind, and archives within archives."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO

from kroniek.collect.holders.columns import Columns
from kroniek.collect.holders.streams import FAULTS, Inflated, Limits, Source, told
from kroniek.collect.pieces import Found, Lost, Piece
from kroniek.collect.readers import SUFFIXES
from kroniek.model.article import Format, Reason, Refusal
from kroniek.words.troubles import refused, remedy


class Holder(StrEnum):
    """Kinds of file that hold many inputs; the value is the ending."""

    JSON_LINES = ".jsonl"
    JSON = ".json"
    CSV = ".csv"
    WARC = ".warc"
    ZIP = ".zip"
    WACZ = ".wacz"
    MAILBOX = ".mbox"
    ONE = ""
    """A compressed file of one article."""


HOLDERS = {
    ".jsonl": Holder.JSON_LINES,
    ".ndjson": Holder.JSON_LINES,
    ".json": Holder.JSON,
    ".csv": Holder.CSV,
    ".tsv": Holder.CSV,
    ".warc": Holder.WARC,
    ".arc": Holder.WARC,
    ".zip": Holder.ZIP,
    ".wacz": Holder.WACZ,
    ".mbox": Holder.MAILBOX,
}
"""File endings (lower case) of files that hold many inputs."""
READ = tuple(sorted({*SUFFIXES, *HOLDERS, ".gz"}))
"""All endings that are read."""
ENDINGS = tuple(ending[1:] for ending in READ if ending != ".gz")
"""The same without the full stop, and without that of mere compression."""
_GZIP = ".gz"
_MARK = "#"
_IN_MEMORY = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read: the columns of tables, and how much is taken out of a file."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)


def holder_of(name: str) -> Holder | None:
    """The kind of file a name tells, if it is one that holds many inputs."""
    path = PurePosixPath(name.lower())
    if path.suffix == _GZIP:
        inner = PurePosixPath(path.stem)
        found = HOLDERS.get(inner.suffix)
        if found in {Holder.ZIP, Holder.WACZ}:
            return None
        return found or (Holder.ONE if inner.suffix in SUFFIXES else None)
    return HOLDERS.get(path.suffix)


def held(file: IO[bytes], name: str, options: Options) -> Iterator[Found]:
    """What `file`, called `name`, holds: pieces and refusals under their names within, and losses.

    Reads as it goes; nothing is written to disk but archives within archives, as files without a
    name.
    """
    yield from _held(file, name, options, 1)


def _held(file: IO[bytes], name: str, options: Options, depth: int) -> Iterator[Found]:
    kind = holder_of(name)
    source: Source = file
    if name.lower().endswith(_GZIP):
        source = Inflated(file, options.limits)
    columns, limits = options.columns, options.limits
    match kind:
        case Holder.JSON_LINES:
            from kroniek.collect.holders.json_rows import json_lines  # noqa: PLC0415

            yield from json_lines(source, columns, limits)
        case Holder.JSON:
            from kroniek.collect.holders.json_rows import json_list  # noqa: PLC0415

            yield from json_list(source, columns, limits)
        case Holder.CSV:
            from kroniek.collect.holders.csv_rows import csv_rows  # noqa: PLC0415

            yield from csv_rows(source, columns, limits)
        case Holder.WARC:
            from kroniek.collect.holders.webarchives import web_archive  # noqa: PLC0415

            yield from web_archive(source, limits)
        case Holder.MAILBOX:
            from kroniek.collect.holders.mailboxes import mailbox  # noqa: PLC0415

            yield from mailbox(source, limits)
        case Holder.ZIP | Holder.WACZ:
            yield from _archive(
                file, options, depth, only="archive/" if kind is Holder.WACZ else ""
            )
        case Holder.ONE:
            yield _one(source, PurePosixPath(name).stem, limits)
        case None:
            raise ValueError(f"{name!r} does not end as a file of many inputs does")


def _one(source: Source, name: str, limits: Limits) -> Piece | Refusal:
    """A text of its own, up to its end."""
    raw = bytearray()
    try:
        while block := source.read(1 << 16):
            raw += block
            if len(raw) > limits.most_bytes:
                most = limits.most_bytes
                return refused(name, Reason.TOO_LARGE, "large_stream", "split", most=most)
    except FAULTS as error:
        if not raw:
            return Refusal(name, Reason.DAMAGED, told(error), remedy("again"))
        return Piece(name, _format(name), bytes(raw), losses=(told(error),))
    return Piece(name, _format(name), bytes(raw))


def _format(name: str) -> Format:
    return SUFFIXES[PurePosixPath(name).suffix.lower()]


def _archive(file: IO[bytes], options: Options, depth: int, *, only: str) -> Iterator[Found]:
    from kroniek.collect.holders.zips import members  # noqa: PLC0415

    for member in members(file, options.limits):
        if isinstance(member, Lost):
            yield member
        elif isinstance(member, Refusal):
            if member.path.startswith(only):
                yield member
        elif member.name.startswith(only):
            yield from _member(member.name, member.stream, options, depth)


def _member(name: str, source: Source, options: Options, depth: int) -> Iterator[Found]:
    """What one member of an archive is: a text, a file of many, or neither."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in SUFFIXES:
        yield _one(source, name, options.limits)
    elif holder_of(name) is None:
        yield unknown(name)
    elif depth >= options.limits.deepest:
        deepest = options.limits.deepest
        yield refused(name, Reason.TOO_LARGE, "too_deep", "unpack_outer", deepest=deepest)
    else:
        yield from _inner(name, source, options, depth)


def _inner(name: str, source: Source, options: Options, depth: int) -> Iterator[Found]:
    """What a file of many within an archive holds, under names with its own before them."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        try:
            while block := source.read(1 << 16):
                file.write(block)
        except FAULTS as error:
            yield Refusal(name, Reason.DAMAGED, told(error), remedy("unpack"))
            return
        file.seek(0)
        for found in _held(file, name, options, depth + 1):
            yield under(name, found)


def under(name: str, found: Found) -> Found:
    """`found` as it is called where the file called `name` is one of many."""
    match found:
        case Piece():
            return replace(found, name=f"{name}{_MARK}{found.name}")
        case Refusal():
            return replace(found, path=f"{name}{_MARK}{found.path}")
        case Lost():
            return Refusal(name, found.reason, found.detail, found.remedy)


def unknown(name: str) -> Refusal:
    """The refusal of a file whose ending says nothing."""
    suffix = PurePosixPath(name).suffix
    code = "ending_unread" if suffix else "ending_none"
    values = {"ending": repr(suffix[:20]), "endings": ", ".join(READ)}
    return refused(name, Reason.UNKNOWN_FORMAT, code, "other_ending", **values)
