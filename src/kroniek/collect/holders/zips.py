"""Zip archives, read member by member and never unpacked: names in them lead nowhere.

The library is asked for one member after the other; what is checked before is what it believes: how
large the directory is, whether members overlap (CVE-2024-0450), how much comes out of how little.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from kroniek.collect.holders.streams import BrokenError, Limits, Source
from kroniek.collect.pieces import Lost, lost
from kroniek.ids import digest
from kroniek.model.article import Reason, Refusal
from kroniek.words.troubles import refused, trouble

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LOCAL_HEAD = 30
_MOST_DIRECTORY = 64 * 1024 * 1024
_LONGEST_NAME = 400
_LOCKED = 0x1
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, OverflowError, IndexError, KeyError, struct.error, zlib.error, BrokenError,
    UnicodeError,
)  # fmt: skip
"""What the library raises on archives that are damaged or made to harm."""


class Member(NamedTuple):
    """One file of an archive: its name within, and its bytes as a stream."""

    name: str
    stream: Source


def _directory_size(file: IO[bytes]) -> int | None:
    """Bytes that the archive's directory says it has; None if there is no end of an archive."""
    size = file.seek(0, 2)
    start = max(size - _END.size - 0xFFFF, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return None
    found: int = _END.unpack_from(tail, at)[5]
    if found != 0xFFFFFFFF or at < _LOCATOR.size:
        return found
    signature, _, offset, _ = _LOCATOR.unpack_from(tail, at - _LOCATOR.size)
    if signature != b"PK\x06\x07" or offset + _END64.size > size:
        return found
    file.seek(offset)
    large: int = _END64.unpack(file.read(_END64.size))[8]
    return large


def _printable(name: str) -> str:
    """A member's name as it is shown: no step up, no root, nothing that can not be seen."""
    shown = name.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
    shown = "/".join(part for part in shown.split("/") if part.strip(". "))
    if len(shown) > _LONGEST_NAME:
        shown = f"{shown[:200]}…{digest(shown)}…{shown[-100:]}"
    return shown or "?"


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _overlap(members: list[zipfile.ZipInfo], end: int) -> bool:
    """Whether bytes of the archive belong to two members."""
    ordered = sorted(members, key=lambda one: one.header_offset)
    bounds = [*(one.header_offset for one in ordered), end][1:]
    return any(
        one.header_offset + _LOCAL_HEAD + one.compress_size > bound
        for one, bound in zip(ordered, bounds, strict=True)
    )


class _Stream:
    """A member's bytes. Raises BrokenError where they are damaged, or swell as no text does."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._most = most
        self._count = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        try:
            data = self._file.read(1 << 16 if size < 0 else min(size, 1 << 16))
        except _FAULTS as error:
            raise BrokenError(trouble("member_damaged", error=error)) from error
        self._count += len(data)
        if self._count > self._most:
            raise BrokenError(trouble("member_swells"))
        return data


def _unfit(member: zipfile.ZipInfo, name: str) -> Refusal | None:
    """Why a member is not opened."""
    if member.flag_bits & _LOCKED:
        return refused(name, Reason.UNREADABLE, "member_locked", "unpack")
    if member.compress_type not in _READ_METHODS:
        number = member.compress_type
        return refused(name, Reason.UNKNOWN_FORMAT, "member_packed", "unpack", number=number)
    if stat.S_ISLNK(member.external_attr >> 16):
        return refused(name, Reason.UNREADABLE, "member_link", "unpack")
    return None


def members(file: IO[bytes], limits: Limits) -> Iterator[Member | Refusal | Lost]:
    """The files in an archive, in order of name; each must be read before the next is asked for."""
    try:
        size = _directory_size(file)
        if size is not None and size > _MOST_DIRECTORY:
            yield lost("directory_large", "pack_in_parts", Reason.TOO_LARGE, size=size)
            return
        with zipfile.ZipFile(file) as archive:
            yield from _members(archive, limits)
    except _FAULTS as error:
        yield lost("no_zip", error=error)


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Member | Refusal | Lost]:
    held = archive.infolist()
    if len(held) > limits.most_members:
        yield lost("members_many", "pack_in_parts", Reason.TOO_LARGE, count=len(held))
        return
    if _overlap(held, archive.start_dir):
        yield lost("members_overlap", "pack_anew")
        return
    for member in sorted(held, key=lambda one: (one.filename, one.header_offset)):
        # Not `is_dir()`, which fails on a member without a name.
        if member.filename.endswith("/") or _hidden(member.filename.replace("\\", "/")):
            continue
        name = _printable(member.filename)
        unfit = _unfit(member, name)
        if unfit is not None:
            yield unfit
            continue
        most = limits.slack + limits.most_ratio * member.compress_size
        try:
            with archive.open(member) as stream:
                yield Member(name, _Stream(stream, min(most, limits.most_inner)))
        except _FAULTS as error:
            yield refused(name, Reason.DAMAGED, "member_unopened", "unpack", error=error)
