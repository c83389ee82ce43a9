"""What comes in at standard input: kept aside while it is read, and told by its first bytes."""

import hashlib
import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kroniek.collect.files import INCOMING, Input
from kroniek.collect.holders.streams import FAULTS, Inflated, Limits, Source
from kroniek.collect.holders.walk import holder_of
from kroniek.collect.readers import SUFFIXES
from kroniek.model.article import Reason
from kroniek.words.troubles import refused

MOST_BYTES = 8 * 1024 * 1024 * 1024
"""Bytes that are taken from standard input."""
_NAME = "standard-input"
_HEAD = 1 << 16
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|\?xml)\b", re.IGNORECASE
)
_MESSAGE = re.compile(
    rb"(?:From|Subject|Date|To|Received|Return-Path|Delivered-To|Message-ID|MIME-Version)\s?: ",
    re.IGNORECASE,
)


def ending_of(head: bytes) -> str:
    """The ending that a file with these first bytes should have; ``.txt`` if nothing tells.

    Tables with commas can not be told from text.
    """
    if head.startswith(b"\x1f\x8b"):
        try:
            inner = ending_of(Inflated(io.BytesIO(head), Limits()).read(_HEAD))
        except FAULTS:
            inner = ".txt"
        return f"{inner}.gz"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, ending in ((b"PK\x03\x04", ".zip"), (b"WARC/", ".warc"), (b"From ", ".mbox")):
        if start.startswith(mark):
            return ending
    if start.startswith(b"["):
        return ".json"
    if start.startswith(b"{"):
        lines = [line for line in start.splitlines()[:2] if line.strip()]
        return ".jsonl" if lines[0].rstrip().endswith(b"}") or len(start) == _HEAD else ".json"
    if _PAGE.match(start):
        return ".html"
    return ".eml" if _MESSAGE.match(start) else ".txt"


@contextmanager
def incoming(stream: Source, ending: str | None = None) -> Iterator[Input]:
    """An input with all that `stream` gives, for as long as it is read.

    It is called after its content, for what comes next time is another input. `ending` (``.csv``)
    says what it is, instead of looking. Raises ValueError if that is not read.
    """
    if ending is not None and ending not in SUFFIXES and holder_of(f"x{ending}") is None:
        raise ValueError(f"{ending!r} is not read")
    with tempfile.TemporaryDirectory(prefix="kroniek-") as folder:
        path = Path(folder) / _NAME
        found = hashlib.sha256()
        size, head = 0, b""
        with path.open("wb") as file:
            while size <= MOST_BYTES and (block := stream.read(1 << 16)):
                head = head or block
                size += len(block)
                found.update(block)
                file.write(block)
        kind = ending or ending_of(head)
        digest = found.hexdigest()[:12]
        name, place = f"{_NAME}-{digest}{kind}", f"{INCOMING}{digest}"
        if size > MOST_BYTES:
            refusal = refused(
                name, Reason.TOO_LARGE, "large_incoming", "give_as_file", most=MOST_BYTES
            )
            yield Input(path, name, size, refusal, place=place)
        else:
            named = path.rename(path.with_name(name))
            yield Input(named, name, size, place=place)
