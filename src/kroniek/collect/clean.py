"""Bytes to text: the ladder byte order mark, NUL pattern, strict UTF-8, declared, Windows-1252."""

import codecs
import re
from typing import NamedTuple

from kroniek.words.troubles import trouble

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_ENCODINGS = {
    "idna", "punycode", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape",
    "raw_unicode_escape", "utf-7", "mbcs", "oem",
}  # fmt: skip
"""Known to Python, but no page is written in them (or may be: browsers refuse UTF-7)."""
_SAMPLE = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_MOST_CONTROLS = 0.005
"""Share of control characters above which bytes are no text."""
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9_.:-]{2,40})")


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and what could not be read (in English)."""

    text: str
    encoding: str
    losses: tuple[str, ...]


def _nul_pattern(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of Latin letters stand."""
    sample = raw[:_SAMPLE]
    size = len(sample)
    if size < 4 or b"\x00" not in sample:
        return None
    zeros = [sample[k::4].count(0) / len(sample[k::4]) for k in range(4)]
    if size % 4 == 0 or size == _SAMPLE:
        if min(zeros[1:]) > 0.5 and zeros[0] < 0.2:
            return "utf-32-le"
        if min(zeros[:3]) > 0.5 and zeros[3] < 0.2:
            return "utf-32-be"
    if min(zeros[1], zeros[3]) > 0.5 and max(zeros[0], zeros[2]) < 0.2:
        return "utf-16-le"
    if min(zeros[0], zeros[2]) > 0.5 and max(zeros[1], zeros[3]) < 0.2:
        return "utf-16-be"
    return None


def declared_encoding(raw: bytes) -> str | None:
    """The encoding an HTML page declares in its first bytes, if Python knows it."""
    found = _DECLARED.search(raw, 0, _SAMPLE) or _XML_DECLARED.search(raw, 0, _SAMPLE)
    return known_encoding(found[1].decode("ascii")) if found else None


def wide_encoding(raw: bytes) -> str | None:
    """UTF-16 or UTF-32 if the first bytes show it, in the name that reads a mark along; or None."""
    for mark, encoding in _MARKS[1:]:
        if raw.startswith(mark):
            return encoding[:6]  # without the order of bytes, which the mark tells
    return _nul_pattern(raw)


def known_encoding(name: str) -> str | None:
    """Python's name of a text encoding that a page, a header or a message names; None if none."""
    # Browsers read Latin-1 as Windows-1252, and so were the pages written.
    if name.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        return "cp1252"
    try:
        info = codecs.lookup(name)
        if not getattr(info, "_is_text_encoding", True) or info.name in _NO_ENCODINGS:
            return None  # Python keeps compression and the like among its encodings
        info.decode(b"a")
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    return info.name


def _replaced(raw: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for what does not fit, and say how much that was."""
    text = raw.decode(encoding, "replace")
    count = text.count("\ufffd")
    losses = (trouble("not_encoded", count=count, encoding=encoding),) if count else ()
    return Decoded(text, encoding, losses)


def _as_utf8_or_windows(raw: bytes, declared: str | None) -> Decoded:
    """Strict UTF-8, else what the page declares, else damaged UTF-8, else Windows-1252."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        pass
    if declared is not None and declared not in {"utf-8", "utf-8-sig"}:
        try:
            return Decoded(raw.decode(declared), declared, ())
        except (UnicodeError, ValueError):
            pass
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    whole = sum(1 for sign in lenient if sign > "\x7f") - broken
    if whole >= 4 * broken or (declared == "utf-8" and whole >= broken):
        return _replaced(raw, "utf-8")
    return _replaced(raw, "cp1252")


def _is_narrow(raw: bytes) -> bool:
    """Whether these are letters of one byte each, as wide encodings never look."""
    sample = raw[:_SAMPLE]
    plain = sum(sample.count(sign) for sign in b" abcdefghijklmnopqrstuvwxyz")
    return len(sample) >= 20 and b"\x00" not in sample and plain >= 0.7 * len(sample)


def decode(raw: bytes, declared: str | None = None, *, sure: bool = False) -> Decoded:
    """The text of `raw` in the encoding that its bytes, or `declared`, show. Never fails.

    A byte order mark is no content and is left out. What can not be decoded becomes U+FFFD and is
    named in `losses`. `sure` says that the bytes were made in the `declared` encoding by us.
    """
    if sure and declared is not None:
        return _replaced(raw, declared)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            if encoding != "utf-8" and _is_narrow(body):
                lie = trouble("false_mark", encoding=encoding)
                text, real, losses = _as_utf8_or_windows(body, declared)
                return Decoded(text, real, (*losses, lie))
            return _replaced(body, encoding)
    encoding_by_zeros = _nul_pattern(raw)
    if encoding_by_zeros is not None:
        return _replaced(raw, encoding_by_zeros)
    return _as_utf8_or_windows(raw, declared)


def controls(text: str) -> int:
    """How many characters of `text` no writer types: control characters other than white space."""
    return len(_CONTROL.findall(text))


def is_text(text: str) -> bool:
    """Whether so few control characters stand in `text` that it can be writing."""
    return controls(text) <= max(2.0, _MOST_CONTROLS * len(text))
