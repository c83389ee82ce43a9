"""Web archives (WARC): every page that was answered is an input of its own.

The library reads a cut archive as a whole one; here the end of the compressed data, the length that
each record announces and its digests are checked.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

from warcio.bufferedreaders import BufferedReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]

from kroniek.collect.clean import known_encoding
from kroniek.collect.holders.streams import FAULTS, BrokenError, Counted, Limits, Source, told
from kroniek.collect.pieces import Found, Given, Piece, lost
from kroniek.model.article import Format, Reason
from kroniek.words.troubles import refused, trouble

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it writes of what it mends
_FAULTS = (
    *FAULTS, ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError, KeyError,
    IndexError,
)  # fmt: skip
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MOST_HEAD = 512 * 1024
"""Bytes that the headers of a record may have, with what is read ahead of them."""
_PAGES = {
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/plain": Format.TEXT,
}
_FURNITURE = (
    "image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript",
    "application/x-javascript", "application/json", "application/font", "application/x-font",
    "application/manifest", "application/ld+json", "application/vnd.ms-fontobject",
    "application/xml", "text/xml", "application/rss", "application/atom", "application/wasm",
)  # fmt: skip
"""Kinds of file that a page is made with, or a machine asks for."""


class _Records:
    """The records of an archive; none may have headers without end."""

    def __init__(self, source: Source) -> None:
        self._counted = Counted(source, None, "record_headers")
        # Not the library's iterator, which undoes the compression itself and sees no cut in it.
        self._reader = BufferedReader(self._counted)
        self._loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        self._format: str | None = None

    def __iter__(self) -> "_Records":
        return self

    def __next__(self) -> Any:  # noqa: ANN401  (the package has no types)
        self._counted.most = self._counted.count + _MOST_HEAD
        line = self._reader.readline()
        while line and not line.strip():
            line = self._reader.readline()
        if not line:
            raise StopIteration
        record = self._loader.parse_record_stream(
            self._reader, line, self._format, check_digests=True
        )
        if record.length is None:
            raise BrokenError(trouble("record_unmeasured"))
        self._format = record.format
        self._counted.most = None
        return record


def web_archive(source: Source, limits: Limits) -> Iterator[Found]:
    """Every answered page, called by the number of its record.

    Requests, redirections, pictures, styles and scripts hold no article and are passed over.
    """
    number = 0
    try:
        for number, record in enumerate(_Records(source), 1):
            found, cut = _read(str(number), record, limits)
            if found is not None:
                yield found
            if cut is not None:
                yield lost("in_record", number=number, why=cut)
                return
    except _FAULTS as error:
        yield lost("after_record", number=number, why=_told(error))
        return


def _told(error: Exception) -> str:
    if isinstance(error, FAULTS):
        return told(error)
    return trouble("no_record", error=str(error)[:270])


def _body(record: Any, most: int) -> tuple[bytes, int, str | None]:  # noqa: ANN401
    """The content of a record, at most `most` bytes of it; its size; and why it is cut, if so."""
    raw, size = bytearray(), 0
    try:
        stream = record.content_stream() if record.http_headers else record.raw_stream
        while block := stream.read(1 << 16):
            size += len(block)
            raw += block[: max(most - len(raw), 0)]
        while record.raw_stream.read(1 << 16):
            pass  # what follows the last chunk
    except _FAULTS as error:
        return bytes(raw), size, _told(error)
    left = getattr(record.raw_stream, "limit", 0)
    return bytes(raw), size, trouble("record_short", count=left) if left else None


def _read(key: str, record: Any, limits: Limits) -> tuple[Found | None, str | None]:  # noqa: ANN401
    """The page in a record, if there is one, and why the archive can not be read on, if so."""
    kind, charset = _content_type(record)
    wanted = _is_answer(record) and not kind.startswith(_FURNITURE)
    raw, size, cut = _body(record, limits.most_bytes if wanted else 0)
    if not wanted or (cut is not None and not raw):
        return None, cut
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    at = "_at" if url else ""
    if kind not in _PAGES:
        told_of = {"kind": kind[:80] or "?", "url": url[:200]}
        cure = "save_text_or_html"
        return refused(key, Reason.UNKNOWN_FORMAT, f"type_unread{at}", cure, **told_of), cut
    if size > limits.most_bytes:
        sizes = {"size": size, "most": limits.most_bytes, "url": url[:200]}
        return refused(key, Reason.TOO_LARGE, f"large{at}", "save_apart", **sizes), cut
    given = Given(
        url=url if url.lower().startswith(("http://", "https://")) else None, charset=charset
    )
    losses = (trouble("record_cut", why=cut),) if cut else _losses(record)
    return Piece(key, _PAGES[kind], raw, given, losses), cut


def _losses(record: Any) -> tuple[str, ...]:  # noqa: ANN401
    """What the record says of itself that is not so, or was lost when it was made."""
    found = []
    if record.digest_checker.passed is False:
        found.append(trouble("record_altered"))
    short = record.rec_headers.get_header("WARC-Truncated")
    if short:
        found.append(trouble("crawler_cut", error=short[:40]))
    return tuple(found)


def _is_answer(record: Any) -> bool:  # noqa: ANN401
    """Whether a record holds what a server gave, or a text made of it."""
    if record.rec_type not in {"response", "resource", "conversion"}:
        return False
    return record.http_headers is None or str(record.http_headers.get_statuscode()).startswith("2")


def _content_type(record: Any) -> tuple[str, str | None]:  # noqa: ANN401
    """The kind of file in a record, and the encoding it is said to have."""
    if record.http_headers is not None:
        told_kind = record.http_headers.get_header("Content-Type") or ""
    else:
        told_kind = record.rec_headers.get_header("Content-Type") or ""
    kind, _, rest = told_kind.partition(";")
    match = _CHARSET.search(rest)
    return kind.strip().lower(), known_encoding(match[1]) if match else None
