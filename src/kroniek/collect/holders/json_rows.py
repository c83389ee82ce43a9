"""JSON Lines, and JSON lists: every object is an input of its own."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from kroniek.collect.clean import decode
from kroniek.collect.holders.columns import Columns, piece_of
from kroniek.collect.holders.streams import FAULTS, BrokenError, Limits, Source, lines_of, told
from kroniek.collect.pieces import Found, Lost, Piece, lost
from kroniek.model.article import Reason, Refusal
from kroniek.words.troubles import refused, remedy, trouble

_MARK = b"\xef\xbb\xbf"
_MOST_LENIENT = 1024 * 1024
"""Bytes of a row that the lenient reader is given; it takes up to thirty times as much memory."""
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_FAULTS = (ValueError, RecursionError, msgspec.MsgspecError)
_Roles = Mapping[str, tuple[str, ...]]


def json_lines(source: Source, columns: Columns, limits: Limits) -> Iterator[Found]:
    """An article for each line of JSON Lines, called by the number of the line."""
    number = 0
    try:
        for number, (line, size) in enumerate(lines_of(source, 2 * limits.most_bytes), 1):
            bare = line.removeprefix(_MARK).strip()
            if size > len(line):
                yield refused(str(number), Reason.TOO_LARGE, "line_too_long", "own_line", size=size)
            elif bare:
                yield _row(str(number), bare, columns, limits)
    except FAULTS as error:
        yield lost("after_line", number=number, why=told(error))


def json_list(source: Source, columns: Columns, limits: Limits) -> Iterator[Found]:
    """An article for each object of a JSON list, or the one of a file with one object."""
    try:
        raw = _all(source, 4 * limits.most_bytes).removeprefix(_MARK).strip()
    except FAULTS as error:
        yield Lost(told(error), remedy("json_lines"), Reason.TOO_LARGE)
        return
    try:
        rows = [bytes(row) for row in _LIST.decode(raw)]
    except (*_FAULTS, UnicodeError):
        if raw.startswith(b"[") and len(raw) > _MOST_LENIENT:
            yield lost("no_list")
            return
        rows = _leniently(raw)
    for number, row in enumerate(rows, 1):
        yield _row(str(number), row, columns, limits)


def _leniently(raw: bytes) -> list[bytes]:
    """The objects of a list that is not wholly JSON; the whole if it is no list."""
    try:
        found = json.loads(decode(raw).text, strict=False)
    except _FAULTS:
        return [raw]
    return [json.dumps(row).encode() for row in found] if isinstance(found, list) else [raw]


def _all(source: Source, most: int) -> bytes:
    found = bytearray()
    while block := source.read(1 << 16):
        found += block
        if len(found) > most:
            raise BrokenError(trouble("list_long", most=most))
    return bytes(found)


def _row(key: str, row: bytes, columns: Columns, limits: Limits) -> Piece | Refusal:
    """The article in one JSON object."""
    if not row.startswith(b"{"):
        shown = row[:40].decode("utf-8", "replace")
        return refused(key, Reason.DAMAGED, "no_object", "mend_row", error=repr(shown))
    try:
        cells, roles = _cells(row, columns)
    except _FAULTS as error:
        deep = isinstance(error, RecursionError)
        problem = trouble("nested") if deep else str(error)[:200]
        return refused(key, Reason.DAMAGED, "no_object", "mend_row", error=problem)
    return piece_of(key, cells, roles, limits.most_bytes)


def _cells(row: bytes, columns: Columns) -> tuple[dict[str, object], _Roles]:
    """What one JSON object has in the columns that are looked at, and their roles."""
    try:
        raw = _OBJECT.decode(row)
        roles = _roles(columns, tuple(raw))
        wanted = {name for names in roles.values() for name in names}
        return {name: msgspec.json.decode(raw[name]) for name in sorted(wanted)}, roles
    except (msgspec.MsgspecError, UnicodeError):
        if len(row) > _MOST_LENIENT:
            raise
    # What programs write though JSON has it not: NaN, lone surrogates, other encodings.
    found = json.loads(decode(row).text, strict=False)
    if not isinstance(found, dict):
        raise ValueError("something else stands there")  # noqa: TRY004 (told as the others are)
    return found, _roles(columns, tuple(found))


@lru_cache(maxsize=64)
def _roles(columns: Columns, names: tuple[str, ...]) -> _Roles:
    return columns.found(names)
