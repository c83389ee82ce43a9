"""Bytes that come out of a compressed file, no more of them than can be meant."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Protocol, cast

from kroniek.collect.clean import wide_encoding
from kroniek.words.troubles import trouble

MOST_BYTES = 16 * 1024 * 1024
"""Largest text that is read as one article, in bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken out of one file; what is over is refused or named as lost."""

    most_bytes: int = MOST_BYTES
    """Bytes of one article."""
    most_mail: int = 4 * MOST_BYTES
    """Bytes of one message with what is attached to it."""
    most_ratio: int = 200
    """Bytes that may come of one compressed byte; text gives 3 to 20."""
    slack: int = 1024 * 1024
    """Bytes that may come of a small file whatever the ratio."""
    most_inner: int = 1024 * 1024 * 1024
    """Bytes of an archive that lies within another."""
    most_members: int = 500_000
    """Members of one archive."""
    deepest: int = 3
    """Archives within one another."""


class Source(Protocol):
    """Bytes that can be read once, from the beginning to the end."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, all of them if it is negative; none at the end."""


class BrokenError(Exception):
    """The stream can not be read on; ``str(error)`` tells why, in English."""


FAULTS = (BrokenError, OSError)
"""What reading a damaged or cut file raises."""


def told(error: Exception) -> str:
    """Why reading stopped, in words the user knows."""
    if isinstance(error, OSError):
        return trouble("not_read_on", error=error.strerror or error)
    return str(error)


class Counted:
    """A stream that knows how many bytes it gave, and stops where `most` are passed.

    `most` may be moved while reading. Raises BrokenError when the limit is passed.
    """

    def __init__(self, stream: Source, most: int | None = None, what: str = "data") -> None:
        self._stream = stream
        self.most = most
        self.count = 0
        self._what = what

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        wanted = size
        if self.most is not None and not 0 <= size <= self.most - self.count + 1:
            wanted = max(self.most - self.count + 1, 0)
        data = self._stream.read(wanted)
        self.count += len(data)
        if self.most is not None and self.count > self.most:
            raise BrokenError(trouble("too_much", what=self._what, most=self.most))
        return data


class Inflated:
    """What a gzip file holds. Raises BrokenError when it swells beyond the ratio of `limits`."""

    def __init__(self, stream: Source, limits: Limits) -> None:
        self._raw = Counted(stream)
        self._file = gzip.GzipFile(mode="rb", fileobj=cast("IO[bytes]", self._raw))  # only reads
        self._limits = limits
        self._count = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        # Never all at once: a small file can hold very much.
        try:
            # `read` would lose what came out before a fault.
            data = self._file.read1(1 << 16 if size < 0 else min(size, 1 << 16))
        except EOFError as error:
            raise BrokenError(trouble("packed_cut")) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise BrokenError(trouble("packed_damaged", error=error)) from error
        self._count += len(data)
        most = self._limits.slack + self._limits.most_ratio * self._raw.count
        if self._count > most:
            raise BrokenError(trouble("packed_swells", ratio=self._limits.most_ratio))
        return data


class Recoded:
    """Text in another encoding as UTF-8; what does not fit becomes U+FFFD."""

    def __init__(self, stream: Source, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._rest:
            raw = self._stream.read(1 << 16)
            self._rest = self._decoder.decode(raw, final=not raw).encode("utf-8", "replace")
            if not raw:
                break
        wanted = len(self._rest) if size < 0 else size
        data, self._rest = self._rest[:wanted], self._rest[wanted:]
        return data


class _Head:
    """A stream whose first bytes can be looked at."""

    def __init__(self, stream: Source) -> None:
        self._stream = stream
        self.first = self._left = stream.read(1 << 16)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, or what was looked at; none at the end."""
        if self._left:
            data, self._left = self._left, b""
            return data
        return self._stream.read(size)


def lines_of(stream: Source, most: int) -> "LineReader":
    """The lines of a text as bytes, in UTF-8 or in an encoding of one byte a letter.

    None is longer in memory than `most` bytes.
    """
    head = _Head(stream)
    encoding = wide_encoding(head.first)
    if encoding is not None:
        return LineReader(Recoded(head, encoding), most)
    old = b"\r" in head.first and b"\n" not in head.first
    return LineReader(head, most, b"\r" if old else b"\n")


class LineReader:
    """Iterates over ``(line, its size)``; of a line longer than `most` only the beginning is had.

    The line keeps its end, `end`. Raises what reading the stream raises.
    """

    def __init__(self, stream: Source, most: int, end: bytes = b"\n") -> None:
        self._stream = stream
        self._most = most
        self._end = end

    def __iter__(self) -> Iterator[tuple[bytes, int]]:
        had: list[bytes] = []  # of the line that is not ended yet
        size = 0
        while block := self._stream.read(1 << 16):
            first, *others = block.split(self._end)
            if size < self._most:
                had.append(first)
            size += len(first)
            for part in others:
                yield b"".join(had)[: self._most] + self._end, size + len(self._end)
                had, size = [part], len(part)
        if size:
            yield b"".join(had)[: self._most], size
